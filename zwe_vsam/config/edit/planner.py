"""Finds the places in a text that an edit changes, and the new text of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

import yaml

from zwe_vsam.config import document as yaml_text
from zwe_vsam.config.document import LINE_BREAK, Document, KeyAndValue
from zwe_vsam.config.edit.lines import line_end
from zwe_vsam.config.edit.model import Change, Path, Refused, Wanted
from zwe_vsam.config.edit.scalars import escaped, written

PROPERTIES = re.compile(r"(?:[&!]\S*\s+|[&!]\S*$)*")
"""Anchors and tags before a value."""
_ALIAS = re.compile(r"(\s*:\s+)(\*[^\s,\]}]+)")
_DEFAULT_STEP = 2


def without_empty_sections(document: Document, wanted: Wanted) -> Wanted:
    """``wanted``, with each section that would be left without a key as a key to remove.

    Keys to remove that the document does not have are left out.
    """
    return _without_empty(document.root, wanted)


def _without_empty(node: yaml.Node | None, wanted: Wanted) -> Wanted:
    pruned: dict[str, Wanted | str | int | None] = {}
    for name, value in wanted.items():
        child = own(node, name)
        if value is None:
            if child is not None:
                pruned[name] = None
        elif isinstance(value, Mapping):
            below = _without_empty(child[1] if child else None, value)
            if child is not None and _is_emptied(child[1], below):
                pruned[name] = None
            elif below:
                pruned[name] = below
        else:
            pruned[name] = value
    return pruned


def _is_emptied(node: yaml.Node, wanted: Wanted) -> bool:
    """Whether a mapping would have no key left."""
    if not isinstance(node, yaml.MappingNode) or not node.value:
        return False
    removed = {name for name, value in wanted.items() if value is None}
    return len(removed) == len(wanted) and all(
        isinstance(key, yaml.ScalarNode) and key.value in removed for key, _ in node.value
    )


def own(node: yaml.Node | None, name: str) -> KeyAndValue | None:
    """The first entry of a mapping with the key ``name``; None without one."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode) and key.value == name:
            return key, value
    return None


def is_alias(key: yaml.Node, value: yaml.Node) -> bool:
    """Whether the value of a key is written in another place, and the key has its alias (*)."""
    return bool(value.start_mark.index < key.end_mark.index)


class Planner:
    """The changes of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        self._changes: list[Change] = []

    def changes(self, wanted: Wanted) -> tuple[Change, ...]:
        """The changes that lead to what is wanted, in the order of the text. Raises Refused."""
        self._section(self._document.root, wanted, (), is_flow=False)
        # Of two insertions at one place, that into the inner section came first and stays first.
        changes = sorted(self._changes, key=lambda change: change.start)
        for change, following in pairwise(changes):
            if change.end > following.start:
                raise Refused("two of the changes concern one place")
        return tuple(changes)

    def _change(self, start: int, end: int, text: str) -> None:
        if self._text[start:end] != text:
            self._changes.append(Change(start, end, text))

    def _section(self, node: yaml.Node, wanted: Wanted, path: Path, *, is_flow: bool) -> None:
        """Plan what is wanted of a mapping."""
        if not isinstance(node, yaml.MappingNode):
            raise Refused(f"the key {'.'.join(path)} holds no further keys")
        is_flow = is_flow or bool(node.flow_style)
        missing: dict[str, Wanted | str | int | None] = {}
        for name, value in wanted.items():
            entry = own(node, name)
            if entry is None:
                missing[name] = value
            elif value is None:
                self._remove(node, entry, is_flow=is_flow)
            else:
                self._entry(entry, value, (*path, name), is_flow=is_flow)
        if missing and is_flow:
            self._into_flow(node, missing)
        elif missing:
            self._at_end(node, missing)

    def _entry(
        self, entry: KeyAndValue, value: Wanted | str | int, path: Path, *, is_flow: bool
    ) -> None:
        """Plan what is wanted of a key that is there."""
        key, child = entry
        is_section = isinstance(value, Mapping)
        if is_alias(key, child):
            match = _ALIAS.match(self._text, key.end_mark.index)
            if isinstance(value, Mapping) or match is None:
                raise Refused("its value is an alias (*) of a value in another place")
            self._change(match.start(2), match.end(2), written(value, "", is_flow=is_flow))
        elif is_section and yaml_text.is_nothing(child):
            self._below_nothing(entry, value, is_flow=is_flow)
        elif isinstance(value, Mapping):
            self._section(child, value, path, is_flow=is_flow)
        elif isinstance(child, yaml.ScalarNode):
            self._scalar(key, child, value, is_flow=is_flow)
        else:
            raise Refused(f"the key holds a {yaml_text.kind(child)}")

    # Values

    def _scalar(
        self, key: yaml.Node, node: yaml.ScalarNode, value: str | int, *, is_flow: bool
    ) -> None:
        """Replace the text of a value and keep its quotes, its anchor and its tag."""
        start, end = self._token(node)
        raw = self._text[start:end]
        if not raw:
            self._after_colon(key, written(value, "", is_flow=is_flow))
            return
        old = str(node.value).strip()
        quote = raw[0] if raw[0] in "'\"" else ""
        if old and raw.count(old) == 1:
            at = start + raw.index(old)
            is_text = bool(quote) or node.style in ("|", ">")
            new = escaped(value, quote) if is_text else written(value, "", is_flow=is_flow)
            self._change(at, at + len(old), new)
        elif node.style in ("|", ">"):
            raise Refused("its value is folded over several lines")
        else:
            self._change(start, end, written(value, quote, is_flow=is_flow))

    def _token(self, node: yaml.ScalarNode) -> tuple[int, int]:
        """The start and end of a scalar, without its anchor and its tag."""
        start, end = node.start_mark.index, node.end_mark.index
        properties = PROPERTIES.match(self._text, start, end)
        return (properties.end() if properties else start), end

    def _after_colon(self, key: yaml.Node, text: str) -> None:
        colon = re.compile(r"\s*:").match(self._text, key.end_mark.index)
        at = colon.end() if colon else key.end_mark.index
        self._change(at, at, f" {text}" if colon else f": {text}")

    # New keys

    def _below_nothing(self, entry: KeyAndValue, wanted: object, *, is_flow: bool) -> None:
        """Insert keys below a key without a value."""
        key, node = entry
        assert isinstance(node, yaml.ScalarNode)
        assert isinstance(wanted, Mapping)
        start, end = self._token(node)
        if start < end:
            self._change(start, end, _flow(wanted, ""))
        elif is_flow:
            self._after_colon(key, _flow(wanted, ""))
        else:
            at = line_end(self._text, key.end_mark.index)
            self._change(at, at, self._block(wanted, key.start_mark.column + self._step(), at))

    def _into_flow(self, node: yaml.MappingNode, missing: Wanted) -> None:
        at = self._text.index("{", node.start_mark.index) + 1
        first = node.value[0][0] if node.value else None
        if first is not None and not self._text[at : first.start_mark.index].strip():
            at = first.start_mark.index
        quote = '"' if isinstance(first, yaml.ScalarNode) and first.style == '"' else ""
        inner = _flow(missing, quote)[1:-1]
        self._change(at, at, f"{inner}, " if node.value else inner)

    def _at_end(self, node: yaml.MappingNode, missing: Wanted) -> None:
        """Add lines after the last entry of a block mapping, before comments that follow it.

        Comments that are indented deeper than the keys of the mapping belong to its last entry.
        """
        column = node.value[0][0].start_mark.column
        at = line_end(self._text, max(self._last_text(node), self._last_scalar(node)))
        at = self._after_deeper_comments(at, column)
        self._change(at, at, self._block(missing, column, at))

    def _after_deeper_comments(self, at: int, column: int) -> int:
        """The end of the last of the comment lines after ``at`` that are indented deeper.

        A comment without a line end stays the last line of the text.
        """
        while newline := LINE_BREAK.match(self._text, at):
            end = line_end(self._text, newline.end())
            line = self._text[newline.end() : end]
            comment = line.lstrip(" ")
            is_deeper = comment.startswith("#") and len(line) - len(comment) > column
            if not is_deeper or end == len(self._text):
                break
            at = end
        return at

    def _last_text(self, node: yaml.Node) -> int:
        """The end of the last line of ``node`` that holds more than a comment."""
        text = self._text[: node.end_mark.index]
        starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]
        for start, end in zip(reversed(starts), reversed([*starts[1:], len(text)]), strict=True):
            line = text[start:end].strip()
            if line and not line.startswith("#"):
                return start + len(text[start:end].rstrip())
        return 0

    def _last_scalar(self, node: yaml.Node) -> int:
        """The end of the last value in ``node``: lines of a text may look like comments."""
        while isinstance(node, yaml.MappingNode | yaml.SequenceNode) and node.value:
            last = node.value[-1]
            below = last[1] if isinstance(node, yaml.MappingNode) else last
            if below.start_mark.index < node.start_mark.index:
                return 0
            node = below
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self._text[start:end].rstrip())

    def _newline(self, at: int) -> str:
        """The line end at ``at``, or else the first one of the text."""
        match = LINE_BREAK.match(self._text, at) or LINE_BREAK.search(self._text)
        return match[0] if match else "\n"

    def _step(self) -> int:
        """The columns of indentation, as of the first mapping inside another one."""
        for key, value in self._document.root.value:
            if isinstance(value, yaml.MappingNode) and value.value and not value.flow_style:
                column = value.value[0][0].start_mark.column - key.start_mark.column
                if column > 0:
                    return int(column)
        return _DEFAULT_STEP

    def _block(self, wanted: Wanted, column: int, at: int) -> str:
        newline = self._newline(at)
        return newline + newline.join(_block_lines(wanted, column, self._step()))

    # Keys to remove

    def _remove(self, node: yaml.MappingNode, entry: KeyAndValue, *, is_flow: bool) -> None:
        key, value = entry
        if is_flow:
            self._remove_from_flow(node, key)
            return
        start = key.start_mark.index - key.start_mark.column
        if self._text[start : key.start_mark.index].strip():
            raise Refused("its key does not begin its line")
        end = key.end_mark.index
        if not is_alias(key, value):
            end = max(end, self._last_text(value), self._last_scalar(value))
        end = line_end(self._text, end)
        match = LINE_BREAK.match(self._text, end)
        if match:
            end = match.end()
        else:
            # The last line of a text without a line end: the line end before it goes.
            start = len(self._text[:start].rstrip("\r\n"))
        self._change(start, end, "")

    def _remove_from_flow(self, node: yaml.MappingNode, key: yaml.Node) -> None:
        index = next(i for i, entry in enumerate(node.value) if entry[0] is key)
        if index + 1 < len(node.value):
            self._change(key.start_mark.index, node.value[index + 1][0].start_mark.index, "")
            return
        previous = node.value[index - 1][1]
        if is_alias(node.value[index - 1][0], previous) or is_alias(key, node.value[index][1]):
            raise Refused("its value is an alias (*) of a value in another place")
        self._change(previous.end_mark.index, node.value[index][1].end_mark.index, "")


def _block_lines(wanted: Wanted, column: int, step: int) -> list[str]:
    lines: list[str] = []
    for name, value in wanted.items():
        key = f"{' ' * column}{written(name, '', is_flow=False)}:"
        if isinstance(value, Mapping):
            lines += (key, *_block_lines(value, column + step, step))
        elif value is not None:
            lines.append(f"{key} {written(value, '', is_flow=False)}")
    return lines


def _flow(wanted: Wanted, quote: str) -> str:
    parts = []
    for name, value in wanted.items():
        if value is not None:
            text = _flow(value, quote) if isinstance(value, Mapping) else _flow_value(value, quote)
            parts.append(f"{written(name, quote, is_flow=True)}: {text}")
    return f"{{{', '.join(parts)}}}"


def _flow_value(value: str | int, quote: str) -> str:
    return written(value, "" if isinstance(value, int) else quote, is_flow=True)
