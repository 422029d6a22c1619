"""The options of the command line, each once, and what turns them into a report."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from zwe_vsam import __version__
from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report
from zwe_vsam.report.output import Output, on_one_line
from zwe_vsam.report.result import Result
from zwe_vsam.report.text import TextReport

if TYPE_CHECKING:
    from zwe_vsam.choice import Ask, Choice
    from zwe_vsam.workflow.consent import Consent
    from zwe_vsam.workflow.request import Mode


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
    found = _WITH_UNIT.fullmatch(text)
    if found:
        seconds, unit = _UNITS[found[2].lower()]
        count = int(found[1])
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


def mode(dry_run: bool, security_dry_run: bool) -> Mode:
    """How far the run goes. Raises Problem ZWEL0102E for two answers."""
    from zwe_vsam.workflow.request import Mode

    if dry_run and security_dry_run:
        raise Problem(
            "ZWEL0102E",
            "--dry-run with --security-dry-run",
            remedy="Give one of them: --dry-run writes nothing, --security-dry-run writes the "
            "member.",
        )
    if dry_run:
        return Mode.PREVIEW
    return Mode.PREPARE if security_dry_run else Mode.RUN


def consent(given: bool) -> Consent:
    """How this run asks: at the terminal, if standard input and standard error are one."""
    from zwe_vsam.workflow.consent import Consent

    source, screen = sys.stdin, sys.stderr
    # A closed descriptor is None.
    if given or not (source and source.isatty() and screen and screen.isatty()):
        return Consent(given)

    def ask(question: str) -> bool:
        out = Output(screen)
        answer = ""
        try:
            lines = out.fitted([f"{on_one_line(question)} [y/N]"])
            out.raw("\n".join(lines) + " ")
            screen.flush()
            answer = source.readline()
        finally:
            if not answer.endswith("\n"):
                # Ctrl-C or the end of the input: the message does not go on behind the question.
                out.raw("\n")
        return answer.strip().lower() in ("y", "yes")

    return Consent(ask=ask)


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


def system(
    target: str | None,
    sandbox: str,
    profile: str,
    insecure: bool,
    symbols: list[str] | None = None,
) -> Choice:
    """Return the system that the options name, with the symbols that they give.

    Raises Problem ZWEL0102E for options that contradict each other or cannot be read.
    """
    choice = _system(target, sandbox, profile, insecure)
    return choice._replace(symbols=_given(symbols)) if symbols else choice


def _given(symbols: list[str]) -> tuple[tuple[str, str], ...]:
    from zwe_vsam.config.javascript.host import given_symbol

    pairs: dict[str, str] = {}
    for text in symbols:
        pair = given_symbol(text)
        if pair is None:
            raise Problem(
                "ZWEL0102E",
                f"--symbol {on_one_line(text)}",
                remedy="Write NAME=VALUE, such as --symbol SYSNAME=SYS1.",
            )
        if pairs.get(pair[0], pair[1]) != pair[1]:
            raise Problem(
                "ZWEL0102E",
                f"--symbol {pair[0]} with two values",
                remedy="Give one of them.",
            )
        pairs[pair[0]] = pair[1]
    return tuple(pairs.items())


def _system(target: str | None, sandbox: str, profile: str, insecure: bool) -> Choice:
    """The system without its symbols.

    ``--sandbox`` and ``--zosmf-profile`` imply the target; their variables only help a target
    that was asked for. Raises Problem ZWEL0102E for options that contradict each other.
    """
    from zwe_vsam.choice import Choice

    for value, option, implied in (
        (sandbox, "--sandbox", "sandbox"),
        (profile, "--zosmf-profile", "zosmf"),
    ):
        if value and target not in (None, "auto", implied):
            raise Problem(
                "ZWEL0102E", f"{option} with --target {target}", remedy="Give one of them."
            )
        if value:
            target = implied
    if insecure and target != "zosmf":
        raise Problem(
            "ZWEL0102E",
            "--insecure-skip-verify",
            remedy="It is for --target zosmf; no other target has a certificate to check.",
        )
    if target == "zosmf":
        profile = profile or os.environ.get("ZWE_VSAM_ZOSMF_PROFILE", "")
        return Choice(target, profile=profile, verify=not insecure, ask=_ask_secret())
    if target != "sandbox":
        return Choice(target)
    folder = sandbox or os.environ.get("ZWE_VSAM_SANDBOX", "")
    if not folder:
        raise Problem("ZWEL0102E", "--target sandbox", remedy="Name the folder: --sandbox DIR.")
    return Choice(target, folder)


def _ask_secret() -> Ask | None:
    """How this run asks for a password: at a terminal, or not at all."""
    source, screen = sys.stdin, sys.stderr
    if not (source and source.isatty() and screen and screen.isatty()):
        return None

    def ask(prompt: str) -> str:
        import getpass

        try:
            return getpass.getpass(prompt, screen)
        except EOFError:
            return ""

    return ask
