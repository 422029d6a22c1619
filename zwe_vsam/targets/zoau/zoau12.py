"""ZOAU 1.2 behind the interface of ZOAU 1.3: all that differs at that level.

ZOAU 1.2 has older names of functions and attributes, starts a process for each read and write of
a member, shows a member as text only, and has no call that cancels a job.
Source: "Migrating to ZOAU v1.3 from v1.2.x and earlier" (IBM Z Open Automation Utilities
documentation) and typings/zoautil_py.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.model import ABSENT, Member
from zwe_vsam.targets import member_rules
from zwe_vsam.targets.zoau import answers
from zwe_vsam.targets.zoau.answers import DD, ListedJob, Submitted
from zwe_vsam.targets.zoau.api import Native, escaped
from zwe_vsam.targets.zoau.members import Image, Members, split_image
from zwe_vsam.zos import records

if TYPE_CHECKING:
    from zoautil_py.types import DDStatement, FileDefinition

    from zwe_vsam.zos.listcat import Entry

NEEDED = {
    "datasets": ("list_members", "read", "write"),
    "jobs": ("submit", "listing", "list_dds", "read_output"),
    "mvscmd": ("execute_authorized",),
    "types": ("DDStatement", "FileDefinition"),
}
"""Modules of zoautil_py, and what each must have."""
REUSE_SECONDS = 5.0
"""Seconds for which the adapter reuses what it has just read, to save a process.

Reused are the absence of a new member, and the content of a member that was just written. The
time is long enough for the steps in between on a slow system.
"""
CONVERTED = "Or the bytes of the member are other characters than those that ZOAU shows."
LENGTH = "ZOAU 1.2 needs a library with 80-byte records (LRECL=80)."
COMMAND = "/bin/cp"


def is_installed() -> bool:
    """Return whether the zoautil_py that is installed is of level 1.2."""
    if importlib.util.find_spec("zoautil_py.datasets") is None:
        return False
    return not hasattr(importlib.import_module("zoautil_py.datasets"), "read_as_bytes")


class Native12(Native):
    """The functions of zoautil_py 1.2. Each method is one call."""

    lookups_are_expensive = True
    _in_process = ()

    def read(self, place: str) -> list[bytes]:
        """Read the text of a member, and encode it as IBM-1047."""
        from zoautil_py import datasets

        call = datasets.read
        text = self._call(f"datasets.read {place}", answers.text, call, escaped(place))
        lines = records.split(text)
        records.register_code_pages()
        return [records.trimmed(line.encode("cp1047", "replace")) for line in lines]

    def image(self, place: str) -> list[bytes]:
        """Copy a member of 80-byte records, and split the copy into records."""
        return split_image(self._call(f"cp -B {place}", _image, member_image, place))

    def write(self, place: str, lines: list[str]) -> None:
        """Replace a member. A newline after the last line would add an empty record."""
        from zoautil_py import datasets

        label, call = f"datasets.write {place}", datasets.write
        self._call(label, answers.ignored, call, escaped(place), "\n".join(lines))

    @staticmethod
    def _types() -> tuple[type[DDStatement], type[FileDefinition]]:
        from zoautil_py.types import DDStatement, FileDefinition

        return DDStatement, FileDefinition

    @staticmethod
    def _code_and_stderr(answer: object) -> tuple[int | None, str]:
        """Read the code that 1.2 returns instead of a response."""
        if isinstance(answer, int) and not isinstance(answer, bool):
            return answer, ""
        return answers.code_and_stderr(answer)

    def submit(self, place: str) -> Submitted:
        """Submit a member. The call then lists the job, and may fail after the submission."""
        from zoautil_py import jobs

        return self._call(f"jobs.submit {place}", _submitted, jobs.submit, escaped(place))

    def fetch(self, job_id: str) -> list[ListedJob]:
        """List the jobs of an id."""
        from zoautil_py import jobs

        return self._call(f"jobs.listing {job_id}", _jobs, jobs.listing, job_id)

    def jobs_numbered(self, job_id: str) -> list[ListedJob]:
        """List the jobs of an id."""
        return self.fetch(job_id)

    def cancel(self, job_id: str) -> None:  # noqa: ARG002 - no call
        """Do nothing: 1.2 has no call that cancels a job."""
        return

    def jobs_named(self, *names: str) -> list[ListedJob]:
        """List all jobs, and pick those of these names.

        IBM documents no other parameter of the call than the id.
        """
        from zoautil_py import jobs

        listed = self._call("jobs.listing", _jobs, jobs.listing)
        return [job for job in listed if job.name in names]

    def dds(self, job_id: str, name: str, owner: str) -> list[DD]:  # noqa: ARG002 - by id alone
        """List the spool data sets of a job, each step and name once.

        Of several spool data sets that share both, 1.2 reads only one, and does not say which.
        """
        from zoautil_py import jobs

        listed = self._call(f"jobs.list_dds {job_id}", _dds, jobs.list_dds, job_id)
        names = Counter((dd.step, dd.name) for dd in listed)
        once = {(dd.step, dd.name): dd._replace(id=None) for dd in listed}
        return [
            dd._replace(records=None) if names[dd.step, dd.name] > 1 else dd for dd in once.values()
        ]


class _Written(NamedTuple):
    """A member that this run has written, and its content as read back."""

    member: Member
    image: Image
    at: float
    """Monotonic time."""
    calls: int
    """Number of calls of ZOAU up to then."""


class Members12(Members):
    """The members of this system, with as few processes as possible."""

    changed_details = (member_rules.CHANGED, CONVERTED)
    _different_details = (member_rules.DIFFERENT, LENGTH)

    def __init__(self, native: Native, entry: Callable[[str], Entry | None]) -> None:
        """``entry`` as of Members."""
        super().__init__(native, entry)
        self._written: _Written | None = None
        self._absent: dict[Member, float] = {}
        """Monotonic time at which the directory was last without the member."""

    def exists(self, member: Member) -> bool:
        """Return whether the directory of the library has the member. Raises LibraryNotFound."""
        exists = super().exists(member)
        if exists:
            self._absent.pop(member, None)
        else:
            self._absent[member] = time.monotonic()
        return exists

    def latest(self, member: Member) -> Image:
        """Return the content that the last call read back, or read it. Raises as ``read`` does."""
        last = self._written
        if (
            last is not None
            and last.member == member
            and last.calls == self.native.calls
            and time.monotonic() - last.at <= REUSE_SECONDS
        ):
            return last.image
        return self.exact(member)

    def _read(self, member: Member, call: Callable[[str], list[bytes]]) -> Image:
        image = super()._read(member, call)
        self._absent.pop(member, None)
        return image

    def _former(self, member: Member, expected: str | None) -> Image | None:
        """Read the content to restore after a failure; None without a member.

        To read a member that does not exist takes four processes and two pauses; to list it, one.
        """
        if expected != ABSENT:
            return super()._former(member, expected)
        absent_since = self._absent.get(member)
        is_fresh = absent_since is not None and time.monotonic() - absent_since <= REUSE_SECONDS
        if not is_fresh and self.exists(member):
            raise self._changed(member)
        return None

    def _replace(
        self, member: Member, lines: list[str], wanted: list[bytes], former: Image | None
    ) -> Image:
        image = super()._replace(member, lines, wanted, former)
        self._written = _Written(member, image, time.monotonic(), self.native.calls)
        return image


class CopyFailed(Exception):
    """The command cp failed; the text is its standard error."""


def member_image(place: str) -> bytes:
    """Return the records of ``LIBRARY(MEMBER)``, one after the other. Raises CopyFailed, OSError.

    ZOAU 1.2 converts the text that it writes and the text that it shows. If both conversions are
    wrong in the same way, a comparison of texts finds no difference. ``cp -B`` copies the records
    to a file unchanged, without separators (z/OS UNIX System Services Command Reference, cp; the
    Ansible collection ibm_zos_core fetches members with it).
    """
    folder = tempfile.mkdtemp(prefix="zwe-vsam-")
    try:
        path = os.path.join(folder, "member")
        run_cp(place, path)
        with open(path, "rb") as file:
            return file.read()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_cp(place: str, path: str) -> None:
    """Copy ``LIBRARY(MEMBER)`` to a file, without a shell. Raises CopyFailed, OSError."""
    process = subprocess.run(
        [COMMAND, "-B", f"//'{place}'", path],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if process.returncode:
        message = process.stderr.strip()
        raise CopyFailed(message or f"{COMMAND} ended with code {process.returncode}")


def _image(answer: object) -> bytes:
    if not isinstance(answer, bytes):
        raise answers.odd(answer, "bytes")
    return answer


def _job(answer: object) -> ListedJob:
    return answers.job(answer, id_names=("job_id", "id"), code_names=("return_code", "rc"))


def _jobs(answer: object) -> list[ListedJob]:
    """Read a list of jobs; ``listing`` returns None where there is no job. Raises OddAnswer."""
    return [] if answer is None else answers.jobs(answer, _job)


def _submitted(answer: object) -> Submitted:
    job = _job(answer)
    return Submitted(job.id, job.owner)


def _dds(answer: object) -> list[DD]:
    return answers.dds(
        answer, ("dd_name", "dataset"), ("step_name", "stepname"), ("records", "recnum")
    )
