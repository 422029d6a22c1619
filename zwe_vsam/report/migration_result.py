"""What ``migrate`` did, in the words of the JSON object."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


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

    def as_dict(self) -> dict[str, Any]:
        """The key ``migration`` of the JSON object."""
        lists = {
            name: [each._asdict() for each in getattr(self, name)]
            for name in ("keys", "checklist", "losses")
        }
        return {**vars(self), "files": [dict(vars(file)) for file in self.files], **lists}
