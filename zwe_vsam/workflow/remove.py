"""``remove``: delete the cluster by the job ZWECSRVS, and confirm that it is gone."""

from __future__ import annotations

from zwe_vsam import waiting
from zwe_vsam.config import settings as config
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.messages import message
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import Action
from zwe_vsam.workflow import member, pages, setup
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.deletion import Deletion
from zwe_vsam.workflow.member import JclMember
from zwe_vsam.workflow.request import Mode, Request
from zwe_vsam.workflow.run import Run
from zwe_vsam.workflow.submission import job_and_time
from zwe_vsam.workflow.underway import UnderWay


def run(request: Request, report: Report, clock: waiting.Clock | None = None) -> None:
    """Remove the cluster. Raises Problem or config.Invalid where it cannot be done."""
    report.title("Remove VSAM storage for Zowe Caching Service")
    pages.plan(request, report)
    # 1. Read the configuration, and reach the system. Without one, print the member.
    connection = Connection(request.system.or_auto(), report)
    settings = setup.any_mode(request, connection, report)
    target = connection.reached(request.mode)
    if target is None:
        if request.diff:
            raise member.nothing_installed()
        member.print_only(request.template, settings, report, Purpose.REMOVE)
        return
    remove(Run(request, target, report, clock or waiting.SystemClock(), settings))


def remove(run: Run) -> None:
    """Remove the cluster from the system of the run. Raises Problem."""
    # 1. List the jobs that could change the catalog, and ask the catalog.
    under_way = UnderWay(run)
    under_way.read(*Purpose)
    under_way.require_none()
    cluster = run.report.result.cluster
    assert cluster is not None
    entry = run.target.entry(run.settings.cluster)
    cluster.exists = entry is not None
    if entry is None:
        _report_nothing(run)
        return
    # 2. The cluster must be one that may be deleted.
    stage = run.report.result
    delete = JclMember(run, Purpose.REMOVE, stage, template_file=run.request.template)
    deletion = Deletion(run, delete, stage)
    deletion.require(entry)
    # 3. Decide what the member is to hold. A dry run ends here.
    delete.read()
    delete.choose_text()
    run.report.result.plan = [*delete.to_write, Action("delete-cluster", entry.name)]
    if run.mode is not Mode.RUN:
        _preview(run, delete)
        return
    # 4. The text may name another job: that one must not be under way either.
    under_way.add_job(delete.text)
    under_way.require_no_other()
    # 5. The user must agree; the jobs are listed again, as the question may have waited long.
    run.request.consent.require(
        f"Delete {run.settings.cluster} and all its records", run.target.system_name
    )
    if not run.request.consent.given:
        under_way.require_none()
    # 6. Write the member, submit it, wait, and ask the catalog.
    deletion.submit(delete.write())
    run.report.line(">> Zowe Caching Service VSAM storage is removed.")
    run.report.summary(f"{run.settings.cluster}: removed by {job_and_time(stage.job)}.")


def _report_nothing(run: Run) -> None:
    run.report.message(
        message(
            "ZWV5020I",
            cluster=run.settings.cluster,
            origin=run.settings.origins.get(config.CLUSTER),
        )
    )


def _preview(run: Run, delete: JclMember) -> None:
    delete.print_text()
    written = f"{delete.member} was written" if delete.is_written else "nothing was written"
    run.report.message(message("ZWV1033I", written=written))
