"""Lines of a text that is no YAML: their keys, and what of them may be shown."""

from __future__ import annotations

import re

from zwe_vsam.config import key_table, secrets, spelling

_KEY = re.compile(
    r"^(?P<indent> *)(?:- +)?(?P<key>[^\s#:][^:#]*?) *:(?P<value> +[^#\s].*)?(?: *#.*)?$"
)
NO_BLANK = re.compile(r"^ *(?:- +)?(?P<key>[\w-]+):[^\s]")
NAMES = frozenset(part for path in key_table.PATHS for part in path)
HARMLESS = frozenset(name for name in NAMES if not secrets.may_hold_one(name))
"""Keys whose values may be quoted, and words that may."""
_PLAIN = re.compile(r"""["'@%&*!`|>,=]*[\w.#$+: %&*`-]{0,60}["']?""", re.ASCII)
_LONGEST = 300
"""Characters of a line that people write; in others nothing is looked for."""

Explanation = tuple[str, str, tuple[int, ...]]
"""What is wrong, what to do, and the lines concerned (0-based), the decisive one last."""


def shown_line(line: str) -> str:
    """A line as messages quote it: keys, and values only where they cannot be a secret."""
    if not (bare := line.strip(" -")) or bare in HARMLESS or bare in NAMES:
        return line.rstrip()
    joined = NO_BLANK.match(line)
    if joined and joined["key"] in NAMES:
        return f"{line[: joined.end('key')]}:{secrets.MASK}"
    found = key_of(line.replace("\t", " "))
    if not found:
        return f"{line[: len(line) - len(line.lstrip())][:_LONGEST]}{secrets.MASK}"
    value = (found["value"] or "").strip()
    start = f"{line[: found.start('key')]}{named(found['key'], secrets.MASK)}"
    if value and not (found["key"] in HARMLESS and _is_harmless(value)):
        value = secrets.MASK
    return f"{start}: {value}".rstrip()


def named(key: str, otherwise: str = "a key") -> str:
    """A key's name, where it is one or a slip of one, and not a password in a key's place."""
    return key if key in NAMES or spelling.meant(key, NAMES) else otherwise


def _is_harmless(value: str) -> bool:
    return bool(_PLAIN.fullmatch(value)) and not secrets.may_hold_one(value)


def key_of(line: str) -> re.Match[str] | None:
    """The parts of a line that holds a key."""
    return _KEY.match(line) if len(line) <= _LONGEST else None


def is_uneven(what: str) -> bool:
    """Whether a line stands where no mapping goes on (the C library's words, and Python's)."""
    words = ("did not find expected key", "expected '-' indicator", "expected <block end>")
    return any(word in what for word in words)


def blanks(count: int) -> str:
    """``1 blank``, ``2 blanks``."""
    return f"{count} blank{'' if count == 1 else 's'}"


def previous(lines: list[str], at: int) -> int | None:
    """The line before ``at`` that holds anything."""
    for number in range(at - 1, -1, -1):
        text = lines[number].strip()
        if text and not text.startswith("#"):
            return number
    return None
