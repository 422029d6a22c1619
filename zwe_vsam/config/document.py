"""A parsed YAML text, with the line of every key and the text of every value as written.

The tree is PyYAML's graph of nodes. It shares the node of an alias instead of copying it, so that
no input expands beyond its own size.
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import yaml

from zwe_vsam.config.source import ConfigSource
from zwe_vsam.errors import Origin, Problem

_NULL = "tag:yaml.org,2002:null"
_MERGE = "tag:yaml.org,2002:merge"
MAXIMUM_DEPTH = 100
"""The most levels of nesting. A deeper text is no configuration, and can exhaust the stack."""

NOT_EVALUATED = (
    "Write the expression on the line of the key, in double quotes. Zowe evaluates ${{ }} only in "
    "plain and double-quoted values."
)
"""The remedy for expressions that Zowe does not evaluate."""

_INDENT = MAXIMUM_DEPTH // 4
"""The fewest characters of indentation, and of lists in one line, that can be too deep."""
_AS_BLANKS = {ord(mark): " " for mark in "?:-"}
_DEEP = rf"(?:^|[\n\r\x85\u2028\u2029\ufeff])[ ?:-]{{{_INDENT}}}"
"""The beginning of a line, after any of YAML's line breaks, with much indentation or many lists."""

LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""YAML 1.1's line breaks."""

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Value(NamedTuple):
    """A scalar: the text in the file, or the result of its expression."""

    text: str
    origin: Origin
    column: int = 0
    """1-based, of the scalar's first character; 0 if it is on another line than the origin."""


KeyAndValue: TypeAlias = "tuple[yaml.Node, yaml.Node]"
"""Key and value of a mapping."""


class Document:
    """One parsed configuration text."""

    def __init__(self, source: ConfigSource) -> None:
        """Parse. Raises Problem ZWEL0140E where the text is not a YAML mapping."""
        self.name = source.name
        self.text = source.text
        self.root: yaml.MappingNode = _compose(source)
        self._indexes: dict[int, dict[str, list[KeyAndValue]]] = {}

    def entries(self, node: yaml.Node, name: str) -> Sequence[KeyAndValue]:
        """The key and value nodes of ``name`` in a mapping; several if it is written twice."""
        return self._own(node).get(name, ())

    def merged(self, node: yaml.Node) -> dict[str, KeyAndValue]:
        """The entries that the merge keys (``<<``) of a mapping name."""
        entries: dict[str, KeyAndValue] = {}
        for source in _sources(node):
            for name, own in self._own(source).items():
                entries.setdefault(name, own[0])
        return entries

    def merge_key(self, node: yaml.Node) -> int | None:
        """The line of a mapping's merge key (``<<``); None without one."""
        keys = [key for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
        return next((key.start_mark.line + 1 for key in keys if key.tag == _MERGE), None)

    def keys(self, node: yaml.Node) -> Iterable[str]:
        """The keys of a mapping in the file's order."""
        return self._own(node)

    def column(self, node: yaml.Node, line: int | None, after: int = -1) -> int:
        """The column of a scalar's first character, if it stands on ``line``; 0 otherwise.

        A scalar before the index ``after`` of the text is the value of an alias: 0, too.
        """
        mark = node.start_mark
        if mark.line + 1 != line or mark.index < after or not isinstance(node, yaml.ScalarNode):
            return 0
        return 0 if node.style in ("|", ">") else int(mark.column) + 1 + bool(node.style)

    def position(self, node: yaml.ScalarNode, offset: int) -> tuple[int, int | None]:
        """Line and column in the file of the character at ``offset`` in the scalar's text.

        The column is None where the file writes the text in another way (escapes, folding).
        """
        start, end = node.start_mark.index, node.end_mark.index
        raw = self.text[start:end]
        line_start = node.value.rfind("\n", 0, offset) + 1
        line = node.value[line_start:].partition("\n")[0]
        if raw.count(line) != 1:
            return node.start_mark.line + 1, None
        at = raw.index(line)
        breaks = list(LINE_BREAK.finditer(raw, 0, at))
        column = at - breaks[-1].end() if breaks else node.start_mark.column + at
        return node.start_mark.line + len(breaks) + 1, column + offset - line_start + 1

    def _own(self, node: yaml.Node) -> dict[str, list[KeyAndValue]]:
        """The entries of a mapping by key; several for a key that is written twice."""
        index = self._indexes.get(id(node))
        if index is None:
            index = self._indexes[id(node)] = {}
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
                        index.setdefault(key.value, []).append((key, value))
        return index


def _sources(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    """The mappings that merge keys (``<<``) name, directly or by way of others, depth first.

    Each comes once, so that a mapping that merges itself has an end.
    """
    visited: set[int] = set()
    waiting = _merged(node)
    while waiting:
        source = waiting.pop()
        if isinstance(source, yaml.MappingNode) and id(source) not in visited:
            visited.add(id(source))
            yield source
            waiting += _merged(source)


def _merged(node: yaml.Node) -> list[yaml.Node]:
    """The nodes that the merge keys of ``node`` name, the last first."""
    mappings: list[yaml.Node] = []
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.tag == _MERGE:
            mappings += value.value if isinstance(value, yaml.SequenceNode) else [value]
    return mappings[::-1]


def split(node: yaml.ScalarNode, text: str, origin: Origin) -> Iterator[Value]:
    """The lines of a text. In a block scalar (``|``), each has its own line of the file."""
    is_block = node.style == "|" and text == node.value
    first = node.start_mark.line + (2 if node.style in ("|", ">") else 1)
    for index, line in enumerate(text.split("\n")):
        yield Value(line, origin._replace(line=first + index if is_block else first))


def is_nothing(node: yaml.Node) -> bool:
    """Whether a value is null or empty, which counts as missing."""
    return isinstance(node, yaml.ScalarNode) and (node.tag == _NULL or not str(node.value).strip())


def is_null(node: yaml.Node) -> bool:
    """Whether a value is null: ``null``, ``~``, or, since Zowe 2.16, nothing at all."""
    return isinstance(node, yaml.ScalarNode) and bool(node.tag == _NULL)


def typed(node: yaml.ScalarNode) -> str | float | bool | None:
    """A scalar as Zowe types it (zowe-common-c, yaml2json.c).

    A plain scalar of digits only is a number, and ``true`` and ``false`` in three letter cases
    are booleans. Everything else is text, such as ``1.5``, ``-1`` and ``yes``.
    """
    text = str(node.value)
    if is_null(node):
        return None
    if not node.style:
        if text.isascii() and text.isdecimal():
            return float(text)
        if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
            return text[0] in "tT"
    return text


def is_expression(node: yaml.Node) -> bool:
    """Whether a value is an expression that Zowe evaluates: plain or double-quoted.

    Source: zowe-common-c, yaml2json.c. A block scalar is text. For single quotes see is_left_out.
    """
    return "${{" in _scalar_text(node) and getattr(node, "style", None) not in ("'", "|", ">")


def is_left_out(node: yaml.Node) -> bool:
    """Whether Zowe ignores the key of a value: an expression in single quotes (as above)."""
    return "${{" in _scalar_text(node) and getattr(node, "style", None) == "'"


def _scalar_text(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def left_out(origin: Origin) -> Problem:
    """The problem of a key that Zowe ignores: see is_left_out."""
    return Problem("ZWV2005E", key=origin.key, origin=origin)


def kind(node: yaml.Node) -> str:
    """The kind of a node: ``scalar``, ``list`` or ``mapping``."""
    if isinstance(node, yaml.ScalarNode):
        return "scalar"
    return "list" if isinstance(node, yaml.SequenceNode) else "mapping"


def wrong_kind(node: yaml.Node, origin: Origin, expected: str) -> Problem:
    """The problem of a mapping or a list that stands in the place of ``expected``."""
    return Problem("ZWV2003E", key=origin.key, kind=kind(node), expected=expected, origin=origin)


def _compose(source: ConfigSource) -> yaml.MappingNode:
    try:
        _check_depth(source)
        root = yaml.compose(source.text, Loader=_Loader)
    except yaml.YAMLError as error:
        # Not "from error": the text of ``error`` quotes the line, which can hold a password.
        from zwe_vsam.config import yaml_problems

        raise yaml_problems.problem_of(source, error) from None
    if root is None:
        raise Problem(
            "ZWEL0140E",
            reason="the file is empty",
            origin=Origin(source.name),
            remedy="Check that -c names a zowe.yaml.",
        )
    if not isinstance(root, yaml.MappingNode):
        raise Problem(
            "ZWEL0140E",
            reason="the file holds no keys and values",
            origin=Origin(source.name, root.start_mark.line + 1),
            remedy="Check that -c names a zowe.yaml.",
        )
    return root


def _check_depth(source: ConfigSource) -> None:
    """Raise Problem for a text with more than MAXIMUM_DEPTH levels.

    A block collection stands at least one column right of the one around it, or is a list at the
    column of its key. So little indentation and few brackets prove shallow nesting, and only other
    texts are parsed for it.
    """
    text = source.text
    brackets = text.count("[") + text.count("{")
    # Most texts hold no such run of characters anywhere: then no pattern has to be compiled.
    may_be_deep = " " * _INDENT in text.translate(_AS_BLANKS) and re.search(_DEEP, text)
    if brackets < MAXIMUM_DEPTH // 2 and not may_be_deep:
        return
    depth = 0
    for event in yaml.parse(source.text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAXIMUM_DEPTH:
            raise Problem(
                "ZWEL0140E",
                reason=f"values are nested more than {MAXIMUM_DEPTH} levels deep",
                origin=Origin(source.name, event.start_mark.line + 1 if event.start_mark else None),
                remedy="Check that -c names a zowe.yaml.",
            )
