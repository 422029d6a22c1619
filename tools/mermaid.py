"""Sphinx extension: a block ``mermaid`` becomes SVG when the site is built.

Browsers need no script for it, and no network. The package mermaidx runs Mermaid itself.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Any

import mermaidx
from docutils import nodes
from docutils.parsers.rst import Directive

_ID = "my-svg"
"""What mermaidx calls each picture. Its styles apply to the picture of that id alone."""

_WIDTH = re.compile(r"max-width: ([\d.]+)px;")
_LEAST_WIDTH = 560
"""Pixels. On a narrow screen, a wide picture scrolls instead of getting too small to read."""


@cache
def svg(source: str) -> str:
    """Return the picture of ``source``. Raises RuntimeError for a mistake in it."""
    name = f"mermaid-{hashlib.sha256(source.encode()).hexdigest()[:12]}"
    picture: str = mermaidx.render(source).svg()
    picture = _WIDTH.sub(_with_least_width, picture, count=1)
    return picture.replace(_ID, name)


def _with_least_width(match: re.Match[str]) -> str:
    width = min(float(match[1]), _LEAST_WIDTH)
    return f"{match[0]} min-width: {width:.0f}px;"


class Mermaid(Directive):
    """The directive ``mermaid``: its content is the source of one picture."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the picture as raw HTML."""
        source = "\n".join(self.content)
        html = f'<figure class="mermaid">{svg(source)}</figure>'
        return [nodes.raw("", html, format="html")]


def setup(app: Any) -> dict[str, bool]:
    """Register the directive with Sphinx."""
    app.add_directive("mermaid", Mermaid)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
