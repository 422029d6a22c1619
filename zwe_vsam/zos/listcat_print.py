"""Print catalog entries as LISTCAT ALL does, carriage control in column 1.

The layout is that of z/OS 2.x listings: fields 24 wide, at columns 9, 38, 67 and 96. Fields that
an entry does not know are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from zwe_vsam.zos.listcat_model import Association, Cluster, Component, Entry, OtherEntry

_WIDTH = 24
_PROTECTION = "      PROTECTION-PSWD-----(NULL)     RACF----------------(NO)"
_TOTALS = (
    "AIX", "ALIAS", "CLUSTER", "DATA", "GDG", "INDEX", "NONVSAM", "PAGESPACE", "PATH", "SPACE",
    "USERCATALOG", "TAPELIBRARY", "TAPEVOLUME",
)  # fmt: skip


def title(now: datetime, page: int = 1) -> str:
    """Return the heading of a page of SYSPRINT."""
    heading = "1IDCAMS  SYSTEM SERVICES".ljust(67)
    return f"{heading}TIME: {now:%H:%M:%S}        {now:%m/%d/%y}     PAGE{page:7}"


def parts(entry: Entry) -> tuple[str, ...]:
    """Return the kinds of the entries listed for ``entry``: three for a cluster with an index."""
    if isinstance(entry, OtherEntry):
        return (entry.kind.removesuffix(" BASE"),)
    return ("CLUSTER", *(c.kind for c in (entry.data, entry.index) if c is not None))


def format_entry(entry: Entry, kinds: Iterable[str] | None = None) -> list[str]:
    """Return the lines for an entry; for a cluster those of its components too.

    ``kinds`` are those of the ``parts`` that are listed, if not all of them.
    """
    if isinstance(entry, OtherEntry):
        return list(_other(entry))
    wanted = parts(entry) if kinds is None else tuple(kinds)
    lines = list(_cluster(entry)) if "CLUSTER" in wanted else []
    for component in (entry.data, entry.index):
        if component is not None and component.kind in wanted:
            lines += _component(component, entry)
    return lines


def format_names(entry: Entry, kinds: Iterable[str]) -> list[str]:
    """Return the lines of an entry in a listing of names, without its fields.

    The components of a cluster that is listed are indented.
    """
    if isinstance(entry, OtherEntry):
        return list(_head(entry.kind, entry.name, entry.catalog))
    wanted = tuple(kinds)
    lines: list[str] = []
    for part in (entry, entry.data, entry.index):
        kind = "CLUSTER" if isinstance(part, Cluster) else part.kind if part else ""
        if part is not None and kind in wanted:
            lines += _head(kind, part.name, part.catalog, below=bool(lines))
    return lines


def format_counts(kinds: Iterable[str]) -> list[str]:
    """Return the counts of the entries of each kind, which end a listing."""
    counts = dict.fromkeys(_TOTALS, 0)
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
    rows = [*counts.items(), ("TOTAL", sum(counts.values()))]
    return [
        "0         THE NUMBER OF ENTRIES PROCESSED WAS:",
        *(" " * 20 + f"{kind} ".ljust(_WIDTH - len(str(n)), "-") + str(n) for kind, n in rows),
        "0         THE NUMBER OF PROTECTED ENTRIES SUPPRESSED WAS 0",
    ]


def _head(kind: str, name: str, catalog: str | None, *, below: bool = False) -> Iterator[str]:
    yield "0" + f"{'   ' if below else ''}{kind} ".ljust(15, "-") + f" {name}"
    if catalog is not None:
        yield f"      IN-CAT --- {catalog}"


def _field(name: str, value: str | int | None, width: int = _WIDTH) -> str:
    """Return a field with its dashes; empty when the value is not known."""
    if value is None:
        return ""
    text = str(value) or "(NULL)"
    return f"{name}{'-' * max(1, width - len(name) - len(text))}{text}"


def _flag(value: bool | None) -> str | None:
    return None if value is None else "(YES)" if value else "(NO)"


def _row(*fields: str) -> Iterator[str]:
    """Put fields side by side, each where its column begins even if one before is missing."""
    if any(fields):
        yield (" " * 8 + "".join(field.ljust(29) for field in fields)).rstrip()


def _group(name: str, *rows: Iterator[str]) -> Iterator[str]:
    lines = [line for row in rows for line in row]
    if lines:
        yield f"      {name}"
        yield from lines


def _associations(associations: tuple[Association, ...]) -> Iterator[str]:
    rows = (f"        {a.kind.ljust(9, '-')}{a.name}" for a in associations)
    yield from _group("ASSOCIATIONS", iter(list(rows)))


def _history(entry: Cluster) -> Iterator[str]:
    yield from _group(
        "HISTORY",
        _row(_field("DATASET-OWNER", entry.owner), _field("CREATION", entry.created)),
        _row(
            _field("RELEASE", 2 if entry.expires is not None else None),
            _field("EXPIRATION", entry.expires),
        ),
    )


def _cluster(entry: Cluster) -> Iterator[str]:
    yield from _head("CLUSTER", entry.name, entry.catalog)
    yield from _history(entry)
    if entry.storage_class or entry.management_class or entry.data_class:
        # Only an entry that SMS manages has the group.
        yield from _group(
            "SMSDATA",
            _row(
                _field("STORAGECLASS ", entry.storage_class),
                _field("MANAGEMENTCLASS", entry.management_class),
            ),
            _row(_field("DATACLASS ", entry.data_class)),
        )
    yield from _group(
        "RLSDATA",
        _row(
            _field("LOG ", entry.log, 26),
            _field("RECOVERY REQUIRED ", _flag(entry.recovery_required)),
        ),
        _row(
            _field("VSAM QUIESCED ", _flag(entry.quiesced), 25),
            _field("RLS IN USE ", _flag(entry.rls_in_use)),
        ),
        _row(_field("LOGSTREAMID", entry.logstream_id, 46)),
    )
    yield _PROTECTION
    yield from _associations(entry.associations)


def _component(it: Component, owner: Cluster) -> Iterator[str]:
    yield from _head(it.kind, it.name, it.catalog)
    yield from _history(owner)
    yield _PROTECTION
    yield from _associations((Association("CLUSTER", owner.name),))
    yield from _attributes(it)
    yield from _statistics(it)
    yield from _group(
        "ALLOCATION",
        _row(_field("SPACE-TYPE", it.space_unit), _field("HI-A-RBA", it.hi_alloc_rba)),
        _row(_field("SPACE-PRI", it.space_primary), _field("HI-U-RBA", it.hi_used_rba)),
        _row(_field("SPACE-SEC", it.space_secondary)),
    )
    for volser in it.volsers:
        yield from _group("VOLUME", _row(_field("VOLSER", volser)))


def _attributes(it: Component) -> Iterator[str]:
    words = list(it.flags)
    if it.share_options is not None:
        words.insert(0, f"SHROPTNS({it.share_options[0]},{it.share_options[1]})")
    pairs = zip(words[::2], [*words[1::2], ""], strict=False)
    cells = [first + right.rjust(_WIDTH - len(first)) if right else first for first, right in pairs]
    yield from _group(
        "ATTRIBUTES",
        _row(
            _field("KEYLEN", it.key_length),
            _field("AVGLRECL", it.average_length),
            _field("BUFSPACE", it.buffer_space),
            _field("CISIZE", it.ci_size),
        ),
        _row(
            _field("RKP", it.key_offset),
            _field("MAXLRECL", it.maximum_length),
            "",
            _field("CI/CA", it.cis_per_ca),
        ),
        *(_row(*cells[at : at + 4]) for at in range(0, len(cells), 4)),
    )


def _statistics(it: Component) -> Iterator[str]:
    yield from _group(
        "STATISTICS",
        _row(
            _field("REC-TOTAL", it.records_total),
            _field("SPLITS-CI", it.splits_ci),
            _field("EXCPS", it.excps),
        ),
        _row(
            _field("REC-DELETED", it.records_deleted),
            _field("SPLITS-CA", it.splits_ca),
            _field("EXTENTS", it.extents),
        ),
        _row(
            _field("REC-INSERTED", it.records_inserted),
            _field("FREESPACE-%CI", it.free_space_ci),
        ),
        _row(_field("REC-UPDATED", it.records_updated), _field("FREESPACE-%CA", it.free_space_ca)),
        _row(_field("REC-RETRIEVED", it.records_retrieved), _field("FREESPC", it.free_bytes)),
    )


def _other(entry: OtherEntry) -> Iterator[str]:
    yield from _head(entry.kind, entry.name, entry.catalog)
    rows = (_row(_field("VOLSER", volser)) for volser in entry.volsers)
    yield from _group("VOLUMES", *rows)
    yield from _associations(entry.associations)
