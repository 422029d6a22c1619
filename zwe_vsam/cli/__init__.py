"""The command line: parse, call one use case, report, exit. No decisions."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import typer

from zwe_vsam.cli import guard, options
from zwe_vsam.report.output import Closed

COMMANDS = (
    "check",
    "config",
    "render",
    "init",
    "verify",
    "job",
    "remove",
    "explain",
    "sandbox",
)
"""In the order of a cluster's life. Each is a module of this package, and the function or Typer
group of the same name in it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (without the program's name) and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv) or ["--help"]
    options.command_line[:] = arguments
    if sys.stdout is None:
        # So that what typer prints, the help and the version, is missed, too.
        sys.stdout = Closed()
    if arguments[0] in ("help", "version") or arguments[:2] == ["sandbox", "help"]:
        from zwe_vsam.cli import usage

        arguments = usage.shown(arguments)
    called = next((word for word in arguments if not word.startswith("-")), "")
    command = called if called in COMMANDS else ""
    try:
        code = _app(command)(args=arguments, prog_name="zwe-vsam", standalone_mode=False)
    except typer.TyperException as error:
        return guard.usage_error(error, command, arguments)
    except (KeyboardInterrupt, OSError, SystemExit) as error:
        return guard.cut_short(error, command)
    return int(code or 0)


def _app(called: str) -> typer.Typer:
    """The application with the one command that is called, or with all where none is.

    Building a command costs a millisecond, importing it more.
    """
    app = typer.Typer(
        name="zwe-vsam",
        help="Create, preview, check and remove the VSAM cluster of the Zowe Caching Service.",
        epilog="zwe-vsam help COMMAND lists the options of a command.",
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_callback)
    for name in (called,) if called else COMMANDS:
        command = getattr(importlib.import_module(f"zwe_vsam.cli.{name}"), name)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def _callback(version: options.Version = False) -> None:
    """Options before the command."""
