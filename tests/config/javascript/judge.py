"""QuickJS as the judge: what it gives for a source, and what this tool gives.

The package ``quickjs`` wraps the engine that Zowe has (version 2021-03-27). The configuration is
set as globals, as ``evaluateJsonTemplates`` of zowe-common-c, c/embeddedjs.c, does it.
"""

from __future__ import annotations

import json
import math
from typing import Any, NamedTuple

import quickjs

from zwe_vsam.config.javascript import (
    UNDEFINED,
    JsList,
    JsObject,
    NotSupported,
    ScriptError,
    ScriptSyntaxError,
    TooMuch,
    Value,
    evaluate,
)
from zwe_vsam.config.javascript.conversions import object_text, to_text, type_of
from zwe_vsam.config.javascript.interpreter import Interpreter
from zwe_vsam.config.javascript.json import stringify
from zwe_vsam.config.javascript.numbers import number_to_text
from zwe_vsam.config.javascript.tokens import characters
from zwe_vsam.config.javascript.values import FunctionObject

WORLD: dict[str, Any] = {
    "zowe": {
        "setup": {
            "dataset": {"prefix": "IBMUSER.ZWE", "jcllib": None},
            "vsam": {"volume": 12345, "name": "", "mode": "NONRLS"},
        },
        "externalPort": 7554,
        "externalDomains": ["a.example.com", "b.example.com"],
        "ports": [7553, 7554, 10, "9"],
        "empty": [],
        "on": True,
        "off": False,
        "zero": 0,
        "text": "  Some Text, more  ",
        "number": "0x10",
        "blank": "",
        "wide": "aé😀b",
        "big": 9007199254740993,
    },
    "components": {"caching-service": {"enabled": True, "port": 7555}, "none": {}},
    "nothing": None,
}
"""The configuration that expressions refer to."""


class Result(NamedTuple):
    """What an engine makes of a source."""

    kind: str
    """``value``, ``syntax``, ``exception``, ``refused``, ``too much``."""
    value: str = ""
    """Type and text; of objects their JSON; the reason of anything else."""


class ConfiguredObject(JsObject):
    """A mapping of the configuration."""

    def __init__(self, items: dict[str, Any]) -> None:
        self.items = {key: inward(item) for key, item in items.items()}

    def get(self, name: str) -> Value:
        return self.items.get(name, UNDEFINED)

    def keys(self) -> list[str]:
        return list(self.items)


class ConfiguredList(JsList):
    """A list of the configuration."""

    def __init__(self, items: list[Any]) -> None:
        self.items = [inward(item) for item in items]

    def item(self, index: int) -> Value:
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)


def inward(value: Any) -> Value:
    """A Python value as the configuration gives it."""
    if isinstance(value, dict):
        return ConfiguredObject(value)
    if isinstance(value, list):
        return ConfiguredList(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


_SHOW = """
(function (value) {
  var type = value === null ? "null" : typeof value;
  if (type === "number") return type + " " + (Object.is(value, -0) ? "-0" : String(value));
  if (type === "function") return type + " " + String(value);
  if (type === "object")
    return (Array.isArray(value) ? "list " : type + " ") + JSON.stringify(value);
  return type + " " + JSON.stringify(String(value));
})
"""


def quick(source: str, world: dict[str, Any] = WORLD) -> Result:
    """What QuickJS gives."""
    context = quickjs.Context()
    context.set_time_limit(5)
    show = context.eval(_SHOW)
    for key, value in world.items():
        context.eval(f"globalThis[{json.dumps(key)}] = {json.dumps(value)}")
    context.eval("globalThis.__source = null")
    context.set("__source", source)
    try:
        # The result is shown in the engine: what crosses to Python loses its type.
        context.set("__show", show)
        shown = context.eval("__show((0, eval)(__source))")
    except quickjs.JSException as error:
        text = str(error)
        syntax = text.startswith("SyntaxError") and "JSON" not in text
        return Result("syntax" if syntax else "exception", text.split("\n")[0])
    return Result("value", str(shown))


def ours(source: str, world: dict[str, Any] = WORLD) -> Result:
    """What this tool gives."""
    try:
        value = evaluate(source, {key: inward(item) for key, item in world.items()})
        return Result("value", shown(value))
    except ScriptSyntaxError as error:
        return Result("syntax", error.message)
    except NotSupported as error:
        return Result("refused", f"{error.kind}: {error.message}")
    except TooMuch as error:
        return Result("too much", error.message)
    except ScriptError as error:
        return Result("exception", error.message)


def shown(value: Value) -> str:
    """Type and text of a value, as _SHOW writes them."""
    machine = Interpreter({})
    kind = "null" if value is None else type_of(value)
    if isinstance(value, float):
        negative_zero = value == 0 and math.copysign(1, value) < 0
        return f"number {'-0' if negative_zero else number_to_text(value)}"
    if isinstance(value, FunctionObject):
        return f"function {object_text(machine, value)}"
    if isinstance(value, JsObject):
        kind = "list" if isinstance(value, JsList) else kind
        return characters(f"{kind} {stringify(machine, value)}")
    text = to_text(machine, machine.taken(value))
    return characters(f"{kind} {stringify(machine, text)}")
