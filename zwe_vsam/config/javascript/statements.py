"""Tokens -> a tree: the statements. Source: ECMAScript, "Statements and Declarations"."""

from __future__ import annotations

from zwe_vsam.config.javascript.cursor import RESERVED
from zwe_vsam.config.javascript.errors import ScriptSyntaxError
from zwe_vsam.config.javascript.nodes import Block, Declaration, Expression, If, Node, Return
from zwe_vsam.config.javascript.refusals import refusal
from zwe_vsam.config.javascript.syntax import ExpressionParser

_LEXICAL = ("let", "const")


class _Names:
    """The names that a block declares."""

    def __init__(self) -> None:
        self.lexical: list[str] = []
        """By ``let`` and ``const``."""
        self.passing: set[str] = set()
        """By ``var`` in it and in the blocks inside it: they belong to the function."""


class _Function:
    """What a function has declared so far."""

    def __init__(self, parameters: frozenset[str]) -> None:
        self.parameters = parameters
        self.variables: list[str] = []
        self.blocks: list[_Names] = []


class Parser(ExpressionParser):
    """The parser of a whole script."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._functions: list[_Function] = []

    def script(self) -> Block:
        """The statements of the source. Raises ScriptError."""
        statements = self._statements("end")
        return Block(tuple(statements), ())

    def body(self, parameters: frozenset[str]) -> tuple[Block, tuple[str, ...]]:
        """The block of a function after its brace, and the names that ``var`` declares."""
        function = _Function(parameters)
        self._functions.append(function)
        block = self._block()
        self._functions.pop()
        return block, tuple(dict.fromkeys(function.variables))

    def _statements(self, close: str) -> list[Node]:
        statements: list[Node] = []
        while self.next.kind != "end" if close == "end" else not self.sees(close):
            directive = self.next.kind == "string" and not statements
            text = self.next.text
            statement = self.statement(single=False)
            if directive and text == "use strict" and self._is_text(statement):
                raise refusal("statements", "strict mode is not supported", 0)
            if statement is not None:
                statements.append(statement)
        return statements

    @staticmethod
    def _is_text(statement: Node | None) -> bool:
        return isinstance(statement, Expression) and isinstance(
            getattr(statement.value, "value", None), str
        )

    def _block(self) -> Block:
        """A block after its brace."""
        names = _Names()
        function = self._functions[-1] if self._functions else None
        if function:
            function.blocks.append(names)
        statements = self._statements("}")
        self.expect("}")
        if function:
            function.blocks.pop()
        return Block(tuple(statements), tuple(names.lexical))

    def statement(self, *, single: bool) -> Node | None:
        """One statement; None for an empty one. ``single``: where no declaration may stand."""
        self.deeper()
        node = self._statement(single=single)
        self.depth -= 1
        return node

    def _statement(self, *, single: bool) -> Node | None:
        token = self.next
        if token.kind == "mark":
            if self.accept(";"):
                return None
            if self.accept("{"):
                return self._block()
        elif token.kind == "name":
            if token.text == "return":
                return self._return()
            if token.text == "if":
                return self._if()
            if token.text in ("const", "var") or (token.text == "let" and self._is_let()):
                return self._declaration(single=single)
            following = self.peek()
            if following.text == ":" and following.kind == "mark" and token.text not in RESERVED:
                raise refusal("statements", "a label is not supported", token.offset)
        node = Expression(self.expression())
        self.statement_end()
        return node

    def _is_let(self) -> bool:
        following = self.peek()
        if following.kind == "name":
            return following.text not in ("in", "instanceof")
        return following.kind == "mark" and following.text in ("[", "{")

    def _return(self) -> Node:
        token = self.advance()
        if not self._functions:
            raise ScriptSyntaxError("return is outside a function", token.offset)
        bare = self.next.kind == "end" or self.sees(";", "}") or self.next.after_line
        node = Return(None if bare else self.expression())
        self.statement_end()
        return node

    def _if(self) -> Node:
        self.advance()
        self.expect("(")
        test = self.expression()
        self.expect(")")
        nothing = Block((), ())
        then = self.statement(single=True) or nothing
        otherwise = None
        if self.accept("else"):
            otherwise = self.statement(single=True) or nothing
        return If(test, then, otherwise)

    def _declaration(self, *, single: bool) -> Node:
        token = self.advance()
        if not self._functions:
            raise refusal(
                "top-level variables", f"{token.text} stands outside a function", token.offset
            )
        if single and token.text in _LEXICAL:
            raise ScriptSyntaxError(f"{token.text} needs braces here", token.offset)
        names: list[tuple[str, Node | None]] = []
        while True:
            names.append(self._declared(token.text))
            if not self.accept(","):
                break
        self.statement_end()
        return Declaration(token.text, tuple(names), token.offset)

    def _declared(self, kind: str) -> tuple[str, Node | None]:
        token = self.next
        if self.sees("[", "{"):
            raise refusal("patterns", f"{kind} with a pattern is not supported", token.offset)
        if token.kind != "name" or token.text in RESERVED:
            self.unexpected()
        self.advance()
        self._declare(kind, token.text, token.offset)
        if self.accept("="):
            return token.text, self.assignment()
        if kind == "const":
            raise ScriptSyntaxError(f"const {token.text} has no value", token.offset)
        return token.text, None

    def _declare(self, kind: str, name: str, offset: int) -> None:
        function = self._functions[-1]
        twice = ScriptSyntaxError(f"{name} is declared twice", offset)
        if kind == "var":
            if any(name in names.lexical for names in function.blocks):
                raise twice
            for names in function.blocks:
                names.passing.add(name)
            function.variables.append(name)
            return
        if name == "let":
            raise ScriptSyntaxError("let cannot be a name here", offset)
        names = function.blocks[-1]
        outermost = len(function.blocks) == 1
        if (
            name in names.lexical
            or name in names.passing
            or (outermost and name in function.parameters)
        ):
            raise twice
        names.lexical.append(name)
