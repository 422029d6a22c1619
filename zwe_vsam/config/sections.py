"""The problem of a value or a list in the place of a section, and its remedies."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

from zwe_vsam.errors import Origin, Problem

_ASSIGNMENT = re.compile(r"([A-Za-z_$#@][\w.$#@-]*)=(\S*)")


class NotASection(Problem):
    """A value or a list in the place of a section."""


def not_a_section(node: yaml.Node, origin: Origin, keys: Iterable[str] = ()) -> NotASection:
    """The problem of ``node`` in the place of a mapping, which can have ``keys``."""
    is_list = isinstance(node, yaml.SequenceNode)
    words = [] if is_list else str(node.value).split()
    pairs = [_ASSIGNMENT.fullmatch(word) for word in words]
    names = tuple(keys)
    details: tuple[str, ...] = ()
    if pairs and all(pairs):
        remedy = "Write : and a blank in the place of =, each key on its own line."
        details = tuple(f"{pair[1]}: {pair[2]}" for pair in pairs if pair)
    elif words and all(word in names for word in words):
        remedy = f"Write a colon and a value after each key: {', '.join(f'{w}:' for w in words)}."
    elif is_list:
        remedy = "Remove the - before the keys."
    else:
        remedy = "Write the keys below it, indented deeper, each with a colon and a blank."
    if names and not details:
        remedy += f" It has these keys: {', '.join(names)}."
    return NotASection(
        "ZWV231E",
        f"{origin.key} holds a {'list' if is_list else 'value'}. Expected further keys",
        origin=origin,
        remedy=remedy,
        details=details,
    )
