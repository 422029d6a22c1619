"""The bundled templates as Jinja2 compiled them, so that a start neither imports nor runs Jinja2.

``python -m tools.compile_templates`` writes the modules of this package from ``templates/``. They
are what Jinja2 itself makes, except for the import of its run time: that would import all of
Jinja2. The names that they need are here instead. So they do not depend on the version of Jinja2
that is installed. A template whose text differs from the compiled one is compiled at each start.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

missing = object()
"""Jinja2's mark of a name without a value. Here, reading such a name raises KeyError at once."""
Undefined = None
"""Jinja2's class of undefined values, for expressions that the bundled templates do not have."""


class environment:
    """The attributes of Jinja2's environment that compiled code reads."""

    undefined = Undefined
    concat = "".join


class _Context(dict[str, object]):
    """The values of a template, read as Jinja2's context."""

    def resolve_or_missing(self, name: str) -> object:
        return self[name]


def find(member: str, text: str) -> Callable[[Mapping[str, object]], str] | None:
    """Return the function that renders the bundled template of ``member``, such as ``ZWECSVSM``.

    It takes the values by name. None where ``text`` is not the text that was compiled.
    """
    module: Any = importlib.import_module(f"{__name__}.{member.lower()}")
    if text != module.SOURCE:
        return None
    return lambda values: "".join(module.root(_Context(values)))
