"""Checks that a system has the data sets, volume and storage class of a configuration.

Reads only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zwe_vsam.config import settings as config
from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import LibraryNotFound, Origin, TargetError
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
        yield _information(f"{member} is there", origin)
        return
    yield message(
        "ZWEL0143E", member=str(member), origin=origin, remedy="Check zowe.setup.dataset.prefix."
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
    holds = "and has" if exists else "and does not have"
    yield _information(f"{settings.jcllib} is there {holds} the member {MEMBER}", origin)


def _cluster(target: Target, settings: Settings, cluster: ClusterResult) -> Iterator[Message]:
    from zwe_vsam.zos.listcat import Cluster

    entry = target.entry(settings.cluster)
    cluster.exists = entry is not None
    state = "is not cataloged yet"
    if entry is not None:
        state = f"already exists as {'CLUSTER' if isinstance(entry, Cluster) else entry.kind}"
    yield _information(f"{settings.cluster} {state}", settings.origins[config.CLUSTER])


def _device(settings: Settings, inventory: Inventory | None) -> Iterator[Message]:
    """Report whether the system has the volume or the storage class that the mode uses."""
    by_volume = settings.mode == "NONRLS"
    key, name = (
        (config.VOLUME, settings.volume)
        if by_volume
        else (config.STORAGE_CLASS, settings.storage_class)
    )
    origin = settings.origins[key]
    device = f"{'Volume' if by_volume else 'Storage class'} {name}"
    if inventory is None:
        yield message(
            "ZWV245I",
            f"{device}: this target cannot tell whether it is there",
            origin=origin,
            remedy="Ask your storage administrator.",
        )
        return
    device_names = (
        [volser for volser, _, _ in inventory.volumes()]
        if by_volume
        else [storage_class.name for storage_class in inventory.storage_classes()]
    )
    if name in device_names:
        yield _information(f"{device} is there", origin)
        return
    yield message("ZWV236E", device, origin=origin, remedy=f"Set {key} to one that there is.")


def _information(text: str, origin: Origin) -> Message:
    return message("ZWV244I", text, origin=origin, remedy="Nothing needs to be done.")
