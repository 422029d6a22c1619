"""Time that passes only where somebody sleeps, for the tool and for the sandbox below it."""

from __future__ import annotations

import builtins
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path

from zwe_vsam import waiting
from zwe_vsam.sandbox import clock as sandbox_clock

Put = Callable[[object, str, object], None]
"""``monkeypatch.setattr`` or, in a process that has nothing to restore, ``setattr``."""


class Time:
    """Seconds since the epoch; begins now, as a target may ask the machine's clock, too."""

    def __init__(self) -> None:
        self.at = time.time()

    def pass_by(self, seconds: float) -> None:
        self.at += seconds

    def sleep(self, seconds: float) -> None:
        sys.audit("time.sleep", seconds)  # As Python does: a pause is a step of faults.killed.
        self.pass_by(seconds)

    def rule(self, put: Put) -> None:
        """Make this the time of everything that waits for a job, or runs one."""
        put(waiting.SystemClock, "now", lambda _: self.at)
        put(waiting.SystemClock, "sleep", lambda _, seconds: self.sleep(seconds))
        put(sandbox_clock.SystemWallClock, "now", lambda _: self.at)


class SharedTime(Time):
    """Such a time for several processes: a file has it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.exists():
            path.write_bytes(struct.pack("d", time.time()))

    @property  # type: ignore[override]
    def at(self) -> float:
        (seconds,) = struct.unpack("d", self._path.read_bytes())
        return float(seconds)

    @at.setter
    def at(self, seconds: float) -> None:
        with self._path.open("r+b") as file:  # Never empty, as others may read it.
            file.write(struct.pack("d", seconds))


def share(path: str) -> None:
    """Give this process the time in the file ``path``; a hook of ``warm``."""
    SharedTime(Path(path)).rule(builtins.setattr)
