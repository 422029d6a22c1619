"""A zowe.yaml as a tree in which every value is the text that stands in the file.

PyYAML's node graph is used as it is: ``volume: 012345`` stays ``012345`` and never becomes a
number, every node knows its line, and aliases are shared rather than copied, so that no input
can expand beyond its own size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from zwe_vsam.config.source import ConfigSource
from zwe_vsam.errors import Origin, Problem

_NULL = "tag:yaml.org,2002:null"
_MERGE = "tag:yaml.org,2002:merge"
MAXIMUM_DEPTH = 100
"""Levels of nesting; beyond it a text is no configuration, and the reader's stack is at risk."""

_DEEP = re.compile(rf"(?:^|[\n\r\x85\u2028\u2029\ufeff])[ ?:-]{{{MAXIMUM_DEPTH // 4}}}")
"""A line, by any of YAML's line breaks, that stands far to the right or begins many lists."""

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Value(NamedTuple):
    """A scalar as it stands in the file."""

    text: str
    origin: Origin


class Document:
    """One parsed configuration text."""

    def __init__(self, source: ConfigSource) -> None:
        """Parse. Raises Problem ZWEL0140E where the text is not a YAML mapping."""
        self.name = source.name
        self._root = _compose(source)

    def find(self, path: tuple[str, ...]) -> tuple[yaml.Node | None, Origin]:
        """The node at ``path``, and its origin: of the deepest ancestor there is, without it."""
        node: yaml.Node = self._root
        line: int | None = None
        for depth, part in enumerate(path):
            entry = self._entry(node, part, path[: depth + 1])
            if entry is None:
                return None, Origin(self.name, line, ".".join(path))
            key, node = entry
            line = key.start_mark.line + 1
        return node, Origin(self.name, line, ".".join(path))

    def value(self, path: tuple[str, ...]) -> Value | None:
        """The scalar at ``path``; None where it is missing, null or an empty string.

        Raises Problem ZWV231E where a mapping or a list stands there.
        """
        node, origin = self.find(path)
        if node is None or _is_nothing(node):
            return None
        if not isinstance(node, yaml.ScalarNode):
            raise _wrong_kind(node, origin, "one value is due")
        return Value(node.value, origin)

    def lines(self, path: tuple[str, ...]) -> tuple[Value, ...]:
        """The lines of a scalar, or of a list of scalars, each with its own origin."""
        node, origin = self.find(path)
        if node is None or _is_nothing(node):
            return ()
        if isinstance(node, yaml.SequenceNode):
            return tuple(self._items(node, origin))
        if not isinstance(node, yaml.ScalarNode):
            raise _wrong_kind(node, origin, "text or a list of lines is due")
        return tuple(_split(node, origin))

    def _items(self, node: yaml.SequenceNode, origin: Origin) -> Iterator[Value]:
        for item in node.value:
            here = origin._replace(line=item.start_mark.line + 1)
            if not isinstance(item, yaml.ScalarNode):
                raise _wrong_kind(item, here, "a line of text is due")
            if not _is_nothing(item):
                yield from _split(item, here)

    def _entry(
        self, node: yaml.Node, part: str, path: tuple[str, ...]
    ) -> tuple[yaml.Node, yaml.Node] | None:
        """The key and value nodes of ``part``; a key of the mapping itself beats a merged one."""
        if not isinstance(node, yaml.MappingNode):
            return None
        own = [(key, value) for key, value in node.value if _is_key(key, part)]
        if len(own) > 1:
            first, second = (key.start_mark.line + 1 for key, _ in own[:2])
            raise Problem(
                "ZWV231E",
                f"{'.'.join(path)} is there twice: on line {first} and on line {second}",
                origin=Origin(self.name, second, ".".join(path)),
                remedy="Keep one of them.",
            )
        if own:
            return own[0]
        return _merged_entry(node, part)


def _merged_entry(node: yaml.MappingNode, part: str) -> tuple[yaml.Node, yaml.Node] | None:
    """Look through merge keys (``<<``), depth first, however long their chain is.

    Each mapping is looked at once, which ends one that merges itself.
    """
    seen: set[int] = set()
    waiting = _merged(node)
    while waiting:
        source = waiting.pop()
        if not isinstance(source, yaml.MappingNode) or id(source) in seen:
            continue
        seen.add(id(source))
        for key, value in source.value:
            if _is_key(key, part):
                return key, value
        waiting += _merged(source)
    return None


def _merged(node: yaml.MappingNode) -> list[yaml.Node]:
    """What the merge keys of ``node`` name, the last first."""
    found: list[yaml.Node] = []
    for key, value in node.value:
        if key.tag == _MERGE:
            found += value.value if isinstance(value, yaml.SequenceNode) else [value]
    return found[::-1]


def _split(node: yaml.ScalarNode, origin: Origin) -> Iterator[Value]:
    """The lines of a text. Only in a block scalar (``|``) is each a line of the file, too."""
    is_block = node.style == "|"
    first = node.start_mark.line + (2 if node.style in ("|", ">") else 1)
    for index, text in enumerate(node.value.split("\n")):
        yield Value(text, origin._replace(line=first + index if is_block else first))


def _is_key(node: yaml.Node, part: str) -> bool:
    return isinstance(node, yaml.ScalarNode) and bool(node.value == part) and node.tag != _MERGE


def _is_nothing(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and (node.tag == _NULL or not str(node.value).strip())


def _wrong_kind(node: yaml.Node, origin: Origin, due: str) -> Problem:
    found = "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"
    return Problem(
        "ZWV231E",
        f"{origin.key} holds {found} where {due}",
        origin=origin,
        remedy="Check the indentation of the lines below it.",
    )


def _compose(source: ConfigSource) -> yaml.MappingNode:
    try:
        _check_depth(source)
        root = yaml.compose(source.text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _syntax_problem(source, error) from error
    if root is None:
        raise Problem(
            "ZWEL0140E",
            "the file is empty",
            origin=Origin(source.name),
            remedy="Check that -c names a zowe.yaml.",
        )
    if not isinstance(root, yaml.MappingNode):
        raise Problem(
            "ZWEL0140E",
            "it does not hold keys and values",
            origin=Origin(source.name, root.start_mark.line + 1),
            remedy="Check that -c names a zowe.yaml.",
        )
    return root


def _check_depth(source: ConfigSource) -> None:
    """Refuse a text that nests too deeply; the events are read only where that could be.

    A block collection stands at least one column right of the one around it, or is a list at the
    column of its key, so shallow indentation and few brackets prove shallow nesting.
    """
    brackets = source.text.count("[") + source.text.count("{")
    if brackets < MAXIMUM_DEPTH // 2 and not _DEEP.search(source.text):
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
                f"values are nested more than {MAXIMUM_DEPTH} deep",
                origin=Origin(source.name, event.start_mark.line + 1 if event.start_mark else None),
                remedy="Check that -c names a zowe.yaml.",
            )


def _syntax_problem(source: ConfigSource, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error).partition("\n")[0]
    line = mark.line + 1 if mark else None
    column = mark.column + 1 if mark else None
    if isinstance(error, yaml.reader.ReaderError):
        what = "it holds a control character"
        found = yaml.reader.Reader.NON_PRINTABLE.search(source.text)
        if found:
            line = source.text.count("\n", 0, found.start()) + 1
    return Problem(
        "ZWEL0140E",
        f"not valid YAML: {what}",
        origin=Origin(source.name, line, column=column),
        remedy="Mend the file there; indent with blanks, never with tabs.",
    )
