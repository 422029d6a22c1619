"""The keys of zowe.yaml that concern the Caching Service's storage, as Zowe has them.

Sources: Zowe's ``schemas/zowe-yaml-schema.json`` and ``example-zowe.yaml`` (server installation),
the Caching Service's ``caching-service-config.json`` (API Mediation Layer), and the Zowe
documentation: "Zowe YAML configuration file reference", "Using Infinispan", "Using Redis", "Using
VSAM as a storage solution through the Caching service".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from zwe_vsam.errors import Origin

Path: TypeAlias = "tuple[str, ...]"
Keys: TypeAlias = "Mapping[str, Keys | str]"
"""A mapping of zowe.yaml: its keys, and what each holds: further keys, or one of these words."""


class Move(NamedTuple):
    """A key in a wrong place."""

    path: Path
    proper: Path
    origin: Origin
    is_deep: bool = False
    """Whether it stands below a key that holds no keys of ours."""
    is_slip: bool = False
    """Whether it is in its place, but misspelt."""


TEXT, NUMBER, SWITCH, PORT = "text", "a whole number", "true or false", "a port"
LINES = "text or a list"
ANY = "anything"
"""Not looked into."""

DEFAULT_PORTS = {
    "api-catalog": 7552,
    "discovery": 7553,
    "gateway": 7554,
    "caching-service": 7555,
    "app-server": 7556,
    "zss": 7557,
    "zaas": 7558,
}
"""What each component listens on that Zowe starts unless told otherwise (Zowe documentation,
"Addressing network requirements"; ``files/defaults.yaml``)."""

INFINISPAN: Keys = {
    "jgroups": {
        "port": PORT,
        "host": TEXT,
        "keyExchange": {"port": PORT, "socketTimeout": NUMBER},
        "tcp": {"diag": {"enabled": SWITCH}},
    },
    "persistence": {"dataLocation": TEXT, "indexLocation": TEXT},
    "initialHosts": LINES,
    "useVirtualThreads": SWITCH,
    "virtualThreads": SWITCH,
}
STORES = ("keystore", "keystorePassword", "truststore", "truststorePassword")
"""Of Redis. The documentation's own samples also write ``keyStore`` and so on."""
_CAPITAL_STORES = ("keyStore", "keyStorePassword", "trustStore", "trustStorePassword")
REDIS: Keys = {
    "masterNodeUri": TEXT,
    "timeout": NUMBER,
    "sentinel": {"enabled": SWITCH, "masterInstance": TEXT, "nodes": LINES},
    "ssl": {"enabled": SWITCH, **dict.fromkeys((*STORES, *_CAPITAL_STORES), TEXT)},
}
STORAGE: Keys = {
    "mode": TEXT,
    "size": NUMBER,
    "evictionStrategy": TEXT,
    "vsam": {"name": TEXT, "keyLength": NUMBER, "recordLength": NUMBER, "encoding": TEXT},
    "infinispan": INFINISPAN,
    "redis": REDIS,
}
SERVICE: Keys = {
    "enabled": SWITCH,
    "port": ANY,
    "debug": SWITCH,
    "storage": STORAGE,
    **dict.fromkeys(
        ("sslDebug", "heap", "apiml", "server", "spring", "logging", "certificate", "launcher",
         "zowe", "replicas"),
        ANY,
    ),
}  # fmt: skip
COMPONENTS: Keys = {
    **dict.fromkeys(("apiml", "cloud-gateway", "metrics-service", *DEFAULT_PORTS), ANY),
    "caching-service": SERVICE,
}
ENVIRONMENTS = (
    "CACHING_STORAGE_VSAM_KEYLENGTH",
    "CACHING_STORAGE_VSAM_RECORDLENGTH",
    "CACHING_STORAGE_INFINISPAN_INITIALHOSTS",
    "JGROUPS_BIND_ADDRESS",
    "JGROUPS_BIND_PORT",
)
SETUP: Keys = {
    "dataset": {
        "prefix": TEXT,
        "jcllib": TEXT,
        **dict.fromkeys(
            ("proclib", "parmlib", "parmlibMembers", "loadlib", "authLoadlib", "authPluginLib"),
            ANY,
        ),
    },
    "mvs": {
        "hlq": TEXT,
        "jcllib": TEXT,
        **dict.fromkeys(
            ("proclib", "parmlib", "parmlibMembers", "loadlib", "authLoadlib", "authPluginLib"),
            ANY,
        ),
    },
    "vsam": {"mode": TEXT, "volume": TEXT, "storageClass": TEXT, "name": TEXT},
    "jcl": {"header": LINES},
    **dict.fromkeys(("zis", "security", "certificate"), ANY),
}
ZOWE: Keys = {
    "setup": SETUP,
    "environments": {**dict.fromkeys(ENVIRONMENTS, ANY), "jclHeader": LINES},
    **dict.fromkeys(
        ("runtimeDirectory", "logDirectory", "workspaceDirectory", "extensionDirectory", "job",
         "rbacProfileIdentifier", "cookieIdentifier", "externalDomains", "externalPort",
         "launcher", "launchScript", "network", "verifyCertificates", "certificate",
         "sysMessages", "logLevels", "useConfigmgr", "configmgr", "workspace",
         "extensionRegistry"),
        ANY,
    ),
}  # fmt: skip
INSTANCE: Keys = {"hostname": TEXT, "sysname": TEXT, "components": COMPONENTS, "zowe": ANY}
ROOT: Keys = {
    "zowe": ZOWE,
    "components": COMPONENTS,
    "haInstances": ANY,
    **dict.fromkeys(("java", "node", "zOSMF"), ANY),
}

CLOSED = ("vsam", "storage", "infinispan", "jgroups", "keyExchange", "persistence", "redis",
          "sentinel", "ssl")  # fmt: skip
"""Mappings that hold nothing but the keys named here; others may hold keys of other components."""

UNMISTAKABLE = frozenset(
    ("setup", "dataset", "jcllib", "hlq", "vsam", "storageClass", "caching-service", "storage",
     "evictionStrategy", "infinispan", "jgroups", "keyExchange", "initialHosts", "redis",
     "masterNodeUri", "sentinel", "masterInstance", "components", "haInstances", *ENVIRONMENTS)
)  # fmt: skip
"""Names that mean only one thing wherever they stand; ``port`` or ``name`` would not."""


def paths(keys: Keys, above: Path = ()) -> list[Path]:
    """Every path below ``keys``."""
    found: list[Path] = []
    for name, what in keys.items():
        found.append((*above, name))
        if not isinstance(what, str):
            found += paths(what, (*above, name))
    return found


PATHS: tuple[Path, ...] = tuple(paths(ROOT))
SERVICE_PATH: Path = ("components", "caching-service")
STORAGE_PATH: Path = (*SERVICE_PATH, "storage")
