"""A server in a process of its own."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path


class Process:
    """``sandbox serve`` without TLS, unless asked for."""

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
        self.port = int(self.url.rpartition(":")[2])

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), 60)

    def end(self, ending: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """The exit code and standard error."""
        self.process.send_signal(ending)
        _, err = self.process.communicate(timeout=60)
        return self.process.returncode, err
