"""The options of the command line, each once, and what turns them into a report."""

from __future__ import annotations

import os
import re
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


OUTPUT_VARIABLE = "ZWE_VSAM_OUTPUT"
FORMS = ("text", "json", "github")
"""What --output takes; github is one for check alone."""
_NUMBER = re.compile(r"[0-9]*\.?[0-9]+(?:[eE]\+?[0-9]+)?")
_WITH_UNIT = re.compile(r"([0-9]{1,4})\s*(s|m|h)[a-z]*", re.IGNORECASE)
_UNITS = {"s": (1, "second"), "m": (60, "minute"), "h": (3600, "hour")}
_LONGEST = 10_000_000
"""Seconds that --timeout takes."""


def _seconds(value: str | float) -> float:
    """The seconds that --timeout names. Raises BadParameter for anything but a number of them."""
    text = str(value).strip()
    if _NUMBER.fullmatch(text) and float(text) <= _LONGEST:
        return float(text)
    example = "An example: --timeout 600 waits 10 minutes."
    match = _WITH_UNIT.fullmatch(text)
    if match:
        seconds, unit = _UNITS[match[2].lower()]
        count = int(match[1])
        example = f"Write --timeout {count * seconds} for {count} {unit}{'s' * (count != 1)}."
    raise typer.BadParameter(f"{text!r} is not a number of seconds from 0 to {_LONGEST}. {example}")


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
Config = Annotated[
    str,
    typer.Option(
        "--config",
        "-c",
        metavar="FILE",
        envvar="ZWE_VSAM_CONFIG",
        help="Zowe's zowe.yaml, or a list FILE(path):PARMLIB(dsn(member)); - is standard input.",
        show_default=False,
    ),
]
Encoding = Annotated[
    Literal["IBM-1047", "IBM-037", "UTF-8"] | None,
    typer.Option(
        "--encoding",
        envvar="ZWE_VSAM_ENCODING",
        case_sensitive=False,
        help="Code page of zowe.yaml; without this, by the file's tag or its content.",
        show_default=False,
    ),
]
Symbols = Annotated[
    list[str] | None,
    typer.Option(
        "--symbol",
        metavar="NAME=VALUE",
        help="A system symbol that zowe.yaml resolves with zos.resolveSymbol; give the option "
        "again for each symbol. On z/OS the system knows the others.",
        show_default=False,
    ),
]
TargetChoice = Annotated[
    Literal["auto", "zoau", "zosmf", "sandbox"] | None,
    typer.Option(
        "--target",
        envvar="ZWE_VSAM_TARGET",
        help="The system to work on; auto is zoau on z/OS and nothing elsewhere.",
        show_default=False,
    ),
]
Sandbox = Annotated[
    str,
    typer.Option(
        "--sandbox",
        metavar="DIR",
        help="Rehearse in this folder; implies --target sandbox. With --target sandbox, the "
        "variable ZWE_VSAM_SANDBOX names the folder too.",
        show_default=False,
    ),
]
ZosmfProfile = Annotated[
    str,
    typer.Option(
        "--zosmf-profile",
        metavar="NAME",
        help="Reach z/OSMF as this profile of your Zowe team configuration says; implies --target "
        "zosmf. With --target zosmf, the variable ZWE_VSAM_ZOSMF_PROFILE names it too.",
        show_default=False,
    ),
]
InsecureSkipVerify = Annotated[
    bool,
    typer.Option(
        "--insecure-skip-verify",
        help="With --target zosmf: do not check the server's certificate. Anybody on the network "
        "can then read the password.",
    ),
]
Template = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="FILE",
        help="Use this template instead of the installed member; Jinja2 if it ends in .j2.",
        show_default=False,
    ),
]
OutputForm = Annotated[
    Literal["text", "json"] | None,
    typer.Option(
        "--output",
        callback=output_form,
        help=f"Form of the report.  [env var: {OUTPUT_VARIABLE}; default: text]",
        show_default=False,
    ),
]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        envvar="ZWE_VSAM_TIMEOUT",
        parser=_seconds,
        help="How long to wait for the job, in seconds. It is left running after that.",
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
        help="Say more; -vv also shows each call and what caused an error.",
        show_default=False,
    ),
]
Trace = Annotated[bool, typer.Option("--trace", help="The same as -vv.", show_default=False)]
Silent = Annotated[
    bool,
    typer.Option(
        "--silent",
        "-s",
        envvar="ZWE_VSAM_SILENT",
        help="Leave out the transcript on standard output; warnings and errors still appear.",
        show_default=False,
    ),
]
SilentMember = Annotated[
    bool,
    typer.Option(
        "--silent",
        "-s",
        envvar="ZWE_VSAM_SILENT",
        help="Leave out information messages; the member, warnings and errors still appear.",
        show_default=False,
    ),
]
LogDir = Annotated[
    str,
    typer.Option(
        "--log-dir",
        "--log",
        "-l",
        metavar="DIR",
        envvar="ZWE_VSAM_LOG_DIR",
        help="Also write everything to a new file in this folder.",
        show_default=False,
    ),
]
Generate = Annotated[
    bool, typer.Option("--generate", help="Rewrite the member from the template first.")
]
SecurityDryRun = Annotated[
    bool,
    typer.Option(
        "--security-dry-run", help="Write the member and print it. Submit nothing, delete nothing."
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print the member. Change nothing at all.")]
Diff = Annotated[
    bool,
    typer.Option(
        "--diff",
        help="Show what differs between the member in the JCL library and what the template gives.",
    ),
]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Delete a cluster of another shape, too; never another kind of data set.",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask. Needed where there is no terminal.")]
Ignored = Annotated[
    bool,
    typer.Option(
        "--skip-security-setup",
        "--ignore-security-failures",
        "--configmgr",
        help="Accepted from scripts made for zwe; they change nothing here.",
        show_default=False,
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
