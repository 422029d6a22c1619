"""Rules on jobs that hold on every target."""

from __future__ import annotations

from zwe_vsam.errors import NotCancelled, NotReleased, UnclearAnswer
from zwe_vsam.model import JobId, JobState, Phase

CLOCK_SKEW = 2.0
"""Seconds by which a job can look older than its submission.

The system's times are whole seconds, and its clock may be another one than ours.
"""


def name_of(job: JobId) -> str:
    """Return the name and the id of a job, for messages."""
    return f"{job.name}({job.id})"


def require_cancelable(job: JobId, state: JobState) -> None:
    """Raise NotCancelled for a job that has ended or is not listed."""
    if state.phase is Phase.NOT_LISTED:
        raise NotCancelled("ZWV6020E", job=name_of(job))
    if state.phase is Phase.ENDED:
        raise ended(job)


def ended(job: JobId) -> NotCancelled:
    """Make the error for the cancellation of a job that has ended."""
    return NotCancelled("ZWV6030E", job=name_of(job))


def require_listed_for_release(job: JobId, state: JobState) -> None:
    """Raise NotReleased for a job that is not listed."""
    if state.phase is Phase.NOT_LISTED:
        raise NotReleased("ZWV6020E", job=name_of(job))


def not_held(job: JobId) -> NotReleased:
    """Make the error for the release of a job that is not held."""
    return NotReleased("ZWV6032E", job=name_of(job))


def only(states: list[JobState], job_id: str) -> JobState | None:
    """Return the job of an id; None without one. Raises UnclearAnswer for several."""
    if len(states) > 1:
        raise UnclearAnswer("ZWV6021E", count=len(states), job_id=job_id)
    return states[0] if states else None


def received_since(
    states: list[JobState], since: float, clock_skew: float = CLOCK_SKEW
) -> list[JobState]:
    """Return the jobs received at or after ``since`` (epoch seconds), or at an unknown time."""
    return [s for s in states if s.created is None or s.created >= since - clock_skew]
