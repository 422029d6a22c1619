"""What a rule reports, and how its texts are written."""

from __future__ import annotations

from collections.abc import Iterable

from zwe_vsam.config.document import NOT_EVALUATED
from zwe_vsam.errors import Origin
from zwe_vsam.messages import Message, Severity, message

_LONGEST = 60
"""The most characters that messages quote of a value."""
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def ordered(findings: Iterable[Message]) -> list[Message]:
    """Sort findings by file and line, errors before warnings, and drop duplicates.

    Two findings with the same text at the same place are duplicates. The more severe one stays.
    """
    once: dict[tuple[str, Origin | None], Message] = {}
    for finding in sorted(findings, key=_order):
        once.setdefault((finding.text, finding.origin), finding)
    return sorted(once.values(), key=_order)


def _order(finding: Message) -> tuple[str, int, int, str, str]:
    text, severity = finding.text, finding.severity
    origin = finding.origin or Origin("")
    return origin.file, origin.line or 0, _RANK[severity], finding.id, text


def wrong(text: str, origin: Origin, remedy: str, *details: str) -> Message:
    """An error: the configuration cannot work, or contradicts itself."""
    advice = NOT_EVALUATED if "${{" in text else remedy
    return message("ZWV231E", text, origin=origin, remedy=advice, details=details)


def missing(title: str, key: str, origin: Origin, remedy: str, *details: str) -> Message:
    """An error: a required value is missing."""
    return message("ZWEL0157E", title=title, key=key, origin=origin, remedy=remedy, details=details)


def doubtful(text: str, origin: Origin, remedy: str, *details: str) -> Message:
    """A warning: the configuration works, but perhaps not as its author expects."""
    return message("ZWV240W", text, origin=origin, remedy=remedy, details=details)


def not_for_several(count: int, text: str, origin: Origin, remedy: str, *details: str) -> Message:
    """A warning: a value that does not work with ``count`` instances, or with a second one."""
    subject = f"With {count} instances of Zowe (haInstances)"
    if count == 1:
        subject = "With haInstances, as soon as a second instance runs the Caching Service"
    return message("ZWV243W", subject, text, origin=origin, remedy=remedy, details=details)


def in_digits(text: str) -> str:
    """The remedy for a number with separators, such as ``7,600``; empty for any other text."""
    digits = text.translate({ord(mark): None for mark in "_,.' +"})
    if digits != text and digits.isascii() and digits.isdigit():
        return f"Write it in digits alone: {digits.lstrip('0') or '0'}."
    return ""


def quoted(text: str) -> str:
    """A value in quotation marks, cut after 60 characters."""
    return f'"{text}"' if len(text) <= _LONGEST else f'"{text[:_LONGEST]}…"'
