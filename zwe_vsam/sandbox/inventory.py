"""The rows of a list of data sets: one for each cataloged data set."""

from __future__ import annotations

from typing import NamedTuple

from zwe_vsam.sandbox.state import ComponentRecord, State


class DataSet(NamedTuple):
    """One row of a list of data sets."""

    name: str
    catalog: str
    organization: str
    """``PO`` for a library, ``VS`` for a cluster and its components, indexes and paths."""
    volser: str
    """Empty for a cluster, an alternate index and a path, which are on no volume themselves."""
    created: float | None = None
    """Seconds since the epoch, where the catalog has it."""
    unit: str = ""
    """TRACK or CYLINDER, for a component."""
    size: int = 0
    """Allocated, in ``unit``."""
    migrated: bool = False


def data_sets(state: State) -> list[DataSet]:
    """Return every cataloged data set, sorted by name."""
    catalog = state.catalog
    rows = [DataSet(item.name, catalog, "PO", item.volser) for item in state.libraries]
    for cluster in state.clusters:
        if cluster.migrated:
            rows.append(DataSet(cluster.name, catalog, "VS", "MIGRAT", migrated=True))
            continue
        for name in (cluster.name, *cluster.alternate_indexes, *cluster.paths):
            rows.append(DataSet(name, catalog, "VS", "", cluster.created))
        rows += [_component(part, catalog, cluster.created) for part in cluster.components()]
    return sorted(rows, key=lambda row: row.name)


def _component(part: ComponentRecord, catalog: str, created: float) -> DataSet:
    space = part.space
    return DataSet(part.name, catalog, "VS", part.volser, created, space.unit, space.primary)
