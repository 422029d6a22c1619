"""How late the end of a job is noticed, and with how many looks, on a simulated clock."""

from __future__ import annotations

from typing import NamedTuple, cast

from zwe_vsam import waiting
from zwe_vsam.model import Ending, JobId, JobState, Phase
from zwe_vsam.targets.base import Target

DURATIONS = (0.1, 0.5, 1.1, 5, 17, 60, 600, 3600)
"""Seconds from submission to end."""
ORIGINAL = (1, 5, 10, 30, 100, 300, 500)
"""Seconds that zwe init vsam sleeps before each look; then it gives up."""
LATENCY = 0.02
"""Seconds that one look takes."""
JOB = JobId("JOB00001", "ZWECSVSM", "IBMUSER")


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


class System:
    """A job that ends when it is due; each look takes a moment."""

    def __init__(self, clock: Clock, duration: float) -> None:
        self.clock = clock
        self.duration = duration

    def job_status(self, job: JobId) -> JobState:
        self.clock.sleep(LATENCY)
        if self.clock.time >= self.duration:
            return JobState(job, Phase.ENDED, Ending.COMPLETED, 0)
        return JobState(job, Phase.ACTIVE)


class Noticed(NamedTuple):
    """When the end of a job was noticed."""

    delay: float
    """Seconds after the end."""
    looks: int


def ours(duration: float) -> Noticed:
    """The policy of jobs.py."""
    clock = Clock()
    target = cast("Target", System(clock, duration))
    waited = waiting.wait(target, JOB, timeout=2 * duration + 10, clock=clock)
    return Noticed(clock.time - duration, waited.looks)


def original(duration: float) -> Noticed | None:
    """The fixed schedule; None where it gives up first."""
    time = 0.0
    for looks, pause in enumerate(ORIGINAL, 1):
        time += pause
        if time >= duration:
            return Noticed(time - duration, looks)
    return None


def report() -> None:
    print("Polling: delay until a job's end is noticed (looks), simulated clock")
    print(f"  {'job':>8} {'promise':>9} {'zwe-vsam':>16} {'zwe init vsam':>18}")
    for duration in DURATIONS:
        mine, theirs = ours(duration), original(duration)
        promise = max(0.5, duration / 10)
        other = f"{theirs.delay:.1f} s ({theirs.looks})" if theirs else "gives up"
        kept = "" if mine.delay <= promise else "  NOT KEPT"
        print(
            f"  {duration:>6} s {promise:>7.1f} s {mine.delay:>9.2f} s ({mine.looks:>2})"
            f" {other:>18}{kept}"
        )
