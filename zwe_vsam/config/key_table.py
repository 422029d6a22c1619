"""The keys of zowe.yaml that concern the Caching Service's storage, as Zowe has them.

Sources: Zowe's ``schemas/zowe-yaml-schema.json`` and ``example-zowe.yaml`` (server installation),
the Caching Service's ``caching-service-config.json`` (API Mediation Layer), and the Zowe
documentation: "Zowe YAML configuration file reference", "Using Infinispan", "Using Redis", "Using
VSAM as a storage solution through the Caching service".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Path: TypeAlias = "tuple[str, ...]"
Keys: TypeAlias = "Mapping[str, Keys | str]"
"""The keys of a mapping in zowe.yaml. Each holds further keys, or a kind: a word from below."""


TEXT, SWITCH, PORT = "text", "true or false", "a port from 1024 to 65535"
DATA_SET = "the name of a data set"
MODE = "RLS or NONRLS"
"""Kinds that Zowe's schema checks, with the type of the value: text, number or boolean."""
RECORDS, SECONDS = "a whole number of records, at least 1", "a whole number of seconds, at least 1"
BYTES = "a whole number of bytes, at least 1"
MILLISECONDS = "a whole number of milliseconds, at least 1"
ANY_SWITCH, ANY_PORT = "on or off: true or false", "a port from 1 to 65535"
ANY_TEXT = "any text"
"""Kinds of values that the Caching Service gets as text. Below ``storage`` Zowe's schema checks
nothing."""
LINES = "text or a list"
ANY = "anything"
"""A kind that no rule checks."""

DEFAULT_PORTS = {
    "api-catalog": 7552,
    "discovery": 7553,
    "gateway": 7554,
    "caching-service": 7555,
    "app-server": 7556,
    "zss": 7557,
    "zaas": 7558,
}
"""Component -> default port, for the components that Zowe starts by default (Zowe documentation,
"Addressing network requirements"; ``files/defaults.yaml``)."""
SERVICE_PATH: Path = ("components", "caching-service")
STORAGE_PATH: Path = (*SERVICE_PATH, "storage")
SINGLE_SERVICE: Path = ("components", "apiml", "enabled")
"""The switch of the API Mediation Layer as a single service."""
_JGROUPS: Path = (*STORAGE_PATH, "infinispan", "jgroups")
JGROUPS_PORT: Path = (*_JGROUPS, "port")
JGROUPS_HOST: Path = (*_JGROUPS, "host")
EXCHANGE_PORT: Path = (*_JGROUPS, "keyExchange", "port")
INITIAL_HOSTS: Path = (*STORAGE_PATH, "infinispan", "initialHosts")
DEFAULTS: Mapping[Path, int] = {
    **{("components", name, "port"): port for name, port in DEFAULT_PORTS.items()},
    JGROUPS_PORT: 7600,
    EXCHANGE_PORT: 7601,
}
"""Key -> default port. The two of Infinispan are those of its documentation since v3.2."""

INFINISPAN: Keys = {
    "jgroups": {
        "port": ANY_PORT,
        "host": ANY_TEXT,
        "keyExchange": {"port": ANY_PORT, "socketTimeout": MILLISECONDS},
        "tcp": {"diag": {"enabled": ANY_SWITCH}},
    },
    "persistence": {"dataLocation": ANY_TEXT, "indexLocation": ANY_TEXT},
    "initialHosts": LINES,
    "useVirtualThreads": ANY_SWITCH,
    "virtualThreads": ANY_SWITCH,
}
STORES = ("keystore", "keystorePassword", "truststore", "truststorePassword")
"""Of Redis. The documentation's own samples also write ``keyStore`` and so on."""
_CAPITAL_STORES = ("keyStore", "keyStorePassword", "trustStore", "trustStorePassword")
REDIS: Keys = {
    "masterNodeUri": ANY_TEXT,
    "timeout": SECONDS,
    "sentinel": {"enabled": ANY_SWITCH, "masterInstance": ANY_TEXT, "nodes": LINES},
    "ssl": {"enabled": ANY_SWITCH, **dict.fromkeys((*STORES, *_CAPITAL_STORES), ANY_TEXT)},
}
STORAGE: Keys = {
    "mode": ANY_TEXT,
    "size": RECORDS,
    "evictionStrategy": ANY_TEXT,
    "vsam": {"name": DATA_SET, "keyLength": BYTES, "recordLength": BYTES, "encoding": ANY_TEXT},
    "infinispan": INFINISPAN,
    "redis": REDIS,
}
SERVICE: Keys = {
    "enabled": SWITCH,
    "port": PORT,
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
APIML: Mapping[str, str] = {"enabled": SWITCH, "port": PORT, "debug": SWITCH}
"""Checked keys of ``components.apiml``, the API Mediation Layer as a single service. COMPONENTS
does not have them: a misplaced ``port`` or ``enabled`` hardly belongs there."""
ENVIRONMENT_NAMES: Mapping[Path, str] = {
    INITIAL_HOSTS: "CACHING_STORAGE_INFINISPAN_INITIALHOSTS",
    JGROUPS_HOST: "JGROUPS_BIND_ADDRESS",
    JGROUPS_PORT: "JGROUPS_BIND_PORT",
}
"""Key -> the variable below ``zowe.environments`` that releases of v2 read instead."""
ENVIRONMENTS = (
    "CACHING_STORAGE_VSAM_KEYLENGTH",
    "CACHING_STORAGE_VSAM_RECORDLENGTH",
    *ENVIRONMENT_NAMES.values(),
)
_LIBRARIES = dict.fromkeys(
    ("proclib", "parmlib", "parmlibMembers", "loadlib", "authLoadlib", "authPluginLib"), ANY
)
SETUP: Keys = {
    "dataset": {"prefix": DATA_SET, "jcllib": DATA_SET, **_LIBRARIES},
    "mvs": {"hlq": DATA_SET, "jcllib": DATA_SET, **_LIBRARIES},
    "vsam": {"mode": MODE, "volume": TEXT, "storageClass": TEXT, "name": DATA_SET},
    "jcl": {"header": LINES},
    **dict.fromkeys(("zis", "security", "certificate"), ANY),
}
ZOWE: Keys = {
    "setup": SETUP,
    "environments": {**dict.fromkeys(ENVIRONMENTS, ANY), "jclHeader": LINES},
    "runtimeDirectory": TEXT,
    **dict.fromkeys(
        ("logDirectory", "workspaceDirectory", "extensionDirectory", "job",
         "rbacProfileIdentifier", "cookieIdentifier", "externalDomains", "externalPort",
         "launcher", "launchScript", "network", "verifyCertificates", "certificate",
         "sysMessages", "logLevels", "useConfigmgr", "configmgr", "workspace",
         "extensionRegistry"),
        ANY,
    ),
}  # fmt: skip
INSTANCE: Keys = {"hostname": TEXT, "sysname": TEXT, "components": COMPONENTS, "zowe": ANY}
REQUIRED_OF_AN_INSTANCE = ("hostname", "sysname")
"""``zowe-yaml-schema.json``, haInstances, ``required``."""
ROOT: Keys = {
    "zowe": ZOWE,
    "components": COMPONENTS,
    "haInstances": ANY,
    **dict.fromkeys(("java", "node", "zOSMF"), ANY),
}

CLOSED = ("vsam", "storage", "infinispan", "jgroups", "keyExchange", "persistence", "redis",
          "sentinel", "ssl")  # fmt: skip
"""Mappings whose keys this table has in full; others may hold keys of other components."""

REFUSED: frozenset[Path] = frozenset(
    (("zowe", "setup", "vsam"), ("zowe", "setup", "dataset"), ("zowe", "setup", "jcl"))
)
"""Sections whose other keys Zowe's schema refuses (``additionalProperties`` false)."""
GROWING: frozenset[Path] = frozenset(((), ("zowe",), ("zowe", "setup")))
"""Such sections to which newer releases of Zowe add keys that this table does not have."""

UNMISTAKABLE = frozenset(
    ("setup", "dataset", "jcllib", "hlq", "vsam", "storageClass", "caching-service", "storage",
     "evictionStrategy", "infinispan", "jgroups", "keyExchange", "initialHosts", "redis",
     "masterNodeUri", "sentinel", "masterInstance", "components", "haInstances", *ENVIRONMENTS)
)  # fmt: skip
"""Names with one meaning wherever they stand; ``port`` and ``name`` have several."""


def paths(keys: Keys, above: Path = ()) -> list[Path]:
    """Every path below ``keys``."""
    below: list[Path] = []
    for name, kind in keys.items():
        below.append((*above, name))
        if not isinstance(kind, str):
            below += paths(kind, (*above, name))
    return below


def path_of(key: str) -> Path:
    """The path of a dotted key."""
    return tuple(key.split("."))


PATHS: tuple[Path, ...] = tuple(paths(ROOT))
