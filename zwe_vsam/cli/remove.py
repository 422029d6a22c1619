"""``zwe-vsam remove``."""

from typing import NamedTuple

from zwe_vsam.cli import job_options, options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report


class Removing(NamedTuple):
    """How the member is made, and what may be deleted."""

    dry_run: job_options.DryRun = False
    security_dry_run: job_options.SecurityDryRun = False
    diff: job_options.Diff = False
    generate: job_options.Generate = False
    template: job_options.Template = None
    force: job_options.Force = False
    yes: job_options.Yes = False
    timeout: job_options.Timeout = 900.0
    evidence: options.Evidence = ""


@command("remove", Removing)
def remove(report: Report, given: Given, own: Removing) -> None:
    """Delete the cluster by a job, and check the catalog.

    The command asks for confirmation before it submits the job.
    """
    from zwe_vsam.workflow import remove as workflow

    workflow.run(given.request(report, own), report)
