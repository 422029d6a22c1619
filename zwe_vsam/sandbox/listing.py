"""LISTCAT: the selection of entries, and their listing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.sandbox.catalog import TRACK_BYTES, Catalog, ClusterEntry
from zwe_vsam.sandbox.state import TRACKS_PER_CYLINDER, ComponentRecord, LibraryRecord
from zwe_vsam.zos import listcat as listings
from zwe_vsam.zos.listcat import Association, Cluster, Component, Entry, OtherEntry

if TYPE_CHECKING:
    from zwe_vsam.sandbox.database import Database


class Chosen(NamedTuple):
    """An entry that a command lists, and the listed parts of it."""

    name: str
    """The cluster's, or that of the one component that is listed."""
    entry: Entry
    kinds: tuple[str, ...]
    """CLUSTER, DATA, INDEX and so on: what is printed and counted."""


def select(
    database: Database, wanted: Sequence[str], levels: Sequence[str], types: frozenset[str]
) -> tuple[list[Chosen], list[str]]:
    """Return the entries that a command selects, and the names among ``wanted`` without an entry.

    Without names and levels, all there are. The name of a cluster stands for its components too,
    unless other types are asked for: with CLUSTER it stands for itself alone, with DATA or INDEX
    for that component (Access Method Services Commands, LISTCAT, "Optional Parameters").
    """
    if not wanted and not levels:
        return _each_once(_of_type(_entries(database), types)), []
    chosen: list[Chosen] = []
    missing = []
    for name in wanted:
        entries = _entries(database, "" if "*" in name else name)
        matches = _of_type((item for item in entries if _matches(item.name, name)), types)
        chosen += _each_once(matches)
        if not matches:
            missing.append(name)
    for level in levels:
        below = [item for item in _entries(database) if _below(item.name, level)]
        chosen += _each_once(_of_type(below, types))
        if not below:
            missing.append(level)
    return chosen, missing


def lines(chosen: Sequence[Chosen], *, names_only: bool) -> list[str]:
    """Return the listing of entries with their totals, carriage control in column 1."""
    form = listings.format_names if names_only else listings.format_entry
    printed = [line for item in chosen for line in form(item.entry, item.kinds)]
    return [*printed, *listings.format_counts(kind for item in chosen for kind in item.kinds)]


def entry(catalog: str, listed: ClusterEntry) -> Entry:
    """Return the catalog entry of a cluster; a migrated one is NONVSAM on MIGRAT."""
    cluster = listed.cluster
    if cluster.migrated:
        return OtherEntry("NONVSAM", cluster.name, catalog, (listings.MIGRATED,))
    parts = [_component(part, listed, catalog) for part in listed.components]
    return Cluster(
        name=cluster.name,
        catalog=catalog,
        owner=cluster.owner,
        created=time.strftime("%Y.%j", time.localtime(cluster.created)),
        expires="0000.000",
        storage_class=cluster.storage_class,
        management_class=cluster.management_class,
        data_class=cluster.data_class,
        log=cluster.log,
        logstream_id="",
        recovery_required=False,
        quiesced=False,
        rls_in_use=cluster.in_use and bool(cluster.storage_class),
        associations=tuple(
            Association(kind, name)
            for kind, name in (
                *((part.kind, part.name) for part in listed.components),
                *(("AIX", name) for name in listed.associated("AIX")),
                *(("PATH", name) for name in listed.associated("PATH")),
            )
        ),
        data=parts[0],
        index=parts[1] if len(parts) > 1 else None,
    )


def _entries(database: Database, name: str = "") -> Iterator[Chosen]:
    """Yield the entries to which a name belongs, with all their parts; all entries for none."""
    system, catalog = database.system, Catalog(database)
    owner = catalog.owner(name) if name else ""
    for listed in catalog.entries(owner) if owner or not name else ():
        cluster = listed.cluster
        shown = entry(system.catalog, listed)
        yield Chosen(cluster.name, shown, listings.parts(shown))
        if cluster.migrated:
            continue
        for part in listed.components:
            yield Chosen(part.name, shown, (part.kind,))
        related = (Association("CLUSTER", cluster.name),)
        for kind in ("AIX", "PATH"):
            for other in listed.associated(kind):
                shown_other = OtherEntry(kind, other, system.catalog, (), related)
                yield Chosen(other, shown_other, (kind,))
    condition = ("name = ?", name) if name else ("",)
    for library in database.all(LibraryRecord, *condition, order="name"):
        shown_library = OtherEntry("NONVSAM", library.name, system.catalog, (library.volser,))
        yield Chosen(library.name, shown_library, ("NONVSAM",))


def _component(record: ComponentRecord, listed: ClusterEntry, catalog: str) -> Component:
    per_track = max(1, TRACK_BYTES // record.ci_size)
    tracks = record.tracks
    index_buffer = 2048 if record.kind == "DATA" and listed.index_ else 0
    return Component(
        kind=record.kind,
        name=record.name,
        catalog=catalog,
        volsers=(record.volser,),
        key_length=record.key_length,
        key_offset=record.key_offset,
        average_length=record.average_length,
        maximum_length=record.maximum_length,
        buffer_space=2 * record.ci_size + index_buffer,
        ci_size=record.ci_size,
        cis_per_ca=min(tracks, TRACKS_PER_CYLINDER) * per_track,
        share_options=(record.cross_region, record.cross_system),
        flags=_flags(record, listed.cluster.organization),
        records_total=record.records,
        records_deleted=0,
        records_inserted=0,
        records_updated=0,
        records_retrieved=0,
        splits_ci=0,
        splits_ca=0,
        excps=0,
        extents=1,
        free_space_ci=0,
        free_space_ca=0,
        free_bytes=tracks * per_track * record.ci_size,
        space_unit=record.unit,
        space_primary=record.primary,
        space_secondary=record.secondary,
        hi_alloc_rba=tracks * per_track * record.ci_size,
        hi_used_rba=0,
    )


def _flags(record: ComponentRecord, organization: str) -> tuple[str, ...]:
    is_data = record.kind == "DATA"

    def flag(name: str, otherwise: str) -> str:
        return name if name in record.flags else otherwise

    return (
        flag("SPEED", "RECOVERY"),
        "UNIQUE",
        # ERASE is of the data component; an index is never overwritten with zeros.
        flag("ERASE", "NOERASE") if is_data else "NOERASE",
        *((organization,) if is_data else ()),
        "NOWRITECHK",
        "UNORDERED",
        flag("REUSE", "NOREUSE"),
        *((flag("SPANNED", "NONSPANNED"),) if is_data else ()),
    )


def _of_type(items: Iterable[Chosen], types: frozenset[str]) -> list[Chosen]:
    """Return the entries of the given types, with the parts of these types; all without types."""
    if not types:
        return list(items)
    listed = [
        item._replace(kinds=tuple(kind for kind in item.kinds if _TYPES.get(kind, kind) in types))
        for item in items
    ]
    return [item for item in listed if item.kinds]


_TYPES = {"AIX": "ALTERNATEINDEX"}
"""Kinds of entries for which the keyword of LISTCAT is another word."""


def _each_once(items: Iterable[Chosen]) -> list[Chosen]:
    """Leave out the components that are listed with their clusters already."""
    listed: list[Chosen] = []
    listed_parts: set[tuple[str, str]] = set()
    for item in items:
        parts = {(item.entry.name, kind) for kind in item.kinds}
        if not parts <= listed_parts:
            listed.append(item)
        listed_parts |= parts
    return listed


def _matches(name: str, pattern: str) -> bool:
    """Whether a name fits an entry name, in which ``*`` stands for one whole qualifier."""
    parts, wanted = name.split("."), pattern.split(".")
    pairs = zip(parts, wanted, strict=False)
    return len(parts) == len(wanted) and all(b in (a, "*") for a, b in pairs)


def _below(name: str, level: str) -> bool:
    parts, wanted = name.split("."), level.split(".")
    head = ".".join(parts[: len(wanted)])
    return len(parts) > len(wanted) and _matches(head, level)
