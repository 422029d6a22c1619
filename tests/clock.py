"""Time that passes only where somebody sleeps, for the tool and for the sandbox below it."""

from __future__ import annotations

import time

import pytest

from zwe_vsam import waiting
from zwe_vsam.sandbox import clock as sandbox_clock


class Time:
    """Seconds since the epoch; begins now, as a target may ask the machine's clock, too."""

    def __init__(self) -> None:
        self.at = time.time()

    def pass_by(self, seconds: float) -> None:
        self.at += seconds

    def rule(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make this the time of everything that waits for a job, or runs one."""
        monkeypatch.setattr(waiting.SystemClock, "now", lambda _: self.at)
        monkeypatch.setattr(waiting.SystemClock, "sleep", lambda _, seconds: self.pass_by(seconds))
        monkeypatch.setattr(sandbox_clock.SystemWallClock, "now", lambda _: self.at)
