"""A server in a process of its own: a new Python, or a fork of the warm process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.warm import Warm, written


class _Serving:
    """``sandbox serve``, which says its URL first."""

    url: str

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), 60)


class Process(_Serving):
    """A Python of its own, for tests of how the server ends: it closes all that is open."""

    def __init__(self, folder: Path, *options: str) -> None:
        command = [sys.executable, "-m", "zwe_vsam", "sandbox", "serve", str(folder)]
        self.process = subprocess.Popen(
            [*command, "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()

    def end(self, ending: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """The exit code and standard error."""
        self.process.send_signal(ending)
        _, err = self.process.communicate(timeout=60)
        return self.process.returncode, err


class Forked(_Serving):
    """A fork, for tests of what a server does."""

    def __init__(self, warm: Warm, folder: Path, *options: str) -> None:
        self._err = tempfile.TemporaryFile()  # noqa: SIM115 - ``written`` closes it.
        self._ended = False
        reading, writing = os.pipe()
        self._out = os.fdopen(reading)
        argv = ("sandbox", "serve", folder, "--port", "0", *options)
        with open(os.devnull) as nothing:
            streams = (nothing.fileno(), writing, self._err.fileno())
            self._running = warm.start(*argv, streams=streams)
        os.close(writing)
        self.pid = self._running.pid
        self.url = self.line()

    def line(self) -> str:
        """The next line of standard output."""
        return self._out.readline().strip()

    def end(self, ending: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """The exit code and standard error."""
        self._running.send_signal(ending)
        self._ended = True
        code = self._running.end().code
        self._out.close()
        return code, written(self._err)

    def kill(self) -> None:
        """End it, unless ``end`` was called."""
        if not self._ended:
            self.end(signal.SIGKILL)
