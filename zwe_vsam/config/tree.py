"""The documents of a configuration as one tree, merged as Zowe merges them.

Sources: zowe-common-c, c/json.c, ``mergeJson1`` with ``JSON_MERGE_FLAG_CONCATENATE_ARRAYS``
(c/configmgr.c, ``cfgLoadConfiguration``), and c/yaml2json.c:

- mappings are merged key by key; the keys of the less important document come first;
- lists are concatenated, the items of the less important document first;
- anything else replaces what the less important documents have, also null and the empty text;
- an expression is a mapping while documents are merged. So it wins over a mapping of a more
  important document, too.

Nothing is copied and nothing is read ahead: a node finds its children when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import yaml

from zwe_vsam.config import document as yaml_text
from zwe_vsam.config.document import MAXIMUM_DEPTH, Document, Entry
from zwe_vsam.config.secrets import shown
from zwe_vsam.errors import Origin, Problem

Path: TypeAlias = "tuple[str, ...]"
"""The parts of a key. An item of a list is its index, such as ``0``."""
MAXIMUM_VALUES = 20_000
"""Nodes below one key. A whole zowe.yaml has some hundreds; an alias bomb has no end."""


class MergedKey(Problem):
    """A key that only a merge key (``<<``) brings, so that it is not there for Zowe."""


class Part(NamedTuple):
    """What one document has for a key."""

    document: Document
    node: yaml.Node
    origin: Origin
    column: int = 0
    """1-based, of a scalar's first character on the origin's line; 0 if it stands elsewhere."""


class Node:
    """One place of the merged configuration."""

    __slots__ = ("_children", "_result", "failure", "names", "parts", "position", "problem",
                 "written")  # fmt: skip

    def __init__(
        self,
        names: Path,
        written: Sequence[Part],
        position: tuple[int, ...],
        problem: Problem | None = None,
    ) -> None:
        self.names = names
        """The parts of the key as messages show them: the last of an item is ``list[0]``."""
        self.written = tuple(written)
        """What the documents have here, the most important first."""
        self.parts = in_effect(self.written)
        """What is in effect: mappings to merge, lists to join, or one scalar."""
        self.position = position
        """The place in the order in which Zowe evaluates expressions."""
        self.problem = problem
        """Why nothing can be read here, whatever is written."""
        self.failure: Problem | None = None
        """Why the expression here gives no value."""
        self._result: Node | None = None
        self._children: dict[str, Node] | None = None

    @property
    def key(self) -> str:
        """Dotted, without what may be a secret."""
        return shown(self.names)

    @property
    def origin(self) -> Origin:
        """Where the value in effect is written."""
        return self.parts[0].origin

    @property
    def is_expression(self) -> bool:
        """Whether an expression is written here."""
        return yaml_text.is_expression(self.parts[0].node)

    @property
    def is_evaluated(self) -> bool:
        """Whether the expression here has a result, or a problem in its place."""
        return self._result is not None or self.failure is not None

    def set_result(self, result: Node) -> None:
        """Keep what the expression gives."""
        self._result = result

    def adopt(self, children: dict[str, Node]) -> None:
        """Take ``children`` for those of a mapping or list that no document has."""
        self._children = children

    @property
    def effective(self) -> Node:
        """The node itself, or what its expression gives. Raises Problem where it gives nothing."""
        if self.problem:
            raise self.problem
        if self.failure:
            raise self.failure
        return self._result.effective if self._result else self

    @property
    def kind(self) -> str:
        """``scalar``, ``list`` or ``mapping``, as written."""
        return yaml_text.kind(self.parts[0].node)

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
        found = {
            name: self._property(name, (*self.position, index)) for index, name in enumerate(names)
        }
        for part in self.parts:
            for name, entry in part.document.merged(part.node).items():
                if name not in found:
                    found[name] = self._merged(name, part.document, entry)
        return found

    def _property(self, name: str, position: tuple[int, ...]) -> Node:
        names = (*self.names, name)
        key = shown(names)
        written: list[Part] = []
        problem: Problem | None = None
        for part in self.parts:
            entries = part.document.entries(part.node, name)
            if len(entries) > 1 and problem is None:
                problem = _twice(part.document.name, key, *(entry[0] for entry in entries[:2]))
            if entries:
                written.append(_part(part.document, entries[0], key))
        return Node(names, written, position, problem)

    def _merged(self, name: str, document: Document, entry: Entry) -> Node:
        """A key that only a merge key brings: to Zowe it is not there."""
        names = (*self.names, name)
        part = _part(document, entry, shown(names))
        problem = MergedKey(
            "ZWV231E",
            f"{shown(names)} stands only behind a merge key (<<), and Zowe merges no keys",
            origin=part.origin,
            remedy="Write the key itself; or give the whole section by an alias, key: *name.",
        )
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
    """Of the parts of a key, the most important first, those that make its value."""
    kept: list[Part] = []
    for part in written:
        kind = yaml_text.kind(part.node)
        if yaml_text.is_expression(part.node) and all(_is_mapping(one) for one in kept):
            return (part,)
        if kept and kind != yaml_text.kind(kept[0].node):
            break
        kept.append(part)
        if kind == "scalar":
            break
    return tuple(kept)


class Tree:
    """The root, and the expressions below it.

    ``evaluate`` gives each expression its result, in Zowe's order; it is called once, when the
    value of one of them is first needed.
    """

    def __init__(self, documents: Sequence[Document], evaluate: Callable[[Tree], None]) -> None:
        parts = [Part(one, one.root, Origin(one.name)) for one in documents]
        self.root = Node((), parts, ())
        self._evaluate: Callable[[Tree], None] | None = evaluate
        self._found: dict[Path, Node | None] = {(): self.root}

    def written(self, path: Path) -> Node | None:
        """The node at ``path``, whatever it holds; None where no document has it.

        Raises Problem where something on the way can hold no value for it.
        """
        if path not in self._found:
            above = self.written(path[:-1])
            holder = self.effective(above) if above else None
            self._found[path] = holder.children().get(path[-1]) if holder else None
        return self._found[path]

    def effective(self, node: Node) -> Node:
        """``node``, or what its expression gives. Raises Problem as `Node.effective`."""
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
    """The problem of a node with more values below it than a configuration can have."""
    key = ".".join(node.key.partition("[")[0].split(".")[:3])
    return Problem(
        "ZWEL0140E",
        f"below {key} there are too many values, or they have no end",
        origin=node.origin,
        remedy="Look for an anchor that holds itself, or is repeated too often.",
    )


def _is_mapping(part: Part) -> bool:
    return isinstance(part.node, yaml.MappingNode)


def _part(document: Document, entry: Entry, key: str) -> Part:
    name, node = entry
    line = name.start_mark.line + 1
    origin = Origin(document.name, line, key)
    return Part(document, node, origin, document.column(node, line, name.end_mark.index))


def _twice(file: str, key: str, first: yaml.Node, second: yaml.Node) -> Problem:
    lines = first.start_mark.line + 1, second.start_mark.line + 1
    return Problem(
        "ZWV231E",
        f"{key} is there twice: on line {lines[0]} and on line {lines[1]}",
        origin=Origin(file, lines[1], key),
        remedy="Keep one of them.",
    )
