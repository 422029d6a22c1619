"""``zwe-vsam verify``."""

from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report


@command("verify")
def verify(report: Report, given: Given) -> None:
    """Compare the cluster in the catalog with zowe.yaml."""
    from zwe_vsam.workflow import verify as workflow

    workflow.run(given.request(report), report)
