"""Man pages of zwe-vsam, made from the commands: ``python -m tools.man_pages FOLDER``.

``zwe-vsam.1`` has the commands, and there is one page for each of them. The page of ``sandbox``
has its subcommands as sections. The language is that of man(7), which groff and mandoc read.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zwe_vsam import __version__, cli
from zwe_vsam.cli import examples, manual
from zwe_vsam.messages.exit_codes import EXIT_CODES

_COLUMNS = 70
"""Columns of a line of text, before characters are escaped."""
_DASH = "\N{EN DASH}"
"""Between the name and its meaning, where man(7) has a minus sign."""
_COMPATIBILITY = "These options and names are accepted from scripts for zwe."


def pages() -> dict[str, str]:
    """Return the text of each man page by its file name."""
    root = cli.command_tree()
    made = {"zwe-vsam.1": _page(root, "")}
    for name, command in manual.subcommands(root).items():
        made[f"{manual.man_page(name)}.1"] = _page(command, name)
    return made


def _page(command: Any, path: str) -> str:
    name = manual.man_page(path)
    summary = manual.summary(command)
    lines = [
        f'.TH {name.upper()} 1 "" "zwe-vsam {__version__}" "zwe-vsam Manual"',
        ".nh",
        ".ad l",
        ".SH NAME",
        *_filled(f"{name} {_DASH} {summary.rstrip('.')}"),
        *_synopsis(command, path),
        ".SH DESCRIPTION",
        *_description(command),
        *_sections(command, path, ".SH"),
    ]
    below = manual.subcommands(command)
    if path:
        for sub, subcommand in below.items():
            lines += _subcommand(subcommand, f"{path} {sub}")
    lines += _ending(command, path)
    return "\n".join(lines) + "\n"


def _subcommand(command: Any, path: str) -> Iterator[str]:
    yield f".SH {_text(path.upper())}"
    yield from _usage(command, path)
    yield ".PP"
    yield from _description(command)
    yield from _sections(command, path, ".SS")
    yield from _examples(path, ".SS")


def _synopsis(command: Any, path: str) -> Iterator[str]:
    yield ".SH SYNOPSIS"
    yield from _usage(command, path)


def _usage(command: Any, path: str) -> Iterator[str]:
    words = manual.usage(command, path).split(" ")
    count = 1 + len(path.split())
    yield f".B {_text(' '.join(words[:count]))}"
    if words[count:]:
        yield _text(" ".join(words[count:]))


def _description(command: Any) -> Iterator[str]:
    for index, paragraph in enumerate(manual.paragraphs(command)):
        if index:
            yield ".PP"
        yield from _filled(paragraph)


def _sections(command: Any, path: str, heading: str) -> Iterator[str]:
    """The arguments, and the options in their groups."""
    context = manual.context(command)
    for section in manual.sections(command, context, path):
        title = section.title.upper() if heading == ".SH" else section.title
        yield f"{heading} {_text(title)}"
        for row in section.rows:
            yield from _row(row)
    hidden = manual.compatible(command, context)
    if hidden:
        yield f"{heading} {'COMPATIBILITY' if heading == '.SH' else 'Compatibility'}"
        yield _COMPATIBILITY
        for row in hidden:
            yield from _row(row)


def _row(row: manual.Row) -> Iterator[str]:
    yield ".TP"
    yield f".B {_text(row.names.strip())}"
    yield from _filled(" ".join((row.meaning, *(f"[{note}]" for note in row.notes))))


def _ending(command: Any, path: str) -> Iterator[str]:
    variables = manual.variables(command, manual.context(command))
    if variables:
        yield ".SH ENVIRONMENT"
        for row in variables:
            yield from _row(row)
    yield ".SH EXIT STATUS"
    if path:
        yield "The command ends with 0 after success, and otherwise with the code of the error."
        yield ".BR zwe\\-vsam (1)"
        yield "has all codes."
    else:
        for code, meaning in EXIT_CODES.items():
            yield from _row(manual.Row(str(code), meaning))
    yield from _examples(path, ".SH")
    yield ".SH SEE ALSO"
    names = [manual.man_page(name) for name in ("", *cli.COMMANDS)]
    others = [name for name in names if name != manual.man_page(path)]
    for index, name in enumerate(others):
        yield f".BR {_text(name)} (1){',' if index < len(others) - 1 else ''}"
    yield ".PP"
    yield f"Documentation: {_text(examples.PAGES[path].document)}"


def _examples(path: str, heading: str) -> Iterator[str]:
    yield f"{heading} {'EXAMPLES' if heading == '.SH' else 'Examples'}"
    for index, example in enumerate(examples.PAGES[path].examples):
        if index:
            yield ".PP"
        yield from _filled(example.purpose)
        yield ".PP"
        yield ".RS 4"
        yield ".nf"
        yield from (_text(line) for line in example.line.split("\n"))
        yield ".fi"
        yield ".RE"


def _text(text: str) -> str:
    r"""``text`` as man(7) reads it: a hyphen is one that can be copied, and no line is a request.

    ``\\`` and a leading period or quote have a meaning in roff; ``\-`` and ``\(aq`` are the ASCII
    characters. Source: groff_man_style(7), "Portability".
    """
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    escaped = escaped.replace(_DASH, "\\-")
    escaped = escaped.replace("`", "\\(ga").replace("^", "\\(ha").replace("~", "\\(ti")
    return f"\\&{escaped}" if escaped.startswith(".") else escaped


def _filled(text: str) -> Iterator[str]:
    """The lines of a paragraph."""
    lines = textwrap.wrap(text, _COLUMNS, break_on_hyphens=False, break_long_words=False)
    return (_text(line) for line in lines)


def main(argv: list[str]) -> int:
    """Write the pages into the folder ``argv[0]``, and return the exit code."""
    if len(argv) != 1:
        sys.stderr.write("Usage: python -m tools.man_pages FOLDER\n")
        return 2
    folder = Path(argv[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
