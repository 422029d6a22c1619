"""The command line: parse, call one use case, report, exit. No decisions."""

# Annotations are objects here, as Typer needs them.
import functools
import importlib
import sys
from collections.abc import Sequence
from typing import Any

import typer

from zwe_vsam.cli import groups, guard, options
from zwe_vsam.errors import Problem
from zwe_vsam.report.output import Closed

COMMANDS = (
    "check",
    "config",
    "render",
    "init",
    "verify",
    "job",
    "migrate",
    "remove",
    "report",
    "doctor",
    "explain",
    "sandbox",
)
"""The commands in the order of help, from a new zowe.yaml to the removal of the cluster.

Each is a module of this package whose function, or Typer group, of the same name it runs.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (without the program's name) and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv) or ["--help"]
    options.command_line[:] = arguments
    if sys.stdout is None:
        # So that what typer prints, the help and the version, is missed, too.
        sys.stdout = Closed()
    if arguments[0] == "__complete":
        from zwe_vsam.cli import completion

        return completion.run(arguments[1:], command_tree)
    if arguments[0] in ("help", "version") or arguments[:2] == ["sandbox", "help"]:
        from zwe_vsam.cli import usage

        arguments = usage.shown(arguments)
    called = next((word for word in arguments if not word.startswith("-")), "")
    command = called if called in COMMANDS else ""
    # An option before the command is about all of them.
    only = "" if arguments[0].startswith("-") else command
    try:
        tree = command_tree(only)
        code = tree(args=arguments, prog_name="zwe-vsam", standalone_mode=False)
    except typer.TyperException as error:
        return guard.usage_error(error, command, arguments, command_tree)
    except (KeyboardInterrupt, OSError, Problem, SystemExit) as error:
        return guard.cut_short(error, command)
    return int(code or 0)


@functools.cache
def command_tree(called: str = "") -> Any:
    """Return the click command of the program, with the command ``called``, or else with all."""
    return typer.main.get_command(_app(called if called in COMMANDS else ""))


def _app(called: str) -> typer.Typer:
    """The application with the one command that is called, or with all where none is.

    Building a command costs a millisecond, importing it more.
    """
    app = typer.Typer(
        name="zwe-vsam",
        cls=groups.Group,
        help="Create, preview, check and remove the VSAM cluster of the Zowe Caching Service.",
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_callback if called else _callback_without_command)
    for name in (called,) if called else COMMANDS:
        command = getattr(importlib.import_module(f"zwe_vsam.cli.{name}"), name)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name, cls=groups.Command)(command)
    return app


def _callback(version: options.Version = False) -> None:
    """Options before the command."""


def _callback_without_command(
    show_completion: options.ShowCompletion = "",
    install_completion: options.InstallCompletion = "",
    version: options.Version = False,
) -> None:
    """Options before the command, and those instead of one."""
