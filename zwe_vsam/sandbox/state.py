"""The rows of the sandbox's tables: what the system has between operations.

``database`` derives the tables from these classes: a class is a table, a field is a column. So
the annotations are real types, not texts. The contents of members, JCL and spool are files.
"""

from typing import NamedTuple

from zwe_vsam.model import Ending
from zwe_vsam.zos import job_id as ids
from zwe_vsam.zos import names

TRACKS_PER_CYLINDER = 15
"""Of a 3390 volume (z/OS DFSMS Using Data Sets)."""

_ENDINGS = frozenset(ending.value for ending in Ending)


class Damaged(ValueError):
    """The tables do not hold the state of a sandbox; the text says what is wrong."""


class Seed(NamedTuple):
    """The initial contents of a sandbox."""

    prefix: str
    """Data set prefix: the samples go to prefix.SZWESAMP."""
    jcllib: str
    volume: str = ""
    storage_class: str = ""
    dialect: str = "hash"
    """Of the sample ZWECSVSM: ``hash`` or ``brace``."""
    user: str = "IBMUSER"


class SystemRecord(NamedTuple):
    """The attributes of the system, in one row. The first ones are those of its seed."""

    prefix: str
    jcllib: str
    volume: str
    storage_class: str
    dialect: str
    user: str
    catalog: str = "CATALOG.SANDBOX"
    queued: float = 0.1
    """How long a job is queued, in seconds."""
    active: float = 0.4
    """How long a job is active, in seconds."""
    last_job: int = 0
    """Number of the job submitted last."""
    resetting: bool = False
    """Whether a reset was interrupted. The next operation completes it."""

    @property
    def seed(self) -> Seed:
        """The initial contents."""
        return Seed(
            self.prefix, self.jcllib, self.volume, self.storage_class, self.dialect, self.user
        )

    def broken(self) -> str:
        """Return the rule that the row breaks; empty for a good row."""
        if self.dialect not in ("hash", "brace"):
            return "the dialect is not hash or brace"
        return names.data_set(names.sample_library(self.prefix)) or names.data_set(self.jcllib)


class Volume(NamedTuple):
    """A DASD volume."""

    volser: str
    tracks: int = 1000 * TRACKS_PER_CYLINDER
    """Size; what is free follows from what the catalog has on the volume."""


class StorageClass(NamedTuple):
    """An SMS storage class with the volumes of its storage group."""

    name: str
    volumes: tuple[str, ...]
    guaranteed_space: bool = False
    """Whether volumes named in the request are used (GUARANTEED SPACE=YES)."""
    cache_set: str = ""
    """CACHESET; a cluster whose class has none cannot be opened in RLS mode."""


class ClusterRecord(NamedTuple):
    """The entry of a VSAM cluster, without its components."""

    name: str
    organization: str
    """INDEXED, NONINDEXED, NUMBERED or LINEAR."""
    created: float
    storage_class: str
    management_class: str
    data_class: str
    log: str
    owner: str
    in_use: bool = False
    migrated: bool = False


class ComponentRecord(NamedTuple):
    """A data or index component of a cluster."""

    name: str
    cluster: str
    kind: str
    """DATA or INDEX."""
    volser: str
    unit: str
    """TRACK or CYLINDER, as LISTCAT prints SPACE-TYPE."""
    primary: int
    secondary: int
    tracks: int
    """The primary space in tracks."""
    key_length: int
    key_offset: int
    average_length: int
    maximum_length: int
    ci_size: int
    cross_region: int
    """The first of the two SHAREOPTIONS."""
    cross_system: int
    flags: tuple[str, ...]
    """REUSE, SPANNED, ERASE, SPEED ... as the command gave them."""
    records: int = 0
    """As of the last close."""

    def broken(self) -> str:
        """Return the rule that the row breaks; empty for a good row."""
        return "" if self.ci_size >= 1 else f"{self.name} has no control intervals"


class AssociationRecord(NamedTuple):
    """An alternate index or a path of a cluster."""

    name: str
    cluster: str
    kind: str
    """AIX or PATH."""


class LibraryRecord(NamedTuple):
    """A partitioned data set of 80-byte records; its members are files."""

    name: str
    volser: str


class JobRecord(NamedTuple):
    """A job, waiting, running or ended."""

    id: str
    name: str
    owner: str
    job_class: str
    created: float
    starts: float
    """When it becomes active; the same as ``ends`` for a job that is not executed."""
    ends: float | None
    """When it ends; None for a job that never ends."""
    correlator: str = ""
    """The user portion of the job correlator, where one was given at the submission."""
    outcome: str = ""
    """The injected outcome, such as ``abend:S913``; empty without one."""
    hold: str = ""
    """Why it is held; empty if it is not."""
    held_until: float | None = None
    ending: str = ""
    """Value of ``model.Ending``; empty before the end."""
    started: float | None = None
    """When it became active; None before its end, and for a job that never ran."""
    code: int | None = None
    abend: str = ""

    def broken(self) -> str:
        """Return the rule that the row breaks; empty for a good row."""
        if not ids.is_batch_job(self.id):
            return "a job has no job id"
        if self.ending and self.ending not in _ENDINGS:
            return f"job {self.id} has an unknown ending"
        return _broken_outcome(self.outcome)


class StepRecord(NamedTuple):
    """A step of an ended job."""

    job: str
    number: int
    name: str
    program: str
    completion: str
    """``CC 0000``, ``ABEND S806`` or ``FLUSHED``."""


class OutputRecord(NamedTuple):
    """A spool data set of an ended job; its lines are a file."""

    job: str
    number: int
    ddname: str
    step: str

    @property
    def file(self) -> str:
        """Name of its file in the folder of the job."""
        return f"{self.number:03}.{self.ddname}"


class Injection(NamedTuple):
    """An outcome for future jobs."""

    number: int
    outcome: str
    job: str
    """Job name, ``*`` and ``?`` allowed; empty for any."""
    after: float | None
    count: int  # type: ignore[assignment]  # instead of a tuple's method
    """Number of jobs to come that it affects."""

    def broken(self) -> str:
        """Return the rule that the row breaks; empty for a good row."""
        return _broken_outcome(self.outcome)


def _broken_outcome(text: str) -> str:
    if not text:
        return ""
    from zwe_vsam.sandbox import outcomes

    try:
        outcomes.parse(text)
    except ValueError as error:
        return str(error)
    return ""
