"""How messages name a job, and what its user can do with it."""

from __future__ import annotations

from datetime import datetime

from zwe_vsam.model import JobId, JobState
from zwe_vsam.report.base import Report


def received(state: JobState) -> str | None:
    """When the system got the job, in its local time and ISO 8601; None where it does not say."""
    if state.created is None:
        return None
    return datetime.fromtimestamp(state.created).isoformat(sep=" ", timespec="seconds")


def resume(job: JobId, report: Report) -> str:
    """How to go on with a job that was left running, to be put after how to look at it."""
    return f"; or continue to wait: {report.command('job', job.id)}"


def name_of(state: JobState) -> str:
    """``NAME(ID)``."""
    return f"{state.job.name}({state.job.id})"
