"""Members of values, and the functions that every script has.

Names are those of Zowe's QuickJS (2021-03-27). A name that only QuickJS has is refused. A name that
QuickJS does not have (``''.at``) is undefined.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from zwe_vsam.config.javascript import lists, strings
from zwe_vsam.config.javascript.conversions import (
    items_of,
    object_text,
    to_integer,
    to_key,
    to_text,
)
from zwe_vsam.config.javascript.machine import Builtin, Machine, Namespace, Run
from zwe_vsam.config.javascript.numbers import fixed, in_radix, precise
from zwe_vsam.config.javascript.regexp import JsRegexp
from zwe_vsam.config.javascript.strings import MatchList, argument
from zwe_vsam.config.javascript.tokens import characters
from zwe_vsam.config.javascript.values import (
    UNDEFINED,
    FunctionObject,
    JsList,
    JsObject,
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
_NUMBER = frozenset(("toExponential",))
_REGEXP = frozenset(("exec", "compile", "dotAll", "unicode", "sticky", "lastIndex"))


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


def _to_precision(machine: Machine, this: Value, arguments: Sequence[Value]) -> Value:
    assert isinstance(this, float)
    if isinstance(argument(arguments, 0), Undefined):
        return to_text(machine, this)
    digits = to_integer(machine, arguments[0])
    if math.isfinite(this) and not 1 <= digits <= 100:
        raise machine.range_error("toPrecision needs 1 to 100 digits")
    return precise(this, int(digits) if math.isfinite(this) else 1)


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


def named(functions: dict[str, Run]) -> dict[str, Builtin]:
    """Functions by their names."""
    return {name: Builtin(name, run) for name, run in functions.items()}


_OBJECT = named(
    {
        "toString": _object_to_string,
        "valueOf": _value_of,
        "hasOwnProperty": _has_own_property,
    }
)
_PRIMITIVE = named({"toString": _number_to_string, "valueOf": _value_of})
_NUMBERS = named({"toFixed": _to_fixed, "toPrecision": _to_precision})
_REGEXPS = named({"test": _test})
INHERITED = _PROTOTYPE | set(_OBJECT)
"""Names that every object has."""
