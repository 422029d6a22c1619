"""The state of the sandbox between operations, and its form in ``system.json``."""

from __future__ import annotations

import json
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from zwe_vsam.sandbox import outcomes
from zwe_vsam.zos import job_id as ids
from zwe_vsam.zos import names

FORMAT = 1
"""Version of the layout of ``system.json``; another version is refused."""

TRACKS_PER_CYLINDER = 15
"""Of a 3390 volume (z/OS DFSMS Using Data Sets)."""


class Damaged(ValueError):
    """``system.json`` does not hold a state; the text says where."""


@dataclass(slots=True)
class Volume:
    """A DASD volume."""

    volser: str
    tracks: int = 1000 * TRACKS_PER_CYLINDER
    """Size; what is free follows from what the catalog has on the volume."""


@dataclass(slots=True)
class StorageClass:
    """An SMS storage class with the volumes of its storage group."""

    name: str
    volumes: list[str]
    guaranteed_space: bool = False
    """Whether volumes named in the request are used (GUARANTEED SPACE=YES)."""
    cache_set: str = ""
    """CACHESET; a cluster whose class has none cannot be opened in RLS mode."""


@dataclass(slots=True)
class Extent:
    """Space of a data or index component on its volume."""

    unit: str
    """TRACK or CYLINDER, as LISTCAT prints SPACE-TYPE."""
    primary: int
    secondary: int

    @property
    def tracks(self) -> int:
        """The primary space in tracks."""
        return self.primary * (TRACKS_PER_CYLINDER if self.unit == "CYLINDER" else 1)


@dataclass(slots=True)
class ComponentRecord:
    """A data or index component of a cluster."""

    name: str
    volser: str
    space: Extent
    key_length: int
    key_offset: int
    average_length: int
    maximum_length: int
    ci_size: int
    share_options: list[int]
    flags: list[str]
    """REUSE, SPANNED, ERASE, SPEED ... as the command gave them."""
    records: int = 0
    """As of the last close."""


@dataclass(slots=True)
class ClusterRecord:
    """A VSAM cluster as the catalog has it."""

    name: str
    organisation: str
    """INDEXED, NONINDEXED, NUMBERED or LINEAR."""
    created: float
    storage_class: str
    management_class: str
    data_class: str
    log: str
    owner: str
    data: ComponentRecord
    index: ComponentRecord | None
    in_use: bool = False
    alternate_indexes: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    migrated: bool = False

    def components(self) -> list[ComponentRecord]:
        """The data component, and the index component where there is one."""
        return [self.data] if self.index is None else [self.data, self.index]


@dataclass(slots=True)
class LibraryRecord:
    """A partitioned data set of 80-byte records; its members are files."""

    name: str
    volser: str


@dataclass(slots=True)
class PendingJob:
    """A job that has not ended yet."""

    id: str
    name: str
    owner: str
    job_class: str
    created: float
    starts: float
    """When it becomes active; the same as ``ends`` for a job that is not executed."""
    ends: float | None
    """When it ends; None for a job that never ends."""
    outcome: str = ""
    """The injected outcome, such as ``abend:S913``; empty without one."""
    hold: str = ""
    """Why it is held; empty if it is not."""
    held_until: float | None = None
    correlator: str = ""
    """The user portion of the job correlator, where one was given at the submission."""


@dataclass(slots=True)
class Injection:
    """An outcome for future jobs."""

    outcome: str
    job: str
    """Job name, ``*`` and ``?`` allowed; empty for any."""
    after: float | None
    count: int


@dataclass(slots=True)
class Durations:
    """How long jobs take, in seconds."""

    queued: float = 0.1
    active: float = 0.4


@dataclass(slots=True)
class Seed:
    """The initial contents of a sandbox."""

    prefix: str
    """Data set prefix: the samples go to prefix.SZWESAMP."""
    jcllib: str
    volume: str = ""
    storage_class: str = ""
    dialect: str = "hash"
    """Of the sample ZWECSVSM: ``hash`` or ``brace``."""
    user: str = "IBMUSER"


@dataclass(slots=True)
class State:
    """The whole system, without the contents of members, JCL and spool files."""

    seed: Seed
    catalog: str = "CATALOG.SANDBOX"
    volumes: list[Volume] = field(default_factory=list)
    storage_classes: list[StorageClass] = field(default_factory=list)
    clusters: list[ClusterRecord] = field(default_factory=list)
    libraries: list[LibraryRecord] = field(default_factory=list)
    pending: list[PendingJob] = field(default_factory=list)
    injections: list[Injection] = field(default_factory=list)
    durations: Durations = field(default_factory=Durations)
    last_job: int = 0
    """Number of the job submitted last."""
    resetting: bool = False
    """Whether a reset was interrupted. The next operation completes it."""
    format: int = FORMAT


@dataclass(slots=True)
class FinishedJob:
    """A job that has ended, with the fields of ``job.json`` in its folder."""

    id: str
    name: str
    owner: str
    job_class: str
    created: float
    started: float | None
    ended: float
    ending: str
    """Value of ``model.Ending``."""
    code: int | None
    abend: str
    spool: list[list[str]]
    """DD name, step name and file name of each spool data set, in the system's order."""
    correlator: str = ""
    """As of PendingJob."""
    steps: list[list[str]] = field(default_factory=list)
    """Name, program and completion of each step: ``CC 0000``, ``ABEND S806``, ``FLUSHED``."""


def encode(value: object) -> str:
    """Return ``value`` as JSON."""
    return json.dumps(value, default=_attributes)


def decode(text: str) -> State:
    """Return the state that ``text`` holds. Raises ``Damaged``."""
    raw = _json(text)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise Damaged(f"it is not of format {FORMAT}")
    state = _value("State", raw, "")
    assert isinstance(state, State)
    _check(state)
    return state


def _check(state: State) -> None:
    """Check the rules that the types do not express. Raises ``Damaged``."""
    broken = names.data_set(names.sample_library(state.seed.prefix)) or names.data_set(
        state.seed.jcllib
    )
    if broken:
        raise Damaged(f"seed: {broken}")
    if state.seed.dialect not in ("hash", "brace"):
        raise Damaged("seed.dialect is not hash or brace")
    try:
        for text in [job.outcome for job in state.pending] + [i.outcome for i in state.injections]:
            if text:
                outcomes.parse(text)
    except ValueError as error:
        raise Damaged(str(error)) from error
    if not all(ids.is_batch_job(job.id) for job in state.pending):
        raise Damaged("pending has a job without a job id")
    for cluster in state.clusters:
        for component in cluster.components():
            if len(component.share_options) != 2 or component.ci_size < 1:
                raise Damaged(f"{component.name} has no share options or no control intervals")


def decode_job(text: str) -> FinishedJob:
    """Return the ended job that ``text`` holds. Raises ``Damaged``."""
    job = _value("FinishedJob", _json(text), "")
    assert isinstance(job, FinishedJob)
    return job


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Damaged(f"it is not JSON: {error}") from error


def _attributes(value: object) -> dict[str, object]:
    return {item.name: getattr(value, item.name) for item in fields(value)}  # type: ignore[arg-type]


_SCALARS: dict[str, type | tuple[type, ...]] = {
    "str": str,
    "int": int,
    "float": (int, float),
    "bool": bool,
}
_CLASSES: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        State, Seed, Durations, Volume, StorageClass, ClusterRecord, ComponentRecord, Extent,
        LibraryRecord, PendingJob, FinishedJob, Injection,
    )
}  # fmt: skip


def _value(annotation: str, raw: Any, place: str) -> Any:
    """Check ``raw`` against the annotation of a field above and build its objects."""
    if annotation.endswith(" | None"):
        return None if raw is None else _value(annotation.removesuffix(" | None"), raw, place)
    if annotation.startswith("list["):
        if not isinstance(raw, list):
            raise Damaged(f"{place} is not a list")
        return [_value(annotation[5:-1], item, place) for item in raw]
    kind = _CLASSES.get(annotation)
    if kind is None:
        _check_scalar(annotation, raw, place)
        return raw
    if not isinstance(raw, dict):
        raise Damaged(f"{place or 'it'} is not an object")
    return _object(kind, raw, place)


def _check_scalar(annotation: str, raw: object, place: str) -> None:
    is_flag = isinstance(raw, bool)
    if not isinstance(raw, _SCALARS[annotation]) or is_flag != (annotation == "bool"):
        raise Damaged(f"{place} is not of type {annotation}")
    if isinstance(raw, int | float) and not -1e9 < raw < 1e11:
        raise Damaged(f"{place} is out of range")


def _object(kind: Any, raw: dict[str, Any], place: str) -> Any:
    values = {}
    for item in fields(kind):
        key = f"{place}.{item.name}" if place else item.name
        if item.name in raw:
            values[item.name] = _value(str(item.type), raw.pop(item.name), key)
        elif item.default is MISSING and item.default_factory is MISSING:
            raise Damaged(f"{key} is missing")
    if raw:
        raise Damaged(f"{place or 'it'} has an unknown key {next(iter(raw))!r}")
    return kind(**values)
