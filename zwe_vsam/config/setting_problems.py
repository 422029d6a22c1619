"""What there is to say of a setting: why it has no value, is not valid, or surprises its reader."""

from __future__ import annotations

import re

from zwe_vsam.config.configuration import RUNTIME_DIRECTORY, Configuration, Key
from zwe_vsam.config.document import NOT_EVALUATED, Value
from zwe_vsam.config.secrets import unassigned
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.messages import Message, explain, message
from zwe_vsam.zos.limits import NAME_PATTERN

_UNDEFINED = "Its value is undefined at that time"
_BEFORE_2026 = "Releases of Zowe before May 2026 see an object there: [object Object]."
"""zowe-common-c, tests/configmgr/cli/test_template_order.sh, "History"."""
_NO_VALUE = re.compile(r":\s+([&!#][^\s#]+)\s*(?:#.*)?$")
"""A value that is none to YAML."""
_MARKS = {"&": "an anchor", "!": "a tag", "#": "a comment"}
_SYMBOL = re.compile(rf"&({NAME_PATTERN})\b")
"""A system symbol, which Zowe does not replace."""
DEFAULTS_NOT_READ = f"{RUNTIME_DIRECTORY} cannot be read, so Zowe's defaults are not merged."


def notes_on_defaults(configuration: Configuration) -> list[Message]:
    """Warnings that Zowe's defaults could not be merged; the values here do not need them."""
    notes = notes_on_order(configuration, RUNTIME_DIRECTORY)
    problem = configuration.defaults_problem
    if problem is not None:
        notes.append(
            message(
                "ZWV240W",
                f"{DEFAULTS_NOT_READ} {explain(problem).text}",
                origin=problem.origin,
                remedy=problem.remedy,
                details=problem.details,
            )
        )
    return notes


def notes_on_order(configuration: Configuration, key: str) -> list[Message]:
    """Warnings of each expression that reads one which Zowe evaluates later."""
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
    """The warning of a name that is a number or a boolean to Zowe, which then does not start."""
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
            remedy=as_text(configuration, key, value),
        )
    ]


def too_late(configuration: Configuration, key: str) -> tuple[str, ...]:
    """Why the expression of a key may give nothing, for the details of a problem."""
    return tuple(
        f"{reader.key} ({reader}) reads {other.key} ({other}), which Zowe evaluates later."
        for reader, other in configuration.too_late(key)
    )


def not_seen(configuration: Configuration, key: str) -> tuple[str, ...]:
    """Why YAML sees no value where something is written; empty where nothing is."""
    match = _NO_VALUE.search(configuration.line_of(key))
    if match is None:
        return ()
    mark = _MARKS[match[1][0]]
    return (f"YAML takes {match[1]} for {mark}. Put the value in quotation marks.",)


def goes_before(hidden: Origin) -> str:
    """Why a value has no effect that stands in a less important file."""
    return f"{hidden} has a value, but what is here goes before it, as in Zowe."


def invalid(value: Value, rule: str, details: tuple[str, ...] = ()) -> Problem:
    """The problem of a value that breaks its rule. It shows no secret."""
    shown = unassigned(value.text)
    if shown != value.text:
        rule = rule.partition(": ")[0]  # It quotes the qualifier, which holds the secret.
    return Problem(
        "ZWV231E",
        f'{value.origin.key} "{shown}" is not valid: {rule}',
        origin=value.origin,
        remedy=_remedy(value.text),
        details=details,
    )


def as_text(configuration: Configuration, key: Key, value: Value) -> str:
    """How to write a value so that Zowe takes it for text."""
    if "${{" in configuration.line_of(key):
        return "Make it text in the expression: String(…)."
    return f'Write it in quotes: "{value.text}".'


def symbol_remedy(text: str) -> str:
    """How to write a value with a system symbol; empty for a text without one."""
    symbol = _SYMBOL.search(text)
    if symbol is None:
        return ""
    return (
        "Zowe does not replace system symbols. Write the value itself, or "
        f"${{{{ zos.resolveSymbol('&{symbol[1]}') }}}} in double quotes."
    )


def _remedy(text: str) -> str:
    if "${{" in text:
        return NOT_EVALUATED
    return symbol_remedy(text) or "Correct the value."


def contradiction(one: Value, other: Value) -> Problem:
    """The problem of two keys that mean the same and differ. It shows no secret."""
    one, other = (value._replace(text=unassigned(value.text)) for value in (one, other))
    return Problem(
        "ZWV231E",
        f'{one.origin.key} is "{one.text}" and {other.origin.key} is "{other.text}", '
        "but they mean the same thing",
        origin=other.origin,
        remedy="Remove one of them, or make them equal.",
        details=(
            f"{one.origin}: {one.origin.key}: {one.text}",
            f"{other.origin}: {other.origin.key}: {other.text}",
        ),
    )
