"""From a use case to an exit code: whatever it raises is told, nothing escapes."""

from __future__ import annotations

import os
from collections.abc import Callable

import typer

from zwe_vsam.cli import options
from zwe_vsam.cli.options import Common
from zwe_vsam.errors import Problem
from zwe_vsam.messages import message
from zwe_vsam.report.base import Report


def guarded(command: str, common: Common, body: Callable[[Report], None]) -> int:
    """Call ``body`` with a report, tell whatever it raises, and return the exit code."""
    try:
        report = options.report(command, common)
    except Problem as problem:
        report = options.report(command, common._replace(log_dir=""))
        report.tell_problem(problem)
        return report.close()
    try:
        body(report)
    except KeyboardInterrupt:
        report.tell(message("ZWV130E", "."))
    except Exception as error:
        _tell(error, report)
    return report.close()


def _tell(error: Exception, report: Report) -> None:
    from zwe_vsam.config.settings import Invalid

    if isinstance(error, Problem):
        report.tell_problem(error)
    elif isinstance(error, Invalid):
        for problem in error.problems:
            report.tell_problem(problem)
    else:
        import traceback

        report.detail(traceback.format_exc(), level=2)
        report.tell(
            message(
                "ZWV001E",
                f"{type(error).__name__}: {error}",
                remedy="This is a defect of zwe-vsam. Run it again with -vv and report it.",
            )
        )


def usage_error(error: typer.TyperException, arguments: list[str]) -> int:
    """A wrong command line, told in the form that was asked for."""
    form = os.environ.get("ZWE_VSAM_OUTPUT", "text")
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--output":
            form = value or "".join(arguments[index + 1 : index + 2])
    command = next((word for word in arguments if not word.startswith("-")), "")
    fact = getattr(error, "option_name", None) or _parameter(error) or command or arguments[0]
    report = options.report(command, Common(form, 0, silent=False, log_dir=""))
    report.tell(
        message(
            "ZWEL0102E",
            str(fact),
            details=(error.format_message(),),
            remedy=f"See zwe-vsam {command} --help." if command else "See zwe-vsam --help.",
        )
    )
    return report.close()


def _parameter(error: typer.TyperException) -> str:
    """The option or argument that a value was wrong for, as the user writes it."""
    parameter = getattr(error, "param", None)
    names = getattr(parameter, "opts", None) or [""]
    return str(names[0])
