"""What every part of the package talks about: members, jobs and their states. No effects."""

# Annotations are objects here: a named tuple compiles each one that is a text.
from enum import Enum
from typing import NamedTuple


class SystemName(NamedTuple):
    """The system that a run works on, for the user to see that it is the right one."""

    kind: str
    """The value of ``--target``."""
    host: str
    """``host:port`` of a server, the name of a z/OS system, or the folder of a sandbox."""
    user: str = ""
    """Who works there; empty where that is not known."""
    profile: str = ""
    """The profile that was named; empty without one."""
    source: str = ""
    """Where the name of a server comes from, for people."""
    title: str = ""
    """The name of this kind of system, for people; ``kind`` without one."""

    def __str__(self) -> str:
        source = f"({self.source})" if self.source else ""
        name = " ".join(filter(None, (self.title or self.kind, self.host, source)))
        return f"{name}, user {self.user}" if self.user else name


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

    NOT_LISTED = "invisible"
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
    NO_LONGER_LISTED = "gone"
    """Was seen, and is not listed any more: purged, or its output was printed and deleted."""


class JobId(NamedTuple):
    """A submitted job. Numbers recycle, so a job is an id, a name and an owner together."""

    id: str
    name: str
    owner: str


class JobState(NamedTuple):
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


ABSENT = ""
"""The version of a member that does not exist, for ``write``."""
