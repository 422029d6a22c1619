"""The reference of commands and options in Markdown: ``python -m tools.command_reference``.

It is made from the commands, as help and the man pages are, and it has the options that help leaves
out. The text goes to standard output, for a page of the documentation to include.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from zwe_vsam import cli
from zwe_vsam.cli import examples, manual


def markdown() -> str:
    """Return the reference: a section for each command."""
    lines: list[str] = []
    for name, command in manual.subcommands(cli.command_tree()).items():
        lines += _command(command, name, "##")
        for sub, subcommand in manual.subcommands(command).items():
            lines += _command(subcommand, f"{name} {sub}", "###")
    return "\n".join(lines).strip() + "\n"


def _command(command: Any, path: str, heading: str) -> Iterator[str]:
    context = manual.context(command)
    yield from (f"{heading} zwe-vsam {path}", "")
    for paragraph in manual.paragraphs(command):
        yield from (_text(paragraph), "")
    yield from ("```text", manual.usage(command, path), "```", "")
    for section in manual.sections(command, context, path):
        yield from _table(section)
    hidden = manual.compatible(command, context)
    if hidden:
        yield from _table(manual.Section("Accepted for compatibility with zwe", hidden))
    yield from ("Examples:", "", "```sh")
    for example in examples.PAGES[path].examples:
        yield f"# {example.purpose}"
        yield example.line
    yield from ("```", "")


def _table(section: manual.Section) -> Iterator[str]:
    yield f"| {section.title} | Meaning | Variable | Default |"
    yield "|---|---|---|---|"
    for row in section.rows:
        notes = dict(note.split(": ", 1) for note in row.notes)
        cells = (
            f"`{_cell(row.names.strip())}`",
            _text(_cell(row.meaning)),
            _text(_cell(notes.get("env", ""))),
            _text(_cell(notes.get("default", ""))),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _cell(text: str) -> str:
    """``text`` in a cell: the sign between cells is escaped."""
    return text.replace("|", "\\|")


def _text(text: str) -> str:
    """``text`` with the signs of Markdown escaped that help texts can have."""
    return "".join(f"\\{sign}" if sign in "*_<>[]`" else sign for sign in text)


if __name__ == "__main__":
    sys.stdout.write(markdown())
