"""What a system has of the things that a configuration names. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from zwe_vsam.checks.finding import Finding
from zwe_vsam.config import settings as config
from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import LibraryNotFound, Origin, Problem, TargetError
from zwe_vsam.messages import message
from zwe_vsam.model import Member

if TYPE_CHECKING:
    from zwe_vsam.report.result import ClusterResult
    from zwe_vsam.targets.base import Target

MEMBER = "ZWECSVSM"


class StorageClass(Protocol):
    """A storage class of the system."""

    name: str


class Inventory(Protocol):
    """A system that can say which volumes and storage classes it has."""

    def volumes(self) -> list[tuple[str, int, int]]:
        """Volser, size and free space of each volume."""

    def storage_classes(self) -> Sequence[StorageClass]:
        """The SMS storage classes."""


def look(
    target: Target, settings: Settings, inventory: Inventory | None, cluster: ClusterResult
) -> Iterator[Finding]:
    """What is there and what is missing; ``cluster`` is told whether it exists.

    A system that gives no clear answer is a finding, too.
    """
    yield from _told(_template(target, settings), settings)
    yield from _told(_jcllib(target, settings), settings)
    yield from _told(_cluster(target, settings, cluster), settings)
    yield from _told(_device(settings, inventory), settings)


def _told(part: Iterator[Finding], settings: Settings) -> Iterator[Finding]:
    try:
        yield from part
    except TargetError as error:
        origin = error.origin or settings.origins[config.CLUSTER]
        yield Finding(
            message(
                error.id,
                *error.facts,
                origin=origin,
                remedy=error.remedy or "Check that the system can be reached, and try again.",
                details=error.details,
            )
        )


def _template(target: Target, settings: Settings) -> Iterator[Finding]:
    member = Member(settings.samplib, MEMBER)
    origin = settings.origins[config.PREFIX]
    try:
        there = target.exists(member)
    except LibraryNotFound:
        there = False
    if there:
        yield _seen(f"{member} is there", origin)
        return
    yield Finding.of(
        Problem("ZWEL0143E", str(member), origin=origin, remedy="Check zowe.setup.dataset.prefix.")
    )


def _jcllib(target: Target, settings: Settings) -> Iterator[Finding]:
    origin = settings.origins[config.JCLLIB]
    try:
        there = target.exists(Member(settings.jcllib, MEMBER))
    except LibraryNotFound:
        yield Finding.of(
            Problem(
                "ZWEL0319E",
                f"{settings.jcllib} is not cataloged.",
                origin=origin,
                remedy="Allocate it (RECFM=FB, LRECL=80), run 'zwe init generate', or submit "
                f"{settings.samplib}(ZWEGENER).",
            )
        )
        return
    holds = "and has" if there else "and does not have"
    yield _seen(f"{settings.jcllib} is there {holds} the member {MEMBER}", origin)


def _cluster(target: Target, settings: Settings, cluster: ClusterResult) -> Iterator[Finding]:
    from zwe_vsam.zos.listcat import Cluster

    entry = target.entry(settings.cluster)
    cluster.exists = entry is not None
    said = "is not cataloged yet"
    if entry is not None:
        said = f"already exists as {'CLUSTER' if isinstance(entry, Cluster) else entry.kind}"
    yield _seen(f"{settings.cluster} {said}", settings.origins[config.CLUSTER])


def _device(settings: Settings, inventory: Inventory | None) -> Iterator[Finding]:
    """The volume or the storage class, whichever the mode uses."""
    by_volume = settings.mode == "NONRLS"
    key, name = (
        (config.VOLUME, settings.volume)
        if by_volume
        else (config.STORAGE_CLASS, settings.storage_class)
    )
    origin = settings.origins[key]
    what = f"{'Volume' if by_volume else 'Storage class'} {name}"
    if inventory is None:
        yield Finding(
            message(
                "ZWV245I",
                f"{what}: this target cannot tell whether it is there",
                origin=origin,
                remedy="Ask your storage administrator.",
            )
        )
        return
    there = (
        [volser for volser, _, _ in inventory.volumes()]
        if by_volume
        else [storage_class.name for storage_class in inventory.storage_classes()]
    )
    if name in there:
        yield _seen(f"{what} is there", origin)
        return
    yield Finding.of(
        Problem("ZWV236E", what, origin=origin, remedy=f"Set {key} to one that there is.")
    )


def _seen(what: str, origin: Origin) -> Finding:
    return Finding(message("ZWV244I", what, origin=origin, remedy="Nothing needs to be done."))
