"""LISTCAT: the selection of entries, and their listing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zwe_vsam.sandbox.catalog import TRACK_BYTES
from zwe_vsam.sandbox.state import (
    TRACKS_PER_CYLINDER,
    ClusterRecord,
    ComponentRecord,
    LibraryRecord,
    State,
)
from zwe_vsam.zos import listcat as listings
from zwe_vsam.zos.listcat import Association, Cluster, Component, Entry, OtherEntry


class Chosen(NamedTuple):
    """An entry that a command lists, and the listed parts of it."""

    name: str
    """The cluster's, or that of the one component that is listed."""
    entry: Entry
    kinds: tuple[str, ...]
    """CLUSTER, DATA, INDEX and so on: what is printed and counted."""


def select(
    state: State, wanted: Sequence[str], levels: Sequence[str], types: frozenset[str]
) -> tuple[list[Chosen], list[str]]:
    """Return the entries that a command selects, and the names among ``wanted`` without an entry.

    Without names and levels, all there are. The name of a cluster stands for its components too,
    unless other types are asked for: with CLUSTER it stands for itself alone, with DATA or INDEX
    for that component (Access Method Services Commands, LISTCAT, "Optional Parameters").
    """
    everything = list(_entries(state))
    if not wanted and not levels:
        return _each_once(_of_type(everything, types)), []
    chosen: list[Chosen] = []
    missing = []
    for name in wanted:
        matches = _of_type((item for item in everything if _matches(item.name, name)), types)
        chosen += _each_once(matches)
        if not matches:
            missing.append(name)
    for level in levels:
        below = [item for item in everything if _below(item.name, level)]
        chosen += _each_once(_of_type(below, types))
        if not below:
            missing.append(level)
    return chosen, missing


def lines(chosen: Sequence[Chosen], *, names_only: bool) -> list[str]:
    """Return the listing of entries with their totals, carriage control in column 1."""
    form = listings.format_names if names_only else listings.format_entry
    printed = [line for item in chosen for line in form(item.entry, item.kinds)]
    return [*printed, *listings.format_counts(kind for item in chosen for kind in item.kinds)]


def entry(state: State, cluster: ClusterRecord) -> Entry:
    """Return the catalog entry of a cluster; a migrated one is NONVSAM on MIGRAT."""
    if cluster.migrated:
        return OtherEntry("NONVSAM", cluster.name, state.catalog, (listings.MIGRATED,))
    associations = [Association("DATA", cluster.data.name)]
    if cluster.index is not None:
        associations.append(Association("INDEX", cluster.index.name))
    associations += [Association("AIX", name) for name in cluster.alternate_indexes]
    associations += [Association("PATH", name) for name in cluster.paths]
    index = cluster.index
    return Cluster(
        name=cluster.name,
        catalog=state.catalog,
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
        associations=tuple(associations),
        data=_component("DATA", cluster.data, cluster, state.catalog),
        index=_component("INDEX", index, cluster, state.catalog) if index else None,
    )


def _entries(state: State) -> Iterator[Chosen]:
    catalog = state.catalog
    for cluster in sorted(state.clusters, key=lambda item: item.name):
        shown = entry(state, cluster)
        yield Chosen(cluster.name, shown, listings.parts(shown))
        if cluster.migrated:
            continue
        for kind, component in zip(("DATA", "INDEX"), cluster.components(), strict=False):
            yield Chosen(component.name, shown, (kind,))
        owner = (Association("CLUSTER", cluster.name),)
        for kind, names in (("AIX", cluster.alternate_indexes), ("PATH", cluster.paths)):
            for name in names:
                yield Chosen(name, OtherEntry(kind, name, catalog, (), owner), (kind,))
    for library in sorted(state.libraries, key=lambda item: item.name):
        yield Chosen(library.name, _library(library, catalog), ("NONVSAM",))


def _library(library: LibraryRecord, catalog: str) -> OtherEntry:
    return OtherEntry("NONVSAM", library.name, catalog, (library.volser,))


def _component(
    kind: str, record: ComponentRecord, cluster: ClusterRecord, catalog: str
) -> Component:
    per_track = max(1, TRACK_BYTES // record.ci_size)
    tracks = record.space.tracks
    return Component(
        kind=kind,
        name=record.name,
        catalog=catalog,
        volsers=(record.volser,),
        key_length=record.key_length,
        key_offset=record.key_offset,
        average_length=record.average_length,
        maximum_length=record.maximum_length,
        buffer_space=2 * record.ci_size + (2048 if kind == "DATA" and cluster.index else 0),
        ci_size=record.ci_size,
        cis_per_ca=min(tracks, TRACKS_PER_CYLINDER) * per_track,
        share_options=(record.share_options[0], record.share_options[-1]),
        flags=_flags(kind, record, cluster.organisation),
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
        space_unit=record.space.unit,
        space_primary=record.space.primary,
        space_secondary=record.space.secondary,
        hi_alloc_rba=tracks * per_track * record.ci_size,
        hi_used_rba=0,
    )


def _flags(kind: str, record: ComponentRecord, organization: str) -> tuple[str, ...]:
    def flag(name: str, otherwise: str) -> str:
        return name if name in record.flags else otherwise

    return (
        flag("SPEED", "RECOVERY"),
        "UNIQUE",
        # ERASE is of the data component; an index is never overwritten with zeros.
        flag("ERASE", "NOERASE") if kind == "DATA" else "NOERASE",
        *((organization,) if kind == "DATA" else ()),
        "NOWRITECHK",
        "UNORDERED",
        flag("REUSE", "NOREUSE"),
        *((flag("SPANNED", "NONSPANNED"),) if kind == "DATA" else ()),
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
