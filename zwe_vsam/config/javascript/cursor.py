"""The place in the tokens, for the parsers of expressions and of statements."""

from __future__ import annotations

from typing import NoReturn

from zwe_vsam.config.javascript.errors import ScriptError, ScriptSyntaxError, TooMuch
from zwe_vsam.config.javascript.refusals import refusal
from zwe_vsam.config.javascript.tokens import Lexer, Token

MAXIMUM_NESTING = 40
"""The most levels of brackets, conditions, functions and blocks; two or three are usual."""
RESERVED = frozenset(
    ("break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete",
     "do", "else", "enum", "export", "extends", "finally", "for", "function", "if", "import",
     "in", "instanceof", "new", "return", "super", "switch", "this", "throw", "try", "typeof",
     "var", "void", "while", "with", "null", "true", "false")
)  # fmt: skip
"""Words that cannot be names (ECMAScript, "Keywords and Reserved Words", without strict mode)."""
_REFUSED = {
    **dict.fromkeys(("for", "while", "do", "break", "continue"), "loops"),
    **dict.fromkeys(("try", "throw", "catch", "finally"), "exceptions"),
    **dict.fromkeys(("new", "class", "this", "instanceof", "super", "extends"), "objects"),
    **dict.fromkeys(("switch", "with", "debugger", "import", "export"), "statements"),
    "function": "functions",
    "delete": "changes",
}


class Cursor:
    """The next token of a source, and checks of it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lexer = Lexer(source)
        self.next = self.lexer.token(0)
        self.end = 0
        """Where the last accepted token ends."""
        self.depth = 0

    def advance(self) -> Token:
        """Accept the next token, whatever it is."""
        token = self.next
        self.end = token.end
        self.next = self.lexer.token(token.end)
        return token

    def go(self, at: int) -> None:
        """Continue at an offset that the lexer does not reach by itself."""
        self.end = at
        self.next = self.lexer.token(at)

    def back(self, token: Token, end: int) -> None:
        """Return to an earlier token."""
        self.next, self.end = token, end

    def peek(self) -> Token:
        """The token after the next one."""
        return self.lexer.token(self.next.end)

    def sees(self, *texts: str) -> bool:
        """Whether the next token is one of these marks or words."""
        return self.next.text in texts and self.next.kind in ("mark", "name")

    def accept(self, *texts: str) -> Token | None:
        """The next token, accepted, if it is one of ``texts``."""
        return self.advance() if self.sees(*texts) else None

    def expect(self, text: str) -> Token:
        """Accept ``text`` or raise."""
        return self.accept(text) or self.unexpected()

    def unexpected(self) -> NoReturn:
        """Raise for the next token."""
        raise self.error()

    def error(self) -> ScriptError:
        """The description of an unexpected next token."""
        token = self.next
        if token.kind == "end":
            return ScriptSyntaxError("it ends too early", token.offset)
        if token.kind == "name" and token.text in _REFUSED:
            return refusal(_REFUSED[token.text], f"{token.text} is not supported", token.offset)
        if token.kind == "string":
            return ScriptSyntaxError("a text is not expected here", token.offset)
        shown = token.text if len(token.text) <= 20 else f"{token.text[:17]}..."
        return ScriptSyntaxError(f"{shown} is not expected here", token.offset)

    def deeper(self) -> None:
        """Add a level. The caller removes it by ``depth -= 1``."""
        self.depth += 1
        if self.depth > MAXIMUM_NESTING:
            raise TooMuch("nested too deeply", self.next.offset)

    def statement_end(self) -> None:
        """Accept a semicolon, or a place where JavaScript inserts one."""
        if self.accept(";") or self.next.kind == "end" or self.sees("}") or self.next.after_line:
            return
        self.unexpected()
