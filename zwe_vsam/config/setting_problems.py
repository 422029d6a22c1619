"""Problems and warnings of settings: missing, not valid, or not what their author expects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zwe_vsam.config.configuration import RUNTIME_DIRECTORY, Configuration, Key
from zwe_vsam.config.document import NOT_EVALUATED, Value
from zwe_vsam.config.secrets import unassigned
from zwe_vsam.config.system_symbols import symbol_remedy
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.messages import Message, message

_UNDEFINED = "Its value is undefined at that time"
_BEFORE_2026 = "Releases of Zowe before May 2026 see an object there: [object Object]."
"""zowe-common-c, tests/configmgr/cli/test_template_order.sh, "History"."""
_NO_VALUE = re.compile(r":\s+([&!#][^\s#]+)\s*(?:#.*)?$")
"""A value that YAML takes for an anchor, a tag or a comment."""
_MARKS = {"&": "an anchor", "!": "a tag", "#": "a comment"}
DEFAULTS_NOT_READ = f"{RUNTIME_DIRECTORY} cannot be read, so Zowe's defaults are not merged."


def notes_on_defaults(configuration: Configuration) -> list[Message]:
    """The warning that Zowe's defaults are not merged, and why. The settings do not need them."""
    notes = notes_on_order(configuration, RUNTIME_DIRECTORY)
    problem = configuration.defaults_problem
    if problem is not None:
        notes.append(
            message(
                "ZWV240W",
                f"{DEFAULTS_NOT_READ} {problem.message.text}",
                origin=problem.origin,
                remedy=problem.remedy,
                details=problem.details,
            )
        )
    return notes


def notes_on_order(configuration: Configuration, key: str) -> list[Message]:
    """A warning for each expression that reads another one before Zowe evaluates it."""
    return [
        message(
            "ZWV240W",
            f"{reader.key} reads {other.key}, an expression that Zowe evaluates later. "
            # A key at the top of the file has no dot.
            + (_UNDEFINED if "." in other.key else "Zowe needs a second pass for it"),
            origin=reader,
            remedy=f"Write the value of {other.key} itself, or move that key above "
            f"{reader.key}. Zowe evaluates from top to bottom, defaults.yaml first.",
            details=(f"{other}: {other.key}", _BEFORE_2026),
        )
        for reader, other in configuration.too_late(key)
    ]


def notes_on_type(configuration: Configuration, key: str, value: Value) -> list[Message]:
    """The warning of a name that Zowe takes for a number or a boolean, and does not start."""
    typed = configuration.typed(key)
    if not isinstance(typed, bool | float):
        return []
    kind = "boolean" if isinstance(typed, bool) else "number"
    shown = value.text if isinstance(typed, bool) else f"{typed:.0f}"
    return [
        message(
            "ZWV240W",
            f"{key} is the {kind} {shown} to Zowe. Zowe does not start: its schema expects text",
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
    return f"YAML takes {match[1]} for {mark}. Put the value in quotation marks."


def reason_for_replaced(hidden: Origin) -> str:
    """Why the value in a less important file has no effect."""
    return f"{hidden} has a value, but what is here goes before it, as in Zowe."


def invalid(value: Value, rule: str, details: tuple[str, ...] = ()) -> Problem:
    """The problem of a value that breaks its rule, with secrets masked."""
    shown = unassigned(value.text)
    if shown != value.text:
        rule = rule.partition(": ")[0]  # The rest of the rule quotes the secret.
    return Problem(
        "ZWV231E",
        f'{value.origin.key} "{shown}" is not valid: {rule}',
        origin=value.origin,
        remedy=_remedy(value.text),
        details=details,
    )


def text_remedy(configuration: Configuration, key: Key, value: Value) -> str:
    """The remedy that makes a value text for Zowe."""
    if "${{" in configuration.line_of(key):
        return "Make it text in the expression: String(…)."
    return f'Write it in quotes: "{value.text}".'


def _remedy(text: str) -> str:
    if "${{" in text:
        return NOT_EVALUATED
    return symbol_remedy(text) or "Correct the value."


def contradiction(first: Value, second: Value) -> Problem:
    """The problem of two keys with one meaning and different values, with secrets masked."""
    first, second = (value._replace(text=unassigned(value.text)) for value in (first, second))
    return Problem(
        "ZWV231E",
        f'{first.origin.key} is "{first.text}" and {second.origin.key} is "{second.text}", '
        "but they mean the same thing",
        origin=second.origin,
        remedy="Remove one of them, or make them equal.",
        details=(
            f"{first.origin}: {first.origin.key}: {first.text}",
            f"{second.origin}: {second.origin.key}: {second.text}",
        ),
    )
