"""From values to a page: templates of the package, escaped, with nothing from elsewhere.

A page is pure ASCII: every other character is a reference such as ``&#8230;``. So no system reads
it in another code page. Control characters, which HTML does not have, appear as escapes.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Mapping

import jinja2
from markupsafe import Markup, escape

from zwe_vsam import __version__, files
from zwe_vsam.config.secrets import unassigned
from zwe_vsam.report.output import printable

_FOLDER = ("zwe_vsam", "report", "pages", "templates")


def beginning(kind: str) -> bytes:
    """How each page of the ``kind``, ``report`` or ``evidence``, begins."""
    head = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    return f'{head}<meta name="generator" content="zwe-vsam {kind}">\n'.encode()


def render(kind: str, values: Mapping[str, object]) -> bytes:
    """Return the page that the template of the ``kind`` makes of ``values``."""
    style, script = _source("page.css"), _source("filter.js")
    page = (
        _environment()
        .get_template(f"{kind}.html.j2")
        .render(
            values,
            beginning=Markup(beginning(kind).decode()),
            style=Markup(style),
            style_hash=_hash(style),
            script=Markup(script),
            script_hash=_hash(script),
            version=__version__,
        )
    )
    return page.encode("ascii", "xmlcharrefreplace")


@functools.cache
def _environment() -> jinja2.Environment:
    """Return the environment. It keeps what it compiles: a run writes its evidence often."""
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FunctionLoader(_source),
        finalize=_shown,
    )
    environment.filters["breakable"] = _breakable
    return environment


def text(value: str) -> str:
    """A value as a page may have it: printable, and without what it assigns to a password."""
    return printable(unassigned(value))


def _breakable(value: str) -> Markup:
    """A name such as ``A.B.C`` or ``NAME(JOB00001)``, which a narrow column cuts between parts."""
    return Markup(re.sub(r"(?<=\.)(?=\w)|(?=\()", "<wbr>", str(escape(text(value)))))


def _source(name: str) -> str:
    return files.packaged(*_FOLDER, name).decode("ascii")


def _hash(text: str) -> str:
    """The hash that a content security policy names (W3C, Content Security Policy Level 3)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _shown(value: object) -> object:
    return text(value) if isinstance(value, str) and not isinstance(value, Markup) else value
