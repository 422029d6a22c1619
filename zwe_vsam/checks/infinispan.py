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

from zwe_vsam.checks import kinds, service
from zwe_vsam.checks.finding import finding, instances_of_zowe, quoted
from zwe_vsam.checks.nodes import LOCAL, Node, cluster_nodes, key_or_environment
from zwe_vsam.checks.view import ConfigView, dotted
from zwe_vsam.config.document import Value
from zwe_vsam.config.key_table import (
    DEFAULTS,
    ENVIRONMENT_NAMES,
    EXCHANGE_PORT,
    INITIAL_HOSTS,
    JGROUPS_HOST,
    JGROUPS_PORT,
    STORAGE_PATH,
    Path,
)
from zwe_vsam.messages import Message

_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
_MEMBER = re.compile(r"(?P<host>[^\[\]\s]+)\[(?P<port>[0-9]{1,5})\]")
_MAXIMUM_MEMBERS = 200
"""The most members of ``initialHosts`` that rules read."""


def is_host(text: str) -> bool:
    """Whether a text has the form of a host name or an address, without a port."""
    return bool(_NAME.fullmatch(text))


def ports_and_hosts(view: ConfigView) -> Iterator[Message]:
    """Report ports and hosts that are not valid, and a port without a value."""
    for instance, _ in service.users(view, "infinispan"):
        for path in (JGROUPS_PORT, EXCHANGE_PORT):
            port = key_or_environment(instance, path)
            if port and port.origin.key.startswith("zowe.environments."):
                yield from kinds.port(port, 1)
        port = key_or_environment(instance, JGROUPS_PORT)
        if port is None and instance.is_missing(JGROUPS_PORT):
            yield finding(
                "ZWV2401W",
                key=dotted(JGROUPS_PORT),
                default=DEFAULTS[JGROUPS_PORT],
                origin=instance.view.place(JGROUPS_PORT),
            )
        host = key_or_environment(instance, JGROUPS_HOST)
        if host and not is_host(host.text):
            yield finding(
                "ZWV2402E", key=host.origin.key, value=quoted(host.text), origin=host.origin
            )


def environment(view: ConfigView) -> Iterator[Message]:
    """Report keys that differ from the environment variables with the same meaning."""
    for path, name in ENVIRONMENT_NAMES.items():
        if view.kind(path) != "scalar":
            continue
        value, other = view.value(path), view.value(("zowe", "environments", name))
        if value and other and value.text.casefold() != other.text.casefold():
            yield finding(
                "ZWV2403E",
                key=value.origin.key,
                value=quoted(value.text),
                other_key=other.origin.key,
                other_value=quoted(other.text),
                origin=other.origin,
                details=(
                    f"{value.origin}: {value.origin.key}: {value.text}",
                    f"{other.origin}: {other.origin.key}: {other.text}",
                ),
            )


def members(view: ConfigView) -> Iterator[Message]:
    """Report entries of ``initialHosts`` that are not ``host[port]`` or name no instance."""
    nodes = cluster_nodes(view)
    for node in nodes:
        path = node.instance.path(INITIAL_HOSTS)
        if "list" in (view.kind(path), view.kind(INITIAL_HOSTS)):
            yield _list_refused(view, path if view.kind(path) == "list" else INITIAL_HOSTS)
            continue
        value = key_or_environment(node.instance, INITIAL_HOSTS)
        if value is None:
            if len(nodes) > 1 and node.instance.is_missing(INITIAL_HOSTS):
                yield _no_members(node, nodes)
            continue
        parts = [part.strip() for part in value.text.split(",")]
        members = [part for part in parts if part][:_MAXIMUM_MEMBERS]
        invalid = [part for part in members if not _is_member(part)]
        for part in invalid:
            yield finding(
                "ZWV2406E",
                key=value.origin.key,
                member=quoted(part),
                expected=_suggestion(part, node),
                origin=value.origin,
            )
        if not invalid:
            yield from _check_members(node, nodes, value, members)


def hosts_of_instances(view: ConfigView) -> Iterator[Message]:
    """Report a host that other instances cannot reach, or that two instances share."""
    nodes = cluster_nodes(view)
    if len(nodes) < 2:
        return
    for index, node in enumerate(nodes):
        host = key_or_environment(node.instance, JGROUPS_HOST)
        if host is None:
            continue
        if host.text.casefold() in LOCAL:
            yield finding(
                "ZWV2410W",
                key=host.origin.key,
                value=host.text,
                instances=instances_of_zowe(len(nodes)),
                origin=host.origin,
            )
            continue
        for other in nodes[:index]:
            other_host = other.instance.hostname.casefold()
            if other.host.casefold() == node.host.casefold() and (
                other_host != node.instance.hostname.casefold()
            ):
                yield finding(
                    "ZWV2411E",
                    key=host.origin.key,
                    value=quoted(host.text),
                    first=other.instance.name,
                    second=node.instance.name,
                    own_key=dotted(node.instance.path(JGROUPS_HOST)),
                    origin=host.origin,
                )
                break


def persistence(view: ConfigView) -> Iterator[Message]:
    """Warn of the deprecated keys for directories: Zowe now chooses them itself."""
    for instance, _ in service.users(view, "infinispan"):
        for name in ("dataLocation", "indexLocation"):
            value = instance.value((*STORAGE_PATH, "infinispan", "persistence", name))
            if value:
                yield finding("ZWV2412W", key=value.origin.key, origin=value.origin)


def _is_member(part: str) -> bool:
    match = _MEMBER.fullmatch(part)
    return bool(match and _NAME.fullmatch(match["host"]) and kinds.port_number(match["port"]))


def _suggestion(part: str, node: Node) -> str:
    host, colon, port = part.rpartition(":")
    if colon and port.isdigit() and _is_member(f"{host}[{port}]"):
        return f"{host}[{port}]"
    if _NAME.fullmatch(part):
        return f"{part}[{node.port}]"
    return f"{node.host or 'host'}[{node.port}]"


def _list_refused(view: ConfigView, path: Path) -> Message:
    members = ",".join(line.text.strip() for line in view.lines(path)[:_MAXIMUM_MEMBERS])
    return finding("ZWV2404E", key=dotted(path), members=members, origin=view.place(path))


def _no_members(node: Node, nodes: list[Node]) -> Message:
    return finding(
        "ZWV2405W",
        key=dotted(INITIAL_HOSTS),
        instances=instances_of_zowe(len(nodes)),
        members=_all_members(nodes),
        origin=node.instance.view.place(INITIAL_HOSTS),
    )


def _all_members(nodes: list[Node]) -> str:
    """The value of ``initialHosts`` that names all members."""
    return ",".join(f"{node.name}[{node.port}]" for node in nodes)


def _check_members(
    node: Node, nodes: list[Node], value: Value, members: list[str]
) -> Iterator[Message]:
    """Compare the members of ``initialHosts`` with the instances of ``haInstances``."""
    reaches_others = False
    for entry in members:
        host, _, port = entry[:-1].partition("[")
        is_local = host.casefold() in LOCAL
        matches = [other for other in nodes if other.is_at(host)] or ([node] if is_local else [])
        is_other = not matches or any(other is not node for other in matches)
        reaches_others |= is_other and not is_local
        if matches and int(port) not in [other.port for other in matches]:
            yield finding(
                "ZWV2407E",
                key=value.origin.key,
                member=entry,
                host=host,
                expected=matches[0].port,
                port_key=dotted(JGROUPS_PORT),
                origin=value.origin,
            )
        elif not matches and len(nodes) > 1:
            yield finding(
                "ZWV2408W",
                key=value.origin.key,
                host=host,
                hosts=", ".join(other.name for other in nodes),
                origin=value.origin,
            )
    if len(nodes) > 1 and not reaches_others:
        yield finding(
            "ZWV2409W",
            key=value.origin.key,
            value=quoted(value.text),
            instances=instances_of_zowe(len(nodes)),
            members=_all_members(nodes),
            origin=value.origin,
        )


RULES = (ports_and_hosts, environment, members, hosts_of_instances, persistence)
