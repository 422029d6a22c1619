"""Submitting through z/OSMF: once, and found again where the answer is lost.

Each submission has a user correlator of its own. Source: IBM z/OSMF Programming Guide, "Submit a
job" (X-IBM-Intrdr-..., X-IBM-User-Correlator) and "List the jobs for an owner, prefix, or job ID"
(user-correlator; only JES2 keeps it).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from zwe_vsam.errors import (
    NotAuthorised,
    SubmitFailed,
    SubmitInterrupted,
    SubmitUnknown,
    TargetError,
)
from zwe_vsam.model import JobId, JobState, Member
from zwe_vsam.targets.zosmf import jobs
from zwe_vsam.targets.zosmf.failure import Lost, Unclear
from zwe_vsam.targets.zosmf.http import Answer, Http, in_query
from zwe_vsam.zos import jcl, names
from zwe_vsam.zos import job_id as ids

PAUSES = (1.0, 2.0, 4.0)
"""Seconds before a job whose submission was not answered is looked for again."""
INTRDR = {
    "Content-Type": "text/plain",
    "X-IBM-Intrdr-Mode": "TEXT",
    "X-IBM-Intrdr-Recfm": "F",
    "X-IBM-Intrdr-Lrecl": "80",
    "X-IBM-Intrdr-Class": "A",
}
_NO_REFUSAL = (408, 499)
"""Status codes of gateways that gave up while the server may have gone on."""
_GENERATE = "Have the member written anew, with --generate."
_TOO_LONG = "too long for jcl submission"
_CLOCK_SKEW = 300.0
"""Seconds by which the server's clock may be behind ours."""


class Submitter:
    """Submits on one server."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self.remark: Callable[[str], None] = lambda _: None
        """Told what could not be checked."""

    def submit(self, member: Member, text: str) -> JobId:
        """Submit ``text``, which is the member's. Raises SubmitFailed, SubmitUnknown.

        SubmitFailed only where the server certainly did not take it; SubmitInterrupted with
        the job, where it did before Ctrl-C.
        """
        name = jcl.job_name(text)
        if names.job_name(name):
            raise _failed(member, "There is no JOB statement in it.", remedy=_GENERATE)
        try:
            body = text.encode("latin-1")
        except UnicodeEncodeError:
            why = "It has bytes that are no characters."
            raise _failed(member, why, remedy=_GENERATE) from None
        correlator = jobs.new_correlator()
        started = time.time()
        try:
            return self._submit(member, name, body, correlator, started)
        except KeyboardInterrupt as error:
            raise self._interrupted(name, correlator, started) from error

    def _submit(
        self, member: Member, name: str, body: bytes, correlator: str, started: float
    ) -> JobId:
        why: tuple[str, ...]
        try:
            answer = self._http.put(
                "/restjobs/jobs",
                f"{member} cannot be submitted",
                {**INTRDR, "X-IBM-User-Correlator": correlator},
                body,
            )
        except NotAuthorised as error:
            why = (error.facts[-1], *error.details)
            raise _failed(member, *why, remedy=error.remedy or "") from error
        except Lost as lost:
            if not lost.was_sent:
                raise _failed(member, lost.facts[-1]) from lost
            why = (lost.facts[-1],)
        else:
            if 400 <= answer.status < 500 and answer.status not in _NO_REFUSAL:
                problem = self._http.problem(answer, f"{member} cannot be submitted")
                remedy = _what_to_do(answer.said, problem.remedy)
                raise _failed(member, problem.facts[-1], *answer.said, remedy=remedy)
            job, why = self._answered(answer, name)
            if job is not None:
                return job
        return self._found(member, name, correlator, started, why)

    def _answered(self, answer: Answer, name: str) -> tuple[JobId | None, tuple[str, ...]]:
        """The job of an answer, or why none is known."""
        if not answer.ok:
            problem = self._http.problem(answer, "the submission")
            return None, (problem.facts[-1], *answer.said)
        try:
            job = jobs.fields(answer.document())
        except Unclear as unclear:
            return None, (f"The server took it, but {unclear.why}.",)
        except TargetError as error:
            return None, (error.facts[-1],)
        job_id, job_name = jobs.text(job, "jobid"), jobs.text(job, "jobname")
        if not ids.is_valid(job_id) or job_name != name:
            told = f"{job_name}({job_id})" if job_id or job_name else "no job"
            return None, (f"The server answered with {told} for job {name}.",)
        return JobId(job_id, job_name, jobs.text(job, "owner")), ()

    def _found(
        self, member: Member, name: str, correlator: str, since: float, why: tuple[str, ...]
    ) -> JobId:
        """The job that was submitted all the same, if its correlator shows it."""
        ours, others, problem = self._look_for(name, correlator, since)
        if len(ours) == 1:
            job = ours[0].job
            self.remark(
                f"The submission was not answered ({why[0]}). Job {name}({job.id}) was found by "
                "its correlator and is taken up."
            )
            return job
        what = _traces(name, since, ours, others, problem)
        raise SubmitUnknown(
            "ZWEL0161E",
            str(member),
            details=("Whether it was submitted is not known.", *why, what),
            remedy=f"It was not submitted again. Look for the job {name} in SDSF before you run "
            "this again. The command job goes on with it.",
        )

    def _interrupted(self, name: str, correlator: str, since: float) -> SubmitInterrupted:
        """Ctrl-C before the job's id was known: with the job, if its correlator shows it."""
        try:
            ours, others, problem = self._look_for(name, correlator, since)
        except KeyboardInterrupt:
            told = f"Interrupted once more: jobs named {name} were not looked for."
            return SubmitInterrupted((told,))
        if len(ours) == 1:
            return SubmitInterrupted((), ours[0].job)
        return SubmitInterrupted((_traces(name, since, ours, others, problem),))

    def _look_for(
        self, name: str, correlator: str, since: float
    ) -> tuple[list[JobState], list[JobState], str]:
        """Jobs with the correlator, others that may be it, and why neither could be listed."""
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
                if isinstance(error, NotAuthorised):
                    break
                continue
            # Where there are no correlators, more looks show no more than the first candidates.
            if ours or (others and not known):
                break
        return ours, others, problem

    def _listed(
        self, name: str, correlator: str, since: float, what: str
    ) -> tuple[list[JobState], list[JobState], bool]:
        """Jobs with the correlator, others that may be it, and whether there are correlators."""
        query = f"owner=*&user-correlator={in_query(correlator)}"
        answer, document = self._http.get_json(f"/restjobs/jobs?{query}", what)
        if ours := self._ours(document if answer.ok else [], name, correlator):
            return ours, [], True
        query = f"owner=*&prefix={in_query(name)}&max-jobs=1000"
        for end in ("&exec-data=Y", ""):
            answer, document = self._http.get_json(f"/restjobs/jobs?{query}{end}", what)
            if answer.status != 400:
                break
        if not answer.ok:
            raise self._http.problem(answer, what)
        # A server that cannot search for correlators may show them all the same.
        if ours := self._ours(document, name, correlator):
            return ours, [], True
        documents = _named(document, name)
        known = [jobs.correlator_of(one) for one in documents]
        states = [jobs.state(one) for one in documents]
        # A job with the correlator of another submission is not this one.
        others = [
            state
            for state, other in zip(states, known, strict=True)
            if not other and (state.created is None or state.created >= since - _CLOCK_SKEW)
        ]
        return [], others, None not in known

    def _ours(self, document: object, name: str, correlator: str) -> list[JobState]:
        return [
            jobs.state(one)
            for one in _named(document, name)
            if jobs.correlator_of(one) == correlator
        ]


def _named(document: object, name: str) -> list[object]:
    """The jobs of a list that have that name. Raises UnclearAnswer for what is no list of jobs."""
    return [
        one
        for one in jobs.items(document, f"list of jobs named {name}")
        if jobs.text(jobs.fields(one), "jobname") == name
    ]


def _failed(member: Member, *why: str, remedy: str = "Run this again.") -> SubmitFailed:
    return SubmitFailed(
        "ZWEL0161E", str(member), details=why, remedy=f"Nothing was submitted. {remedy}"
    )


def _what_to_do(said: tuple[str, ...], otherwise: str) -> str:
    """What helps against a refusal: to send the same once more does not.

    "Record length n too long for JCL submission, maxlen=80": z/OSMF Programming Guide, "Submit a
    job"; recorded in zowe/jobs, zosmf_submitJcl_tooLong.json.
    """
    if any(_TOO_LONG in line.lower() for line in said):
        return (
            "Shorten the lines of the member to 80 characters, or have it written anew with "
            "--generate."
        )
    return otherwise or "Correct what the server names, or look into its log."


def _traces(
    name: str, since: float, ours: list[JobState], others: list[JobState], problem: str
) -> str:
    """What was found of a job that may have been submitted at ``since``."""
    jobs = ", ".join(map(_candidate, ours or others))
    if ours:
        return f"It is listed more than once, so it was submitted more than once: {jobs}."
    if jobs:
        at = datetime.fromtimestamp(since).strftime("%H:%M:%S")
        return f"It would have been received at {at}. Listed, and possibly it: {jobs}."
    if problem:
        return f"It could not be looked for: {problem}"
    return f"No job named {name} is listed that may be it."


def _candidate(state: JobState) -> str:
    when = "at a time that the server does not say"
    if state.created is not None:
        when = datetime.fromtimestamp(state.created).strftime("at %H:%M:%S")
    return f"{state.job.name}({state.job.id}) of {state.job.owner or 'unknown'}, received {when}"
