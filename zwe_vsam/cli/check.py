"""``zwe-vsam check``."""

from typing import Annotated, Literal, NamedTuple

import typer

from zwe_vsam.cli import options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report

_OutputForm = Annotated[
    Literal["text", "json", "github"] | None,
    typer.Option(
        "--output",
        metavar="FORMAT",
        callback=options.output_form,
        help="Format of the report: text, json, or github for annotations in a GitHub workflow.",
        show_default="text",
        rich_help_panel=options.OUTPUT,
    ),
]


class Checking(NamedTuple):
    """What counts as a failure."""

    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="End with exit code 238 if there are warnings and no errors.",
            rich_help_panel=options.OUTPUT,
        ),
    ] = False


@command("check", Checking, instead={"output": _OutputForm})
def check(report: Report, given: Given, own: Checking) -> None:
    """Report every problem of the Caching Service storage in zowe.yaml."""
    from zwe_vsam.workflow import check as workflow

    workflow.run(given.request(report, own), report)
