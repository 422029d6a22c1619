"""``job``: go on with a job that was left behind, show its output, or cancel it."""

from __future__ import annotations

from zwe_vsam import waiting
from zwe_vsam.errors import LibraryNotFound, MemberNotFound, Problem, TargetError, UnclearAnswer
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.messages import message, shortened
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
    return Problem("ZWV1018E", text=shortened(text)) if text else Problem("ZWV1019E")


def _find(target: Target, job_id: str) -> JobState:
    state = target.find_job(job_id)
    if state is None:
        raise Problem(
            "ZWEL0162E",
            job=job_id,
            details=(
                "The system lists no job with this id. The job was purged, its output was "
                "printed, or you are not authorized to see the job.",
            ),
            remedy="To see whether the cluster exists, run verify.",
        )
    if not ids.same(state.job.id, job_id):
        raise UnclearAnswer("ZWV6022E", answered=name_of(state), job=job_id)
    return state


def _described(state: JobState) -> str:
    """The job with its owner and time. Numbers recycle: the user must see which job it is."""
    time = received(state)
    arrival = f"received {time}" if time else "received at an unknown time"
    return f"Job {name_of(state)} of {state.job.owner or 'an unknown owner'}, {arrival}"


def _outcome(run: Run, state: JobState) -> type[Outcome]:
    """What the end of the job means: by its name, unless its output is about another cluster."""
    outcome = _outcome_by_name(run, state)
    if outcome is not Ended and _is_for_another_cluster(run, state):
        other = message("ZWV4012I", job=name_of(state), cluster=run.settings.cluster)
        run.report.message(other)
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
        raise Problem("ZWV6030E", job=name_of(state))
    run.request.consent.require(
        f"Cancel job {name_of(state)} of {state.job.owner}", target.system_name
    )
    target.cancel(state.job)
    report.result.changed = True
    after = target.job_status(state.job)
    assert report.result.job is not None
    report.result.job.outcome = (after.ending or after.phase).value
    ended = after.ending is Ending.CANCELLED or after.phase in (Phase.ENDED, Phase.NOT_LISTED)
    report.message(message("ZWV4013I" if ended else "ZWV4014I", job=name_of(state)))


def _release(run: Run, state: JobState) -> None:
    if state.phase in (Phase.ACTIVE, Phase.ENDED):
        raise Problem("ZWV6032E", job=name_of(state))
    run.request.consent.require(
        f"Release job {name_of(state)} of {state.job.owner}, so that it runs",
        run.target.system_name,
    )
    run.target.release(state.job)
    run.report.result.changed = True
    run.report.message(message("ZWV4015I", job=name_of(state)))


def _print_output(run: Run, state: JobState) -> None:
    report = run.report
    files = report.result.spool = run.target.spool(state.job)
    if not files:
        report.message(message("ZWV4016I", job=name_of(state)))
    for file in files:
        report.line(f"--- {file.step}{'.' if file.step else ''}{file.ddname} ---")
        for line in file.text.splitlines():
            report.line(line)
