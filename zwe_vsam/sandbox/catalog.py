"""The catalog, the volumes and the rules of SMS: definition and deletion of clusters.

``ams`` executes the commands and prints their listings. A request that the system would refuse
raises ``Refusal`` with IBM's messages.
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.sandbox.state import (
    TRACKS_PER_CYLINDER,
    AssociationRecord,
    ClusterRecord,
    ComponentRecord,
    Damaged,
    LibraryRecord,
    StorageClass,
    Volume,
)
from zwe_vsam.zos.limits import (
    CONTROL_INFORMATION,
    CONTROL_INTERVAL_SIZE,
    DATA_SET_NAME_LENGTH,
    FAILED,
)

if TYPE_CHECKING:
    from zwe_vsam.sandbox.database import Database

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


class ClusterEntry(NamedTuple):
    """A cluster with all that belongs to it."""

    cluster: ClusterRecord
    components: list[ComponentRecord]
    """The data component, and the index component where the cluster has an index."""
    associations: list[AssociationRecord]

    @property
    def data(self) -> ComponentRecord:
        """The data component."""
        return self.components[0]

    @property
    def index_(self) -> ComponentRecord | None:
        """The index component; None without one."""
        return self.components[1] if len(self.components) > 1 else None

    def associated(self, kind: str) -> list[str]:
        """Return the names of the alternate indexes (AIX), or of the paths (PATH)."""
        return [item.name for item in self.associations if item.kind == kind]


class Defined(NamedTuple):
    """A new cluster, and which of its components got a generated name."""

    entry: ClusterEntry
    generated: list[ComponentRecord]


class Catalog:
    """The entries in a database."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def entries(self, cluster: str = "") -> list[ClusterEntry]:
        """Return the cluster of that name, or all clusters, sorted by name."""
        condition = ("cluster = ?", cluster) if cluster else ("",)
        parts: dict[str, list[ComponentRecord]] = defaultdict(list)
        related: dict[str, list[AssociationRecord]] = defaultdict(list)
        for part in self._database.all(ComponentRecord, *condition, order="kind"):
            parts[part.cluster].append(part)
        for item in self._database.all(AssociationRecord, *condition, order="rowid"):
            related[item.cluster].append(item)
        condition = ("name = ?", cluster) if cluster else ("",)
        clusters = self._database.all(ClusterRecord, *condition, order="name")
        for record in clusters:
            if [part.kind for part in parts[record.name]] not in (["DATA"], ["DATA", "INDEX"]):
                raise Damaged(f"{record.name} has other components than data and index")
        return [ClusterEntry(row, parts[row.name], related[row.name]) for row in clusters]

    def owner(self, name: str) -> str:
        """Return the cluster that has this name or to which the name belongs; or empty."""
        first = self._database.first
        part = first(ComponentRecord, "name = ?", name) or first(
            AssociationRecord, "name = ?", name
        )
        if part is not None:
            return part.cluster
        return name if first(ClusterRecord, "name = ?", name) else ""

    def library(self, name: str) -> LibraryRecord | None:
        """Return the partitioned data set of that name, or None."""
        return self._database.first(LibraryRecord, "name = ?", name)

    def has(self, name: str) -> bool:
        """Whether the catalog has this name, also of a component or an association."""
        return bool(name == self._database.system.catalog or self.library(name) or self.owner(name))

    def free_tracks(self, volume: Volume) -> int:
        """Return the number of tracks of the volume that no component occupies."""
        return volume.tracks - self._database.number(
            "COALESCE(SUM(tracks), 0)", ComponentRecord, "volser = ?", volume.volser
        )

    def define(self, request: ClusterRequest, now: float, no_space: bool = False) -> Defined:
        """Add a cluster; ``no_space`` makes the allocation fail. Raises Refusal."""
        requests = [("DATA", request.data)]
        if request.index_:
            requests.append(("INDEX", request.index_))
        parts = [_component(item, request.name, kind) for kind, item in requests]
        self._check_names(request, [request.name, *(part.name for part in parts)])
        storage_class = self._class(request)
        volumes = [item.volumes for _, item in requests]
        parts = self._place(request, storage_class, parts, volumes, no_space)
        cluster = ClusterRecord(
            name=request.name,
            organization=request.organization,
            created=now,
            storage_class=request.storage_class,
            management_class=request.management_class,
            data_class=request.data_class,
            log=request.log,
            owner=request.owner,
        )
        self._database.put(cluster)
        for part in parts:
            self._database.put(part)
        pairs = zip(parts, requests, strict=True)
        generated = [part for part, (_, item) in pairs if not item.name]
        return Defined(ClusterEntry(cluster, parts, []), generated)

    def _check_names(self, request: ClusterRequest, wanted: list[str]) -> None:
        for position, name in enumerate(wanted):
            if name in wanted[:position] or self.has(name):
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
        chosen = self._database.first(StorageClass, "name = ?", request.storage_class)
        if chosen is None:
            raise Refusal(FAILED, *_no_class(request, "STORCLAS", request.storage_class))
        return chosen

    def _place(
        self,
        request: ClusterRequest,
        storage_class: StorageClass | None,
        parts: list[ComponentRecord],
        volumes: list[tuple[str, ...]],
        no_space: bool,
    ) -> list[ComponentRecord]:
        """Return the components, each on a volume. Raises Refusal, also for insufficient space."""
        placed: list[ComponentRecord] = []

        def free(volume: Volume) -> int:
            taken = sum(part.tracks for part in placed if part.volser == volume.volser)
            return self.free_tracks(volume) - taken

        for part, wanted in zip(parts, volumes, strict=True):
            candidates = self._candidates(storage_class, wanted)
            best = max(candidates, key=free, default=None)
            if best is None or no_space or free(best) < part.tracks:
                raise Refusal(FAILED, *_no_space(request, storage_class, len(candidates)))
            placed.append(part._replace(volser=best.volser))
        return placed

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
        return [v for v in self._database.all(Volume, order="rowid") if v.volser in group]

    def _volume(self, volser: str) -> Volume:
        volume = self._database.first(Volume, "volser = ?", volser)
        if volume is None:
            raise Refusal(FAILED, _reason(72, "IGG0CLEW-24"), f"IDC3009I FOR {volser}")
        return volume

    def delete(self, name: str, kind: str, in_use: bool = False) -> list[str]:
        """Remove an entry with its associations and return the IDC0550I messages.

        ``kind`` is the entry type that the command names, or empty. Raises Refusal.
        """
        database = self._database
        for entry in self.entries(name) if kind in ("", "CLUSTER") else ():
            if entry.cluster.in_use or in_use:
                raise Refusal(
                    8, "IDC3014I CATALOG ERROR", _reason(184, "IGG0CLFT-6"), _not_deleted(name)
                )
            database.delete(ClusterRecord, "name = ?", name)
            for part in (ComponentRecord, AssociationRecord):
                database.delete(part, "cluster = ?", name)
            return [*_deleted(entry)]
        if kind in ("", "NONVSAM") and self.library(name):
            database.delete(LibraryRecord, "name = ?", name)
            return [f"IDC0550I ENTRY (A) {name} DELETED"]
        raise Refusal(8, *not_found(name), _not_deleted(name))


def not_found(name: str) -> tuple[str, str]:
    """Return the messages for a name that is not in the catalog."""
    return f"IDC3012I ENTRY {name} NOT FOUND", _reason(8, "IGG0CLEG-42")


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


def _deleted(entry: ClusterEntry) -> Iterator[str]:
    """Yield the messages in the order of z/OS, with that of the cluster last."""
    for path in entry.associated("PATH"):
        yield f"IDC0550I ENTRY (R) {path} DELETED"
    for name in entry.associated("AIX"):
        yield f"IDC0550I ENTRY (G) {name} DELETED"
    for part in entry.components:
        yield f"IDC0550I ENTRY ({part.kind[0]}) {part.name} DELETED"
    yield f"IDC0550I ENTRY (C) {entry.cluster.name} DELETED"


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


def _component(request: ComponentRequest, cluster: str, kind: str) -> ComponentRecord:
    """Return a component that is on no volume yet."""
    ci_size = request.ci_size or _ci_size(request)
    unit, per_unit = "TRACK", 1
    if request.unit == "CYLINDERS":
        unit, per_unit = "CYLINDER", TRACKS_PER_CYLINDER
    primary, secondary = (
        _units(amount, request, ci_size) for amount in (request.primary, request.secondary)
    )
    return ComponentRecord(
        name=request.name or _generated(cluster, kind),
        cluster=cluster,
        kind=kind,
        volser="",
        unit=unit,
        primary=primary,
        secondary=secondary,
        tracks=primary * per_unit,
        key_length=request.key_length,
        key_offset=request.key_offset,
        average_length=request.average_length,
        maximum_length=request.maximum_length,
        ci_size=ci_size,
        cross_region=request.share_options[0],
        cross_system=request.share_options[1],
        flags=request.flags,
    )


def _ci_size(request: ComponentRequest) -> int:
    """Return the smallest legal control interval, from 4096 bytes, that holds the longest record.

    Legal sizes are multiples of 512 to 8 KiB and of 2 KiB to 32 KiB; 7 bytes are control
    information (Access Method Services Commands, DEFINE CLUSTER, CONTROLINTERVALSIZE).
    """
    needed = max(4096, request.maximum_length + CONTROL_INFORMATION)
    step = 512 if needed <= 8192 else 2048
    return min(-(-needed // step) * step, CONTROL_INTERVAL_SIZE)


def _units(amount: int, request: ComponentRequest, ci_size: int) -> int:
    """Return requested space in tracks, or, for CYLINDERS, in cylinders."""
    if not amount or request.unit in ("TRACKS", "CYLINDERS"):
        return amount
    if request.unit == "RECORDS":
        per_interval = max(1, (ci_size - 10) // max(1, request.average_length))
        size = -(-amount // per_interval) * ci_size
    else:
        size = amount * (1024 if request.unit == "KILOBYTES" else 1024 * 1024)
    return -(-size // TRACK_BYTES)
