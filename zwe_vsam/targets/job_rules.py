"""Rules on jobs that hold on every target."""

from __future__ import annotations

from zwe_vsam.errors import NotCancelled, NotReleased, UnclearAnswer
from zwe_vsam.model import JobId, JobState, Phase

CLOCK_SKEW = 2.0
"""Seconds by which a job can look older than its submission.

The system's times are whole seconds, and its clock may be another one than ours.
"""


def require_cancelable(job: JobId, state: JobState) -> None:
    """Raise NotCancelled for a job that has ended or is not listed."""
    if state.phase is Phase.NOT_LISTED:
        raise NotCancelled("ZWV236E", f"Job {job.name}({job.id})")
    if state.phase is Phase.ENDED:
        raise ended(job)


def ended(job: JobId) -> NotCancelled:
    """Make the error for the cancellation of a job that has ended."""
    return NotCancelled(
        "ZWV235E", f"job {job.name}({job.id}) has ended, there is nothing to cancel"
    )


def require_listed_for_release(job: JobId, state: JobState) -> None:
    """Raise NotReleased for a job that is not listed."""
    if state.phase is Phase.NOT_LISTED:
        raise NotReleased("ZWV236E", f"Job {job.name}({job.id})")


def not_held(job: JobId) -> NotReleased:
    """Make the error for the release of a job that is not held."""
    return NotReleased("ZWV235E", f"job {job.name}({job.id}) is not held")


def only(states: list[JobState], job_id: str, target: str) -> JobState | None:
    """Return the job of an id; None without one. Raises UnclearAnswer for several."""
    if len(states) > 1:
        reason = f"{len(states)} jobs are listed for {job_id}"
        raise UnclearAnswer("ZWV233E", target, reason, remedy="Look for them in SDSF.")
    return states[0] if states else None


def received_since(
    states: list[JobState], since: float, clock_skew: float = CLOCK_SKEW
) -> list[JobState]:
    """Return the jobs received at or after ``since`` (epoch seconds), or at an unknown time."""
    return [s for s in states if s.created is None or s.created >= since - clock_skew]
