"""Checks that a system has the data sets, volume and storage class of a configuration.

Reads only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zwe_vsam.config import settings as config
from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import LibraryNotFound, TargetError
from zwe_vsam.messages import Message, message
from zwe_vsam.model import Member

if TYPE_CHECKING:
    from zwe_vsam.report.result import ClusterResult
    from zwe_vsam.targets.base import Inventory, Target

MEMBER = "ZWECSVSM"


def findings(
    target: Target, settings: Settings, inventory: Inventory | None, cluster: ClusterResult
) -> Iterator[Message]:
    """Report what the system has and what it does not have, and set ``cluster.exists``.

    A failure of the system is a finding, too.
    """
    yield from _or_failure(_template(target, settings), settings)
    yield from _or_failure(_jcllib(target, settings), settings)
    yield from _or_failure(_cluster(target, settings, cluster), settings)
    yield from _or_failure(_device(settings, inventory), settings)


def _or_failure(check: Iterator[Message], settings: Settings) -> Iterator[Message]:
    """The findings of ``check``, and the failure of the system that ends it."""
    try:
        yield from check
    except TargetError as error:
        origin = error.origin or settings.origins[config.CLUSTER]
        yield error.message._replace(
            origin=origin,
            remedy=error.remedy or "Check that the system can be reached, and try again.",
        )


def _template(target: Target, settings: Settings) -> Iterator[Message]:
    member = Member(settings.samplib, MEMBER)
    origin = settings.origins[config.PREFIX]
    try:
        exists = target.exists(member)
    except LibraryNotFound:
        exists = False
    if exists:
        yield message("ZWV2701I", member=member, origin=origin)
        return
    yield message(
        "ZWEL0143E", member=str(member), origin=origin, remedy="Correct zowe.setup.dataset.prefix."
    )


def _jcllib(target: Target, settings: Settings) -> Iterator[Message]:
    origin = settings.origins[config.JCLLIB]
    try:
        exists = target.exists(Member(settings.jcllib, MEMBER))
    except LibraryNotFound:
        yield message(
            "ZWEL0319E",
            reason=f"{settings.jcllib} is not cataloged.",
            origin=origin,
            remedy="Allocate it (RECFM=FB, LRECL=80), run 'zwe init generate', or submit "
            f"{settings.samplib}(ZWEGENER).",
        )
        return
    if exists:
        yield message("ZWV2702I", library=settings.jcllib, name=MEMBER, origin=origin)
    else:
        yield message("ZWV2703I", library=settings.jcllib, name=MEMBER, origin=origin)


def _cluster(target: Target, settings: Settings, cluster: ClusterResult) -> Iterator[Message]:
    from zwe_vsam.zos.listcat import Cluster

    entry = target.entry(settings.cluster)
    cluster.exists = entry is not None
    origin = settings.origins[config.CLUSTER]
    if entry is None:
        yield message("ZWV2704I", name=settings.cluster, origin=origin)
        return
    kind = "CLUSTER" if isinstance(entry, Cluster) else entry.kind
    yield message("ZWV2705I", name=settings.cluster, kind=kind, origin=origin)


def _device(settings: Settings, inventory: Inventory | None) -> Iterator[Message]:
    """Report whether the system has the volume or the storage class that the mode uses."""
    if settings.mode == "NONRLS":
        yield _volume(settings, inventory)
    else:
        yield _storage_class(settings, inventory)


def _volume(settings: Settings, inventory: Inventory | None) -> Message:
    name, origin = settings.volume, settings.origins[config.VOLUME]
    if inventory is None:
        return message("ZWV2710I", name=name, origin=origin)
    if name in [volser for volser, _, _ in inventory.volumes()]:
        return message("ZWV2706I", name=name, origin=origin)
    return message("ZWV2708E", name=name, key=config.VOLUME, origin=origin)


def _storage_class(settings: Settings, inventory: Inventory | None) -> Message:
    name, origin = settings.storage_class, settings.origins[config.STORAGE_CLASS]
    if inventory is None:
        return message("ZWV2711I", name=name, origin=origin)
    if name in [storage_class.name for storage_class in inventory.storage_classes()]:
        return message("ZWV2707I", name=name, origin=origin)
    return message("ZWV2709E", name=name, key=config.STORAGE_CLASS, origin=origin)
