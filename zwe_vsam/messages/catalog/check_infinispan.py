"""ZWV24: ``check``: Infinispan storage."""

from __future__ import annotations

from zwe_vsam.messages import Entry

_INFINISPAN = (
    "Zowe documentation, Using Infinispan as a storage solution through the Caching service"
)
_HA = "Zowe documentation, Configuring the Caching Service for high availability"

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "ZWV2401W",
        "{key} is not set. Its default was 7098 before v3.2, and is {default} since then.",
        "Members of one Infinispan cluster must use the ports that they expect of each other. "
        "An upgrade can change the default.",
        "Set it to {default}, the port in Zowe's own examples.",
        source=_INFINISPAN,
    ),
    Entry(
        "ZWV2402E",
        "Expected a host name or an address at {key}, found {value}.",
        "Infinispan listens on this host.",
        "Write the name alone, without a scheme or a port.",
        exit_code=231,
        source=_INFINISPAN,
    ),
    Entry(
        "ZWV2403E",
        "{key} is {value} and {other_key} is {other_value}, but they mean the same thing.",
        "Releases of Zowe v2 read the environment variable in the place of the key.",
        "Remove {other_key}.",
        exit_code=231,
        source=_INFINISPAN,
    ),
    Entry(
        "ZWV2404E",
        "Expected one text at {key}, found a list.",
        "The start script passes the value on as text.",
        "Write all members on one line, with a comma between them: {members}",
        exit_code=231,
        source=_INFINISPAN,
    ),
    Entry(
        "ZWV2405W",
        "{key} is not set. With {instances}, many releases of Zowe then use localhost, and "
        "each instance is a cluster of its own.",
        "Instances share data only if they find each other.",
        "Set it to {members}.",
        source="Caching Service, start script",
    ),
    Entry(
        "ZWV2406E",
        "Expected host[port] in {key}, found {member}.",
        "Infinispan reads each member in this form. A comma separates members.",
        "Write {expected}, with a comma between members.",
        exit_code=231,
        source=_INFINISPAN,
    ),
    Entry(
        "ZWV2407E",
        "{key} names {member}, but that instance listens on port {expected} ({port_key}).",
        "The other instances cannot reach the member at a port on which it does not listen.",
        "Write {host}[{expected}].",
        exit_code=231,
        source=_INFINISPAN,
    ),
    Entry(
        "ZWV2408W",
        "{key} names {host}, which is not the host of an instance in haInstances.",
        "No instance of this configuration runs on that host.",
        "Write the hosts of the instances: {hosts}.",
        source=_INFINISPAN,
    ),
    Entry(
        "ZWV2409W",
        "{key} is {value}, which names no other instance. With {instances}, an instance finds "
        "only itself.",
        "Instances share data only if they find each other.",
        "Name all members: {members}.",
        source=_HA,
    ),
    Entry(
        "ZWV2410W",
        "{key} is {value}. With {instances}, other systems cannot reach this address.",
        "The address leads each system to itself.",
        "Write the name that other systems use for this one, or remove {key}.",
        source=_HA,
    ),
    Entry(
        "ZWV2411E",
        "{key} is {value} for two instances on different systems, {first} and {second}.",
        "A host belongs to one system. The instance on the other system cannot listen on it.",
        "Set {own_key} to its own host, or remove it. The default is the hostname of the instance.",
        exit_code=231,
        source=_INFINISPAN,
    ),
    Entry(
        "ZWV2412W",
        "{key} is deprecated. Since v3.2, Zowe keeps the files below zowe.workspaceDirectory, "
        "separately for each instance.",
        "Zowe chooses the directory itself.",
        "Remove it if your release of Zowe is v3.2 or later.",
        source="API Mediation Layer, caching-service-config.json",
    ),
)
