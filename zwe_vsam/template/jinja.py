"""Jinja2 for templates that users write: sandboxed, strict, and kept within limits.

Jinja2's own sandbox keeps an expression away from the system but not from the clock or the
memory (Jinja documentation, "Sandbox", "Security Considerations"). Bounded here are

- the lines of compiled template and of Jinja2 that one rendering executes;
- the output, and every text that ``+``, ``~`` or a filter makes;
- the digits of a number that ``*`` makes;
- the filters: those that a member can need; and the methods: none that pads, joins, replaces or
  changes a list.

Not bounded are the time that one operation takes on values within these limits, above all the
comparison of lists nested in one another many times, and what Python needs to compile the
template, whose file the caller bounds. A template is its user's own: the limits are there to turn
a slip into a message.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Mapping
from types import FrameType
from typing import Any

import jinja2.sandbox
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, Undefined

STEPS = 100_000
"""Lines of compiled template that one rendering may execute; a member needs some tens."""
LENGTH = 100_000
"""Characters of the output, and of any text on the way to it; a member needs some thousands."""
BITS = 1 << 10
"""Size of the largest product of two numbers."""

_TEXT_FILTERS = ("capitalize", "lower", "string", "title", "trim", "truncate", "upper")
_OTHER_FILTERS = (
    "abs", "count", "d", "default", "first", "float", "int", "items", "last", "length", "list",
    "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort",
    "unique",
)  # fmt: skip
_METHODS = frozenset(("center", "expandtabs", "format", "format_map", "join", "ljust", "replace",
                      "rjust", "translate", "zfill"))  # fmt: skip
"""Methods of text whose result can be far longer than what they are given."""


def _text(value: object) -> str:
    """``value`` as text. Raises OverflowError for a long one, TypeError for lists and the like:
    lists that hold each other make much text out of little.
    """
    if not isinstance(value, str | int | float | Undefined | None):
        raise TypeError(f"a {type(value).__name__} is no text")
    text = str(value)
    if len(text) > LENGTH:
        raise _too_long()
    return text


def _too_long() -> OverflowError:
    return OverflowError(f"it makes a text of more than {LENGTH} characters")


def _joined(values: Iterable[object], between: str = "") -> str:
    """The texts of ``values`` in one, unless that is too long."""
    pieces: list[str] = []
    length = 0
    for value in values:
        pieces.append(_text(value))
        length += len(pieces[-1]) + len(between)
        if length > LENGTH + len(between):
            raise _too_long()
    return between.join(pieces)


def _join(value: Iterable[object], d: object = "") -> str:
    return _joined(value, _text(d))


def _replace(value: object, old: object, new: object, count: int = -1) -> str:
    text, old, new = _text(value), _text(old), _text(new)
    times = text.count(old) if count < 0 else min(count, text.count(old))
    if len(text) + times * (len(new) - len(old)) > LENGTH:
        raise _too_long()
    return text.replace(old, new, times)


def _of_text(name: str) -> Callable[..., Any]:
    """Jinja2's filter of that name for text, not for what would become text by itself."""
    real = FILTERS[name]
    at = 1 if hasattr(real, "jinja_pass_arg") else 0

    @functools.wraps(real)
    def checked(*arguments: Any, **options: Any) -> Any:
        values = [*arguments]
        values[at] = _text(values[at])
        return real(*values, **options)

    return checked


def _shown(value: object) -> object:
    """What a template writes: text and numbers, no lists and no objects."""
    return value if isinstance(value, Undefined) else _text(value)


class _Generator(CodeGenerator):
    """Compiles ``a ~ b`` into a call of ours."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """Write the call."""
        self.write("environment.concatenated((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _Environment(jinja2.sandbox.ImmutableSandboxedEnvironment):
    """The sandbox without the operations that make much out of little in one step."""

    code_generator_class = _Generator
    intercepted_binops = frozenset(("+", "*", "**", "%"))
    concat = staticmethod(_joined)
    concatenated = staticmethod(_joined)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse powers, products and remainders of anything but numbers, and great results."""
        if operator == "+":
            if isinstance(left, str) and isinstance(right, str):
                return _joined((left, right))
            if not (isinstance(left, int | float) and isinstance(right, int | float)):
                raise SecurityError("the operator + is for two numbers or two texts")
        elif operator == "**" or not (isinstance(left, int) and isinstance(right, int)):
            raise SecurityError(f"the operator {operator} is for numbers only, and ** for nothing")
        elif operator == "*" and left.bit_length() + right.bit_length() > BITS:
            raise OverflowError("it makes too great a number")
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Refuse the methods that make long texts, beside what the sandbox refuses."""
        if attribute in _METHODS:
            return self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Refuse them in the form ``value['method']`` too."""
        if isinstance(argument, str) and argument in _METHODS:
            return self.unsafe_undefined(obj, argument)
        return super().getitem(obj, argument)


def environment() -> jinja2.Environment:
    """The environment for ``.j2`` files of users."""
    made = _Environment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    made.filters = {name: FILTERS[name] for name in _OTHER_FILTERS}
    made.filters |= {name: _of_text(name) for name in _TEXT_FILTERS}
    made.filters |= {"join": _join, "replace": _replace}
    made.globals.pop("lipsum")
    return made


def render(template: jinja2.Template, values: Mapping[str, object]) -> str:
    """Render, or raise what the template raises; OverflowError where it goes on for too long."""
    left = STEPS

    def trace(_frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise OverflowError("it takes too long")
        return trace

    previous = sys.gettrace()
    sys.settrace(trace)
    try:
        return template.render(values)
    finally:
        sys.settrace(previous)
