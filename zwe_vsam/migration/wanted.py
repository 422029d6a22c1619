"""The values that the keys of the storage have after a migration, key by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from zwe_vsam.checks import instances, kinds
from zwe_vsam.checks.instances import Instance
from zwe_vsam.checks.nodes import LOCAL, Node, key_or_environment
from zwe_vsam.checks.view import ConfigView
from zwe_vsam.config.key_table import (
    EXCHANGE_PORT,
    INITIAL_HOSTS,
    JGROUPS_HOST,
    JGROUPS_PORT,
    Path,
)
from zwe_vsam.migration.model import Choices, Member
from zwe_vsam.migration.releases import MODE

INFINISPAN = "infinispan"
_ENTRY = re.compile(r"(?P<host>[^,\[\]\s]+)\[[0-9]+\]")
"""An entry of the list of members."""
Values = dict[Path, "str | int"]
"""Path of a key -> its new value."""


class Wanted(NamedTuple):
    """The new values, and the members that they describe."""

    values: Values
    """Of all keys that the storage needs, those included that have their value already."""
    members: tuple[Member, ...]
    """Of all instances that run a Caching Service."""


def wanted(view: ConfigView, choices: Choices) -> Wanted:
    """The keys that the storage needs, with their values."""
    every = instances.everywhere(view)
    running = instances.running(view)
    members = tuple(_member(instance, choices) for instance in running)
    values = _for_all(view, every, MODE, lambda _: INFINISPAN)
    for path in (JGROUPS_PORT, EXCHANGE_PORT):
        values |= _for_all(view, every, path, partial(_port, path=path, choices=choices))
    values |= _hosts(view, choices.hosts)
    if len(members) > 1:
        text = _list_of(running, members)
        values |= _for_all(view, running, INITIAL_HOSTS, lambda _: text)
    elif members:
        values |= _own_entry(running[0], members[0])
    return Wanted(values, members)


def is_complete(view: ConfigView, members: tuple[Member, ...]) -> bool:
    """Whether every running instance uses Infinispan and has all the keys that it needs."""
    needed = [JGROUPS_PORT, EXCHANGE_PORT, *([INITIAL_HOSTS] if len(members) > 1 else [])]
    return all(
        instance.text(MODE) == INFINISPAN and all(instance.value(path) for path in needed)
        for instance in instances.running(view) or instances.everywhere(view)
    )


def sources_of_the_list(view: ConfigView, choices: Choices) -> Iterator[Path]:
    """The keys whose values the list of members takes; none with one running instance."""
    running = instances.running(view)
    for instance in running if len(running) > 1 else ():
        if instance.id not in choices.hosts:
            host = key_or_environment(instance, JGROUPS_HOST)
            hostname = ("haInstances", instance.id, "hostname")
            yield _written_at(instance, JGROUPS_HOST) if host else hostname
        if choices.jgroups_port is None:
            yield _written_at(instance, JGROUPS_PORT)


def _written_at(instance: Instance, path: Path) -> Path:
    own = instance.path(path)
    return own if instance.view.is_there(own) else path


def _for_all(
    view: ConfigView,
    every: list[Instance],
    path: Path,
    value_of: Callable[[Instance], str | int],
) -> Values:
    """The keys that give each instance its value: one in the main sections, and own ones.

    The key of the main sections is left out where it is missing and each instance has its own.
    """
    values: Values = {}
    common = value_of(Instance(view, ""))
    own = [each for each in every if each.id and view.is_there(each.path(path))]
    if view.is_there(path) or len(own) < len(every):
        values[path] = common
    for instance in every:
        value = value_of(instance)
        if instance in own or value != common:
            values[instance.path(path)] = value
    return values


def _hosts(view: ConfigView, hosts: Mapping[str, str]) -> Values:
    """The keys for the hosts that the user names, where they are other than the configured ones."""
    return {
        ("haInstances", name, *JGROUPS_HOST): host
        for name, host in hosts.items()
        if host != _host(Instance(view, name), {})
    }


def _host(instance: Instance, hosts: Mapping[str, str]) -> str:
    if instance.id in hosts:
        return hosts[instance.id]
    configured = key_or_environment(instance, JGROUPS_HOST)
    return configured.text if configured else instance.hostname


def _port(instance: Instance, path: Path, choices: Choices) -> int:
    """The port that the user names, that is configured, or that is the release's default."""
    chosen = choices.jgroups_port if path == JGROUPS_PORT else choices.key_exchange_port
    configured = kinds.port_of(key_or_environment(instance, path))
    return chosen or configured or choices.release.port(path)


def _member(instance: Instance, choices: Choices) -> Member:
    return Member(
        instance.id,
        _host(instance, choices.hosts),
        _port(instance, JGROUPS_PORT, choices),
        _port(instance, EXCHANGE_PORT, choices),
    )


def _own_entry(instance: Instance, member: Member) -> Values:
    """The list of the only running instance, with its own port; empty without a list."""
    path = instance.path(INITIAL_HOSTS)
    path = path if instance.view.is_there(path) else INITIAL_HOSTS
    text = instance.view.text(path)
    node = Node(instance, member.host, member.port)

    def with_port(entry: re.Match[str]) -> str:
        is_own = node.is_at(entry["host"]) or entry["host"].casefold() in LOCAL
        return f"{entry['host']}[{member.port}]" if is_own else entry[0]

    return {path: _ENTRY.sub(with_port, text)} if text else {}


def _list_of(running: list[Instance], members: tuple[Member, ...]) -> str:
    """The list of members; the one that all instances have already, if it names the same."""
    names = [str(member) for member in members]
    lists = {instance.text(INITIAL_HOSTS) for instance in running}
    text = lists.pop()
    if not lists and sorted(part.strip() for part in text.split(",")) == sorted(names):
        return text
    return ",".join(names)
