"""Jinja2 for templates that users write: sandboxed, strict, and bounded in two places.

Jinja2's immutable sandbox keeps a template away from the system (Jinja documentation, "Sandbox").
There is no loader, and ``range`` is the only global function. Two bounds turn a slip into a
message: the length of a range, and the length of the output. Nothing else is bounded: a template
is its user's own file, and one that computes without end is stopped by Ctrl-C.
"""

from __future__ import annotations

from collections.abc import Mapping

import jinja2.sandbox

RANGE = 1_000
"""Numbers of one ``range``; a member has some tens of lines."""
LENGTH = 100_000
"""Characters of the output; a member has some thousands."""


def environment() -> jinja2.Environment:
    """Return the environment for ``.j2`` files of users."""
    made = jinja2.sandbox.ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    made.globals = {"range": _range}
    return made


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
