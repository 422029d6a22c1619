"""Text -> tokens, one at a time, as the parser needs them.

A slash is a division or begins a regular expression. A brace closes a block or continues a
template. Only the parser can decide. Source: ECMAScript, "Lexical Grammar" and Annex B.1; where
QuickJS differs, the comment says so.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from zwe_vsam.config.javascript.errors import ScriptSyntaxError
from zwe_vsam.config.javascript.numbers import number_literal
from zwe_vsam.config.javascript.refusals import refusal
from zwe_vsam.config.javascript.whitespace import BLANKS, LINE_ENDS

_SKIP = re.compile(rf"[{BLANKS}]+|//[^{LINE_ENDS}]*")
_NAME = re.compile(r"[^\W\d][\w$\u200c\u200d]*|\$[\w$\u200c\u200d]*")
_DECIMAL = re.compile(r"(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?[\d_]*)?")
_PREFIXED = re.compile(r"0[xXoObB]\w*")
_MARKS = re.compile(
    # QuickJS takes "^^" for "^".
    r">>>=|\^\^=|\^\^|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|"
    r"\?\.(?!\d)|\+\+|--|\+=|-=|\*=|/=|%=|&=|\|=|\^=|<<|>>|\*\*|[-+*/%&|^!~<>=?:.,;()\[\]{}]"
)
_HEX = re.compile(r"[0-9a-fA-F]+")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
_REGEXP = re.compile(
    rf"/((?:[^/\\\[{LINE_ENDS}*]|\\[^{LINE_ENDS}]|\[(?:[^\]\\{LINE_ENDS}]|\\[^{LINE_ENDS}])*\])"
    rf"(?:[^/\\\[{LINE_ENDS}]|\\[^{LINE_ENDS}]|\[(?:[^\]\\{LINE_ENDS}]|\\[^{LINE_ENDS}])*\])*)/"
    r"([\w$]*)"
)


class Token(NamedTuple):
    """One token. ``kind``: name, mark, number, string, template, end."""

    kind: str
    text: str
    """As it is written, without the quotes of a string."""
    offset: int
    end: int
    after_line: bool
    """Whether a line end stands before it."""
    value: str | float = ""
    """Of a number or string."""


class Lexer:
    """Reads one source."""

    def __init__(self, source: str) -> None:
        self.source = source

    def token(self, at: int) -> Token:
        """The token that begins at or after ``at``. Raises ScriptError."""
        at, after_line = self._skip(at)
        source = self.source
        if at >= len(source):
            return Token("end", "", at, at, after_line)
        character = source[at]
        if character in "'\"":
            return self._string(at, after_line)
        if character == "`":
            return Token("mark", "`", at, at + 1, after_line)
        if character.isascii() and (
            character.isdigit() or (character == "." and source[at + 1 : at + 2].isdecimal())
        ):
            return self._number(at, after_line)
        if match := _NAME.match(source, at):
            if source[match.end() : match.end() + 1] == "\\":
                raise refusal("statements", "an escape in a name is not supported", match.end())
            return Token("name", match[0], at, match.end(), after_line)
        if source.startswith("<!--", at) or (source.startswith("-->", at) and after_line):
            raise refusal("statements", "an HTML comment is not supported", at)
        if match := _MARKS.match(source, at):
            return Token("mark", match[0], at, match.end(), after_line)
        if character == "\\":
            raise refusal("statements", "an escape in a name is not supported", at)
        if at == 0 and source.startswith("#!"):
            raise refusal("statements", "a line for the shell (#!) is not supported", at)
        raise ScriptSyntaxError(f"unexpected character {character!a}", at)

    def _skip(self, at: int) -> tuple[int, bool]:
        """The offset after white space and comments, and whether a line ends in them."""
        source = self.source
        after_line = at == 0
        while at < len(source):
            if source[at] in "\u2028\u2029":
                raise refusal("statements", "U+2028 and U+2029 end no line here", at)
            if source[at] in LINE_ENDS:
                after_line = True
                at += 1
            elif match := _SKIP.match(source, at):
                at = match.end()
            elif source.startswith("/*", at):
                end = source.find("*/", at + 2)
                if end < 0:
                    raise ScriptSyntaxError("a comment is never closed by */", at)
                after_line = after_line or any(mark in source[at:end] for mark in LINE_ENDS)
                at = end + 2
            else:
                break
        return at, after_line

    def _number(self, at: int, after_line: bool) -> Token:
        match = _PREFIXED.match(self.source, at) or _DECIMAL.match(self.source, at)
        assert match is not None
        text = match[0]
        following = self.source[match.end() : match.end() + 1]
        if following == "n" or (text[-1:] == "n" and _PREFIXED.match(text)):
            raise refusal("big integers", "a big integer (1n) is not supported", at)
        value = number_literal(text)
        if value is None or (following and (following in "$\\" or _NAME.match(following))):
            raise ScriptSyntaxError("this is not a number", at)
        # QuickJS, unlike others, takes a point after 0x1 as a part of the number.
        if following and (
            following.isdecimal() or (following == "." and text[1:2] in tuple("xXoObB"))
        ):
            raise ScriptSyntaxError("this is not a number", at)
        return Token("number", text, at, match.end(), after_line, value)

    def _string(self, start: int, after_line: bool) -> Token:
        source, quote = self.source, self.source[start]
        parts: list[str] = []
        at = start + 1
        while True:
            if at >= len(source) or source[at] in "\n\r":
                raise ScriptSyntaxError(f"a text that begins with {quote} never ends", start)
            if source[at] == quote:
                break
            if source[at] == "\\":
                text, at = self.escape(at, template=False)
                parts.append(text)
            else:
                parts.append(source[at])
                at += 1
        text = source[start + 1 : at]
        return Token("string", text, start, at + 1, after_line, units("".join(parts)))

    def template(self, at: int) -> tuple[str, int, bool]:
        """The text of a template from ``at``, where it ends, and whether ``${`` ends it."""
        source = self.source
        start = at
        parts: list[str] = []
        while True:
            if at >= len(source):
                raise ScriptSyntaxError("a text that begins with ` never ends", start - 1)
            if source[at] == "`":
                return units("".join(parts)), at + 1, False
            if source.startswith("${", at):
                return units("".join(parts)), at + 2, True
            if source[at] == "\\":
                text, at = self.escape(at, template=True)
                parts.append(text)
            elif source[at] == "\r":
                parts.append("\n")
                at += 2 if source.startswith("\r\n", at) else 1
            else:
                parts.append(source[at])
                at += 1

    def escape(self, at: int, *, template: bool) -> tuple[str, int]:
        """The text of the escape at the backslash ``at``, and what stands behind it."""
        source = self.source
        character = source[at + 1 : at + 2]
        if not character:
            raise ScriptSyntaxError("a backslash stands at the end", at)
        if character in _SIMPLE:
            return _SIMPLE[character], at + 2
        if character in LINE_ENDS:
            return "", at + (3 if source.startswith("\r\n", at + 1) else 2)
        if character == "x":
            return self._hexadecimal(at, at + 2, 2)
        if character == "u":
            if source.startswith("{", at + 2):
                close = source.find("}", at)
                digits = source[at + 3 : close] if close > 0 else ""
                if not _HEX.fullmatch(digits) or int(digits, 16) > 0x10FFFF:
                    raise ScriptSyntaxError("this is no \\u{…} escape", at)
                return units(chr(int(digits, 16))), close + 1
            return self._hexadecimal(at, at + 2, 4)
        if character in "0123456789" and character.isascii():
            return self._octal(at, template)
        return character, at + 2

    def _hexadecimal(self, start: int, at: int, count: int) -> tuple[str, int]:
        digits = self.source[at : at + count]
        if len(digits) != count or not _HEX.fullmatch(digits):
            raise ScriptSyntaxError(f"an escape needs {count} hexadecimal digits", start)
        return chr(int(digits, 16)), at + count

    def _octal(self, at: int, template: bool) -> tuple[str, int]:
        source = self.source
        match = re.compile(r"[0-3][0-7]{0,2}|[4-7][0-7]?").match(source, at + 1)
        plain_zero = source[at + 1] == "0" and not source[at + 2 : at + 3].isdecimal()
        if template and not plain_zero:
            raise ScriptSyntaxError("a template has no octal escapes", at)
        if match is None:
            return source[at + 1], at + 2
        return chr(int(match[0], 8)), match.end()

    def regular_expression(self, at: int) -> tuple[str, str, int]:
        """Pattern, flags and end of the literal that begins at the slash ``at``."""
        match = _REGEXP.match(self.source, at)
        if match is None:
            raise ScriptSyntaxError("a regular expression never ends", at)
        return units(match[1]), match[2], match.end()


def units(text: str) -> str:
    """``text`` in UTF-16 units, as in JavaScript: characters beyond U+FFFF are two surrogates."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    return "".join(
        character
        if character <= "\uffff"
        else chr(0xD7C0 + (ord(character) >> 10)) + chr(0xDC00 + (ord(character) & 0x3FF))
        for character in text
    )


def characters(text: str) -> str:
    """The reverse of `units`; half a pair stays."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
