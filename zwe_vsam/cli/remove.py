"""``zwe-vsam remove``."""

from typing import NamedTuple

from zwe_vsam.cli import options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report


class Removing(NamedTuple):
    """How the member is made, and what may be deleted."""

    template: options.Template = None
    security_dry_run: options.SecurityDryRun = False
    dry_run: options.DryRun = False
    generate: options.Generate = False
    force: options.Force = False
    yes: options.Yes = False
    timeout: options.Timeout = 900.0


@command("remove", Removing)
def remove(report: Report, given: Given, own: Removing) -> None:
    """Delete the cluster by a job, wait for it, and ask the catalog."""
    from zwe_vsam.workflow import remove as workflow

    workflow.run(given.request(report, own), report)
