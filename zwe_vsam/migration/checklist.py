"""What only the site can do for Infinispan storage, and what a migration loses.

Each item has its source. What a configuration or a release does not concern is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from zwe_vsam.checks.view import ConfigView
from zwe_vsam.config.key_table import STORAGE_PATH
from zwe_vsam.migration.model import Member, Plan
from zwe_vsam.migration.releases import Release
from zwe_vsam.report.migration_result import Loss, Task

_WORKSPACE = ("zowe", "workspaceDirectory")
_DOCUMENTATION = "Zowe documentation"


def checklist(plan: Plan, release: Release) -> list[Task]:
    """The tasks of the site, in the order in which it does them."""
    several = len(plan.members) > 1
    items = [_ports(plan.members), _other_zowe(plan.members)]
    if several:
        items.append(_certificates())
    if several and release.is_before("3.6") and release.is_since("3.1"):
        items.append(_java())
    if several and release.is_before("3.2"):
        items.append(_locations())
    if release.is_since("3.5"):
        items.append(_cache_files(ConfigView(plan.before)))
    return [*items, _restart(several=several), _tokens()]


def losses(plan: Plan) -> Iterator[Loss]:
    """What the change loses, for each storage mode that instances leave."""
    view = ConfigView(plan.before)
    for mode in dict.fromkeys(mode.casefold() for mode in plan.old_modes):
        if mode == "vsam":
            name = view.text((*STORAGE_PATH, "vsam", "name"))
            yield Loss("VSAM", f"The records of the cluster{f' {name}' if name else ''} are not "
                       "copied. There is no export.")  # fmt: skip
        elif mode == "redis":
            yield Loss("redis", "The records stay in Redis. They are not copied.")
        elif mode in ("inmemory", ""):
            yield Loss("inMemory", "The records are lost at the restart, as at every restart now.")


def _hosts(members: tuple[Member, ...]) -> str:
    names = list(dict.fromkeys(member.host for member in members if member.host))
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:]))) or "the system"


def _numbers(members: tuple[Member, ...]) -> str:
    pairs = dict.fromkeys((member.port, member.key_exchange_port) for member in members)
    return " and ".join(map(str, dict.fromkeys(port for pair in pairs for port in pair)))


def _ports(members: tuple[Member, ...]) -> Task:
    task = f"Make sure that the ports {_numbers(members)} are free on {_hosts(members)}"
    between = ", and open between these systems" if len(members) > 1 else ""
    return Task(
        "ports",
        f"{task}{between}.",
        "Infinispan listens on both ports. If the port of the key exchange is in use, it tries "
        "the next five ports.",
        f"{_DOCUMENTATION}, Addressing network requirements; zowe/api-layer issue 3883",
    )


def _other_zowe(members: tuple[Member, ...]) -> Task:
    return Task(
        "other-zowe",
        f"Make sure that no other Zowe on {_hosts(members)} uses these ports.",
        "The name of the Infinispan cluster is fixed. Another Zowe with the same ports on the "
        "same hosts joins the cluster.",
        "zowe/api-layer issue 3883; caching-service, infinispan.xml (zowe-cluster)",
    )


def _certificates() -> Task:
    return Task(
        "certificates",
        "With a PKCS12 keystore, import the certificate authority into the keystore of each "
        "instance. A key ring has it already.",
        "The key exchange reads the keystore, and no trust store. Without the authority, the "
        "instances do not trust each other.",
        "zowe/api-layer issue 4420",
    )


def _java() -> Task:
    return Task(
        "java",
        "Do not use Java 21 on z/OS before Zowe 3.6. Use Java 17.",
        "Infinispan then uses virtual threads, which stall the communication of the members on "
        "z/OS. Zowe 3.6 turns them off.",
        "zowe/docs-site pull request 5076; zowe/api-layer pull request 4731",
    )


def _locations() -> Task:
    return Task(
        "data-locations",
        "Before Zowe 2.18.4 and 3.2, give each instance its own "
        "storage.infinispan.persistence.dataLocation and indexLocation.",
        "The instances otherwise share one folder. Newer releases have a folder for each instance.",
        "zowe/api-layer pull request 3960 and issue 4428; zowe/docs-site pull request 4887",
    )


def _cache_files(view: ConfigView) -> Task:
    folder = view.text(_WORKSPACE) or "<zowe.workspaceDirectory>"
    return Task(
        "cache-files",
        f"Before Zowe 3.5 or later starts, look for files of an older release in "
        f"{folder}/caching-service. Delete them, and revoke personal access tokens again.",
        "Infinispan of Zowe 3.5 cannot read older files. Their deletion makes revoked personal "
        "access tokens valid again.",
        "zowe/docs-site issues 5078 and 5086",
    )


def _restart(*, several: bool) -> Task:
    return Task(
        "restart",
        "Stop all instances of Zowe. Then start all of them with the new configuration."
        if several
        else "Stop Zowe. Then start Zowe with the new configuration.",
        "Zowe reads its configuration at the start. Instances with different storage modes share "
        "no data."
        if several
        else "Zowe reads its configuration at the start.",
        f"{_DOCUMENTATION}, Configuring the Caching Service for high availability; "
        "zowe/api-layer issue 4400",
    )


def _tokens() -> Task:
    return Task(
        "tokens",
        "Decide whether you want personal access tokens. You can turn them on now.",
        "Of all storage modes, only Infinispan can keep them.",
        f"{_DOCUMENTATION}, Enabling single sign on for clients via Personal Access Token "
        "configuration",
    )
