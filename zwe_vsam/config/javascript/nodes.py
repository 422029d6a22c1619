"""The tree of a script. ``offset`` is 0-based in the source."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Literal(NamedTuple):
    """A text, number, true, false or null."""

    value: str | float | bool | None


class Template(NamedTuple):
    """Texts and the expressions between them; one text more than expressions."""

    texts: tuple[str, ...]
    parts: tuple[Node, ...]
    offset: int


class Regexp(NamedTuple):
    """``/pattern/flags``"""

    pattern: str
    flags: str
    offset: int


class Name(NamedTuple):
    """A variable, or a top-level key of the configuration."""

    name: str
    offset: int


class Member(NamedTuple):
    """``owner.key`` (the key is a Literal), ``owner[key]``, ``owner?.key``."""

    owner: Node
    key: Node
    optional: bool
    offset: int


class Call(NamedTuple):
    """``callee(arguments)``, ``callee?.(arguments)``"""

    callee: Node
    arguments: tuple[Node, ...]
    optional: bool
    offset: int


class Chain(NamedTuple):
    """The extent of ``?.``: undefined as a whole where a link is missing."""

    node: Node


class Unary(NamedTuple):
    """``- + ! ~ typeof void``"""

    operator: str
    operand: Node
    offset: int


class Binary(NamedTuple):
    """An operator that takes both values."""

    operator: str
    left: Node
    right: Node
    offset: int


class Logical(NamedTuple):
    """``|| && ??``"""

    operator: str
    left: Node
    right: Node


class Condition(NamedTuple):
    """``test ? then : otherwise``"""

    test: Node
    then: Node
    otherwise: Node


class Comma(NamedTuple):
    """``a, b``"""

    left: Node
    right: Node


class Spread(NamedTuple):
    """``...value`` in a list, an object or arguments."""

    value: Node
    offset: int


class ListLiteral(NamedTuple):
    """``[a, b]``"""

    items: tuple[Node, ...]


class ObjectLiteral(NamedTuple):
    """``{key: value, ...others}``; a Spread has no key."""

    properties: tuple[tuple[Node | None, Node], ...]
    offset: int


class Assign(NamedTuple):
    """``name = value``; ``operator`` is empty or the one before the ``=``."""

    name: str
    operator: str
    value: Node
    offset: int


class Arrow(NamedTuple):
    """``(a, b, ...rest) => body``"""

    parameters: tuple[str, ...]
    rest: str
    body: Node
    variables: tuple[str, ...]
    """Names that ``var`` declares anywhere in the body."""
    text: str
    """The source of the function, which is its value as text."""


class Declaration(NamedTuple):
    """``let a = 1, b``"""

    kind: str
    names: tuple[tuple[str, Node | None], ...]
    offset: int


class Block(NamedTuple):
    """Statements with their own ``let`` and ``const``."""

    statements: tuple[Node, ...]
    names: tuple[str, ...]


class If(NamedTuple):
    """``if (test) then else otherwise``"""

    test: Node
    then: Node
    otherwise: Node | None


class Return(NamedTuple):
    """``return value``"""

    value: Node | None


class Expression(NamedTuple):
    """An expression as a statement."""

    value: Node


Node: TypeAlias = (
    Literal
    | Template
    | Regexp
    | Name
    | Member
    | Call
    | Chain
    | Unary
    | Binary
    | Logical
    | Condition
    | Comma
    | Spread
    | ListLiteral
    | ObjectLiteral
    | Assign
    | Arrow
    | Declaration
    | Block
    | If
    | Return
    | Expression
)


def path_of(node: Node) -> str:
    """``node`` as a path of names; empty if it is anything else."""
    names: list[str] = []
    while isinstance(node, Member | Chain):
        if isinstance(node, Chain):
            node = node.node
            continue
        if not isinstance(node.key, Literal):
            return ""
        key = node.key.value
        if isinstance(key, str):
            names.append(key)
        elif isinstance(key, float) and key.is_integer():
            names.append(str(int(key)))
        else:
            return ""
        node = node.owner
    if not isinstance(node, Name):
        return ""
    names.append(node.name)
    return ".".join(reversed(names))
