"""The operand field of a JCL statement: operands, apostrophes, parentheses, symbols.

Rules: IBM's *z/OS MVS JCL Reference*, "Continuing the parameter field" and "Using system symbols
and JCL symbols".
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
import re
from typing import NamedTuple

from zwe_vsam.zos.limits import JCL_LAST_COLUMN, NAME_CHARACTERS
from zwe_vsam.zos.records import Line

FIELD_LENGTH = 8192
"""Characters of a parameter field with its continuations, after the substitution of symbols: a
limit of this package, not of the system."""

_UNQUOTED = NAME_CHARACTERS | frozenset(",./'()*&+-= ")
"""Characters of an operand without apostrophes; in a data set identifier of DSID also a left
bracket (JCL Reference, DSID, Subparameter definition)."""
_INERT = NAME_CHARACTERS | frozenset(".")

_RUN = re.compile(f"[{re.escape(''.join(sorted(NAME_CHARACTERS)))}./*+=-]+")
"""Characters that do nothing but add to an operand without apostrophes."""
_QUOTED_RUN = re.compile("[^'&]+")
"""Characters that do nothing but add to an operand, in apostrophes."""

_QUOTED_SYMBOLS = frozenset(("PARM", "ACCT", "AMP", "PATH", "SUBSYS"))
"""Keywords in whose apostrophes symbols count (JCL Reference, Coding symbols in apostrophes)."""


def words(text: str) -> frozenset[str]:
    """Return the blank-separated words of ``text``."""
    return frozenset(text.split())


def unquoted(value: str) -> str:
    """Return ``value`` without enclosing apostrophes, with single ones for doubled ones inside."""
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


class Operand(NamedTuple):
    """One parameter of a statement, symbols substituted."""

    keyword: str
    """Empty for a positional parameter."""
    value: str
    """As written, with apostrophes and parentheses."""
    line: int
    column: int


class Field:
    """The operand field of one statement, gathered record by record."""

    __slots__ = (
        "_keyword", "_last", "_origin", "_spliced", "_text", "depth", "grown", "illegal", "length",
        "operands", "quoted", "substituted", "symbols", "unbalanced", "whole",
    )  # fmt: skip

    def __init__(self, symbols: dict[str, str]) -> None:
        self.symbols = symbols
        self.operands: list[Operand] = []
        self.quoted = False
        self.depth = 0
        self.unbalanced = False
        self.illegal: tuple[int, int] | None = None
        self.length = 0
        """Characters so far, those past FIELD_LENGTH included, which are dropped."""
        self.whole: list[str] = []
        self.substituted = False
        self.grown = 0
        """Characters that came from values of symbols."""
        self._text: list[str] = []
        self._last = ""
        self._keyword: str | None = None
        """What stands before the first equals sign of the operand; None before that."""
        self._origin = (0, 0)
        self._spliced = -1

    def continues(self) -> bool:
        """Whether the field so far ends in a comma."""
        return not self.quoted and self._last == ","

    def scan(self, line: Line, start: int) -> int:
        """Read the field from index ``start`` of a record, and return the index after it."""
        text = line.text[:JCL_LAST_COLUMN]
        at = start
        while at < len(text):
            run = (_QUOTED_RUN if self.quoted else _RUN).match(text, at)
            if run:
                self._append(run[0], line.number, at + 1)
                at = run.end()
            elif text[at] == "&":
                after = self._symbol(text, at, line.number)
                if after < 0:
                    return at
                at = after
            elif self._put(text[at], line.number, at + 1):
                at += 1
            else:
                return at
        if self.quoted and at < JCL_LAST_COLUMN:
            self._append(" " * (JCL_LAST_COLUMN - at), line.number, at + 1)
            at = JCL_LAST_COLUMN
        return at

    def finish(self) -> None:
        """End the last operand."""
        if self._text:
            self._operand()
        if self.depth:
            self.unbalanced = True

    def _put(self, char: str, line: int, column: int) -> bool:
        """Add one character; False for the blank that ends the field."""
        if char == "'":
            self.quoted = not self.quoted
        elif not self.quoted:
            if char == " ":
                return False
            if char not in _UNQUOTED and not (char == "[" and self._keyword == "DSID"):
                self.illegal = self.illegal or (line, column)
            self.depth += (char == "(") - (char == ")")
            if self.depth < 0:
                self.depth, self.unbalanced = 0, True
        ends = char == "," and not self.quoted and not self.depth
        self._append(char, line, column, ends=ends)
        return True

    def _append(self, text: str, line: int, column: int, *, ends: bool = False) -> None:
        """Append ``text``, which is a part of an operand or the comma that ends one."""
        self._last = text[-1]
        self.length += len(text)
        excess = self.length - FIELD_LENGTH
        if excess > 0:
            text = text[: max(0, len(text) - excess)]
            if not text:
                return
        self.whole.append(text)
        if not self._text:
            self._origin = (line, column)
        if self._keyword is None and "=" in text:
            self._keyword = "".join((*self._text, text)).partition("=")[0]
        if ends:
            self._operand()
        else:
            self._text.append(text)

    def _operand(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        self._keyword = None
        keyword, equals, value = text.partition("=")
        if not equals or not keyword or "'" in keyword or "(" in keyword:
            keyword, value = "", text
        self.operands.append(Operand(keyword, value, *self._origin))

    def _symbol(self, text: str, at: int, line: int) -> int:
        """Substitute the symbol at ``at``; the index to go on at, negative at the field's end.

        JCL Reference, Using system symbols and JCL symbols: ``&&`` is no symbol, a period that
        ends the name disappears, what has no value stays as it is, and substituted text is not
        searched for symbols again.
        """
        if text[at + 1 : at + 2] == "&":
            self._put("&", line, at + 1)
            self._put("&", line, at + 2)
            return at + 2
        after = at + 1
        while after < len(text) and text[after] in NAME_CHARACTERS:
            after += 1
        value = self.symbols.get(text[at + 1 : after])
        if value is None or (self.quoted and not self._counts_in_apostrophes()):
            self._put("&", line, at + 1)
            return at + 1
        self.substituted = True
        if not self._insert(value, line, at + 1):
            return -1
        if not self.quoted:
            self._spliced = self.length
        return after + (text[after : after + 1] == ".")

    def _insert(self, value: str, line: int, column: int) -> bool:
        """Insert a symbol's value; False where a blank in it ends the field."""
        if not value or self.length > FIELD_LENGTH:
            return True
        self.grown += len(value)
        inert = "'" not in value if self.quoted else _INERT.issuperset(value)
        if inert:
            self._append(value, line, column)
            return True
        return all(self._put(char, line, column) for char in value)

    def _counts_in_apostrophes(self) -> bool:
        keyword = (self._keyword or "").partition(".")[0]
        return keyword in _QUOTED_SYMBOLS or self.length == self._spliced + 1
