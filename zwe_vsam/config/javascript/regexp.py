"""JavaScript's regular expressions, translated to Python's or refused.

Source: ECMAScript, "RegExp (Regular Expression) Objects", without the ``u`` flag.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

from zwe_vsam.config.javascript.errors import ScriptSyntaxError
from zwe_vsam.config.javascript.machine import Machine
from zwe_vsam.config.javascript.refusals import refusal
from zwe_vsam.config.javascript.values import UNDEFINED, JsObject, Value
from zwe_vsam.config.javascript.whitespace import LINE_ENDS, WHITE_SPACE

_MAXIMUM_WAYS = 20_000_000
"""The most ways to share a text among the repetitions of a pattern. They bound its time."""
_MAXIMUM_PATTERN = 1000
_CLASSES = {
    "d": "0-9", "D": r"\x00-/:-\uffff",
    "w": "0-9A-Za-z_", "W": r"\x00-/:-@\[-\^`{-\uffff",
    "s": WHITE_SPACE,
    "S": r"\x00-\x08\x0e-\x1f!-\x9f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e"
         r"\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff",
}  # fmt: skip
_CONTROLS = {"n": r"\n", "t": r"\t", "r": r"\r", "f": r"\f", "v": r"\v", "0": r"\x00"}
_QUANTIFIER = re.compile(r"([*+?]|\{(\d+)(,(\d*))?\})(\??)", re.ASCII)
_HEX = re.compile(r"x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})")


class Compiled:
    """A translated pattern."""

    def __init__(self, pattern: re.Pattern[str], repetitions: int, *, ascii_only: bool) -> None:
        self.pattern = pattern
        self._repetitions = repetitions
        self._ascii_only = ascii_only

    def check(self, machine: Machine, text: str) -> None:
        """Raise for a text that would take too long, or that Python compares in another way."""
        if math.comb(len(text) + self._repetitions, self._repetitions) > _MAXIMUM_WAYS:
            raise machine.refusal(
                "regular expressions", "the text is too long for a pattern with so many repetitions"
            )
        if self._ascii_only and not text.isascii():
            raise machine.refusal(
                "regular expressions", "the flag i is supported for ASCII texts only"
            )


class JsRegexp(JsObject):
    """``/pattern/flags``"""

    def __init__(self, source: str, flags: str, offset: int) -> None:
        self.source = source
        self.flags = flags
        self.is_global = "g" in flags
        self.last_index = 0
        self.compiled = compiled(source, flags, offset)

    @property
    def text(self) -> str:
        """As JavaScript writes it."""
        return f"/{self.source}/{''.join(sorted(self.flags))}"

    def get(self, name: str) -> Value:
        """What it was made from."""
        properties: dict[str, Value] = {
            "source": self.source,
            "flags": "".join(sorted(self.flags)),
            "global": self.is_global,
            "ignoreCase": "i" in self.flags,
            "multiline": "m" in self.flags,
        }
        return properties.get(name, UNDEFINED)

    def keys(self) -> tuple[str, ...]:
        """No names that can be listed."""
        return ()

    def search(self, machine: Machine, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match at or after ``start``."""
        self.compiled.check(machine, text)
        machine.step(1 + len(text) // 100)
        return self.compiled.pattern.search(text, start)


def compiled(source: str, flags: str, offset: int) -> Compiled:
    """Translate a pattern. Raises ScriptError with ``offset``."""
    if len(set(flags)) != len(flags) or set(flags) - set("gimsuyd"):
        raise ScriptSyntaxError("a flag of the regular expression is not known", offset)
    if set(flags) - set("gims"):
        raise refusal("regular expressions", "only the flags g, i, m, s are supported", offset)
    try:
        return _compiled(source, "".join(sorted(set(flags) - {"g"})))
    except _Refused as problem:
        raise refusal("regular expressions", problem.args[0], offset) from None
    except _Wrong as problem:
        raise ScriptSyntaxError(problem.args[0], offset) from None


@lru_cache(64)
def _compiled(source: str, flags: str) -> Compiled:
    if len(source) > _MAXIMUM_PATTERN:
        raise _Refused("the regular expression is too long")
    if "i" in flags and not source.isascii():
        raise _Refused("the flag i is supported for ASCII patterns only")
    translator = _Translator(source, flags)
    text = translator.whole()
    options = re.ASCII | (re.IGNORECASE if "i" in flags else 0)
    try:
        pattern = re.compile(text, options)
    except (re.error, OverflowError, RecursionError):
        raise _Wrong("the regular expression is not valid") from None
    anchored = source.startswith("^") and "m" not in flags and "|" not in source
    return Compiled(pattern, translator.repetitions + (not anchored), ascii_only="i" in flags)


class _Refused(Exception):
    pass


class _Wrong(Exception):
    pass


class _Term(NamedTuple):
    text: str
    repeatable: bool = True
    repeats: bool = False
    captures: bool = False
    empty: bool = False
    """Whether it can match nothing."""
    chooses: bool = False


def _place(text: str) -> _Term:
    return _Term(text, repeatable=False, empty=True)


class _Translator:
    """One pass over a pattern."""

    def __init__(self, source: str, flags: str) -> None:
        self.source = source
        self.flags = flags
        self.at = 0
        self.repetitions = 0
        """The count of places with several ways to match: repetitions, choices in groups."""
        self.depth = 0

    def whole(self) -> str:
        """The translated pattern."""
        term = self.alternatives()
        if self.at < len(self.source):
            raise _Wrong("a parenthesis of the regular expression closes nothing")
        return term.text

    def alternatives(self) -> _Term:
        """Up to the end of the group."""
        self.depth += 1
        if self.depth > 20:
            raise _Refused("the regular expression is nested too deeply")
        parts: list[str] = []
        terms: list[_Term] = []
        empty, some_empty = True, False
        while self.at < len(self.source) and self.source[self.at] != ")":
            if self.source[self.at] == "|":
                self.at += 1
                parts.append("|")
                self.repetitions += self.depth > 1
                some_empty, empty = some_empty or empty, True
                continue
            term = self.quantified(self.term())
            terms.append(term)
            empty = empty and term.empty
            parts.append(term.text)
        self.depth -= 1
        return _Term(
            "".join(parts),
            repeats=any(term.repeats for term in terms),
            captures=any(term.captures for term in terms),
            empty=empty or some_empty,
            chooses="|" in parts or any(term.chooses for term in terms),
        )

    def quantified(self, term: _Term) -> _Term:
        """``term`` with the repetition that follows it."""
        match = _QUANTIFIER.match(self.source, self.at)
        if match is None:
            return term
        self.at = match.end()
        if not term.repeatable:
            raise _Wrong("nothing to repeat in the regular expression")
        if any(number and len(number) > 4 for number in (match[2], match[4])):
            raise _Refused("a repetition of more than 9999 times")
        if match[4] and int(match[4]) < int(match[2]):
            raise _Wrong("the numbers of a repetition are out of order")
        if _QUANTIFIER.match(self.source, self.at):
            raise _Wrong("nothing to repeat in the regular expression")
        if match[1] == "?":
            # An optional part that may be empty captures "" in Python and nothing in JavaScript.
            refused = term.empty and term.captures
        else:
            refused = term.repeats or term.captures or term.chooses
        if refused:
            raise _Refused("a repeated group with a repetition, a choice or a capture in it")
        fixed = match[2] is not None and match[3] is None
        self.repetitions += not fixed
        return term._replace(
            text=term.text + match[0],
            repeats=True,
            empty=term.empty or match[1] in "*?" or (match[2] or "1").strip("0") == "",
        )

    def term(self) -> _Term:
        """The translated term between two repetitions or marks."""
        character = self.source[self.at]
        if character == "(":
            return self.group()
        if character == "[":
            return _Term(self.bracket())
        if character == "\\":
            return self.escape()
        self.at += 1
        if character == "^":
            many = "m" in self.flags
            return _place(rf"(?:\A|(?<=[{LINE_ENDS}]))" if many else r"\A")
        if character == "$":
            return _place(rf"(?=[{LINE_ENDS}]|\Z)" if "m" in self.flags else r"\Z")
        if character == ".":
            return _Term(r"[\x00-\uffff]" if "s" in self.flags else f"[^{LINE_ENDS}]")
        if character in "*+?":
            raise _Wrong("nothing to repeat in the regular expression")
        if character in "{}]":
            raise _Refused(f"{character} without a backslash in a regular expression")
        return _Term(re.escape(character))

    def group(self) -> _Term:
        """A group, or a look ahead."""
        opening = next(
            (mark for mark in ("(?:", "(?=", "(?!") if self.source.startswith(mark, self.at)), "("
        )
        if opening == "(" and self.source.startswith("(?", self.at):
            raise _Refused("look-behind or a named group in a regular expression")
        self.at += len(opening)
        inner = self.alternatives()
        if self.at >= len(self.source):
            raise _Wrong("a parenthesis of the regular expression is never closed")
        self.at += 1
        text = f"{opening}{inner.text})"
        if opening in ("(?=", "(?!"):
            if inner.captures:
                raise _Refused("a capture in a look-ahead of a regular expression")
            if _QUANTIFIER.match(self.source, self.at):
                raise _Refused("a repeated look-ahead of a regular expression")
            return inner._replace(text=text, empty=True)
        return inner._replace(text=text, captures=inner.captures or opening == "(")

    def escape(self) -> _Term:
        """The translated escape outside brackets."""
        character = self.source[self.at + 1 : self.at + 2]
        if not character:
            raise _Wrong("a backslash ends the regular expression")
        if character in "bB":
            self.at += 2
            return _place(f"\\{character}")
        if character in "dDwWsS":
            self.at += 2
            return _Term(f"[{_CLASSES[character]}]")
        return _Term(self.character_escape())

    def character_escape(self) -> str:
        """An escape that stands for one character."""
        at = self.at + 1
        character = self.source[at]
        if match := _HEX.match(self.source, at):
            self.at = match.end()
            return re.escape(chr(int(match[1] or match[2], 16)))
        if character in _CONTROLS and not self.source[at + 1 : at + 2].isdecimal():
            self.at += 2
            return _CONTROLS[character]
        if character.isalnum():
            raise _Refused(f"\\{character} in a regular expression")
        self.at += 2
        return re.escape(character)

    def bracket(self) -> str:
        """``[abc]``"""
        self.at += 1
        negated = self.source.startswith("^", self.at)
        self.at += negated
        items: list[str] = []
        last = ""
        while not self.source.startswith("]", self.at):
            if self.at >= len(self.source):
                raise _Wrong("a bracket of the regular expression is never closed")
            item, is_class = self.bracket_item()
            if (
                self.source.startswith("-", self.at)
                and not self.source.startswith("]", self.at + 1)
                and self.at + 1 < len(self.source)
            ):
                self.at += 1
                last, last_is_class = self.bracket_item()
                if is_class or last_is_class:
                    raise _Refused("a range with a class in a regular expression")
                items.append(f"{item}-{last}")
            else:
                items.append(item)
        self.at += 1
        if not items:
            return r"[\x00-\uffff]" if negated else r"(?!)"
        return f"[{'^' if negated else ''}{''.join(items)}]"

    def bracket_item(self) -> tuple[str, bool]:
        character = self.source[self.at]
        if character != "\\":
            self.at += 1
            return re.escape(character), False
        escaped = self.source[self.at + 1 : self.at + 2]
        if escaped in tuple("dDwWsS"):
            self.at += 2
            return _CLASSES[escaped], True
        if escaped == "b":
            self.at += 2
            return r"\x08", False
        if not escaped:
            raise _Wrong("a backslash ends the regular expression")
        return self.character_escape(), False
