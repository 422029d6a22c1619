"""Compares the cluster in the catalog with the one that zowe.yaml and the member describe.

What a difference would do to the Caching Service is read off its source, zowe/api-layer,
caching-service, package vsam: it opens the data set through the C library with
``ab+,type=record``, pads keys to CACHING_STORAGE_VSAM_KEYLENGTH and records to
CACHING_STORAGE_VSAM_RECORDLENGTH bytes, and at its start writes a record to try, whose failure
is ZWECS151E. The needs of RLS: z/OS MVS System Messages, IEC161I.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from zwe_vsam.config.settings import (
    DEFAULT_KEY_LENGTH,
    DEFAULT_RECORD_LENGTH,
    KEY_LENGTH,
    RECORD_LENGTH,
    STORAGE_CLASS,
    VOLUME,
    Settings,
)
from zwe_vsam.zos.idcams import Define
from zwe_vsam.zos.listcat import Cluster, Component, OtherEntry


class Verdict(Enum):
    """The result of one row."""

    SAME = "same"
    DIFFERENT = "different"
    NOTE = "note"
    """Not as described, but nothing depends on it."""
    UNKNOWN = "not checkable"
    """The listing does not show it."""


class Attribute(Enum):
    """An attribute to compare. The name is for the code, the value for people and for JSON."""

    EXISTS = "exists"
    ORGANIZATION = "organisation"
    KEY_LENGTH = "key length"
    KEY_OFFSET = "key offset"
    AVERAGE_RECORD_LENGTH = "average record length"
    MAXIMUM_RECORD_LENGTH = "maximum record length"
    DATA_COMPONENT = "data component"
    INDEX_COMPONENT = "index component"
    SHARE_OPTIONS = "share options"
    LOG = "LOG"
    SMS_MANAGED = "SMS-managed"
    CACHE_SET = "cache set of the class"
    REUSABLE = "reusable"
    ASSOCIATIONS = "alternate indexes, paths"
    VOLUME = "volume"
    STORAGE_CLASS = "storage class"
    MEMBER = "member"


class Row(NamedTuple):
    """One attribute, as it should be and as it is."""

    attribute: Attribute
    expected: str
    found: str
    verdict: Verdict
    effect: str = ""
    """What the difference would do to the Caching Service; empty where there is none."""
    remedy: str = ""
    """How to end the difference; empty where there is none."""


class MemberDefaults(NamedTuple):
    """What zowe.yaml leaves to the member that defines the cluster."""

    source: str
    """Where the defaults come from, for people."""
    average_length: int | None = None
    """Bytes; None for that of the maximum."""
    share_options: tuple[int, int] = (2, 3)
    reuse: bool = False


def defaults_of(define: Define, source: str) -> MemberDefaults:
    """What the member's DEFINE says of the things that zowe.yaml does not decide."""
    return MemberDefaults(source, define.record_size[0], define.share_options, define.reuse)


_AGAIN = "Define it anew: init --allow-overwrite, which deletes what is in it."
_PLACE = "Or set {} to {}."
_LENGTHS = "Or set {} to {}, in the service too."


def compare(settings: Settings, defaults: MemberDefaults, cluster: Cluster) -> list[Row]:
    """All rows, in the order of the report."""
    data = cluster.data or Component("DATA", "")
    return [
        Row(Attribute.EXISTS, "yes", "yes", Verdict.SAME),
        _organisation(data),
        *_lengths(settings, defaults, data),
        *_names(settings, cluster),
        _share_options(settings, defaults, data),
        *_sharing(settings, cluster),
        _reuse(defaults, data),
        _associations(cluster),
        *_places(settings, cluster, data),
    ]


def unusable(entry: OtherEntry | None, create: str) -> Row:
    """The only row where the entry is no cluster; None means that there is no entry.

    ``create`` is the command that creates the cluster.
    """
    if entry is None:
        effect = "The service cannot open it, ZWECS151E."
        found, remedy = "no", f"Create it: {create}"
    elif entry.migrated:
        effect = "What it is cannot be seen before it is recalled."
        found, remedy = f"{entry.kind}, migrated", "Recall it (HRECALL)."
    else:
        effect = "The service needs a VSAM cluster: it cannot use this one."
        found, remedy = entry.kind, "Name another cluster."
    return Row(Attribute.EXISTS, "yes", found, Verdict.DIFFERENT, effect, remedy)


def with_template(rows: list[Row], shipped: MemberDefaults) -> list[Row]:
    """The rows; a row that is the same becomes a note where the template says something else."""
    shipped_values = {row.attribute: row.expected for row in _rows_of_member(shipped)}

    def with_note(row: Row) -> Row:
        value = shipped_values.get(row.attribute, row.expected)
        if row.verdict is not Verdict.SAME or value == row.expected:
            return row
        effect = f"As the member in the JCL library says it; the template says {value}."
        return row._replace(verdict=Verdict.NOTE, effect=effect)

    return [with_note(row) for row in rows]


def _rows_of_member(defaults: MemberDefaults) -> Iterator[Row]:
    """The rows for which the member alone decides."""
    nothing = Component("DATA", "")
    yield _row(Attribute.SHARE_OPTIONS, _share_text(defaults), None)
    yield _reuse(defaults, nothing)
    if defaults.average_length is not None:
        yield _row(Attribute.AVERAGE_RECORD_LENGTH, str(defaults.average_length), None)


def member_differs(lines: int) -> Row:
    """The row for a member that differs from the template, in space or others without a row."""
    return Row(
        Attribute.MEMBER,
        "as the template",
        f"{lines} line{'' if lines == 1 else 's'} differ{'s' if lines == 1 else ''}",
        Verdict.NOTE,
        "The member's word counts, for the space, too. init --dry-run --diff shows the lines.",
    )


def member_unknown(why: str) -> Row:
    """The row for a member that could not be compared with the template."""
    return Row(Attribute.MEMBER, "as the template", "not compared", Verdict.UNKNOWN, f"{why}.")


def differs(rows: list[Row]) -> bool:
    """Whether the cluster is another than the one described."""
    return any(row.verdict is Verdict.DIFFERENT for row in rows)


def _row(
    attribute: Attribute,
    expected: str,
    found: str | None,
    effect: str = "",
    remedy: str = _AGAIN,
) -> Row:
    if found is None:
        return Row(attribute, expected, "not shown", Verdict.UNKNOWN)
    if found == expected:
        return Row(attribute, expected, found, Verdict.SAME)
    return Row(attribute, expected, found, Verdict.DIFFERENT, effect, remedy)


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _organisation(data: Component) -> Row:
    kinds = {"INDEXED": "KSDS", "NONINDEXED": "ESDS", "NUMBERED": "RRDS", "LINEAR": "LDS"}
    return _row(
        Attribute.ORGANIZATION,
        "KSDS",
        next((kinds[flag] for flag in data.flags if flag in kinds), None),
        "The service finds records by key: it cannot use this one.",
    )


def _lengths(settings: Settings, defaults: MemberDefaults, data: Component) -> Iterator[Row]:
    key = settings.key_length or DEFAULT_KEY_LENGTH
    record = settings.record_length or DEFAULT_RECORD_LENGTH
    yield _row(
        Attribute.KEY_LENGTH,
        str(key),
        _text(data.key_length),
        f"The service's keys have {key} bytes: the record that it writes to try at its start "
        "fails, ZWECS151E.",
        f"{_AGAIN} {_LENGTHS.format(KEY_LENGTH, data.key_length)}",
    )
    yield _row(
        Attribute.KEY_OFFSET,
        "0",
        _text(data.key_offset),
        "The service's records begin with their key: VSAM would take other bytes for it.",
    )
    average = _row(
        Attribute.AVERAGE_RECORD_LENGTH,
        str(defaults.average_length or record),
        _text(data.average_length),
    )
    if average.verdict is Verdict.DIFFERENT:
        # It only helps to compute the space (Access Method Services Commands, RECORDSIZE).
        average = average._replace(verdict=Verdict.NOTE, remedy="")
    yield average
    too_short = data.maximum_length is not None and data.maximum_length < record
    yield _row(
        Attribute.MAXIMUM_RECORD_LENGTH,
        str(record),
        _text(data.maximum_length),
        f"The service writes records of {record} bytes: "
        + ("they do not fit, ZWECS151E." if too_short else "they fit, the rest stays unused."),
        f"{_AGAIN} {_LENGTHS.format(RECORD_LENGTH, data.maximum_length)}",
    )


def _names(settings: Settings, cluster: Cluster) -> Iterator[Row]:
    for attribute, kind, component in (
        (Attribute.DATA_COMPONENT, "DATA", cluster.data),
        (Attribute.INDEX_COMPONENT, "INDEX", cluster.index),
    ):
        yield _row(
            attribute,
            f"{settings.cluster}.{kind}",
            component.name if component else "none",
            "The service opens the cluster by its own name: it would not notice.",
        )


def _share_options(settings: Settings, defaults: MemberDefaults, data: Component) -> Row:
    """VSAM ignores them under RLS (DFSMS Using Data Sets, "Using VSAM Record-Level Sharing")."""
    options = data.share_options
    row = _row(
        Attribute.SHARE_OPTIONS,
        _share_text(defaults),
        f"({options[0]} {options[1]})" if options else None,
        "It decides how many instances can have the cluster open at once, and whether they read "
        "what the others wrote.",
    )
    if settings.mode == "RLS" and row.verdict is Verdict.DIFFERENT:
        return row._replace(verdict=Verdict.NOTE, effect="Ignored under RLS.", remedy="")
    return row


def _share_text(defaults: MemberDefaults) -> str:
    region, system = defaults.share_options
    return f"({region} {system})"


def _sharing(settings: Settings, cluster: Cluster) -> Iterator[Row]:
    """What the opening for RLS needs: LOG(NONE), SMS, a cache set."""
    if settings.mode != "RLS":
        return
    log = None if cluster.log is None else cluster.log or "undefined"
    yield _row(
        Attribute.LOG,
        "NONE",
        log,
        "Without LOG an RLS open fails, IEC161I."
        if log == "undefined"
        else "The service cannot recover: its RLS open for output fails, IEC161I.",
        f"IDCAMS: ALTER {cluster.name} LOG(NONE), while nobody has it open.",
    )
    if cluster.is_sms_managed is False:
        yield Row(
            Attribute.SMS_MANAGED,
            "yes",
            "no",
            Verdict.DIFFERENT,
            "RLS needs a storage class: its open fails, IEC161I.",
            _AGAIN,
        )
    yield Row(
        Attribute.CACHE_SET,
        "there is one",
        "not in the catalog",
        Verdict.UNKNOWN,
        remedy="Ask your storage administrator: the class needs CACHESET, and SMSVSAM must be "
        "active where the service runs.",
    )


def _reuse(defaults: MemberDefaults, data: Component) -> Row:
    answers = {"REUSE": "yes", "NOREUSE": "no"}
    return _row(
        Attribute.REUSABLE,
        "yes" if defaults.reuse else "no",
        next((answers[flag] for flag in data.flags if flag in answers), None),
        "A reusable cluster can be emptied by whoever opens it for output anew.",
    )


def _associations(cluster: Cluster) -> Row:
    related = ", ".join(f"{entry.kind} {entry.name}" for entry in cluster.related) or "none"
    return _row(
        Attribute.ASSOCIATIONS,
        "none",
        # Every cluster has a data component: without any association the group was not shown.
        related if cluster.associations else None,
        "The service does not use them; a deletion of the cluster would delete them too.",
        "Ask whose they are; then delete them.",
    )


def _places(settings: Settings, cluster: Cluster, data: Component) -> Iterator[Row]:
    """The volume, or in RLS mode the storage class.

    SMS chooses the volumes of a cluster that has a storage class, whatever DEFINE names (Access
    Method Services Commands, DEFINE CLUSTER, VOLUMES). Nobody chooses them for one without.
    """
    if settings.volume:
        yield _volume(settings.volume, cluster, data)
        if cluster.storage_class:
            yield Row(
                Attribute.STORAGE_CLASS,
                "none",
                cluster.storage_class,
                Verdict.NOTE,
                "SMS assigned it.",
            )
        return
    storage_class = "none" if cluster.is_sms_managed is False else cluster.storage_class
    yield _row(
        Attribute.STORAGE_CLASS,
        settings.storage_class,
        storage_class,
        "RLS needs a storage class: its open fails, IEC161I."
        if storage_class == "none"
        else "Whether the service can open it for RLS depends on the cache set of that class.",
        _AGAIN
        if storage_class == "none"
        else f"{_AGAIN} {_PLACE.format(STORAGE_CLASS, storage_class)}",
    )


def _volume(expected: str, cluster: Cluster, data: Component) -> Row:
    volumes = " ".join(data.volsers) or None
    row = _row(
        Attribute.VOLUME,
        expected,
        volumes,
        "The cluster is not SMS-managed, so nothing but a DEFINE put it there: it is another one.",
        f"{_AGAIN} {_PLACE.format(VOLUME, volumes)}",
    )
    if row.verdict is not Verdict.DIFFERENT or cluster.is_sms_managed is False:
        return row
    if cluster.is_sms_managed:
        return row._replace(verdict=Verdict.NOTE, effect="SMS chose otherwise.", remedy="")
    unknown = "Whether SMS chose the volume is not known: the listing does not show it."
    return row._replace(verdict=Verdict.UNKNOWN, effect=unknown, remedy="")
