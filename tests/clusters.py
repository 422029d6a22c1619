"""Clusters that somebody else defined, for what looks at them."""

from __future__ import annotations

from tests.conftest import CLUSTER
from zwe_vsam.sandbox.catalog import Catalog
from zwe_vsam.sandbox.state import AssociationRecord
from zwe_vsam.sandbox.system import System

USUAL = {
    "cluster": "RECORDS(80 20) VOLUMES(VOL123) INDEXED",
    "data": f"{CLUSTER}.DATA",
    "keys": "128 0",
    "size": "4096 4096",
    "more": "SHAREOPTIONS(2 3)",
}
"""As the shipped member defines it."""


def define(system: System, **others: str) -> None:
    """Define the cluster with some of USUAL's values replaced."""
    values = {**USUAL, **others}
    command = [
        f" DEFINE CLUSTER(NAME({CLUSTER}) -",
        f"   {values['cluster']}) -",
        f"  DATA(NAME({values['data']}) -",
        f"   KEYS({values['keys']}) RECORDSIZE({values['size']}) -",
        f"   {values['more']}) -",
        f"  INDEX(NAME({CLUSTER}.INDEX))",
    ]
    code, printed = system.idcams(command)
    assert code == 0, printed


def relate(system: System, **changes: object) -> None:
    """Change what the catalog has of the one cluster: ``alternate_indexes``, ``migrated`` ..."""
    with system._machine.transaction() as database:
        (entry,) = Catalog(database).entries()
        cluster = entry.cluster
        for name, value in changes.items():
            if name in ("alternate_indexes", "paths"):
                kind = "PATH" if name == "paths" else "AIX"
                database.delete(AssociationRecord, "kind = ?", kind)
                assert isinstance(value, list)
                for related in value:
                    database.put(AssociationRecord(related, cluster.name, kind))
            elif name == "records":
                database.put(entry.data._replace(records=value))  # type: ignore[arg-type]
            else:
                cluster = cluster._replace(**{name: value})  # type: ignore[arg-type]
        database.put(cluster)
