"""A signal ends the server, at whatever moment after its URL it arrives."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.sandbox.helpers import Sandbox
from tests.sandbox.server.process import Process

STARTS = 6

SERVED = """
import os, signal, sys, threading, time
from zwe_vsam.cli import main
{begin}
class Output:
    # Begins when the URL is out.
    def __init__(self, stream):
        self.stream = stream
    def __getattr__(self, name):
        return getattr(self.stream, name)
    def write(self, text):
        result = self.stream.write(text)
        if "://" in text:
            begin()
        return result

sys.stdout = Output(sys.stdout)
sys.exit(main(["sandbox", "serve", sys.argv[1], "--port", "0", "--no-tls"]))
"""

UNNOTICED = """
def late():
    # The handler of the system runs in this thread, so that nothing wakes the main thread: as when
    # the signal arrives between its last look and its wait for a lock.
    time.sleep({delay})
    signal.pthread_kill(threading.get_ident(), signal.{name})

def begin():
    threading.Thread(target=late, daemon=True).start()

signal.signal(signal.SIGTERM, signal.default_int_handler)
"""

FINALIZED = """
class begin:
    # Python discards an exception that arises here.
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):
            pass
"""


def ended(begin: str, folder: Path) -> str:
    """Standard output of a server that a signal ends. ``begin`` is Python, and sends the signal."""
    ran = subprocess.run(
        [sys.executable, "-c", SERVED.format(begin=begin), folder],
        capture_output=True, text=True, timeout=60, check=False, cwd=ROOT,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    return ran.stdout.splitlines()[-1]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("delay", [0.0, 0.5])
def test_a_signal_that_wakes_nobody(sandbox: Sandbox, name: str, delay: float) -> None:
    begin = UNNOTICED.format(name=name, delay=delay)
    assert ended(begin, sandbox.system.folder) == "The server has ended."


def test_a_signal_in_a_finalizer(sandbox: Sandbox) -> None:
    assert ended(FINALIZED, sandbox.system.folder) == "The server has ended."


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_many_quick_starts(sandbox: Sandbox, ending: signal.Signals) -> None:
    """Signals right after the URL, several of them: the impatient press Ctrl-C twice."""
    for times in range(1, STARTS // 2 + 1):
        process = Process(sandbox.system.folder, "--no-tls")
        for _ in range(times - 1):
            process.process.send_signal(ending)
        code, err = process.end(ending)
        assert code == 0, err
        assert "Traceback" not in err
