"""Finds what makes a place of a YAML text belong to more than one key: ``&``, ``*`` and ``<<``."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

import yaml

from zwe_vsam.config.document import Document
from zwe_vsam.config.edit.model import Path
from zwe_vsam.config.edit.planner import PROPERTIES, is_alias, own


class Sharing(Enum):
    """How a value or a section is shared."""

    ANCHOR = "&"
    ALIAS = "*"
    MERGE_KEY = "<<"


class Shared(NamedTuple):
    """A key on the way to a place."""

    sharing: Sharing
    path: Path
    line: int
    """1-based, of the key, or of the merge key."""


def shared(document: Document, path: Path) -> Shared | None:
    """The first anchor or alias on the way to ``path``, or the merge key beside its last key.

    None without one. An anchor of a section counts even where nothing names it.
    """
    node: yaml.Node = document.root
    above: Path = ()
    for part in path:
        entry = own(node, part)
        if entry is None:
            break
        key, child = entry
        above = (*above, part)
        line = key.start_mark.line + 1
        if is_alias(key, child):
            return Shared(Sharing.ALIAS, above, line)
        if _has_anchor(document.text, child):
            return Shared(Sharing.ANCHOR, above, line)
        if above != path:
            node = child
    merge = document.merge_key(node)
    section = above[:-1] if above == path else above
    return None if merge is None else Shared(Sharing.MERGE_KEY, section, merge)


def _has_anchor(text: str, node: yaml.Node) -> bool:
    """Whether the value has an anchor, before or after its tag."""
    properties = PROPERTIES.match(text, node.start_mark.index, node.end_mark.index)
    return properties is not None and "&" in properties[0]
