"""``job``: go on with a job that was left behind, show its output, or cancel it."""

from __future__ import annotations

from dataclasses import dataclass

from zwe_vsam import waiting
from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import LibraryNotFound, MemberNotFound, Problem, TargetError, UnclearAnswer
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.messages import message
from zwe_vsam.model import Ending, JobState, Member, Phase
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import JobResult
from zwe_vsam.targets.base import Target
from zwe_vsam.workflow import verify
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.consent import UNASKED, Consent
from zwe_vsam.workflow.job_names import name_of, received
from zwe_vsam.workflow.outcome import Defined, Deleted, Ended, Outcome
from zwe_vsam.workflow.submission import Submission
from zwe_vsam.zos import jcl, names
from zwe_vsam.zos import job_id as ids


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    job_id: str
    config: str = ""
    """As given with ``-c``; empty to ask the catalog for nothing."""
    encoding: str = ""
    spool: bool = False
    """Show what the job wrote."""
    cancel: bool = False
    release: bool = False
    """Let a held job run, and wait for it."""
    timeout: float = 900.0
    """Seconds to wait for the job."""
    consent: Consent = UNASKED


def run(
    options: Options, connection: Connection, report: Report, clock: waiting.Clock | None = None
) -> None:
    """Tell of the job. Raises Problem or config.Invalid; success is a job that did its work."""
    job_id = names.upper(options.job_id.strip())
    if not ids.is_valid(job_id):
        raise no_id(options.job_id)
    settings = None
    if options.config:
        settings = verify.settings(options.config, options.encoding, connection, report)
    target = connection.target()
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
    report.line(_told(state))
    report.line()
    if options.cancel:
        _cancel(state, options.consent, target, report)
        return
    if options.spool:
        _show(state, target, report)
        return
    if options.release:
        _release(state, options.consent, target, report)
        state = target.find_job(job_id) or state
    waited = waiting.Waited(state, 0.0, 1)
    if not waited.ended:
        submission = Submission(
            "Waiting",
            target,
            report,
            report.result,
            clock or waiting.SystemClock(),
            options.timeout,
        )
        waited = submission.resume(state)
    outcome = _kind(state, settings, target)
    if settings and outcome is not Ended and _works_on_another(waited.state, settings, target):
        outcome = Ended
        what = f"is another one: its output does not name {settings.cluster}."
        report.message(message("ZWV206I", name_of(state), what))
    outcome(settings, target, report, report.result).tell(waited)


def no_id(text: str) -> Problem:
    """What an id looks like and where it is shown (SDSF: the ST panel's column JobID).

    ``text`` is what was given instead, or empty.
    """
    return Problem(
        "ZWEL0102E",
        text or "JOBID",
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
            job_id,
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


def _told(state: JobState) -> str:
    """Numbers recycle: the user has to see whether this is the job that is meant."""
    when = received(state)
    at = f"received {when}" if when else "received at a time that the system does not say"
    return f"Job {name_of(state)} of {state.job.owner or 'an unknown owner'}, {at}"


def _kind(state: JobState, settings: Settings | None, target: Target) -> type[Outcome]:
    """What the job is by its name, and what its end means therefore."""
    if settings is None:
        return Ended
    job_names = {purpose: _job_name(purpose, settings, target) for purpose in Purpose}
    if job_names[Purpose.DEFINE] != job_names[Purpose.REMOVE]:
        if state.job.name == job_names[Purpose.DEFINE]:
            return Defined
        if state.job.name == job_names[Purpose.REMOVE]:
            return Deleted
    return Ended


def _works_on_another(state: JobState, settings: Settings, target: Target) -> bool:
    """Whether a job that ended with code 0 dealt with another cluster: every Zowe has such jobs."""
    if state.ending is not Ending.COMPLETED or state.code != 0:
        return False
    from zwe_vsam.diagnosis.spool import is_for_another

    try:
        return is_for_another(target.spool(state.job), settings.cluster)
    except TargetError:
        return False


def _job_name(purpose: Purpose, settings: Settings, target: Target) -> str:
    """What the job of the member in the JCL library is called."""
    try:
        text = target.read(Member(settings.jcllib, purpose.value)).text
    except (LibraryNotFound, MemberNotFound):
        return purpose.value
    return jcl.job_name(text)


def _cancel(state: JobState, consent: Consent, target: Target, report: Report) -> None:
    if state.phase is Phase.ENDED:
        raise Problem(
            "ZWV235E",
            f"job {name_of(state)} has ended, there is nothing to cancel",
            remedy="See how it ended: leave out --cancel.",
        )
    consent.require(f"Cancel job {name_of(state)} of {state.job.owner}", target.system_name)
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


def _release(state: JobState, consent: Consent, target: Target, report: Report) -> None:
    if state.phase in (Phase.ACTIVE, Phase.ENDED):
        raise Problem(
            "ZWV235E",
            f"job {name_of(state)} is not held, there is nothing to release",
            remedy="See how it is: leave out --release.",
        )
    consent.require(
        f"Release job {name_of(state)} of {state.job.owner}, so that it runs", target.system_name
    )
    target.release(state.job)
    report.result.changed = True
    report.message(message("ZWV206I", name_of(state), "is released."))


def _show(state: JobState, target: Target, report: Report) -> None:
    files = report.result.spool = target.spool(state.job)
    if not files:
        report.message(message("ZWV206I", name_of(state), "has no output."))
    for file in files:
        report.line(f"--- {file.step}{'.' if file.step else ''}{file.ddname} ---")
        for line in file.text.splitlines():
            report.line(line)
