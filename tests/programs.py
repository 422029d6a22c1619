"""The program as a process that starts Python anew, and what it writes on a terminal."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence

from tests.conftest import MINIMAL

PROGRAM = [sys.executable, "-m", "zwe_vsam"]
LIMIT = 60
"""Seconds after which a process that hangs is a failure."""
INIT = ("init", "-c", MINIMAL, "--sandbox")


def environment(**variables: str) -> dict[str, str]:
    """The caller's, without what changes the program's output."""
    mine = (
        "ZWE_VSAM_",
        "PYTHONIO",
        "PYTHONUN",
        "PYTHONUTF8",
        "NO_COLOR",
        "FORCE_COLOR",
        "COVERAGE",
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(mine)}
    return {**kept, "TERM": "dumb", **variables}


def process(
    *argv: object, program: Sequence[object] = PROGRAM, env: dict[str, str] | None = None, **streams
) -> subprocess.CompletedProcess[bytes]:
    chosen = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    ran = subprocess.run(
        [str(word) for word in (*program, *argv)],
        env=env or environment(),
        timeout=LIMIT,
        check=False,
        **{**chosen, **streams},
    )
    assert b"Traceback" not in (ran.stderr or b""), ran.stderr
    assert b"Exception ignored" not in (ran.stderr or b""), ran.stderr
    return ran


def read_all(master: int) -> bytes:
    """What comes out of a terminal until its last user has gone."""
    seen, deadline = b"", time.monotonic() + LIMIT
    with contextlib.suppress(OSError):  # Linux says EIO at the end
        while select.select([master], [], [], deadline - time.monotonic())[0]:
            data = os.read(master, 4096)
            if not data:
                break
            seen += data
    os.close(master)
    return seen
