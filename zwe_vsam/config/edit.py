"""Sets one value in a YAML text by changing as little of the text as possible.

The place is found by PyYAML's marks; everything else (comments, order, quotes, line ends) stays
as it is. The result is parsed again and compared with what was there: it has the new value and
is otherwise the same, or the change is refused.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from zwe_vsam.config import document as yaml_text
from zwe_vsam.config.document import LINE_BREAK, Document
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.config.yaml_problems import NotYaml
from zwe_vsam.errors import Problem

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+|[&!]\S*$)*")
"""Anchors and tags before a value."""
_ALIAS = re.compile(r"(\s*:\s+)(\*[^\s,\]}]+)")
_KEYS_BEFORE = re.compile(r"""(?:["']?[\w.-]+["']?\s*:\s*[{["']*\s*)+$""")
_LEFT_OUT = "…"
_DEFAULT_STEP = 2


class Refused(Exception):
    """The value cannot be set. The text is the reason."""


class Change(NamedTuple):
    """One replacement in a text."""

    start: int
    end: int
    text: str
    line: int
    """1-based, of the first line that changes."""
    old: tuple[str, ...]
    """The lines before the change, without other values on them; none where lines are added."""
    new: tuple[str, ...]

    def applied(self, text: str) -> str:
        """The text after the change."""
        return text[: self.start] + self.text + text[self.end :]


def plan(document: Document, path: tuple[str, ...], value: str) -> Change:
    """The change that sets ``path`` to ``value``, a word without need of quotes in YAML.

    Raises Refused if no change of the text leaves everything else as it is.
    """
    start, end, text = _Planner(document, path, value).splice()
    changed = document.text[:start] + text + document.text[end:]
    try:
        after = Document(ConfigSource(document.name, changed))
    except Problem as problem:
        # An explanation is about lines of the changed text, which the user has not written.
        reason = problem.parser_reason if isinstance(problem, NotYaml) else problem.message.text
        raise Refused(f"the changed text would not be valid YAML: {reason}") from problem
    _Comparison(document, path, value).check(after.root)
    line, old, new = _lines(document.text, changed, start, end, text)
    return Change(start, end, text, line, old, new)


class _Planner:
    def __init__(self, document: Document, path: tuple[str, ...], value: str) -> None:
        self.document = document
        self.text = document.text
        self.path = path
        self.value = value

    def splice(self) -> tuple[int, int, str]:
        """The start and end of the replaced text, and the new text."""
        node: yaml.Node = self.document.root
        is_flow = False
        for depth, part in enumerate(self.path):
            if not isinstance(node, yaml.MappingNode):
                raise Refused(f"the key {'.'.join(self.path[:depth])} holds no further keys")
            is_flow = is_flow or bool(node.flow_style)
            entry = self.own(node, part)
            if entry is None:
                missing = self.path[depth:]
                return self.into_flow(node, missing) if is_flow else self.at_end(node, missing)
            key, child = entry
            keys = self.path[depth + 1 :]
            if child.start_mark.index < key.end_mark.index:
                return self.alias(key, keys)
            if keys and yaml_text.is_nothing(child):
                return self.below_nothing(key, child, keys, is_flow=is_flow)
            node = child
        if not isinstance(node, yaml.ScalarNode):
            raise Refused(f"the key holds a {yaml_text.kind(node)}")
        return self.scalar(key, node)

    @staticmethod
    def own(node: yaml.MappingNode, part: str) -> yaml_text.KeyAndValue | None:
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == part:
                return key, value
        return None

    def alias(self, key: yaml.Node, keys: tuple[str, ...]) -> tuple[int, int, str]:
        match = _ALIAS.match(self.text, key.end_mark.index)
        if keys or match is None:
            raise Refused("its value is an alias (*) of a value in another place")
        return match.start(2), match.end(2), self.value

    def scalar(self, key: yaml.Node, node: yaml.ScalarNode) -> tuple[int, int, str]:
        """Replace the text of a value and keep its quotes, its anchor and its tag."""
        start, end = self.token(node)
        raw = self.text[start:end]
        if not raw:
            return self.after_colon(key, self.value)
        old = str(node.value).strip()
        quote = raw[0] if raw[0] in "'\"" else ""
        if old and raw.count(old) == 1:
            at = start + raw.index(old)
            return at, at + len(old), self.value
        if node.style in ("|", ">"):
            raise Refused("its value is folded over several lines")
        return start, end, f"{quote}{self.value}{quote}"

    def token(self, node: yaml.ScalarNode) -> tuple[int, int]:
        """The start and end of a scalar, without its anchor and its tag."""
        start, end = node.start_mark.index, node.end_mark.index
        properties = _PROPERTIES.match(self.text, start, end)
        return (properties.end() if properties else start), end

    def after_colon(self, key: yaml.Node, text: str) -> tuple[int, int, str]:
        colon = re.compile(r"\s*:").match(self.text, key.end_mark.index)
        at = colon.end() if colon else key.end_mark.index
        return at, at, f" {text}" if colon else f": {text}"

    def below_nothing(
        self, key: yaml.Node, node: yaml.Node, keys: tuple[str, ...], *, is_flow: bool
    ) -> tuple[int, int, str]:
        """Insert keys below a key without a value."""
        assert isinstance(node, yaml.ScalarNode)
        start, end = self.token(node)
        if start < end:
            return start, end, self.flow(keys, "")
        if is_flow:
            return self.after_colon(key, self.flow(keys, ""))
        at = self.end_of_line(key.end_mark.index)
        return at, at, self.block(keys, key.start_mark.column + self.step())

    def into_flow(self, node: yaml.MappingNode, missing: tuple[str, ...]) -> tuple[int, int, str]:
        at = self.text.index("{", node.start_mark.index) + 1
        first = node.value[0][0] if node.value else None
        quote = '"' if isinstance(first, yaml.ScalarNode) and first.style == '"' else ""
        inner = self.flow(missing, quote)[1:-1]
        return at, at, f"{inner}, " if node.value else inner

    def at_end(self, node: yaml.MappingNode, missing: tuple[str, ...]) -> tuple[int, int, str]:
        """Add lines after the last entry of a block mapping, before comments that follow it."""
        at = self.end_of_line(max(self.last_text(node), self.last_scalar(node)))
        return at, at, self.block(missing, node.value[0][0].start_mark.column)

    def last_text(self, node: yaml.Node) -> int:
        """The end of the last line of ``node`` that holds more than a comment."""
        text = self.text[: node.end_mark.index]
        starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]
        for start, end in zip(reversed(starts), reversed([*starts[1:], len(text)]), strict=True):
            line = text[start:end].strip()
            if line and not line.startswith("#"):
                return start + len(text[start:end].rstrip())
        return 0

    def last_scalar(self, node: yaml.Node) -> int:
        """The end of the last value in ``node``: lines of a text may look like comments."""
        while isinstance(node, yaml.MappingNode | yaml.SequenceNode) and node.value:
            last = node.value[-1]
            below = last[1] if isinstance(node, yaml.MappingNode) else last
            if below.start_mark.index < node.start_mark.index:
                return 0
            node = below
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self.text[start:end].rstrip())

    def end_of_line(self, at: int) -> int:
        match = LINE_BREAK.search(self.text, at)
        return match.start() if match else len(self.text)

    def newline(self) -> str:
        match = LINE_BREAK.search(self.text)
        return match[0] if match else "\n"

    def step(self) -> int:
        """The columns of indentation, as of the first mapping inside another one."""
        for key, value in self.document.root.value:
            if isinstance(value, yaml.MappingNode) and value.value and not value.flow_style:
                column = value.value[0][0].start_mark.column - key.start_mark.column
                if column > 0:
                    return int(column)
        return _DEFAULT_STEP

    def block(self, keys: tuple[str, ...], column: int) -> str:
        step = self.step()
        lines = [f"{' ' * (column + step * i)}{key}:" for i, key in enumerate(keys)]
        return self.newline() + self.newline().join(lines) + f" {self.value}"

    def flow(self, keys: tuple[str, ...], quote: str) -> str:
        text = f"{quote}{self.value}{quote}"
        for key in reversed(keys):
            text = f"{{{quote}{key}{quote}: {text}}}"
        return text


class _Comparison:
    """Compares two trees that may differ in one value only."""

    def __init__(self, document: Document, path: tuple[str, ...], value: str) -> None:
        self.document = document
        self.path = path
        self.value = value
        self.compared: set[tuple[int, int]] = set()

    def check(self, new: yaml.Node) -> None:
        """Raise Refused unless ``new`` is the document with the new value and no other change."""
        if not self.changed(self.document.root, new, self.path):
            raise Refused("other values would change, too")

    def changed(self, old: yaml.Node | None, new: yaml.Node, keys: tuple[str, ...]) -> bool:
        if not keys:
            is_scalar = isinstance(new, yaml.ScalarNode) and not yaml_text.is_nothing(new)
            return is_scalar and str(new.value).strip() == self.value
        if not isinstance(new, yaml.MappingNode):
            return False
        if old is not None and not isinstance(old, yaml.MappingNode):
            if not yaml_text.is_nothing(old):
                return False
            old = None
        before = self.others(old, keys[0])
        after = self.others(new, keys[0])
        target = [value for key, value in new.value if _is_key(key, keys[0])]
        old_values = [value for key, value in old.value if _is_key(key, keys[0])] if old else []
        if len(target) != 1 or len(before) != len(after):
            return False
        if old and not old_values and len(keys) > 1 and keys[0] in self.document.merged(old):
            return False  # The new mapping would replace a merged one (<<).
        pairs = zip(before, after, strict=True)
        same = all(self.same(a, c) and self.same(b, d) for (a, b), (c, d) in pairs)
        return same and self.changed(old_values[0] if old_values else None, target[0], keys[1:])

    @staticmethod
    def others(node: yaml.Node | None, part: str) -> list[yaml_text.KeyAndValue]:
        entries = node.value if isinstance(node, yaml.MappingNode) else ()
        return [(key, value) for key, value in entries if not _is_key(key, part)]

    def same(self, old: yaml.Node, new: yaml.Node) -> bool:
        if (id(old), id(new)) in self.compared:
            return True
        self.compared.add((id(old), id(new)))
        if type(old) is not type(new) or old.tag != new.tag:
            return False
        if isinstance(old, yaml.ScalarNode):
            return bool(old.value == new.value)
        if len(old.value) != len(new.value):
            return False
        if isinstance(old, yaml.SequenceNode):
            return all(self.same(a, b) for a, b in zip(old.value, new.value, strict=True))
        return all(
            self.same(a, c) and self.same(b, d)
            for (a, b), (c, d) in zip(old.value, new.value, strict=True)
        )


def _is_key(key: yaml.Node, part: str) -> bool:
    return isinstance(key, yaml.ScalarNode) and bool(key.value == part)


def _lines(
    before: str, after: str, start: int, end: int, text: str
) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """The number of the first changed line, and the old and new lines without other values."""
    first = max((match.end() for match in LINE_BREAK.finditer(before, 0, start)), default=0)
    line = len(LINE_BREAK.findall(before[:start])) + 1
    last, new_end = _line_end(before, end), start + len(text)
    old = LINE_BREAK.split(before[first:last])
    new = LINE_BREAK.split(after[first : _line_end(after, new_end)])
    if old[0] == new[0]:
        return line + 1, tuple(old[1:]), tuple(new[1:])
    head, tail = _head(before[first:start]), _tail(before[end:last])
    shown = [LINE_BREAK.split(f"{head}{part}{tail}") for part in (before[start:end], text)]
    return line, tuple(shown[0]), tuple(shown[1])


def _head(text: str) -> str:
    """The text of a line before a change: the keys that lead to it, and no other value."""
    keys = _KEYS_BEFORE.search(text)
    before = text[: keys.start()] if keys else text
    return f"{before if not before.strip(' {-') else _LEFT_OUT}{keys[0] if keys else ''}"


def _tail(text: str) -> str:
    """The text of a line after a change: brackets, but no other value and no comment."""
    closing = len(text) - len(text.lstrip("\"'}] "))
    return text if closing == len(text) else f"{text[:closing]}{_LEFT_OUT}"


def _line_end(text: str, at: int) -> int:
    match = LINE_BREAK.search(text, at)
    return match.start() if match else len(text)
