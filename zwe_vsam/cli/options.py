"""The options of all commands, and --evidence, each once, and what turns them into a report.

Those of the commands that render members and run jobs are in ``job_options``.
"""

# Annotations are objects here, as Typer needs them.
import os
import sys
from typing import Annotated, Literal, NamedTuple

import typer

from zwe_vsam import __version__
from zwe_vsam.report.base import Report
from zwe_vsam.report.output import Output
from zwe_vsam.report.result import Result
from zwe_vsam.report.text import TextReport


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"zwe-vsam {__version__}")
        raise typer.Exit


def _show_completion(shell: str) -> None:
    if shell:
        from zwe_vsam.cli import completion_scripts

        typer.echo(completion_scripts.script(shell), nl=False)
        raise typer.Exit


def _install_completion(shell: str) -> None:
    if shell:
        from zwe_vsam.cli import completion_scripts

        for line in completion_scripts.install(shell):
            typer.echo(line)
        raise typer.Exit


class RepeatedOption(typer.BadParameter):
    """An option that takes one value is given more than once."""


CONFIGURATION = "Configuration"
MIGRATION = "Migration"
SYSTEM = "System"
MEMBER = "Member"
DELETION = "Deletion"
JOB = "Job"
SERVER = "Server"
OUTPUT = "Output"
"""Titles of the groups of options in help."""
OUTPUT_VARIABLE = "ZWE_VSAM_OUTPUT"
FORMS = ("text", "json", "github")
"""What --output takes; github is one for check alone."""


def not_empty(context: typer.Context, param: typer.CallbackParam, value: str) -> str:
    """The value of an option that is left out, or names something.

    Raises BadParameter for an empty value on the command line: of a shell variable without a value.
    To leave out the option then would use another system, or write no evidence.
    """
    source = context.get_parameter_source(param.name or "")
    if not value.strip() and source is not None and source.name == "COMMANDLINE":
        raise typer.BadParameter("The value is empty. Write a value, or leave out the option.")
    return value


def output_form(param: typer.CallbackParam, value: str | None) -> str:
    """The form of the report: the option's, the variable's, or text.

    The variable is set once for many commands. So a form that only other commands have means
    text here. Raises BadParameter where it names no form at all.
    """
    if value is not None:
        return value
    form = os.environ.get(OUTPUT_VARIABLE) or "text"
    if form not in FORMS:
        raise typer.BadParameter(
            f"{form!r} in the variable {OUTPUT_VARIABLE} is not one of {', '.join(FORMS)}."
        )
    return form if form in getattr(param.type, "choices", FORMS) else "text"


Version = Annotated[
    bool,
    typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
]
ShowCompletion = Annotated[
    str,
    typer.Option(
        "--show-completion",
        metavar="SHELL",
        help="Print the completion script for bash, zsh or fish.",
        callback=_show_completion,
        is_eager=True,
        show_default=False,
    ),
]
InstallCompletion = Annotated[
    str,
    typer.Option(
        "--install-completion",
        metavar="SHELL",
        help="Install the completion script for bash, zsh or fish in your home folder.",
        callback=_install_completion,
        is_eager=True,
        show_default=False,
    ),
]
Config = Annotated[
    str,
    typer.Option(
        "--config",
        "-c",
        metavar="FILE",
        envvar="ZWE_VSAM_CONFIG",
        help="zowe.yaml, a list FILE(path):PARMLIB(dsn(member)), or - for standard input.",
        show_default=False,
        rich_help_panel=CONFIGURATION,
    ),
]
Encoding = Annotated[
    Literal["IBM-1047", "IBM-037", "UTF-8"] | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        envvar="ZWE_VSAM_ENCODING",
        case_sensitive=False,
        help="Code page of zowe.yaml: IBM-1047, IBM-037 or UTF-8. By default, the file tag or "
        "the content decides.",
        show_default=False,
        rich_help_panel=CONFIGURATION,
    ),
]
Symbols = Annotated[
    list[str] | None,
    typer.Option(
        "--symbol",
        metavar="NAME=VALUE",
        help="Value of a system symbol that zowe.yaml reads with zos.resolveSymbol. Repeat the "
        "option for each symbol. On z/OS, the system supplies the others.",
        show_default=False,
        rich_help_panel=CONFIGURATION,
    ),
]
TargetChoice = Annotated[
    Literal["auto", "zoau", "zosmf", "sandbox"] | None,
    typer.Option(
        "--target",
        metavar="NAME",
        envvar="ZWE_VSAM_TARGET",
        help="System to work on: auto, zoau, zosmf or sandbox. On z/OS, auto means zoau. "
        "Elsewhere, auto selects no system.",
        show_default=False,
        rich_help_panel=SYSTEM,
    ),
]
Sandbox = Annotated[
    str,
    typer.Option(
        "--sandbox",
        metavar="DIR",
        callback=not_empty,
        help="Use the sandbox in this folder. Implies --target sandbox.",
        show_default=False,
        rich_help_panel=SYSTEM,
    ),
]
ZosmfProfile = Annotated[
    str,
    typer.Option(
        "--zosmf-profile",
        metavar="NAME",
        callback=not_empty,
        help="Use this z/OSMF profile of your Zowe team configuration. Implies --target zosmf.",
        show_default=False,
        rich_help_panel=SYSTEM,
    ),
]
InsecureSkipVerify = Annotated[
    bool,
    typer.Option(
        "--insecure-skip-verify",
        help="Do not check the certificate of the z/OSMF server. Others on the network can then "
        "read the password.",
        rich_help_panel=SYSTEM,
    ),
]
OutputForm = Annotated[
    Literal["text", "json"] | None,
    typer.Option(
        "--output",
        metavar="FORMAT",
        callback=output_form,
        help="Format of the report: text or json.",
        show_default="text",
        rich_help_panel=OUTPUT,
    ),
]
Verbose = Annotated[
    int,
    typer.Option(
        "--verbose",
        "--debug",
        "-v",
        count=True,
        min=0,
        max=9,
        envvar="ZWE_VSAM_VERBOSE",
        help="Show more. -vv also shows each call to the system and the cause of an error.",
        show_default=False,
        rich_help_panel=OUTPUT,
    ),
]
Trace = Annotated[bool, typer.Option("--trace", help="The same as -vv.", hidden=True)]
Silent = Annotated[
    bool,
    typer.Option(
        "--silent",
        "-s",
        envvar="ZWE_VSAM_SILENT",
        help="Leave out the transcript on standard output. Warnings and errors still appear.",
        show_default=False,
        rich_help_panel=OUTPUT,
    ),
]
LogDir = Annotated[
    str,
    typer.Option(
        "--log-dir",
        "--log",
        "-l",
        metavar="DIR",
        callback=not_empty,
        envvar="ZWE_VSAM_LOG_DIR",
        help="Also write everything to a new log file in this folder.",
        show_default=False,
        rich_help_panel=OUTPUT,
    ),
]
Evidence = Annotated[
    str,
    typer.Option(
        "--evidence",
        metavar="FILE",
        callback=not_empty,
        help="Also write a new HTML page with all details of the run, for a change ticket.",
        show_default=False,
        rich_help_panel=OUTPUT,
    ),
]
Ignored = Annotated[
    bool,
    typer.Option(
        "--skip-security-setup",
        "--ignore-security-failures",
        "--configmgr",
        help="Accepted from scripts for zwe. These options have no effect.",
        hidden=True,
    ),
]


command_line: list[str] = []
"""The words of this run, which its log begins with; set by ``main``."""


class Common(NamedTuple):
    """The options that every command of the main job has."""

    output: str
    verbosity: int
    silent: bool
    log_dir: str
    note: str = ""
    """What a variable has no effect on, for -v."""


def common(output: str | None, verbose: int, trace: bool, silent: bool, log_dir: str) -> Common:
    """Return the common options as one."""
    form = output or "text"
    note = ""
    if form == "text" and os.environ.get(OUTPUT_VARIABLE) == "github":
        note = f"{OUTPUT_VARIABLE}=github is for check; the form of this report is text"
    return Common(form, max(verbose, 2) if trace else verbose, silent, log_dir, note)


def report(command: str, common: Common) -> Report:
    """Return the report for a command. Raises Problem ZWEL0110E where no log can be written."""
    log = None
    if common.log_dir:
        from zwe_vsam.report.log import Log

        log = Log(common.log_dir, command, command_line)
    result = Result(command)
    out, err = Output(sys.stdout), Output(sys.stderr)
    if common.output == "json":
        from zwe_vsam.report.json import JsonReport

        return JsonReport(result, out, err, verbosity=common.verbosity, log=log)
    return TextReport(result, out, err, verbosity=common.verbosity, silent=common.silent, log=log)
