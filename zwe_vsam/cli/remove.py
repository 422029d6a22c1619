"""``zwe-vsam remove``."""

from typing import NamedTuple

from zwe_vsam.cli import options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report


class Removing(NamedTuple):
    """How the member is made, and what may be deleted."""

    dry_run: options.DryRun = False
    security_dry_run: options.SecurityDryRun = False
    diff: options.Diff = False
    generate: options.Generate = False
    template: options.Template = None
    force: options.Force = False
    yes: options.Yes = False
    timeout: options.Timeout = 900.0
    evidence: options.Evidence = ""


@command("remove", Removing)
def remove(report: Report, given: Given, own: Removing) -> None:
    """Delete the cluster by a job, and check the catalog.

    The command asks for confirmation before it submits the job.
    """
    from zwe_vsam.workflow import remove as workflow

    workflow.run(given.request(report, own), report)
