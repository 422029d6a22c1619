"""What a system must offer so that a cluster can be created on it.

A target is a small set of verbs. Every verb either does what its docstring says or raises one
of the errors below; none of them guesses. A new system is one new file beside this one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from zwe_vsam.errors import Problem

if TYPE_CHECKING:
    from zwe_vsam.zos.listcat import Entry


class SystemName(NamedTuple):
    """The system that a run works on, for the user to see that it is the right one."""

    kind: str
    """The name that ``--target`` takes: zosmf, zoau or sandbox."""
    host: str
    """``host:port`` of a server, the name of a z/OS system, or the folder of a sandbox."""
    user: str = ""
    """Who works there; empty where that is not known."""
    profile: str = ""
    """The profile that was named; empty without one."""
    source: str = ""
    """Where the name of a server comes from, for people."""

    def __str__(self) -> str:
        title = {"zosmf": "z/OSMF", "zoau": "z/OS"}.get(self.kind, self.kind)
        where = f" ({self.source})" if self.source else ""
        return f"{title} {self.host}{where}" + (f", user {self.user}" if self.user else "")


class Member(NamedTuple):
    """A member of a partitioned data set."""

    library: str
    name: str

    def __str__(self) -> str:
        return f"{self.library}({self.name})"


class MemberText(NamedTuple):
    """What a member holds, and the version that a later write can insist on."""

    text: str
    """Records trimmed of trailing blanks, each ended by a newline."""
    version: str
    """Opaque; equal only while nobody has changed the member."""


class Phase(Enum):
    """Where a job is on its way."""

    INVISIBLE = "invisible"
    """Submitted, but the system does not list it yet."""
    QUEUED = "queued"
    HELD = "held"
    ACTIVE = "active"
    ENDED = "ended"


class Ending(Enum):
    """How a job ended."""

    COMPLETED = "completed"
    """Ran to its end; ``code`` is the highest condition code."""
    ABEND = "abend"
    JCL_ERROR = "jcl-error"
    SECURITY_ERROR = "security-error"
    CANCELLED = "cancelled"
    FLUSHED = "flushed"
    CONVERTER_ERROR = "converter-error"
    CONVERTER_ABEND = "converter-abend"
    SYSTEM_FAILURE = "system-failure"
    NOT_EXECUTED = "not-executed"
    """TYPRUN=SCAN or COPY: nothing ran."""
    GONE = "gone"
    """Was seen, and is not listed any more: purged, or its output was printed and deleted."""


@dataclass(frozen=True, slots=True)
class JobId:
    """A submitted job. Numbers recycle, so a job is an id, a name and an owner together."""

    id: str
    name: str
    owner: str


@dataclass(frozen=True, slots=True)
class JobState:
    """One look at a job."""

    job: JobId
    phase: Phase
    ending: Ending | None = None
    """Set exactly when ``phase`` is ENDED."""
    code: int | None = None
    """Condition code, for COMPLETED."""
    abend: str = ""
    """Abend code such as ``S806`` or ``U4038``, for ABEND."""
    waiting_for: str = ""
    """Why a queued or held job does not run, where the system says so."""
    created: float | None = None
    """Seconds since the epoch when the system received the job, where it says so."""
    lacks_code: bool = False
    """Whether the system lists the job as ended, but does not say (yet) with what code.

    ``phase`` is ACTIVE then: the code can come a moment later.
    """


class SpoolFile(NamedTuple):
    """One spool data set of a job."""

    ddname: str
    step: str
    """Step name; empty for the job's own data sets (JESMSGLG, JESJCL, JESYSMSG)."""
    text: str
    """Lines ended by newlines."""


class TargetError(Problem):
    """The system did not do what was asked."""


class LibraryNotFound(TargetError):
    """The partitioned data set is not cataloged."""

    usual_remedy = "Check its name, or create it."


class MemberNotFound(TargetError):
    """The library exists and has no member of that name."""

    usual_remedy = "Check its name; if it was there a moment ago, run this again."


class NotAuthorised(TargetError):
    """The system refused for reasons of security."""

    usual_remedy = "Ask your security administrator for this access."


class InUse(TargetError):
    """Somebody else holds the data set."""

    usual_remedy = "Run this again when it is free."


class MemberChanged(TargetError):
    """Somebody changed the member since it was read; nothing was written."""

    usual_remedy = "Look at the member, and run this again."


class WriteFailed(TargetError):
    """The member was not written. The text says whether the former content is intact."""

    changed = False
    """Whether the member may hold something else now than before, by this run."""


class WriteInterrupted(KeyboardInterrupt):
    """Ctrl-C while a member was written."""

    def __init__(self, details: tuple[str, ...], *, changed: bool) -> None:
        super().__init__()
        self.details = details
        """What became of the member, for the user, line by line."""
        self.changed = changed
        """As of WriteFailed."""


class SubmitInterrupted(KeyboardInterrupt):
    """Ctrl-C while a member was submitted."""

    def __init__(self, details: tuple[str, ...], job: JobId | None = None) -> None:
        super().__init__()
        self.details = details
        """What is known of the job, for the user, line by line."""
        self.job = job
        """The job, where it is certain that it was submitted and is this one."""


class Unavailable(TargetError):
    """The system, or what is needed to reach it, is not there."""


class CannotTell(TargetError):
    """The answer of the system was not understood, so nothing may be concluded from it."""

    usual_remedy = "Run this again with -vv, which shows what was asked and what came of it."


class Limited(CannotTell):
    """All that the system can say of an entry of the catalog is whether a list has it.

    That is no proof of its absence, and nothing is known of its attributes.
    """

    seen = False
    """Whether the list has it, as a VSAM data set."""
    listed = False
    """Whether the list has it at all, whatever it is."""


class SubmitFailed(TargetError):
    """The job was refused; it does not exist."""


class SubmitUnknown(TargetError):
    """Whether the job was submitted is not known. It must not be submitted again."""


class NotCancelled(TargetError):
    """The job was not cancelled. The text says why."""

    usual_remedy = "See how it is by now: leave out --cancel."


class NotReleased(TargetError):
    """The job was not released. The text says why."""

    usual_remedy = "See how it is by now: leave out --release."


ABSENT = ""
"""The version of a member that does not exist, for ``write``."""


class Target(Protocol):
    """A system that holds libraries, a catalog and a job queue."""

    name: str
    """The name that ``--target`` takes."""

    @property
    def is_sparing(self) -> bool:
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

        Raises CannotTell when the answer is anything but clear, Limited where the system has no
        better answer.
        """

    def submit(self, member: Member, expected: str | None = None) -> JobId:
        """Submit the member once. Raises SubmitFailed or SubmitUnknown; never retries.

        With ``expected``, only the text that has that version: MemberChanged otherwise, and
        nothing is submitted.
        """

    def how_to_see(self, job: JobId) -> str:
        """A sentence that tells the user how to look at the job on this system."""

    def job(self, job: JobId) -> JobState:
        """Look at the job once. A job that is not listed is INVISIBLE here, not an error."""

    def look(self, job_id: str) -> JobState | None:
        """Whatever job has that id now; None when the system lists none.

        Numbers recycle, and the system may have names for an id of its own: the caller shows
        name, owner and time before anything is concluded. Raises Unavailable, CannotTell.
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
class Remarking(Protocol):
    """A target that can tell what it could not check while a verb did its work."""

    def remark_to(self, tell: Callable[[str], None]) -> None:
        """Tell ``tell`` each of these things, once."""
