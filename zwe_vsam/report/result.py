"""What a run did, in the words of its JSON object."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from zwe_vsam import __version__
from zwe_vsam.messages import Message, Severity

if TYPE_CHECKING:
    from zwe_vsam.cluster.compare import Row
    from zwe_vsam.cluster.usage import Usage
    from zwe_vsam.diagnosis.cause import Explanation
    from zwe_vsam.model import SpoolFile, SystemName

SCHEMA = "zwe-vsam/result/3"
"""Names the form of the object; docs/reference/result.schema.json describes it."""


@dataclass
class MemberResult:
    """The member in the JCL library."""

    dataset: str
    name: str
    written: bool
    """Whether this run wrote it."""
    diff: str | None = None
    """From the member as it was to what the template gives, as a unified diff; None where that
    was not compared."""


@dataclass
class JobResult:
    """The job of this run."""

    id: str
    name: str
    owner: str
    outcome: str
    """A value of Ending, or of Phase while it has not ended."""
    code: int | None = None
    abend: str | None = None
    received: str | None = None
    """When the system got it: local time, ISO 8601."""
    elapsed_s: float = 0.0
    """Seconds from the submission to the last look."""
    explanation: Explanation | None = None
    """Why it failed, or does not run, where that is known."""


@dataclass
class ClusterResult:
    """The cluster, as far as this run knows it."""

    name: str
    mode: str
    volume: str | None
    storage_class: str | None
    exists: bool | None = None
    """What the catalog said last; None where it was not asked, or did not say."""


class Action(NamedTuple):
    """One change that a run decided on. A dry run decides the same, and does not do it."""

    action: Literal["write-member", "define-cluster", "delete-cluster", "edit-config"]
    name: str
    """LIBRARY(MEMBER), the cluster, or the file as it was given."""


class MigratedKey(NamedTuple):
    """One key that ``migrate`` changes."""

    key: str
    old: str | None
    new: str | None
    """None: the key is removed."""
    file: str
    meaning: str
    default: str
    """What Zowe does without the key."""
    source: str


@dataclass
class MigratedFile:
    """One file or member that ``migrate`` changes."""

    name: str
    diff: str
    """Unified; values that can be a secret are masked."""
    changed: bool = False
    """Whether this run changed it."""
    backup: str | None = None
    """The file with the former content, if this run made or used one."""


class Task(NamedTuple):
    """One thing that only the site can do."""

    id: str
    task: str
    reason: str
    source: str


class Loss(NamedTuple):
    """What of the data of an old storage mode is lost."""

    mode: str
    text: str


@dataclass
class Migration:
    """What ``migrate`` changes, and what there is to know about it."""

    old_modes: list[str] = field(default_factory=list)
    release: str | None = None
    """The release of ``--for-version``."""
    files: list[MigratedFile] = field(default_factory=list)
    keys: list[MigratedKey] = field(default_factory=list)
    checklist: list[Task] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    next: list[str] = field(default_factory=list)
    """Commands, in their order."""


class Stage(Protocol):
    """What is told of one member and its job."""

    member: MemberResult | None
    jcl: str | None
    job: JobResult | None


@dataclass
class Removal:
    """The stage before: what deletes the cluster that is replaced."""

    member: MemberResult | None = None
    jcl: str | None = None
    job: JobResult | None = None


@dataclass
class Result:
    """Everything that is told about a run."""

    command: str
    target: str | None = None
    system: SystemName | None = None
    """The system that was reached; None where none was."""
    changed: bool = False
    """Whether this run changed, or may have changed, something: a member, a job, a cluster, or the
    configuration."""
    exit_code: int = 0
    messages: list[Message] = field(default_factory=list)
    plan: list[Action] = field(default_factory=list)
    """In the order in which a real run does them; empty where it changes nothing."""
    member: MemberResult | None = None
    jcl: str | None = None
    job: JobResult | None = None
    cluster: ClusterResult | None = None
    removal: Removal | None = None
    """Of ``init --allow-overwrite`` where the cluster exists; ``remove`` tells of its own job."""
    comparison: list[Row] | None = None
    usage: Usage | None = None
    spool: list[SpoolFile] | None = None
    """Of ``job --spool``."""
    migration: Migration | None = None
    """Of ``migrate``."""

    def record(self, message: Message) -> None:
        """Record a message; the first error decides the exit code."""
        self.messages.append(message)
        if message.severity is Severity.ERROR and not self.exit_code:
            self.exit_code = message.exit_code


def as_dict(result: Result) -> dict[str, Any]:
    """The JSON object of ``docs/reference/result.schema.json``: every key is always there."""
    return {
        "schema": SCHEMA,
        "command": result.command,
        "version": __version__,
        "ok": result.exit_code == 0,
        "changed": result.changed,
        "exit_code": result.exit_code,
        "target": result.target,
        "system": _system(result.system),
        "messages": [_message(message) for message in result.messages],
        "plan": [action._asdict() for action in result.plan],
        "member": _fields(result.member),
        "jcl": result.jcl,
        "job": _job(result.job),
        "cluster": _fields(result.cluster),
        "removal": _removal(result.removal),
        "comparison": None if result.comparison is None else [_row(r) for r in result.comparison],
        "usage": result.usage._asdict() if result.usage else None,
        "spool": None if result.spool is None else [file._asdict() for file in result.spool],
        "migration": _migration(result.migration),
    }


def _migration(migration: Migration | None) -> dict[str, Any] | None:
    if migration is None:
        return None
    lists = {
        name: [each._asdict() for each in getattr(migration, name)]
        for name in ("keys", "checklist", "losses")
    }
    return {**vars(migration), "files": [dict(vars(file)) for file in migration.files], **lists}


def _system(system: SystemName | None) -> dict[str, str | None] | None:
    if system is None:
        return None
    return {
        "kind": system.kind,
        "host": system.host,
        "profile": system.profile or None,
        "user": system.user or None,
    }


def _removal(removal: Removal | None) -> dict[str, Any] | None:
    if removal is None:
        return None
    return {"member": _fields(removal.member), "jcl": removal.jcl, "job": _job(removal.job)}


def _row(row: Row) -> dict[str, Any]:
    return {
        "attribute": row.attribute.value,
        "expected": row.expected,
        "found": row.found,
        "verdict": row.verdict.value,
        "effect": row.effect or None,
        "remedy": row.remedy or None,
    }


def _job(job: JobResult | None) -> dict[str, Any] | None:
    return None if job is None else dict(vars(job), explanation=_explanation(job.explanation))


def _explanation(explanation: Explanation | None) -> dict[str, Any] | None:
    if explanation is None:
        return None
    return {
        "cause": explanation.cause,
        "decisive": list(explanation.decisive),
        "meaning": explanation.meaning,
        "remedy": explanation.remedy,
        "key": explanation.key or None,
        "source": explanation.source,
    }


def _fields(part: MemberResult | ClusterResult | None) -> dict[str, Any] | None:
    return None if part is None else dict(vars(part))


def _message(message: Message) -> dict[str, Any]:
    origin = message.origin
    return {
        "id": message.id,
        "severity": message.severity.name.lower(),
        "text": message.text,
        "file": origin.file if origin else None,
        "line": origin.line if origin else None,
        "key": (origin.key or None) if origin else None,
        "remedy": message.remedy or None,
        "details": list(message.details),
        "meaning": message.meaning or None,
    }
