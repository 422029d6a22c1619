"""JavaScript's conversions and comparisons. Source: ECMAScript, "Abstract Operations"."""

from __future__ import annotations

import math

from zwe_vsam.config.javascript.machine import Builtin, Machine, Namespace
from zwe_vsam.config.javascript.numbers import number_to_text, text_to_number
from zwe_vsam.config.javascript.values import FunctionObject, JsList, JsObject, Undefined, Value


def truth(value: Value) -> bool:
    """ECMAScript ToBoolean."""
    if isinstance(value, JsObject):
        return True
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value) and not isinstance(value, Undefined)


def type_of(value: Value) -> str:
    """``typeof value``"""
    if isinstance(value, Undefined):
        return "undefined"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "function" if isinstance(value, FunctionObject) else "object"


def to_number(machine: Machine, value: Value) -> float:
    """ECMAScript ToNumber."""
    value = to_primitive(machine, value, "number")
    if isinstance(value, str):
        return text_to_number(value)
    if value is None:
        return 0.0
    machine.present(value)
    return math.nan if isinstance(value, Undefined | JsObject) else float(value)


def to_integer(machine: Machine, value: Value) -> float:
    """ECMAScript ToIntegerOrInfinity."""
    number = to_number(machine, value)
    if math.isnan(number):
        return 0.0
    return float(math.trunc(number)) if math.isfinite(number) else number


def to_text(machine: Machine, value: Value) -> str:
    """ECMAScript ToString."""
    value = to_primitive(machine, value, "string")
    if isinstance(value, str):
        return value
    if isinstance(value, Undefined):
        machine.present(value)
        return "undefined"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    assert isinstance(value, float)
    return number_to_text(value)


def to_key(machine: Machine, value: Value) -> str:
    """ECMAScript ToPropertyKey."""
    return value if isinstance(value, str) else to_text(machine, value)


def to_primitive(machine: Machine, value: Value, hint: str = "default") -> Value:
    """ECMAScript ToPrimitive: text, number, boolean, null or undefined."""
    if not isinstance(value, JsObject):
        return value
    names = ("toString", "valueOf") if hint == "string" else ("valueOf", "toString")
    for name in names:
        method = machine.taken(value.get(name))
        if isinstance(method, Undefined):
            if name == "toString":
                return object_text(machine, value)
        elif isinstance(method, FunctionObject):
            result = machine.call(method, value, ())
            if not isinstance(result, JsObject):
                return result
    raise machine.type_error("an object has no text here")


def object_text(machine: Machine, value: JsObject) -> str:
    """The result of ``toString`` of lists, functions and objects."""
    if isinstance(value, JsList):
        return list_text(machine, value, ",")
    if isinstance(value, Builtin):
        return f"function {value.name}() {{\n    [native code]\n}}"
    if isinstance(value, Namespace):
        return f"[object {value.name}]"
    text = getattr(value, "text", None)
    if isinstance(text, str):
        return text
    if isinstance(value, FunctionObject):
        raise machine.refusal("built-ins", "a host function has no text here")
    return "[object Object]"


def list_text(machine: Machine, value: JsList, separator: str) -> str:
    """``value.join(separator)``"""
    machine.enter()
    parts = []
    length = 0
    for item in items_of(machine, value):
        empty = item is None or isinstance(item, Undefined)
        parts.append("" if empty else to_text(machine, item))
        length += len(parts[-1]) + len(separator)
        machine.room(length - len(separator))
    machine.leave()
    return separator.join(parts)


def items_of(machine: Machine, value: JsList) -> list[Value]:
    """The items of a list."""
    count = len(value)
    machine.step(count)
    return [machine.taken(value.item(index)) for index in range(count)]


def same(left: Value, right: Value) -> bool:
    """``left === right``"""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, JsObject) or isinstance(right, JsObject):
        return left == right
    if isinstance(left, Undefined):
        return isinstance(right, Undefined)
    return type(left) is type(right) and left == right


def same_value_zero(left: Value, right: Value) -> bool:
    """`same`, and NaN is NaN."""
    if isinstance(left, float) and isinstance(right, float) and math.isnan(left):
        return math.isnan(right)
    return same(left, right)


def equals(machine: Machine, left: Value, right: Value) -> bool:
    """``left == right``"""
    nothing = (left is None or isinstance(left, Undefined)) + (
        right is None or isinstance(right, Undefined)
    )
    if nothing:
        return nothing == 2
    if isinstance(left, JsObject) and isinstance(right, JsObject):
        return left == right
    left, right = to_primitive(machine, left), to_primitive(machine, right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if left is None or right is None or isinstance(left, Undefined) or isinstance(right, Undefined):
        return False
    return to_number(machine, left) == to_number(machine, right)


def less_than(machine: Machine, left: Value, right: Value) -> bool | None:
    """``left < right`` of primitive values; None where one is NaN."""
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    first, second = to_number(machine, left), to_number(machine, right)
    return None if math.isnan(first) or math.isnan(second) else first < second
