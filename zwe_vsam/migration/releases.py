"""Facts about Infinispan storage that differ between releases of Zowe, with their sources.

Sources: the Caching Service's start script (zowe/api-layer, caching-service-package, ``start.sh``),
of v3.1 and before: ports 7098 and 7118; since v3.2 (zowe/api-layer pull request 3960): 7600 and
7601; since v3.6 (pull request 4731): the list of members. Zowe documentation, "Using Infinispan as
a storage solution through the Caching service" of v2.18, v3.0 and v3.2.
"""

from __future__ import annotations

from typing import NamedTuple

from zwe_vsam.config.key_table import (
    EXCHANGE_PORT,
    INITIAL_HOSTS,
    JGROUPS_HOST,
    JGROUPS_PORT,
    STORAGE_PATH,
    Path,
)

RELEASES = ("2.18", "3.1", "3.2", "3.5", "3.6")
"""What ``--for-version`` takes: the releases at which a fact changes."""
MODE: Path = (*STORAGE_PATH, "mode")
_OLD_PORTS = {JGROUPS_PORT: 7098, EXCHANGE_PORT: 7118}
_PORTS = {JGROUPS_PORT: 7600, EXCHANGE_PORT: 7601}
_START_SCRIPT = "zowe/api-layer, caching-service-package, start.sh"
_DOCUMENTATION = (
    "Zowe documentation, Using Infinispan as a storage solution through the Caching service"
)


class Release(NamedTuple):
    """A release of Zowe, or all of them where the user names none."""

    name: str = ""
    """One of RELEASES; empty for all."""

    def is_before(self, release: str) -> bool:
        """Whether this release, or one that the user may have, is older than ``release``."""
        return not self.name or _number(self.name) < _number(release)

    def is_since(self, release: str) -> bool:
        """Whether this release, or one that the user may have, is ``release`` or newer."""
        return not self.name or _number(self.name) >= _number(release)

    def port(self, path: Path) -> int:
        """The port that a migration writes at ``path``: the release's default.

        Without a release, it is the default of all releases since v3.2.
        """
        is_old = bool(self.name) and self.is_before("3.2")
        return (_OLD_PORTS if is_old else _PORTS)[path]


def _number(release: str) -> tuple[int, ...]:
    return tuple(map(int, release.split(".")))


class KeyFact(NamedTuple):
    """What a key means, and what Zowe does without it."""

    meaning: str
    default: str
    source: str


def key_fact(path: Path, release: Release) -> KeyFact:
    """The fact about a key that a migration sets, for a release."""
    if path in _PORTS:
        meaning = (
            "The members of the Infinispan cluster talk to each other on this port."
            if path == JGROUPS_PORT
            else "The members exchange the key of their encrypted connection on this port."
        )
        return KeyFact(meaning, _default_port(path, release), f"{_START_SCRIPT}; {_DOCUMENTATION}")
    if path == INITIAL_HOSTS:
        return KeyFact(
            "The members of the Infinispan cluster: the same list for all instances.",
            _default_members(release),
            f"{_START_SCRIPT}; zowe/api-layer issue 4428 and pull request 4731",
        )
    if path == JGROUPS_HOST:
        return KeyFact(
            "The instance listens on this host for the other members.",
            "Without the key: the hostname of the instance.",
            _START_SCRIPT,
        )
    return KeyFact(
        "The Caching Service keeps its data in Infinispan, which is a part of Zowe.",
        "Without the key: the mode of Zowe's defaults.yaml, or inMemory without one.",
        f"{_START_SCRIPT}; {_DOCUMENTATION}",
    )


def _default_port(path: Path, release: Release) -> str:
    if release.name:
        return f"Without the key: {release.port(path)} in v{release.name}."
    return f"Without the key: {_OLD_PORTS[path]} up to v3.1, {_PORTS[path]} since v3.2."


def _default_members(release: Release) -> str:
    derived = "the host of each instance"
    if not release.name:
        return f"Without the key: only localhost up to v3.5, {derived} since v3.6."
    members = derived if release.is_since("3.6") else "only localhost"
    return f"Without the key: {members} in v{release.name}."
