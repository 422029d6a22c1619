"""The rows of a list of data sets: one for each cataloged data set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.sandbox.catalog import Catalog
from zwe_vsam.sandbox.state import LibraryRecord

if TYPE_CHECKING:
    from zwe_vsam.sandbox.database import Database


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


def data_sets(database: Database) -> list[DataSet]:
    """Return every cataloged data set, sorted by name."""
    catalog = database.system.catalog
    rows = [DataSet(item.name, catalog, "PO", item.volser) for item in database.all(LibraryRecord)]
    for entry in Catalog(database).entries():
        cluster = entry.cluster
        if cluster.migrated:
            rows.append(DataSet(cluster.name, catalog, "VS", "MIGRAT", migrated=True))
            continue
        for name in (cluster.name, *(item.name for item in entry.associations)):
            rows.append(DataSet(name, catalog, "VS", "", cluster.created))
        for part in entry.components:
            place = part.volser, cluster.created, part.unit, part.primary
            rows.append(DataSet(part.name, catalog, "VS", *place))
    return sorted(rows, key=lambda row: row.name)
