"""The members of an Infinispan cluster that a configuration describes."""

from __future__ import annotations

from typing import NamedTuple

from zwe_vsam.checks import kinds, service
from zwe_vsam.checks.instances import Instance
from zwe_vsam.checks.view import ConfigView
from zwe_vsam.config.document import Value
from zwe_vsam.config.key_table import DEFAULTS, ENVIRONMENT_NAMES, JGROUPS_HOST, JGROUPS_PORT, Path

LOCAL = ("localhost", "127.0.0.1", "::1")
"""Names and addresses of the system itself, whichever it is."""


class Node(NamedTuple):
    """A member of the Infinispan cluster, as the keys of its own instance describe it."""

    instance: Instance
    host: str
    """Empty where zowe.yaml does not name it."""
    port: int

    @property
    def name(self) -> str:
        """The host, or the id of the instance without one."""
        return self.host or self.instance.id

    def is_at(self, host: str) -> bool:
        """Whether ``host`` is a name of the member's host, with or without its domain."""
        names = [name.casefold() for name in (self.host, self.instance.hostname) if name]
        wanted = host.casefold()
        return any(wanted in (name, name.partition(".")[0]) for name in names)


def cluster_nodes(view: ConfigView) -> list[Node]:
    """The members: each running instance with the storage mode infinispan."""
    return [_node(instance) for instance, _ in service.users(view, "infinispan")]


def _node(instance: Instance) -> Node:
    host = key_or_environment(instance, JGROUPS_HOST)
    return Node(
        instance,
        host.text if host else instance.hostname,
        kinds.port_of(key_or_environment(instance, JGROUPS_PORT)) or DEFAULTS[JGROUPS_PORT],
    )


def key_or_environment(instance: Instance, path: Path) -> Value | None:
    """The value of a key, or of the environment variable with the same meaning."""
    value = instance.value(path)
    if value or path not in ENVIRONMENT_NAMES:
        return value
    return instance.value(("zowe", "environments", ENVIRONMENT_NAMES[path]))
