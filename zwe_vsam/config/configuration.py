"""The configuration as one thing, however many documents it was read from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import yaml

from zwe_vsam.config import document as yaml_text
from zwe_vsam.config import source
from zwe_vsam.config.document import MAXIMUM_DEPTH, Document, Value
from zwe_vsam.config.secrets import shown
from zwe_vsam.errors import Origin, Problem

if TYPE_CHECKING:
    from zwe_vsam.config.evaluator import Evaluator
    from zwe_vsam.targets.interface import Member

RUNTIME_DIRECTORY = "zowe.runtimeDirectory"
DEFAULTS = os.path.join("files", "defaults.yaml")
"""Below the runtime directory: what Zowe sets where nobody else does."""
MAXIMUM_VALUES = 20_000
"""Values below one key; a whole zowe.yaml has some hundreds, an alias bomb has no end."""

Key: TypeAlias = "str | tuple[str, ...]"
"""A dotted key, or its parts where one of them holds a dot."""
ReadMember: TypeAlias = "Callable[[Member], str]"
"""Reads a member of the system for PARMLIB(...) entries."""


class Found(NamedTuple):
    """A node, where it stands, and the document that has it."""

    document: Document
    node: yaml.Node
    origin: Origin
    column: int = 0


class Configuration:
    """Documents in order of priority: the first that has a value for a key gives it.

    Mappings are merged key by key. Anything else hides what less important documents have at and
    below its key, null and empty values too. Expressions (``${{ }}``) are evaluated when a value
    that depends on them is read.
    """

    def __init__(
        self, documents: Sequence[Document], symbols: Mapping[str, str] | None = None
    ) -> None:
        """Hold ``documents``, the most important first; at least one.

        ``symbols`` are the system symbols that the user gives, by name without ``&``.
        """
        self.symbols: Mapping[str, str] = symbols or {}
        self._documents = tuple(documents)
        self._own = len(self._documents)
        self._evaluator: Evaluator | None = None

    @classmethod
    def load(
        cls,
        argument: str,
        encoding: str = "",
        read_member: ReadMember | None = None,
        symbols: Mapping[str, str] | None = None,
    ) -> Configuration:
        """Read what ``-c`` names, and Zowe's defaults where its runtime directory has them.

        ``argument`` is a path, ``-``, or a list of FILE(...) and PARMLIB(...); PARMLIB members
        are read by ``read_member``; ``symbols`` is as of the class. Raises Problem: ZWEL0102E,
        ZWEL0108E, ZWEL0109E, ZWEL0140E, ZWEL0316E, and what ``read_member`` raises.
        """
        if "FILE(" in argument or "PARMLIB(" in argument:
            from zwe_vsam.config import layers

            sources = layers.read(argument, encoding, read_member)
        else:
            sources = [source.read(argument, encoding)]
        configuration = cls([Document(text) for text in sources], symbols)
        configuration._add_defaults()
        return configuration

    def _add_defaults(self) -> None:
        folder = self.value(RUNTIME_DIRECTORY)
        if folder is None:
            return
        path = os.path.join(folder.text, DEFAULTS)
        try:
            os.stat(path)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return
        except OSError:
            pass  # What is there and cannot be read is told by reading it.
        if path not in self.documents:
            self._documents += (Document(source.read(path, "")),)
            self._evaluator = None

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of what was read, the most important first."""
        return tuple(document.name for document in self._documents)

    def replaced(self, index: int, document: Document) -> Configuration:
        """The configuration with another document in the place of one of these."""
        documents = (*self._documents[:index], document, *self._documents[index + 1 :])
        new = Configuration(documents, self.symbols)
        new._own = self._own
        return new

    def value(self, key: Key) -> Value | None:
        """The scalar under a key; None where it is missing, null or empty.

        Raises Problem ZWV231E where a mapping or a list stands there, where a key is there
        twice, and for an expression that cannot be evaluated.
        """
        found = self._get(_path(key))
        if not found:
            return None
        if not isinstance(found[0].node, yaml.ScalarNode):
            raise yaml_text.wrong_kind(found[0].node, found[0].origin, "one value is due")
        return self._scalar(found[0])

    def lines(self, key: Key) -> tuple[Value, ...]:
        """The lines of the text or list under a key; empty without one. Raises as ``value``."""
        found = self._get(_path(key))
        if not found:
            return ()
        first = found[0]
        if isinstance(first.node, yaml.MappingNode):
            due = "text or a list of lines is due"
            raise yaml_text.wrong_kind(first.node, first.origin, due)
        if not isinstance(first.node, yaml.SequenceNode):
            return tuple(self._split(first))
        lines: list[Value] = []
        for item in self._items(first, first.origin.key):
            item = item._replace(origin=item.origin._replace(key=first.origin.key))
            for whole in self.solid([item])[:1]:
                if not isinstance(whole.node, yaml.ScalarNode):
                    raise yaml_text.wrong_kind(whole.node, item.origin, "a line of text is due")
                lines += self._split(whole)
        return tuple(lines)

    def kind(self, key: Key) -> str:
        """What stands under a key: ``missing``, ``scalar``, ``mapping`` or ``list``.

        Null, an empty text, and an expression that gives either are missing. Raises as ``value``.
        """
        return self._kind(self._get(_path(key)))

    def keys(self, key: Key) -> dict[str, Origin]:
        """The keys of the merged mapping under a key, with their places, whatever they hold.

        Empty for what is no mapping. Raises as ``value``, but not for keys that are there twice.
        """
        path = _path(key)
        found = self._get(path)
        origins: dict[str, Origin] = {}
        for name in _names(found):
            try:
                raw = self._children(found, (*path, name))
            except Problem as problem:
                origins[name] = problem.origin or Origin("")
            else:
                origins[name] = (_kept(raw) or raw)[0].origin
        return origins

    def merges(self, key: Key) -> Iterator[Origin]:
        """Where the mapping under a key has merge keys (``<<``). Raises as ``value``."""
        path = _path(key)
        for found in self._get(path):
            line = found.document.merge_key(found.node)
            if line is not None:
                yield Origin(found.document.name, line, shown(path))

    def walk(self, key: Key) -> Iterator[Value]:
        """Every value below a key that is not missing; items of lists are ``key[0]``.

        Raises as ``value``, and Problem ZWEL0140E beyond MAXIMUM_VALUES.
        """
        for value in self.scan(key):
            if isinstance(value, Problem):
                raise value
            yield value

    def scan(self, key: Key) -> Iterator[Value | Problem]:
        """As ``walk``, but a value that cannot be read is given as the problem that it has.

        Raises only Problem ZWEL0140E, beyond MAXIMUM_VALUES.
        """
        path = _path(key)
        try:
            found = self._get(path)
        except Problem as problem:
            yield problem
            return
        yield from self._scan(found, path, 0, [0])

    def origin_of(self, key: Key) -> Origin | None:
        """Where the key stands that gives the value, be it null; None where it is nowhere.

        Raises as ``value``.
        """
        raw = self._raw(_path(key))
        found = _kept(raw) or raw
        return found[0].origin if found else None

    def place(self, key: Key) -> Origin:
        """Where ``key`` stands, or where in the user's documents it would have to be written."""
        path = _path(key)
        own = self._documents[: self._own]
        nowhere = Origin(own[0].name, None, shown(path))
        for depth in range(len(path), 0, -1):
            try:
                raw = self._raw(path[:depth])
            except Problem as problem:
                return problem.origin or nowhere
            in_effect = _kept(raw) or raw[:1]
            if depth < len(path):
                in_effect = [found for found in in_effect if found.document in own]
            if in_effect:
                return in_effect[0].origin._replace(key=shown(path))
        return nowhere

    def hidden(self, key: Key) -> Origin | None:
        """Where a value stands under ``key`` that an empty one goes before; None without one."""
        for document in self._documents:
            found = [Found(document, document.root, Origin(document.name))]
            path = _path(key)
            try:
                for depth in range(1, len(path) + 1):
                    found = self._children(found, path[:depth])
                if self._kind(self.solid(found)) != "missing":
                    return found[0].origin
            except Problem:
                continue
        return None

    # Finding nodes

    def look_up(self, path: tuple[str, ...]) -> tuple[list[Found], list[Found]]:
        """For expressions: what is at ``path`` for all that is known, and without nothings."""
        raw = self._raw(path)
        return raw, self.solid(raw)

    def solid(self, found: list[Found]) -> list[Found]:
        """What is in effect of ``found``: one value or list, or mappings to be merged.

        An expression that gives a mapping or a list is replaced by it.
        """
        kept = _kept(found)
        if kept and yaml_text.is_expression(kept[0].node):
            holds = self._evaluate().collection(kept[0])
            if holds is not None:
                origin = kept[0].origin
                return [item._replace(origin=origin, column=0) for item in holds]
        return kept

    def _get(self, path: tuple[str, ...]) -> list[Found]:
        return self.solid(self._raw(path))

    def _raw(self, path: tuple[str, ...]) -> list[Found]:
        """Every node at ``path`` that nothing hides, null and empty ones too."""
        found = [Found(one, one.root, Origin(one.name)) for one in self._documents]
        for depth in range(1, len(path) + 1):
            found = self._children(self.solid(found), path[:depth])
        return found

    def _children(self, owners: list[Found], path: tuple[str, ...]) -> list[Found]:
        if owners and isinstance(owners[0].node, yaml.SequenceNode):
            items = list(self._items(owners[0], shown(path[:-1])))
            index = path[-1]
            wanted = index.isascii() and index.isdecimal() and len(index) < 7
            return items[int(index) : int(index) + 1] if wanted else []
        key = shown(path)
        children: list[Found] = []
        for owner in owners:
            entry = owner.document.entry(owner.node, path)
            if entry is not None:
                name, node = entry
                line = name.start_mark.line + 1
                column = owner.document.column(node, line, name.end_mark.index)
                origin = Origin(owner.document.name, line, key)
                children.append(Found(owner.document, node, origin, column))
        return children

    @staticmethod
    def _items(owner: Found, key: str) -> Iterator[Found]:
        assert isinstance(owner.node, yaml.SequenceNode)
        for index, node in enumerate(owner.node.value):
            line = node.start_mark.line + 1
            origin = Origin(owner.document.name, line, f"{key}[{index}]")
            yield Found(owner.document, node, origin, owner.document.column(node, line))

    # Values of nodes

    def _kind(self, found: list[Found]) -> str:
        kind = yaml_text.kind(found[0].node) if found else "missing"
        return "missing" if kind == "scalar" and self._scalar(found[0]) is None else kind

    def _scalar(self, found: Found) -> Value | None:
        """The value of a scalar that is not null; None where its expression gives nothing."""
        text = self._text(found)
        return Value(text, found.origin, found.column) if text.strip() else None

    def _text(self, found: Found) -> str:
        if yaml_text.is_expression(found.node):
            return self._evaluate().text(found)
        if yaml_text.is_left_out(found.node):
            raise yaml_text.left_out(found.origin)
        return str(found.node.value)

    def _split(self, found: Found) -> Iterator[Value]:
        assert isinstance(found.node, yaml.ScalarNode)
        text = self._text(found)
        if text.strip():
            yield from yaml_text.split(found.node, text, found.origin)

    def _scan(
        self, found: list[Found], path: tuple[str, ...], depth: int, count: list[int]
    ) -> Iterator[Value | Problem]:
        if not found:
            return
        if isinstance(found[0].node, yaml.ScalarNode):
            try:
                value = self._scalar(found[0])
            except Problem as problem:
                yield problem
            else:
                if value is not None:
                    yield value
            return
        for child, below in self._below(found, path):
            count[0] += 1
            if count[0] > MAXIMUM_VALUES or depth > MAXIMUM_DEPTH:
                key = ".".join(shown(path).partition("[")[0].split(".")[:3])
                raise Problem(
                    "ZWEL0140E",
                    f"below {key} there are too many values, or they have no end",
                    origin=found[0].origin,
                    remedy="Look for an anchor that holds itself, or is repeated too often.",
                )
            try:
                solid = self.solid(below())
            except Problem as problem:
                yield problem
            else:
                yield from self._scan(solid, child, depth + 1, count)

    def _below(
        self, found: list[Found], path: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], Callable[[], list[Found]]]]:
        """The path of each child, and what finds it."""
        if isinstance(found[0].node, yaml.SequenceNode):
            for item in self._items(found[0], shown(path)):
                yield (item.origin.key,), partial(list, (item,))
        else:
            for name in _names(found):
                yield (*path, name), partial(self._children, found, (*path, name))

    def _evaluate(self) -> Evaluator:
        if self._evaluator is None:
            from zwe_vsam.config.evaluator import Evaluator

            self._evaluator = Evaluator(self)
        return self._evaluator


def _path(key: Key) -> tuple[str, ...]:
    return tuple(key.split(".")) if isinstance(key, str) else key


def _kept(found: list[Found]) -> list[Found]:
    """Of nodes in order of priority those that are in effect: none where that is a nothing.

    Two mappings are merged; anything else, null and the empty text too, replaces what is less
    important (zowe-common-c, json.c, mergeJson1).
    """
    kept: list[Found] = []
    for item in found:
        if not isinstance(item.node, yaml.MappingNode):
            return kept or ([] if yaml_text.is_nothing(item.node) else [item])
        kept.append(item)
    return kept


def _names(found: list[Found]) -> list[str]:
    names: dict[str, None] = {}
    for item in found:
        names.update(dict.fromkeys(item.document.keys(item.node)))
    return list(names)
