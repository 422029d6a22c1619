"""Small pieces of Markdown that the generated pages share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_ENTITIES = {"&": "&amp;", "<": "&lt;"} | {mark: f"&#{ord(mark)};" for mark in "|*[_`\\"}
"""Characters that Markdown or a table would read as markup, and what shows them."""


def plain(text: str) -> str:
    """Return ``text`` so that Markdown shows every character of it."""
    return "".join(_ENTITIES.get(character, character) for character in text)


def prose(text: str) -> str:
    """Return ``text`` as Markdown; code between backquotes stays code."""
    line = " ".join(text.split())
    parts = line.split("`")
    if len(parts) % 2 == 0:
        return plain(line)
    return "`".join(part if number % 2 else plain(part) for number, part in enumerate(parts))


def code(text: str) -> str:
    """Return ``text`` as code within a line; empty for an empty text."""
    return f"`{text}`" if text else ""


def fence(lines: Iterable[str], language: str = "text") -> str:
    """Return ``lines`` as a block of code."""
    return "\n".join([f"```{language}", *lines, "```"])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table. The cells are Markdown."""
    escaped = ([cell.replace("|", "\\|") for cell in row] for row in rows)
    lines = [head, ["---"] * len(head), *escaped]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"
