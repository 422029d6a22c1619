"""Jinja2 for templates that users write: sandboxed, strict, and bounded in two places.

Jinja2's immutable sandbox keeps a template away from the system (Jinja documentation, "Sandbox").
There is no loader, and ``range`` is the only global function. Two bounds turn a slip into a
message: the length of a range, and the length of the output. Nothing else is bounded: a template
is its user's own file, and one that computes without end is stopped by Ctrl-C.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

import jinja2.sandbox

from zwe_vsam.errors import Origin, Problem

RANGE = 1_000
"""Numbers of one ``range``; a member has some tens of lines."""
LENGTH = 100_000
"""Characters of the output; a member has some thousands."""


def load(text: str, name: str) -> Callable[[Mapping[str, object]], str]:
    """Compile a template, and return the function that renders it from values by name.

    Raises Problem (ZWV3007E to ZWV3009E) where Jinja2 cannot compile it. The function raises as
    ``render``.
    """
    try:
        template = environment().from_string(text)
    except jinja2.TemplateSyntaxError as error:
        raise Problem(
            "ZWV3007E", template=name, reason=reason(error), origin=Origin(name, error.lineno)
        ) from error
    except jinja2.TemplateError as error:
        # Jinja2 computes constants while it compiles: the sandbox may refuse one.
        raise Problem(
            "ZWV3008E", template=name, reason=reason(error), origin=Origin(name)
        ) from error
    except (ArithmeticError, MemoryError, RecursionError, SyntaxError, ValueError) as error:
        # Jinja2 and Python's compiler give up on what is nested too deeply or written too long.
        raise Problem(
            "ZWV3009E", template=name, reason=reason(error), origin=Origin(name)
        ) from error
    return functools.partial(render, template)


@functools.cache
def environment() -> jinja2.Environment:
    """Return the environment for ``.j2`` files."""
    made = jinja2.sandbox.ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    made.globals = {"range": _range}
    return made


def reason(error: Exception) -> str:
    """What Jinja2 or Python says of a template, without a period; at least the error's name."""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return text.rstrip(".") or type(error).__name__


def render(template: jinja2.Template, values: Mapping[str, object]) -> str:
    """Render. Raises what the template raises, and OverflowError for an output past LENGTH."""
    pieces: list[str] = []
    length = 0
    # Piece by piece, so that a loop which writes without end is stopped in time.
    for piece in template.generate(values):
        pieces.append(piece)
        length += len(piece)
        if length > LENGTH:
            raise OverflowError(f"the output has more than {LENGTH} characters")
    return "".join(pieces)


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > RANGE:
        raise OverflowError(f"range() has {len(numbers)} numbers, expected at most {RANGE}")
    return numbers
