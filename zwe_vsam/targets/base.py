"""What a system must offer so that a cluster can be created on it.

A target is a small set of verbs. Each verb does what its docstring says, or raises one of the
errors in ``errors.py``; none of them guesses. A new system is one new folder beside this file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from zwe_vsam.model import JobId, JobState, Member, MemberText, SpoolFile, SystemName

if TYPE_CHECKING:
    from zwe_vsam.zos.listcat import Entry


class Target(Protocol):
    """A system that holds libraries, a catalog and a job queue."""

    name: str
    """The name that ``--target`` takes."""

    @property
    def lookups_are_expensive(self) -> bool:
        """Whether each look costs so much that one that is only a precaution is left out."""

    @property
    def system_name(self) -> SystemName:
        """Which system this is. Asks nobody: it costs no call."""

    def notice(self) -> str:
        """A sentence that the user must see before anything else, or an empty string."""

    def exists(self, member: Member) -> bool:
        """Whether the library has the member. Raises LibraryNotFound without the library."""

    def read(self, member: Member) -> MemberText:
        """The member's text. Raises LibraryNotFound, MemberNotFound, NotAuthorised, InUse."""

    def write(self, member: Member, text: str, expected: str | None = None) -> str:
        """Replace the member by ``text`` and return its new version.

        With ``expected``, only if the member still has that version, or with ABSENT, if there is
        still none: MemberChanged otherwise.
        The library must exist (LibraryNotFound). What was written has been read back and
        compared when this returns; WriteFailed otherwise.
        """

    def entry(self, name: str) -> Entry | None:
        """What the catalog has under ``name``; None only when the catalog says: nothing.

        Raises UnclearAnswer when the answer is anything but clear, CatalogUnavailable where the
        system has no better answer.
        """

    def submit(self, member: Member, expected: str | None = None) -> JobId:
        """Submit the member once. Raises SubmitFailed or SubmitUnknown; never retries.

        With ``expected``, only the text that has that version: MemberChanged otherwise, and
        nothing is submitted.
        """

    def output_hint(self, job: JobId) -> str:
        """A sentence that tells the user how to look at the job on this system."""

    def job_status(self, job: JobId) -> JobState:
        """Look at the job once. A job that is not listed is NOT_LISTED here, not an error."""

    def find_job(self, job_id: str) -> JobState | None:
        """Whatever job has that id now; None when the system lists none.

        Numbers recycle, and the system may have names for an id of its own: the caller shows
        name, owner and time before anything is concluded. Raises Unavailable, UnclearAnswer.
        """

    def cancel(self, job: JobId) -> None:
        """Ask the system to end the job; it has not ended yet when this returns.

        Raises NotCancelled when the job is not there any more, or the system refuses.
        """

    def release(self, job: JobId) -> None:
        """Ask the system to let a held job run; it may wait on when this returns.

        Raises NotReleased when the job is not held, or the system cannot or will not.
        """

    def find_jobs(
        self, name: str, since: float, *, others: tuple[str, ...] = (), sure: bool = False
    ) -> list[JobState]:
        """Jobs of that name, and of ``others``, received at or after ``since`` (epoch seconds).

        Where each listing costs a process, one serves all names. ``sure``: where a list can miss
        a job that is there, none is the answer only after a second look.
        """

    def spool(self, job: JobId) -> list[SpoolFile]:
        """All spool data sets of the job, in the system's order; empty when there are none."""


@runtime_checkable
class HasWarnings(Protocol):
    """A target that can tell what it could not check while a verb did its work."""

    def on_warning(self, tell: Callable[[str], None]) -> None:
        """Tell ``tell`` each of these things, once."""
