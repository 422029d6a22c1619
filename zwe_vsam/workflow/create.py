"""The creation of a cluster that the catalog does not have, by the job ZWECSVSM."""

from __future__ import annotations

from zwe_vsam.messages import message
from zwe_vsam.report.result import Action
from zwe_vsam.workflow.member import JclMember
from zwe_vsam.workflow.request import Mode
from zwe_vsam.workflow.run import Run
from zwe_vsam.workflow.submission import Submission, job_and_time
from zwe_vsam.workflow.underway import UnderWay


def create(run: Run, member: JclMember, under_way: UnderWay) -> None:
    """Create the cluster. Raises Problem where that fails or is not confirmed."""
    # 1. Decide what the member is to hold.
    member.choose_text()
    run.report.result.plan = [*member.to_write, Action("define-cluster", run.settings.cluster)]
    # 2. A dry run ends here.
    if run.mode is not Mode.RUN:
        preview(run, [member])
        return
    # 3. The text may name another job: that one must not be under way either.
    if under_way.was_asked:
        under_way.add_job(member.text)
        under_way.require_no_other()
    # 4. Write the member, submit it, wait, and ask the catalog.
    define(run, member, under_way, member.write())


def define(run: Run, member: JclMember, under_way: UnderWay, version: str) -> None:
    """Submit the ``version`` of the member, wait for its job, and ask the catalog."""
    from zwe_vsam.workflow.outcome import Defined

    result = run.report.result
    submission = Submission(run, "Defining", result)
    waited = submission.submit(member.member, member.job_name, version, wait=run.request.wait)
    if waited is None:
        return
    unasked = None if under_way.was_asked else under_way
    Defined(run, result, unasked).conclude(waited)
    verb = "replaced" if result.removal else "created"
    run.report.summary(f"{run.settings.cluster}: {verb} by {job_and_time(result.job)}.")


def preview(run: Run, members: list[JclMember]) -> None:
    """End a dry run: show the members, and say that nothing else happened."""
    for member in members:
        member.print_text()
    names = [str(member.member) for member in members if member.is_written]
    verb = "was" if len(names) == 1 else "were"
    written = f"{' and '.join(names)} {verb} written" if names else "nothing was written"
    message_id = "ZWV1031I" if len(members) == 1 else "ZWV1032I"
    run.report.message(message(message_id, written=written))
