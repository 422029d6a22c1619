"""``zwe-vsam report``."""

from typing import Annotated, NamedTuple

import typer

from zwe_vsam.cli import options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report


class Reporting(NamedTuple):
    """From which results a report is made, and where it goes."""

    results: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="RESULT...",
            help="Files with the output of --output json, one for each system, or folders of "
            "them. The name of a file without .json is the name of its system.",
            show_default=False,
        ),
    ] = None
    html: Annotated[
        str,
        typer.Option(
            "--html",
            metavar="FILE",
            callback=options.not_empty,
            help="Write the report as an HTML page. An older report is replaced.",
            show_default=False,
            rich_help_panel=options.OUTPUT,
        ),
    ] = ""
    csv: Annotated[
        str,
        typer.Option(
            "--csv",
            metavar="FILE",
            callback=options.not_empty,
            help="Write the report as a table in CSV. An older report is replaced.",
            show_default=False,
            rich_help_panel=options.OUTPUT,
        ),
    ] = ""
    title: Annotated[
        str,
        typer.Option(
            "--title",
            metavar="TEXT",
            help="Title of the page, such as the number of a change.",
            show_default=False,
            rich_help_panel=options.OUTPUT,
        ),
    ] = ""


@command("report", Reporting, standalone=True)
def report(report: Report, given: Given, own: Reporting) -> None:
    """Report the results of many systems on one page, trouble first."""
    from zwe_vsam.workflow import report as workflow

    own = own._replace(results=own.results or [])
    workflow.run(given.request(report, own), report)
