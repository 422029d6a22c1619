"""The scanner of access method services commands: from records to words.

Sources: z/OS DFSMS Access Method Services Commands, "Commands" (margins, separators, comments)
and "How to continue commands and parameters".
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from zwe_vsam.zos import names
from zwe_vsam.zos.limits import IDCAMS_FIRST_COLUMN, IDCAMS_LAST_COLUMN
from zwe_vsam.zos.records import Line

_DEPTH = 16
_WORD = re.compile(r"[\s,]*([^\s,()=]+|[()=])?")
_TOKEN = re.compile(r"[()]|[XB]?'(?:[^']|'')*'|[^\s,()']+|'")
"""A word, string or parenthesis, between blanks and commas. X'..' and B'..' are one word each."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)|'[^']*'|;", re.DOTALL)
"""A comment, or a semicolon; or a string, in which neither of them counts."""


class Span(NamedTuple):
    """A place in the input."""

    line: int
    """Number of the record, as in ``records.Line.number``."""
    start: int
    """First column, 1-based."""
    end: int
    """Column after the last one. A continuation in the next record does not belong to it."""


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

    __slots__ = ("_marks", "_offsets", "lines", "text")

    def __init__(
        self, lines: tuple[Line, ...], text: str, marks: tuple[tuple[int, int, int], ...]
    ) -> None:
        self.lines = lines
        self.text = text
        self._marks = marks
        """(offset in the text, record number, column) where each record begins, the first at 0."""
        self._offsets = [mark[0] for mark in marks]

    def span(self, start: int, end: int) -> Span:
        """Return the place of ``text[start:end]``, cut at the end of its first record."""
        index = bisect_right(self._offsets, start)
        offset, number, column = self._marks[index - 1]
        limit = self._offsets[index] if index < len(self._offsets) else len(self.text)
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


class Node:
    """A word, a quoted string or a bare list, with the parenthesized list that follows it."""

    __slots__ = ("_closing", "_end", "_start", "_statement", "items", "quoted", "text")

    def __init__(self, statement: Statement, start: int, end: int, token: str = "") -> None:
        """Read ``token``, which is ``text[start:end]`` of the statement; empty for a bare list."""
        self.quoted = token[:1] == "'" and len(token) > 1 and token[-1] == "'"
        """Whether it is in apostrophes."""
        self.text = token[1:-1].replace("''", "'") if self.quoted else token
        """Without apostrophes; empty for a bare list."""
        self.items: tuple[Node, ...] | None = None
        """The contents of the parentheses after the word; None without parentheses."""
        self._statement = statement
        self._start = start
        self._end = end
        self._closing = 0

    def close(self, items: "tuple[Node, ...]", end: int) -> None:
        """Add the list that follows the word, and that ends before ``end``."""
        self.items, self._closing = items, end

    @property
    def span(self) -> Span:
        """The place of the word, or of the bare list."""
        return self._statement.span(self._start, self._end)

    @property
    def whole(self) -> Span:
        """From the word to its closing parenthesis."""
        span = self.span
        if not self._closing:
            return span
        closing = self._statement.span(self._closing - 1, self._closing)
        is_here = closing.line == span.line
        return Span(
            span.line, span.start, closing.end if is_here else self._statement.record_end(span)
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
    for match in _COMMENT.finditer(text):
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
    match = _WORD.match(text, at)
    return (match[1] or "", match.start(1), match.end(1)) if match else ("", at, at)


def nodes(statement: Statement, at: int = 0, excess: list[Span] | None = None) -> tuple[Node, ...]:
    """Read the words of a statement from offset ``at`` on, lists nested.

    A right parenthesis too many goes to ``excess`` and is ignored, where that is given. Raises
    ``Unbalanced`` when a parenthesis has no partner, or lists nest deeper than any command
    of access method services.
    """
    levels: list[list[Node]] = [[]]
    opened: list[int] = []
    near, start, end = "", at, at
    for match in _TOKEN.finditer(statement.text, at):
        token = match[0]
        start, end = match.span()
        if token == "(":
            if len(levels) > _DEPTH:
                raise Unbalanced(near, statement.span(start, end), extra=False)
            levels.append([])
            opened.append(start)
        elif token == ")":
            if opened:
                items = tuple(levels.pop())
                _add_list(levels[-1], items, statement, opened.pop(), end)
            elif excess is None:
                raise Unbalanced(")", statement.span(start, end), extra=True)
            else:
                excess.append(statement.span(start, end))
        else:
            levels[-1].append(Node(statement, start, end, token))
        near = token
    if opened:
        raise Unbalanced(near, statement.span(start, end), extra=False)
    return tuple(levels[0])


def _add_list(
    nodes: list[Node], items: tuple[Node, ...], statement: Statement, start: int, end: int
) -> None:
    """Add the list ``text[start:end]`` to the word before it, or add it as a bare list."""
    if nodes and nodes[-1].items is None:
        nodes[-1].close(items, end)
    else:
        bare = Node(statement, start, end)
        bare.items = items
        nodes.append(bare)
