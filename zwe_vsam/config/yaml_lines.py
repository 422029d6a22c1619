"""Lines of a text that is no YAML: their keys, and the parts that messages can show."""

from __future__ import annotations

import re

from zwe_vsam.config import key_table, secrets, spelling

_KEY = re.compile(
    r"^(?P<indent> *)(?:- +)?(?P<key>[^\s#:][^:#]*?) *:(?P<value> +[^#\s].*)?(?: *#.*)?$"
)
NO_BLANK = re.compile(r"^ *(?:- +)?(?P<key>[\w-]+):[^\s]")
NAMES = frozenset(part for path in key_table.PATHS for part in path)
HARMLESS = frozenset(name for name in NAMES if not secrets.may_hold_one(name))
"""Keys whose values are no secrets."""
_PLAIN = re.compile(r"""["'@%&*!`|>,=]*[\w.#$+: %&*`-]{0,60}["']?""", re.ASCII)
_LONGEST = 300
"""The most characters of a line that is searched for a key."""

Explanation = tuple[str, str, tuple[int, ...]]
"""The mistake, the remedy, and the lines concerned (0-based), the decisive one last."""


def shown_line(line: str) -> str:
    """A line for messages: its key, and its value masked unless it cannot be a secret."""
    if not (bare := line.strip(" -")) or bare in HARMLESS or bare in NAMES:
        return line.rstrip()
    joined = NO_BLANK.match(line)
    if joined and joined["key"] in NAMES:
        return f"{line[: joined.end('key')]}:{secrets.MASK}"
    match = key_of(line.replace("\t", " "))
    if not match:
        return f"{line[: len(line) - len(line.lstrip())][:_LONGEST]}{secrets.MASK}"
    value = (match["value"] or "").strip()
    start = f"{line[: match.start('key')]}{named(match['key'], secrets.MASK)}"
    if value and not (match["key"] in HARMLESS and _is_harmless(value)):
        value = secrets.MASK
    return f"{start}: {value}".rstrip()


def named(key: str, otherwise: str = "a key") -> str:
    """``key`` if it is one of Zowe's or near one, else ``otherwise``: it can be a password."""
    return key if key in NAMES or spelling.meant(key, NAMES) else otherwise


def _is_harmless(value: str) -> bool:
    return bool(_PLAIN.fullmatch(value)) and not secrets.may_hold_one(value)


def key_of(line: str) -> re.Match[str] | None:
    """The match of a line with a key: its indent, key and value; None for other lines."""
    return _KEY.match(line) if len(line) <= _LONGEST else None


def is_uneven(reason: str) -> bool:
    """Whether the parser's reason is a line where no mapping continues, in C or in Python."""
    words = ("did not find expected key", "expected '-' indicator", "expected <block end>")
    return any(word in reason for word in words)


def blanks(count: int) -> str:
    """The count with its noun: ``1 blank``, ``2 blanks``."""
    return f"{count} blank{'' if count == 1 else 's'}"


def previous(lines: list[str], at: int) -> int | None:
    """The last line before ``at`` with more than blanks or a comment; None without one."""
    for number in range(at - 1, -1, -1):
        text = lines[number].strip()
        if text and not text.startswith("#"):
            return number
    return None
