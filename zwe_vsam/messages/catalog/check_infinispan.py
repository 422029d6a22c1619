"""ZWV24: ``check``: Infinispan storage."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

_INFINISPAN = (
    "Zowe documentation, Using Infinispan as a storage solution through the Caching service"
)
_HA = "Zowe documentation, Configuring the Caching Service for high availability"

ENTRIES: tuple[MessageEntry, ...] = (
    MessageEntry(
        "ZWV2401W",
        "{key} is not set. Its default was 7098 before v3.2, and is {default} since then.",
        "All members of one Infinispan cluster must expect the same ports. An upgrade can "
        "change the default.",
        "Set {key} to {default}, the port in the examples of Zowe.",
        source=_INFINISPAN,
    ),
    MessageEntry(
        "ZWV2402E",
        "Expected a host name or an address at {key}, found {value}.",
        "Infinispan listens on this host.",
        "Write only the host name or address, without a scheme or a port.",
        exit_code=231,
        source=_INFINISPAN,
    ),
    MessageEntry(
        "ZWV2403E",
        "{key} is {value}, but {other_key} is {other_value}. Both keys have the same meaning.",
        "Releases of Zowe v2 read the environment variable instead of the key.",
        "Remove {other_key}.",
        exit_code=231,
        source=_INFINISPAN,
    ),
    MessageEntry(
        "ZWV2404E",
        "Expected one text at {key}, found a list.",
        "The start script passes the value on as text.",
        "Write all members on one line, with a comma between them: {members}",
        exit_code=231,
        source=_INFINISPAN,
    ),
    MessageEntry(
        "ZWV2405W",
        "{key} is not set. With {instances}, many releases of Zowe then use localhost, and "
        "each instance is a cluster of its own.",
        "Instances share data only if they find each other.",
        "Set {key} to {members}.",
        source="Caching Service, start script",
    ),
    MessageEntry(
        "ZWV2406E",
        "Expected host[port] in {key}, found {member}.",
        "Infinispan reads each member in this form. A comma separates members.",
        "Write {expected}, with a comma between members.",
        exit_code=231,
        source=_INFINISPAN,
    ),
    MessageEntry(
        "ZWV2407E",
        "{key} names {member}, but that instance listens on port {expected} ({port_key}).",
        "The other instances cannot reach the member at a port on which it does not listen.",
        "Write {host}[{expected}].",
        exit_code=231,
        source=_INFINISPAN,
    ),
    MessageEntry(
        "ZWV2408W",
        "{key} names {host}, which is not the host of an instance in haInstances.",
        "No instance of this configuration runs on that host.",
        "Write the hosts of the instances: {hosts}.",
        source=_INFINISPAN,
    ),
    MessageEntry(
        "ZWV2409W",
        "{key} is {value}, which names no other instance. With {instances}, an instance finds "
        "only itself.",
        "Instances share data only if they find each other.",
        "Set {key} to all members: {members}.",
        source=_HA,
    ),
    MessageEntry(
        "ZWV2410W",
        "{key} is {value}. With {instances}, other systems cannot reach this address.",
        "On each system, this address means the same system.",
        "Write the host name by which other systems reach this system, or remove {key}.",
        source=_HA,
    ),
    MessageEntry(
        "ZWV2411E",
        "{key} is {value} for two instances on different systems, {first} and {second}.",
        "A host belongs to one system. An instance on another system cannot listen on this host.",
        "Set {own_key} to the host of its instance, or remove {own_key}. The default is the "
        "hostname of the instance.",
        exit_code=231,
        source=_INFINISPAN,
    ),
    MessageEntry(
        "ZWV2412W",
        "{key} is deprecated. Since v3.2 and v2.18.4, each instance of Zowe has its own "
        "directory below zowe.workspaceDirectory.",
        "Zowe chooses the directory itself and ignores the key.",
        "Remove {key} if your release is v3.2 or later, or v2.18.4 or a later v2.",
        source="API Mediation Layer, caching-service-config.json; zowe/api-layer, pull request "
        "3960; zowe/docs-site, pull request 4887",
    ),
    MessageEntry(
        "ZWV2413W",
        "{key} is a PKCS12 file, and {trust_key} is another file. With {instances}, the key "
        "exchange of many releases does not read the trust store.",
        "Before Infinispan members share data, they exchange a key over TLS. They trust only "
        "the certificate authorities in the keystore. A key ring has both.",
        "Import the certificate authority into the keystore, or use a key ring. Change nothing "
        "if the keystore has the certificate authority.",
        source="zowe/api-layer, issue 4420",
    ),
    MessageEntry(
        "ZWV2414W",
        "{key} is {value}, which is Java 21. With {instances}, the Caching Service of releases "
        "before v3.6 can stop responding on z/OS.",
        "With Java 21, Infinispan uses virtual threads. On z/OS, these threads can block the "
        "communication between members. Since v3.6, the start script turns them off.",
        "Upgrade Zowe to v3.6 or later, or set {key} to Java 17. Change nothing if your release "
        "is v3.6 or later.",
        source="zowe/docs-site, pull request 5076; zowe/api-layer, pull request 4731",
    ),
)
