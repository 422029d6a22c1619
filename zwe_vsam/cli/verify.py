"""``zwe-vsam verify``."""

from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report


@command("verify")
def verify(report: Report, given: Given) -> None:
    """Compare the cluster with zowe.yaml, attribute by attribute."""
    from zwe_vsam.workflow import verify as use_case
    from zwe_vsam.workflow.connection import Connection

    run = given.invoke(report)
    use_case.run(run.config, run.encoding, Connection(run.system.or_auto(), report), report)
