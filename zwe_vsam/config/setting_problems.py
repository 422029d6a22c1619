"""Problems and warnings of settings: missing, not valid, or not what their author expects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zwe_vsam.config.configuration import RUNTIME_DIRECTORY, Configuration, Key
from zwe_vsam.config.document import Value
from zwe_vsam.config.secrets import MASK, unassigned
from zwe_vsam.config.spelling import meant
from zwe_vsam.config.system_symbols import symbol_of
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.messages import Message, message, shortened
from zwe_vsam.zos.names import BrokenRule, Cause

_BEFORE_2026 = "Releases of Zowe before May 2026 read [object Object] in its place."
"""zowe-common-c, tests/configmgr/cli/test_template_order.sh, "History"."""
_NO_VALUE = re.compile(r":\s+([&!#][^\s#]+)\s*(?:#.*)?$")
"""A value that YAML takes for an anchor, a tag or a comment."""
_MARKS = {"&": "an anchor", "!": "a tag", "#": "a comment"}
_NAME_IDS = {
    Cause.LENGTH: "ZWV2101E",
    Cause.SUFFIX: "ZWV2102E",
    Cause.QUALIFIER_LENGTH: "ZWV2103E",
    Cause.EMPTY_QUALIFIER: "ZWV2104E",
    Cause.FIRST_CHARACTER: "ZWV2105E",
    Cause.CHARACTER: "ZWV2106E",
}
"""The messages of names that are not valid. A missing name is ZWEL0157E."""


def notes_on_defaults(configuration: Configuration) -> list[Message]:
    """The warning that Zowe's defaults are not merged, and why. The settings do not need them."""
    notes = notes_on_order(configuration, RUNTIME_DIRECTORY)
    problem = configuration.defaults_problem
    if problem is not None:
        notes.append(
            message(
                "ZWV2170W",
                key=RUNTIME_DIRECTORY,
                origin=problem.origin,
                remedy=problem.remedy,
                details=(problem.message.text, *problem.details),
            )
        )
    return notes


def notes_on_order(configuration: Configuration, key: str) -> list[Message]:
    """A warning for each expression that reads another one before Zowe evaluates it."""
    return [
        message(
            # A key at the top of the file has no dot.
            "ZWV2171W" if "." in other.key else "ZWV2172W",
            reader=reader.key,
            key=other.key,
            origin=reader,
            details=(f"{other}: {other.key}", _BEFORE_2026),
        )
        for reader, other in configuration.too_late(key)
    ]


def notes_on_type(configuration: Configuration, key: str, value: Value) -> list[Message]:
    """The warning of a name that Zowe takes for a number or a boolean, and does not start."""
    typed = configuration.typed(key)
    if not isinstance(typed, bool | float):
        return []
    return [
        message(
            "ZWV2173W",
            key=key,
            kind="boolean" if isinstance(typed, bool) else "number",
            value=value.text if isinstance(typed, bool) else f"{typed:.0f}",
            origin=value.origin,
            remedy=text_remedy(configuration, key, value),
        )
    ]


def reasons_for_none(configuration: Configuration, keys: Sequence[str]) -> tuple[str, ...]:
    """Why a setting has no value although something is written, for the details of a problem.

    ``keys`` are its spellings, the one of this release first.
    """
    hidden = configuration.hidden(keys[0])
    reasons: tuple[str, ...] = (reason_for_replaced(hidden),) if hidden else ()
    reasons += too_late(configuration, keys)
    return reasons + tuple(filter(None, (_not_seen(configuration, key) for key in keys)))


def too_late(configuration: Configuration, keys: Sequence[str]) -> tuple[str, ...]:
    """Why the expression of a setting can be undefined, for the details of a problem."""
    pairs = [pair for key in keys for pair in configuration.too_late(key)]
    return tuple(
        f"{reader.key} ({reader}) reads {other.key} ({other}), which Zowe evaluates later."
        for reader, other in dict.fromkeys(pairs)
    )


def _not_seen(configuration: Configuration, key: str) -> str:
    """Why YAML takes the text after a key for no value; empty if there is no text."""
    match = _NO_VALUE.search(configuration.line_of(key))
    if match is None:
        return ""
    mark = _MARKS[match[1][0]]
    return f"YAML reads {match[1]} as {mark}. Put the value in quotation marks."


def reason_for_replaced(hidden: Origin) -> str:
    """Why the value in a less important file has no effect."""
    return f"The empty value here replaces the value at {hidden}, as in Zowe."


def invalid_name(value: Value, name: str, rule: BrokenRule) -> Problem:
    """The problem of a value whose ``name`` breaks its rule, with secrets masked.

    ``name`` is the text of the value in upper case.
    """
    unreplaced = _unreplaced(value)
    if unreplaced:
        return unreplaced
    shown = _quoted(value.text)
    # A part of a masked value can be a part of the secret.
    is_masked = unassigned(value.text) != value.text
    part = MASK if is_masked else shortened(rule.part or name)
    return Problem(
        _NAME_IDS[rule.cause],
        key=value.origin.key,
        value=shown,
        subject=rule.subject,
        part=part,
        maximum=rule.maximum,
        length=len(name if rule.cause is Cause.SUFFIX else rule.part),
        allowed=rule.allowed,
        character=MASK if part == MASK else _shown(rule.character),
        origin=value.origin,
    )


def _shown(character: str) -> str:
    """A character for messages: in quotation marks, or with its name or number."""
    if character == " ":
        return "a blank"
    return f'"{character}"' if character.isprintable() else f"U+{ord(character or ' '):04X}"


def _quoted(text: str) -> str:
    """A value as messages quote it: secrets are masked, and the end of a long one is cut."""
    return shortened(unassigned(text))


def unknown_mode(value: Value, modes: Sequence[str]) -> Problem:
    """The problem of a VSAM mode that is none of ``modes``."""
    unreplaced = _unreplaced(value)
    if unreplaced:
        return unreplaced
    remedy = ""
    if value.text.upper() == "VSAM":
        remedy = "Write NONRLS or RLS. VSAM is a value of components.caching-service.storage.mode."
    elif nearest := meant(value.text, modes):
        remedy = f"Write {nearest}."
    shown = _quoted(value.text)
    return Problem(
        "ZWV2110E", key=value.origin.key, value=shown, origin=value.origin, remedy=remedy
    )


def no_length(value: Value, maximum: int) -> Problem:
    """The problem of a value that is no whole number of bytes from 1 to ``maximum``."""
    shown = _quoted(value.text)
    return _unreplaced(value) or Problem(
        "ZWV2111E", key=value.origin.key, value=shown, maximum=maximum, origin=value.origin
    )


def gap_in_a_name(value: Value, gap: str, details: tuple[str, ...]) -> Problem:
    """The problem of an expression whose result has ``gap``, such as ``undefined``, in it."""
    return Problem(
        "ZWV2112E",
        key=value.origin.key,
        value=_quoted(value.text),
        gap=gap,
        origin=value.origin,
        details=details,
    )


def _unreplaced(value: Value) -> Problem | None:
    """The problem of a value with an expression or a system symbol, which Zowe leaves in it."""
    if "${{" in value.text:
        return not_evaluated(value)
    symbol = symbol_of(value.text)
    if not symbol:
        return None
    shown = _quoted(value.text)
    return Problem(
        "ZWV2114E", key=value.origin.key, value=shown, symbol=symbol, origin=value.origin
    )


def not_evaluated(value: Value) -> Problem:
    """The problem of a text with an expression that Zowe does not evaluate."""
    return Problem("ZWV2113E", key=value.origin.key, value=_quoted(value.text), origin=value.origin)


def text_remedy(configuration: Configuration, key: Key, value: Value) -> str:
    """The remedy that makes a value text for Zowe."""
    if "${{" in configuration.line_of(key):
        return "Convert the value to text in the expression: String(…)."
    return f'Write the value in quotation marks: "{value.text}".'


def contradiction(first: Value, second: Value) -> Problem:
    """The problem of two keys with one meaning and different values, with secrets masked."""
    first, second = (value._replace(text=_quoted(value.text)) for value in (first, second))
    return Problem(
        "ZWV2120E",
        first_key=first.origin.key,
        first=first.text,
        second_key=second.origin.key,
        second=second.text,
        origin=second.origin,
        details=(
            f"{first.origin}: {first.origin.key}: {first.text}",
            f"{second.origin}: {second.origin.key}: {second.text}",
        ),
    )
