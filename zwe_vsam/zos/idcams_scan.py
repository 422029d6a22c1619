"""The scanner of access method services commands: from records to words.

Sources: z/OS DFSMS Access Method Services Commands, "Commands" (margins, separators, comments)
and "How to continue commands and parameters".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zwe_vsam.zos import names
from zwe_vsam.zos.limits import IDCAMS_FIRST_COLUMN, IDCAMS_LAST_COLUMN
from zwe_vsam.zos.records import Line

_DEPTH = 16


class Span(NamedTuple):
    """A place in the input."""

    line: int
    """Number of the record, as in ``records.Line.number``."""
    start: int
    """First column, 1-based."""
    end: int
    """Column after the last one. A continuation in the next record does not belong to it."""


class Node(NamedTuple):
    """A word, a quoted string or a bare list, with the parenthesized list that follows it."""

    text: str
    """Without apostrophes; empty for a bare list."""
    span: Span
    quoted: bool = False
    items: tuple[Node, ...] | None = None
    """The contents of the parentheses after the word; None without parentheses."""
    whole: Span = Span(0, 0, 0)
    """From the word to its closing parenthesis."""


class Unbalanced(ValueError):
    """Parentheses do not match; ``near`` is the word before the place."""

    def __init__(self, near: str, span: Span, *, extra: bool) -> None:
        super().__init__(near)
        self.near = near
        self.span = span
        self.extra = extra
        """A right parenthesis too many, rather than one missing."""


class Statement:
    """The records of one command, joined; comments are blank, a semicolon ends the text."""

    __slots__ = ("_marks", "lines", "text")

    def __init__(
        self, lines: tuple[Line, ...], text: str, marks: tuple[tuple[int, int, int], ...]
    ) -> None:
        self.lines = lines
        self.text = text
        self._marks = marks
        """(offset in the text, record number, column) where each record begins."""

    def span(self, start: int, end: int) -> Span:
        """Return the place of ``text[start:end]``, cut at the end of its first record."""
        number, column, offset, limit = self.lines[0].number, IDCAMS_FIRST_COLUMN, 0, len(self.text)
        for mark, line, first in self._marks:
            if mark > start:
                limit = mark
                break
            number, column, offset = line, first, mark
        return Span(number, column + start - offset, column + min(end, limit) - offset)

    def record_end(self, span: Span) -> int:
        """Return the column after the last one of the record that ``span`` names."""
        return next(
            (
                len(line.text[:IDCAMS_LAST_COLUMN]) + 1
                for line in self.lines
                if line.number == span.line
            ),
            span.end,
        )


def statements(
    lines: Sequence[Line],
    *,
    first: int = IDCAMS_FIRST_COLUMN,
    last: int = IDCAMS_LAST_COLUMN,
    fold: bool = False,
) -> list[Statement]:
    """Join continued records and blank their comments.

    A record whose last non-blank character is ``-`` is continued with a blank between, one that
    ends in ``+`` without (and the next record's leading blanks do not count). A blank record or
    one with only a comment is a statement of its own unless it is continued. ``first`` and
    ``last`` are the first and the last column read; ``fold`` makes letters upper case, as TSO
    does.
    """
    joined: list[Statement] = []
    held: list[Line] = []
    marks: list[tuple[int, int, int]] = []
    text = mark = ""
    for line in lines:
        body = line.text[first - 1 : last].rstrip()
        body = names.upper(body) if fold else body
        column = first
        if mark == "+":
            column += len(body) - len(body.lstrip())
            body = body.lstrip()
        mark = body[-1:] if body[-1:] in ("-", "+") else ""
        held.append(line)
        marks.append((len(text), line.number, column))
        text += body[: len(body) - len(mark)] + (" " if mark == "-" else "")
        if not mark:
            joined.append(Statement(tuple(held), _without_comments(text), tuple(marks)))
            held, marks, text = [], [], ""
    if held:
        joined.append(Statement(tuple(held), _without_comments(text), tuple(marks)))
    return joined


def _without_comments(text: str) -> str:
    """Blank comments, and everything from a semicolon on, without moving the rest."""
    if "/*" not in text and ";" not in text:
        return text
    pieces: list[str] = []
    at = 0
    for match in re.finditer(r"/\*.*?(?:\*/|$)|'[^']*'|;", text, re.DOTALL):
        if match[0][0] == "'":
            continue
        pieces.append(text[at : match.start()])
        if match[0] == ";":
            return "".join(pieces)
        pieces.append(" " * len(match[0]))
        at = match.end()
    return "".join(pieces) + text[at:]


def first_word(text: str, at: int) -> tuple[str, int, int]:
    """Return the word that begins at or after ``at``, up to a separator or parenthesis."""
    match = re.compile(r"[\s,]*([^\s,()=]+|[()=])?").match(text, at)
    return (match[1] or "", match.start(1), match.end(1)) if match else ("", at, at)


class Token(NamedTuple):
    """A word, string or parenthesis, and its offsets in the statement's text."""

    text: str
    start: int
    end: int


def tokens(text: str, at: int = 0) -> Iterator[Token]:
    """Split at blanks, commas and parentheses. X'..' and B'..' are one word each."""
    for match in re.compile(r"[()]|[XB]?'(?:[^']|'')*'|[^\s,()']+|'").finditer(text, at):
        yield Token(match[0], *match.span())


def nodes(statement: Statement, at: int = 0, excess: list[Span] | None = None) -> tuple[Node, ...]:
    """Read the words of a statement from offset ``at`` on, lists nested.

    A right parenthesis too many goes to ``excess`` and is ignored, where that is given. Raises
    ``Unbalanced`` when a parenthesis has no partner, or lists nest deeper than any command
    of access method services.
    """
    levels: list[list[Node]] = [[]]
    opened: list[Token] = []
    last = Token("", at, at)
    for token in tokens(statement.text, at):
        if token.text == "(":
            if len(levels) > _DEPTH:
                raise Unbalanced(last.text, statement.span(*token[1:]), extra=False)
            levels.append([])
            opened.append(token)
        elif token.text == ")":
            if opened:
                _close(statement, levels, opened.pop(), token)
            elif excess is None:
                raise Unbalanced(")", statement.span(*token[1:]), extra=True)
            else:
                excess.append(statement.span(*token[1:]))
        else:
            levels[-1].append(_leaf(token, statement))
        last = token
    if opened:
        raise Unbalanced(last.text, statement.span(*last[1:]), extra=False)
    return tuple(levels[0])


def _leaf(token: Token, statement: Statement) -> Node:
    span = statement.span(token.start, token.end)
    quoted = len(token.text) > 1 and token.text[0] == "'" == token.text[-1]
    text = token.text[1:-1].replace("''", "'") if quoted else token.text
    return Node(text, span, quoted, None, span)


def _close(statement: Statement, levels: list[list[Node]], opening: Token, closing: Token) -> None:
    """Add the finished list to the word before it, or add it as a bare list."""
    items = tuple(levels.pop())
    before = levels[-1]
    if before and before[-1].items is None:
        word = before.pop()
        bracket = statement.span(closing.start, closing.end)
        end = bracket.end if bracket.line == word.span.line else statement.record_end(word.span)
        whole = word.span._replace(end=end)
        before.append(word._replace(items=items, whole=whole))
    else:
        span = statement.span(opening.start, closing.end)
        before.append(Node("", span, False, items, span))
