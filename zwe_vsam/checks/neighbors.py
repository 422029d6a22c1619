"""The rule for several Zowes: their Infinispan members use different ports on one host.

The cluster has a fixed name (``infinispan.xml``), so another Zowe with the same ports joins it
(zowe/api-layer, issue 3883). The host of an instance is its ``hostname``, or else the first of
``zowe.externalDomains`` (zowe-install-packaging, ``config-converter``, ``haInstance.hostname``).
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from zwe_vsam.checks import kinds
from zwe_vsam.checks.finding import finding
from zwe_vsam.checks.nodes import LOCAL, Node, cluster_nodes, key_or_environment
from zwe_vsam.checks.view import ConfigView, dotted
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.key_table import DEFAULTS, EXCHANGE_PORT, JGROUPS_PORT, Path
from zwe_vsam.errors import Origin
from zwe_vsam.messages import Message

_DOMAINS: Path = ("zowe", "externalDomains")
_MAXIMUM = 10
"""The most findings on one Zowe, and the most ports in one finding."""


class _Port(NamedTuple):
    """A port on which a member of an Infinispan cluster listens."""

    file: str
    """The configuration that describes the member, as the user named it."""
    host: str
    """In lower case."""
    number: int
    key: str
    origin: Origin
    """The place of the value, or of the key that it would have."""
    is_default: bool

    def is_shared(self, other: _Port) -> bool:
        """Whether both are one port of one host. One name can lack the domain."""
        if self.number != other.number:
            return False
        names, other_names = ({port.host, port.host.partition(".")[0]} for port in (self, other))
        return self.host in other_names or other.host in names

    def __str__(self) -> str:
        if self.is_default:
            return f"{self.file}: {self.key}: {self.number} by default"
        return f"{self.origin}: {self.key}: {self.number}"


class Neighbors:
    """The Zowes of one run: compares each with all before it."""

    def __init__(self) -> None:
        self._documents: set[tuple[object, ...]] = set()
        self._by_number: defaultdict[int, list[_Port]] = defaultdict(list)

    def add(self, file: str, configuration: Configuration) -> list[Message]:
        """Report ports that the Zowe of ``configuration`` shares with one that was added before.

        ``file`` is what the user calls the configuration. A configuration of the same documents is
        the same Zowe.
        """
        documents = tuple(map(_identity, configuration.documents))
        if documents in self._documents:
            return []
        self._documents.add(documents)
        ports = list(_ports(file, ConfigView(configuration)))
        shared: defaultdict[str, list[tuple[_Port, _Port]]] = defaultdict(list)
        for port in ports:
            for other in self._by_number[port.number]:
                if port.is_shared(other):
                    shared[other.file].append((port, other))
        for port in ports:
            self._by_number[port.number].append(port)
        return [_shared(pairs) for pairs in islice(shared.values(), _MAXIMUM)]


def _identity(name: str) -> object:
    """What two names of one file have in common; the path where there is no such file."""
    try:
        status = os.stat(name)
    except (OSError, ValueError):
        return os.path.realpath(name)
    return status.st_dev, status.st_ino


def _shared(pairs: Sequence[tuple[_Port, _Port]]) -> Message:
    port, other = pairs[0]
    return finding(
        "ZWV2622E",
        file=port.file,
        other_file=other.file,
        host=port.host,
        port=port.number,
        key=port.key,
        origin=port.origin,
        details=tuple(str(other) for _, other in pairs[:_MAXIMUM]),
    )


def _ports(file: str, view: ConfigView) -> Iterator[_Port]:
    domain = next((line.text.strip() for line in view.lines(_DOMAINS)), "")
    for node in cluster_nodes(view):
        host = _host(node, domain)
        for path in (JGROUPS_PORT, EXCHANGE_PORT) if host else ():
            value = key_or_environment(node.instance, path)
            number = kinds.port_of(value)
            yield _Port(
                file,
                host.casefold(),
                number or DEFAULTS[path],
                value.origin.key if value else dotted(path),
                value.origin if value else node.instance.place(path),
                number is None,
            )


def _host(node: Node, domain: str) -> str:
    """The host that the member listens on; empty where zowe.yaml does not name it."""
    if node.host and node.host.casefold() not in LOCAL:
        return node.host
    return node.instance.hostname or domain
