"""``zwe-vsam verify``."""

from typing import Annotated, NamedTuple

import typer

from zwe_vsam.cli import options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report


class Verifying(NamedTuple):
    """What is shown, and where."""

    differences: Annotated[
        bool,
        typer.Option(
            "--differences",
            help="Show only the attributes that differ.",
            rich_help_panel=options.OUTPUT,
        ),
    ] = False
    report: Annotated[
        str,
        typer.Option(
            "--report",
            metavar="FILE",
            callback=options.not_empty,
            help="Also write the result as an HTML page. An older report is replaced.",
            show_default=False,
            rich_help_panel=options.OUTPUT,
        ),
    ] = ""
    evidence: options.Evidence = ""


@command("verify", Verifying)
def verify(report: Report, given: Given, own: Verifying) -> None:
    """Compare the cluster in the catalog with zowe.yaml."""
    from zwe_vsam.workflow import verify as workflow

    workflow.run(given.request(report, own), report)
