"""The catalog, the volumes and the rules of SMS: definition and deletion of clusters.

``ams`` executes the commands and prints their listings. A request that the system would refuse
raises ``Refusal`` with IBM's messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zwe_vsam.sandbox.state import (
    ClusterRecord,
    ComponentRecord,
    Extent,
    LibraryRecord,
    State,
    StorageClass,
    Volume,
)
from zwe_vsam.zos.limits import (
    CONTROL_INFORMATION,
    CONTROL_INTERVAL_SIZE,
    DATA_SET_NAME_LENGTH,
    FAILED,
)

TRACK_BYTES = 48 * 1024
"""Usable bytes of a 3390 track in 4 KiB blocks (z/OS DFSMS Using Data Sets)."""


class Refusal(Exception):
    """A request that the system refuses, with IBM's messages and the condition code."""

    def __init__(self, code: int, *messages: str) -> None:
        super().__init__(*messages)
        self.code = code
        self.messages = messages


class ComponentRequest(NamedTuple):
    """The attributes of a component in DEFINE, its own or those of the cluster level."""

    name: str
    """Empty for a generated name."""
    volumes: tuple[str, ...]
    unit: str
    """RECORDS, TRACKS, CYLINDERS, KILOBYTES or MEGABYTES."""
    primary: int
    secondary: int
    key_length: int
    key_offset: int
    average_length: int
    maximum_length: int
    ci_size: int
    """In bytes; 0 for a size that the system chooses."""
    share_options: tuple[int, int]
    flags: tuple[str, ...]


class ClusterRequest(NamedTuple):
    """The attributes in DEFINE CLUSTER."""

    name: str
    organization: str
    storage_class: str
    management_class: str
    data_class: str
    log: str
    owner: str
    data: ComponentRequest
    index_: ComponentRequest | None


class Defined(NamedTuple):
    """A new cluster, and which of its components got a generated name."""

    cluster: ClusterRecord
    generated: tuple[ComponentRecord, ...]


class Catalog:
    """The entries of a state."""

    def __init__(self, state: State) -> None:
        self._state = state

    def cluster(self, name: str) -> ClusterRecord | None:
        """Return the cluster of that name, or None."""
        return next((item for item in self._state.clusters if item.name == name), None)

    def library(self, name: str) -> LibraryRecord | None:
        """Return the partitioned data set of that name, or None."""
        return next((item for item in self._state.libraries if item.name == name), None)

    def names(self) -> Iterator[str]:
        """Yield every name in the catalog, those of components and associations too."""
        yield self._state.catalog
        for library in self._state.libraries:
            yield library.name
        for cluster in self._state.clusters:
            yield from _names(cluster)

    def free_tracks(self, volume: Volume) -> int:
        """Return the number of tracks of the volume that no component occupies."""
        used = sum(
            component.space.tracks
            for cluster in self._state.clusters
            for component in cluster.components()
            if component.volser == volume.volser
        )
        return volume.tracks - used

    def define(self, request: ClusterRequest, now: float, no_space: bool = False) -> Defined:
        """Add a cluster; ``no_space`` makes the allocation fail. Raises Refusal."""
        data_name = request.data.name or _generated(request.name, "DATA")
        index = request.index_
        index_name = (index.name or _generated(request.name, "INDEX")) if index else ""
        self._check_names(request, [request.name, data_name, *([index_name] if index else [])])
        storage_class = self._class(request)
        data = _component(request.data, data_name)
        parts = [(data, request.data.volumes)]
        if index:
            parts.append((_component(index, index_name), index.volumes))
        self._place(request, storage_class, parts, no_space)
        cluster = ClusterRecord(
            name=request.name,
            organisation=request.organization,
            created=now,
            storage_class=request.storage_class,
            management_class=request.management_class,
            data_class=request.data_class,
            log=request.log,
            owner=request.owner,
            data=data,
            index=parts[1][0] if index else None,
        )
        self._state.clusters.append(cluster)
        asked = (request.data.name, index.name if index else "")
        generated = (
            part for part, name in zip(cluster.components(), asked, strict=False) if not name
        )
        return Defined(cluster, tuple(generated))

    def _check_names(self, request: ClusterRequest, wanted: list[str]) -> None:
        taken = set(self.names())
        for position, name in enumerate(wanted):
            if name in taken or name in wanted[:position]:
                raise Refusal(FAILED, *_duplicate(name, request))

    def _class(self, request: ClusterRequest) -> StorageClass | None:
        """Return the requested storage class. The sandbox has no data and management classes."""
        for keyword, name in (
            ("DATACLAS", request.data_class),
            ("MGMTCLAS", request.management_class),
        ):
            if name:
                raise Refusal(FAILED, *_no_class(request, keyword, name))
        if not request.storage_class:
            return None
        for item in self._state.storage_classes:
            if item.name == request.storage_class:
                return item
        raise Refusal(FAILED, *_no_class(request, "STORCLAS", request.storage_class))

    def _place(
        self,
        request: ClusterRequest,
        storage_class: StorageClass | None,
        parts: list[tuple[ComponentRecord, tuple[str, ...]]],
        no_space: bool,
    ) -> None:
        """Choose a volume for each component. Raises Refusal, also for insufficient space."""
        taken: dict[str, int] = {}

        def free(volume: Volume) -> int:
            return self.free_tracks(volume) - taken.get(volume.volser, 0)

        for part, volumes in parts:
            candidates = self._candidates(storage_class, volumes)
            best = max(candidates, key=free, default=None)
            if best is None or no_space or free(best) < part.space.tracks:
                raise Refusal(FAILED, *_no_space(request, storage_class, len(candidates)))
            taken[best.volser] = taken.get(best.volser, 0) + part.space.tracks
            part.volser = best.volser

    def _candidates(
        self, storage_class: StorageClass | None, volumes: tuple[str, ...]
    ) -> list[Volume]:
        """Return the volumes on which a component may be allocated.

        SMS chooses from the storage group. The volumes in the request are used without a storage
        class, and with one that has GUARANTEED SPACE.
        """
        wanted = [volser for volser in volumes if volser != "*"]
        if storage_class is None or (storage_class.guaranteed_space and wanted):
            return [self._volume(volser) for volser in wanted[:1]]
        group = storage_class.volumes
        return [item for item in self._state.volumes if item.volser in group]

    def _volume(self, volser: str) -> Volume:
        for item in self._state.volumes:
            if item.volser == volser:
                return item
        raise Refusal(
            FAILED,
            _reason(72, "IGG0CLEW-24"),
            f"IDC3009I FOR {volser}",
        )

    def delete(self, name: str, kind: str, in_use: bool = False) -> list[str]:
        """Remove an entry with its associations and return the IDC0550I messages.

        ``kind`` is the entry type that the command names, or empty. Raises Refusal.
        """
        cluster = self.cluster(name)
        library = self.library(name)
        if cluster is not None and kind in ("", "CLUSTER"):
            if cluster.in_use or in_use:
                raise Refusal(
                    8, "IDC3014I CATALOG ERROR", _reason(184, "IGG0CLFT-6"), _not_deleted(name)
                )
            self._state.clusters.remove(cluster)
            return [*_deleted(cluster)]
        if library is not None and kind in ("", "NONVSAM"):
            self._state.libraries.remove(library)
            return [f"IDC0550I ENTRY (A) {name} DELETED"]
        raise Refusal(8, *not_found(name), _not_deleted(name))


def not_found(name: str) -> tuple[str, str]:
    """Return the messages for a name that is not in the catalog."""
    return f"IDC3012I ENTRY {name} NOT FOUND", _reason(8, "IGG0CLEG-42")


def _names(cluster: ClusterRecord) -> Iterator[str]:
    yield cluster.name
    for component in cluster.components():
        yield component.name
    yield from cluster.alternate_indexes
    yield from cluster.paths


def _reason(code: int, reason: str) -> str:
    return f"IDC3009I ** VSAM CATALOG RETURN CODE IS {code} - REASON CODE IS {reason}"


def _not_deleted(name: str) -> str:
    return f"IDC0551I ** ENTRY {name} NOT DELETED"


def _define_ended(name: str) -> tuple[str, ...]:
    return ("IGD17219I UNABLE TO CONTINUE DEFINE OF DATA SET", name)


def _no_class(request: ClusterRequest, keyword: str, name: str) -> tuple[str, ...]:
    return (
        "IGD01014I DATA SET ALLOCATION REQUEST FAILED -",
        f"SPECIFIED {keyword} {name} DOES NOT EXIST",
        *_define_ended(request.name),
    )


def _duplicate(name: str, request: ClusterRequest) -> tuple[str, ...]:
    sms: tuple[str, ...] = ()
    if request.storage_class:
        sms = (
            f"IGD17101I DATA SET {name}",
            "NOT DEFINED BECAUSE DUPLICATE NAME EXISTS IN CATALOG",
            "RETURN CODE IS 8 REASON CODE IS 38 IGG0CLEH",
            *_define_ended(request.name),
        )
    return (*sms, "IDC3013I DUPLICATE DATA SET NAME", _reason(8, "IGG0CLEH-38"))


def _no_space(
    request: ClusterRequest, storage_class: StorageClass | None, candidates: int
) -> tuple[str, ...]:
    if storage_class is None:
        return ("IDC3020I UNABLE TO ALLOCATE SPACE ON USER VOLUME", _reason(68, "IGG0CLEW-20"))
    return (
        "IGD17272I VOLUME SELECTION HAS FAILED FOR INSUFFICIENT SPACE FOR",
        f"DATA SET {request.name}",
        f"IGD17279I {candidates} VOLUMES WERE REJECTED BECAUSE THEY DID NOT HAVE SUFFICIENT SPACE",
        *_define_ended(request.name),
        _reason(68, "IGG0CLEW-20"),
    )


def _deleted(cluster: ClusterRecord) -> Iterator[str]:
    """Yield the messages in the order of z/OS, with that of the cluster last."""
    for path in cluster.paths:
        yield f"IDC0550I ENTRY (R) {path} DELETED"
    for name in cluster.alternate_indexes:
        yield f"IDC0550I ENTRY (G) {name} DELETED"
    yield f"IDC0550I ENTRY (D) {cluster.data.name} DELETED"
    if cluster.index is not None:
        yield f"IDC0550I ENTRY (I) {cluster.index.name} DELETED"
    yield f"IDC0550I ENTRY (C) {cluster.name} DELETED"


def _generated(cluster: str, suffix: str) -> str:
    """Return the name that DEFINE gives a component (DFSMS Using Data Sets, "Naming a Cluster").

    A last qualifier CLUSTER is replaced, otherwise the suffix is appended. Where the result
    would be too long, the system builds a name from a time stamp. The sandbox builds it from a
    digest, so that a repeated job gets the same name.
    """
    name = f"{cluster.removesuffix('.CLUSTER')}.{suffix}"
    if len(name) <= DATA_SET_NAME_LENGTH:
        return name
    import hashlib

    digest = hashlib.sha256(f"{cluster} {suffix}".encode()).hexdigest().upper()
    return f"{cluster.partition('.')[0]}.T{digest[:7]}.T{digest[7:14]}"


def _component(request: ComponentRequest, name: str) -> ComponentRecord:
    ci_size = request.ci_size or _ci_size(request)
    return ComponentRecord(
        name=name,
        volser="",
        space=_space(request, ci_size),
        key_length=request.key_length,
        key_offset=request.key_offset,
        average_length=request.average_length,
        maximum_length=request.maximum_length,
        ci_size=ci_size,
        share_options=list(request.share_options),
        flags=list(request.flags),
    )


def _ci_size(request: ComponentRequest) -> int:
    """Return the smallest legal control interval, from 4096 bytes, that holds the longest record.

    Legal sizes are multiples of 512 to 8 KiB and of 2 KiB to 32 KiB; 7 bytes are control
    information (Access Method Services Commands, DEFINE CLUSTER, CONTROLINTERVALSIZE).
    """
    needed = max(4096, request.maximum_length + CONTROL_INFORMATION)
    step = 512 if needed <= 8192 else 2048
    return min(-(-needed // step) * step, CONTROL_INTERVAL_SIZE)


def _space(request: ComponentRequest, ci_size: int) -> Extent:
    """Return the requested space in tracks, or in cylinders."""
    if request.unit == "CYLINDERS":
        return Extent("CYLINDER", request.primary, request.secondary)

    def tracks(amount: int) -> int:
        if not amount or request.unit == "TRACKS":
            return amount
        if request.unit == "RECORDS":
            per_interval = max(1, (ci_size - 10) // max(1, request.average_length))
            size = -(-amount // per_interval) * ci_size
        else:
            size = amount * (1024 if request.unit == "KILOBYTES" else 1024 * 1024)
        return -(-size // TRACK_BYTES)

    return Extent("TRACK", tracks(request.primary), tracks(request.secondary))
