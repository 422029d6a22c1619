"""Compares a document with the one before an edit: nothing but the edit has changed."""

from __future__ import annotations

import yaml

from zwe_vsam.config import document as yaml_text
from zwe_vsam.config.document import Document
from zwe_vsam.config.edit.model import Refused, Wanted


class Comparison:
    """Compares two trees that may differ in some values only."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._compared: set[tuple[int, int]] = set()

    def check(self, new: yaml.Node, wanted: Wanted) -> None:
        """Raise Refused unless ``new`` is the document with what is wanted and no other change."""
        if not self._has(self._document.root, new, wanted):
            raise Refused("other values would change, too")

    def _has(self, old: yaml.Node | None, new: yaml.Node, wanted: Wanted | str | int) -> bool:
        if isinstance(wanted, str | int):
            is_scalar = isinstance(new, yaml.ScalarNode) and not yaml_text.is_nothing(new)
            return is_scalar and str(new.value).strip() == str(wanted)
        if not isinstance(new, yaml.MappingNode):
            return False
        if old is not None and not isinstance(old, yaml.MappingNode):
            if not yaml_text.is_nothing(old):
                return False
            old = None
        return self._same_others(old, new, wanted) and all(
            self._has_key(old, new, name, value) for name, value in wanted.items()
        )

    def _has_key(
        self, old: yaml.MappingNode | None, new: yaml.MappingNode, name: str,
        value: Wanted | str | int | None,
    ) -> bool:  # fmt: skip
        after = _values(new, name)
        if value is None:
            return not after
        before = _values(old, name)
        if len(after) != 1:
            return False
        is_section = not isinstance(value, str | int)
        if old and not before and is_section and name in self._document.merged(old):
            return False  # The new mapping would replace a merged one (<<).
        return self._has(before[0] if before else None, after[0], value)

    def _same_others(self, old: yaml.Node | None, new: yaml.Node, wanted: Wanted) -> bool:
        before, after = _others(old, wanted), _others(new, wanted)
        return len(before) == len(after) and all(
            self._same(a, c) and self._same(b, d)
            for (a, b), (c, d) in zip(before, after, strict=True)
        )

    def _same(self, old: yaml.Node, new: yaml.Node) -> bool:
        if (id(old), id(new)) in self._compared:
            return True
        self._compared.add((id(old), id(new)))
        if type(old) is not type(new) or old.tag != new.tag:
            return False
        if isinstance(old, yaml.ScalarNode):
            return bool(old.value == new.value)
        if len(old.value) != len(new.value):
            return False
        if isinstance(old, yaml.SequenceNode):
            return all(self._same(a, b) for a, b in zip(old.value, new.value, strict=True))
        return all(
            self._same(a, c) and self._same(b, d)
            for (a, b), (c, d) in zip(old.value, new.value, strict=True)
        )


def _values(node: yaml.Node | None, name: str) -> list[yaml.Node]:
    entries = node.value if isinstance(node, yaml.MappingNode) else ()
    return [value for key, value in entries if _name(key) == name]


def _others(node: yaml.Node | None, wanted: Wanted) -> list[yaml_text.KeyAndValue]:
    """The entries of a mapping, in its order, without those that are wanted to change."""
    entries = node.value if isinstance(node, yaml.MappingNode) else ()
    return [(key, value) for key, value in entries if _name(key) not in wanted]


def _name(key: yaml.Node) -> str | None:
    return str(key.value) if isinstance(key, yaml.ScalarNode) else None
