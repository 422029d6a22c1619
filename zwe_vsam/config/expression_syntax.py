"""The grammar of the expressions in ``${{ }}``: text -> tokens -> a tree.

This is the part of JavaScript (ECMAScript, "Expressions") that configurations use: references
with ``.``, ``?.`` and ``['key']``, strings, numbers, ``true``, ``false``, ``null``,
``undefined``, ``! || && ??``, comparisons, ``+``, ``? :``, parentheses, and the function of no
arguments that is called where it is written, as Zowe's own defaults.yaml has it for
``zowe.setup.vsam.name``. What is not understood is an error that names the place and the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

MAXIMUM_NESTING = 25
"""Levels of parentheses, brackets and conditions; what people write has two or three."""


class ExpressionError(ValueError):
    """An expression that cannot be evaluated."""

    def __init__(self, what: str, offset: int) -> None:
        super().__init__(what)
        self.what = what
        self.offset = offset
        """0-based, in the whole text of the value."""


class Source(NamedTuple):
    """An expression without its braces, and where in the value it begins."""

    text: str
    offset: int


class Literal(NamedTuple):
    """A string; or a number, ``true``, ``false``, ``null``, ``undefined`` as a word."""

    text: str
    is_string: bool


class Step(NamedTuple):
    """One step of a reference: into a key, and whether its owner may be missing."""

    key: Node
    optional: bool
    offset: int


class Reference(NamedTuple):
    """A path into the configuration; the first step is its root."""

    steps: tuple[Step, ...]


class Not(NamedTuple):
    """``!``"""

    operand: Node


class Operand(NamedTuple):
    """What follows an operator."""

    operator: str
    node: Node
    offset: int
    """Of the operator."""


class Chain(NamedTuple):
    """Operators of one level, evaluated from left to right."""

    first: Node
    others: tuple[Operand, ...]


class Condition(NamedTuple):
    """``test ? then : otherwise``, or the statement ``if``."""

    test: Node
    then: Node
    otherwise: Node


class Return(NamedTuple):
    """The statement ``return``."""

    value: Node


class Block(NamedTuple):
    """Statements, of which the first that returns is the last."""

    statements: tuple[Node, ...]


class Call(NamedTuple):
    """A function that is called where it is written."""

    body: Block


Node: TypeAlias = Literal | Reference | Not | Chain | Condition | Return | Block | Call

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?![\w$.]))|(?P<name>[A-Za-z_$][\w$]*)"
    r"|(?P<string>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")"
    r"|(?P<mark>=>|===|!==|==|!=|<=|>=|\|\||&&|\?\?|\?\.|[()\[\]{}.,;:?!<>+]))",
    re.ASCII,
)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
_LITERALS = ("true", "false", "null", "undefined")
_RESERVED = re.compile(
    "await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|"
    "extends|finally|for|function|if|import|in|instanceof|let|new|return|super|switch|this|throw|"
    "try|typeof|var|void|while|with|yield"
)
"""Words of the language that name no key of the configuration."""
_LEVELS = (("??",), ("||",), ("&&",), ("===", "!==", "==", "!="), ("<=", ">=", "<", ">"), ("+",))
"""Binary operators, the loosest first."""
_LEVEL = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}


class _Token(NamedTuple):
    kind: str
    text: str
    offset: int


def parse(source: Source) -> Node:
    """The tree of an expression. Raises ExpressionError."""
    return _Parser(source).whole()


def stands_alone(source: Source) -> bool:
    """Whether text beside an expression leaves its meaning: no loose operator outside brackets.

    Zowe's configuration manager joins the parts of a value with ``+`` and puts no parentheses
    round them, so ``A.${{ x || 'B' }}`` is ``"A." + x || 'B'`` to it.
    """
    depth = 0
    for token in _tokens(source):
        if token.kind == "mark" and token.text in "([{":
            depth += 1
        elif token.kind == "mark" and token.text in ")]}":
            depth -= 1
        elif not depth and (token.text == "?" or (token.text in _LEVEL and token.text != "+")):
            return False
    return True


def _tokens(source: Source) -> list[_Token]:
    found, at = [], 0
    end = len(source.text.rstrip())
    while at < end:
        match = _TOKEN.match(source.text, at)
        if match is None:
            rest = source.text[at:].lstrip()
            raise _not_understood(rest, source.offset + len(source.text) - len(rest))
        kind = match.lastgroup or ""
        found.append(_Token(kind, match[kind], source.offset + match.start(kind)))
        at = match.end()
    found.append(_Token("end", "", source.offset + end))
    return found


def _not_understood(text: str, offset: int) -> ExpressionError:
    shown = (text if len(text) <= 24 else f"{text[:20]}...").strip().replace("\n", " ")
    return ExpressionError(f"not understood: {shown}" if shown else "it ends too early", offset)


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.tokens = _tokens(source)
        self.at = 0
        self.depth = 0
        self.logical = ""
        """Which of ``??`` and ``||`` the expression has so far."""

    def whole(self) -> Node:
        node = self.expression()
        if self.next.kind != "end":
            raise self.error()
        return node

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def error(self, token: _Token | None = None) -> ExpressionError:
        offset = (token or self.next).offset
        return _not_understood(self.source.text[offset - self.source.offset :], offset)

    def accept(self, *texts: str) -> _Token | None:
        token = self.next
        if token.text in texts and token.kind in ("mark", "name"):
            self.at += 1
            return token
        return None

    def expect(self, text: str) -> _Token:
        token = self.accept(text)
        if token is None:
            raise self.error()
        return token

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAXIMUM_NESTING:
            raise ExpressionError("nested too deeply", self.next.offset)

    def expression(self) -> Node:
        self.deeper()
        outer, self.logical = self.logical, ""
        node = self.binary(0)
        if self.accept("?"):
            then = self.expression()
            self.expect(":")
            node = Condition(node, then, self.expression())
        self.logical = outer
        self.depth -= 1
        return node

    def binary(self, level: int) -> Node:
        """Operators of ``level`` and tighter, each level from left to right."""
        node = self.unary()
        while (found := self.operator(level)) is not None:
            others = []
            while self.next.kind == "mark" and self.next.text in _LEVELS[found]:
                self.check_logical()
                token = self.expect(self.next.text)
                others.append(Operand(token.text, self.binary(found + 1), token.offset))
            node = Chain(node, tuple(others))
        return node

    def check_logical(self) -> None:
        """``??`` does not mix with ``||`` or ``&&`` without parentheses."""
        group = {"??": "??", "||": "||", "&&": "||"}.get(self.next.text, "")
        if group and self.logical not in ("", group):
            raise self.error()
        self.logical = group or self.logical

    def operator(self, level: int) -> int | None:
        """The level of the operator that comes next, if it is one of ``level`` or tighter."""
        if self.next.kind != "mark":
            return None
        found = _LEVEL.get(self.next.text)
        return found if found is not None and found >= level else None

    def unary(self) -> Node:
        negations = 0
        while self.accept("!"):
            negations += 1
        node = self.primary()
        for _ in range(negations % 2 or 2 * bool(negations)):
            node = Not(node)
        return node

    def primary(self) -> Node:
        token = self.next
        if token.kind == "mark" and token.text == "(":
            return self.parenthesis()
        if token.kind == "string":
            self.at += 1
            return Literal(self.string(token), is_string=True)
        if token.kind == "number" or (token.kind == "name" and token.text in _LITERALS):
            self.at += 1
            return Literal(token.text, is_string=False)
        if token.kind == "name" and not _RESERVED.fullmatch(token.text):
            self.at += 1
            return self.reference(token)
        raise self.error()

    def string(self, token: _Token) -> str:
        def character(match: re.Match[str]) -> str:
            if match[1] in "ux0123456789":
                raise self.error(token)
            return _ESCAPED.get(match[1], match[1])

        return _ESCAPE.sub(character, token.text[1:-1])

    def reference(self, root: _Token) -> Node:
        steps = [Step(Literal(root.text, is_string=True), optional=False, offset=root.offset)]
        while True:
            optional = self.accept("?.")
            start = optional or self.next
            if self.accept("["):
                key = self.expression()
                self.expect("]")
            elif (optional or self.accept(".")) and self.next.kind == "name":
                key = Literal(self.next.text, is_string=True)
                self.at += 1
            elif optional or start.text in (".", "("):
                raise self.error(root if start.text == "(" else start)
            else:
                return Reference(tuple(steps))
            steps.append(Step(key, optional is not None, start.offset))

    def parenthesis(self) -> Node:
        """``( expression )``, ``() => body`` called at once, or ``(() => body)()``."""
        opening = self.expect("(")
        if self.accept(")"):
            body = self.function()
            self.expect("(")
            self.expect(")")
            return Call(body)
        if self.is_function():
            self.expect("(")
            self.expect(")")
            body = self.function()
            called = self.accept("(")
            if called:
                self.expect(")")
            self.expect(")")
            if not called:
                self.expect("(")
                self.expect(")")
            return Call(body)
        node = self.expression()
        self.expect(")")
        if self.next.text in (".", "?.", "[", "(") and self.next.kind == "mark":
            raise self.error(opening)
        return node

    def is_function(self) -> bool:
        texts = [token.text for token in self.tokens[self.at : self.at + 3]]
        return texts == ["(", ")", "=>"]

    def function(self) -> Block:
        self.expect("=>")
        if self.accept("{"):
            return self.block()
        return Block((Return(self.expression()),))

    def block(self) -> Block:
        """Statements up to the closing brace: ``if``, ``else``, ``return`` and nested blocks."""
        statements: list[Node] = []
        while not self.accept("}"):
            if not self.accept(";"):
                statements.append(self.statement())
        return Block(tuple(statements))

    def statement(self) -> Node:
        self.deeper()
        node = self.one_statement()
        self.depth -= 1
        return node

    def one_statement(self) -> Node:
        if self.accept("return"):
            bare = self.next.text in (";", "}")
            return Return(Literal("undefined", is_string=False) if bare else self.expression())
        if self.accept("{"):
            return self.block()
        self.expect("if")
        self.expect("(")
        test = self.expression()
        self.expect(")")
        then = Block((self.statement(),))
        self.accept(";")
        otherwise = Block((self.statement(),) if self.accept("else") else ())
        return Condition(test, then, otherwise)
