"""Read what LISTCAT printed, on any system: nothing is guessed from what is not there.

Source of the layout: z/OS DFSMS Access Method Services Commands, appendix "Interpreting LISTCAT
Output Listings" and its examples. Read are listings with or without carriage control in column
1, with page headings in between, in the short form of LISTCAT without parameters too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from zwe_vsam.zos.listcat_model import (
    MIGRATED,
    Association,
    Cluster,
    Component,
    Entry,
    Listing,
    OtherEntry,
)
from zwe_vsam.zos.listcat_print import (
    format_counts,
    format_entry,
    format_names,
    parts,
    title,
)

__all__ = [
    "MIGRATED", "Association", "Cluster", "Component", "Entry", "Listing", "OtherEntry",
    "UnclearListing",
    "format_counts", "format_entry", "format_names", "lookup", "parts", "read",
    "title",
]  # fmt: skip

_KINDS = (
    "CLUSTER", "DATA", "INDEX", "AIX", "PATH", "ALIAS", "NONVSAM", "GDG BASE", "USERCATALOG",
    "PAGESPACE", "TRUENAME",
)  # fmt: skip
_GROUPS = (
    "HISTORY", "SMSDATA", "RLSDATA", "ENCRYPTIONDATA", "ASSOCIATIONS", "ATTRIBUTES", "STATISTICS",
    "ALLOCATION", "VOLUME", "VOLUMES",
)  # fmt: skip
_TEXTS = (
    "DATASET-OWNER", "CREATION", "EXPIRATION", "STORAGECLASS", "MANAGEMENTCLASS", "DATACLASS",
    "LOG", "LOGSTREAMID", "RECOVERY REQUIRED", "VSAM QUIESCED", "RLS IN USE", "VOLSER",
    "SPACE-TYPE",
)  # fmt: skip
_NUMBERS = {
    "KEYLEN": "key_length", "RKP": "key_offset", "AVGLRECL": "average_length",
    "MAXLRECL": "maximum_length", "BUFSPACE": "buffer_space", "CISIZE": "ci_size",
    "CI/CA": "cis_per_ca", "REC-TOTAL": "records_total", "REC-DELETED": "records_deleted",
    "REC-INSERTED": "records_inserted", "REC-UPDATED": "records_updated",
    "REC-RETRIEVED": "records_retrieved", "SPLITS-CI": "splits_ci", "SPLITS-CA": "splits_ca",
    "EXCPS": "excps", "EXTENTS": "extents", "FREESPACE-%CI": "free_space_ci",
    "FREESPACE-%CA": "free_space_ca", "FREESPC": "free_bytes", "SPACE-PRI": "space_primary",
    "SPACE-SEC": "space_secondary", "HI-A-RBA": "hi_alloc_rba", "HI-U-RBA": "hi_used_rba",
}  # fmt: skip
_SMS = ("STORAGECLASS", "MANAGEMENTCLASS", "DATACLASS")
_ONCE = ("HI-A-RBA", "HI-U-RBA")
"""Shown for the component under ALLOCATION, and again for each volume."""

_CARRIAGE_CONTROL = ("0", "1", " ", "-")
"""The first character of a printed line, which is not always there."""
_HEADING = re.compile(r"([A-Z]+(?:[ -][A-Z]+)?) -{2,} (\S+)")
"""The beginning of an entry, and its catalog in a line of its own (IN-CAT)."""
_ASSOCIATION = re.compile(r"([A-Z]+?)-{2,}([^\s-]\S*)")
_MESSAGE = re.compile(r"IDC\d{4,5}I\b")
_PAGE = ("IDCAMS  SYSTEM SERVICES", "LISTING FROM CATALOG -- ")
_PAGE_NUMBER = re.compile(r"PAGE\s+\d+")
_TOTALS = ("THE NUMBER OF ENTRIES", "THE NUMBER OF PROTECTED")
_NAMES = sorted((*_TEXTS, *_NUMBERS), key=len, reverse=True)
_FIELD = re.compile(rf"(?<![\w/-])({'|'.join(_NAMES)}) ?(?:-+ ?([^\s-]\S*)|(\((?:YES|NO|NULL)\)))")
_FLAG = re.compile(r"(?<!\S)[A-Z]+(?:-[A-Z]+)*(?!\S)")
_SHARE = re.compile(r"SHROPTNS\((\d),(\d)\)")
_CODE = re.compile(r"(?:MAXIMUM|HIGHEST) CONDITION CODE WAS (\d+)")


class UnclearListing(ValueError):
    """The output does not say whether the entry exists; the text quotes the decisive line."""


class _Draft:
    """One entry while its lines are being read."""

    __slots__ = ("associations", "catalog", "fields", "flags", "group", "kind", "name", "share")

    def __init__(self, kind: str, name: str) -> None:
        self.kind = kind
        self.name = name
        self.catalog: str | None = None
        self.group = ""
        self.fields: dict[str, list[str]] = {}
        self.associations: list[Association] = []
        self.flags: list[str] = []
        self.share: tuple[int, int] | None = None

    def take(self, line: str) -> None:
        """Read one line below the entry's heading, without blanks around it."""
        match = _HEADING.fullmatch(line)
        name, _, value = line.partition("-")
        if match and match[1] == "IN-CAT":
            self.catalog = match[2]
        elif line in _GROUPS or (name in _GROUPS and value.lstrip("-") == "(NULL)"):
            self.group = name
        elif self.group == "ASSOCIATIONS" and (match := _ASSOCIATION.fullmatch(line)):
            self.associations.append(Association(match[1], match[2]))
        else:
            self._fields(line)

    def _fields(self, line: str) -> None:
        dashed = False
        for match in _FIELD.finditer(line):
            dashed = True
            if match[1] not in _ONCE or self.group == "ALLOCATION":
                self.fields.setdefault(match[1], []).append(match[2] or match[3])
        if self.group != "ATTRIBUTES" or dashed:
            return
        if share := _SHARE.search(line):
            self.share = (int(share[1]), int(share[2]))
        self.flags += _FLAG.findall(_SHARE.sub(" ", line))

    def text(self, name: str) -> str | None:
        """Return the field's value, empty for (NULL), None where there is no such field."""
        values = self.fields.get(name)
        if not values:
            return None
        value = values[0]
        if value.startswith("(") and value.endswith(")"):
            value = value[1:-1]
        return "" if value == "NULL" else value

    def number(self, name: str) -> int | None:
        """Return a numeric field, None when it is missing, cut off or not a number."""
        value = self.text(name)
        return int(value) if value and value.isascii() and value.isdigit() else None

    def answer(self, name: str) -> bool | None:
        """Return a field that is (YES) or (NO)."""
        return {"YES": True, "NO": False}.get(self.text(name) or "")

    @property
    def volsers(self) -> tuple[str, ...]:
        """Volumes in their order, each once."""
        return tuple(dict.fromkeys(v for v in self.fields.get("VOLSER", ()) if v != "(NULL)"))

    def component(self, kind: Literal["DATA", "INDEX"]) -> Component:
        """Return the entry as a component of a cluster."""
        numbers = {target: self.number(field) for field, target in _NUMBERS.items()}
        return Component(
            kind=kind,
            name=self.name,
            catalog=self.catalog,
            volsers=self.volsers,
            share_options=self.share,
            flags=tuple(self.flags),
            space_unit=self.text("SPACE-TYPE"),
            **numbers,
        )


def read(lines: Iterable[str]) -> Listing:
    """Read the output of one IDCAMS or TSO LISTCAT. Never raises: what is unknown is left out."""
    drafts: list[_Draft] = []
    messages: list[str] = []
    current: _Draft | None = None
    for line in lines:
        text = (line[1:] if line.startswith(_CARRIAGE_CONTROL) else line).strip()
        match = _HEADING.fullmatch(text)
        if _MESSAGE.match(text):
            messages.append(text)
        elif text.startswith(_PAGE) or _PAGE_NUMBER.fullmatch(text):
            continue
        elif text.startswith(_TOTALS):
            current = None
        elif match and match[1] in _KINDS:
            current = _Draft(match[1], match[2])
            drafts.append(current)
        elif current is not None:
            current.take(text)
    codes = [int(m[1][:6]) for text in messages if (m := _CODE.search(text))]
    return Listing(tuple(_entries(drafts)), tuple(messages), max(codes, default=None))


def _entries(drafts: list[_Draft]) -> list[Entry]:
    """Hang components on their clusters; whatever belongs to no cluster stands alone."""
    entries: list[Entry] = []
    used: set[int] = set()
    for at, draft in enumerate(drafts):
        if draft.kind == "CLUSTER":
            data = _component(drafts, at, "DATA", used)
            index = _component(drafts, at, "INDEX", used)
            entries.append(_cluster(draft, data, index))
        elif at not in used:
            entries.append(
                OtherEntry(
                    draft.kind, draft.name, draft.catalog, draft.volsers, tuple(draft.associations)
                )
            )
    return entries


def _component(
    drafts: list[_Draft], at: int, kind: Literal["DATA", "INDEX"], used: set[int]
) -> Component | None:
    """Find the cluster's component: by association, or right below it in a short listing."""
    cluster = drafts[at]
    names = [a.name for a in cluster.associations if a.kind == kind]
    for place in range(at + 1, len(drafts)):
        draft = drafts[place]
        if draft.kind not in ("DATA", "INDEX"):
            break
        if draft.kind == kind and (draft.name in names or not cluster.associations):
            used.add(place)
            return draft.component(kind)
    return None


def _cluster(draft: _Draft, data: Component | None, index: Component | None) -> Cluster:
    # A level that prints RLSDATA leaves out SMSDATA only where SMS does not manage the entry.
    is_managed = any(draft.fields.get(name) for name in _SMS)
    without = None if is_managed or draft.text("LOG") is None else ""
    return Cluster(
        name=draft.name,
        catalog=draft.catalog,
        owner=draft.text("DATASET-OWNER"),
        created=draft.text("CREATION"),
        expires=draft.text("EXPIRATION"),
        storage_class=_first(draft.text("STORAGECLASS"), without),
        management_class=_first(draft.text("MANAGEMENTCLASS"), without),
        data_class=_first(draft.text("DATACLASS"), without),
        log=draft.text("LOG"),
        logstream_id=draft.text("LOGSTREAMID"),
        recovery_required=draft.answer("RECOVERY REQUIRED"),
        quiesced=draft.answer("VSAM QUIESCED"),
        rls_in_use=draft.answer("RLS IN USE"),
        associations=tuple(draft.associations),
        data=data,
        index=index,
    )


def _first(value: str | None, otherwise: str | None) -> str | None:
    return otherwise if value is None else value


def lookup(lines: Iterable[str], rc: int, name: str) -> Entry | None:
    """Return the entry that LISTCAT ENTRIES(name) found, or None if there is none.

    An entry counts only with return code 0 and an entry of exactly that name in the output;
    absence only with code 4 or 8 and IDC3012I for that name. Raises ``Unclear`` otherwise.
    """
    listing = read(lines)
    matches = [entry for entry in listing.entries if entry.name == name]
    absent = any(
        message.startswith(f"IDC3012I ENTRY {name} NOT FOUND") for message in listing.messages
    )
    if rc == 0 and matches and not absent and not listing.code:
        return matches[0]
    if rc in (4, 8) and absent and not matches:
        return None
    errors = [m for m in listing.messages if not m.startswith(("IDC0001I", "IDC0002I"))]
    line = next(iter([*errors, *listing.messages]), "no message of IDCAMS")
    raise UnclearListing(
        f"LISTCAT of {name} ended with code {rc} and did not show whether the entry exists: {line}"
    )
