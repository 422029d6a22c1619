"""``zwe-vsam check``."""

from typing import Annotated, Literal, NamedTuple

import typer

from zwe_vsam.cli import options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report
from zwe_vsam.report.output import on_one_line

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
    """What is checked, and what counts as a failure."""

    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Files to check, each on its own, instead of -c. As with -c, a FILE can be a list "
            "or - for standard input.",
            show_default=False,
        ),
    ] = None
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="ID[,ID...]",
            help="Leave out findings with these message ids. You can repeat this option.",
            show_default=False,
            rich_help_panel=options.OUTPUT,
        ),
    ] = None
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="End with exit code 238 if there are warnings and no errors.",
            rich_help_panel=options.OUTPUT,
        ),
    ] = False


class Invoked(NamedTuple):
    """How the command was called."""

    # Typer always gives it.
    context: typer.Context = None  # type: ignore[assignment]


@command("check", Checking, Invoked, instead={"output": _OutputForm})
def check(report: Report, given: Given, own: Checking, invoked: Invoked) -> None:
    """Report every problem of the Caching Service storage in zowe.yaml."""
    from zwe_vsam.workflow import check as workflow

    files = tuple(own.files or ())
    if files:
        source = invoked.context.get_parameter_source("config")
        if source is not None and source.name == "COMMANDLINE":
            from zwe_vsam.config.secrets import word_shown

            raise Problem(
                "ZWEL0102E",
                parameter=f"--config with {word_shown(on_one_line(files[0]))}",
                remedy="Name all files without -c, or one configuration with -c.",
            )
        # One file is the same as with -c.
        config = files[0] if len(files) == 1 else ""
        given = given._replace(source=given.source._replace(config=config))
        files = files if len(files) > 1 else ()
    own = own._replace(files=list(files), ignore=own.ignore or [])
    workflow.run(given.request(report, own), report)
