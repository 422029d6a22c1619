"""The job queue: job numbers, holds, injected outcomes, and the times of jobs."""

# Annotations are objects here: a named tuple compiles each one that is a text.
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.model import Ending, Phase
from zwe_vsam.sandbox.state import Injection, JobRecord, OutputRecord, StepRecord, SystemRecord
from zwe_vsam.zos import job_id as ids

if TYPE_CHECKING:
    from zwe_vsam.sandbox.database import Database

_LAST_NUMBER = 999_999
RETAINED = 200
"""Ended jobs whose output the system retains, so that a sandbox does not grow without a limit.
Operators purge the output of a real system, too."""
_PENDING = "ending = ''"
_DUE = f"{_PENDING} AND CASE WHEN hold = '' THEN ends <= ? ELSE held_until <= ? END"
"""Condition of the jobs that have ended, or whose hold has expired, at a time."""


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


def enqueue(database: "Database", entry: QueueEntry, now: float, correlator: str = "") -> JobRecord:
    """Add a job to the queue, with a number, its injected outcome if any, and its times."""
    system = database.system
    number = system.last_job
    while True:
        number = number % _LAST_NUMBER + 1
        job_id = ids.of_batch_job(number)
        if database.first(JobRecord, "id = ?", job_id) is None:
            break
    system = system._replace(last_job=number)
    database.put(system)
    job = JobRecord(
        id=job_id,
        name=entry.name,
        owner=entry.owner,
        job_class=entry.job_class,
        created=now,
        starts=now,
        ends=None,
        correlator=correlator,
        hold=entry.hold,
    )
    injection = _injection(database, job.name)
    outcome = injection.outcome if injection else ""
    after = injection.after if injection else None
    job = _scheduled(system, job._replace(outcome=outcome), now, after, runs=entry.runs)
    database.put(job)
    return job


def remove(database: "Database", job_id: str) -> None:
    """Remove a job with the list of its output."""
    database.delete(JobRecord, "id = ?", job_id)
    for kind in (StepRecord, OutputRecord):
        database.delete(kind, "job = ?", job_id)


def outdated(database: "Database") -> list[str]:
    """Return the ids of the ended jobs, except the newest RETAINED.

    Numbers start again after the last one, so age is the distance to the newest.
    """
    age = f"(? - CAST(LTRIM(id, 'JOB') AS INTEGER) + {_LAST_NUMBER}) % {_LAST_NUMBER}"
    order = f"{age} LIMIT -1 OFFSET {RETAINED}"
    last = database.system.last_job
    return [job.id for job in database.all(JobRecord, "ending <> ''", last, order=order)]


def _injection(database: "Database", name: str) -> Injection | None:
    """Return the outcome that is injected into a job of this name, and count it."""
    for injection in database.all(Injection, order="number"):
        if fnmatchcase(name, injection.job or "*"):
            if injection.count > 1:
                database.put(injection._replace(count=injection.count - 1))
            else:
                database.delete(Injection, "number = ?", injection.number)
            return injection
    return None


def _scheduled(
    system: SystemRecord, job: JobRecord, now: float, after: float | None, *, runs: bool
) -> JobRecord:
    """Return the job with its times."""
    from zwe_vsam.sandbox import outcomes

    outcome = outcomes.parse(job.outcome) if job.outcome else outcomes.InjectedOutcome("")
    starts = now + system.queued
    if outcome.kind == "held":
        job = job._replace(
            outcome="",
            hold=job.hold or "HELD BY THE OPERATOR",
            held_until=None if after is None else now + after,
        )
        after = None
    if not runs or outcome.before_execution:
        ends = starts if after is None else now + after
        return job._replace(starts=ends, ends=ends)
    if outcome.kind == "never":
        return job._replace(starts=starts)
    seconds = outcome.seconds if outcome.kind == "slow" and after is None else after
    ends = starts + system.active if seconds is None else now + seconds
    return job._replace(starts=min(starts, ends), ends=ends)


def released(job: JobRecord, now: float) -> JobRecord:
    """Return a held job as one that runs, from ``now`` on."""
    starts = now + job.starts - job.created
    ends = None if job.ends is None else job.ends - job.starts + starts
    return job._replace(hold="", held_until=None, starts=starts, ends=ends)


def is_due(database: "Database", now: float) -> bool:
    """Whether a job has ended by ``now``, its hold has expired, or a reset was interrupted."""
    resetting = "(SELECT COUNT(*) FROM system WHERE resetting)"
    return database.number(f"COUNT(*) + {resetting}", JobRecord, _DUE, now, now) > 0


def release_expired(database: "Database", now: float) -> None:
    """Release the jobs whose hold has expired."""
    for job in database.all(JobRecord, f"{_DUE} AND hold <> ''", now, now):
        assert job.held_until is not None
        database.put(released(job, job.held_until))


def ended(database: "Database", now: float) -> list[JobRecord]:
    """Return the jobs that have ended by ``now``, in the order of their ends."""
    return database.all(JobRecord, f"{_DUE} AND hold = ''", now, now, order="ends, id")


def info(job: JobRecord, now: float) -> JobInfo:
    """Return the attributes of a job."""
    running = Phase.QUEUED if now < job.starts else Phase.ACTIVE
    phase = Phase.HELD if job.hold else running
    started = job.starts if phase is Phase.ACTIVE else None
    if job.ending:
        phase, started = Phase.ENDED, job.started
    return JobInfo(
        id=job.id,
        name=job.name,
        owner=job.owner,
        job_class=job.job_class,
        phase=phase,
        ending=Ending(job.ending) if job.ending else None,
        code=job.code,
        abend=job.abend,
        waiting_for="" if job.ending else job.hold,
        created=job.created,
        started=started,
        ended=job.ends if job.ending else None,
        correlator=job.correlator,
    )
