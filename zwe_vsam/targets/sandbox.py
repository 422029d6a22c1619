"""The sandbox as a target: a rehearsal system in a local folder."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

from zwe_vsam import __version__
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
from zwe_vsam.sandbox.clock import WallClock
from zwe_vsam.sandbox.jes import JobInfo
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets import job_rules
from zwe_vsam.targets.listings import ListsCatalog

if TYPE_CHECKING:
    from zwe_vsam.choice import Choice
    from zwe_vsam.zos.listcat import Entry


class SandboxTarget(ListsCatalog):
    """The verbs of ``targets.base.Target`` on a sandbox that exists."""

    name = "sandbox"
    lookups_are_expensive = False

    def __init__(self, folder: str | os.PathLike[str], clock: WallClock | None = None) -> None:
        """Open the sandbox. Raises Unavailable when the folder does not hold one."""
        self.system = System.open(folder, clock)

    @property
    def system_name(self) -> SystemName:
        """The folder of the sandbox."""
        return SystemName(self.name, str(self.system.folder))

    def level(self) -> str:
        """Return the version of the rehearsal system."""
        return f"rehearsal system of zwe-vsam {__version__}"

    def notice(self) -> Message:
        """Return the message that this is a rehearsal."""
        return message("ZWV8001I", folder=self.system.folder)

    def inventory(self) -> System:
        """Return the volumes and storage classes of the sandbox."""
        return self.system

    def exists(self, member: Member) -> bool:
        """Return whether the library has the member. Raises LibraryNotFound."""
        return self.system.exists(member.library, member.name)

    def read(self, member: Member) -> MemberText:
        """Read the member's text and version. Raises LibraryNotFound, MemberNotFound."""
        return self.system.read(member.library, member.name)

    def write(self, member: Member, text: str, expected: str | None = None) -> str:
        """Replace the member. Raises LibraryNotFound, MemberChanged, WriteFailed."""
        return self.system.write(member.library, member.name, text, expected)

    def entry(self, name: str) -> Entry | None:
        """List the catalog entry ``name``. Raises UnclearAnswer."""
        code, lines = self.system.listcat(name)
        return self._entry(lines, code, name)

    def submit(self, member: Member, expected: str | None = None) -> JobId:
        """Submit the member as it is now. Raises SubmitFailed, MemberNotFound, MemberChanged."""
        job = self.system.submit_member(member.library, member.name, expected)
        return JobId(job.id, job.name, job.owner)

    def output_hint(self, job: JobId) -> str:
        """Name the command that shows the job's output."""
        folder = shlex.quote(str(self.system.folder))
        return f"See the output of the job: zwe-vsam sandbox spool {folder} {job.id}"

    def job_status(self, job: JobId) -> JobState:
        """Return the state of the job; NOT_LISTED when the system does not have it."""
        info = self.system.job(job.id)
        if info is None or (info.name, info.owner) != (job.name, job.owner):
            return JobState(job, Phase.NOT_LISTED)
        return _state(info)

    def find_job(self, job_id: str) -> JobState | None:
        """Return the job that has the id now; None without one."""
        info = self.system.job(job_id)
        return _state(info) if info else None

    def cancel(self, job: JobId) -> None:
        """Cancel the job. Raises NotCancelled for one that has ended or is not there."""
        job_rules.require_cancelable(job, self.job_status(job))
        if not self.system.cancel(job.id):
            raise job_rules.ended(job)

    def release(self, job: JobId) -> None:
        """Release the job. Raises NotReleased for one that is not held or is not there."""
        job_rules.require_listed_for_release(job, self.job_status(job))
        if not self.system.release(job.id):
            raise job_rules.not_held(job)

    def find_jobs(
        self,
        name: str,
        since: float,
        *,
        others: tuple[str, ...] = (),
        sure: bool = False,  # noqa: ARG002 - a list is complete
    ) -> list[JobState]:
        """List the jobs of these names received at or after ``since``, oldest first."""
        return [_state(job) for job in self.system.jobs(name, *others, since=since)]

    def spool(self, job: JobId) -> list[SpoolFile]:
        """Read all spool data sets of the job; none when the system does not have the job."""
        if self.job_status(job).phase is Phase.NOT_LISTED:
            return []
        return self.system.spool(job.id)


def connect(choice: Choice) -> SandboxTarget:
    """Open the folder of the choice. Raises Unavailable where it holds no sandbox."""
    return SandboxTarget(choice.sandbox)


def _state(job: JobInfo) -> JobState:
    return JobState(
        job=JobId(job.id, job.name, job.owner),
        phase=job.phase,
        ending=job.ending,
        code=job.code,
        abend=job.abend,
        waiting_for=job.waiting_for,
        created=job.created,
    )
