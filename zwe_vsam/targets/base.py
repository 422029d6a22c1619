"""The protocol of a target: what a system offers so that a cluster can be created on it.

A target has few verbs. A verb does what its docstring says, or raises one of the errors in
``errors.py``. It never guesses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from zwe_vsam.model import JobId, JobState, Member, MemberText, SpoolFile, SystemName

if TYPE_CHECKING:
    from zwe_vsam.messages import Message
    from zwe_vsam.zos.listcat import Entry


class StorageClass(Protocol):
    """A storage class of SMS."""

    name: str


class Inventory(Protocol):
    """The volumes and storage classes of a system."""

    def volumes(self) -> list[tuple[str, int, int]]:
        """Return volser, size and free space of each volume."""

    def storage_classes(self) -> Sequence[StorageClass]:
        """Return the storage classes of SMS."""


class Target(Protocol):
    """A system that holds libraries, a catalog and a job queue."""

    name: str
    """The name that ``--target`` takes."""

    @property
    def lookups_are_expensive(self) -> bool:
        """Whether each lookup costs so much that a command omits those of mere precaution."""

    @property
    def system_name(self) -> SystemName:
        """The name of this system, for the user. Costs no call to the system."""

    def level(self) -> str:
        """Return the names and levels of the software that the verbs use. Raises TargetError."""

    def notice(self) -> Message | None:
        """Return a message that the user must see first; None without one."""

    def inventory(self) -> Inventory | None:
        """Return the volumes and storage classes; None on a system that cannot list them."""

    def exists(self, member: Member) -> bool:
        """Return whether the library has the member. Raises LibraryNotFound without the library."""

    def read(self, member: Member) -> MemberText:
        """Read the member. Raises LibraryNotFound, MemberNotFound, NotAuthorised, InUse."""

    def write(self, member: Member, text: str, expected: str | None = None) -> str:
        """Replace the member by ``text`` and return its new version.

        With ``expected``, replaces only a member of that version; with ABSENT, only writes a new
        member. Raises MemberChanged otherwise.
        Reads the member back and compares it with ``text``; raises WriteFailed where they differ.
        Raises LibraryNotFound without the library.
        """

    def entry(self, name: str) -> Entry | None:
        """Return the catalog entry ``name``; None only where the catalog denies that it exists.

        Raises UnclearAnswer for any answer that is not clear, and CatalogUnavailable on a system
        that can only list data sets.
        """

    def submit(self, member: Member, expected: str | None = None) -> JobId:
        """Submit the member once, without a retry. Raises SubmitFailed, SubmitUnknown.

        With ``expected``, submits only a member of that version. Raises MemberChanged otherwise,
        before anything is submitted.
        """

    def output_hint(self, job: JobId) -> str:
        """Return a sentence that says how the user can see the output of the job."""

    def job_status(self, job: JobId) -> JobState:
        """Return the state of the job. A job that the system does not list is NOT_LISTED."""

    def find_job(self, job_id: str) -> JobState | None:
        """Return the job that has the id now; None when the system lists none.

        Job numbers recycle, and a system may write an id in its own form. The caller therefore
        checks or shows name, owner and time. Raises Unavailable, UnclearAnswer.
        """

    def cancel(self, job: JobId) -> None:
        """Request that the system ends the job. The job may end after this method returns.

        Raises NotCancelled when the system does not list the job, or refuses.
        """

    def release(self, job: JobId) -> None:
        """Request that the system releases a held job. The job may still wait afterwards.

        Raises NotReleased when the job is not held, or the system cannot release it or refuses.
        """

    def find_jobs(
        self, name: str, since: float, *, others: tuple[str, ...] = (), sure: bool = False
    ) -> list[JobState]:
        """List the jobs of that name and of ``others``, received at or after ``since``.

        ``since`` is in seconds since the epoch. A system on which a listing starts a process lists
        all names at once. With ``sure``, a system whose list can miss a job lists twice before it
        returns none.
        """

    def spool(self, job: JobId) -> list[SpoolFile]:
        """Read all spool data sets of the job, in the system's order; empty without any."""


@runtime_checkable
class HasListings(Protocol):
    """A target that can pass on what LISTCAT printed."""

    def on_listing(self, take: Callable[[str, Sequence[str]], None]) -> None:
        """Pass the name and the lines of each list to ``take``, before they are read."""


@runtime_checkable
class HasWarnings(Protocol):
    """A target whose verbs can leave something unchecked."""

    def on_warning(self, warn: Callable[[Message], None]) -> None:
        """Pass a message about each unchecked thing to ``warn``, once."""
