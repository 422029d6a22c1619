"""Compares the cluster in the catalog with the one that zowe.yaml and the member describe.

What a difference would do to the Caching Service is read off its source, zowe/api-layer,
caching-service, package vsam: it opens the data set through the C library with
``ab+,type=record``, pads keys to CACHING_STORAGE_VSAM_KEYLENGTH and records to
CACHING_STORAGE_VSAM_RECORDLENGTH bytes, and at its start writes a record to try, whose failure
is ZWECS151E. The needs of RLS: z/OS MVS System Messages, IEC161I.
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
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
    """The listing does not show it, or there is no cluster."""


class Attribute(Enum):
    """An attribute to compare. The name is for the code, the value for people and for JSON."""

    EXISTS = "exists"
    ORGANIZATION = "organization"
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
    found: str | None
    """None where there is no cluster."""
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


_AGAIN = "Define the cluster again: init --allow-overwrite, which deletes its records."
_PLACE = "Or set {} to {}."
_LENGTHS = "Or set {} to {}, and restart the service."


def compare(settings: Settings, defaults: MemberDefaults, cluster: Cluster) -> list[Row]:
    """All rows, in the order of the report."""
    data = cluster.data or Component("DATA", "")
    return [
        Row(Attribute.EXISTS, "yes", "yes", Verdict.SAME),
        _organization(data),
        *_lengths(settings, defaults, data),
        *_names(settings, cluster),
        _share_options(settings, defaults, data),
        *_sharing(settings, cluster),
        _reuse(defaults, data),
        _associations(cluster),
        *_places(settings, cluster, data),
    ]


def missing(settings: Settings, defaults: MemberDefaults, create: str) -> list[Row]:
    """All rows where there is no cluster: the first differs, the others only say what is expected.

    ``create`` is the command that creates the cluster.
    """
    effect = "The Caching Service cannot start without its cluster (ZWECS151E)."
    remedy = f"Create the cluster: {create}"
    _, *others = compare(settings, defaults, Cluster(settings.cluster))
    return [
        Row(Attribute.EXISTS, "yes", None, Verdict.DIFFERENT, effect, remedy),
        *(Row(row.attribute, row.expected, None, Verdict.UNKNOWN) for row in others),
    ]


def unusable(entry: OtherEntry) -> Row:
    """The only row where the entry is no cluster."""
    if entry.migrated:
        effect = "The catalog shows the attributes only after the recall of the data set."
        found, remedy = f"{entry.kind}, migrated", "Recall the data set (HRECALL)."
    else:
        effect = "The Caching Service needs a VSAM cluster, and cannot use this data set."
        found, remedy = entry.kind, "Name another cluster in zowe.yaml."
    return Row(Attribute.EXISTS, "yes", found, Verdict.DIFFERENT, effect, remedy)


def with_template(rows: list[Row], shipped: MemberDefaults) -> list[Row]:
    """The rows; a row that is the same becomes a note where the template says something else."""
    shipped_values = {row.attribute: row.expected for row in _rows_of_member(shipped)}

    def with_note(row: Row) -> Row:
        value = shipped_values.get(row.attribute, row.expected)
        if row.verdict is not Verdict.SAME or value == row.expected:
            return row
        effect = f"The member in the JCL library sets this value. The template has {value}."
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
        "same as the template",
        f"{lines} line{'' if lines == 1 else 's'} differ{'s' if lines == 1 else ''}",
        Verdict.NOTE,
        "The job uses the member. To see the lines, run init --dry-run --diff.",
    )


def member_unknown(why: str) -> Row:
    """The row for a member that could not be compared with the template."""
    return Row(Attribute.MEMBER, "same as the template", "not compared", Verdict.UNKNOWN, f"{why}.")


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


def _organization(data: Component) -> Row:
    kinds = {"INDEXED": "KSDS", "NONINDEXED": "ESDS", "NUMBERED": "RRDS", "LINEAR": "LDS"}
    return _row(
        Attribute.ORGANIZATION,
        "KSDS",
        next((kinds[flag] for flag in data.flags if flag in kinds), None),
        "The service finds records by their key, so it cannot use this cluster.",
    )


def _lengths(settings: Settings, defaults: MemberDefaults, data: Component) -> Iterator[Row]:
    key = settings.key_length or DEFAULT_KEY_LENGTH
    record = settings.record_length or DEFAULT_RECORD_LENGTH
    yield _row(
        Attribute.KEY_LENGTH,
        str(key),
        _text(data.key_length),
        f"The service writes keys of {key} bytes. Its first write fails, and it does not start "
        "(ZWECS151E).",
        f"{_AGAIN} {_LENGTHS.format(KEY_LENGTH, data.key_length)}",
    )
    yield _row(
        Attribute.KEY_OFFSET,
        "0",
        _text(data.key_offset),
        "The service's records begin with their key. VSAM would take other bytes for the key.",
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
        f"The service writes records of {record} bytes. "
        + (
            "They do not fit, so it does not start (ZWECS151E)."
            if too_short
            else "They fit, but a part of each record stays unused."
        ),
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
            "The service opens the cluster by the cluster name, so this name has no effect.",
        )


def _share_options(settings: Settings, defaults: MemberDefaults, data: Component) -> Row:
    """VSAM ignores them under RLS (DFSMS Using Data Sets, "Using VSAM Record-Level Sharing")."""
    options = data.share_options
    row = _row(
        Attribute.SHARE_OPTIONS,
        _share_text(defaults),
        f"({options[0]} {options[1]})" if options else None,
        "Share options control how many instances can open the cluster at once. They also control "
        "whether an instance reads the updates of other instances.",
    )
    if settings.mode == "RLS" and row.verdict is Verdict.DIFFERENT:
        return row._replace(verdict=Verdict.NOTE, effect="RLS ignores share options.", remedy="")
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
        "Without LOG, an open for RLS fails (IEC161I)."
        if log == "undefined"
        else "The service does not recover transactions, so its open for RLS fails (IEC161I).",
        f"Close the cluster everywhere, and run IDCAMS: ALTER {cluster.name} LOG(NONE).",
    )
    if cluster.is_sms_managed is False:
        yield Row(
            Attribute.SMS_MANAGED,
            "yes",
            "no",
            Verdict.DIFFERENT,
            "An open for RLS needs a storage class, so it fails (IEC161I).",
            _AGAIN,
        )
    yield Row(
        Attribute.CACHE_SET,
        "yes",
        "not in the catalog",
        Verdict.UNKNOWN,
        remedy="Ask the storage administrator: the class needs a cache set (CACHESET), and SMSVSAM "
        "must be active where the service runs.",
    )


def _reuse(defaults: MemberDefaults, data: Component) -> Row:
    answers = {"REUSE": "yes", "NOREUSE": "no"}
    return _row(
        Attribute.REUSABLE,
        "yes" if defaults.reuse else "no",
        next((answers[flag] for flag in data.flags if flag in answers), None),
        "A reusable cluster loses its records when a program opens it with the reset option.",
    )


def _associations(cluster: Cluster) -> Row:
    related = ", ".join(f"{entry.kind} {entry.name}" for entry in cluster.related) or "none"
    return _row(
        Attribute.ASSOCIATIONS,
        "none",
        # Every cluster has a data component: without any association the group was not shown.
        related if cluster.associations else None,
        "The service does not use them. Deleting the cluster would delete them, too.",
        "Ask the owner of these entries, and delete the entries if they are not needed.",
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
                "SMS assigned the class.",
            )
        return
    storage_class = "none" if cluster.is_sms_managed is False else cluster.storage_class
    yield _row(
        Attribute.STORAGE_CLASS,
        settings.storage_class,
        storage_class,
        "An open for RLS needs a storage class, so it fails (IEC161I)."
        if storage_class == "none"
        else "The cache set of the class decides whether the service can open the cluster for RLS.",
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
        "SMS does not manage the cluster, so its DEFINE command named this volume.",
        f"{_AGAIN} {_PLACE.format(VOLUME, volumes)}",
    )
    if row.verdict is not Verdict.DIFFERENT or cluster.is_sms_managed is False:
        return row
    if cluster.is_sms_managed:
        return row._replace(verdict=Verdict.NOTE, effect="SMS chose the volume.", remedy="")
    unknown = "The listing does not show whether SMS chose the volume."
    return row._replace(verdict=Verdict.UNKNOWN, effect=unknown, remedy="")
