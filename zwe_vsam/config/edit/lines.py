"""The lines of a change, as messages show them: without any other value on them."""

from __future__ import annotations

import re
from typing import NamedTuple

from zwe_vsam.config.document import LINE_BREAK
from zwe_vsam.config.edit.model import Change, applied

_KEYS_BEFORE = re.compile(r"""(?:["']?[\w.-]+["']?\s*:\s*[{["']*\s*)+$""")
_LEFT_OUT = "…"


class Shown(NamedTuple):
    """The lines of one change."""

    line: int
    """1-based, of the first line that changes."""
    old: tuple[str, ...]
    """The lines before the change, without other values on them; none where lines are added."""
    new: tuple[str, ...]


def shown(before: str, change: Change) -> Shown:
    """The lines that ``change`` of the text ``before`` replaces, and the new ones."""
    start, end, text = change
    after = applied(before, (change,))
    first = max((match.end() for match in LINE_BREAK.finditer(before, 0, start)), default=0)
    line = len(LINE_BREAK.findall(before[:start])) + 1
    last, new_end = line_end(before, end), start + len(text)
    old = LINE_BREAK.split(before[first:last])
    new = LINE_BREAK.split(after[first : line_end(after, new_end)])
    if old[0] == new[0]:
        return Shown(line + 1, tuple(old[1:]), tuple(new[1:]))
    head, tail = _head(before[first:start]), _tail(before[end:last])
    lines = [LINE_BREAK.split(f"{head}{part}{tail}") for part in (before[start:end], text)]
    return Shown(line, tuple(lines[0]), tuple(lines[1]))


def line_end(text: str, at: int) -> int:
    """The index of the end of the line that has the character at ``at``."""
    match = LINE_BREAK.search(text, at)
    return match.start() if match else len(text)


def _head(text: str) -> str:
    """The text of a line before a change: the keys that lead to it, and no other value."""
    keys = _KEYS_BEFORE.search(text)
    before = text[: keys.start()] if keys else text
    return f"{before if not before.strip(' {-') else _LEFT_OUT}{keys[0] if keys else ''}"


def _tail(text: str) -> str:
    """The text of a line after a change: brackets, but no other value and no comment."""
    closing = len(text) - len(text.lstrip("\"'}] "))
    return text if closing == len(text) else f"{text[:closing]}{_LEFT_OUT}"
