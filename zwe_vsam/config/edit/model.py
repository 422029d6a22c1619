"""What is to be changed in a YAML text, and the changes of the text that do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from zwe_vsam.config.document import Document

Path: TypeAlias = "tuple[str, ...]"
Wanted: TypeAlias = "Mapping[str, Wanted | str | int | None]"
"""Keys and what they are to hold: further keys, a value, or None for a key to remove."""


class Refused(Exception):
    """The changes cannot be made. The text is the reason."""


class Setting(NamedTuple):
    """A key, and the value that it is to have."""

    path: Path
    value: str | int | None
    """One line of text, or a number; None removes the key with all that is below it."""


class Change(NamedTuple):
    """One replacement in a text."""

    start: int
    end: int
    text: str


class Edit(NamedTuple):
    """A set of changes of one text, and the document after them."""

    changes: tuple[Change, ...]
    """In the order of the text; none overlaps another one."""
    after: Document


def applied(text: str, changes: Sequence[Change]) -> str:
    """The text after the changes, which are in its order."""
    parts: list[str] = []
    at = 0
    for change in changes:
        parts += (text[at : change.start], change.text)
        at = change.end
    return "".join((*parts, text[at:]))


def wanted(settings: Sequence[Setting]) -> Wanted:
    """The settings as a tree of keys, in their order."""
    tree: dict[str, Wanted | str | int | None] = {}
    for setting in settings:
        *above, name = setting.path
        below = tree
        for part in above:
            below = below.setdefault(part, {})  # type: ignore[assignment]
        below[name] = setting.value
    return tree
