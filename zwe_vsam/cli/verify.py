"""``zwe-vsam verify``."""

from typing import Annotated, NamedTuple

import typer

from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report


class Verifying(NamedTuple):
    """What is shown."""

    differences: Annotated[
        bool, typer.Option("--differences", help="Show only the attributes that differ.")
    ] = False


@command("verify", Verifying)
def verify(report: Report, given: Given, own: Verifying) -> None:
    """Compare the cluster with zowe.yaml, attribute by attribute."""
    from zwe_vsam.workflow import verify as workflow

    workflow.run(given.request(report, own), report)
