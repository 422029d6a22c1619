"""The initial contents of a sandbox: libraries, sample members, a volume and a storage class."""

from __future__ import annotations

from zwe_vsam import files
from zwe_vsam.errors import TargetError
from zwe_vsam.sandbox.state import LibraryRecord, Seed, State, StorageClass, Volume
from zwe_vsam.sandbox.store import Store
from zwe_vsam.zos import names, records

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


def fill(store: Store, seed: Seed) -> State:
    """Write the sample members and return the state that goes with them."""
    samples = library(seed)
    for member, dialect in (("ZWECSVSM", seed.dialect), ("ZWECSRVS", "brace")):
        name = f"{member}.{dialect}.jcl"
        text = files.packaged("zwe_vsam", "sandbox", "samples", name).decode("utf-8")
        image = records.encode(records.split(text.replace("\r\n", "\n")))
        store.write_member(store.folder / "datasets" / samples, member, image)
    state = State(seed=seed, volumes=[Volume(SYSTEM_VOLUME)])
    for name in dict.fromkeys((samples, seed.jcllib)):
        state.libraries.append(LibraryRecord(name, SYSTEM_VOLUME))
    if seed.volume and seed.volume != SYSTEM_VOLUME:
        state.volumes.append(Volume(seed.volume))
    if seed.storage_class:
        if seed.volume != SMS_VOLUME:
            state.volumes.append(Volume(SMS_VOLUME))
        state.storage_classes.append(
            StorageClass(seed.storage_class, [SMS_VOLUME], cache_set="SBXCACHE")
        )
    return state
