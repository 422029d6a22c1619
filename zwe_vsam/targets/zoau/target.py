"""z/OS itself, through IBM Z Open Automation Utilities (ZOAU).

The native calls are in api.py, the conversion of jobs in jobs.py. Members are IBM-1047, and are
compared as bytes. A reading call is repeated after a failure, a failed write is undone, and a
submission is made once.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from zwe_vsam import user
from zwe_vsam.errors import NotReleased, Unavailable, UnclearAnswer
from zwe_vsam.model import (
    JobId,
    JobState,
    Member,
    MemberText,
    Phase,
    SpoolFile,
    SystemName,
)
from zwe_vsam.targets import job_rules, submission
from zwe_vsam.targets.listings import ListsCatalog
from zwe_vsam.targets.submission import Candidates, LostSubmission, Wording
from zwe_vsam.targets.zoau import api, cancel, jobs, modules
from zwe_vsam.targets.zoau.answers import DD, ListedJob
from zwe_vsam.targets.zoau.api import MARK, retried
from zwe_vsam.targets.zoau.failure import CallFailed
from zwe_vsam.zos import job_id as ids
from zwe_vsam.zos import records

if TYPE_CHECKING:
    from zwe_vsam.choice import Choice
    from zwe_vsam.zos.listcat import Entry

NATIONAL = b"\x5b\x7b\x7c"
"""The bytes of ``$#@`` in JCL, on every system (z/OS MVS JCL Reference)."""
_NEWLINE = b"\x15"
_NEWLINES = re.compile(rb"\x0d?[\x15\x25]")
"""Ends of lines; z/OS UNIX has X'15' (NL)."""
_ZONES = 26 * 3600.0
"""Seconds by which a time without a zone can be off where TZ is not that of the system."""
_WORDING = Wording(
    moment="at %Y-%m-%d %H:%M:%S",
    unknown_moment="at a time that ZOAU does not report",
    listed="New jobs of that name",
)


class ZoauTarget(ListsCatalog):
    """The verbs of ``targets.base.Target`` on this z/OS system."""

    name = "zoau"

    def __init__(self) -> None:
        """Raises Unavailable where zoautil_py is missing, does not start, or is too old."""
        native, members = modules.load()
        self.native = native()
        self.members = members(self.native, self.entry)
        self._listed: set[tuple[JobId, float | None]] = set()
        """Jobs that were listed so far, and when the system received them."""
        self._submitted: list[JobId] = []
        """Jobs of this run."""
        records.register_code_pages()
        if "$#@".encode("cp1047") != NATIONAL:
            raise Unavailable("ZWV6104E")

    def trace(self, write_line: Callable[[str], None]) -> None:
        """Pass a line about each native call to ``write_line``, when the call has ended."""
        self.native.trace = write_line

    @property
    def system_name(self) -> SystemName:
        """The name of this z/OS system, and the user of this process.

        Source: z/OS UNIX System Services Command Reference, ``uname -n``.
        """
        return SystemName(self.name, os.uname().nodename, user.name(), title="z/OS")

    def level(self) -> str:
        """Return the versions of zoautil_py and of ZOAU.

        Raises Unavailable where they are of different releases.
        """
        module, product = modules.version(), modules.product_version()
        if not product:
            return f"zoautil_py {module}; zoaversion does not report the level of ZOAU"
        if module.split(".")[:2] != product.split(".")[:2]:
            raise Unavailable("ZWV6105E", module=module, product=product)
        return f"zoautil_py {module}, ZOAU {product}"

    def notice(self) -> None:
        """Return None: this target has nothing to warn of."""
        return

    def inventory(self) -> None:
        """Return None: this target does not list volumes and storage classes."""
        return

    # Members

    def exists(self, member: Member) -> bool:
        """Return whether the directory has the member. Raises LibraryNotFound."""
        return self.members.exists(member)

    def read(self, member: Member) -> MemberText:
        """Read the member's text and version.

        Raises LibraryNotFound, MemberNotFound, Unavailable.
        """
        image = self.members.read(member)
        return MemberText(image.text, image.version)

    def write(self, member: Member, text: str, expected: str | None = None) -> str:
        """Replace the member, or restore it. Raises MemberChanged, WriteFailed."""
        return self.members.write(member, text, expected)

    # Catalog

    def entry(self, name: str) -> Entry | None:
        """List the catalog entry by LISTCAT ENTRIES(name) ALL. Raises UnclearAnswer."""
        from zwe_vsam.zos import listcat

        try:
            code, stderr, lines = retried(lambda: self._listcat(name))
        except CallFailed as failure:
            raise UnclearAnswer("ZWV6130E", name=name, reason=failure.summary) from failure
        except OSError as error:
            raise UnclearAnswer("ZWV6131E", name=name, reason=error) from error
        if code is None:
            code = listcat.read(lines).code
        details = tuple(line.strip() for line in stderr.splitlines() if line.strip())
        return self._entry(lines, -1 if code is None else code, name, details)

    def _listcat(self, name: str) -> tuple[int | None, str, list[str]]:
        """Run LISTCAT on two private files. Returns code, standard error and the lines printed."""
        folder = tempfile.mkdtemp(prefix="zwe-vsam-")
        try:
            sysin, sysprint = (os.path.join(folder, dd) for dd in ("sysin", "sysprint"))
            # Bytes: an untagged file is EBCDIC to z/OS, whatever the session converts.
            with open(sysin, "wb") as file:
                file.write(f" LISTCAT ENTRIES({name}) ALL".encode("cp1047") + _NEWLINE)
            code, stderr = self.native.idcams(sysin, sysprint)
            printed = b""
            if os.path.exists(sysprint):
                with open(sysprint, "rb") as file:
                    printed = file.read()
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return code, stderr, _lines(printed)

    # Jobs

    def submit(self, member: Member, expected: str | None = None) -> JobId:
        """Submit the member once. Raises MemberChanged, SubmitFailed, SubmitUnknown."""
        image = self.members.latest(member)
        if expected is not None and image.version != expected:
            raise submission.changed(member, self.members.changed_details)
        name = submission.job_name(member, image.text)
        started = time.time()
        try:
            submitted = self.native.submit(str(member))
        except CallFailed as failure:
            # Not even JobSubmitException proves that there is no job. The command behind it may
            # submit the job and then fail.
            return self._lost_job(member, name, started, failure.details)
        except KeyboardInterrupt as error:
            raise self._lost(member, name, started).interrupted() from error
        if not ids.is_valid(submitted.id):
            detail = f"ZOAU returned the job id {submitted.id!r}, which is not valid."
            return self._lost_job(member, name, started, (detail,))
        job = JobId(submitted.id, name, submitted.owner)
        self._submitted.append(job)
        return job

    def _lost_job(self, member: Member, name: str, since: float, reasons: tuple[str, ...]) -> JobId:
        """Search for the job of a submission without an answer. Raises SubmitUnknown."""
        lost = self._lost(member, name, since)
        try:
            return lost.outcome(reasons)
        except KeyboardInterrupt:
            raise lost.unknown(reasons, lost.not_searched) from None

    def _lost(self, member: Member, name: str, since: float) -> LostSubmission:
        earlier = {job for job, _ in self._listed}.union(self._submitted)
        names = ", ".join(sorted({f"{job.name}({job.id})" for job in earlier}))
        return LostSubmission(
            member,
            name,
            since,
            lambda: self._candidates(name, since),
            _WORDING,
            api.PAUSES,
            repeats_failed=False,
            notes=(f"Jobs that were listed before the submission: {names}.",) if names else (),
        )

    def _candidates(self, name: str, since: float) -> Candidates:
        """List the jobs of that name that are new since the last listing and submission.

        Their times are compared with a wide margin: with a wrong TZ, an exact comparison would
        miss the job. ZOAU has no mark that proves that a job is of this submission.
        """
        submitted = {job.id for job in self._submitted}
        possible = [
            state
            for state in self._find_jobs((name,), since - _ZONES)
            if (state.job, state.created) not in self._listed and state.job.id not in submitted
        ]
        return Candidates([], _own_first(possible))

    def output_hint(self, job: JobId) -> str:
        """Name SDSF, and the commands of ZOAU that show the job."""
        return f"See the output of the job in SDSF, or with: jls {job.id}; ddls {job.id}"

    def job_status(self, job: JobId) -> JobState:
        """Return the state of the job; NOT_LISTED when the system does not list it."""
        state = self.find_job(job.id)
        if state is None or state.job.name != job.name or job.owner not in ("", state.job.owner):
            return JobState(job, Phase.NOT_LISTED)
        return state

    def find_job(self, job_id: str) -> JobState | None:
        """Return the job that has the id now; None without one.

        Raises Unavailable, and UnclearAnswer where several jobs have the id.
        """
        try:
            listed = self._numbered(job_id)
        except CallFailed as failure:
            raise _unavailable(f"look up job {job_id}", failure) from failure
        return job_rules.only([jobs.state(job) for job in listed], job_id)

    def _numbered(self, job_id: str) -> list[ListedJob]:
        """List the jobs of an id. Raises CallFailed."""
        try:
            return self.native.fetch(job_id)
        except CallFailed as failure:
            if jobs.is_absent(failure):
                return []
            if not jobs.is_unclear(failure):
                raise
        return self.native.jobs_numbered(job_id)

    def cancel(self, job: JobId) -> None:
        """Cancel the job. Raises NotCancelled, also where ZOAU did nothing."""
        cancel.cancel(self.native, job, self.job_status)

    def release(self, job: JobId) -> None:
        """Raise NotReleased: no release of zoautil_py has a call for it.

        Source: typings/zoautil_py/jobs.pyi, the interface of ZOAU 1.2 to 1.4.
        """
        raise NotReleased("ZWV6112E", job=job_rules.name_of(job))

    @property
    def lookups_are_expensive(self) -> bool:
        """Whether each reading and writing call starts a process."""
        return self.native.lookups_are_expensive

    def find_jobs(
        self, name: str, since: float, *, others: tuple[str, ...] = (), sure: bool = False
    ) -> list[JobState]:
        """List the jobs of these names received at or after ``since``, or at an unknown time.

        With ``sure``, a list without one of the names is taken for incomplete, and a second list
        after a pause completes it. Raises Unavailable.
        """
        names = (name, *others)
        states = self._find_jobs(names, since)
        if sure and not {state.job.name for state in states}.issuperset(names):
            time.sleep(api.PAUSES[0])
            later = self._find_jobs(names, since)
            # A job that only the first list has is missing in the second one by mistake.
            later_jobs = {state.job for state in later}
            states = [state for state in states if state.job not in later_jobs] + later
        self._listed.update((state.job, state.created) for state in states)
        return states

    def _find_jobs(self, names: tuple[str, ...], since: float) -> list[JobState]:
        try:
            listed = retried(lambda: self.native.jobs_named(*names), final=jobs.is_absent)
        except CallFailed as failure:
            if jobs.is_absent(failure):
                return []
            raise _unavailable(f"list the jobs named {' and '.join(names)}", failure) from failure
        return job_rules.received_since([jobs.state(job) for job in listed], since)

    def spool(self, job: JobId) -> list[SpoolFile]:
        """Read all spool data sets of the job, with a mark where bytes could not be decoded."""
        try:
            dds = retried(lambda: self.native.dds(job.id, job.name, job.owner))
        except CallFailed as failure:
            name = job_rules.name_of(job)
            if "DDQueryException" in failure.kinds:
                raise Unavailable("ZWV6111E", job=name, reason=failure.summary) from failure
            raise _unavailable(f"list the spool files of job {name}", failure) from failure
        files = []
        for dd in dds:
            text = "" if dd.records == 0 else self._spool_text(job, dd)
            step = "" if dd.step == "JES2" else dd.step
            end = "\n" if text and not text.endswith("\n") else ""
            files.append(SpoolFile(dd.name, step, text + end))
        return files

    def _spool_text(self, job: JobId, dd: DD) -> str:
        try:
            return retried(lambda: self.native.spool_file(job.id, dd))
        except CallFailed as failure:
            return "\n".join((MARK, *failure.details))


def connect(_choice: Choice) -> ZoauTarget:
    """Connect to this z/OS system. Raises Unavailable as ZoauTarget does."""
    return ZoauTarget()


def _unavailable(action: str, failure: CallFailed) -> Unavailable:
    return Unavailable("ZWV6110E", action=action, reason=failure.summary)


def _lines(printed: bytes) -> list[str]:
    """Split a print file into lines; z/OS may have converted it to ASCII on reading."""
    if b"\n" in printed and b"\x15" not in printed:
        return printed.decode("latin-1").split("\n")
    lines = _NEWLINES.sub(_NEWLINE, printed).split(_NEWLINE)
    return [line.decode("cp1047") for line in lines]


def _own_first(states: list[JobState]) -> list[JobState]:
    """Sort this user's jobs first. USER= and exits can give a job of this user another owner."""
    owner = user.name().upper()
    own = [state for state in states if state.job.owner == owner]
    return own + [state for state in states if state.job.owner != owner]
