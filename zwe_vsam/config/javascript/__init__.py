"""JavaScript of ``${{ }}`` in zowe.yaml, as QuickJS evaluates it for Zowe.

`source_of` makes the source of a scalar, `evaluate` evaluates it, and `text_of` gives the text of
the result. Python's ``eval`` is not used.
"""

from __future__ import annotations

from collections.abc import Mapping

from zwe_vsam.config.javascript.errors import (
    NotKnownHere,
    NotSupported,
    ScriptError,
    ScriptException,
    ScriptSyntaxError,
    TooMuch,
)
from zwe_vsam.config.javascript.source import CLOSE, OPEN, Source, source_of
from zwe_vsam.config.javascript.values import (
    UNDEFINED,
    JsFunction,
    JsList,
    JsObject,
    PlainList,
    PlainObject,
    Undefined,
    Value,
)

__all__ = [
    "CLOSE", "OPEN", "UNDEFINED", "JsFunction", "JsList", "JsObject", "NotKnownHere",
    "NotSupported", "PlainList", "PlainObject", "ScriptError", "ScriptException",
    "ScriptSyntaxError", "Source", "TooMuch", "Undefined", "Value", "evaluate", "source_of",
    "text_of",
]  # fmt: skip


def evaluate(source: str, scope: Mapping[str, Value]) -> Value:
    """The value of ``source``, a whole JavaScript script: that of its last statement.

    ``scope`` has the top-level keys of the configuration and the host objects ``zos``, ``std``.
    Raises ScriptError, and every error that `JsObject.get` raises.
    """
    from zwe_vsam.config.javascript.interpreter import Interpreter
    from zwe_vsam.config.javascript.statements import Parser

    try:
        return _outward(Interpreter(scope).run(Parser(source).script()))
    except RecursionError:
        raise TooMuch("nested too deeply", 0) from None


def _outward(value: Value) -> Value:
    """A result with its texts as strings of Python."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, PlainList):
        return PlainList([_outward(item) for item in value.items])
    if isinstance(value, PlainObject):
        return PlainObject({_text(name): _outward(item) for name, item in value.properties.items()})
    return value


def _text(units: str) -> str:
    from zwe_vsam.config.javascript.refusals import refusal
    from zwe_vsam.config.javascript.tokens import characters

    text = characters(units)
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise refusal("half characters", "the result has half a character", 0)
    return text


def text_of(value: Value) -> str:
    """The text of a result: numbers and booleans as JavaScript writes them, null is empty.

    Raises TypeError for undefined, objects and functions, which are no text.
    """
    from zwe_vsam.config.javascript.numbers import number_to_text

    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_to_text(value)
    if isinstance(value, str):
        return value
    raise TypeError("this value has no text")
