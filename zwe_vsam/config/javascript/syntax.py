"""Tokens -> a tree: the expressions.

Source: ECMAScript, "Expressions". Zowe's QuickJS (version 2021-03-27) differs in one point that
Zowe's own defaults.yaml needs: an arrow function may be called, or followed by an operator, where
it is written: ``() => { … }()``. It is accepted only as the first operand of an expression.
"""

from __future__ import annotations

from zwe_vsam.config.javascript.cursor import RESERVED, Cursor
from zwe_vsam.config.javascript.errors import ScriptSyntaxError
from zwe_vsam.config.javascript.nodes import (
    Arrow,
    Assign,
    Binary,
    Block,
    Call,
    Chain,
    Comma,
    Condition,
    ListLiteral,
    Literal,
    Logical,
    Member,
    Name,
    Node,
    ObjectLiteral,
    Regexp,
    Return,
    Spread,
    Template,
    Unary,
)
from zwe_vsam.config.javascript.refusals import refusal
from zwe_vsam.config.javascript.regexp import compiled
from zwe_vsam.config.javascript.tokens import Token

_LEVELS = (
    ("|",),
    ("^", "^^"),
    ("&",),
    ("==", "!=", "===", "!=="),
    ("<", ">", "<=", ">=", "in", "instanceof"),
    ("<<", ">>", ">>>"),
    ("+", "-"),
    ("*", "/", "%"),
)
_LEVEL = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}
_UNARY = ("-", "+", "!", "~", "typeof", "void")
_ASSIGNMENTS = frozenset(
    ("=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "^^=",
     "&&=", "||=", "??=")
)  # fmt: skip
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


class ExpressionParser(Cursor):
    """Recursive descent. `statements.Parser` adds the statements."""

    def body(self, parameters: frozenset[str]) -> tuple[Block, tuple[str, ...]]:
        """The block of a function after its brace, and the names that ``var`` declares."""
        raise NotImplementedError

    def expression(self) -> Node:
        """``a, b``"""
        node = self.assignment()
        while self.accept(","):
            node = Comma(node, self.assignment())
        return node

    def assignment(self) -> Node:
        """An expression without a comma."""
        self.deeper()
        node = self.condition()
        if self.next.kind == "mark" and self.next.text in _ASSIGNMENTS:
            node = self._assign(node)
        self.depth -= 1
        return node

    def _assign(self, target: Node) -> Node:
        if isinstance(target, Member):
            raise refusal("changes", "a change of a value is not supported", self.next.offset)
        if isinstance(target, ListLiteral | ObjectLiteral):
            raise refusal("patterns", "a pattern is not supported", self.next.offset)
        if not isinstance(target, Name):
            raise ScriptSyntaxError("nothing can be assigned to this", self.next.offset)
        operator = self.advance().text[:-1]
        return Assign(target.name, operator, self.assignment(), target.offset)

    def condition(self) -> Node:
        """``a ? b : c``"""
        node = self.coalesce()
        if self.accept("?"):
            then = self.assignment()
            self.expect(":")
            node = Condition(node, then, self.assignment())
        return node

    def coalesce(self) -> Node:
        """``a ?? b``, which takes no ``||`` and ``&&`` without parentheses."""
        node = self.logical("||", arrow=True)
        while self.accept("??"):
            node = Logical("??", node, self.binary(0, arrow=False))
        return node

    def logical(self, operator: str, *, arrow: bool) -> Node:
        """``a || b`` or ``a && b``"""

        def operand(*, arrow: bool) -> Node:
            if operator == "||":
                return self.logical("&&", arrow=arrow)
            return self.binary(0, arrow=arrow)

        node = operand(arrow=arrow)
        if self.sees(operator):
            while self.accept(operator):
                node = Logical(operator, node, operand(arrow=False))
            if self.sees("??"):
                raise ScriptSyntaxError(
                    f"?? and {operator} need parentheses between them", self.next.offset
                )
        return node

    def binary(self, level: int, *, arrow: bool) -> Node:
        """Operators of ``level`` and tighter, from left to right."""
        node = self.unary(arrow=arrow)
        while (operator_level := self._level()) >= level:
            token = self.advance()
            if token.text == "instanceof":
                raise refusal("objects", "instanceof is not supported", token.offset)
            right = self.binary(operator_level + 1, arrow=False)
            node = Binary(token.text, node, right, token.offset)
        return node

    def _level(self) -> int:
        return _LEVEL.get(self.next.text, -1) if self.next.kind in ("mark", "name") else -1

    def unary(self, *, arrow: bool, power: bool = True) -> Node:
        """``-a``, ``a ** b`` (with ``power``), or a value."""
        if self.sees(*_UNARY):
            self.deeper()
            token = self.advance()
            node: Node = Unary(token.text, self.unary(arrow=False, power=False), token.offset)
            self.depth -= 1
            if self.sees("**"):
                raise ScriptSyntaxError(f"{token.text} before ** needs parentheses", token.offset)
            return node
        if self.sees("++", "--", "delete"):
            raise refusal("changes", f"{self.next.text} is not supported", self.next.offset)
        node = self.postfix(arrow=arrow)
        if self.sees("++", "--") and not self.next.after_line:
            raise refusal("changes", f"{self.next.text} is not supported", self.next.offset)
        if power and self.sees("**"):
            self.deeper()
            token = self.advance()
            node = Binary("**", node, self.unary(arrow=False), token.offset)
            self.depth -= 1
        return node

    def postfix(self, *, arrow: bool) -> Node:
        """A value with its members and calls."""
        node = self.primary(arrow=arrow)
        chained = False
        while True:
            optional = self.accept("?.")
            chained = chained or optional is not None
            token = self.next
            if self.accept("["):
                key = self.expression()
                self.expect("]")
                node = Member(node, key, optional is not None, token.offset)
            elif self.accept("("):
                node = Call(node, self.arguments(), optional is not None, token.offset)
            elif optional or self.accept("."):
                if self.next.kind != "name":
                    self.unexpected()
                name = self.advance()
                node = Member(node, Literal(name.text), optional is not None, name.offset)
            elif self.sees("`"):
                raise refusal("statements", "a tagged template is not supported", token.offset)
            else:
                return Chain(node) if chained else node

    def arguments(self) -> tuple[Node, ...]:
        """Arguments after the opening parenthesis."""
        return self._items(")", "functions")

    def _items(self, close: str, hole: str) -> tuple[Node, ...]:
        items: list[Node] = []
        while not self.accept(close):
            if spread := self.accept("..."):
                items.append(Spread(self.assignment(), spread.offset))
            elif self.sees(",") and hole == "holes":
                raise refusal("holes", "a list item is missing", self.next.offset)
            else:
                items.append(self.assignment())
            if not self.sees(close):
                self.expect(",")
        return tuple(items)

    def primary(self, *, arrow: bool) -> Node:
        """A literal, a name, a list, an object, or an expression in parentheses."""
        token = self.next
        if token.kind in ("number", "string"):
            self.advance()
            return Literal(token.value)
        if token.kind == "name":
            return self._name(arrow=arrow)
        if token.text == "(" and token.kind == "mark":
            return self._parenthesis(arrow=arrow)
        if self.accept("["):
            return ListLiteral(self._items("]", "holes"))
        if self.accept("{"):
            return self._object(token)
        if self.sees("`"):
            return self._template()
        if self.sees("/", "/="):
            pattern, flags, end = self.lexer.regular_expression(token.offset)
            self.go(end)
            # Also where it is never evaluated: it may be an error that ends the whole script.
            compiled(pattern, flags, token.offset)
            return Regexp(pattern, flags, token.offset)
        raise self.error()

    def _name(self, *, arrow: bool) -> Node:
        token = self.next
        if token.text in _CONSTANTS:
            self.advance()
            return Literal(_CONSTANTS[token.text])
        if token.text in RESERVED:
            self.unexpected()
        following = self.peek()
        if (
            token.text == "async"
            and not following.after_line
            and (following.text == "(" or following.kind == "name")
        ):
            raise refusal("statements", "async is not supported", token.offset)
        self.advance()
        if following.text == "=>" and following.kind == "mark" and not following.after_line:
            if not arrow:
                self.unexpected()
            return self._arrow((token.text,), "", token)
        return Name(token.text, token.offset)

    def _parenthesis(self, *, arrow: bool) -> Node:
        token, end = self.next, self.end
        parameters = self._parameters() if arrow else None
        if parameters is not None:
            return self._arrow(*parameters, token)
        self.back(token, end)
        self.advance()
        if self.sees(")"):
            self.advance()
            self.unexpected()
        node = self.expression()
        self.expect(")")
        if self.sees("=>"):
            if not arrow:
                self.unexpected()
            raise refusal("functions", "parameters can only be plain names here", token.offset)
        return node

    def _parameters(self) -> tuple[tuple[str, ...], str] | None:
        """The names of ``(a, b, ...rest) =>``; None if it is something else."""
        self.expect("(")
        names: list[str] = []
        rest = ""
        while not self.sees(")"):
            spread = self.accept("...")
            if self.next.kind != "name" or self.next.text in RESERVED:
                return None
            name = self.advance().text
            if spread:
                rest = name
                break
            names.append(name)
            if not self.accept(","):
                break
        if not self.accept(")") or not self.sees("=>") or self.next.after_line:
            return None
        return tuple(names), rest

    def _arrow(self, names: tuple[str, ...], rest: str, start: Token) -> Node:
        self.expect("=>")
        everything = [*names, rest] if rest else list(names)
        if len(set(everything)) != len(everything):
            raise ScriptSyntaxError("two parameters have the same name", start.offset)
        variables: tuple[str, ...] = ()
        body: Node
        self.deeper()
        if self.accept("{"):
            body, variables = self.body(frozenset(everything))
        else:
            body = Return(self.assignment())
        self.depth -= 1
        return Arrow(names, rest, body, variables, self.source[start.offset : self.end])

    def _object(self, start: Token) -> Node:
        properties: list[tuple[Node | None, Node]] = []
        while not self.accept("}"):
            if spread := self.accept("..."):
                properties.append((None, Spread(self.assignment(), spread.offset)))
            else:
                properties.append(self._property())
            if not self.sees("}"):
                self.expect(",")
        return ObjectLiteral(tuple(properties), start.offset)

    def _property(self) -> tuple[Node, Node]:
        token = self.next
        key: Node
        if self.accept("["):
            key = self.assignment()
            self.expect("]")
        elif token.kind in ("number", "string"):
            self.advance()
            key = Literal(token.value)
        elif token.kind == "name":
            self.advance()
            key = Literal(token.text)
            if self.sees(",", "}"):
                if token.text in RESERVED:
                    self.unexpected()
                return key, Name(token.text, token.offset)
            if not self.sees(":") and (self.sees("(") or token.text in ("get", "set", "async")):
                raise refusal("objects", "a method is not supported", token.offset)
        else:
            self.unexpected()
        if token.text == "__proto__":
            raise refusal("prototypes", "__proto__ is not supported", token.offset)
        if self.sees("("):
            raise refusal("objects", "a method is not supported", token.offset)
        self.expect(":")
        return key, self.assignment()

    def _template(self) -> Node:
        start = self.next
        texts, parts = [], []
        at = start.end
        while True:
            text, at, goes_on = self.lexer.template(at)
            texts.append(text)
            if not goes_on:
                break
            self.go(at)
            parts.append(self.expression())
            if not self.sees("}"):
                self.unexpected()
            at = self.next.end
        self.go(at)
        return Template(tuple(texts), tuple(parts), start.offset)
