"""The expressions in ``${{ }}`` that people write into zowe.yaml, evaluated.

Zowe's configuration manager runs JavaScript there; this has JavaScript's meaning for the part
of it that expression_syntax.py understands. Nothing is ever handed to Python's ``eval``. Which
plain values are numbers or true and false is as in Zowe (zowe-common-c, yaml2json.c): digits
only, and true and false in three letter cases. A number keeps the form in which it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol, TypeAlias

from zwe_vsam.config.expression_syntax import (
    Block,
    Call,
    Chain,
    Condition,
    ExpressionError,
    Literal,
    Node,
    Not,
    Operand,
    Reference,
    Return,
    Source,
    parse,
    stands_alone,
)

OPEN, CLOSE = "${{", "}}"
MAXIMUM_EXPRESSION = 10_000
"""Characters of one expression."""
MAXIMUM_RESULT = 65_536
"""Characters that a value may grow to: the most that Zowe reads as one."""
_AT_RUN_TIME = {
    "haInstance": "haInstance is set for each instance when Zowe starts it; it cannot be known here"
}
"""Roots that are there later: Zowe's start-up sets ``ZWE_haInstance_…`` for each instance, after
the expressions (zowe-install-packaging, bin/libs/configmgr.ts, getZoweConfigEnv)."""
_MAXIMUM_DIGITS = 15
"""Digits of a number that is calculated with: beyond them JavaScript's are not exact."""
_DECIMAL = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)", re.ASCII)


class _Undefined:
    """JavaScript's ``undefined``."""


UNDEFINED = _Undefined()
"""What a key that is not there gives."""


class Number(NamedTuple):
    """A number, as it is written."""

    text: str


class Collection(NamedTuple):
    """A mapping or list of the configuration: true, but no text."""

    kind: str
    holds: tuple[object, ...]
    """What the scope knows it by."""


Result: TypeAlias = str | Number | bool | _Undefined | Collection | None
Path: TypeAlias = tuple[str, ...]


class Scope(Protocol):
    """The configuration that expressions refer to."""

    def look_up(self, path: Path) -> Result:
        """What stands at ``path``, its own expressions evaluated; UNDEFINED where nothing does."""


def evaluate(text: str, scope: Scope) -> Result:
    """Evaluate the expressions in a value. One that is the whole value keeps its type.

    Raises ExpressionError for what is not understood, and for an expression within a longer text
    that gives no text of its own (null, undefined, a mapping).
    """
    parts = list(_parts(text))
    if len(parts) == 1 and isinstance(parts[0], Source):
        return _run(parts[0], scope)
    result = ""
    for part in parts:
        if isinstance(part, str):
            result += part
        else:
            if not stands_alone(part):
                raise ExpressionError(
                    "put parentheses round it, or Zowe takes the text beside it as part of it",
                    part.offset,
                )
            result = _join(result, text_of(_run(part, scope), part.offset), part.offset)
    return result


def text_of(value: Result, offset: int) -> str:
    """``value`` as part of a text. A missing part would give a wrong name without a word."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, Number):
        return value.text
    raise ExpressionError(f"{_name(value)} cannot be part of a text", offset)


def _parts(text: str) -> Iterator[str | Source]:
    """The pieces of a value: plain text, and expressions without their braces.

    An expression ends at the first ``}}``, wherever that stands (yaml2json.c).
    """
    end = 0
    while (start := text.find(OPEN, end)) >= 0:
        if text[end:start]:
            yield text[end:start]
        begin = start + len(OPEN)
        close = _close(text, begin)
        if close - begin > MAXIMUM_EXPRESSION:
            raise ExpressionError(f"longer than {MAXIMUM_EXPRESSION} characters", begin)
        yield Source(text[begin:close], begin)
        end = close + len(CLOSE)
    if text[end:]:
        yield text[end:]


def _close(text: str, at: int) -> int:
    end = text.find(CLOSE, at)
    if end < 0:
        raise ExpressionError(f"{OPEN} is never closed by {CLOSE}", at - len(OPEN))
    depth, quote = 0, ""
    while at < end:
        character = text[at]
        if quote:
            at += character == "\\"
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        else:
            depth += (character == "{") - (character == "}")
        at += 1
    if quote or depth > 0:
        raise ExpressionError(
            f"Zowe ends an expression at the first {CLOSE}, and {quote or '{'} is open there: "
            "close it before, and write a blank between braces",
            end,
        )
    return end


class _NoReturn:
    """A block that came to its end without returning."""


_NO_RETURN = _NoReturn()


def _run(source: Source, scope: Scope) -> Result:
    return _result(parse(source), scope)


def _result(node: Node, scope: Scope) -> Result:
    value = _value(node, scope)
    return UNDEFINED if isinstance(value, _NoReturn) else value


def _value(node: Node, scope: Scope) -> Result | _NoReturn:
    if isinstance(node, Literal):
        return _literal(node)
    if isinstance(node, Reference):
        return _resolve(node, scope)
    if isinstance(node, Chain):
        value = _result(node.first, scope)
        for operand in node.others:
            value = _operate(value, operand, scope)
        return value
    if isinstance(node, Not):
        return not _truth(_result(node.operand, scope))
    if isinstance(node, Condition):
        chosen = node.then if _truth(_result(node.test, scope)) else node.otherwise
        return _value(chosen, scope)
    if isinstance(node, Return):
        return _result(node.value, scope)
    return _block(node.body if isinstance(node, Call) else node, scope)


def _block(node: Block, scope: Scope) -> Result | _NoReturn:
    for statement in node.statements:
        value = _value(statement, scope)
        if not isinstance(value, _NoReturn):
            return value
    return _NO_RETURN


def _literal(node: Literal) -> Result:
    if node.is_string:
        return node.text
    words: dict[str, Result] = {"true": True, "false": False, "null": None, "undefined": UNDEFINED}
    return words.get(node.text, Number(node.text))


def _resolve(node: Reference, scope: Scope) -> Result:
    path: tuple[str, ...] = ()
    value: Result = UNDEFINED
    for step in node.steps:
        if path:
            name = ".".join(path)
            if value is None or value is UNDEFINED:
                if step.optional:
                    return UNDEFINED
                raise ExpressionError(f"{name} is not defined", step.offset)
            if value == "":  # A key without a value: JavaScript has undefined below it.
                return UNDEFINED
            if not isinstance(value, Collection):
                raise ExpressionError(f"{name} is a value and has no keys", step.offset)
        key = text_of(_result(step.key, scope), step.offset)
        if path and isinstance(value, Collection) and value.kind == "list" and not key.isdecimal():
            raise ExpressionError(f"{name} is a list and has no {key}", step.offset)
        path = (*path, key)
        value = scope.look_up(path)
        if len(path) == 1 and value is UNDEFINED:
            raise ExpressionError(_AT_RUN_TIME.get(key, f"{key} is not defined"), step.offset)
    return value


def _operate(left: Result, operand: Operand, scope: Scope) -> Result:
    operator = operand.operator
    if operator == "||":
        return left if _truth(left) else _result(operand.node, scope)
    if operator == "&&":
        return _result(operand.node, scope) if _truth(left) else left
    if operator == "??":
        return _result(operand.node, scope) if left is None or left is UNDEFINED else left
    right = _result(operand.node, scope)
    if operator in ("==", "!="):
        return _equal(left, right) == (operator == "==")
    if operator in ("===", "!=="):
        return (type(left) is type(right) and _equal(left, right)) == (operator == "===")
    if operator == "+":
        return _add(left, right, operand.offset)
    return _compare(operator, left, right, operand.offset)


def _truth(value: Result) -> bool:
    if isinstance(value, Number):
        return value.text.strip("0.") != ""
    return value is not UNDEFINED and value not in ("", None, False)


def _equal(left: Result, right: Result) -> bool:
    """JavaScript's ``==`` for the values that there are."""
    nothing = (None, UNDEFINED)
    if left in nothing or right in nothing:
        return left in nothing and right in nothing
    if isinstance(left, Collection) or isinstance(right, Collection):
        return left == right
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    one, other = _number(left), _number(right)
    return one is not None and one == other


def _number(value: Result) -> float | None:
    """The number that JavaScript takes ``value`` for, or None for NaN."""
    if value is None or isinstance(value, bool):
        return float(value or 0)
    if isinstance(value, str | Number):
        text = value.text if isinstance(value, Number) else value.strip()
        if not text:
            return 0.0
        return float(text) if _DECIMAL.fullmatch(text) else None
    return None


def _add(left: Result, right: Result, offset: int) -> Result:
    if isinstance(left, str) or isinstance(right, str):
        return _join(text_of(left, offset), text_of(right, offset), offset)
    one, other = _number(left), _number(right)
    if one is None or other is None or left is None or right is None:
        raise ExpressionError(f"cannot add {_name(left)} and {_name(right)}", offset)
    total = one + other
    if not abs(total) < 10**_MAXIMUM_DIGITS:
        raise ExpressionError(f"more than {_MAXIMUM_DIGITS} digits", offset)
    return Number(str(int(total)) if total.is_integer() else repr(total))


def _join(left: str, right: str, offset: int) -> str:
    if len(left) + len(right) > MAXIMUM_RESULT:
        raise ExpressionError(f"it gives more than {MAXIMUM_RESULT} characters", offset)
    return left + right


def _compare(operator: str, left: Result, right: Result, offset: int) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        less, equal = left < right, left == right
    else:
        one, other = _number(left), _number(right)
        if one is None or other is None:
            raise ExpressionError(f"cannot compare {_name(left)} and {_name(right)}", offset)
        less, equal = one < other, one == other
    return {"<": less, "<=": less or equal, ">": not (less or equal), ">=": not less}[operator]


def _name(value: Result) -> str:
    """What ``value`` is, without its text, which may be a secret."""
    if isinstance(value, Collection):
        return f"a {value.kind}"
    if isinstance(value, Number):
        return "a number"
    if isinstance(value, bool):
        return text_of(value, 0)
    if isinstance(value, str):
        return "a text"
    return "null" if value is None else "undefined"
