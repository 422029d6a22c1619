"""``job``: go on with a job that was left behind, show its output, or cancel it."""

from __future__ import annotations

from zwe_vsam import waiting
from zwe_vsam.errors import LibraryNotFound, MemberNotFound, Problem, TargetError, UnclearAnswer
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.messages import message
from zwe_vsam.model import Ending, JobState, Member, Phase
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import JobResult
from zwe_vsam.targets.base import Target
from zwe_vsam.workflow import setup
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.job_names import name_of, received
from zwe_vsam.workflow.outcome import Defined, Deleted, Ended, Outcome
from zwe_vsam.workflow.request import Request
from zwe_vsam.workflow.run import Run
from zwe_vsam.workflow.submission import Submission
from zwe_vsam.zos import jcl
from zwe_vsam.zos import job_id as ids


def run(request: Request, report: Report, clock: waiting.Clock | None = None) -> None:
    """Report on the job. Raises Problem or config.Invalid; success is a job that did its work."""
    # 1. Read the configuration, if there is one, and reach the system.
    job_id = ids.normalized(request.job_id)
    if job_id is None:
        raise no_id(request.job_id)
    connection = Connection(request.system.or_auto(), report)
    settings = setup.any_mode(request, connection, report) if request.config else None
    target = connection.target()
    run = Run(request, target, report, clock or waiting.SystemClock(), settings)
    # 2. Find the job.
    state = _find(target, job_id)
    report.result.job = JobResult(
        state.job.id,
        state.job.name,
        state.job.owner,
        (state.ending or state.phase).value,
        state.code,
        state.abend or None,
        received(state),
    )
    report.line(_described(state))
    report.line()
    # 3. Cancel it, show its output, or release it.
    if request.cancel:
        _cancel(run, state)
        return
    if request.spool:
        _print_output(run, state)
        return
    if request.release:
        _release(run, state)
        state = target.find_job(job_id) or state
    # 4. Wait for its end, and conclude from it.
    waited = waiting.Waited(state, 0.0, 1)
    if not waited.ended:
        waited = Submission(run, "Waiting", report.result).resume(state)
    _outcome(run, waited.state)(run, report.result).conclude(waited)


def no_id(text: str) -> Problem:
    """What an id looks like and where it is shown (SDSF: the ST panel's column JobID).

    ``text`` is what was given instead, or empty.
    """
    return Problem(
        "ZWEL0102E",
        parameter=text or "JOBID",
        details=("This is not the id of a job." if text else "The id of the job is missing.",),
        remedy="A job id looks like JOB01234 or J0001234. init and remove print it in parentheses "
        "after the name of the job. SDSF shows it in the column JobID. For a rehearsal, "
        "zwe-vsam sandbox jobs DIR lists it.",
    )


def _find(target: Target, job_id: str) -> JobState:
    state = target.find_job(job_id)
    if state is None:
        raise Problem(
            "ZWEL0162E",
            job=job_id,
            details=(
                "No job of that id is listed: it was purged, its output was printed, or you may "
                "not see it.",
            ),
            remedy="verify tells whether the cluster exists.",
        )
    if not ids.same(state.job.id, job_id):
        raise UnclearAnswer(
            "ZWV233E",
            target.name,
            f"for {job_id} it answered with job {name_of(state)}",
            remedy="Run this again with -vv, which shows what was asked; look for the job in SDSF.",
        )
    return state


def _described(state: JobState) -> str:
    """The job with its owner and time. Numbers recycle: the user must see which job it is."""
    time = received(state)
    arrival = f"received {time}" if time else "received at a time that the system does not say"
    return f"Job {name_of(state)} of {state.job.owner or 'an unknown owner'}, {arrival}"


def _outcome(run: Run, state: JobState) -> type[Outcome]:
    """What the end of the job means: by its name, unless its output is about another cluster."""
    outcome = _outcome_by_name(run, state)
    if outcome is not Ended and _is_for_another_cluster(run, state):
        text = f"is another one: its output does not name {run.settings.cluster}."
        run.report.message(message("ZWV206I", name_of(state), text))
        return Ended
    return outcome


def _outcome_by_name(run: Run, state: JobState) -> type[Outcome]:
    if run.configured is None:
        return Ended
    job_names = {purpose: _job_name(run, purpose) for purpose in Purpose}
    if job_names[Purpose.DEFINE] != job_names[Purpose.REMOVE]:
        if state.job.name == job_names[Purpose.DEFINE]:
            return Defined
        if state.job.name == job_names[Purpose.REMOVE]:
            return Deleted
    return Ended


def _is_for_another_cluster(run: Run, state: JobState) -> bool:
    """Whether a job that ended with code 0 dealt with another cluster: every Zowe has such jobs."""
    if state.ending is not Ending.COMPLETED or state.code != 0:
        return False
    from zwe_vsam.diagnosis.spool import is_for_another

    try:
        return is_for_another(run.target.spool(state.job), run.settings.cluster)
    except TargetError:
        return False


def _job_name(run: Run, purpose: Purpose) -> str:
    """The name of the job of the member in the JCL library."""
    try:
        text = run.target.read(Member(run.settings.jcllib, purpose.value)).text
    except (LibraryNotFound, MemberNotFound):
        return purpose.value
    return jcl.job_name(text)


def _cancel(run: Run, state: JobState) -> None:
    target, report = run.target, run.report
    if state.phase is Phase.ENDED:
        raise Problem(
            "ZWV235E",
            f"job {name_of(state)} has ended, there is nothing to cancel",
            remedy="See how it ended: leave out --cancel.",
        )
    run.request.consent.require(
        f"Cancel job {name_of(state)} of {state.job.owner}", target.system_name
    )
    target.cancel(state.job)
    report.result.changed = True
    after = target.job_status(state.job)
    assert report.result.job is not None
    report.result.job.outcome = (after.ending or after.phase).value
    ended = after.ending is Ending.CANCELLED or after.phase in (Phase.ENDED, Phase.NOT_LISTED)
    report.message(
        message(
            "ZWV206I",
            name_of(state),
            "is cancelled." if ended else "was asked to end; it has not ended yet.",
        )
    )


def _release(run: Run, state: JobState) -> None:
    if state.phase in (Phase.ACTIVE, Phase.ENDED):
        raise Problem(
            "ZWV235E",
            f"job {name_of(state)} is not held, there is nothing to release",
            remedy="See how it is: leave out --release.",
        )
    run.request.consent.require(
        f"Release job {name_of(state)} of {state.job.owner}, so that it runs",
        run.target.system_name,
    )
    run.target.release(state.job)
    run.report.result.changed = True
    run.report.message(message("ZWV206I", name_of(state), "is released."))


def _print_output(run: Run, state: JobState) -> None:
    report = run.report
    files = report.result.spool = run.target.spool(state.job)
    if not files:
        report.message(message("ZWV206I", name_of(state), "has no output."))
    for file in files:
        report.line(f"--- {file.step}{'.' if file.step else ''}{file.ddname} ---")
        for line in file.text.splitlines():
            report.line(line)
