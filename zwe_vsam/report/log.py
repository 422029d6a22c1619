"""The log file of one run (``--log-dir``)."""

from __future__ import annotations

import contextlib
import os
import time

from zwe_vsam.errors import Problem
from zwe_vsam.report.output import printable


class Log:
    """A file that receives everything the run says, at every level of detail."""

    def __init__(self, folder: str, command: str) -> None:
        """Create the file, readable by its owner only. Raises Problem ZWEL0110E."""
        stamp = f"{time.strftime('%Y%m%dT%H%M%S')}.{time.time_ns() // 1000 % 1_000_000:06}"
        path = os.path.join(folder, f"zwe-vsam-{command}-{stamp}-{os.getpid()}.log")
        try:
            os.makedirs(folder, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise Problem(
                "ZWEL0110E", folder, remedy=f"Name another folder with -l ({error.strerror})."
            ) from error
        self.path = path
        self._file = open(descriptor, "w", encoding="utf-8")  # noqa: SIM115 - closed by close()

    def line(self, text: str) -> None:
        """Add ``text`` with the time of day before its first line.

        A full disk ends the log, never the run that it is about.
        """
        with contextlib.suppress(OSError):
            self._file.write(f"{time.strftime('%H:%M:%S')} {printable(text)}\n")
            self._file.flush()

    def close(self) -> None:
        """Close the file."""
        with contextlib.suppress(OSError):
            self._file.close()
