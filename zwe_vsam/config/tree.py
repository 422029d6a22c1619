"""The documents of a configuration as one tree, merged by the rules of Zowe.

Sources: zowe-common-c, c/json.c, ``mergeJson1`` with ``JSON_MERGE_FLAG_CONCATENATE_ARRAYS``
(c/configmgr.c, ``cfgLoadConfiguration``), and c/yaml2json.c:

- mappings are merged key by key; the keys of the less important document come first;
- lists are concatenated, the items of the less important document first;
- anything else replaces what the less important documents have, also null and the empty text;
- an expression counts as a mapping during the merge. So it replaces a mapping of a more important
  document, too.

The merge copies nothing and reads nothing ahead: a node merges its children on the first call of
`Node.children`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import yaml

from zwe_vsam.config import document as yaml_text
from zwe_vsam.config.document import MAXIMUM_DEPTH, Document, KeyAndValue
from zwe_vsam.config.secrets import shown
from zwe_vsam.errors import Origin, Problem

Path: TypeAlias = "tuple[str, ...]"
"""The parts of a key. An item of a list is its index, such as ``0``."""
MAXIMUM_VALUES = 20_000
"""The most nodes below one key. A whole zowe.yaml has some hundreds; an alias bomb has no end."""


class MergedKey(Problem):
    """The problem of a key that only a merge key (``<<``) brings. Zowe does not see it."""


class Part(NamedTuple):
    """The value of a key in one document."""

    document: Document
    node: yaml.Node
    origin: Origin
    column: int = 0
    """1-based, of a scalar's first character; 0 if it is on another line than the origin."""


class Node:
    """A key or list item of the merged configuration."""

    __slots__ = ("_children", "_result", "failure", "is_expression", "kind", "names", "parts",
                 "position", "problem", "written")  # fmt: skip

    def __init__(
        self,
        names: Path,
        written: Sequence[Part],
        position: tuple[int, ...],
        problem: Problem | None = None,
    ) -> None:
        self.names = names
        """The parts of the key for messages. The last part of a list item is ``list[0]``."""
        self.written = tuple(written)
        """The values of the key in all documents, the most important first."""
        self.parts = in_effect(self.written)
        """The values in effect: mappings to merge, lists to join, or one scalar."""
        node = self.parts[0].node
        self.kind = yaml_text.kind(node)
        """The kind of the value as written: ``scalar``, ``list`` or ``mapping``."""
        self.is_expression = yaml_text.is_expression(node)
        """Whether the value in effect is an expression."""
        self.position = position
        """The place in the order in which Zowe evaluates expressions."""
        self.problem = problem
        """Why the value cannot be read, if it cannot."""
        self.failure: Problem | None = None
        """Why the expression has no result, if it has none."""
        self._result: Node | None = None
        self._children: dict[str, Node] | None = None

    @property
    def key(self) -> str:
        """The dotted key, without parts that can be a secret."""
        return shown(self.names)

    @property
    def origin(self) -> Origin:
        """The place of the value in effect."""
        return self.parts[0].origin

    def set_result(self, result: Node) -> None:
        """Set the result of the expression."""
        self._result = result

    def adopt(self, children: dict[str, Node]) -> None:
        """Set the children of a mapping or list that is the result of an expression."""
        self._children = children

    @property
    def effective(self) -> Node:
        """The node, or the result of its expression. Raises its problem or failure."""
        if self.problem:
            raise self.problem
        if self.failure:
            raise self.failure
        return self._result.effective if self._result else self

    def children(self) -> dict[str, Node]:
        """The children by name, in Zowe's order. Empty for a scalar.

        The children of a list are its items, named by their index.
        """
        if self._children is None:
            kind = self.kind
            if kind == "mapping":
                self._children = self._properties()
            else:
                self._children = self._items() if kind == "list" else {}
        return self._children

    def _properties(self) -> dict[str, Node]:
        names: dict[str, None] = {}
        for part in reversed(self.parts):
            names.update(dict.fromkeys(part.document.keys(part.node)))
        children = {
            name: self._property(name, (*self.position, index)) for index, name in enumerate(names)
        }
        for part in self.parts:
            for name, entry in part.document.merged(part.node).items():
                if name not in children:
                    children[name] = self._merged(name, part.document, entry)
        return children

    def _property(self, name: str, position: tuple[int, ...]) -> Node:
        names = (*self.names, name)
        key = shown(names)
        written: list[Part] = []
        problem: Problem | None = None
        for part in self.parts:
            entries = part.document.entries(part.node, name)
            if len(entries) > 1 and problem is None:
                problem = _duplicate_key(
                    part.document.name, key, *(entry[0] for entry in entries[:2])
                )
            if entries:
                written.append(_part(part.document, entries[0], key))
        return Node(names, written, position, problem)

    def _merged(self, name: str, document: Document, entry: KeyAndValue) -> Node:
        """The node of a key that only a merge key brings, with the problem of it."""
        names = (*self.names, name)
        part = _part(document, entry, shown(names))
        problem = MergedKey("ZWV2002E", key=shown(names), origin=part.origin)
        return Node(names, (part,), self.position, problem)

    def _items(self) -> dict[str, Node]:
        items: dict[str, Node] = {}
        for part in reversed(self.parts):
            assert isinstance(part.node, yaml.SequenceNode)
            for node in part.node.value:
                index = len(items)
                line = node.start_mark.line + 1
                names = (*self.names[:-1], f"{self.names[-1]}[{index}]")
                origin = Origin(part.document.name, line, shown(names))
                item = Part(part.document, node, origin, part.document.column(node, line))
                items[str(index)] = Node(names, (item,), (*self.position, index))
        return items


def in_effect(written: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of a key that are in effect. ``written``: all, the most important first."""
    if len(written) == 1:
        return tuple(written)
    effective: list[Part] = []
    for part in written:
        kind = yaml_text.kind(part.node)
        if yaml_text.is_expression(part.node) and all(map(_is_mapping, effective)):
            return (part,)
        if effective and kind != yaml_text.kind(effective[0].node):
            break
        effective.append(part)
        if kind == "scalar":
            break
    return tuple(effective)


class Reads:
    """The expressions that each expression has read."""

    def __init__(self) -> None:
        self._read: dict[int, list[Node]] = {}

    def add(self, reader: Node, node: Node) -> None:
        """Record that ``reader`` has read ``node``."""
        self._read.setdefault(id(reader), []).append(node)

    def of(self, reader: Node) -> list[Node]:
        """The expressions that ``reader`` has read."""
        return self._read.get(id(reader), [])

    def too_late(self, node: Node) -> Iterator[tuple[Node, Node]]:
        """Pairs of a reader and an expression that Zowe evaluates after it, for ``node``.

        Readers are ``node`` and every expression that it needs.
        """
        waiting, visited = [node], {id(node)}
        while waiting:
            reader = waiting.pop()
            for other in self.of(reader):
                if other.position >= reader.position:
                    yield reader, other
                elif id(other) not in visited:
                    visited.add(id(other))
                    waiting.append(other)


class Tree:
    """The merged documents, and the evaluation of their expressions.

    ``evaluate`` sets the result of each expression, in Zowe's order. It is called once, on the
    first read of a value that depends on one of them. It must not hold the tree: then Python
    releases the memory of a configuration at once, without a collection.
    """

    def __init__(self, documents: Sequence[Document], evaluate: Callable[[Tree], None]) -> None:
        parts = [Part(document, document.root, Origin(document.name)) for document in documents]
        self.root = Node((), parts, ())
        self._evaluate: Callable[[Tree], None] | None = evaluate
        self.reads = Reads()
        """What the expressions have read, after their evaluation."""
        self._nodes: dict[Path, Node | None] = {(): self.root}

    def written(self, path: Path) -> Node | None:
        """The node at ``path``, with any kind of value; None where no document has it.

        Raises the problem or failure of a section that the path leads through.
        """
        try:
            return self._nodes[path]
        except KeyError:
            above = self.written(path[:-1])
        holder = self.effective(above) if above else None
        node = self._nodes[path] = holder.children().get(path[-1]) if holder else None
        return node

    def effective(self, node: Node) -> Node:
        """``node``, or the result of its expression. Raises Problem as `Node.effective`."""
        if self._evaluate and not node.problem and node.is_expression:
            evaluate, self._evaluate = self._evaluate, None
            evaluate(self)
        return node.effective

    def expressions(self) -> Iterator[Node]:
        """Every expression in Zowe's order: that of the merged tree, from top to bottom.

        Raises Problem ZWEL0140E beyond MAXIMUM_VALUES or MAXIMUM_DEPTH.
        """
        waiting = [iter(self.root.children().values())]
        count = 0
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
                continue
            count += 1
            if count > MAXIMUM_VALUES or len(waiting) > MAXIMUM_DEPTH:
                raise endless(node)
            if node.is_expression:
                yield node
            elif node.kind != "scalar":
                waiting.append(iter(node.children().values()))


def endless(node: Node) -> Problem:
    """The problem of a node with too many values below it, or with values without end."""
    key = ".".join(node.key.partition("[")[0].split(".")[:3])
    return Problem(
        "ZWEL0140E",
        reason=f"{key} holds more than {MAXIMUM_VALUES} values or {MAXIMUM_DEPTH} levels",
        origin=node.origin,
        remedy="Look for an anchor that contains its own alias, or for an alias that is used too "
        "often.",
    )


def _is_mapping(part: Part) -> bool:
    return isinstance(part.node, yaml.MappingNode)


def _part(document: Document, entry: KeyAndValue, key: str) -> Part:
    name, node = entry
    line = name.start_mark.line + 1
    origin = Origin(document.name, line, key)
    return Part(document, node, origin, document.column(node, line, name.end_mark.index))


def _duplicate_key(file: str, key: str, first: yaml.Node, second: yaml.Node) -> Problem:
    lines = first.start_mark.line + 1, second.start_mark.line + 1
    return Problem(
        "ZWV2001E", key=key, first=lines[0], second=lines[1], origin=Origin(file, lines[1], key)
    )
