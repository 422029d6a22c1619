"""Explains why a text is no YAML.

The parser's message has the place where it stopped. The mistake is mostly one of a few, on that
line or on the one before it.
"""

from __future__ import annotations

import re

import yaml

from zwe_vsam.config import yaml_values as values
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.config.yaml_lines import (
    NAMES,
    NO_BLANK,
    Explanation,
    blanks,
    is_uneven,
    key_of,
    named,
    previous,
    shown_line,
)
from zwe_vsam.errors import Origin, Problem

_SECOND_DOCUMENT = "a second document begins there"

_REMEDY = "Fix that line. Indent with blanks, never with tabs."
_QUOTED_WORD = re.compile(r" '[!\w][^']*'")
"""A name of the file in the parser's messages. It can hold a password."""


class NotYaml(Problem):
    """ZWEL0140E for a text that is no YAML."""

    parser_reason = ""
    """The parser's own reason, as a fact of ZWEL0140E. The problem's fact can be a better one."""


def problem_of(source: ConfigSource, error: yaml.YAMLError) -> NotYaml:
    """Return the problem for a text that YAML refuses with ``error``.

    It names the mistake, and quotes the lines concerned, where an explainer recognizes it. Else it
    repeats the parser's reason. It quotes nothing that may be a secret.
    """
    reason, origin = _reason_and_place(source, error)
    explanation = _explanation(reason, source.text.splitlines(), origin.line)
    if explanation:
        problem = _explained(explanation, source, origin)
    else:
        remedy = _REMEDY
        if reason == _SECOND_DOCUMENT:
            remedy = "Remove it; Zowe reads the first alone."
        problem = NotYaml(
            "ZWEL0140E", reason=f"not valid YAML: {reason}", origin=origin, remedy=remedy
        )
    problem.parser_reason = f"not valid YAML: {reason}"
    return problem


def _reason_and_place(source: ConfigSource, error: yaml.YAMLError) -> tuple[str, Origin]:
    """The parser's reason without words of the file, and the place where it stopped."""
    if isinstance(error, yaml.MarkedYAMLError):
        reason = _QUOTED_WORD.sub("", error.problem or "")
        if reason == "but found another document":
            reason = _SECOND_DOCUMENT
        mark = error.problem_mark
        if mark is None:
            return reason, Origin(source.name)
        return reason, Origin(source.name, mark.line + 1, column=mark.column + 1)
    match = yaml.reader.Reader.NON_PRINTABLE.search(source.text)
    line = source.text.count("\n", 0, match.start()) + 1 if match else None
    return "it holds a control character", Origin(source.name, line)


def _explanation(reason: str, lines: list[str], line: int | None) -> Explanation | None:
    """The first explanation that fits the parser's ``reason`` at ``line`` (1-based)."""
    if not line or not lines:
        return None
    at = min(line, len(lines)) - 1
    explanations = (explain(reason, lines, at) for explain in _EXPLAINERS)
    return next((explanation for explanation in explanations if explanation), None)


def _explained(explanation: Explanation, source: ConfigSource, origin: Origin) -> NotYaml:
    """The problem that an explanation makes, with the lines concerned as details."""
    reason, remedy, numbers = explanation
    lines = source.text.splitlines()
    details = tuple(f"{number + 1:>5} | {shown_line(lines[number])}" for number in numbers)
    return NotYaml(
        "ZWEL0140E",
        reason=f"not valid YAML: {reason}",
        origin=origin._replace(line=numbers[-1] + 1, column=None),
        remedy=remedy,
        details=details,
    )


def _tab(_: str, lines: list[str], at: int) -> Explanation | None:
    for number in range(at, max(at - 2, -1), -1):
        indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
        if "\t" in indent:
            return "the line is indented with a tab", "Indent it with blanks.", (number,)
    return None


def _too_deep(reason: str, lines: list[str], at: int) -> Explanation | None:
    """Explain a key below a key with a value."""
    if "mapping values are not allowed" not in reason and not is_uneven(reason):
        return None
    before = previous(lines, at)
    match = key_of(lines[at])
    above = key_of(lines[before]) if before is not None else None
    if match and before is not None and not above:
        return _below_value(lines, before, at)
    if before is None or not match or not above or not above["value"]:
        return None
    if len(match["indent"]) <= len(above["indent"]):
        return None
    key, other = named(match["key"]), named(above["key"], "the key above it")
    indent = len(above["indent"])
    remedy = f"Indent {key} like {other}: by {blanks(indent)}."
    shown: tuple[int, ...] = (before, at)
    parent = previous(lines, before)
    over = key_of(lines[parent]) if parent is not None else None
    if parent is not None and over and not over["value"] and len(over["indent"]) == indent:
        remedy = (
            f"Indent {other} like {key}, by {blanks(len(match['indent']))}, if both belong to "
            f"{named(over['key'], 'the key above')}."
        )
        shown = (parent, before, at)
    return (
        f"{key} is indented deeper than {other}, which already has a value",
        remedy,
        shown,
    )


def _below_value(lines: list[str], value: int, at: int) -> Explanation | None:
    """Explain a key below a key with its value on a line of its own."""
    parent = previous(lines, value)
    match = key_of(lines[at])
    above = key_of(lines[parent]) if parent is not None else None
    if parent is None or not match or not above or above["value"]:
        return None
    indent = len(above["indent"])
    if len(match["indent"]) <= indent or ":" in lines[value]:
        return None
    key, other = named(match["key"]), named(above["key"], "the key above it")
    return (
        f"{key} is indented deeper than {other}, which already has a value",
        f"Indent {key} like {other}: by {blanks(indent)}.",
        (parent, value, at),
    )


def _no_blank(_: str, lines: list[str], at: int) -> Explanation | None:
    """Explain ``key:value``, which is one word. The parser stops at the line after it."""
    for number in (at, previous(lines, at)):
        match = NO_BLANK.match(lines[number]) if number is not None else None
        if match and number is not None and match["key"] in NAMES:
            mistake = f"there is no blank after the colon of {match['key']}"
            return mistake, f"Write {match['key']}: with a blank after the colon.", (number,)
    return None


def _two_colons(reason: str, lines: list[str], at: int) -> Explanation | None:
    if "mapping values are not allowed" not in reason or lines[at].count(": ") < 2:
        return None
    key = named(lines[at].partition(":")[0].strip(" -"))
    remedy = "Put the value in quotation marks."
    if "${{" in lines[at]:
        remedy = (
            "Put the value in double quotes: Zowe ignores a key with an expression in single ones."
        )
    return f"the value of {key} holds a colon and a blank", remedy, (at,)


def _no_colon(reason: str, lines: list[str], at: int) -> Explanation | None:
    if "could not find expected ':'" not in reason:
        return None
    number: int | None = at
    for _ in range(3):
        if number is None:
            return None
        bare = lines[number].strip()
        if bare in NAMES:
            return f"{bare} has no colon after it", f"Write {bare}: and its value.", (number,)
        if re.fullmatch(r"[A-Za-z][\w.-]*", bare):
            return "a key has no colon after it", "Write a colon and the value after it.", (number,)
        number = previous(lines, number)
    return None


def _uneven(reason: str, lines: list[str], at: int) -> Explanation | None:
    if not is_uneven(reason):
        return None
    match = key_of(lines[at])
    if not match:
        return None
    deep = len(match["indent"])
    number = previous(lines, at)
    while number is not None:
        above = key_of(lines[number])
        if above and len(above["indent"]) < deep:
            break
        number = previous(lines, number)
    shown = (at,) if number is None else (number, at)
    return (
        f"{named(match['key'])} is indented by {blanks(deep)}, unlike any key around it",
        "Indent keys of one mapping alike.",
        shown,
    )


def _no_colon_but_a_value(reason: str, lines: list[str], at: int) -> Explanation | None:
    """Explain ``mode VSAM``, a text of two words. The parser stops at the line after it."""
    number = previous(lines, at)
    if "mapping values are not allowed" not in reason or number is None:
        return None
    name, _, value = lines[number].strip().partition(" ")
    if name not in NAMES or not value or key_of(lines[number]):
        return None
    return (
        f"{name} has no colon after it",
        f"Write {name}: and a blank before its value.",
        (number,),
    )


_MARKS = ("cannot start any token", "undefined tag handle", "not allowed in this context",
          "not allowed here")  # fmt: skip


def _special(reason: str, lines: list[str], at: int) -> Explanation | None:
    """Explain characters that cannot begin a value without quotation marks, such as ``@``."""
    if "unknown escape character" in reason:
        mistake = "a backslash in double quotes is the beginning of an escape sequence"
        return mistake, "Put the value in single quotes, or write the backslash twice.", (at,)
    if not any(mark in reason for mark in _MARKS):
        return None
    match = key_of(lines[at])
    if not match or not match["value"]:
        return None
    value = match["value"].strip()
    if value[0] not in "@`%!-?":
        return None
    return (
        f"the value of {named(match['key'])} begins with {value[0]}",
        "Put it in quotation marks: '…'.",
        (at,),
    )


_EXPLAINERS = (
    values.merge_marker, _tab, values.no_break_space, values.directive, values.anchor,
    values.open_bracket, values.block_mark, values.after_quote, values.open_quote,
    values.list_columns, values.assignment, _no_colon_but_a_value, _too_deep,
    _no_blank, _no_colon, _two_colons, _uneven, _special,
)  # fmt: skip
"""In order: the first that recognizes the mistake explains it."""
