"""The job queue: job numbers, holds, injected outcomes, and the times of jobs."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple

from zwe_vsam.model import Ending, Phase
from zwe_vsam.sandbox import outcomes
from zwe_vsam.sandbox.state import FinishedJob, PendingJob, State
from zwe_vsam.zos import job_id as ids

_LAST_NUMBER = 999_999
RETAINED = 200
"""Ended jobs whose output the system retains. Without a limit, each search for jobs by name would
take longer than the one before. Operators purge the output of a real system, too."""


class JobInfo(NamedTuple):
    """The attributes of a job at one moment."""

    id: str
    name: str
    owner: str
    job_class: str
    phase: Phase
    ending: Ending | None
    """Set exactly when the phase is ENDED."""
    code: int | None
    """Highest condition code of a job that ran to its end."""
    abend: str
    """Such as S806 or U4038."""
    waiting_for: str
    """Why a held job does not run."""
    created: float
    started: float | None
    ended: float | None
    correlator: str = ""
    """The user portion of the job correlator; empty where none was given."""


class StepInfo(NamedTuple):
    """A step that runs or ran."""

    name: str
    program: str
    completion: str = ""
    """``CC 0000``, ``ABEND S806`` or ``FLUSHED``; empty while it runs."""


class QueueEntry(NamedTuple):
    """The attributes of a job that arrives in the queue."""

    name: str
    owner: str
    job_class: str
    hold: str
    """Why it is held on arrival; empty if it is not."""
    runs: bool
    """Whether its steps will be executed."""


def enqueue(state: State, entry: QueueEntry, now: float, correlator: str = "") -> PendingJob:
    """Add a job to the queue, with a number, its injected outcome if any, and its times."""
    in_use = {job.id for job in state.pending}
    while True:
        state.last_job = state.last_job % _LAST_NUMBER + 1
        job_id = ids.of_batch_job(state.last_job)
        if job_id not in in_use:
            break
    job = PendingJob(
        id=job_id,
        name=entry.name,
        owner=entry.owner,
        job_class=entry.job_class,
        created=now,
        starts=now,
        ends=None,
        hold=entry.hold,
        correlator=correlator,
    )
    after = _inject(state, job)
    _schedule(state, job, now, after if job.outcome else None, runs=entry.runs)
    state.pending.append(job)
    return job


def outdated(state: State, job_ids: list[str]) -> list[str]:
    """Return the ids of the ended jobs among ``job_ids``, except the newest RETAINED."""
    pending = {job.id for job in state.pending}
    ended = [wanted for wanted in job_ids if ids.is_batch_job(wanted) and wanted not in pending]
    # Numbers start again after the last one, so age is the distance to the newest.
    ended.sort(key=lambda wanted: (state.last_job - ids.number_of(wanted)) % _LAST_NUMBER)
    return ended[RETAINED:]


def _inject(state: State, job: PendingJob) -> float | None:
    for injection in state.injections:
        if fnmatchcase(job.name, injection.job or "*"):
            job.outcome = injection.outcome
            injection.count -= 1
            if injection.count <= 0:
                state.injections.remove(injection)
            return injection.after
    return None


def _schedule(
    state: State, job: PendingJob, now: float, after: float | None, *, runs: bool
) -> None:
    outcome = outcomes.parse(job.outcome) if job.outcome else outcomes.InjectedOutcome("")
    job.starts = now + state.durations.queued
    if outcome.kind == "held":
        job.hold = job.hold or "HELD BY THE OPERATOR"
        job.held_until = None if after is None else now + after
        job.outcome, after = "", None
    if not runs or outcome.before_execution:
        job.ends = job.starts = job.starts if after is None else now + after
    elif outcome.kind == "never":
        job.ends = None
    else:
        seconds = outcome.seconds if outcome.kind == "slow" and after is None else after
        job.ends = job.starts + state.durations.active if seconds is None else now + seconds
        job.starts = min(job.starts, job.ends)


def release(job: PendingJob, now: float) -> None:
    """Let a held job run, from ``now`` on."""
    waited = job.starts - job.created
    length = None if job.ends is None else job.ends - job.starts
    job.hold, job.held_until = "", None
    job.starts = now + waited
    job.ends = None if length is None else job.starts + length


def release_expired(state: State, now: float) -> None:
    """Release the jobs whose hold has expired."""
    for job in state.pending:
        if job.hold and job.held_until is not None and job.held_until <= now:
            release(job, job.held_until)


def ended(state: State, now: float) -> list[tuple[float, PendingJob]]:
    """Return the jobs that have ended by ``now`` with the times of their ends, in that order."""
    by_time = [
        (job.ends, job.id, job)
        for job in state.pending
        if not job.hold and job.ends is not None and job.ends <= now
    ]
    return [(at, job) for at, _, job in sorted(by_time, key=lambda item: item[:2])]


def pending(state: State, wanted: str) -> PendingJob | None:
    """Return the job with this id if it has not ended; otherwise None."""
    return next((job for job in state.pending if job.id == wanted), None)


def pending_info(job: PendingJob, now: float) -> JobInfo:
    """Return the attributes of a job that has not ended."""
    running = Phase.QUEUED if now < job.starts else Phase.ACTIVE
    phase = Phase.HELD if job.hold else running
    return JobInfo(
        id=job.id,
        name=job.name,
        owner=job.owner,
        job_class=job.job_class,
        phase=phase,
        ending=None,
        code=None,
        abend="",
        waiting_for=job.hold,
        created=job.created,
        started=job.starts if phase is Phase.ACTIVE else None,
        ended=None,
        correlator=job.correlator,
    )


def finished_info(job: FinishedJob) -> JobInfo:
    """Return the attributes of an ended job. Raises ValueError for an unknown ending."""
    return JobInfo(
        id=job.id,
        name=job.name,
        owner=job.owner,
        job_class=job.job_class,
        phase=Phase.ENDED,
        ending=Ending(job.ending),
        code=job.code,
        abend=job.abend,
        waiting_for="",
        created=job.created,
        started=job.started,
        ended=job.ended,
        correlator=job.correlator,
    )
