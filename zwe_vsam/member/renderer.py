"""The rendering of templates of every kind.

Steps: substitute, trim, JOB operands, lengths. The caller checks the result (submission_check.py,
and zos/jcl.py for the columns) before anything is written.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import jinja2
import jinja2.sandbox

from zwe_vsam.config.settings import DEFAULT_KEY_LENGTH, DEFAULT_RECORD_LENGTH, Settings
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.zos import records

_JOB = re.compile(r"(//[^* ]\S* +JOB|// +JOB)(?: +(.*))?$")


@dataclass(frozen=True)
class Template:
    """A compiled template."""

    name: str
    """Its name in messages."""
    is_jinja: bool
    """Whether it is written for Jinja2 rather than for Zowe's own tools."""
    text: str
    """As read, records trimmed."""
    is_bundled: bool
    """Whether it came with this package."""
    purpose: Purpose
    _compiled: jinja2.Template

    def render(self, settings: Settings) -> str:
        """Return the member: records trimmed of trailing blanks, each ended by a newline.

        Raises Problem: ZWV3006E, ZWV3010E or ZWV3030E where the template does not fit, and the
        problems of a JCL header (header.py).
        """
        before, takes_header = _job_statement(self)
        operands = _operands(settings, before)
        text = self._substitute(settings, operands)
        text = records.join(line.rstrip() for line in text.rstrip("\n").split("\n"))
        if settings.header and not takes_header:
            text = _with_operands(text, before, operands, self)
        if not self.is_jinja and settings.sets_lengths and self.purpose is Purpose.DEFINE:
            from zwe_vsam.member import lengths

            text = lengths.apply(text, settings, self.name)
        return text

    def _substitute(self, settings: Settings, operands: str) -> str:
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
            if self.is_jinja and not self.is_bundled:
                from zwe_vsam.member import jinja

                return jinja.render(self._compiled, values)
            return self._compiled.render(values)
        except Exception as error:
            # A template may run any expression: whatever it raises is the template's fault.
            raise Problem(
                "ZWV3010E", template=self.name, reason=_reason(error), origin=Origin(self.name)
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
    """Compile a template once. Raises Problem (ZWV3005E to ZWV3022E) where it is not valid."""
    for number, line in enumerate(text.split("\n"), 1):
        if not records.is_jcl_text(line):
            raise Problem("ZWV3005E", template=name, line=number, origin=Origin(name, number))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    try:
        if is_jinja:
            compiled = _plain_environment(is_bundled).from_string(text)
        else:
            from zwe_vsam.member import dialect

            compiled = _member_environment().from_string(dialect.translate(text, name, purpose))
    except jinja2.TemplateSyntaxError as error:
        raise Problem(
            "ZWV3007E", template=name, reason=_reason(error), origin=Origin(name, error.lineno)
        ) from error
    except jinja2.TemplateError as error:
        # Jinja2 computes constants while it compiles: the sandbox may refuse one.
        raise Problem(
            "ZWV3008E", template=name, reason=_reason(error), origin=Origin(name)
        ) from error
    except (ArithmeticError, MemoryError, RecursionError, SyntaxError, ValueError) as error:
        # Jinja2 and Python's compiler give up on what is nested too deeply or written too long.
        raise Problem(
            "ZWV3009E", template=name, reason=_reason(error), origin=Origin(name)
        ) from error
    return Template(name, is_jinja, text, is_bundled, purpose, compiled)


@functools.cache
def _plain_environment(is_bundled: bool) -> jinja2.Environment:
    """Return the environment of ``.j2`` files: sandboxed and strict, bounded for users' files."""
    if not is_bundled:
        from zwe_vsam.member import jinja

        return jinja.environment()
    return jinja2.sandbox.SandboxedEnvironment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )


@functools.cache
def _member_environment() -> jinja2.Environment:
    """Return the environment of members: sandboxed, with delimiters that no member can hold."""
    from zwe_vsam.member import dialect

    return jinja2.sandbox.SandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        variable_start_string=dialect.START,
        variable_end_string=dialect.END,
        block_start_string="\x04",
        block_end_string="\x05",
        comment_start_string="\x06",
        comment_end_string="\x07",
        keep_trailing_newline=True,
    )


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


def _reason(error: Exception) -> str:
    """What Jinja2 or Python says of a template, without a period; at least the error's name."""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return text.rstrip(".") or type(error).__name__
