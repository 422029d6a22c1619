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
        callback=options.output_form,
        help="Form of the report; github: annotations for the log of a GitHub workflow.  "
        f"[env var: {options.OUTPUT_VARIABLE}; default: text]",
        show_default=False,
    ),
]


class Checking(NamedTuple):
    """What counts as a failure."""

    strict: Annotated[
        bool, typer.Option("--strict", help="Fail (238) where there are warnings and no errors.")
    ] = False


@command("check", Checking, instead={"output": _OutputForm})
def check(report: Report, given: Given, own: Checking) -> None:
    """Tell every problem of the Caching Service's storage in zowe.yaml."""
    from zwe_vsam.workflow import check as workflow

    workflow.run(given.request(report, own), report)
