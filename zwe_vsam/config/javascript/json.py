"""``JSON.stringify``. Source: ECMAScript, "JSON.stringify", "QuoteJSONString"."""

from __future__ import annotations

import math
import re

from zwe_vsam.config.javascript.conversions import items_of
from zwe_vsam.config.javascript.machine import Machine
from zwe_vsam.config.javascript.numbers import number_to_text
from zwe_vsam.config.javascript.values import FunctionObject, JsList, JsObject, Undefined, Value

_ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t",
}  # fmt: skip
_ESCAPED = re.compile(
    r'["\\\x00-\x1f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]'
)


def stringify(machine: Machine, value: Value) -> str | None:
    """The JSON of ``value``; None for undefined and functions."""
    machine.step()
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_to_text(value) if math.isfinite(value) else "null"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Undefined | FunctionObject):
        return None
    assert isinstance(value, JsObject)
    machine.enter()
    if isinstance(value, JsList):
        items = (stringify(machine, item) or "null" for item in items_of(machine, value))
        text = f"[{','.join(items)}]"
    else:
        if not isinstance(value.get("toJSON"), Undefined):
            raise machine.refusal("built-in arguments", "a value with toJSON is not supported")
        parts = []
        for name in value.keys():  # noqa: SIM118
            part = stringify(machine, machine.taken(value.get(name)))
            if part is not None:
                parts.append(f"{_quoted(machine.taken(name))}:{part}")
        text = f"{{{','.join(parts)}}}"
    machine.leave()
    return machine.checked(text)


def _quoted(text: Value) -> str:
    assert isinstance(text, str)

    def escape(match: re.Match[str]) -> str:
        return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"

    return f'"{_ESCAPED.sub(escape, text)}"'
