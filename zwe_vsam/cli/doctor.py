"""``zwe-vsam doctor``."""

from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report


@command("doctor")
def doctor(report: Report, given: Given) -> None:
    """Test whether this computer and the system are ready."""
    from zwe_vsam.workflow import doctor as workflow

    workflow.run(given.request(report), report)
