"""Submitting through z/OSMF: once, and found again where the answer is lost.

Each submission has a user correlator of its own. Source: IBM z/OSMF Programming Guide, "Submit a
job" (X-IBM-Intrdr-..., X-IBM-User-Correlator) and "List the jobs for an owner, prefix, or job ID"
(user-correlator; only JES2 keeps it).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import datetime

from zwe_vsam.targets import zosmf_jobs
from zwe_vsam.targets.interface import (
    JobId,
    JobState,
    Member,
    NotAuthorised,
    SubmitFailed,
    SubmitUnknown,
    TargetError,
)
from zwe_vsam.targets.zosmf_failure import Lost, Unclear
from zwe_vsam.targets.zosmf_http import Answer, Http, in_query

PAUSES = (1.0, 2.0, 4.0)
"""Seconds before a job whose submission was not answered is looked for again."""
INTRDR = {
    "Content-Type": "text/plain",
    "X-IBM-Intrdr-Mode": "TEXT",
    "X-IBM-Intrdr-Recfm": "F",
    "X-IBM-Intrdr-Lrecl": "80",
    "X-IBM-Intrdr-Class": "A",
}
_JOB = re.compile(r"^//([A-Z$#@][A-Z0-9$#@]{0,7}) +JOB(?: |$)", re.MULTILINE)
_SLACK = 300.0
"""Seconds by which the server's clock may be behind ours."""


class Submitter:
    """Submits on one server."""

    def __init__(self, http: Http, jobs: zosmf_jobs.Jobs) -> None:
        self._http = http
        self._jobs = jobs
        self.remark: Callable[[str], None] = lambda _: None
        """Told what could not be checked."""

    def submit(self, member: Member, text: str) -> JobId:
        """Submit ``text``, which is the member's. Raises SubmitFailed, SubmitUnknown.

        SubmitFailed only where the server certainly did not take it.
        """
        statement = _JOB.search(text)
        if statement is None:
            raise _failed(member, "There is no JOB statement in it.")
        try:
            body = text.encode("latin-1")
        except UnicodeEncodeError:
            raise _failed(member, "It has bytes that are no characters.") from None
        correlator = zosmf_jobs.new_correlator()
        started = time.time()
        why: tuple[str, ...]
        try:
            answer = self._http.put(
                "/restjobs/jobs",
                f"{member} cannot be submitted",
                {**INTRDR, "X-IBM-User-Correlator": correlator},
                body,
            )
        except NotAuthorised as error:
            raise _failed(member, error.facts[-1], *error.details) from error
        except Lost as lost:
            if not lost.was_sent:
                raise _failed(member, lost.facts[-1]) from lost
            why = (lost.facts[-1],)
        else:
            if 400 <= answer.status < 500:
                problem = self._http.problem(answer, f"{member} cannot be submitted")
                raise _failed(member, problem.facts[-1], *answer.said)
            job, why = self._answered(answer, statement[1])
            if job is not None:
                return job
        return self._found(member, statement[1], correlator, started, why)

    def _answered(self, answer: Answer, name: str) -> tuple[JobId | None, tuple[str, ...]]:
        """The job of an answer, or why none is known."""
        if not answer.ok:
            problem = self._http.problem(answer, "the submission")
            return None, (problem.facts[-1], *answer.said)
        try:
            job = zosmf_jobs.fields(answer.document())
        except Unclear as unclear:
            return None, (f"The server took it, but {unclear.why}.",)
        except TargetError as error:
            return None, (error.facts[-1],)
        job_id, job_name = zosmf_jobs.text(job, "jobid"), zosmf_jobs.text(job, "jobname")
        if not zosmf_jobs.is_plain(job_id) or job_name != name:
            told = f"{job_name}({job_id})" if job_id or job_name else "no job"
            return None, (f"The server answered with {told} for job {name}.",)
        return JobId(job_id, job_name, zosmf_jobs.text(job, "owner")), ()

    def _found(
        self, member: Member, name: str, correlator: str, since: float, why: tuple[str, ...]
    ) -> JobId:
        """The job that was submitted all the same, if its correlator shows it."""
        what = f"the jobs named {name} could not be listed"
        ours: list[JobState] = []
        others: list[JobState] = []
        problem = ""
        for pause in (0.0, *PAUSES):
            time.sleep(pause)
            try:
                ours, others, known = self._listed(name, correlator, since, what)
                problem = ""
            except TargetError as error:
                problem = error.facts[-1]
                continue
            if ours or not known:
                break
        if len(ours) == 1:
            job = ours[0].job
            self.remark(
                f"The submission was not answered ({why[0]}). Job {name}({job.id}) was found by "
                "its correlator and is taken up."
            )
            return job
        raise _unknown(member, name, since, why, problem, ours or others, is_sure=len(ours) > 1)

    def _listed(
        self, name: str, correlator: str, since: float, what: str
    ) -> tuple[list[JobState], list[JobState], bool]:
        """Jobs with the correlator, others that may be it, and whether there are correlators."""
        query = f"owner=*&user-correlator={in_query(correlator)}"
        answer, document = self._http.get_json(f"/restjobs/jobs?{query}", what)
        documents = zosmf_jobs.items(document) if answer.ok else []
        ours = [
            self._jobs.state(one)
            for one in documents
            if zosmf_jobs.correlator_of(one) == correlator
            and zosmf_jobs.text(zosmf_jobs.fields(one), "jobname") == name
        ]
        if ours:
            return ours, [], True
        query = f"owner=*&prefix={in_query(name)}&max-jobs=1000"
        for end in ("&exec-data=Y", ""):
            answer, document = self._http.get_json(f"/restjobs/jobs?{query}{end}", what)
            if answer.status != 400:
                break
        if not answer.ok:
            raise self._http.problem(answer, what)
        documents = [
            one
            for one in zosmf_jobs.items(document)
            if zosmf_jobs.text(zosmf_jobs.fields(one), "jobname") == name
        ]
        known = [zosmf_jobs.correlator_of(one) for one in documents]
        states = [self._jobs.state(one) for one in documents]
        # A job with the correlator of another submission is not this one.
        others = [
            state
            for state, other in zip(states, known, strict=True)
            if not other and (state.created is None or state.created >= since - _SLACK)
        ]
        return [], others, None not in known


def _failed(member: Member, *why: str) -> SubmitFailed:
    return SubmitFailed(
        "ZWEL0161E", str(member), details=why, remedy="Nothing was submitted. Run this again."
    )


def _unknown(
    member: Member,
    name: str,
    since: float,
    why: tuple[str, ...],
    problem: str,
    candidates: list[JobState],
    *,
    is_sure: bool,
) -> SubmitUnknown:
    at = datetime.fromtimestamp(since).strftime("%H:%M:%S")
    jobs = ", ".join(map(_candidate, candidates))
    if is_sure:
        what = f"It is listed more than once, so it was submitted more than once: {jobs}."
    elif jobs:
        what = f"It would have been received at {at}. Listed, and possibly it: {jobs}."
    elif problem:
        what = f"It could not be looked for: {problem}"
    else:
        what = f"No job named {name} is listed that may be it."
    return SubmitUnknown(
        "ZWEL0161E",
        str(member),
        details=("Whether it was submitted is not known.", *why, what),
        remedy=f"It was not submitted again. Look for the job {name} in SDSF before you run this "
        "again; zwe-vsam job JOBID goes on with it.",
    )


def _candidate(state: JobState) -> str:
    when = "at a time that the server does not say"
    if state.created is not None:
        when = datetime.fromtimestamp(state.created).strftime("at %H:%M:%S")
    return f"{state.job.name}({state.job.id}) of {state.job.owner or 'unknown'}, received {when}"
