"""The initial contents of a sandbox: libraries, sample members, a volume and a storage class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zwe_vsam import files
from zwe_vsam.errors import TargetError
from zwe_vsam.sandbox.state import LibraryRecord, Seed, StorageClass, SystemRecord, Volume
from zwe_vsam.sandbox.store import Store
from zwe_vsam.zos import names, records

if TYPE_CHECKING:
    from zwe_vsam.sandbox.database import Database

SYSTEM_VOLUME = "SBXSYS"
"""Volume of the libraries."""
SMS_VOLUME = "SBXSM1"
"""The one volume in the storage group of the seeded storage class."""


def check(seed: Seed) -> None:
    """Raise TargetError for a seed whose names break the rules of z/OS, or for its dialect."""
    broken = names.data_set(library(seed)) or names.data_set(seed.jcllib)
    if seed.volume:
        broken = broken or names.volser(seed.volume)
    if seed.storage_class:
        broken = broken or names.sms_class(seed.storage_class)
    if broken:
        raise TargetError("ZWV8020E", reason=broken)
    if seed.dialect not in ("hash", "brace"):
        raise TargetError("ZWV8021E", dialect=repr(seed.dialect))


def library(seed: Seed) -> str:
    """Name of the sample library."""
    return names.sample_library(seed.prefix)


def fill(store: Store, database: Database, seed: Seed) -> None:
    """Write the sample members, and the rows that go with them."""
    samples = library(seed)
    for member, dialect in (("ZWECSVSM", seed.dialect), ("ZWECSRVS", "brace")):
        name = f"{member}.{dialect}.jcl"
        text = files.packaged("zwe_vsam", "sandbox", "samples", name).decode("utf-8")
        image = records.encode(records.split(text.replace("\r\n", "\n")))
        store.write_member(store.folder / "datasets" / samples, member, image)
    database.clear()
    database.put(SystemRecord(*seed))
    for name in dict.fromkeys((samples, seed.jcllib)):
        database.put(LibraryRecord(name, SYSTEM_VOLUME))
    volumes = [SYSTEM_VOLUME, seed.volume, SMS_VOLUME if seed.storage_class else ""]
    for volser in dict.fromkeys(filter(None, volumes)):
        database.put(Volume(volser))
    if seed.storage_class:
        database.put(StorageClass(seed.storage_class, (SMS_VOLUME,), cache_set="SBXCACHE"))
