"""What keeps the members of an Infinispan cluster from one another: certificates and Java.

Sources: zowe/api-layer, issue 4420 (the key exchange reads the keystore, and no trust store) and
pull request 4731 (virtual threads); zowe/docs-site, pull request 5076 (Java 21 on z/OS);
``infinispan-attls.xml`` of the Caching Service (no key exchange with AT-TLS); the Caching Service's
start script for the certificates of one component; zowe-install-packaging,
``bin/libs/certificate.sh`` (``zwe init certificate`` puts the authority into the keystore).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zwe_vsam.checks.finding import finding, instances_of_zowe, quoted
from zwe_vsam.checks.instances import Instance
from zwe_vsam.checks.nodes import cluster_nodes
from zwe_vsam.checks.view import ConfigView, is_on
from zwe_vsam.config.document import Value
from zwe_vsam.config.key_table import SERVICE_PATH, Path
from zwe_vsam.messages import Message

_PKCS12 = "PKCS12"
"""The type of a keystore by default."""
_ATTLS: Path = ("zowe", "network", "server", "tls", "attls")
_SETUP: Path = ("zowe", "setup", "certificate")
_JAVA_HOME: Path = ("java", "home")
_JAVA_21 = re.compile(r"(?i)(?:^|/)(?:j|java|jdk|jre)[-_.]?21(?![0-9a-z])")
"""Folders of Java 21, such as ``J21.0_64``, ``java21`` and ``jdk-21.0.3``."""
_RELEASE = re.compile(r"(?<![\d.])([34])\.(\d{1,2})(?![\d])")
"""A release in the path of a runtime directory, such as ``v3.6`` and ``3.6.1``."""
_FIXED = (3, 6)
"""The first release whose start script turns virtual threads off."""


def key_exchange(view: ConfigView) -> Iterator[Message]:
    """Warn of a keystore whose certificate authorities are in a trust store that is not read."""
    nodes = cluster_nodes(view)
    for node in nodes if len(nodes) > 1 else ():
        keystore = _certificate(node.instance, "keystore", "file")
        truststore = _certificate(node.instance, "truststore", "file")
        if not keystore or not truststore or keystore.text == truststore.text:
            continue
        if _is_pkcs12(node.instance) and not _is_exempt(node.instance, keystore):
            yield finding(
                "ZWV2413W",
                key=keystore.origin.key,
                trust_key=truststore.origin.key,
                instances=instances_of_zowe(len(nodes)),
                origin=keystore.origin,
            )


def _certificate(instance: Instance, store: str, name: str) -> Value | None:
    """A value of a store: of the component itself, or else of Zowe."""
    component = ("components", "apiml") if instance.is_single_service else SERVICE_PATH
    path = ("certificate", store, name)
    return instance.value((*component, *path)) or instance.value(("zowe", *path))


def _is_pkcs12(instance: Instance) -> bool:
    kind = _certificate(instance, "keystore", "type")
    return kind is None or kind.text.upper() == _PKCS12


def _is_exempt(instance: Instance, keystore: Value) -> bool:
    """Whether there is no key exchange, or Zowe put its authority into the keystore."""
    if any(is_on(instance.text(path)) for path in (_ATTLS, (*SERVICE_PATH, *_ATTLS))):
        return True
    directory = instance.text((*_SETUP, "pkcs12", "directory")).rstrip("/")
    is_made_by_zowe = (
        instance.text((*_SETUP, "type")).upper() == _PKCS12
        and not instance.text((*_SETUP, "pkcs12", "import", "keystore"))
        and bool(directory)
    )
    return is_made_by_zowe and keystore.text.startswith(f"{directory}/")


def virtual_threads(view: ConfigView) -> Iterator[Message]:
    """Warn of Java 21, unless the runtime directory shows a release that can work with it."""
    nodes = cluster_nodes(view)
    for node in nodes if len(nodes) > 1 else ():
        home = node.instance.value(_JAVA_HOME)
        release = _RELEASE.search(node.instance.text(("zowe", "runtimeDirectory")))
        if release and (int(release[1]), int(release[2])) >= _FIXED:
            continue
        if home and _JAVA_21.search(home.text):
            yield finding(
                "ZWV2414W",
                key=home.origin.key,
                value=quoted(home.text),
                instances=instances_of_zowe(len(nodes)),
                origin=home.origin,
            )


RULES = (key_exchange, virtual_threads)
