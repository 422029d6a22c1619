"""From a use case to an exit code: it reports whatever is raised, nothing escapes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import typer

from zwe_vsam.cli import options
from zwe_vsam.cli.options import Common
from zwe_vsam.errors import Invalid, Problem
from zwe_vsam.messages import message
from zwe_vsam.report.base import Report
from zwe_vsam.report.output import Output


def guarded(command: str, common: Common, body: Callable[[Report], None]) -> int:
    """Call ``body`` with a report, tell whatever it raises, and return the exit code."""
    try:
        report = options.report(command, common)
    except Problem as problem:
        report = options.report(command, common._replace(log_dir=""))
        report.problem(problem)
        return report.close()
    if common.note:
        report.detail(common.note)
    try:
        body(report)
    except KeyboardInterrupt as error:
        # A target that was interrupted while it wrote says what became of the member.
        report.message(message("ZWV1002E", details=getattr(error, "details", ())))
    except Exception as error:
        try:
            _report_error(error, report)
        except KeyboardInterrupt:
            report.message(message("ZWV1002E"))
    return report.close()


def _report_error(error: Exception, report: Report) -> None:
    if isinstance(error, Problem):
        report.problem(error)
    elif isinstance(error, Invalid):
        for problem in error.problems:
            report.problem(problem)
    elif isinstance(error, ImportError) and not (error.name or "").startswith("zwe_vsam"):
        report.message(message("ZWV1005E", reason=str(error).rstrip(".")))
    else:
        import traceback

        report.detail(traceback.format_exc(), level=2)
        report.message(
            message(
                "ZWV1001E",
                error=f"{type(error).__name__}: {error}",
            )
        )


def usage_error(
    error: typer.TyperException,
    command: str,
    arguments: list[str],
    tree: Callable[[str], Any],
) -> int:
    """Report a wrong command line in the format that it asks for, and return the exit code.

    ``tree`` returns the click command of the program, with all commands for an empty string.
    """
    from zwe_vsam.cli import usage

    form = os.environ.get(options.OUTPUT_VARIABLE, "text")
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--output":
            form = value or "".join(arguments[index + 1 : index + 2])
    report = options.report(command, Common(form, 0, silent=False, log_dir=""))
    report.message(usage.explained(error, command, arguments, tree))
    return report.close()


def cut_short(error: BaseException, command: str) -> int:
    """Something outside of the use cases failed: a help text nobody takes, Ctrl-C at the start.

    Or a completion script that could not be installed.
    """
    if isinstance(error, OSError | SystemExit):
        Output(sys.stdout).abandon()
    report = options.report(command, Common("text", 0, silent=False, log_dir=""))
    if isinstance(error, KeyboardInterrupt):
        report.message(message("ZWV1002E"))
    elif isinstance(error, Problem):
        report.problem(error)
    elif isinstance(error, OSError):
        report.message(message("ZWV1003E", reason=str(error.strerror)))
    # What is left, SystemExit, is typer's way of ending on a closed pipe, which is no error.
    return report.close()
