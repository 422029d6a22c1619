"""The configuration as one thing, however many documents it was read from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import yaml

from zwe_vsam.config import document as yaml_text
from zwe_vsam.config import source
from zwe_vsam.config.document import MAXIMUM_DEPTH, Document, Value
from zwe_vsam.config.secrets import shown
from zwe_vsam.config.tree import MAXIMUM_VALUES, MergedKey, Node, Path, Tree, endless
from zwe_vsam.errors import Origin, Problem

if TYPE_CHECKING:
    from zwe_vsam.config.evaluation import Reads
    from zwe_vsam.config.sections import NotASection
    from zwe_vsam.model import Member

RUNTIME_DIRECTORY = "zowe.runtimeDirectory"
DEFAULTS = os.path.join("files", "defaults.yaml")
"""Below the runtime directory: what Zowe sets where nobody else does."""

Key: TypeAlias = "str | Path"
"""A dotted key, or its parts where one of them holds a dot."""
ReadMember: TypeAlias = "Callable[[Member], str]"
"""Reads a member of the system for PARMLIB(...) entries."""


class Configuration:
    """Documents in order of priority, merged and evaluated as Zowe does: see tree.py.

    Expressions (``${{ }}``) are evaluated when a value that depends on one is first read.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        *,
        own: int | None = None,
        symbols: Mapping[str, str] | None = None,
    ) -> None:
        """Hold ``documents``, the most important first; at least one.

        ``own`` is how many of them are the user's; ``symbols`` are values of system symbols.
        """
        self._documents = tuple(documents)
        self._own = len(self._documents) if own is None else own
        self.symbols: Mapping[str, str] = symbols or {}
        self._tree = Tree(self._documents, self._evaluate)
        self._reads: Reads | None = None
        self.defaults_problem: Problem | None = None
        """Why ``zowe.runtimeDirectory`` could not be read, so that no defaults were merged."""

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
        return cls([Document(text) for text in sources], symbols=symbols)._with_defaults()

    def _with_defaults(self) -> Configuration:
        try:
            folder = self.value(RUNTIME_DIRECTORY)
        except Problem as problem:
            self.defaults_problem = problem
            return self
        if folder is None:
            return self
        path = os.path.join(folder.text, DEFAULTS)
        try:
            os.stat(path)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return self
        except OSError:
            pass  # A file that is there and cannot be read is an error where it is read.
        if path in self.documents:
            return self
        documents = (*self._documents, Document(source.read(path, "")))
        return Configuration(documents, own=self._own, symbols=self.symbols)

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of what was read, the most important first."""
        return tuple(document.name for document in self._documents)

    def replaced(self, index: int, document: Document) -> Configuration:
        """The configuration with another document in the place of one of these."""
        documents = (*self._documents[:index], document, *self._documents[index + 1 :])
        return Configuration(documents, own=self._own, symbols=self.symbols)

    def value(self, key: Key, *, strict: bool = True) -> Value | None:
        """The scalar under a key; None where it is missing, null or empty.

        Without ``strict``, what stands below a value or a list is missing, too. Raises Problem
        ZWV231E where a mapping or a list stands there, where something on the way can hold no
        keys, where a key is there twice, and for an expression that cannot be evaluated.
        """
        node = self._effective(_path(key), strict=strict)
        if node is None:
            return None
        if node.kind != "scalar":
            raise yaml_text.wrong_kind(node.parts[0].node, node.origin, "one value")
        return _scalar(node)

    def typed(self, key: Key) -> str | float | bool | None:
        """The scalar under a key as Zowe types it: text, number, boolean, or None for null.

        Raises KeyError where no scalar stands there, and Problem as ``kind``.
        """
        node = self._effective(_path(key))
        scalar = node.parts[0].node if node else None
        if not isinstance(scalar, yaml.ScalarNode) or yaml_text.is_left_out(scalar):
            raise KeyError(key)
        return yaml_text.typed(scalar)

    def lines(self, key: Key) -> tuple[Value, ...]:
        """The lines of the text or list under a key; empty without one. Raises as ``value``."""
        node = self._effective(_path(key), strict=True)
        if node is None:
            return ()
        if node.kind == "mapping":
            raise yaml_text.wrong_kind(node.parts[0].node, node.origin, "text or a list of lines")
        if node.kind == "scalar":
            return tuple(_split(node))
        lines: list[Value] = []
        for item in node.children().values():
            line = self._tree.effective(item)
            # An item is told by the key of its list, and the line shows which it is.
            origin = item.origin._replace(key=node.origin.key)
            if line.kind != "scalar":
                raise yaml_text.wrong_kind(line.parts[0].node, origin, "a line of text")
            lines += (value._replace(origin=value.origin._replace(key=node.origin.key))
                      for value in _split(line))  # fmt: skip
        return tuple(lines)

    def kind(self, key: Key) -> str:
        """What stands under a key: ``missing``, ``scalar``, ``mapping`` or ``list``.

        Null, an empty text, and an expression that gives either are missing. Raises Problem
        where a key is there twice, and for an expression that cannot be evaluated.
        """
        node = self._effective(_path(key))
        if node is None:
            return "missing"
        return "missing" if node.kind == "scalar" and _scalar(node) is None else node.kind

    def keys(self, key: Key) -> dict[str, Origin]:
        """The keys of the merged mapping under a key, with their places, whatever they hold.

        Empty for what is no mapping. Raises as ``kind``, but not for keys that are there twice.
        """
        node = self._effective(_path(key))
        if node is None or node.kind != "mapping":
            return {}
        return {
            name: (child.problem and child.problem.origin) or child.origin
            for name, child in node.children().items()
        }

    def not_a_section(self, key: Key, keys: Iterable[str]) -> NotASection | None:
        """The problem of a value or a list under ``key``, which can have ``keys``.

        None for a section, for nothing, and for what cannot be read: that is a problem where the
        section's keys are read.
        """
        try:
            node = self._effective(_path(key))
        except Problem:
            return None
        if node is None or node.kind == "mapping":
            return None
        if node.kind == "scalar" and yaml_text.is_nothing(node.parts[0].node):
            return None
        from zwe_vsam.config import sections

        return sections.not_a_section(node.parts[0].node, node.origin, keys)

    def merges(self, key: Key) -> Iterator[Origin]:
        """Where the mapping under a key has merge keys (``<<``). Raises as ``kind``."""
        node = self._effective(_path(key))
        for part in node.parts if node else ():
            line = part.document.merge_key(part.node)
            if line is not None:
                yield Origin(part.document.name, line, shown(_path(key)))

    def merged_keys(self, key: Key) -> list[str]:
        """The keys of a mapping that only merge keys bring. Raises as ``kind``."""
        node = self._effective(_path(key))
        children = node.children() if node else {}
        return [name for name, child in children.items() if isinstance(child.problem, MergedKey)]

    def walk(self, key: Key) -> Iterator[Value]:
        """Every value below a key that is not missing; items of lists are ``key[0]``.

        Raises as ``kind``, and Problem ZWEL0140E beyond MAXIMUM_VALUES.
        """
        for value in self.scan(key):
            if isinstance(value, Problem):
                raise value
            yield value

    def scan(self, key: Key, *, empty: bool = False) -> Iterator[Value | Problem]:
        """As ``walk``, but a value that cannot be read is given as the problem that it has.

        ``empty``: null, empty values, and sections and lists without anything in them are given,
        too, with an empty text. Raises only Problem
        ZWEL0140E, beyond MAXIMUM_VALUES.
        """
        try:
            node = self._effective(_path(key))
        except Problem as problem:
            yield problem
            return
        if node is not None:
            yield from self._scan(node, 0, [0], empty=empty)

    def origin_of(self, key: Key) -> Origin | None:
        """Where the key stands that gives the value, be it null; None where it is nowhere.

        Raises as ``kind``.
        """
        node = self._tree.written(_path(key))
        return node.origin if node else None

    def place(self, key: Key) -> Origin:
        """Where ``key`` stands, or where in the user's documents it would have to be written."""
        path = _path(key)
        own = self._documents[: self._own]
        nowhere = Origin(own[0].name, None, shown(path))
        for depth in range(len(path), 0, -1):
            try:
                node = self._tree.written(path[:depth])
            except Problem as problem:
                return problem.origin or nowhere
            if node and node.problem:
                return node.problem.origin or nowhere
            for part in node.parts if node else ():
                if depth == len(path) or part.document in own:
                    return part.origin._replace(key=shown(path))
        return nowhere

    def line_of(self, key: Key) -> str:
        """The line of the file that has the key, as it is; empty where none has it."""
        try:
            node = self._tree.written(_path(key))
        except Problem:
            return ""
        if node is None or node.origin.line is None:
            return ""
        lines = node.parts[0].document.text.splitlines()
        return lines[node.origin.line - 1] if node.origin.line <= len(lines) else ""

    def hidden(self, key: Key) -> Origin | None:
        """Where a value stands under ``key`` that an empty one replaces; None without one."""
        for document in self._documents:
            alone = Tree((document,), lambda _: None)
            try:
                node = alone.written(_path(key))
            except Problem:
                continue
            if node is None or node.problem or node.is_expression:
                continue
            if not yaml_text.is_nothing(node.parts[0].node):
                return node.origin
        return None

    def too_late(self, key: Key) -> list[tuple[Origin, Origin]]:
        """The expressions that the value under ``key`` needs and that Zowe evaluates too late.

        Pairs of the expression that reads, and of the expression that it reads: that one stands
        further down, and is undefined when the first is evaluated.
        """
        try:
            node = self._tree.written(_path(key))
        except Problem:
            return []
        if node is None or self._reads is None:
            return []
        pairs = ((one.origin, other.origin) for one, other in self._reads.too_late(node))
        return list(dict.fromkeys(pairs))

    # Nodes

    def _evaluate(self, tree: Tree) -> None:
        from zwe_vsam.config import evaluation
        from zwe_vsam.config.javascript import host

        self._reads = evaluation.evaluate(tree, host.host_objects(self.symbols))

    def _effective(self, path: Path, *, strict: bool = False) -> Node | None:
        """What is in effect at ``path``.

        ``strict``: Problem ZWV231E for a scalar or list on the way, which can hold no keys.
        """
        if strict:
            for depth in range(1, len(path)):
                above = self._effective(path[:depth])
                if above is None:
                    return None
                _check_holds(above, path[depth])
        node = self._tree.written(path)
        return self._tree.effective(node) if node else None

    def _scan(
        self, node: Node, depth: int, count: list[int], *, empty: bool
    ) -> Iterator[Value | Problem]:
        if node.kind == "scalar":
            try:
                value = _scalar(node)
            except Problem as problem:
                yield problem
                return
            if value is not None or empty:
                yield value or Value("", node.origin)
            return
        if empty and (depth or node.kind == "list") and not node.children():
            yield Value("", node.origin)
        for child in node.children().values():
            count[0] += 1
            if count[0] > MAXIMUM_VALUES or depth > MAXIMUM_DEPTH:
                raise endless(node)
            try:
                effective = self._tree.effective(child)
            except Problem as problem:
                yield problem
            else:
                yield from self._scan(effective, depth + 1, count, empty=empty)


def _path(key: Key) -> Path:
    return tuple(key.split(".")) if isinstance(key, str) else key


def _scalar(node: Node) -> Value | None:
    """The value of a scalar; None where it is null or empty. Raises Problem."""
    part = node.parts[0]
    if yaml_text.is_left_out(part.node):
        raise yaml_text.left_out(part.origin)
    if yaml_text.is_null(part.node):
        return None
    text = str(part.node.value)
    return Value(text, part.origin, part.column) if text.strip() else None


def _split(node: Node) -> Iterator[Value]:
    value = _scalar(node)
    scalar = node.parts[0].node
    if value is not None and isinstance(scalar, yaml.ScalarNode):
        yield from yaml_text.split(scalar, value.text, value.origin)


def _check_holds(node: Node, name: str) -> None:
    """Raise Problem where ``node`` is a value or a list, and can hold no key ``name``."""
    if node.kind == "mapping" or (node.kind == "list" and name.isdecimal()):
        return
    scalar = node.parts[0].node
    if node.kind == "scalar" and yaml_text.is_nothing(scalar):
        return
    from zwe_vsam.config import sections

    raise sections.not_a_section(scalar, node.origin)
