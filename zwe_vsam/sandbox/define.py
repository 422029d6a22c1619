"""From a parsed DEFINE CLUSTER to a request to the catalog, with defaults and levels merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zwe_vsam.sandbox.catalog import ClusterRequest, ComponentRequest
from zwe_vsam.zos.limits import CONTROL_INFORMATION

if TYPE_CHECKING:
    from zwe_vsam.zos.idcams import Attributes, Define

_NOT_MODELLED = (
    "MODEL", "RECATALOG", "ZFS", "EXCEPTIONEXIT", "KEYLABEL", "KEYNAME", "KEYNAMEU", "DATABASE",
    "TO", "FOR", "CATALOG",
)  # fmt: skip
_FLAGS = ("REUSE", "SPANNED", "ERASE", "SPEED", "WRITECHECK")
_INDEX_CI = 2048


def not_modelled(define: Define) -> str:
    """Return the first parameter that the sandbox does not support; empty without one."""
    if define.catalog:
        return "CATALOG"
    for level in (define.cluster, define.data, define.index):
        for parameter in level.parameters:
            if parameter.keyword in _NOT_MODELLED:
                return parameter.keyword
    return ""


def request(define: Define, owner: str) -> ClusterRequest:
    """Return the request of a command, which has passed ``idcams.check``."""
    cluster = define.cluster
    data = _data(define)
    indexed = define.organization == "INDEXED"
    return ClusterRequest(
        name=define.name,
        organization=define.organization,
        storage_class=cluster.storage_class or "",
        management_class=cluster.management_class or "",
        data_class=cluster.data_class or "",
        log=cluster.log or "",
        owner=cluster.text("OWNER") or owner,
        data=data,
        index_=_index(define.index, data) if indexed else None,
    )


def _data(define: Define) -> ComponentRequest:
    space = define.space
    # A catalog keeps KEYS also of a cluster without an index, to which it means nothing.
    keyed = define.organization == "INDEXED" or define.has("KEYS")
    length, offset = define.keys if keyed and define.organization != "LINEAR" else (0, 0)
    average, maximum = define.record_size if define.organization != "LINEAR" else (0, 0)
    return ComponentRequest(
        name=define.data.name or "",
        volumes=define.volumes,
        unit=space.unit if space else "TRACKS",
        primary=space.primary if space else 0,
        secondary=space.secondary if space else 0,
        key_length=length,
        key_offset=offset,
        average_length=average,
        maximum_length=maximum,
        ci_size=define.data.ci_size or define.cluster.ci_size or 0,
        share_options=define.share_options,
        flags=tuple(flag for flag in _FLAGS if define.has(flag)),
    )


def _index(index: Attributes, data: ComponentRequest) -> ComponentRequest:
    """Return the request for the index: one track by default, one record per control interval."""
    ci_size = index.ci_size or _INDEX_CI
    space = index.space
    return data._replace(
        name=index.name or "",
        volumes=index.volumes or data.volumes,
        unit=space.unit if space else "TRACKS",
        primary=space.primary if space else 1,
        secondary=space.secondary if space else 1,
        average_length=0,
        maximum_length=ci_size - CONTROL_INFORMATION,
        ci_size=ci_size,
        share_options=index.share_options or data.share_options,
    )
