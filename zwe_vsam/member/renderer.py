"""The rendering of templates of every kind.

Steps: substitute, trim, JOB operands, lengths. The caller checks the result (submission_check.py,
and zos/jcl.py for the columns) before anything is written.
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
import functools
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from zwe_vsam.config.settings import DEFAULT_KEY_LENGTH, DEFAULT_RECORD_LENGTH, Settings
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.zos import records

_JOB = re.compile(r"(//[^* ]\S* +JOB|// +JOB)(?: +(.*))?$")


class Template(NamedTuple):
    """A template, ready to be rendered."""

    name: str
    """Its name in messages."""
    is_jinja: bool
    """Whether it is written for Jinja2 rather than for Zowe's own tools."""
    text: str
    """As read, records trimmed."""
    is_bundled: bool
    """Whether it came with this package."""
    purpose: Purpose
    substitute: Callable[[Mapping[str, object]], str]
    """Returns the text with values, by name, in the places of the expressions. Raises any error."""

    def render(self, settings: Settings) -> str:
        """Return the member: records trimmed of trailing blanks, each ended by a newline.

        Raises Problem: ZWV3006E, ZWV3010E or ZWV3030E where the template does not fit, and the
        problems of a JCL header (header.py).
        """
        before, takes_header = _job_statement(self)
        operands = _operands(settings, before)
        text = self._with_values(settings, operands)
        text = "".join([f"{line.rstrip()}\n" for line in text.rstrip("\n").split("\n")])
        if settings.header and not takes_header:
            text = _with_operands(text, before, operands, self)
        if not self.is_jinja and settings.sets_lengths and self.purpose is Purpose.DEFINE:
            from zwe_vsam.member import lengths

            text = lengths.apply(text, settings, self.name)
        return text

    def _with_values(self, settings: Settings, operands: str) -> str:
        values = {
            "cluster": settings.cluster,
            "mode": settings.mode,
            "volume": settings.volume,
            "storage_class": settings.storage_class,
            "prefix": settings.prefix,
            "jcllib": settings.jcllib,
            "header": operands,
            "key_length": settings.key_length or DEFAULT_KEY_LENGTH,
            "record_length": settings.record_length or DEFAULT_RECORD_LENGTH,
        }
        try:
            return self.substitute(values)
        except Exception as error:
            from zwe_vsam.member import jinja

            # A template may run any expression: whatever it raises is the template's fault.
            raise Problem(
                "ZWV3010E",
                template=self.name,
                reason=jinja.reason(error),
                origin=Origin(self.name),
            ) from error


@functools.lru_cache(maxsize=64)
def load(
    text: str,
    name: str,
    *,
    is_jinja: bool = False,
    is_bundled: bool = False,
    purpose: Purpose = Purpose.DEFINE,
) -> Template:
    """Read a template once. Raises Problem (ZWV3005E to ZWV3022E) where it is not valid."""
    for number, line in enumerate(text.split("\n"), 1):
        if not records.is_jcl_text(line):
            raise Problem("ZWV3005E", template=name, line=number, origin=Origin(name, number))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return Template(
        name,
        is_jinja,
        text,
        is_bundled,
        purpose,
        _substitution(text, name, is_jinja, is_bundled, purpose),
    )


def _substitution(
    text: str, name: str, is_jinja: bool, is_bundled: bool, purpose: Purpose
) -> Callable[[Mapping[str, object]], str]:
    """Return the function that puts values into the text. Raises Problem as ``load``."""
    if not is_jinja:
        from zwe_vsam.member import dialect

        return dialect.load(text, name, purpose)
    if is_bundled:
        from zwe_vsam.member import compiled

        if substitute := compiled.find(purpose.value, text):
            return substitute
    from zwe_vsam.member import jinja

    return jinja.load(text, name)


def _job_statement(template: Template) -> tuple[str, bool]:
    """Return the text before the JOB operands, and whether they are a placeholder."""
    for line in template.text.split("\n"):
        match = _JOB.match(line)
        if match:
            return f"{match[1]} ", (match[2] or "").startswith("{")
    raise _no_job_statement(template)


def _operands(settings: Settings, before: str) -> str:
    if not settings.header:
        return ""
    from zwe_vsam.member import header

    return header.lay_out(settings.header, before)


def _with_operands(text: str, before: str, operands: str, template: Template) -> str:
    """Replace the operands of the JOB statement of ``text`` by the header."""
    from zwe_vsam.zos import jcl

    statement = next((s for s in jcl.read(text).statements if s.operation == "JOB"), None)
    if statement is None:
        raise _no_job_statement(template)
    lines = text.split("\n")
    lines[statement.line - 1 : statement.last_line] = [before + operands]
    return "\n".join(lines)


def _no_job_statement(template: Template) -> Problem:
    return Problem(
        "ZWV3006E",
        template=template.name,
        member=template.purpose.value,
        origin=Origin(template.name),
    )
