"""``verify``: is the cluster that the catalog has the one that zowe.yaml describes?"""

from __future__ import annotations

from typing import NamedTuple

from zwe_vsam.cluster import compare, usage
from zwe_vsam.cluster.compare import MemberDefaults, Row, Verdict
from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import Problem
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.messages import message
from zwe_vsam.model import Member
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import ClusterResult
from zwe_vsam.targets.base import Target
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.underway import UnderWay
from zwe_vsam.zos.listcat import Cluster, Entry, OtherEntry

SHIPPED = MemberDefaults("the shipped member")
"""What the member defines that comes with Zowe."""


def settings(config_file: str, encoding: str, connection: Connection, report: Report) -> Settings:
    """Read the settings of a cluster that a command is to work on, whatever the storage mode is.

    Raises Problem or config.Invalid. A mode that is not VSAM is told: the cluster may be what is
    left of it.
    """
    configuration = Configuration.load(
        config_file, encoding, connection.read_member, connection.symbols
    )
    if config.storage_mode(configuration) != "VSAM":
        report.message(message("ZWV210W", origin=configuration.place(config.STORAGE_MODE)))
    found, notes = config.read(configuration)
    for note in notes:
        report.note(note)
    report.result.cluster = ClusterResult(
        found.cluster, found.mode, found.volume or None, found.storage_class or None
    )
    return found


def run(config_file: str, encoding: str, connection: Connection, report: Report) -> None:
    """Compare and tell. Raises Problem ZWV234E where there is a difference."""
    report.title("Verify VSAM storage for Zowe Caching Service")
    wanted = settings(config_file, encoding, connection, report)
    target = connection.target()
    under_way = UnderWay(wanted, target, report)
    under_way.read(*Purpose)
    under_way.require_none("so what the catalog has now may not last")
    entry = target.entry(wanted.cluster)
    assert report.result.cluster is not None
    report.result.cluster.exists = entry is not None
    if entry is None:
        raise _unusable(None, "The catalog has no entry of that name.", wanted, report)
    text = under_way.texts.get(Purpose.DEFINE)
    require(entry, Kept(wanted, text, target), report)
    report.line()
    report.line(f">> {wanted.cluster} is as described.")


class Kept(NamedTuple):
    """What the cluster is compared with."""

    settings: Settings
    text: str | None
    """What the member in the JCL library holds; None where there is none."""
    target: Target
    """Where the installed template is."""
    template: str | None = None
    """The file that is used instead of it."""


def require(entry: Entry, kept: Kept, report: Report) -> None:
    """Show the comparison. Raises Problem ZWV234E where there is a difference."""
    wanted = kept.settings
    if isinstance(entry, OtherEntry):
        migrated = ", migrated" if entry.migrated else ""
        seen = f"The catalog lists it as {entry.kind}{migrated}."
        raise _unusable(entry, seen, wanted, report)
    assert isinstance(entry, Cluster)
    defaults = _member_defaults(wanted, kept.text, report)
    rows = compare.compare(wanted, defaults, entry)
    if defaults is not SHIPPED:
        rows = _with_template(rows, kept, report)
    report.line(f"{entry.name}, by zowe.yaml and {defaults.source}:")
    report.line()
    report.compare(rows, usage.of_cluster(entry))
    if compare.differs(rows):
        different = [row for row in rows if row.verdict is Verdict.DIFFERENT]
        raise Problem(
            "ZWV234E",
            entry.name,
            origin=wanted.origins.get(config.CLUSTER),
            details=tuple(_line(row) for row in different),
            remedy=" ".join(dict.fromkeys(row.remedy for row in different)),
        )


def _with_template(rows: list[Row], kept: Kept, report: Report) -> list[Row]:
    """The rows, with what the member says otherwise than the template: the site's word counts."""
    from zwe_vsam.member import define_check
    from zwe_vsam.workflow import drift

    assert kept.text is not None
    compared = drift.of_kept(
        kept.text, Purpose.DEFINE, kept.settings, kept.target, kept.template, report
    )
    if compared.rendered is None:
        return [*rows, compare.member_unknown(compared.why_unknown)]
    if not compared.diff:
        return rows
    (shipped,) = define_check.defines(compared.rendered)
    rows = compare.with_template(rows, compare.defaults_of(shipped, "the template"))
    return [*rows, compare.member_differs(compared.changed_lines)]


def _unusable(entry: OtherEntry | None, seen: str, wanted: Settings, report: Report) -> Problem:
    """Show the one row that there is, and return the failure."""
    row = compare.unusable(entry, report.command("init"))
    report.compare([row], None)
    return Problem(
        "ZWV234E",
        wanted.cluster,
        origin=wanted.origins.get(config.CLUSTER),
        details=(seen, row.effect),
        remedy=row.remedy,
    )


def _line(row: Row) -> str:
    return (
        f"{row.attribute.value}: {row.expected} is due, {row.found} is there. {row.effect}".strip()
    )


def _member_defaults(wanted: Settings, text: str | None, report: Report) -> MemberDefaults:
    """What the member in the JCL library says; the shipped one's word where there is none."""
    member = Member(wanted.jcllib, Purpose.DEFINE.value)
    if text is None:
        return SHIPPED
    from zwe_vsam.member import define_check, submission_check

    differences = submission_check.differences(text, wanted)
    if differences:
        report.message(
            message(
                "ZWV211W",
                str(member),
                details=tuple(difference.text for difference in differences),
                remedy="Make it anew: "
                + report.command("init", "--generate", "--security-dry-run"),
            )
        )
        return SHIPPED
    (define,) = define_check.defines(text)
    return compare.defaults_of(define, str(member))
