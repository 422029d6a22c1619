"""How many processes a dry run starts, seen by Python's own audit events."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FIXTURE = Path(__file__).parent.parent / "fixtures" / "minimal.yaml"
COUNTER = """
import sys
started = []
def hook(event, arguments):
    if event in ("subprocess.Popen", "os.fork", "os.forkpty", "os.exec", "os.posix_spawn",
                 "os.spawn", "os.system", "os.startfile"):
        started.append(event)
sys.addaudithook(hook)
from zwe_vsam.cli import main
code = main(["init", "-c", sys.argv[1], "--dry-run", "-s"])
print(1 + len(started), code)
"""


def count() -> int:
    """Processes of one dry run, itself included."""
    ran = subprocess.run(
        [sys.executable, "-c", COUNTER, str(FIXTURE)], check=True, capture_output=True, text=True
    )
    processes, code = ran.stdout.split()
    assert code == "0", ran.stderr
    return int(processes)


def report() -> None:
    print("Processes of one dry run (audit hook)")
    print(f"  zwe-vsam init --dry-run: {count()}   (zwe init vsam: about 295)")
