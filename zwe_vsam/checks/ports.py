"""Ports of the Caching Service: valid, and nobody else's.

Source: Zowe documentation, "Addressing network requirements" (each component's default, and the
two additional ports of Infinispan); ``components.gateway.server.internal`` of
``example-zowe.yaml``; the Caching Service's start script for the defaults.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from zwe_vsam.checks import instances
from zwe_vsam.checks.finding import Finding, in_digits, quoted, wrong
from zwe_vsam.checks.instances import Instance
from zwe_vsam.checks.known import DEFAULT_PORTS, SERVICE_PATH, STORAGE_PATH, Path
from zwe_vsam.checks.tree import Tree, dotted, is_off, is_on
from zwe_vsam.config.document import Value
from zwe_vsam.errors import Origin

JGROUPS: Path = (*STORAGE_PATH, "infinispan", "jgroups")
JGROUPS_PORT: Path = (*JGROUPS, "port")
EXCHANGE_PORT: Path = (*JGROUPS, "keyExchange", "port")
JGROUPS_DEFAULT, EXCHANGE_DEFAULT = 7600, 7601
_INTERNAL: Path = ("components", "gateway", "server", "internal")
_HIGHEST = 65535
_MOST = 500
"""Components that are looked at."""


class Listener(NamedTuple):
    """A port that something listens on."""

    key: str
    port: int
    origin: Origin | None
    """Where it is set; None for a default."""

    def __str__(self) -> str:
        if self.origin is None:
            return f"{self.key}: {self.port} by default"
        return f"{self.origin}: {self.key}: {self.port}"


def port(value: Value | None, lowest: int = 1) -> int | None:
    """The port that a value says; None for anything else."""
    text = value.text if value else ""
    if text.isascii() and text.isdigit() and len(text) < 10 and lowest <= int(text) <= _HIGHEST:
        return int(text)
    return None


def valid(tree: Tree) -> Iterator[Finding]:
    """The service's own port (Infinispan's are judged with the other keys of Infinispan)."""
    for one in instances.everywhere(tree):
        value = one.value((*SERVICE_PATH, "port"))
        if value and _offset(value) is None:
            yield from judge(value, lowest=1024)


def judge(value: Value | None, lowest: int = 1) -> Iterator[Finding]:
    """A finding unless the value is a port."""
    if value and port(value, lowest) is None:
        yield wrong(
            f"{value.origin.key} {quoted(value.text)} is not valid: it must be a port from "
            f"{lowest} to {_HIGHEST}",
            value.origin,
            in_digits(value.text) or "Write the number of a free port.",
        )


def clashes(tree: Tree) -> Iterator[Finding]:
    """No other component of the same system may listen on a port of the Caching Service."""
    seen: list[tuple[Instance, Listener]] = []
    for one in instances.running(tree):
        own = list(_own(one))
        others = list(_others(one))
        for index, listener in enumerate(own):
            for other in (*own[:index], *others):
                if listener.port == other.port:
                    yield _clash(one, listener, other)
            for neighbour, other in seen:
                if listener.port == other.port and _host(neighbour) == _host(one):
                    yield _shared(neighbour, one, listener)
                    break
        seen += [(one, listener) for listener in own if one.hostname]


def _shared(neighbour: Instance, one: Instance, listener: Listener) -> Finding:
    proper = one.path(tuple(listener.key.removeprefix(f"{one.name}.").split(".")))
    return wrong(
        f"port {listener.port} ({listener.key}) is taken by two instances on {one.hostname}, "
        f"{neighbour.name} and {one.name}",
        listener.origin or one.tree.place(proper),
        f"Set {dotted(proper)} to another port.",
    )


def _host(one: Instance) -> str:
    return one.hostname.casefold()


def _clash(one: Instance, listener: Listener, other: Listener) -> Finding:
    told, at = listener, listener.origin
    if at is None and other.origin is not None:
        told, at, other = other, other.origin, listener
    return wrong(
        f"{told.key} is {told.port}, and so is {other.key}{'' if other.origin else ' by default'}",
        at or one.place(tuple(told.key.split("."))),
        f"Give {told.key} a port of its own.",
        str(other),
    )


def _own(one: Instance) -> Iterator[Listener]:
    yield from _listener(one, (*SERVICE_PATH, "port"), DEFAULT_PORTS["caching-service"])
    if one.text((*STORAGE_PATH, "mode")).casefold() == "infinispan":
        yield from _listener(one, JGROUPS_PORT, JGROUPS_DEFAULT)
        yield from _listener(one, EXCHANGE_PORT, EXCHANGE_DEFAULT)


def _others(one: Instance) -> Iterator[Listener]:
    names = dict.fromkeys([*DEFAULT_PORTS, *islice(one.tree.keys(("components",)), _MOST)])
    for name in names:
        path: Path = ("components", name)
        enabled = one.text((*path, "enabled"))
        runs = is_on(enabled) or (name in DEFAULT_PORTS and not is_off(enabled))
        if runs and path != SERVICE_PATH:
            yield from _listener(one, (*path, "port"), DEFAULT_PORTS.get(name))
    if is_on(one.text((*_INTERNAL, "enabled"))):
        yield from _listener(one, (*_INTERNAL, "port"), None)


def _listener(one: Instance, path: Path, default: int | None) -> Iterator[Listener]:
    value = one.value(path)
    if value is None:
        if default is not None:
            yield Listener(dotted(path), default, None)
        return
    number = port(value)
    if number is None and len(path) == 3 and _offset(value) is not None:
        gateway = port(one.value(("components", "gateway", "port"))) or DEFAULT_PORTS["gateway"]
        number = gateway + (_offset(value) or 0)
    if number is not None:
        yield Listener(value.origin.key, number, value.origin)


def _offset(value: Value) -> int | None:
    """The number of ``+1`` or ``-1``: Zowe adds it to the gateway's port."""
    sign, digits = value.text[:1], value.text[1:]
    if sign in ("+", "-") and digits.isascii() and digits.isdigit() and len(digits) < 6:
        return int(value.text)
    return None


RULES = (valid, clashes)
