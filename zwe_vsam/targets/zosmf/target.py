"""z/OS from anywhere, through the REST services of z/OSMF.

Source: IBM z/OSMF Programming Guide, chapters "z/OS data set and file REST interface" and "z/OS
jobs REST interface". Requests are in http.py, members in members.py, submitting in
submit.py. Other servers have the same protocol. Where an answer of such a server lacks a fact, the
target warns the user that the fact is unchecked, or raises an error. It never guesses.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from zwe_vsam.choice import Choice
from zwe_vsam.errors import (
    CatalogUnavailable,
    NotCancelled,
    NotReleased,
    TargetError,
    UnclearAnswer,
)
from zwe_vsam.messages import Message, message
from zwe_vsam.model import (
    JobId,
    JobState,
    Member,
    MemberText,
    Phase,
    SpoolFile,
    SystemName,
)
from zwe_vsam.targets import job_rules
from zwe_vsam.targets.listings import ListsCatalog
from zwe_vsam.targets.zosmf import jobs, session
from zwe_vsam.targets.zosmf.failure import UnclearReply
from zwe_vsam.targets.zosmf.http import Answer, Http, in_path, in_query
from zwe_vsam.targets.zosmf.members import Members
from zwe_vsam.zos import job_id as ids

if TYPE_CHECKING:
    from zwe_vsam.zos.listcat import Entry

_UNKNOWN = "It is not known whether the server carried out the request"
_MISSING = (404, 405, 501)
"""Status codes for a service that a server lacks."""
UNREAD = "*** zwe-vsam: this spool file could not be read ***"
"""First line in place of a spool file."""


class ZosmfTarget(ListsCatalog):
    """The verbs of ``targets.base.Target`` on a server."""

    name = "zosmf"
    lookups_are_expensive = False

    def __init__(self, http: Http, choice: Choice = Choice("zosmf")) -> None:  # noqa: B008 - fixed
        self.http = http
        self._choice = choice
        self.members = Members(http)
        self._with_times = True
        """Whether the server knows ``exec-data``."""
        self._warnings: set[Message] = set()
        """The warnings that the user has got."""

    def trace(self, write_line: Callable[[str], None]) -> None:
        """Pass a line about each request to ``write_line``, when the request has ended."""
        self.http.trace = write_line

    def on_warning(self, warn: Callable[[Message], None]) -> None:
        """Pass a message about each thing that could not be checked to ``warn``, once."""

        def warn_once(warning: Message) -> None:
            if warning not in self._warnings:
                self._warnings.add(warning)
                warn(warning)

        self.members.warn = warn_once

    @property
    def system_name(self) -> SystemName:
        """The server, the profile and the user of the link."""
        link = self.http.link
        return SystemName(
            self.name, link.place, link.user, link.profile, link.source, title="z/OSMF"
        )

    def level(self) -> str:
        """Return the levels of z/OSMF and z/OS, as far as the server gives them.

        Source: z/OSMF Programming Guide, "z/OSMF information retrieval service". It needs no
        login. Raises TargetError.
        """
        action = "read the level of z/OSMF"
        answer, document = self.http.get_json("/info", action)
        if not answer.ok and answer.status not in _MISSING:
            raise self.http.problem(answer, action)
        levels = document if answer.ok and isinstance(document, dict) else {}
        names = {"zosmf_full_version": "z/OSMF", "zos_version": "z/OS"}
        texts = [f"{name} {levels[key]}" for key, name in names.items() if levels.get(key)]
        return ", ".join(texts) or "a server that does not report its level"

    def notice(self) -> Message | None:
        """Return a warning where the connection is not safe."""
        link = self.http.link
        if link.protocol == "http":
            return message("ZWV6270W", server=link.place)
        if not link.verify:
            return message("ZWV6271W", server=link.place)
        return None

    def inventory(self) -> None:
        """Return None: this target does not list volumes and storage classes."""
        return

    # Members

    def exists(self, member: Member) -> bool:
        """Return whether the directory has the member. Raises LibraryNotFound."""
        return self.members.exists(member)

    def read(self, member: Member) -> MemberText:
        """Read the member's text and version. Raises LibraryNotFound, MemberNotFound."""
        return self.members.read(member)

    def write(self, member: Member, text: str, expected: str | None = None) -> str:
        """Replace the member. Raises LibraryNotFound, MemberChanged, WriteFailed."""
        return self.members.write(member, text, expected)

    # Catalog

    def entry(self, name: str) -> Entry | None:
        """List the catalog entry ``name``. Raises UnclearAnswer, CatalogUnavailable.

        IDCAMS ends with 4 or 8 for a missing entry. z/OSMF may then answer with an error, and the
        output of IDCAMS in its details. Only IDC3012I for this name proves that it is missing.
        """
        action = f"run LISTCAT for {name}"
        # IDCAMS reads from column 2 on.
        question = {"input": [f" LISTCAT ENTRIES('{name}') ALL"], "JSONversion": 1}
        answer, document = self.http.ask_json("/restfiles/ams", action, question)
        if answer.status in _MISSING and not any("IDC" in line for line in answer.messages):
            raise self._limited(name)
        if answer.ok:
            service = f"LISTCAT of {name}"
            result = jobs.fields(document, service)
            code, output = result.get("rc"), jobs.items(result.get("output"), service)
            lines = [line for line in output if isinstance(line, str)]
        else:
            code, lines = 8, list(answer.messages)
            if not any(line.lstrip(" 01-").startswith("IDC3012I") for line in lines):
                problem = self.http.problem(answer, action)
                raise UnclearAnswer(
                    problem.id,
                    origin=None,
                    remedy=problem.remedy,
                    details=answer.messages,
                    meaning="",
                    **problem.fields,
                )
        # JSON's true and false are numbers to Python.
        return self._entry(lines, code if type(code) is int else -1, name)

    def _limited(self, name: str) -> CatalogUnavailable:
        """Make the error for a server without IDCAMS, with the facts of its list of data sets."""
        try:
            entry = self.members.listed(name)
        except TargetError as error:
            raise UnclearAnswer(
                "ZWV6263E", server=self.http.link.place, name=name, reason=error.reason
            ) from error
        server = self.http.link.place
        dsorg = jobs.text(entry, "dsorg") if entry is not None else ""
        if entry is None:
            limited = CatalogUnavailable("ZWV6260E", server=server, name=name)
        elif dsorg.startswith("VS"):
            limited = CatalogUnavailable("ZWV6261E", server=server, name=name)
        else:
            organization = dsorg or "unknown"
            limited = CatalogUnavailable(
                "ZWV6262E", server=server, name=name, organization=organization
            )
        limited.listed = entry is not None
        limited.seen = dsorg.startswith("VS")
        return limited

    # Jobs

    def submit(self, member: Member, expected: str | None = None) -> JobId:
        """Submit the text of the member once. Raises MemberChanged, SubmitFailed, SubmitUnknown."""
        from zwe_vsam.targets.zosmf.submit import Submitter

        submitter = Submitter(self.http, self.members.warn)
        return submitter.submit(member, self.members.latest(member, expected))

    def output_hint(self, job: JobId) -> str:
        """Name the command that shows the job's output."""
        command = shlex.join(["zwe-vsam", "job", job.id, "--spool", *self._choice.options()])
        return f"See the output of the job in SDSF, or with: {command}"

    def job_status(self, job: JobId) -> JobState:
        """Return the state of the job; NOT_LISTED when the server does not list it."""
        name = job_rules.name_of(job)
        answer, document = self._with_exec_data(f"{_path(job)}?", f"look up job {name}")
        if _no_job(answer):
            return JobState(job, Phase.NOT_LISTED)
        if not answer.ok:
            raise self.http.problem(answer, f"look up job {name}")
        state = jobs.state(document, f"job {name}")
        if state.job.name != job.name or not ids.same(state.job.id, job.id):
            raise UnclearAnswer("ZWV6022E", answered=job_rules.name_of(state.job), job=name)
        if job.owner not in ("", state.job.owner):
            return JobState(job, Phase.NOT_LISTED)
        return state

    def find_job(self, job_id: str) -> JobState | None:
        """Return the job that has the id now; None without one. Raises UnclearAnswer for more."""
        states = [
            jobs.state(document)
            for document in self._list(f"owner=*&jobid={in_query(job_id)}")
            if ids.same(jobs.text(document, "jobid"), job_id)
        ]
        return job_rules.only(states, job_id)

    def cancel(self, job: JobId) -> None:
        """Cancel the job. Raises NotCancelled for one that has ended or is not there."""
        job_rules.require_cancelable(job, self.job_status(job))
        reasons = self._modify(job, "cancel")
        if reasons:
            raise NotCancelled("ZWV6031E", job=job_rules.name_of(job), details=reasons)

    def release(self, job: JobId) -> None:
        """Release the job. Raises NotReleased for one that runs, has ended or is not there.

        Some servers do not say that a job is held. So a job that waits for any reason is released.
        Source: z/OSMF Programming Guide, "Release a job".
        """
        state = self.job_status(job)
        job_rules.require_listed_for_release(job, state)
        if state.phase in (Phase.ACTIVE, Phase.ENDED):
            raise job_rules.not_held(job)
        reasons = self._modify(job, "release")
        if reasons:
            raise NotReleased("ZWV6033E", job=job_rules.name_of(job), details=reasons)

    def _modify(self, job: JobId, request: str) -> tuple[str, ...]:
        """Change a job. Returns the reasons where the server did not; empty after success."""
        action = f"{request} job {job_rules.name_of(job)}"
        body = json.dumps({"request": request, "version": "2.0"}).encode()
        answer = self.http.put(_path(job), action, {"Content-Type": "application/json"}, body)
        if answer.ok:
            return _refusal(answer)
        return answer.messages or (self.http.problem(answer, action).message.text,)

    def find_jobs(
        self,
        name: str,
        since: float,
        *,
        others: tuple[str, ...] = (),
        sure: bool = False,  # noqa: ARG002 - a list is complete
    ) -> list[JobState]:
        """List the jobs of these names, of all owners, received since then or at an unknown time.

        Each name has a request of its own. A whole name needs no wildcard, whose form IBM's page
        does not describe ("Job name prefix"). An answer has at most 1000 jobs.
        """
        states = [
            jobs.state(document)
            for wanted in (name, *others)
            for document in self._list(f"owner=*&prefix={in_query(wanted)}")
            if jobs.text(document, "jobname") == wanted
        ]
        return job_rules.received_since(states, since)

    def spool(self, job: JobId) -> list[SpoolFile]:
        """Read all spool data sets of the job, with a mark in place of an unreadable one."""
        action = f"list the spool files of job {job_rules.name_of(job)}"
        answer, document = self.http.get_json(f"{_path(job)}/files", action)
        if _no_job(answer):
            return []
        if not answer.ok:
            raise self.http.problem(answer, action)
        return [
            SpoolFile(file.ddname, file.step, "" if file.is_empty else self._records(job, file))
            for file in jobs.files(document, f"spool files of job {job_rules.name_of(job)}")
        ]

    def _records(self, job: JobId, file: jobs.File) -> str:
        action = f"read spool file {file.ddname}"
        try:
            answer = self.http.get(f"{_path(job)}/files/{file.number}/records", action)
            if not answer.ok or answer.is_page:
                raise self.http.problem(answer, action)
        except TargetError as error:
            return f"{UNREAD}\n{error.message.text}\n"
        text = answer.text
        return text if not text or text.endswith("\n") else f"{text}\n"

    def _list(self, query: str) -> list[Mapping[str, object]]:
        action = "list the jobs"
        answer, document = self._with_exec_data(f"/restjobs/jobs?{query}&max-jobs=1000&", action)
        if not answer.ok:
            raise self.http.problem(answer, action)
        service = f"list of jobs ({query.replace('&', ', ')})"
        return [jobs.fields(item, service) for item in jobs.items(document, service)]

    def _with_exec_data(self, path: str, action: str) -> tuple[Answer, object]:
        """Read with the times of jobs, or without where the server does not know the parameter."""
        if self._with_times:
            timed = self.http.get_json(f"{path}exec-data=Y", action)
            if timed[0].status != 400 or _no_job(timed[0]):
                return timed
        plain = self.http.get_json(path.rstrip("?&"), action)
        self._with_times = self._with_times and not plain[0].ok
        return plain


def connect(choice: Choice) -> ZosmfTarget:
    """Find the server in options and environment. Sends nothing. Raises Unavailable."""
    return ZosmfTarget(Http(session.find(choice), choice.ask), choice)


def _path(job: JobId) -> str:
    return f"/restjobs/jobs/{in_path(job.name)}/{in_path(job.id)}"


def _no_job(answer: Answer) -> bool:
    """Return whether an answer says that there is no such job.

    z/OSMF answers with status 400, category 6, reason 10 and "No job found for reference".
    """
    messages = " ".join(answer.messages).lower()
    return not answer.ok and (
        (answer.status == 404 and bool(messages)) or "no job found" in messages
    )


def _refusal(answer: Answer) -> tuple[str, ...]:
    """Return the reasons of a feedback document with a status other than 0; empty for status 0.

    Any other body, such as the page of a gateway, leaves open whether the server did anything.
    """
    if not answer.body.strip():
        return ()
    try:
        feedback = jobs.fields(answer.document())
    except UnclearReply as unclear:
        return (f"{_UNKNOWN}: {unclear.reason}.",)
    except TargetError as error:
        return (f"{_UNKNOWN}: {error.reason}.",)
    status = str(feedback.get("status", "0"))
    if status == "0":
        return ()
    return answer.messages or (f"The server answered with status {status}.",)
