"""The replacement of a cluster: ZWECSRVS deletes it, and ZWECSVSM defines it anew."""

from __future__ import annotations

from zwe_vsam.errors import Problem, SubmitUnknown
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.report.result import Action, Removal
from zwe_vsam.workflow import create
from zwe_vsam.workflow.deletion import Deletion
from zwe_vsam.workflow.member import JclMember
from zwe_vsam.workflow.request import Mode
from zwe_vsam.workflow.run import Run
from zwe_vsam.workflow.underway import UnderWay
from zwe_vsam.zos.listcat import Entry

_REPEAT = "Then run this command again. The command reads the catalog again."


_OPEN = (130, 162, 233)
"""Exit codes of failures after which a job can still do its work: Ctrl-C, a job whose end is not
known, a system that could not be asked."""


def replace(run: Run, define: JclMember, under_way: UnderWay, entry: Entry) -> None:
    """Replace the cluster that the catalog has as ``entry``. ``define`` is ZWECSVSM.

    Raises Problem; it says what was deleted and what was not.
    """
    # 1. The deletion must be waited for, and the cluster must be one that may be deleted.
    _require_wait(run, entry)
    stage = run.report.result.removal = Removal()
    delete = JclMember(run, Purpose.REMOVE, stage, compares=define.compares)
    deletion = Deletion(run, delete, stage)
    deletion.require(entry)
    # 2. Decide what both members are to hold.
    delete.read()
    delete.choose_text()
    define.choose_text()
    run.report.result.plan = [
        *delete.to_write,
        *define.to_write,
        Action("delete-cluster", entry.name),
        Action("define-cluster", run.settings.cluster),
    ]
    # 3. A dry run ends here.
    if run.mode is not Mode.RUN:
        create.preview(run, [delete, define])
        return
    # 4. The texts may name other jobs: those must not be under way either.
    for member in (delete, define):
        under_way.add_job(member.text)
    under_way.require_no_other()
    # 5. The user must agree; the jobs are listed again, as the question may have waited long.
    run.request.consent.require(
        f"Delete {run.settings.cluster} and all its records, and define it again",
        run.target.system_name,
    )
    if not run.request.consent.given:
        under_way.require_none()
    # 6. Write both members. 7. Delete the cluster. 8. Define it.
    delete_version, define_version = delete.write(), define.write()
    _delete(deletion, delete_version)
    _define(run, define, under_way, define_version)


def _require_wait(run: Run, entry: Entry) -> None:
    if run.request.wait or run.mode is not Mode.RUN:
        return
    raise Problem(
        "ZWV1017E",
        cluster=entry.name,
        details=(f"{entry.name} exists. Its deletion must end before the new definition.",),
    )


def _delete(deletion: Deletion, version: str) -> None:
    try:
        deletion.submit(version)
    except Problem as problem:
        problem.extend(
            "The job that defines the cluster again was not submitted.",
            remedy=_REPEAT if _is_open(problem) else "",
        )
        raise


def _define(run: Run, define: JclMember, under_way: UnderWay, version: str) -> None:
    try:
        create.define(run, define, under_way, version)
    except Problem as problem:
        state, remedy = _after_half(run, problem)
        problem.extend(
            f"The former {run.settings.cluster} was deleted by this run. {state}.", remedy=remedy
        )
        raise


def _after_half(run: Run, problem: Problem) -> tuple[str, str]:
    """What is known of the cluster after a definition that failed, and how to finish."""
    report = run.report
    cluster = report.result.cluster
    if cluster and cluster.exists:
        return (
            "A cluster of this name was defined after the deletion",
            f"Compare it with zowe.yaml: {report.command('verify')}",
        )
    condition = "If the job did not define the cluster" if _is_open(problem) else "To finish"
    return (
        "It is not known whether a new cluster exists",
        f"{condition}, define it: {report.command('init')}",
    )


def _is_open(problem: Problem) -> bool:
    """Whether a job may still do its work after this failure, or may have done it."""
    return problem.message.exit_code in _OPEN or isinstance(problem, SubmitUnknown)
