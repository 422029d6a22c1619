"""The entries of a catalog as LISTCAT shows them.

Source of the fields: z/OS DFSMS Access Method Services Commands, appendix "Interpreting LISTCAT
Output Listings". In every class None means that the listing does not show the field, an empty
string that it shows ``(NULL)``.
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
from typing import NamedTuple, TypeAlias

MIGRATED = "MIGRAT"
"""Volume serial number of a data set that DFSMShsm has migrated."""


class Association(NamedTuple):
    """An entry that belongs to another one."""

    kind: str
    """CLUSTER, DATA, INDEX, AIX, PATH and so on."""
    name: str


class Component(NamedTuple):
    """The data or index component of a cluster. Lengths and addresses are in bytes."""

    kind: str
    """DATA or INDEX."""
    name: str
    catalog: str | None = None
    volsers: tuple[str, ...] = ()
    key_length: int | None = None
    key_offset: int | None = None
    average_length: int | None = None
    maximum_length: int | None = None
    buffer_space: int | None = None
    ci_size: int | None = None
    cis_per_ca: int | None = None
    share_options: tuple[int, int] | None = None
    flags: tuple[str, ...] = ()
    """Words of the ATTRIBUTES group in their order, such as RECOVERY, UNIQUE, INDEXED."""
    records_total: int | None = None
    """As of the last close, like all statistics."""
    records_deleted: int | None = None
    records_inserted: int | None = None
    records_updated: int | None = None
    records_retrieved: int | None = None
    splits_ci: int | None = None
    splits_ca: int | None = None
    excps: int | None = None
    extents: int | None = None
    free_space_ci: int | None = None
    """Percent of each control interval."""
    free_space_ca: int | None = None
    """Percent of each control area."""
    free_bytes: int | None = None
    space_unit: str | None = None
    """TRACK, CYLINDER, KILOBYTE or MEGABYTE."""
    space_primary: int | None = None
    space_secondary: int | None = None
    hi_alloc_rba: int | None = None
    """Bytes allocated: the highest relative byte address of the space, plus 1."""
    hi_used_rba: int | None = None


class Cluster(NamedTuple):
    """A cluster with its components."""

    name: str
    catalog: str | None = None
    owner: str | None = None
    created: str | None = None
    """Year and day of the year, ``yyyy.ddd``."""
    expires: str | None = None
    """The same; ``0000.000`` for never."""
    storage_class: str | None = None
    management_class: str | None = None
    data_class: str | None = None
    log: str | None = None
    """NONE, UNDO or ALL; empty when undefined, and RLS opens then fail."""
    logstream_id: str | None = None
    recovery_required: bool | None = None
    quiesced: bool | None = None
    rls_in_use: bool | None = None
    """Whether the last open was for RLS."""
    associations: tuple[Association, ...] = ()
    data: Component | None = None
    # The field hides tuple.index, which is not used.
    index: Component | None = None  # type: ignore[assignment]

    @property
    def is_sms_managed(self) -> bool | None:
        """Whether the cluster has a storage class; None where the listing does not show it.

        Only the entries of SMS-managed data sets have an SMS subcell in the catalog (z/OS DFSMS
        Managing Catalogs, "The Basic Catalog Structure (BCS)"), so the group SMSDATA is missing
        for others. It is listed with the group HISTORY (Access Method Services Commands, examples
        of LISTCAT ALL and LISTCAT HISTORY): only a listing with HISTORY proves that it is missing.
        """
        if self.storage_class is not None:
            return self.storage_class != ""
        return None if self.created is None else False

    @property
    def related(self) -> tuple[Association, ...]:
        """Alternate indexes and paths, which a DELETE of the cluster deletes too."""
        return tuple(a for a in self.associations if a.kind in ("AIX", "PATH"))


class OtherEntry(NamedTuple):
    """Any entry that is not a cluster."""

    kind: str
    """NONVSAM, AIX, PATH, ALIAS, GDG BASE, USERCATALOG, DATA and so on."""
    name: str
    catalog: str | None = None
    volsers: tuple[str, ...] = ()
    associations: tuple[Association, ...] = ()

    @property
    def migrated(self) -> bool:
        """Whether DFSMShsm has migrated the data set. A migrated cluster is listed as NONVSAM."""
        return MIGRATED in self.volsers


Entry: TypeAlias = Cluster | OtherEntry


class Listing(NamedTuple):
    """The output of one LISTCAT command."""

    entries: tuple[Entry, ...]
    messages: tuple[str, ...]
    """Lines that begin with an IDC message id, without carriage control."""
    code: int | None
    """The (maximum) condition code that the listing itself states."""
