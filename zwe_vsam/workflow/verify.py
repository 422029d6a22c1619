"""``verify``: is the cluster that the catalog has the one that zowe.yaml describes?"""

from __future__ import annotations

from zwe_vsam.cluster import compare, usage
from zwe_vsam.cluster.compare import MemberDefaults, Row, Verdict
from zwe_vsam.config import settings as config
from zwe_vsam.errors import Problem
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.messages import message
from zwe_vsam.model import Member
from zwe_vsam.report.base import Report
from zwe_vsam.waiting import SystemClock
from zwe_vsam.workflow import pages, setup
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.request import Request
from zwe_vsam.workflow.run import Run
from zwe_vsam.workflow.underway import UnderWay
from zwe_vsam.zos.listcat import Cluster, Entry, OtherEntry

SHIPPED = MemberDefaults("the shipped member")
"""What the member defines that comes with Zowe."""


def run(request: Request, report: Report) -> None:
    """Compare and report. Raises Problem ZWV5001E where an attribute differs."""
    report.title("Verify VSAM storage for Zowe Caching Service")
    pages.plan(request, report)
    # 1. Read the configuration, and reach the system.
    connection = Connection(request.system.or_auto(), report)
    settings = setup.any_mode(request, connection, report)
    run = Run(request, connection.target(), report, SystemClock(), settings)
    # 2. List the jobs that could change the catalog, and ask the catalog.
    under_way = UnderWay(run)
    under_way.read(*Purpose)
    under_way.require_none("so the catalog can change")
    entry = run.target.entry(settings.cluster)
    assert report.result.cluster is not None
    report.result.cluster.exists = entry is not None
    # 3. Compare.
    if entry is None:
        raise _missing(run, under_way.texts.get(Purpose.DEFINE))
    require(run, entry, under_way.texts.get(Purpose.DEFINE))
    report.line()
    report.line(f">> {settings.cluster} matches zowe.yaml.")


def require(run: Run, entry: Entry, member_text: str | None) -> None:
    """Show the comparison. Raises Problem ZWV5001E where an attribute differs.

    ``member_text`` is what the member in the JCL library holds; None where it does not exist.
    """
    if isinstance(entry, OtherEntry):
        raise _unusable(run, entry)
    different = _differences(run, entry, member_text)
    if different:
        raise Problem(
            "ZWV5001E",
            cluster=entry.name,
            origin=run.settings.origins.get(config.CLUSTER),
            details=tuple(_line(row) for row in different),
            remedy=" ".join(dict.fromkeys(row.remedy for row in different)),
        )


def matches(run: Run, entry: Entry, member_text: str | None) -> bool:
    """Show the comparison, and return whether no attribute differs. Arguments as of ``require``.

    Another kind of data set does not match; its comparison is not shown.
    """
    return isinstance(entry, Cluster) and not _differences(run, entry, member_text)


def _differences(run: Run, entry: Entry, member_text: str | None) -> list[Row]:
    """Show the comparison, and return the rows that differ."""
    assert isinstance(entry, Cluster)
    defaults = _member_defaults(run, member_text)
    rows = compare.compare(run.settings, defaults, entry)
    if defaults is not SHIPPED:
        assert member_text is not None
        rows = _with_template(run, rows, member_text)
    run.report.line(f"{entry.name}, by zowe.yaml and {defaults.source}:")
    run.report.line()
    only_differences = run.request.differences
    run.report.compare(rows, usage.of_cluster(entry), only_differences=only_differences)
    return [row for row in rows if row.verdict is Verdict.DIFFERENT]


def _with_template(run: Run, rows: list[Row], member_text: str) -> list[Row]:
    """The rows, with the member's differences from the template: the site's word counts."""
    from zwe_vsam.member import define_check
    from zwe_vsam.workflow import member

    drift = member.drift(run, Purpose.DEFINE, member_text, run.request.template)
    run.report.keep_member(member_text, diff=drift.diff)
    if drift.rendered is None:
        return [*rows, compare.member_unknown(drift.why_unknown)]
    if not drift.diff:
        return rows
    (shipped,) = define_check.defines(drift.rendered)
    rows = compare.with_template(rows, compare.defaults_of(shipped, "the template"))
    return [*rows, compare.member_differs(drift.changed_lines)]


def _missing(run: Run, member_text: str | None) -> Problem:
    """Show that there is no cluster, and return the failure. The result has what is expected."""
    defaults = _member_defaults(run, member_text)
    rows = compare.missing(run.settings, defaults, run.report.command("init"))
    run.report.compare(rows, None, only_differences=True)
    return _failure(run, "ZWV5002E", rows[0])


def _unusable(run: Run, entry: OtherEntry) -> Problem:
    """Show the only row, and return the failure."""
    row = compare.unusable(entry)
    run.report.compare([row], None)
    if entry.migrated:
        return _failure(run, "ZWV5004E", row)
    return _failure(run, "ZWV5003E", row, kind=entry.kind)


def _failure(run: Run, message_id: str, row: Row, **fields: str) -> Problem:
    return Problem(
        message_id,
        cluster=run.settings.cluster,
        origin=run.settings.origins.get(config.CLUSTER),
        details=(row.effect,),
        remedy=row.remedy,
        **fields,
    )


def _line(row: Row) -> str:
    label = row.attribute.value
    return f"{label}: expected {row.expected}, found {row.found}. {row.effect}".strip()


def _member_defaults(run: Run, member_text: str | None) -> MemberDefaults:
    """What the member in the JCL library says; the shipped one's word where there is none."""
    if member_text is None:
        return SHIPPED
    from zwe_vsam.member import define_check, submission_check

    member = Member(run.settings.jcllib, Purpose.DEFINE.value)
    differences = submission_check.differences(member_text, run.settings)
    if differences:
        run.report.message(
            message(
                "ZWV5012W",
                member=str(member),
                details=tuple(difference.text for difference in differences),
                remedy="Rewrite the member: "
                + run.report.command("init", "--generate", "--security-dry-run"),
            )
        )
        return SHIPPED
    (define,) = define_check.defines(member_text)
    return compare.defaults_of(define, str(member))
