"""Jinja2 for templates that users write: sandboxed, strict, and sure to come to an end.

Jinja2's own sandbox keeps an expression away from the system but not from the clock or the
memory (Jinja documentation, "Sandbox", "Security Considerations"), so both are bounded here.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import FrameType
from typing import Any

import jinja2.sandbox
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

STEPS = 100_000
"""Lines of compiled template that one rendering may execute; a member needs some tens."""

_PADDING = frozenset(("center", "format", "format_map", "indent", "ljust", "rjust", "wordwrap",
                      "zfill", "expandtabs", "lipsum"))  # fmt: skip
"""Filters, methods and functions whose result has the length that a number asks for."""


class _Environment(jinja2.sandbox.SandboxedEnvironment):
    """The sandbox without the operations that make much out of little in one step."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse powers, and products and remainders of anything but numbers."""
        if operator == "**" or not (isinstance(left, int) and isinstance(right, int)):
            raise SecurityError(f"the operator {operator} is for numbers only, and ** for nothing")
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Refuse the methods that pad, beside what the sandbox refuses."""
        if attribute in _PADDING:
            return self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Refuse them in the form ``value['method']`` too."""
        if isinstance(argument, str) and argument in _PADDING:
            return self.unsafe_undefined(obj, argument)
        return super().getitem(obj, argument)


def environment() -> jinja2.Environment:
    """The environment for ``.j2`` files of users."""
    made = _Environment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    for name in (*_PADDING, "attr"):
        made.filters.pop(name, None)
        made.globals.pop(name, None)
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
