"""Help texts: the options of a command in titled groups, its examples, and its page.

The man pages (tools/man_pages.py) are made from the same parts. Commands, options and arguments
are those of Typer; their types are private to Typer, so they are Any here.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import textwrap
from collections.abc import Iterator
from typing import Any, NamedTuple

from zwe_vsam.cli import examples, options
from zwe_vsam.report.output import Output

GROUPS = (
    options.CONFIGURATION,
    options.SYSTEM,
    options.MIGRATION,
    options.MEMBER,
    options.DELETION,
    options.JOB,
    options.SERVER,
    options.OUTPUT,
)
"""The order of the groups of options."""
_VARIABLES = {
    "output": options.OUTPUT_VARIABLE,
    "sandbox": "ZWE_VSAM_SANDBOX, if --target sandbox",
    "zosmf_profile": "ZWE_VSAM_ZOSMF_PROFILE, if --target zosmf",
}
"""Environment variables that Typer does not read itself, by the name of the option."""
_WIDEST = 80
"""Columns of a help text on a wider terminal."""
_NARROWEST = 40
_COLUMNS = re.compile(r"0*[1-9][0-9]{0,5}")
"""The values of COLUMNS that count: Python makes no number of thousands of digits."""
_NAMES = 26
"""Columns for the names of options; longer names have a line of their own."""
_MEANING = 32
"""Columns that a meaning needs beside the names; in fewer, it stands below them."""
_UNBROKEN = "\xa0"
"""Stands for a space at which a line does not end."""


class Row(NamedTuple):
    """An option, an argument or a command, and its meaning."""

    names: str
    meaning: str
    notes: tuple[str, ...] = ()
    """Its environment variable and its default."""


class Section(NamedTuple):
    """Rows under a title."""

    title: str
    rows: list[Row]
    is_options: bool = True


def help_text(context: Any) -> str:
    """Return the help text of the command of ``context``, as wide as the terminal allows.

    Without a terminal, the width is 80 columns. Titles are bold where colors are shown.
    """
    output = Output(sys.stdout)
    context.color = output.is_coloured
    mark = ("\x1b[1m", "\x1b[0m") if output.is_coloured else ("", "")
    width = max(_NARROWEST, min(_WIDEST, _columns())) - 2
    path = context.command_path.partition(" ")[2]
    return "\n".join(_lines(context.command, context, path, width, mark)) + "\n"


def _columns() -> int:
    """Columns of the terminal: COLUMNS, or the terminal of any standard stream, or 80.

    Where standard output is a pipe to a pager, standard error is still the terminal.
    """
    columns = os.environ.get("COLUMNS", "")
    if _COLUMNS.fullmatch(columns):
        return int(columns)
    for descriptor in (1, 2, 0):
        with contextlib.suppress(OSError):
            return os.get_terminal_size(descriptor).columns or _WIDEST
    return _WIDEST


def _lines(
    command: Any, context: Any, path: str, width: int, mark: tuple[str, str]
) -> Iterator[str]:
    bold, plain = mark
    first, *others = _wrapped(usage(command, path), width, " " * len("Usage: "))
    yield f"{bold}Usage:{plain} {first.strip()}"
    yield from others
    for paragraph in paragraphs(command):
        yield ""
        yield from _wrapped(paragraph, width, "  ")
    every = sections(command, context, path)
    # Options have one column for all groups, so that the eye finds a name.
    names = [row.names for section in every if section.is_options for row in section.rows]
    for section in every:
        yield ""
        yield f"{bold}{section.title}:{plain}"
        own = names if section.is_options else [row.names for row in section.rows]
        column = min(max(map(len, own)), _NAMES) + 4
        for row in section.rows:
            yield from _row(row, column, width)
    page = examples.PAGES.get(path)
    if page is None:
        return
    yield ""
    yield f"{bold}Examples:{plain}"
    for example in page.examples:
        yield from _wrapped(example.purpose, width, "  ")
        yield from (f"      {line}" for line in example.line.split("\n"))
    yield ""
    yield f"{bold}Documentation:{plain} {page.document},"
    yield f"  man {man_page(path)}"


def _row(row: Row, column: int, width: int) -> Iterator[str]:
    """The lines of one row: names and meaning side by side, or one below the other."""
    notes = (f"[{note}]".replace(" ", _UNBROKEN) for note in row.notes)
    text = " ".join((row.meaning, *notes))
    if width - column < _MEANING:
        yield f"  {row.names}"
        yield from _wrapped(text, width, " " * 10)
        return
    lines = list(_wrapped(text, width, " " * column))
    if len(row.names) + 4 > column:
        yield f"  {row.names}"
    elif lines:
        lines[0] = f"  {row.names}".ljust(column) + lines[0][column:]
    yield from lines


def _wrapped(text: str, width: int, indent: str) -> Iterator[str]:
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return (line.replace(_UNBROKEN, " ") for line in lines)


def context(command: Any) -> Any:
    """Return a context of a command, for what is read from it outside of a run."""
    return command.context_class(command, info_name="zwe-vsam", help_option_names=["-h", "--help"])


def usage(command: Any, path: str) -> str:
    """Return the form of the command line, without the word Usage."""
    words = ["zwe-vsam", *path.split()]
    if subcommands(command):
        words.append("COMMAND")
    else:
        words.extend(str(argument.metavar) for argument in arguments(command))
    return " ".join([*words, "[OPTIONS]"])


def paragraphs(command: Any) -> list[str]:
    """Return the description of a command, as paragraphs without ends of lines."""
    parts = textwrap.dedent(_indented(command.help or "")).strip().split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]


def _indented(text: str) -> str:
    """A docstring whose first line has no indentation, as one that has none at all."""
    first, _, others = text.partition("\n")
    return f"{first.strip()}\n{textwrap.dedent(others)}"


def summary(command: Any) -> str:
    """Return the first paragraph of a command's description."""
    return (paragraphs(command) or [""])[0]


def man_page(path: str) -> str:
    """Return the name of the man page of a command; a group's page has its commands."""
    return "-".join(["zwe-vsam", *path.split()[:1]])


def subcommands(command: Any) -> dict[str, Any]:
    """Return the commands of a group by name; empty for a command."""
    return dict(getattr(command, "commands", {}))


def summaries(command: Any) -> list[tuple[str, str]]:
    """Return the commands of a group with their summaries, in the order of help."""
    return [(name, summary(sub)) for name, sub in subcommands(command).items()]


def arguments(command: Any) -> list[Any]:
    """Return the arguments of a command, without options."""
    return [param for param in command.params if param.param_type_name == "argument"]


def sections(command: Any, context: Any, path: str) -> list[Section]:
    """Return what a command takes: commands, arguments and groups of options, in order."""
    parts = [
        Section("Commands", [Row(*pair) for pair in summaries(command)], is_options=False),
        Section(
            "Arguments",
            [Row(argument_name(param), param.help or "") for param in arguments(command)],
            is_options=False,
        ),
    ]
    page = examples.PAGES.get(path)
    if page and page.values:
        rows = [Row(*pair) for pair in page.values]
        parts.append(Section(page.values_title, rows, is_options=False))
    shown = [param for param in _options(command, context) if not param.hidden]
    has_output = any(param.rich_help_panel == options.OUTPUT for param in shown)
    others = options.OUTPUT if has_output else "Options"
    for title in (*GROUPS, "Options"):
        rows = [
            Row(option_names(param), sentence(param), notes(param))
            for param in shown
            if (param.rich_help_panel or others) == title
        ]
        parts.append(Section(title, rows))
    return [part for part in parts if part.rows]


def _options(command: Any, context: Any) -> list[Any]:
    return [param for param in command.get_params(context) if param.param_type_name == "option"]


def argument_name(argument: Any) -> str:
    """Return the name of an argument, without the brackets of one that can be left out."""
    return re.sub(r"[\[\]]", "", str(argument.metavar))


def sentence(param: Any) -> str:
    """Return the meaning of an option."""
    if "--help" in param.opts:
        return "Show this help."
    return str(param.help or "")


def option_names(param: Any) -> str:
    """Return the letter and the first long name of an option, and its value.

    Its other long names are there for compatibility: see ``compatible``.
    """
    letter = [name for name in param.opts if not name.startswith("--")]
    names = ", ".join([*letter, *_long_names(param)[:1]])
    names = names if letter else f"    {names}"
    if param.secondary_opts:
        return f"{names} / {param.secondary_opts[0]}"
    return names if param.is_flag or param.count else f"{names} {param.metavar}"


def _long_names(param: Any) -> list[str]:
    return [name for name in param.opts if name.startswith("--")]


def notes(param: Any) -> tuple[str, ...]:
    """Return the environment variable and the default of an option, as ``env: X``."""
    variable = param.envvar or _VARIABLES.get(param.name)
    default = _default(param)
    return (
        *((f"env: {variable}",) if variable else ()),
        *((f"default: {default}",) if default else ()),
    )


def _default(param: Any) -> str:
    if isinstance(param.show_default, str):
        return param.show_default
    if not param.show_default or param.default in (None, "", False):
        return ""
    if param.is_flag:
        return str(param.opts[0]).lstrip("-")
    return f"{param.default:g}" if isinstance(param.default, float) else str(param.default)


def compatible(command: Any, context: Any) -> list[Row]:
    """Return the options that help leaves out, and the names that it leaves out.

    They are accepted for compatibility with ``zwe``.
    """
    rows = []
    for param in _options(command, context):
        long_names = _long_names(param)
        if param.hidden:
            rows.append(Row(", ".join(long_names), sentence(param)))
        elif long_names[1:]:
            rows.append(Row(", ".join(long_names[1:]), f"The same as {long_names[0]}."))
    return rows


def variables(command: Any, context: Any) -> list[Row]:
    """Return the environment variables of a command, and the option that each stands for."""
    pairs = []
    for param in _options(command, context):
        variable, _, condition = (param.envvar or _VARIABLES.get(param.name) or "").partition(", ")
        if variable:
            condition = f", {condition}" if condition else ""
            pairs.append(Row(variable, f"Value of {_long_names(param)[0]}{condition}."))
    return pairs
