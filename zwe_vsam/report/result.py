"""What a run did, in the words of its JSON object."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from zwe_vsam import __version__
from zwe_vsam.messages import Message, Severity, entry

if TYPE_CHECKING:
    from zwe_vsam.cluster.compare import Row
    from zwe_vsam.cluster.usage import Usage
    from zwe_vsam.diagnosis.cause import Explanation
    from zwe_vsam.model import SpoolFile, SystemName
    from zwe_vsam.report.migration_result import Migration

SCHEMA = "zwe-vsam/result/3"
"""Names the form of the object; docs/reference/result.schema.json describes it."""


class MemberResult(SimpleNamespace):
    """The member in the JCL library."""

    def __init__(self, dataset: str, name: str, written: bool, diff: str | None = None) -> None:
        self.dataset = dataset
        self.name = name
        self.written = written
        """Whether this run wrote it."""
        self.diff = diff
        """From the member as it was to what the template gives, as a unified diff; None where that
        was not compared."""


class JobResult(SimpleNamespace):
    """The job of this run."""

    def __init__(
        self,
        id: str,  # noqa: A002 - a key of the JSON object
        name: str,
        owner: str,
        outcome: str,
        code: int | None = None,
        abend: str | None = None,
        received: str | None = None,
        elapsed_s: float = 0.0,
        explanation: Explanation | None = None,
    ) -> None:
        self.id = id
        self.name = name
        self.owner = owner
        self.outcome = outcome
        """A value of Ending, or of Phase while it has not ended."""
        self.code = code
        self.abend = abend
        self.received = received
        """When the system got it: local time, ISO 8601."""
        self.elapsed_s = elapsed_s
        """Seconds from the submission to the last look."""
        self.explanation = explanation
        """Why it failed, or does not run, where that is known."""


class ClusterResult(SimpleNamespace):
    """The cluster, as far as this run knows it."""

    def __init__(self, name: str, mode: str, volume: str | None, storage_class: str | None) -> None:
        self.name = name
        self.mode = mode
        self.volume = volume
        self.storage_class = storage_class
        self.exists: bool | None = None
        """What the catalog said last; None where it was not asked, or did not say."""


class ReadinessTest(NamedTuple):
    """One thing that ``doctor`` tested."""

    name: str
    state: str
    """``ok``, ``warning``, ``failed`` or ``not tested``."""
    detail: str
    """What the test saw, in one line. For a failure, the id of its message."""


class PageResult(NamedTuple):
    """A page that this run wrote."""

    kind: str
    """``report``, ``table`` or ``evidence``."""
    file: str
    """Its absolute path."""


class Action(NamedTuple):
    """One change that a run decided on. A dry run decides the same, and does not do it."""

    action: Literal["write-member", "define-cluster", "delete-cluster", "edit-config"]
    name: str
    """LIBRARY(MEMBER), the cluster, or the file as it was given."""


class Stage(Protocol):
    """What is told of one member and its job."""

    member: MemberResult | None
    jcl: str | None
    job: JobResult | None


class Removal(SimpleNamespace):
    """The stage before: what deletes the cluster that is replaced."""

    def __init__(self) -> None:
        self.member: MemberResult | None = None
        self.jcl: str | None = None
        self.job: JobResult | None = None


class Result(SimpleNamespace):
    """Everything that is told about a run."""

    def __init__(self, command: str) -> None:
        self.command = command
        self.target: str | None = None
        self.system: SystemName | None = None
        """The system that was reached; None where none was."""
        self.changed = False
        """Whether this run changed, or may have changed, something: a member, a job, a cluster, or
        the configuration."""
        self.exit_code = 0
        self.messages: list[Message] = []
        self.plan: list[Action] = []
        """In the order in which a real run does them; empty where it changes nothing."""
        self.member: MemberResult | None = None
        self.jcl: str | None = None
        self.job: JobResult | None = None
        self.under_way: list[JobResult] = []
        """Jobs of former runs that stopped this one, as they had not ended; the oldest first."""
        self.cluster: ClusterResult | None = None
        self.removal: Removal | None = None
        """Of ``init --allow-overwrite`` where the cluster exists; ``remove`` tells of its own job.
        """
        self.comparison: list[Row] | None = None
        self.usage: Usage | None = None
        self.spool: list[SpoolFile] | None = None
        """Of ``job --spool``."""
        self.tests: list[ReadinessTest] | None = None
        """Of ``doctor``, in their order."""
        self.migration: Migration | None = None
        """Of ``migrate``."""
        self.pages: list[PageResult] = []
        self.started = time.time()
        """Seconds since the epoch."""
        self.ended: float | None = None
        """The same; None while the run goes on."""

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
        "under_way": [_job(job) for job in result.under_way],
        "cluster": _fields(result.cluster),
        "removal": _removal(result.removal),
        "comparison": None if result.comparison is None else [_row(r) for r in result.comparison],
        "usage": result.usage._asdict() if result.usage else None,
        "spool": None if result.spool is None else [file._asdict() for file in result.spool],
        "tests": None if result.tests is None else [test._asdict() for test in result.tests],
        "migration": result.migration.as_dict() if result.migration else None,
        "pages": [page._asdict() for page in result.pages],
        "started": iso_time(result.started),
        "ended": None if result.ended is None else iso_time(result.ended),
    }


def iso_time(seconds: float) -> str:
    """A time since the epoch in ISO 8601: local time, with its offset from UTC."""
    text = time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(seconds))
    return f"{text[:-2]}:{text[-2:]}"


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
        "explanation": entry(message.id).explanation,
    }
