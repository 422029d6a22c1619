"""z/OS from anywhere, through the REST services of z/OSMF.

Source: IBM z/OSMF Programming Guide, chapters "z/OS data set and file REST interface" and "z/OS
jobs REST interface". Requests are in http.py, members in members.py, submitting in
submit.py. Other servers speak the same protocol; what one of them cannot tell is told to
the user as unchecked, or is an error, and never guessed.
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
from zwe_vsam.model import (
    JobId,
    JobState,
    Member,
    MemberText,
    Phase,
    SpoolFile,
    SystemName,
)
from zwe_vsam.targets.zosmf import jobs, session
from zwe_vsam.targets.zosmf.failure import SEE_TRACE, Unclear
from zwe_vsam.targets.zosmf.http import Answer, Http, in_path, in_query
from zwe_vsam.targets.zosmf.members import Members
from zwe_vsam.targets.zosmf.submit import Submitter
from zwe_vsam.zos import job_id as ids

if TYPE_CHECKING:
    from zwe_vsam.zos.listcat import Entry

_CLOCK_SKEW = 2.0
"""Seconds by which a job may seem older than its submission: the clocks are two."""
_MISSING = (404, 405, 501)
"""Status codes of a service that a server does not have."""
UNREAD = "*** zwe-vsam: this spool file could not be read ***"


class ZosmfTarget:
    """The verbs of ``targets.base.Target`` on a server."""

    name = "zosmf"
    lookups_are_expensive = False

    def __init__(self, http: Http, choice: Choice = Choice("zosmf")) -> None:  # noqa: B008 - fixed
        self.http = http
        self._choice = choice
        self.members = Members(http)
        self._with_times = True
        """Whether the server knows ``exec-data``."""
        self._submitter = Submitter(http)
        self._told: set[str] = set()

    @classmethod
    def connect(cls, choice: Choice) -> ZosmfTarget:
        """Find out which server is meant; nothing is sent yet. Raises Unavailable."""
        return cls(Http(session.find(choice), choice.ask), choice)

    def trace(self, say: Callable[[str], None]) -> None:
        """Tell ``say`` each request when it has ended."""
        self.http.say = say

    def on_warning(self, tell: Callable[[str], None]) -> None:
        """Tell ``tell`` what could not be checked, each thing once."""

        def once(text: str) -> None:
            if text not in self._told:
                self._told.add(text)
                tell(text)

        self.members.remark = self._submitter.remark = once

    @property
    def system_name(self) -> SystemName:
        """The server, the profile and the user of the link."""
        link = self.http.link
        return SystemName(self.name, link.place, link.user, link.profile, link.source)

    def notice(self) -> str:
        """That the connection is not safe, where it is not."""
        link = self.http.link
        if link.protocol == "http":
            return f"The connection to {link.place} is not encrypted: the password can be read."
        if not link.verify:
            return f"The certificate of {link.place} is not checked: it may be any server."
        return ""

    # Members

    def exists(self, member: Member) -> bool:
        """Whether the library's directory has the member. Raises LibraryNotFound."""
        return self.members.exists(member)

    def read(self, member: Member) -> MemberText:
        """The member's text and version. Raises LibraryNotFound, MemberNotFound."""
        return self.members.read(member)

    def write(self, member: Member, text: str, expected: str | None = None) -> str:
        """Replace the member. Raises LibraryNotFound, MemberChanged, WriteFailed."""
        return self.members.write(member, text, expected)

    # Catalog

    def entry(self, name: str) -> Entry | None:
        """What LISTCAT shows under ``name``. Raises UnclearAnswer, CatalogUnavailable.

        IDCAMS ends with 4 or 8 for an entry that is missing; an answer of z/OSMF that is an error
        has what it printed in the details. Only IDC3012I for this name is "not there".
        """
        from zwe_vsam.zos import listcat

        what = f"LISTCAT of {name} failed"
        # IDCAMS reads from column 2 on.
        question = {"input": [f" LISTCAT ENTRIES('{name}') ALL"], "JSONversion": 1}
        answer, document = self.http.ask_json("/restfiles/ams", what, question)
        if answer.status in _MISSING and not any("IDC" in line for line in answer.said):
            raise self._limited(name)
        if answer.ok:
            service = f"IDCAMS (LISTCAT of {name})"
            found = jobs.fields(document, service)
            code, output = found.get("rc"), jobs.items(found.get("output"), service)
            lines = [line for line in output if isinstance(line, str)]
        else:
            code, lines = 8, list(answer.said)
            if not any(line.lstrip(" 01-").startswith("IDC3012I") for line in lines):
                problem = self.http.problem(answer, what)
                raise UnclearAnswer(
                    "ZWV233E",
                    self.name,
                    problem.facts[-1],
                    details=answer.said,
                    remedy=problem.remedy or SEE_TRACE,
                )
        try:
            # JSON's true and false are numbers to Python.
            return listcat.lookup(lines, code if type(code) is int else -1, name)
        except listcat.Unclear as error:
            raise UnclearAnswer("ZWV233E", self.name, str(error), remedy=SEE_TRACE) from error

    def _limited(self, name: str) -> CatalogUnavailable:
        """What a list of data sets says, where the server has no IDCAMS."""
        try:
            entry = self.members.listed(name)
        except TargetError as error:
            raise UnclearAnswer(
                "ZWV233E",
                self.name,
                f"the server has no service for IDCAMS, and {error.facts[-1]}",
                remedy=error.remedy or SEE_TRACE,
            ) from error
        if entry is None:
            why = "its list does not have it, which is no proof"
        elif jobs.text(entry, "dsorg").startswith("VS"):
            why = "its list has it as a VSAM data set, without attributes"
        else:
            dsorg = jobs.text(entry, "dsorg") or "unknown"
            why = f"its list has it with the organization {dsorg}"
        limited = CatalogUnavailable(
            "ZWV233E",
            self.name,
            f"{name}: the server has no service for IDCAMS; {why}",
            remedy=f"Look with TSO LISTCAT ENTRIES('{name}') ALL, or use a z/OSMF server, "
            "which has it.",
        )
        limited.listed = entry is not None
        limited.seen = entry is not None and jobs.text(entry, "dsorg").startswith("VS")
        return limited

    # Jobs

    def submit(self, member: Member, expected: str | None = None) -> JobId:
        """Submit the text of the member once. Raises MemberChanged, SubmitFailed, SubmitUnknown."""
        return self._submitter.submit(member, self.members.latest(member, expected))

    def output_hint(self, job: JobId) -> str:
        """The command that shows the job's output."""
        command = shlex.join(["zwe-vsam", "job", job.id, "--spool", *self._choice.options()])
        return f"Look at it in SDSF, or here: {command}"

    def job_status(self, job: JobId) -> JobState:
        """Look at the job once; NOT_LISTED when the server does not list it."""
        answer, document = self._with_exec_data(f"{_path(job)}?", f"job {job.name}({job.id})")
        if _no_job(answer):
            return JobState(job, Phase.NOT_LISTED)
        if not answer.ok:
            raise self.http.problem(answer, f"job {job.name}({job.id})")
        state = jobs.state(document, f"job {job.name}({job.id})")
        if state.job.name != job.name or not ids.same(state.job.id, job.id):
            told = f"{state.job.name}({state.job.id})"
            raise UnclearAnswer(
                "ZWV233E",
                self.name,
                f"for job {job.name}({job.id}) it answered with {told}",
                remedy=SEE_TRACE,
            )
        if job.owner not in ("", state.job.owner):
            return JobState(job, Phase.NOT_LISTED)
        return state

    def find_job(self, job_id: str) -> JobState | None:
        """Whatever job has that id now; None when none is listed. Raises UnclearAnswer for more."""
        found = [
            jobs.state(one)
            for one in self._list(f"owner=*&jobid={in_query(job_id)}")
            if ids.same(jobs.text(one, "jobid"), job_id)
        ]
        if len(found) > 1:
            told = f"{len(found)} jobs are listed for {job_id}"
            raise UnclearAnswer("ZWV233E", self.name, told, remedy="Look for them in SDSF.")
        return found[0] if found else None

    def cancel(self, job: JobId) -> None:
        """Cancel the job. Raises NotCancelled for one that has ended or is not there."""
        state = self.job_status(job)
        if state.phase is Phase.NOT_LISTED:
            raise NotCancelled("ZWV236E", f"Job {job.name}({job.id})")
        if state.phase is Phase.ENDED:
            raise NotCancelled(
                "ZWV235E", f"job {job.name}({job.id}) has ended, there is nothing to cancel"
            )
        what = f"job {job.name}({job.id}) could not be cancelled"
        said = self._modified(job, "cancel", what)
        if said:
            raise NotCancelled("ZWV235E", what, details=said, remedy="Cancel it in SDSF.")

    def release(self, job: JobId) -> None:
        """Release the job. Raises NotReleased for one that runs, has ended or is not there.

        Source: z/OSMF Programming Guide, "Release a job". Not every server says that a job is
        held, so one that waits is released whatever it waits for.
        """
        state = self.job_status(job)
        if state.phase is Phase.NOT_LISTED:
            raise NotReleased("ZWV236E", f"Job {job.name}({job.id})")
        if state.phase in (Phase.ACTIVE, Phase.ENDED):
            raise NotReleased("ZWV235E", f"job {job.name}({job.id}) is not held")
        what = f"job {job.name}({job.id}) could not be released"
        said = self._modified(job, "release", what)
        if said:
            raise NotReleased("ZWV235E", what, details=said, remedy="Release it in SDSF.")

    def _modified(self, job: JobId, request: str, what: str) -> tuple[str, ...]:
        """Have a job changed, and return why it was not; empty where it was."""
        body = json.dumps({"request": request, "version": "2.0"}).encode()
        answer = self.http.put(_path(job), what, {"Content-Type": "application/json"}, body)
        if answer.ok:
            return _refusal(answer)
        return answer.said or (self.http.problem(answer, what).facts[-1],)

    def find_jobs(
        self,
        name: str,
        since: float,
        *,
        others: tuple[str, ...] = (),
        sure: bool = False,  # noqa: ARG002 - a list has all jobs
    ) -> list[JobState]:
        """Jobs of these names, of all owners, received since then or at an unknown time.

        One request for each name: a whole name needs no wildcard, whose form IBM's page leaves
        open ("Job name prefix"), and at most 1000 jobs are in an answer.
        """
        states = [
            jobs.state(one)
            for wanted in (name, *others)
            for one in self._list(f"owner=*&prefix={in_query(wanted)}")
            if jobs.text(one, "jobname") == wanted
        ]
        return [s for s in states if s.created is None or s.created >= since - _CLOCK_SKEW]

    def spool(self, job: JobId) -> list[SpoolFile]:
        """All spool data sets of the job; what cannot be read is marked."""
        what = f"the output of job {job.name}({job.id}) cannot be listed"
        answer, document = self.http.get_json(f"{_path(job)}/files", what)
        if _no_job(answer):
            return []
        if not answer.ok:
            raise self.http.problem(answer, what)
        return [
            SpoolFile(file.ddname, file.step, "" if file.is_empty else self._records(job, file))
            for file in jobs.files(document, f"spool files of job {job.name}({job.id})")
        ]

    def _records(self, job: JobId, file: jobs.File) -> str:
        what = f"spool file {file.ddname} cannot be read"
        try:
            answer = self.http.get(f"{_path(job)}/files/{file.number}/records", what)
            if not answer.ok or answer.is_page:
                raise self.http.problem(answer, what)
        except TargetError as error:
            return f"{UNREAD}\n{error.facts[-1]}\n"
        text = answer.text
        return text if not text or text.endswith("\n") else f"{text}\n"

    def _list(self, query: str) -> list[Mapping[str, object]]:
        what = "the jobs cannot be listed"
        answer, document = self._with_exec_data(f"/restjobs/jobs?{query}&max-jobs=1000&", what)
        if not answer.ok:
            raise self.http.problem(answer, what)
        service = f"list of jobs ({query.replace('&', ', ')})"
        return [jobs.fields(one, service) for one in jobs.items(document, service)]

    def _with_exec_data(self, path: str, what: str) -> tuple[Answer, object]:
        """Ask with the times of jobs, or without where the server does not know of them."""
        if self._with_times:
            timed = self.http.get_json(f"{path}exec-data=Y", what)
            if timed[0].status != 400 or _no_job(timed[0]):
                return timed
        plain = self.http.get_json(path.rstrip("?&"), what)
        self._with_times = self._with_times and not plain[0].ok
        return plain


def _path(job: JobId) -> str:
    return f"/restjobs/jobs/{in_path(job.name)}/{in_path(job.id)}"


def _no_job(answer: Answer) -> bool:
    """Whether an answer says that there is no such job.

    z/OSMF says so with status 400, category 6, reason 10 and "No job found for reference".
    """
    said = " ".join(answer.said).lower()
    return not answer.ok and ((answer.status == 404 and bool(said)) or "no job found" in said)


def _refusal(answer: Answer) -> tuple[str, ...]:
    """Why a feedback document says that a request was not carried out; its status is not 0.

    Anything but a document, such as the page of a gateway, may mean that nothing was done.
    """
    if not answer.body.strip():
        return ()
    try:
        feedback = jobs.fields(answer.document())
    except Unclear as unclear:
        return (f"Whether the server did it is not known: {unclear.why}.",)
    except TargetError as error:
        return (f"Whether the server did it is not known: {error.facts[-1]}.",)
    status = str(feedback.get("status", "0"))
    if status == "0":
        return ()
    return answer.said or (f"The server answered with status {status}.",)
