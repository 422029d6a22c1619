"""Members of values, and the functions that every script has.

Names are those that Zowe's QuickJS (2021-03-27) has: what it has and this tool has not is refused
by name, what it has not (``''.at``) is undefined.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from zwe_vsam.config.javascript import lists, strings
from zwe_vsam.config.javascript.conversions import (
    items_of,
    object_text,
    to_integer,
    to_key,
    to_number,
    to_text,
    truth,
)
from zwe_vsam.config.javascript.json import stringify
from zwe_vsam.config.javascript.machine import Builtin, Machine, Namespace, Run
from zwe_vsam.config.javascript.numbers import fixed, in_radix, parse_float, parse_int
from zwe_vsam.config.javascript.operators import power
from zwe_vsam.config.javascript.regexp import JsRegexp
from zwe_vsam.config.javascript.strings import MatchList, argument
from zwe_vsam.config.javascript.tokens import characters
from zwe_vsam.config.javascript.values import (
    UNDEFINED,
    FunctionObject,
    JsList,
    JsObject,
    PlainList,
    Undefined,
    Value,
    is_index,
)

_PROTOTYPE = frozenset(
    ("constructor", "isPrototypeOf", "propertyIsEnumerable", "__proto__", "__defineGetter__",
     "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "toLocaleString")
)  # fmt: skip
_FUNCTION = frozenset(
    ("name", "length", "caller", "arguments", "call", "apply", "bind", "fileName", "lineNumber",
     "prototype")
)  # fmt: skip
_STATICS = frozenset(
    ("fromCodePoint", "raw", "from", "of", "isSafeInteger", "create", "getPrototypeOf",
     "setPrototypeOf", "defineProperty", "defineProperties", "getOwnPropertyNames",
     "getOwnPropertySymbols", "isExtensible", "preventExtensions", "getOwnPropertyDescriptor",
     "getOwnPropertyDescriptors", "is", "assign", "seal", "freeze", "isSealed", "isFrozen",
     "__getClass", "fromEntries")
)  # fmt: skip
_NAMESPACES = frozenset(
    ("acos", "asin", "atan", "atan2", "cos", "exp", "log", "sin", "tan", "cosh", "sinh", "tanh",
     "acosh", "asinh", "atanh", "expm1", "log1p", "log2", "log10", "cbrt", "hypot", "random",
     "fround", "imul", "clz32", "LN10", "LN2", "LOG2E", "LOG10E", "SQRT1_2", "SQRT2", "parse")
)  # fmt: skip
_NUMBER = frozenset(("toExponential", "toPrecision"))
_REGEXP = frozenset(("exec", "compile", "dotAll", "unicode", "sticky", "lastIndex"))
OTHER_GLOBALS = frozenset(
    ("Function", "Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError",
     "URIError", "InternalError", "AggregateError", "decodeURI", "decodeURIComponent", "encodeURI",
     "encodeURIComponent", "escape", "unescape", "__date_clock", "Reflect", "Symbol", "eval",
     "globalThis", "Date", "RegExp", "Proxy", "Map", "Set", "WeakMap", "WeakSet", "ArrayBuffer",
     "SharedArrayBuffer", "Uint8ClampedArray", "Int8Array", "Uint8Array", "Int16Array",
     "Uint16Array", "Int32Array", "Uint32Array", "BigInt64Array", "BigUint64Array",
     "Float32Array", "Float64Array", "DataView", "Atomics", "Promise", "BigInt")
)  # fmt: skip
"""Names that QuickJS knows and this tool refuses."""


def member(machine: Machine, owner: Value, name: str) -> Value:
    """``owner[name]`` for anything but null and undefined."""
    if isinstance(owner, JsObject):
        value = machine.taken(owner.get(name))
        if not isinstance(value, Undefined):
            return value
        if not isinstance(owner, JsList) and name in INHERITED and name in owner.keys():  # noqa: SIM118
            return UNDEFINED
    elif isinstance(owner, str):
        if name == "length":
            return float(len(owner))
        if is_index(name):
            return owner[int(name)] if int(name) < len(owner) else UNDEFINED
    methods, refused = _inherited(owner)
    if name in methods:
        return methods[name]
    if isinstance(owner, JsList) and name in lists.CHANGES:
        raise machine.refusal("changes", f"{name} changes the list, which is not supported")
    if name in refused or name in _PROTOTYPE:
        kind = "prototypes" if name in _PROTOTYPE else "built-ins"
        raise machine.refusal(kind, f"{name} is not supported")
    return UNDEFINED


def _inherited(owner: Value) -> tuple[dict[str, Builtin], frozenset[str]]:
    """The methods of a value, and the names that are refused."""
    if isinstance(owner, str):
        return {**_OBJECT, **strings.METHODS}, strings.OTHERS
    if isinstance(owner, bool):
        return {**_OBJECT, **_PRIMITIVE}, frozenset()
    if isinstance(owner, float):
        return {**_OBJECT, **_PRIMITIVE, **_NUMBERS}, _NUMBER
    if isinstance(owner, JsList):
        return {**_OBJECT, **lists.METHODS}, lists.OTHERS
    if isinstance(owner, JsRegexp):
        return {**_OBJECT, **_REGEXPS}, _REGEXP
    if isinstance(owner, Builtin):
        return _OBJECT, _FUNCTION | _STATICS
    if isinstance(owner, FunctionObject):
        return _OBJECT, _FUNCTION
    if isinstance(owner, Namespace):
        return _OBJECT, _NAMESPACES
    return _OBJECT, frozenset()


def has(machine: Machine, owner: JsObject, name: str) -> bool:
    """``name in owner``"""
    if has_own(owner, name):
        return True
    methods, refused = _inherited(owner)
    changes = lists.CHANGES if isinstance(owner, JsList) else frozenset()
    if isinstance(owner, FunctionObject | Namespace) and name in refused:
        raise machine.refusal("built-ins", f"{name} is not supported")
    return name in methods or name in refused or name in changes or name in _PROTOTYPE


def has_own(owner: JsObject, name: str) -> bool:
    """Whether ``owner`` itself has the key."""
    if isinstance(owner, JsList):
        if name == "length" or (isinstance(owner, MatchList) and name in ("index", "input")):
            return True
        return is_index(name) and int(name) < len(owner)
    if isinstance(owner, FunctionObject | Namespace | JsRegexp):
        return not isinstance(owner.get(name), Undefined)
    return name in set(owner.keys())


def iterated(machine: Machine, value: Value) -> list[Value]:
    """The items of ``...value`` in a list or in arguments."""
    if isinstance(value, JsList):
        return items_of(machine, value)
    if isinstance(value, str):
        text = characters(value)
        machine.step(len(text))
        return [machine.taken(character) for character in text]
    raise machine.type_error("only a list or a text can be spread")


def own_items(machine: Machine, value: Value) -> dict[str, Value]:
    """The keys and values of a value; none of a number or a function."""
    if isinstance(value, str):
        return {str(index): character for index, character in enumerate(value)}
    if isinstance(value, JsList):
        items: dict[str, Value] = {
            str(index): item for index, item in enumerate(items_of(machine, value))
        }
        if isinstance(value, MatchList):
            raise machine.refusal("built-ins", "the keys of a match are not supported")
        return items
    if isinstance(value, JsObject):
        names = list(value.keys())
        machine.step(len(names))
        return {name: machine.taken(value.get(name)) for name in names}
    return {}


# Methods of objects, numbers, booleans and regular expressions.


def _object_to_string(machine: Machine, this: Value, _arguments: Sequence[Value]) -> Value:
    if this is None or isinstance(this, Undefined):
        raise machine.type_error("toString is called on nothing")
    if isinstance(this, FunctionObject | JsRegexp):
        return object_text(machine, this)
    if not isinstance(this, JsObject):
        raise machine.refusal("built-ins", "toString of another kind of value is not supported")
    return object_text(machine, this)


def _value_of(_machine: Machine, this: Value, _arguments: Sequence[Value]) -> Value:
    return this


def _has_own_property(machine: Machine, this: Value, arguments: Sequence[Value]) -> Value:
    name = to_key(machine, argument(arguments, 0))
    if isinstance(this, str):
        return name == "length" or (is_index(name) and int(name) < len(this))
    if isinstance(this, FunctionObject | Namespace):
        raise machine.refusal("built-ins", "hasOwnProperty of a function is not supported")
    return isinstance(this, JsObject) and has_own(this, name)


def _number_to_string(machine: Machine, this: Value, arguments: Sequence[Value]) -> Value:
    if not isinstance(this, float) or isinstance(this, bool):
        return to_text(machine, this)
    radix = argument(arguments, 0)
    base = 10.0 if isinstance(radix, Undefined) else to_integer(machine, radix)
    if not 2 <= base <= 36:
        raise machine.range_error("toString needs a radix of 2 to 36")
    text = in_radix(this, int(base))
    if text is None:
        raise machine.refusal("built-in arguments", "a fraction in another radix")
    return text


def _to_fixed(machine: Machine, this: Value, arguments: Sequence[Value]) -> Value:
    places = to_integer(machine, argument(arguments, 0))
    if not 0 <= places <= 100:
        raise machine.range_error("toFixed needs 0 to 100 digits")
    assert isinstance(this, float)
    return fixed(this, int(places))


def _test(machine: Machine, this: Value, arguments: Sequence[Value]) -> Value:
    if not isinstance(this, JsRegexp):
        raise machine.type_error("test needs a regular expression")
    text = to_text(machine, argument(arguments, 0))
    if this.is_global and this.last_index > len(text):
        this.last_index = 0
        return False
    match = this.search(machine, text, this.last_index if this.is_global else 0)
    if this.is_global:
        this.last_index = match.end() if match else 0
    return match is not None


def _named(functions: dict[str, Run]) -> dict[str, Builtin]:
    return {name: Builtin(name, run) for name, run in functions.items()}


_OBJECT = _named(
    {
        "toString": _object_to_string,
        "valueOf": _value_of,
        "hasOwnProperty": _has_own_property,
    }
)
_PRIMITIVE = _named({"toString": _number_to_string, "valueOf": _value_of})
_NUMBERS = _named({"toFixed": _to_fixed})
_REGEXPS = _named({"test": _test})
INHERITED = _PROTOTYPE | set(_OBJECT)
"""Names that every object has."""


# Functions that stand for themselves.


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
    radix = to_number(machine, argument(arguments, 1))
    return parse_int(text, int(radix) if math.isfinite(radix) else 0)


def _parse_float(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
    return parse_float(to_text(machine, argument(arguments, 0)))


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


def _listed(what: str) -> Run:
    def run(machine: Machine, _this: Value, arguments: Sequence[Value]) -> Value:
        value = argument(arguments, 0)
        if value is None or isinstance(value, Undefined):
            raise machine.type_error(f"{what} needs an object")
        if what == "keys" and isinstance(value, JsObject) and not isinstance(value, JsList):
            return PlainList(machine.counted(list(value.keys())))
        items = own_items(machine, value)
        if what == "keys":
            return PlainList(list(items))
        if what == "values":
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
    **_named({name: _of_numbers(name) for name in ("isNaN", "isFinite", "isInteger")}),
    **_named({"parseInt": _parse_int, "parseFloat": _parse_float}),
    "MAX_SAFE_INTEGER": 2.0**53 - 1, "MIN_SAFE_INTEGER": 1 - 2.0**53, "NaN": math.nan,
    "POSITIVE_INFINITY": math.inf, "NEGATIVE_INFINITY": -math.inf, "EPSILON": 2.0**-52,
    "MAX_VALUE": 1.7976931348623157e308, "MIN_VALUE": 5e-324,
}  # fmt: skip
_MATH: dict[str, Value] = {
    **_named({name: _extreme(name) for name in ("min", "max")}),
    **_named({name: _whole(name) for name in ("abs", "ceil", "floor", "round", "sign", "trunc")}),
    **_named({"pow": _power, "sqrt": _square_root}),
    "E": math.e, "PI": math.pi,
}  # fmt: skip
GLOBALS: dict[str, Value] = {
    "undefined": UNDEFINED,
    "NaN": math.nan,
    "Infinity": math.inf,
    "String": Builtin("String", _string, {**_named({"fromCharCode": _from_char_code})}),
    "Number": Builtin("Number", _number, _NUMBER_STATICS),
    "Boolean": Builtin("Boolean", _boolean),
    "Array": Builtin("Array", _array, {**_named({"isArray": _is_array})}),
    "Object": Builtin(
        "Object", _object, {**_named({key: _listed(key) for key in ("keys", "values", "entries")})}
    ),
    "Math": Namespace("Math", _MATH),
    "JSON": Namespace("JSON", {**_named({"stringify": _stringify})}),
    **_named({"parseInt": _parse_int, "parseFloat": _parse_float}),
    **_named({"isNaN": _is_nan, "isFinite": _is_finite}),
}
"""The global names of this tool; a top-level key of the configuration hides one."""
