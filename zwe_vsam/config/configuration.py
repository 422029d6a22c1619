"""The configuration: one or more documents, merged and evaluated."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import yaml

from zwe_vsam.config import document as yaml_text
from zwe_vsam.config import source
from zwe_vsam.config.document import MAXIMUM_DEPTH, Document, Value
from zwe_vsam.config.secrets import shown
from zwe_vsam.config.tree import MAXIMUM_VALUES, MergedKey, Node, Path, Tree, endless
from zwe_vsam.errors import Origin, Problem

if TYPE_CHECKING:
    from zwe_vsam.config.sections import NotASection
    from zwe_vsam.model import Member

RUNTIME_DIRECTORY = "zowe.runtimeDirectory"
DEFAULTS = os.path.join("files", "defaults.yaml")
"""The file with Zowe's default values, below its runtime directory."""

Key: TypeAlias = "str | Path"
"""A dotted key, or its parts where one of them holds a dot."""
ReadMember: TypeAlias = "Callable[[Member], str]"
"""Reads a member of the system for PARMLIB(...) entries."""


class Standing(NamedTuple):
    """Where the value of a key stands that is in effect."""

    rank: int
    """Of the document, in the order of priority."""
    origin: Origin
    is_expression: bool
    """Whether the value, or a section that it is in, is the result of an expression."""


class Configuration:
    """Documents in order of priority, merged and evaluated as Zowe does: see tree.py.

    The first read of a value that depends on an expression (``${{ }}``) evaluates all expressions.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        *,
        own: int | None = None,
        symbols: Mapping[str, str] | None = None,
    ) -> None:
        """Take one or more ``documents``, the most important first.

        ``own`` is the count of the user's documents at the beginning, all of them by default.
        ``symbols`` are values of system symbols.
        """
        self._documents = tuple(documents)
        self._own = len(self._documents) if own is None else own
        self.symbols: Mapping[str, str] = symbols or {}
        self._tree = Tree(self._documents, partial(_evaluate, self.symbols))
        self.defaults_problem: Problem | None = None
        """Why ``zowe.runtimeDirectory`` cannot be read. Then no defaults are merged."""

    @classmethod
    def load(
        cls,
        argument: str,
        encoding: str = "",
        read_member: ReadMember | None = None,
        symbols: Mapping[str, str] | None = None,
    ) -> Configuration:
        """Read the files and members of ``-c``, and Zowe's defaults from its runtime directory.

        ``argument`` is a path, ``-``, or a list of FILE(...) and PARMLIB(...). ``read_member``
        reads PARMLIB members. ``symbols`` are values of system symbols. Raises Problem: ZWEL0102E,
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
            pass  # Reading it below raises the error.
        if path in self.documents:
            return self
        documents = (*self._documents, Document(source.read(path, "")))
        return Configuration(documents, own=self._own, symbols=self.symbols)

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of the documents, the most important first."""
        return tuple(document.name for document in self._documents)

    @property
    def own(self) -> int:
        """The count of the user's documents, at the beginning of ``documents``."""
        return self._own

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The name and the text of each document, the most important first."""
        return tuple((document.name, document.text) for document in self._documents)

    def document(self, index: int) -> Document:
        """The document at ``index``, as it was read."""
        return self._documents[index]

    def replaced(self, index: int, document: Document) -> Configuration:
        """The configuration with ``document`` in the place of the one at ``index``."""
        documents = (*self._documents[:index], document, *self._documents[index + 1 :])
        return Configuration(documents, own=self._own, symbols=self.symbols)

    def value(self, key: Key, *, strict: bool = True) -> Value | None:
        """The scalar under a key; None where it is missing, null or empty.

        Raises Problem for a mapping or a list under the key (ZWV2003E), for a key that is written
        twice (ZWV2001E), and for an expression that cannot be evaluated (ZWV2150E to ZWV2159E).
        With ``strict``, it raises NotASection for a scalar or a list in the place of a section,
        too. Without, the key is missing then.
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
            # Messages name an item by the key of its list and by its line.
            origin = item.origin._replace(key=node.origin.key)
            if line.kind != "scalar":
                raise yaml_text.wrong_kind(line.parts[0].node, origin, "a line of text")
            lines += (value._replace(origin=value.origin._replace(key=node.origin.key))
                      for value in _split(line))  # fmt: skip
        return tuple(lines)

    def kind(self, key: Key) -> str:
        """The kind of a key's value: ``missing``, ``scalar``, ``mapping`` or ``list``.

        Null, an empty text, and an expression with one of these results are missing. Raises Problem
        for a key that is written twice, and for an expression that cannot be evaluated.
        """
        node = self._effective(_path(key))
        if node is None:
            return "missing"
        return "missing" if node.kind == "scalar" and _scalar(node) is None else node.kind

    def keys(self, key: Key) -> dict[str, Origin]:
        """The keys of the merged mapping under a key, with their places.

        Empty where no mapping stands there. Raises as ``kind``, but not for keys written twice.
        """
        node = self._effective(_path(key))
        if node is None or node.kind != "mapping":
            return {}
        return {
            name: (child.problem and child.problem.origin) or child.origin
            for name, child in node.children().items()
        }

    def not_a_section(self, key: Key, keys: Iterable[str]) -> NotASection | None:
        """The problem of a scalar or a list in the place of a section that can have ``keys``.

        None for a section, for a missing one, and for one that cannot be read. Reading a key of
        that one raises its problem.
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
        """The places of the merge keys (``<<``) in a mapping. Raises as ``kind``."""
        node = self._effective(_path(key))
        for part in node.parts if node else ():
            line = part.document.merge_key(part.node)
            if line is not None:
                yield Origin(part.document.name, line, shown(_path(key)))

    def merged_keys(self, key: Key) -> list[str]:
        """The keys of a mapping that it has by merge keys only. Raises as ``kind``."""
        node = self._effective(_path(key))
        children = node.children() if node else {}
        return [name for name, child in children.items() if isinstance(child.problem, MergedKey)]

    def scan(self, key: Key, *, empty: bool = False) -> Iterator[Value | Problem]:
        """Every value below a key except missing ones; items of lists are ``key[0]``.

        A value that cannot be read is given as its problem.

        ``empty``: include null, empty values, and empty sections and lists, each with an empty
        text. Raises Problem ZWEL0140E beyond MAXIMUM_VALUES, and no other.
        """
        try:
            node = self._effective(_path(key))
        except Problem as problem:
            yield problem
            return
        if node is not None:
            yield from self._scan(node, 0, [0], empty=empty)

    def origin_of(self, key: Key) -> Origin | None:
        """The place of a key whose value is in effect, null included; None for a missing key.

        Raises as ``kind``.
        """
        node = self._tree.written(_path(key))
        return node.origin if node else None

    def standing(self, key: Key) -> Standing | None:
        """Where the value of ``key`` stands, null included; None for a missing key.

        A section stands in its most important document. Raises as ``kind``.
        """
        path = _path(key)
        is_expression = False
        node = None
        for depth in range(1, len(path) + 1):
            node = self._tree.written(path[:depth])
            if node is None:
                return None
            is_expression = is_expression or node.is_expression
        assert node is not None
        document = node.parts[0].document
        rank = next(rank for rank, own in enumerate(self._documents) if own is document)
        return Standing(rank, node.origin, is_expression)

    def place(self, key: Key) -> Origin:
        """The place of ``key``, or of the section in the user's documents where it is missing."""
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
        """The text of the line with the key; empty for a missing key."""
        try:
            node = self._tree.written(_path(key))
        except Problem:
            return ""
        if node is None or node.origin.line is None:
            return ""
        lines = node.parts[0].document.text.splitlines()
        return lines[node.origin.line - 1] if node.origin.line <= len(lines) else ""

    def hidden(self, key: Key) -> Origin | None:
        """The place of a value that an empty one in another document replaces; else None."""
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
        """The expressions for the value under ``key`` that read an expression further down.

        Each pair has the place of the reader and the place of the expression that it reads. Zowe
        evaluates the second after the first, so the first reads it as undefined.
        """
        try:
            node = self._tree.written(_path(key))
        except Problem:
            return []
        if node is None:
            return []
        pairs = (
            (reader.origin, source.origin) for reader, source in self._tree.reads.too_late(node)
        )
        return list(dict.fromkeys(pairs))

    # Nodes

    def _effective(self, path: Path, *, strict: bool = False) -> Node | None:
        """The node in effect at ``path``; None without one.

        With ``strict``, raises NotASection for a scalar or a list in the place of a section.
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


def _evaluate(symbols: Mapping[str, str], tree: Tree) -> None:
    from zwe_vsam.config import evaluation
    from zwe_vsam.config.javascript import host

    evaluation.evaluate(tree, host.host_objects(symbols))


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
    """Raise Problem if ``node`` is a scalar or a list, which cannot hold the key ``name``."""
    if node.kind == "mapping" or (node.kind == "list" and name.isdecimal()):
        return
    scalar = node.parts[0].node
    if node.kind == "scalar" and yaml_text.is_nothing(scalar):
        return
    from zwe_vsam.config import sections

    raise sections.not_a_section(scalar, node.origin)
