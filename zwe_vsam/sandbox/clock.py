"""The sandbox's clock, which a test may replace."""

from __future__ import annotations

import time
from typing import Protocol


class WallClock(Protocol):
    """A source of the current time."""

    def now(self) -> float:
        """Seconds since the epoch."""


class SystemWallClock:
    """The clock of this computer."""

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()
