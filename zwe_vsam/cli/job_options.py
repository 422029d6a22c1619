"""The options of the commands that render members and run jobs, each once."""

# Annotations are objects here, as Typer needs them.
import re
from typing import Annotated

import typer

from zwe_vsam.cli.options import DELETION, JOB, MEMBER, OUTPUT

_NUMBER = r"[0-9]*\.?[0-9]+(?:[eE]\+?[0-9]+)?"
_WITH_UNIT = r"(?i)([0-9]{1,4})\s*(s|m|h)[a-z]*"
_UNITS = {"s": (1, "second"), "m": (60, "minute"), "h": (3600, "hour")}
_LONGEST = 10_000_000
"""Seconds that --timeout takes."""


def _seconds(value: str | float) -> float:
    """The seconds that --timeout names. Raises BadParameter for anything but a number of them."""
    text = str(value).strip()
    if re.fullmatch(_NUMBER, text) and float(text) <= _LONGEST:
        return float(text)
    example = "An example: --timeout 600 waits 10 minutes."
    match = re.fullmatch(_WITH_UNIT, text)
    if match:
        seconds, unit = _UNITS[match[2].lower()]
        count = int(match[1])
        example = f"Write --timeout {count * seconds} for {count} {unit}{'s' * (count != 1)}."
    raise typer.BadParameter(f"{text!r} is not a number of seconds from 0 to {_LONGEST}. {example}")


Template = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="FILE",
        help="Use this template instead of the installed member. A name that ends in .j2 means "
        "Jinja2.",
        show_default=False,
        rich_help_panel=MEMBER,
    ),
]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        envvar="ZWE_VSAM_TIMEOUT",
        parser=_seconds,
        help="Maximum time to wait for the job. After that, the job continues to run.",
        rich_help_panel=JOB,
    ),
]
SilentMember = Annotated[
    bool,
    typer.Option(
        "--silent",
        "-s",
        envvar="ZWE_VSAM_SILENT",
        help="Leave out information messages. The member, warnings and errors still appear.",
        show_default=False,
        rich_help_panel=OUTPUT,
    ),
]
Generate = Annotated[
    bool,
    typer.Option(
        "--generate",
        help="Rewrite the member from the template before the job is submitted.",
        rich_help_panel=MEMBER,
    ),
]
SecurityDryRun = Annotated[
    bool,
    typer.Option(
        "--security-dry-run",
        help="Write the member and print it. Submit nothing, delete nothing.",
        rich_help_panel=MEMBER,
    ),
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Print the member. Change nothing.", rich_help_panel=MEMBER),
]
Diff = Annotated[
    bool,
    typer.Option(
        "--diff",
        help="Show how the member in the JCL library differs from the result of the template.",
        rich_help_panel=MEMBER,
    ),
]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Allow the deletion of a cluster of another shape. Another kind of data set is "
        "never deleted.",
        rich_help_panel=DELETION,
    ),
]
Yes = Annotated[
    bool,
    typer.Option(
        "--yes",
        help="Do not ask for confirmation. Required without a terminal.",
        rich_help_panel=DELETION,
    ),
]
YesJob = Annotated[
    bool,
    typer.Option(
        "--yes",
        help="Do not ask for confirmation. Required without a terminal.",
        rich_help_panel=JOB,
    ),
]
