"""The storage mode ``infinispan``.

Sources: Zowe documentation, "Using Infinispan as a storage solution through the Caching service"
(keys, defaults, ``host[port],host[port]``) and "Configuring the Caching Service for high
availability"; the Caching Service's start script (what ``initialHosts`` is without a value);
``caching-service-config.json`` (``persistence`` is deprecated). Default ports were 7098 and 7118
up to v3.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zwe_vsam.checks import instances, kinds
from zwe_vsam.checks.finding import Finding, doubtful, not_for_several, quoted, wrong
from zwe_vsam.checks.instances import Instance
from zwe_vsam.checks.ports import EXCHANGE_PORT, JGROUPS, JGROUPS_DEFAULT, JGROUPS_PORT
from zwe_vsam.checks.service import MODE
from zwe_vsam.checks.view import ConfigView, dotted
from zwe_vsam.config.document import Value
from zwe_vsam.config.key_table import STORAGE_PATH, Path
from zwe_vsam.messages import message

HOST: Path = (*JGROUPS, "host")
INITIAL_HOSTS: Path = (*STORAGE_PATH, "infinispan", "initialHosts")
_ENVIRONMENT = {
    JGROUPS_PORT: "JGROUPS_BIND_PORT",
    HOST: "JGROUPS_BIND_ADDRESS",
    INITIAL_HOSTS: "CACHING_STORAGE_INFINISPAN_INITIALHOSTS",
}
"""Names that releases of v2 read instead, below ``zowe.environments``."""
_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
_MEMBER = re.compile(r"(?P<host>[^\[\]\s]+)\[(?P<port>[0-9]{1,5})\]")
_MOST = 200
"""Members that are looked at."""
_LOCAL = ("localhost", "127.0.0.1", "::1")


class _Node(NamedTuple):
    """A member of the Infinispan cluster, as its own instance's keys have it."""

    instance: Instance
    host: str
    """Empty where it is not said."""
    port: int

    def is_at(self, host: str) -> bool:
        names = [name.casefold() for name in (self.host, self.instance.hostname) if name]
        wanted = host.casefold()
        return any(wanted in (name, name.partition(".")[0]) for name in names)


def ports_and_hosts(view: ConfigView) -> Iterator[Finding]:
    """Ports and hosts must be such; the port should be said."""
    for one in _users(view):
        for path in (JGROUPS_PORT, EXCHANGE_PORT):
            either = _either(one, path)
            if either and either.origin.key.startswith("zowe.environments."):
                yield from kinds.port(either, 1)
        if _either(one, JGROUPS_PORT) is None and one.is_missing(JGROUPS_PORT):
            yield doubtful(
                f"{dotted(JGROUPS_PORT)} is not set: its default is not the same in all releases "
                "(7098, since v3.2 7600)",
                one.view.place(JGROUPS_PORT),
                f"Set it: {JGROUPS_DEFAULT} is what Zowe's own examples have.",
            )
        host = _either(one, HOST)
        if host and not _NAME.fullmatch(host.text):
            yield wrong(
                f"{host.origin.key} {quoted(host.text)} is not valid: it must be a host name or "
                "an address",
                host.origin,
                "Write the name alone, without a scheme or a port.",
            )


def environment(view: ConfigView) -> Iterator[Finding]:
    """Two places for one thing must agree."""
    for path, name in _ENVIRONMENT.items():
        if view.kind(path) != "scalar":
            continue
        value, other = view.value(path), view.value(("zowe", "environments", name))
        if value and other and value.text.casefold() != other.text.casefold():
            yield wrong(
                f"{value.origin.key} is {quoted(value.text)} and {other.origin.key} is "
                f"{quoted(other.text)}, but they mean the same thing",
                other.origin,
                f"Remove {other.origin.key}.",
                f"{value.origin}: {value.origin.key}: {value.text}",
                f"{other.origin}: {other.origin.key}: {other.text}",
            )


def members(view: ConfigView) -> Iterator[Finding]:
    """``initialHosts`` names members that are there, as ``host[port]``."""
    nodes = [_node(one) for one in _users(view)]
    for node in nodes:
        path = node.instance.path(INITIAL_HOSTS)
        if "list" in (view.kind(path), view.kind(INITIAL_HOSTS)):
            yield _listed(view, path if view.kind(path) == "list" else INITIAL_HOSTS)
            continue
        value = _either(node.instance, INITIAL_HOSTS)
        if value is None:
            if len(nodes) > 1 and node.instance.is_missing(INITIAL_HOSTS):
                yield _no_members(node, nodes)
            continue
        found = [part.strip() for part in value.text.split(",") if part.strip()][:_MOST]
        broken = [part for part in found if not _is_member(part)]
        for part in broken:
            yield wrong(
                f"{value.origin.key}: {quoted(part)} is not valid: a member is written host[port]",
                value.origin,
                f"Write {_suggestion(part, node)}; a comma between members.",
            )
        if not broken:
            yield from _fit(node, nodes, value, found)


def hosts_of_instances(view: ConfigView) -> Iterator[Finding]:
    """Each instance listens at its own host, where the others can reach it."""
    nodes = [_node(one) for one in _users(view)]
    if len(nodes) < 2:
        return
    for index, node in enumerate(nodes):
        host = _either(node.instance, HOST)
        if host is None:
            continue
        if host.text.casefold() in _LOCAL:
            yield not_for_several(
                len(nodes),
                f"{host.origin.key} {host.text} does not fit: on another system nobody reaches it",
                host.origin,
                "Write the name that the other systems know this one by, or leave it out.",
            )
            continue
        for other in nodes[:index]:
            other_host = other.instance.hostname.casefold()
            if other.host.casefold() == node.host.casefold() and (
                other_host != node.instance.hostname.casefold()
            ):
                yield wrong(
                    f"{host.origin.key} {quoted(host.text)} is the host of two instances, "
                    f"{other.instance.name} and {node.instance.name}, which run on different "
                    "systems",
                    host.origin,
                    f"Set {dotted(node.instance.path(HOST))} to its own host, or leave it out: "
                    "the instance's hostname is the default.",
                )
                break


def persistence(view: ConfigView) -> Iterator[Finding]:
    """Where the data is kept on disk is Zowe's affair by now."""
    for one in _users(view):
        for name in ("dataLocation", "indexLocation"):
            found = one.value((*STORAGE_PATH, "infinispan", "persistence", name))
            if found:
                yield Finding(
                    message(
                        "ZWV242W",
                        found.origin.key,
                        "since v3.2 Zowe keeps the files below zowe.workspaceDirectory, for each "
                        "instance apart",
                        origin=found.origin,
                        remedy="Remove it if this is v3.2 or later.",
                    )
                )


def _users(view: ConfigView) -> list[Instance]:
    return [one for one in instances.running(view) if one.text(MODE).casefold() == "infinispan"]


def _either(one: Instance, path: Path) -> Value | None:
    """The value of a key, or of the environment's name for it."""
    name = _ENVIRONMENT.get(path, "")
    return one.value(path) or (one.value(("zowe", "environments", name)) if name else None)


def _node(one: Instance) -> _Node:
    host = _either(one, HOST)
    return _Node(
        one,
        host.text if host else one.hostname,
        kinds.port_of(_either(one, JGROUPS_PORT)) or JGROUPS_DEFAULT,
    )


def _is_member(part: str) -> bool:
    found = _MEMBER.fullmatch(part)
    return bool(found and _NAME.fullmatch(found["host"]) and 0 < int(found["port"]) <= 65535)


def _suggestion(part: str, node: _Node) -> str:
    host, colon, port = part.rpartition(":")
    if colon and port.isdigit() and _is_member(f"{host}[{port}]"):
        return f"{host}[{port}]"
    if _NAME.fullmatch(part):
        return f"{part}[{node.port}]"
    return f"{node.host or 'host'}[{node.port}]"


def _listed(view: ConfigView, path: Path) -> Finding:
    members = ",".join(line.text.strip() for line in view.lines(path)[:_MOST])
    return wrong(
        f"{dotted(path)} holds a list where one text is due",
        view.place(path),
        f"Write all members on one line, with a comma between them: {members}",
    )


def _no_members(node: _Node, nodes: list[_Node]) -> Finding:
    everybody = ",".join(f"{one.host or one.instance.id}[{one.port}]" for one in nodes)
    return not_for_several(
        len(nodes),
        f"{dotted(INITIAL_HOSTS)} is needed: without it many releases of Zowe take localhost, and "
        "each instance is a cluster of its own",
        node.instance.view.place(INITIAL_HOSTS),
        f"Set it: {everybody}",
    )


def _fit(node: _Node, nodes: list[_Node], value: Value, found: list[str]) -> Iterator[Finding]:
    """Members against the instances."""
    reaches_others = False
    for part in found:
        host, _, port = part[:-1].partition("[")
        local = host.casefold() in _LOCAL
        known = [one for one in nodes if one.is_at(host)] or ([node] if local else [])
        reaches_others |= not local and (not known or any(one is not node for one in known))
        if known and int(port) not in [one.port for one in known]:
            yield wrong(
                f"{value.origin.key}: {part} names a port that the instance there does not "
                f"listen on; its {dotted(JGROUPS_PORT)} is {known[0].port}",
                value.origin,
                f"Write {host}[{known[0].port}].",
            )
        elif not known and len(nodes) > 1:
            yield doubtful(
                f"{value.origin.key}: {host} is the host of no instance in haInstances",
                value.origin,
                "Write the hosts of the instances: "
                f"{', '.join(one.host or one.instance.id for one in nodes)}.",
            )
    if len(nodes) > 1 and not reaches_others:
        yield not_for_several(
            len(nodes),
            f"{value.origin.key} {quoted(value.text)} does not fit: an instance finds nobody but "
            "itself there",
            value.origin,
            "Name all members: "
            f"{','.join(f'{one.host or one.instance.id}[{one.port}]' for one in nodes)}",
        )


RULES = (ports_and_hosts, environment, members, hosts_of_instances, persistence)
