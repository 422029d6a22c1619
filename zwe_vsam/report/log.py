"""The log file of one run (``--log-dir``)."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Sequence

from zwe_vsam import __version__, user
from zwe_vsam.errors import Problem
from zwe_vsam.report.invocation import command_line
from zwe_vsam.report.output import printable


class Log:
    """A file that receives everything the run says, at every level of detail."""

    def __init__(self, folder: str, command: str, words: Sequence[str] = ()) -> None:
        """Create the file, readable by its owner only. Raises Problem ZWEL0110E.

        It begins with the version, the command line (its ``words``, without what they assign to a
        password), the user and the date.
        """
        stamp = f"{time.strftime('%Y%m%dT%H%M%S')}.{time.time_ns() // 1000 % 1_000_000:06}"
        path = os.path.join(folder, f"zwe-vsam-{command}-{stamp}-{os.getpid()}.log")
        try:
            os.makedirs(folder, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise Problem(
                "ZWEL0110E",
                folder=folder,
                remedy=f"Name another folder with -l ({error.strerror}).",
            ) from error
        self.path = path
        self._file = open(descriptor, "w", encoding="utf-8")  # noqa: SIM115 - closed by close()
        self.line(f"zwe-vsam {__version__}")
        self.line(f"command line: {command_line(words)}")
        self.line(f"user: {user.name() or 'unknown'}")
        self.line(f"date: {time.strftime('%Y-%m-%d %H:%M:%S %z')}")

    def line(self, text: str) -> None:
        """Add ``text`` with the time of day before its first line.

        A full disk ends the log, never the run that it is about.
        """
        with contextlib.suppress(OSError):
            self._file.write(f"{time.strftime('%H:%M:%S')} {printable(text)}\n")
            self._file.flush()

    def close(self, exit_code: int) -> None:
        """End the file with the exit code of the run."""
        self.line(f"exit code: {exit_code}")
        with contextlib.suppress(OSError):
            self._file.close()
