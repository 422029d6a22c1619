"""Submitting through z/OSMF once, with a user correlator that identifies the job afterwards.

Source: IBM z/OSMF Programming Guide, "Submit a job" (X-IBM-Intrdr-..., X-IBM-User-Correlator) and
"List the jobs for an owner, prefix, or job ID" (user-correlator; only JES2 keeps it).
"""

from __future__ import annotations

import time
from collections.abc import Callable

from zwe_vsam.errors import NotAuthorised, TargetError
from zwe_vsam.messages import Message, message
from zwe_vsam.model import JobId, JobState, Member
from zwe_vsam.targets import job_rules, submission
from zwe_vsam.targets.submission import Candidates, LostSubmission, Wording
from zwe_vsam.targets.zosmf import jobs
from zwe_vsam.targets.zosmf.failure import Lost, UnclearReply
from zwe_vsam.targets.zosmf.http import Answer, Http, in_query
from zwe_vsam.zos import job_id as ids

PAUSES = (1.0, 2.0, 4.0)
"""Seconds before each further listing for a submission without an answer."""
INTRDR = {
    "Content-Type": "text/plain",
    "X-IBM-Intrdr-Mode": "TEXT",
    "X-IBM-Intrdr-Recfm": "F",
    "X-IBM-Intrdr-Lrecl": "80",
    "X-IBM-Intrdr-Class": "A",
}
_NO_REFUSAL = (408, 499)
"""Status codes of gateways that stopped waiting; the server may still process the request."""
_TOO_LONG = "too long for jcl submission"
_CLOCK_SKEW = 300.0
"""Seconds by which the server's clock may be behind ours."""
_WORDING = Wording(
    moment="at %H:%M:%S",
    unknown_moment="at a time that the server does not report",
    listed="Jobs that may belong to this submission",
    remedy=" If you find the job, continue with zwe-vsam job.",
)


class Submitter:
    """Submits on one server."""

    def __init__(self, http: Http, warn: Callable[[Message], None]) -> None:
        """``warn`` receives a message about a submission whose answer was lost."""
        self._http = http
        self._warn = warn

    def submit(self, member: Member, text: str) -> JobId:
        """Submit ``text``, which is the text of the member.

        Raises SubmitFailed only where the server certainly did not accept the job, SubmitUnknown
        otherwise. After Ctrl-C raises SubmitInterrupted, with the job if the server has it.
        """
        name = submission.job_name(member, text)
        try:
            body = text.encode("latin-1")
        except UnicodeEncodeError:
            detail = "The member has bytes that are not characters."
            raise submission.refused(member, detail, remedy=submission.GENERATE) from None
        correlator = jobs.new_correlator()
        started = time.time()
        lost = LostSubmission(
            member,
            name,
            started,
            lambda: self._candidates(name, correlator, started),
            _WORDING,
            PAUSES,
        )
        try:
            return self._submit(lost, body, correlator)
        except KeyboardInterrupt as error:
            raise lost.interrupted() from error

    def _submit(self, lost: LostSubmission, body: bytes, correlator: str) -> JobId:
        member, name = lost.member, lost.name
        reasons: tuple[str, ...]
        try:
            answer = self._http.put(
                "/restjobs/jobs",
                f"submit {member}",
                {**INTRDR, "X-IBM-User-Correlator": correlator},
                body,
            )
        except NotAuthorised as error:
            reasons = (error.message.text, *error.details)
            raise submission.refused(member, *reasons, remedy=error.remedy) from error
        except Lost as error:
            if not error.was_sent:
                raise submission.refused(member, error.message.text) from error
            reasons = (error.message.text,)
        else:
            if 400 <= answer.status < 500 and answer.status not in _NO_REFUSAL:
                problem = self._http.problem(answer, f"submit {member}")
                remedy = _remedy(answer.messages, problem.remedy)
                details = (problem.message.text, *answer.messages)
                raise submission.refused(member, *details, remedy=remedy)
            answered, reasons = self._answered(answer, member, name)
            if answered is not None:
                return answered
        job = lost.outcome(reasons)
        reason = reasons[0].removesuffix(".")
        self._warn(message("ZWV6275W", reason=reason, job=job_rules.name_of(job)))
        return job

    def _answered(
        self, answer: Answer, member: Member, name: str
    ) -> tuple[JobId | None, tuple[str, ...]]:
        """Read the job of an answer; None, and the reasons, where the answer has no valid job."""
        if not answer.ok:
            problem = self._http.problem(answer, f"submit {member}")
            return None, (problem.message.text, *answer.messages)
        try:
            job = jobs.fields(answer.document())
        except UnclearReply as unclear:
            return None, (f"{unclear.reason}.",)
        except TargetError as error:
            return None, (error.message.text,)
        job_id, listed_name = jobs.text(job, "jobid"), jobs.text(job, "jobname")
        if not ids.is_valid(job_id) or listed_name != name:
            answered = f"{listed_name}({job_id})" if job_id or listed_name else "no job"
            return None, (f"The server answered with {answered}. Expected a job {name}.",)
        return JobId(job_id, listed_name, jobs.text(job, "owner")), ()

    def _candidates(self, name: str, correlator: str, since: float) -> Candidates:
        """List the jobs with the correlator, or else the jobs of that name. Raises TargetError."""
        action = f"list the jobs named {name}"
        query = f"owner=*&user-correlator={in_query(correlator)}"
        answer, document = self._http.get_json(f"/restjobs/jobs?{query}", action)
        if ours := _with_correlator(document if answer.ok else [], name, correlator):
            return Candidates(ours, [])
        query = f"owner=*&prefix={in_query(name)}&max-jobs=1000"
        for end in ("&exec-data=Y", ""):
            answer, document = self._http.get_json(f"/restjobs/jobs?{query}{end}", action)
            if answer.status != 400:
                break
        if not answer.ok:
            raise self._http.problem(answer, action)
        # A server that cannot search for correlators may list them.
        if ours := _with_correlator(document, name, correlator):
            return Candidates(ours, [])
        documents = _named(document, name)
        correlators = [jobs.correlator_of(job) for job in documents]
        states = [jobs.state(job) for job in documents]
        # A job with the correlator of another submission is not this one.
        others = [state for state, other in zip(states, correlators, strict=True) if not other]
        possible = job_rules.received_since(others, since, _CLOCK_SKEW)
        # On a server without correlators, no later listing can prove which job it is.
        return Candidates([], possible, is_final=None in correlators)


def _with_correlator(document: object, name: str, correlator: str) -> list[JobState]:
    return [
        jobs.state(job) for job in _named(document, name) if jobs.correlator_of(job) == correlator
    ]


def _named(document: object, name: str) -> list[object]:
    """Return the jobs of a list that have that name. Raises UnclearAnswer for another document."""
    return [
        job
        for job in jobs.items(document, f"list of jobs named {name}")
        if jobs.text(jobs.fields(job), "jobname") == name
    ]


def _remedy(messages: tuple[str, ...], otherwise: str) -> str:
    """Return the remedy for a refusal. The same text, sent again, would be refused again.

    "Record length n too long for JCL submission, maxlen=80": z/OSMF Programming Guide, "Submit a
    job"; recorded in zowe/jobs, zosmf_submitJcl_tooLong.json.
    """
    if any(_TOO_LONG in line.lower() for line in messages):
        return f"Shorten the lines of the member to 80 characters. Or: {submission.GENERATE}"
    return otherwise
