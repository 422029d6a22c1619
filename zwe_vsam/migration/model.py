"""What a migration is asked for, and what it plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.edit import Edit, Setting
from zwe_vsam.config.key_table import Path
from zwe_vsam.messages import Message
from zwe_vsam.migration.releases import KeyFact, Release

NO_HOSTS: Mapping[str, str] = {}
NO_EDITS: Mapping[int, Edit] = {}


class Choices(NamedTuple):
    """What the user decides about the new configuration."""

    release: Release = Release()
    jgroups_port: int | None = None
    """Of all instances; None: the port that is configured, or the default of the release."""
    key_exchange_port: int | None = None
    """As ``jgroups_port``."""
    hosts: Mapping[str, str] = NO_HOSTS
    """Id of an instance -> the host on which the other instances reach it."""
    into: int | None = None
    """Rank of the document that gets all changes; None: each key is changed where it stands."""


class KeyEdit(NamedTuple):
    """One key that changes."""

    path: Path
    """As it stands in the configuration, with ``haInstances.<id>`` if it is there."""
    old: str | None
    """The text of the value that was in effect at this path; None without one."""
    new: str | int | None
    """None: the key is removed."""
    rank: int
    """Of the document that changes."""
    fact: KeyFact

    @property
    def setting(self) -> Setting:
        """The same for ``config.edit``."""
        return Setting(self.path, self.new)


class Member(NamedTuple):
    """A member of the new Infinispan cluster."""

    id: str
    """Of the instance; empty for the one instance of a configuration without ``haInstances``."""
    host: str
    """Empty where zowe.yaml does not name it."""
    port: int
    key_exchange_port: int

    def __str__(self) -> str:
        return f"{self.host}[{self.port}]"


class Plan(NamedTuple):
    """The edits that lead to Infinispan, or why there are none."""

    before: Configuration
    after: Configuration
    """As it is with all edits; ``before`` where a refusal is left."""
    old_modes: tuple[str, ...]
    """The storage modes that instances use, each once, in the letters of zowe.yaml."""
    keys: tuple[KeyEdit, ...] = ()
    """In the order of the report."""
    edits: Mapping[int, Edit] = NO_EDITS
    """Rank of a document -> its edit. Documents that stay as they are have none."""
    members: tuple[Member, ...] = ()
    refusals: tuple[Message, ...] = ()
    """Why nothing may be written; empty for a plan that can be carried out."""
