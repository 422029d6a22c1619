"""What a rule reports, and how its texts are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from zwe_vsam.config.document import NOT_EVALUATED
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.messages import Message, Severity, message

_LONGEST = 60
"""The most characters that messages quote of a value."""
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Finding(NamedTuple):
    """A message with an origin and a remedy."""

    message: Message

    @classmethod
    def of(cls, problem: Problem) -> Finding:
        """The finding with the message of ``problem``."""
        return cls(problem.message)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by file and line, errors before warnings, and drop duplicates.

    Two findings with the same text at the same place are duplicates. The more severe one stays.
    """
    once: dict[tuple[str, Origin | None], Finding] = {}
    for finding in sorted(findings, key=_order):
        once.setdefault((finding.message.text, finding.message.origin), finding)
    return sorted(once.values(), key=_order)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    text, severity = finding.message.text, finding.message.severity
    origin = finding.message.origin or Origin("")
    return origin.file, origin.line or 0, _RANK[severity], finding.message.id, text


def wrong(text: str, origin: Origin, remedy: str, *details: str) -> Finding:
    """An error: the configuration cannot work, or contradicts itself."""
    advice = NOT_EVALUATED if "${{" in text else remedy
    return Finding(message("ZWV231E", text, origin=origin, remedy=advice, details=details))


def missing(title: str, key: str, origin: Origin, remedy: str, *details: str) -> Finding:
    """An error: a required value is missing."""
    return Finding(message("ZWEL0157E", title, key, origin=origin, remedy=remedy, details=details))


def doubtful(text: str, origin: Origin, remedy: str, *details: str) -> Finding:
    """A warning: the configuration works, but perhaps not as its author expects."""
    return Finding(message("ZWV240W", text, origin=origin, remedy=remedy, details=details))


def not_for_several(count: int, text: str, origin: Origin, remedy: str, *details: str) -> Finding:
    """A warning: a value that does not work with ``count`` instances, or with a second one."""
    subject = f"With {count} instances of Zowe (haInstances)"
    if count == 1:
        subject = "With haInstances, as soon as a second instance runs the Caching Service"
    return Finding(message("ZWV243W", subject, text, origin=origin, remedy=remedy, details=details))


def in_digits(text: str) -> str:
    """The remedy for a number with separators, such as ``7,600``; empty for any other text."""
    digits = text.translate({ord(mark): None for mark in "_,.' +"})
    if digits != text and digits.isascii() and digits.isdigit():
        return f"Write it in digits alone: {digits.lstrip('0') or '0'}."
    return ""


def quoted(text: str) -> str:
    """A value in quotation marks, cut after 60 characters."""
    return f'"{text}"' if len(text) <= _LONGEST else f'"{text[:_LONGEST]}…"'
