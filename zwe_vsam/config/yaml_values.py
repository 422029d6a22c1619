"""Explains values that YAML takes for its own syntax: quotes, anchors, brackets, merge markers.

Source: YAML 1.1, chapters "Node Properties" (``&`` anchors, ``!`` tags), "Alias Nodes" (``*``),
"Directives" (``%``), "Flow Styles" and "Indicator Characters". System symbols: Zowe does not
replace ``&SYSNAME`` in zowe.yaml; ``zos.resolveSymbol`` is its function for expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zwe_vsam.config.system_symbols import symbol_remedy
from zwe_vsam.config.yaml_lines import HARMLESS, Explanation, is_uneven, key_of, named, previous

_VALUE = re.compile(r"^ *(?:- +)*(?:(?P<key>[^\s#:'\"\[{&*!|>%@`-][^:#]*?) *: +)?(?P<value>\S.*)$")
_MARKER = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_ASSIGNED = re.compile(r"^ *(?:- +)?([A-Za-z][\w.-]*)=(\S*) *(?:#.*)?$")
_ITEM = re.compile(r"^( *)-(?: |$)")
_MAXIMUM_DISTANCE = 200
"""The most lines above an error that are searched for an opening quote or bracket."""


class _Written(NamedTuple):
    """The value of a line, and how messages name its key."""

    key: str
    value: str
    is_harmless: bool
    """Whether messages can quote the value: it is no secret."""


def _written(line: str) -> _Written | None:
    match = _VALUE.match(line)
    if match is None or match["value"].startswith("#"):
        return None
    key: str | None = match["key"]
    return _Written(named(key) if key else "the item", match["value"], key in HARMLESS)


def merge_marker(_: str, lines: list[str], at: int) -> Explanation | None:
    """Explain a conflict marker of a version control system."""
    for number in range(at, max(at - _MAXIMUM_DISTANCE, -1), -1):
        if _MARKER.match(lines[number]):
            return (
                "the line is a conflict marker of a merge",
                "Keep one of the two versions, and remove the lines with the markers.",
                (number,),
            )
    return None


def no_break_space(_: str, lines: list[str], at: int) -> Explanation | None:
    """Explain a no-break space in the place of a blank."""
    for number in (at, previous(lines, at)):
        if number is not None and "\u00a0" in lines[number].partition("#")[0]:
            return (
                "the line holds a no-break space, which is no blank to YAML",
                "Write an ordinary blank in its place.",
                (number,),
            )
    return None


def open_quote(reason: str, lines: list[str], at: int) -> Explanation | None:
    """Explain a quotation mark that is not closed."""
    if not any(words in reason for words in ("end of stream", "expected", "mapping")):
        return None
    for number in range(at, max(at - _MAXIMUM_DISTANCE, -1), -1):
        written = _written(lines[number])
        if written and written.value[0] in "'\"" and not _is_closed(written.value):
            return (
                f"the value of {written.key} begins with a quotation mark that is not closed",
                f"Write {written.value[0]} at the end of the value.",
                (number,),
            )
    return None


def _is_closed(value: str) -> bool:
    quote = value[0]
    text = value[1:].replace("''" if quote == "'" else '\\"', "")
    return quote in text


def after_quote(reason: str, lines: list[str], at: int) -> Explanation | None:
    """Explain text after a closing quotation mark."""
    written = _written(lines[at])
    if not is_uneven(reason) or written is None or written.value[0] not in "'\"":
        return None
    _, _, text = written.value[1:].partition(written.value[0])
    if not text.strip() or text.lstrip().startswith(("#", ":")):
        return None
    return (
        f"the value of {written.key} goes on behind its closing quotation mark",
        "Put the whole value in quotation marks.",
        (at,),
    )


def anchor(reason: str, lines: list[str], at: int) -> Explanation | None:
    """Explain ``&`` or ``*`` in a value that is meant as text or as a system symbol."""
    if "second occurrence" in reason or "duplicate anchor" in reason:
        return "an anchor is defined twice", "Give each anchor a name of its own.", (at,)
    if "alias" not in reason and "alphabetic or numeric" not in reason:
        return None
    written = _written(lines[at])
    if written is None or written.value[0] not in "&*":
        return None
    word = written.value.split()[0]
    if written.value[0] == "*":
        mistake = f"the value of {written.key} begins with *, which YAML takes for an alias"
        name = f" &{word[1:]}" if written.is_harmless and word[1:] else ""
        return mistake, f"Put it in quotation marks, or define the anchor{name}.", (at,)
    return (
        f"the value of {written.key} begins with &, which YAML takes for an anchor",
        (symbol_remedy(word) if written.is_harmless else "") or "Put it in quotation marks.",
        (at,),
    )


def directive(reason: str, lines: list[str], at: int) -> Explanation | None:
    """Explain ``%`` at the left margin."""
    if "directive" not in reason and "document start" not in reason:
        return None
    for number in range(at, -1, -1):
        if lines[number].startswith("%"):
            return (
                "the line begins with %, which YAML takes for a directive",
                "Remove the line, or put # before it to make it a comment.",
                (number,),
            )
    return None


def block_mark(reason: str, lines: list[str], at: int) -> Explanation | None:
    """Explain ``|`` or ``>`` before a value, and marks that cannot begin a value."""
    written = _written(lines[at])
    if written is None:
        return None
    mark = written.value[0]
    if "comment or line break" in reason or "chomping or indentation" in reason:
        if mark in "|>":
            mistake = f"the value of {written.key} begins with {mark}, which opens a block of lines"
            return mistake, "Put it in quotation marks.", (at,)
    elif "node content" in reason and mark in ",]}":
        mistake = f"the value of {written.key} begins with {mark}"
        return mistake, "Remove it, or put the value in quotation marks.", (at,)
    return None


def open_bracket(reason: str, lines: list[str], at: int) -> Explanation | None:
    """Explain ``[`` or ``{`` that is not closed."""
    if "',' or ']'" not in reason and "',' or '}'" not in reason:
        return None
    opening = "[" if "']'" in reason else "{"
    closing = "]" if opening == "[" else "}"
    for number in range(at, max(at - _MAXIMUM_DISTANCE, -1), -1):
        bare = lines[number].partition(" #")[0]
        if bare.count(opening) > bare.count(closing):
            return (
                f"the {opening} of this line is not closed",
                f"Write {closing} behind the last of its values.",
                (number,),
            )
    return None


def assignment(reason: str, lines: list[str], at: int) -> Explanation | None:
    """Explain ``key=value``."""
    if "could not find expected ':'" not in reason and "mapping values" not in reason:
        return None
    for number in (at, previous(lines, at)):
        match = _ASSIGNED.match(lines[number]) if number is not None else None
        if match and number is not None:
            name = named(match[1], "the key")
            return (
                f"{name} has = behind it where a colon is expected",
                f"Write {name}: and a blank in the place of =.",
                (number,),
            )
    return None


def list_columns(reason: str, lines: list[str], at: int) -> Explanation | None:
    """Explain items of one list in different columns, or an item among keys."""
    item = _ITEM.match(lines[at])
    if item is None or not is_uneven(reason):
        return None
    for number in _above(lines, at):
        above = _ITEM.match(lines[number])
        if above is None:
            key = key_of(lines[number])
            if key and len(key["indent"]) == len(item[1]):
                return (
                    "an item of a list (-) stands among keys",
                    "Remove the -, or indent the items below the key that they belong to.",
                    (number, at),
                )
            if key and len(key["indent"]) < len(item[1]):
                return None
        elif len(above[1]) != len(item[1]):
            return (
                f"the item stands in column {len(item[1]) + 1}, and the item on line "
                f"{number + 1} in column {len(above[1]) + 1}",
                "Write all items of a list in the same column.",
                (number, at),
            )
    return None


def _above(lines: list[str], at: int) -> Iterator[int]:
    number = previous(lines, at)
    while number is not None:
        yield number
        number = previous(lines, number)
