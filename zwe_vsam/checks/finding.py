"""One thing that a rule found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from zwe_vsam.config.document import NOT_EVALUATED
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.messages import Message, Severity, message

_LONGEST = 60
"""Characters of a value that are worth quoting."""
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Finding(NamedTuple):
    """A message with an origin and a remedy."""

    message: Message

    @classmethod
    def of(cls, problem: Problem) -> Finding:
        """The finding that a problem makes."""
        return cls(problem.message)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, by file and line; at one place the errors first.

    An error and a warning in the same words at one place are one: the error.
    """
    once: dict[tuple[str, Origin | None], Finding] = {}
    for finding in sorted(findings, key=_order):
        once.setdefault((finding.message.text, finding.message.origin), finding)
    return sorted(once.values(), key=_order)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    told = finding.message
    origin = told.origin or Origin("")
    return origin.file, origin.line or 0, _RANK[told.severity], told.id, told.text


def wrong(what: str, origin: Origin, remedy: str, *details: str) -> Finding:
    """An error: the configuration cannot work, or contradicts itself."""
    told = NOT_EVALUATED if "${{" in what else remedy
    return Finding(message("ZWV231E", what, origin=origin, remedy=told, details=details))


def missing(title: str, key: str, origin: Origin, remedy: str, *details: str) -> Finding:
    """An error: a value that is needed."""
    return Finding(message("ZWEL0157E", title, key, origin=origin, remedy=remedy, details=details))


def doubtful(what: str, origin: Origin, remedy: str, *details: str) -> Finding:
    """A warning: it works, but perhaps not as somebody expects."""
    return Finding(message("ZWV240W", what, origin=origin, remedy=remedy, details=details))


def not_for_several(count: int, what: str, origin: Origin, remedy: str, *details: str) -> Finding:
    """A warning: what does not fit ``count`` instances, or one that is to get company."""
    who = f"With {count} instances of Zowe (haInstances)"
    if count == 1:
        who = "With haInstances, as soon as a second instance runs the Caching Service"
    return Finding(message("ZWV243W", who, what, origin=origin, remedy=remedy, details=details))


def in_digits(text: str) -> str:
    """How to write a number that is not written in digits alone, as Zowe reads numbers."""
    digits = text.translate({ord(mark): None for mark in "_,.' +"})
    if digits != text and digits.isascii() and digits.isdigit():
        return f"Write it in digits alone: {digits.lstrip('0') or '0'}."
    return ""


def quoted(text: str) -> str:
    """A value in quotation marks, shortened where it is very long."""
    return f'"{text}"' if len(text) <= _LONGEST else f'"{text[:_LONGEST]}…"'
