"""Ports of the Caching Service: nobody else's. Whether they are ports is judged in kinds.py.

Source: Zowe documentation, "Addressing network requirements" (each component's default, and the
two additional ports of Infinispan); ``components.gateway.server.internal`` of
``example-zowe.yaml``; the Caching Service's start script for the defaults.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from zwe_vsam.checks import instances
from zwe_vsam.checks.finding import Finding, wrong
from zwe_vsam.checks.instances import Instance
from zwe_vsam.checks.kinds import offset_of, port_of
from zwe_vsam.checks.view import ConfigView, dotted, is_off, is_on
from zwe_vsam.config.key_table import DEFAULT_PORTS, SERVICE_PATH, STORAGE_PATH, Path
from zwe_vsam.errors import Origin

JGROUPS: Path = (*STORAGE_PATH, "infinispan", "jgroups")
JGROUPS_PORT: Path = (*JGROUPS, "port")
EXCHANGE_PORT: Path = (*JGROUPS, "keyExchange", "port")
JGROUPS_DEFAULT, EXCHANGE_DEFAULT = 7600, 7601
_INTERNAL: Path = ("components", "gateway", "server", "internal")
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


def clashes(view: ConfigView) -> Iterator[Finding]:
    """No other component of the same system may listen on a port of the Caching Service."""
    seen: list[tuple[Instance, Listener]] = []
    for one in instances.running(view):
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
        listener.origin or one.view.place(proper),
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
    names = dict.fromkeys([*DEFAULT_PORTS, *islice(one.view.keys(("components",)), _MOST)])
    # A misspelt caching-service is the Caching Service itself, and found as misspelt.
    slips = {move.path[-1] for move in one.view.moves if move.is_slip}
    for name in names:
        path: Path = ("components", name)
        enabled = one.text((*path, "enabled"))
        runs = is_on(enabled) or (name in DEFAULT_PORTS and not is_off(enabled))
        if runs and path != SERVICE_PATH and name not in slips:
            yield from _listener(one, (*path, "port"), DEFAULT_PORTS.get(name))
    if is_on(one.text((*_INTERNAL, "enabled"))):
        yield from _listener(one, (*_INTERNAL, "port"), None)


def _listener(one: Instance, path: Path, default: int | None) -> Iterator[Listener]:
    value = one.value(path)
    if value is None:
        if default is not None:
            yield Listener(dotted(path), default, None)
        return
    number = port_of(value)
    if number is None and len(path) == 3 and offset_of(value) is not None:
        gateway = port_of(one.value(("components", "gateway", "port"))) or DEFAULT_PORTS["gateway"]
        number = gateway + (offset_of(value) or 0)
    if number is not None:
        yield Listener(value.origin.key, number, value.origin)


RULES = (clashes,)
