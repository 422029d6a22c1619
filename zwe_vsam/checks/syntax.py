"""Why a zowe.yaml is no YAML, in words that help.

YAML's own messages name the place where the reader gave up. What people did wrong is mostly one of
a few things on that line or the one before it.
"""

from __future__ import annotations

import re

from zwe_vsam.checks import known, spelling
from zwe_vsam.config import secrets
from zwe_vsam.errors import Problem

_KEY = re.compile(
    r"^(?P<indent> *)(?:- +)?(?P<key>[^\s#:][^:#]*?) *:(?P<value> +[^#\s].*)?(?: *#.*)?$"
)
_NO_BLANK = re.compile(r"^ *(?:- +)?(?P<key>[\w-]+):[^\s]")
_NAMES = frozenset(part for path in known.PATHS for part in path)
_HARMLESS = frozenset(name for name in _NAMES if not secrets.may_hold_one(name))
"""Keys whose values may be quoted, and words that may."""
_PLAIN = re.compile(r"""["']?@?[\w.#$+: -]{1,60}["']?""", re.ASCII)
_LONGEST = 300
"""Characters of a line that people write; in others nothing is looked for."""


def explained(problem: Problem, text: str) -> Problem:
    """``problem``, said again with the lines that it is about; the same where that is no use."""
    origin = problem.origin
    what = problem.facts[0] if problem.facts else ""
    lines = text.splitlines()
    if origin is None or not origin.line or not lines or not what.startswith("not valid YAML"):
        return problem
    at = min(origin.line, len(lines)) - 1
    for look in (_tab, _too_deep, _no_blank, _no_colon, _two_colons, _uneven, _special):
        found = look(what, lines, at)
        if found:
            why, remedy, shown = found
            details = tuple(f"{number + 1:>5} | {_shown(lines[number])}" for number in shown)
            return Problem(
                problem.id,
                f"not valid YAML: {why}",
                origin=origin._replace(line=shown[-1] + 1, column=None),
                remedy=remedy,
                details=details,
            )
    return problem


def _shown(line: str) -> str:
    """A line as messages quote it: keys, and values only where they cannot be a secret."""
    if not (bare := line.strip(" -")) or bare in _HARMLESS or bare in _NAMES:
        return line.rstrip()
    joined = _NO_BLANK.match(line)
    if joined and joined["key"] in _NAMES:
        return f"{line[: joined.end('key')]}:{secrets.MASK}"
    found = _key(line.replace("\t", " "))
    if not found:
        return f"{line[: len(line) - len(line.lstrip())][:_LONGEST]}{secrets.MASK}"
    value = (found["value"] or "").strip()
    start = f"{line[: found.start('key')]}{_named(found['key'], secrets.MASK)}"
    if value and not (found["key"] in _HARMLESS and _is_harmless(value)):
        value = secrets.MASK
    return f"{start}: {value}".rstrip()


def _named(key: str, otherwise: str = "a key") -> str:
    """A key's name, where it is one or a slip of one, and not a password in a key's place."""
    return key if key in _NAMES or spelling.meant(key, _NAMES) else otherwise


def _is_harmless(value: str) -> bool:
    return bool(_PLAIN.fullmatch(value)) and not secrets.may_hold_one(value)


def _key(line: str) -> re.Match[str] | None:
    """The parts of a line that holds a key."""
    return _KEY.match(line) if len(line) <= _LONGEST else None


_Explanation = tuple[str, str, tuple[int, ...]]


def _tab(_: str, lines: list[str], at: int) -> _Explanation | None:
    for number in range(at, max(at - 2, -1), -1):
        indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
        if "\t" in indent:
            return "the line is indented with a tab", "Indent it with blanks.", (number,)
    return None


def _too_deep(what: str, lines: list[str], at: int) -> _Explanation | None:
    """A key below a key that has a value already."""
    if "mapping values are not allowed" not in what and not _is_uneven(what):
        return None
    before = _previous(lines, at)
    here = _key(lines[at])
    above = _key(lines[before]) if before is not None else None
    if here and before is not None and not above:
        return _below_value(lines, before, at)
    if before is None or not here or not above or not above["value"]:
        return None
    if len(here["indent"]) <= len(above["indent"]):
        return None
    key, other = _named(here["key"]), _named(above["key"], "the key above it")
    blanks = len(above["indent"])
    remedy = f"Indent {key} like {other}: by {_blanks(blanks)}."
    shown: tuple[int, ...] = (before, at)
    parent = _previous(lines, before)
    over = _key(lines[parent]) if parent is not None else None
    if parent is not None and over and not over["value"] and len(over["indent"]) == blanks:
        remedy = (
            f"Indent {other} like {key}, by {_blanks(len(here['indent']))}, if both belong to "
            f"{_named(over['key'], 'the key above')}."
        )
        shown = (parent, before, at)
    return (
        f"{key} is indented deeper than {other}, which already has a value",
        remedy,
        shown,
    )


def _below_value(lines: list[str], value: int, at: int) -> _Explanation | None:
    """A key below a key whose value is on a line of its own."""
    parent = _previous(lines, value)
    here = _key(lines[at])
    above = _key(lines[parent]) if parent is not None else None
    if parent is None or not here or not above or above["value"]:
        return None
    blanks = len(above["indent"])
    if len(here["indent"]) <= blanks or ":" in lines[value]:
        return None
    key, other = _named(here["key"]), _named(above["key"], "the key above it")
    return (
        f"{key} is indented deeper than {other}, which already has a value",
        f"Indent {key} like {other}: by {_blanks(blanks)}.",
        (parent, value, at),
    )


def _no_blank(_: str, lines: list[str], at: int) -> _Explanation | None:
    """``key:value``, which is one word; what is told is the line after it."""
    for number in (at, _previous(lines, at)):
        found = _NO_BLANK.match(lines[number]) if number is not None else None
        if found and number is not None and found["key"] in _NAMES:
            why = f"there is no blank after the colon of {found['key']}"
            return why, f"Write {found['key']}: with a blank after the colon.", (number,)
    return None


def _two_colons(what: str, lines: list[str], at: int) -> _Explanation | None:
    if "mapping values are not allowed" not in what or lines[at].count(": ") < 2:
        return None
    key = _named(lines[at].partition(":")[0].strip(" -"))
    remedy = "Put the value in quotation marks."
    if "${{" in lines[at]:
        remedy = (
            "Put the value in double quotes: Zowe ignores a key with an expression in single ones."
        )
    return f"the value of {key} holds a colon and a blank", remedy, (at,)


def _no_colon(what: str, lines: list[str], at: int) -> _Explanation | None:
    if "could not find expected ':'" not in what:
        return None
    number: int | None = at
    for _ in range(3):
        if number is None:
            return None
        bare = lines[number].strip()
        if bare in _NAMES:
            return f"{bare} has no colon after it", f"Write {bare}: and its value.", (number,)
        if re.fullmatch(r"[A-Za-z][\w.-]*", bare):
            return "a key has no colon after it", "Write a colon and the value after it.", (number,)
        number = _previous(lines, number)
    return None


def _is_uneven(what: str) -> bool:
    """Whether a line stands where no mapping goes on (the C library's words, and Python's)."""
    return "did not find expected key" in what or "expected <block end>" in what


def _uneven(what: str, lines: list[str], at: int) -> _Explanation | None:
    if not _is_uneven(what):
        return None
    here = _key(lines[at])
    if not here:
        return None
    deep = len(here["indent"])
    number = _previous(lines, at)
    while number is not None:
        above = _key(lines[number])
        if above and len(above["indent"]) < deep:
            break
        number = _previous(lines, number)
    shown = (at,) if number is None else (number, at)
    return (
        f"{_named(here['key'])} is indented by {_blanks(deep)}, unlike any key around it",
        "Indent keys of one mapping alike.",
        shown,
    )


def _special(what: str, lines: list[str], at: int) -> _Explanation | None:
    """``@``, ``%`` and a back quote cannot begin a value without quotation marks."""
    if "cannot start any token" not in what:
        return None
    found = _key(lines[at])
    if not found or not found["value"]:
        return None
    value = found["value"].strip()
    return (
        f"the value of {_named(found['key'])} begins with {value[0]}",
        "Put it in quotation marks: '…'.",
        (at,),
    )


def _blanks(count: int) -> str:
    return f"{count} blank{'' if count == 1 else 's'}"


def _previous(lines: list[str], at: int) -> int | None:
    """The line before ``at`` that holds anything."""
    for number in range(at - 1, -1, -1):
        text = lines[number].strip()
        if text and not text.startswith("#"):
            return number
    return None
