"""The rule for ports of the Caching Service: nothing else on its system listens on them.

The module kinds.py checks whether a value is a port.

Source: Zowe documentation, "Addressing network requirements" (each component's default, and the
two additional ports of Infinispan), and "Enabling single-service deployment of API Mediation Layer"
(ports that it no longer uses); ``components.gateway.server.internal`` of ``example-zowe.yaml``; the
Caching Service's start script for the defaults.
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from zwe_vsam.checks import instances
from zwe_vsam.checks.finding import finding
from zwe_vsam.checks.instances import Instance
from zwe_vsam.checks.kinds import offset_of, port_of
from zwe_vsam.checks.view import ConfigView, dotted, is_off, is_on
from zwe_vsam.config.key_table import (
    DEFAULT_PORTS,
    DEFAULTS,
    EXCHANGE_PORT,
    JGROUPS_PORT,
    SERVICE_PATH,
    STORAGE_PATH,
    Path,
    path_of,
)
from zwe_vsam.errors import Origin
from zwe_vsam.messages import Message

_GATEWAY_PORT: Path = ("components", "gateway", "port")
_INTERNAL: Path = ("components", "gateway", "server", "internal")
_IN_SINGLE_SERVICE = ("api-catalog", "zaas")
"""Components without a port of their own in the single service."""
_MAXIMUM_COMPONENTS = 500
"""The most components that the rule reads."""


class Listener(NamedTuple):
    """A port on which a component listens."""

    key: str
    port: int
    origin: Origin | None
    """The place of the value; None for a default."""

    def __str__(self) -> str:
        if self.origin is None:
            return f"{self.key}: {self.port} by default"
        return f"{self.origin}: {self.key}: {self.port}"


def clashes(view: ConfigView) -> Iterator[Message]:
    """Report ports of the Caching Service on which another component of its system listens."""
    earlier: list[tuple[Instance, Listener]] = []
    for instance in instances.running(view):
        own = list(_own(instance))
        others = list(_others(instance))
        for index, listener in enumerate(own):
            for other in (*own[:index], *others):
                if listener.port == other.port:
                    yield _clash(instance, listener, other)
            for neighbor, other in earlier:
                if listener.port == other.port and _host(neighbor) == _host(instance):
                    yield _shared(neighbor, instance, listener)
                    break
        earlier += [(instance, listener) for listener in own if instance.hostname]


def _shared(neighbor: Instance, instance: Instance, listener: Listener) -> Message:
    proper = instance.path(path_of(listener.key.removeprefix(f"{instance.name}.")))
    return finding(
        "ZWV2621E",
        host=instance.hostname,
        port=listener.port,
        key=listener.key,
        first=neighbor.name,
        second=instance.name,
        own_key=dotted(proper),
        origin=listener.origin or instance.view.place(proper),
    )


def _host(instance: Instance) -> str:
    return instance.hostname.casefold()


def _clash(instance: Instance, listener: Listener, other: Listener) -> Message:
    if listener.origin is None and other.origin is not None:
        listener, other = other, listener
    by_default = "" if other.origin else " (by default)"
    return finding(
        "ZWV2620E",
        key=listener.key,
        other_key=f"{other.key}{by_default}",
        port=listener.port,
        origin=listener.origin or instance.place(path_of(listener.key)),
        details=(str(other),),
    )


def _own(instance: Instance) -> Iterator[Listener]:
    if not instance.is_single_service:
        yield from _listener(instance, (*SERVICE_PATH, "port"))
    if instance.text((*STORAGE_PATH, "mode")).casefold() == "infinispan":
        yield from _listener(instance, JGROUPS_PORT)
        yield from _listener(instance, EXCHANGE_PORT)


def _others(instance: Instance) -> Iterator[Listener]:
    names = dict.fromkeys(
        [*DEFAULT_PORTS, *islice(instance.view.keys(("components",)), _MAXIMUM_COMPONENTS)]
    )
    # A misspelled caching-service is the Caching Service itself. Another rule reports it.
    slips = {misplaced.path[-1] for misplaced in instance.view.misplaced if misplaced.is_slip}
    for name in names:
        path: Path = ("components", name)
        enabled = instance.text((*path, "enabled"))
        runs = is_on(enabled) or (name in DEFAULT_PORTS and not is_off(enabled))
        if instance.is_single_service and name in _IN_SINGLE_SERVICE:
            continue
        if runs and path != SERVICE_PATH and name not in slips:
            yield from _listener(instance, (*path, "port"))
    if is_on(instance.text((*_INTERNAL, "enabled"))):
        yield from _listener(instance, (*_INTERNAL, "port"))


def _listener(instance: Instance, path: Path) -> Iterator[Listener]:
    value = instance.value(path)
    if value is None:
        if path in DEFAULTS:
            yield Listener(dotted(path), DEFAULTS[path], None)
        return
    number = port_of(value)
    if number is None and len(path) == 3 and offset_of(value) is not None:
        gateway = port_of(instance.value(_GATEWAY_PORT)) or DEFAULTS[_GATEWAY_PORT]
        number = gateway + (offset_of(value) or 0)
    if number is not None:
        yield Listener(value.origin.key, number, value.origin)


RULES = (clashes,)
