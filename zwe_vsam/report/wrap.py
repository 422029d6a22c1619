"""Messages on a narrow terminal: lines end between words, and never within a quotation.

A terminal cuts a long line anywhere, in the middle of a word. What is quoted stays whole, even
where it is wider than the terminal, so that it can be copied: a line of JCL or of a job's output,
a command, a path, a value in quotes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_NARROWEST = 20
"""Columns; below that, lines are made for so many."""
_SHELL_WORD = r"""(?:'[^']*'|"[^"]*"|[^\s'"])+"""
_UNBROKEN = re.compile(
    # A command up to the end of its sentence or part of a sentence.
    rf"(?<![^\s(])(?:zwe-vsam|zwe|zowe|iconv|jls|ddls|{_SHELL_WORD} -m pip)"
    rf"(?: {_SHELL_WORD}(?<![.,;:)?]))+(?: {_SHELL_WORD})?[.,;:)?]*"
    # A line of a JCL header (ZWEL0144E).
    r"|(?<=Line in error: ).*(?=\. Please adjust)\."
    # A value in quotes.
    r"""|(?<![^\s(=])(?:'[^']*'|"[^"]*")\S*"""
    r"|\S+"
)
_PROSE = re.compile(
    # A capitalized word and single blanks. JCL and most messages of systems are in upper case, and
    # a key of YAML has a colon.
    r"[A-Z][a-z]+ (?!.*\S  )"
    # An attribute of a cluster that differs.
    r"|[a-z][a-z ,]*: expected \S.*, found "
    r"|line \d+: |(?:A|I|'[^']*'|zwe-vsam|[A-Z0-9.$#@-]+\.[A-Z0-9.$#@-]+) .*\.$"
)
"""Evidence in words of ours; other evidence is a quotation."""


def fitted(lines: Sequence[str], place: str, columns: int) -> list[str]:
    """The lines of a message for a terminal of ``columns``.

    The first line is prose, and so are the meaning and the remedy. ``place`` is where the message
    says that something stands, as it is written there, or empty.
    """
    made: list[str] = []
    for number, line in enumerate(lines):
        text = line.lstrip(" ")
        is_evidence = number > 0 and line.startswith("    ")
        if is_evidence and not _PROSE.match(text):
            made.append(line)
        else:
            margin = " " * (len(line) - len(text))
            made += _wrapped(text, place, margin, max(columns, _NARROWEST))
    return made


def _wrapped(text: str, place: str, margin: str, columns: int) -> Iterator[str]:
    line = margin
    for gap, part in _parts(text, place):
        if line.strip() and _width(line) + len(gap) + _width(part) > columns:
            yield line
            line = f"{margin}  {part}"
        else:
            line += gap + part
    yield line


def _parts(text: str, place: str) -> Iterator[tuple[str, str]]:
    """The parts that stay on one line, each with the blanks before it."""
    at = 0
    while at < len(text):
        begin = at
        while text[begin : begin + 1] == " ":
            begin += 1
        if place and text.startswith(f"({place})", begin):
            end = begin + len(place) + 2
        else:
            match = _UNBROKEN.match(text, begin)
            end = match.end() if match else len(text)
        yield text[at:begin], text[begin:end]
        at = end


def _width(text: str) -> int:
    """Columns of the terminal that a text takes."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
