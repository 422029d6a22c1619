"""z/OS itself, through IBM Z Open Automation Utilities (ZOAU).

The native calls are in api.py, what a job's status means in jobs.py. Members are
IBM-1047, bytes are what is compared. Reading is tried again when it fails, writing is undone,
submitting is done once.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from zwe_vsam import user
from zwe_vsam.errors import (
    MemberChanged,
    NotReleased,
    SubmitFailed,
    SubmitInterrupted,
    SubmitUnknown,
    TargetError,
    Unavailable,
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
from zwe_vsam.targets.zoau import api, cancel, jobs, modules
from zwe_vsam.targets.zoau.answers import DD, ListedJob
from zwe_vsam.targets.zoau.api import MARK, retried
from zwe_vsam.targets.zoau.failure import CallFailed
from zwe_vsam.zos import job_id as ids
from zwe_vsam.zos import records

if TYPE_CHECKING:
    from zwe_vsam.zos.listcat import Entry

NATIONAL = b"\x5b\x7b\x7c"
"""``$#@`` in the bytes that JCL knows them by, on every system (z/OS MVS JCL Reference)."""
_NEWLINE = b"\x15"
_NEWLINES = re.compile(rb"\x0d?[\x15\x25]")
"""z/OS UNIX ends lines with X'15' (NL)."""
_JOB = re.compile(r"^//([A-Z$#@][A-Z0-9$#@]{0,7}) +JOB(?: |$)", re.MULTILINE)
_CLOCK_SKEW = 2.0
"""Seconds by which a job may seem older than its submission: the system's times are whole."""
_ZONES = 26 * 3600.0
"""Seconds by which a time without a zone can be off where TZ is not that of the system."""


class ZoauTarget:
    """The verbs of ``targets.base.Target`` on this z/OS system."""

    name = "zoau"

    def __init__(self) -> None:
        """Raises Unavailable where zoautil_py is missing, does not start, or is too old."""
        native, members = modules.load()
        self.native = native()
        self.members = members(self.native, self.entry)
        self._listed: set[tuple[JobId, float | None]] = set()
        """Jobs that were listed before anything was submitted, and when the system got them."""
        self._submitted: list[JobId] = []
        """Jobs of this run."""
        records.register_code_pages()
        if "$#@".encode("cp1047") != NATIONAL:
            raise Unavailable(
                "ZWV233E",
                self.name,
                "this Python's code page cp1047 is not IBM-1047",
                remedy="Use IBM's Python, or install the package ebcdic.",
            )

    def trace(self, write_line: Callable[[str], None]) -> None:
        """Pass a line about each native call to ``write_line``, when the call has ended."""
        self.native.trace = write_line

    @property
    def system_name(self) -> SystemName:
        """The name of this z/OS system, and the user of this process.

        Source: z/OS UNIX System Services Command Reference, ``uname -n``.
        """
        return SystemName(self.name, os.uname().nodename, user.name())

    def notice(self) -> str:
        """Nothing: this is the real thing."""
        return ""

    # Members

    def exists(self, member: Member) -> bool:
        """Whether the library has the member, by its directory. Raises LibraryNotFound."""
        return self.members.exists(member)

    def read(self, member: Member) -> MemberText:
        """The member's text and version. Raises LibraryNotFound, MemberNotFound, Unavailable."""
        image = self.members.read(member)
        return MemberText(image.text, image.version)

    def write(self, member: Member, text: str, expected: str | None = None) -> str:
        """Replace the member, or leave it as it was. Raises MemberChanged, WriteFailed."""
        return self.members.write(member, text, expected)

    # Catalog

    def entry(self, name: str) -> Entry | None:
        """What LISTCAT ENTRIES(name) ALL shows. Raises UnclearAnswer."""
        from zwe_vsam.zos import listcat

        try:
            code, said, lines = retried(lambda: self._listcat(name))
        except CallFailed as failure:
            raise UnclearAnswer(
                "ZWV233E",
                self.name,
                f"LISTCAT of {name} failed: {failure.summary}",
                remedy="ZOAU runs IDCAMS by mvscmdauth: check that it is authorised (APF).",
            ) from failure
        except OSError as error:
            raise UnclearAnswer(
                "ZWV233E",
                self.name,
                f"LISTCAT of {name} needs a temporary file: {error}",
                remedy="Set TMPDIR to a folder that you may write to.",
            ) from error
        if code is None:
            code = listcat.read(lines).code
        try:
            return listcat.lookup(lines, -1 if code is None else code, name)
        except listcat.Unclear as error:
            raise UnclearAnswer(
                "ZWV233E",
                self.name,
                str(error),
                details=tuple(line.strip() for line in said.splitlines() if line.strip()),
            ) from error

    def _listcat(self, name: str) -> tuple[int | None, str, list[str]]:
        """Code, standard error and SYSPRINT of the command, by way of two private files."""
        folder = tempfile.mkdtemp(prefix="zwe-vsam-")
        try:
            sysin, sysprint = (os.path.join(folder, dd) for dd in ("sysin", "sysprint"))
            # Bytes: an untagged file is EBCDIC to z/OS, whatever the session converts.
            with open(sysin, "wb") as file:
                file.write(f" LISTCAT ENTRIES({name}) ALL".encode("cp1047") + _NEWLINE)
            code, said = self.native.idcams(sysin, sysprint)
            printed = b""
            if os.path.exists(sysprint):
                with open(sysprint, "rb") as file:
                    printed = file.read()
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return code, said, _lines(printed)

    # Jobs

    def submit(self, member: Member, expected: str | None = None) -> JobId:
        """Submit the member once. Raises MemberChanged, SubmitFailed, SubmitUnknown."""
        image = self.members.latest(member)
        if expected is not None and image.version != expected:
            raise MemberChanged(
                "ZWEL0161E",
                str(member),
                details=self.members.changed_details,
                remedy="Nothing was submitted. Look at the member, and run this again.",
            )
        statement = _JOB.search(image.text)
        if statement is None:
            raise SubmitFailed(
                "ZWEL0161E",
                str(member),
                details=("There is no JOB statement in it.",),
                remedy="Nothing was submitted. Have the member written anew, with --generate.",
            )
        name = statement[1]
        started = time.time()
        try:
            submitted = self.native.submit(str(member))
        except CallFailed as failure:
            # Not even JobSubmitException proves that there is no job: the command that it is
            # raised of ends in error, too, where it fails after it has submitted.
            raise self._submit_unknown(member, name, started, failure.details) from failure
        except KeyboardInterrupt as error:
            raise SubmitInterrupted(self._traces(name, started)) from error
        if not ids.is_valid(submitted.id):
            said = f"ZOAU returned {submitted.id!r} for the job's id."
            raise self._submit_unknown(member, name, started, (said,))
        job = JobId(submitted.id, name, submitted.owner)
        self._submitted.append(job)
        return job

    def _submit_unknown(
        self, member: Member, name: str, since: float, why: tuple[str, ...]
    ) -> SubmitUnknown:
        """Look for the job that may exist all the same, and say what was found."""
        return SubmitUnknown(
            "ZWEL0161E",
            str(member),
            details=("Whether it was submitted is not known.", *why, *self._traces(name, since)),
            remedy=f"It was not submitted again. Look for the job {name} in SDSF before you run "
            "this again.",
        )

    def _traces(self, name: str, since: float) -> tuple[str, ...]:
        """What is listed of a job that may have been submitted at ``since``, line by line."""
        known = {job for job, _ in self._listed}.union(self._submitted)
        older = ", ".join(sorted({f"{job.name}({job.id})" for job in known}))
        found: list[JobState] = []
        try:
            found = self._newer_jobs(name, since)
            for pause in api.PAUSES:
                if found:
                    break
                time.sleep(pause)
                found = self._newer_jobs(name, since)
        except TargetError as error:
            what = f"The jobs named {name} could not be listed: {error.facts[-1]}"
        except KeyboardInterrupt:
            what = f"Interrupted once more: jobs named {name} were not looked for."
        else:
            at = _moment(since)
            what = f"No job named {name} is listed that may be it."
            if found:
                jobs = ", ".join(_candidate(state) for state in _own_first(found))
                what = f"It would have been received {at}. Listed: {jobs}."
        return (what, *((f"Listed before the submission already: {older}.",) if older else ()))

    def _newer_jobs(self, name: str, since: float) -> list[JobState]:
        """Jobs that may be the one submitted at ``since``: none that was known before it.

        By number, as far as a listing was taken before, and by time, but not by the exact one:
        were TZ wrong, a job that exists would be taken for none.
        """
        found = self._find_jobs((name,), since - _ZONES)
        ours = {job.id for job in self._submitted}
        return [
            state
            for state in found
            if (state.job, state.created) not in self._listed and state.job.id not in ours
        ]

    def output_hint(self, job: JobId) -> str:
        """SDSF, and the commands of ZOAU."""
        return f"Look at it in SDSF, or here: jls {job.id}; ddls {job.id}"

    def job_status(self, job: JobId) -> JobState:
        """Look at the job once; NOT_LISTED when the system does not list it."""
        seen = self.find_job(job.id)
        if seen is None or seen.job.name != job.name or job.owner not in ("", seen.job.owner):
            return JobState(job, Phase.NOT_LISTED)
        return seen

    def find_job(self, job_id: str) -> JobState | None:
        """Whatever job has that id now; None when none is listed.

        Raises Unavailable, and UnclearAnswer where more than one is listed.
        """
        try:
            found = self._numbered(job_id)
        except CallFailed as failure:
            raise self._unavailable(failure.summary) from failure
        if len(found) > 1:
            told = f"{len(found)} jobs are listed for {job_id}"
            raise UnclearAnswer("ZWV233E", self.name, told, remedy="Look for them in SDSF.")
        return jobs.state(found[0]) if found else None

    def _numbered(self, job_id: str) -> list[ListedJob]:
        """The jobs of that id. Raises CallFailed."""
        try:
            return self.native.fetch(job_id)
        except CallFailed as failure:
            if jobs.is_absent(failure):
                return []
            if not jobs.is_unclear(failure):
                raise
        return self.native.jobs_numbered(job_id)

    def cancel(self, job: JobId) -> None:
        """Cancel the job. Raises NotCancelled, also where ZOAU leaves it as it is."""
        cancel.cancel(self.native, job, self.job_status)

    def release(self, job: JobId) -> None:
        """Raise NotReleased: no release of zoautil_py has a call for it.

        Source: typings/zoautil_py/jobs.pyi, the interface of ZOAU 1.2 to 1.4.
        """
        raise NotReleased(
            "ZWV235E",
            f"job {job.name}({job.id}) cannot be released: ZOAU has no call for that",
            remedy="Release it in SDSF, or have the operator do it ($A J). Then run this again "
            "without --release.",
        )

    @property
    def lookups_are_expensive(self) -> bool:
        """Whether each reading and writing call starts a process."""
        return self.native.lookups_are_expensive

    def find_jobs(
        self, name: str, since: float, *, others: tuple[str, ...] = (), sure: bool = False
    ) -> list[JobState]:
        """Jobs of these names received at or after ``since``, or at a time that is not known.

        ``sure``: that a name is not in the list is taken for a miss until a second list, after a
        pause. Raises Unavailable.
        """
        names = (name, *others)
        found = self._find_jobs(names, since)
        if sure and not {state.job.name for state in found}.issuperset(names):
            time.sleep(api.PAUSES[0])
            later = self._find_jobs(names, since)
            # What only the first list has was missed by the second one.
            known = {state.job for state in later}
            found = [state for state in found if state.job not in known] + later
        self._listed.update((state.job, state.created) for state in found)
        return found

    def _find_jobs(self, names: tuple[str, ...], since: float) -> list[JobState]:
        try:
            found = retried(lambda: self.native.jobs_named(*names), final=jobs.is_absent)
        except CallFailed as failure:
            if jobs.is_absent(failure):
                return []
            raise self._unavailable(failure.summary) from failure
        states = [jobs.state(seen) for seen in found]
        return [s for s in states if s.created is None or s.created >= since - _CLOCK_SKEW]

    def spool(self, job: JobId) -> list[SpoolFile]:
        """All spool data sets of the job. What cannot be decoded is replaced and marked."""
        try:
            dds = retried(lambda: self.native.dds(job.id, job.name, job.owner))
        except CallFailed as failure:
            unavailable = self._unavailable(failure.summary)
            if "DDQueryException" in failure.kinds:
                unavailable.remedy = "A job that waits has no output yet: run this again later."
            raise unavailable from failure
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

    def _unavailable(self, why: str) -> Unavailable:
        remedy = "ZOAU sees jobs through SDSF: check that you may use it, and try again."
        return Unavailable("ZWV233E", self.name, why, remedy=remedy)


def _lines(printed: bytes) -> list[str]:
    """The lines of a print file; z/OS may have converted it to ASCII while it was read."""
    if b"\n" in printed and b"\x15" not in printed:
        return printed.decode("latin-1").split("\n")
    lines = _NEWLINES.sub(_NEWLINE, printed).split(_NEWLINE)
    return [line.decode("cp1047") for line in lines]


def _own_first(states: list[JobState]) -> list[JobState]:
    """This user's jobs, then those of others: USER= and exits give a job another owner."""
    owner = user.name().upper()
    own = [state for state in states if state.job.owner == owner]
    return own + [state for state in states if state.job.owner != owner]


def _moment(time: float) -> str:
    """Local date and time: jobs of the day before are candidates, too."""
    return datetime.fromtimestamp(time).strftime("%Y-%m-%d %H:%M:%S")


def _candidate(state: JobState) -> str:
    """A job that may be the one that was submitted."""
    when = "at a time that ZOAU does not say"
    if state.created is not None:
        when = _moment(state.created)
    return f"{state.job.name}({state.job.id}) of {state.job.owner or 'unknown'}, received {when}"
