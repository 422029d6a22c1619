"""The functions that every script has: ``String``, ``Math``, ``JSON`` and the like."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from zwe_vsam.config.javascript.builtins import named, own_items
from zwe_vsam.config.javascript.conversions import to_number, to_text, truth
from zwe_vsam.config.javascript.errors import ScriptException
from zwe_vsam.config.javascript.json import stringify
from zwe_vsam.config.javascript.machine import Builtin, Machine, Namespace, Run
from zwe_vsam.config.javascript.numbers import parse_float, parse_int, to_int32
from zwe_vsam.config.javascript.operators import power
from zwe_vsam.config.javascript.strings import argument
from zwe_vsam.config.javascript.tokens import characters
from zwe_vsam.config.javascript.values import (
    UNDEFINED,
    JsList,
    JsObject,
    PlainList,
    Undefined,
    Value,
)

OTHER_GLOBALS = frozenset(
    ("Function", "Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError",
     "URIError", "InternalError", "AggregateError", "decodeURI", "decodeURIComponent", "encodeURI",
     "escape", "unescape", "__date_clock", "Reflect", "Symbol", "eval",
     "globalThis", "Date", "RegExp", "Proxy", "Map", "Set", "WeakMap", "WeakSet", "ArrayBuffer",
     "SharedArrayBuffer", "Uint8ClampedArray", "Int8Array", "Uint8Array", "Int16Array",
     "Uint16Array", "Int32Array", "Uint32Array", "BigInt64Array", "BigUint64Array",
     "Float32Array", "Float64Array", "DataView", "Atomics", "Promise", "BigInt")
)  # fmt: skip
"""Names that QuickJS knows and this tool refuses."""


def _string(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    return to_text(machine, arguments[0]) if arguments else ""


def _number(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    return to_number(machine, arguments[0]) if arguments else 0.0


def _boolean(_machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    return truth(argument(arguments, 0))


def _array(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    if len(arguments) == 1 and isinstance(arguments[0], float):
        raise machine.refusal("holes", "Array with a length is not supported")
    return PlainList(list(arguments))


def _object(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    value = argument(arguments, 0)
    if isinstance(value, JsObject):
        return value
    raise machine.refusal("objects", "Object is supported for objects only")


def _parse_int(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    text = to_text(machine, argument(arguments, 0))
    return parse_int(text, to_int32(to_number(machine, argument(arguments, 1))))


def _parse_float(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    return parse_float(to_text(machine, argument(arguments, 0)))


def _encode(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    from urllib.parse import quote

    text = characters(to_text(machine, argument(arguments, 0)))
    try:
        return machine.checked(quote(text, safe="!'()*", errors="strict"))
    except UnicodeEncodeError:
        raise ScriptException(
            "URIError", "half a character cannot be encoded", machine.offset
        ) from None


def _is_nan(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    return math.isnan(to_number(machine, argument(arguments, 0)))


def _is_finite(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    return math.isfinite(to_number(machine, argument(arguments, 0)))


def _of_numbers(test: str) -> Run:
    def run(_machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
        value = argument(arguments, 0)
        if not isinstance(value, float) or isinstance(value, bool):
            return False
        if test == "isNaN":
            return math.isnan(value)
        return math.isfinite(value) and (test == "isFinite" or value.is_integer())

    return run


def _is_array(_machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    return isinstance(argument(arguments, 0), JsList)


def _from_char_code(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    codes = [to_number(machine, value) for value in arguments]
    return "".join(chr(int(code) & 0xFFFF) if math.isfinite(code) else "\0" for code in codes)


def _listed(method: str) -> Run:
    def run(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
        value = argument(arguments, 0)
        if value is None or isinstance(value, Undefined):
            raise machine.type_error(f"{method} needs an object")
        if method == "keys" and isinstance(value, JsObject) and not isinstance(value, JsList):
            return PlainList(machine.counted(list(value.keys())))
        items = own_items(machine, value)
        if method == "keys":
            return PlainList(list(items))
        if method == "values":
            return PlainList(list(items.values()))
        return PlainList([PlainList([name, item]) for name, item in items.items()])

    return run


def _extreme(name: str) -> Run:
    def run(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
        numbers = [to_number(machine, value) for value in arguments]
        if any(map(math.isnan, numbers)):
            return math.nan
        sign = -1.0 if name == "min" else 1.0
        # The sign of a zero counts: max(-0, 0) is 0.
        key = [(sign * number, math.copysign(1.0, sign * number)) for number in numbers]
        return sign * max(key)[0] if key else -sign * math.inf

    return run


def _round(value: float) -> float:
    if not math.isfinite(value) or value.is_integer():
        return value
    rounded = math.floor(value)
    rounded += value - rounded >= 0.5
    return math.copysign(float(rounded), value)


_ROUNDED: dict[str, Callable[[float], int]] = {
    "floor": math.floor,
    "ceil": math.ceil,
    "trunc": math.trunc,
}


def _whole(function: str) -> Run:
    def run(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
        value = to_number(machine, argument(arguments, 0))
        if function == "abs":
            return abs(value)
        if not math.isfinite(value) or value == 0:
            return value
        if function == "round":
            return _round(value)
        if function == "sign":
            return math.copysign(1.0, value)
        return math.copysign(float(_ROUNDED[function](value)), value)

    return run


def _square_root(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    value = to_number(machine, argument(arguments, 0))
    return math.nan if value < 0 else math.sqrt(value)


def _power(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    base = to_number(machine, argument(arguments, 0))
    return power(base, to_number(machine, argument(arguments, 1)))


def _stringify(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    if any(not (value is None or isinstance(value, Undefined)) for value in arguments[1:]):
        raise machine.refusal("built-in arguments", "JSON.stringify takes one argument here")
    text = stringify(machine, argument(arguments, 0))
    return UNDEFINED if text is None else machine.checked(text)


_NUMBER_STATICS: dict[str, Value] = {
    **named({name: _of_numbers(name) for name in ("isNaN", "isFinite", "isInteger")}),
    **named({"parseInt": _parse_int, "parseFloat": _parse_float}),
    "MAX_SAFE_INTEGER": 2.0**53 - 1, "MIN_SAFE_INTEGER": 1 - 2.0**53, "NaN": math.nan,
    "POSITIVE_INFINITY": math.inf, "NEGATIVE_INFINITY": -math.inf, "EPSILON": 2.0**-52,
    "MAX_VALUE": 1.7976931348623157e308, "MIN_VALUE": 5e-324,
}  # fmt: skip
_MATH: dict[str, Value] = {
    **named({name: _extreme(name) for name in ("min", "max")}),
    **named({name: _whole(name) for name in ("abs", "ceil", "floor", "round", "sign", "trunc")}),
    **named({"pow": _power, "sqrt": _square_root}),
    "E": math.e, "PI": math.pi,
}  # fmt: skip
GLOBALS: dict[str, Value] = {
    "undefined": UNDEFINED,
    "NaN": math.nan,
    "Infinity": math.inf,
    "String": Builtin("String", _string, {**named({"fromCharCode": _from_char_code})}),
    "Number": Builtin("Number", _number, _NUMBER_STATICS),
    "Boolean": Builtin("Boolean", _boolean),
    "Array": Builtin("Array", _array, {**named({"isArray": _is_array})}),
    "Object": Builtin(
        "Object", _object, {**named({key: _listed(key) for key in ("keys", "values", "entries")})}
    ),
    "Math": Namespace("Math", _MATH),
    "JSON": Namespace("JSON", {**named({"stringify": _stringify})}),
    **named({"parseInt": _parse_int, "parseFloat": _parse_float}),
    "encodeURIComponent": Builtin("encodeURIComponent", _encode),
    **named({"isNaN": _is_nan, "isFinite": _is_finite}),
}
"""The global names of this tool. A top-level key of the configuration replaces one."""
