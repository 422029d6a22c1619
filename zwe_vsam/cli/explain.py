"""``zwe-vsam explain``."""

from typing import Annotated, NamedTuple

import typer

from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report


class Explaining(NamedTuple):
    """What is explained."""

    term: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Message id, such as ZWEL0158E or IDC3013I, cause, or exit code.",
            show_default=False,
        ),
    ] = ""


@command("explain", Explaining, standalone=True)
def explain(report: Report, given: Given, own: Explaining) -> None:
    """Explain a message, a cause or an exit code, and what to do."""
    from zwe_vsam.workflow import lookup

    lookup.run(given.request(report, own), report)
