"""What a rule reports, and how its texts are written."""

from __future__ import annotations

from collections.abc import Iterable

from zwe_vsam.config.document import NOT_EVALUATED
from zwe_vsam.errors import Origin
from zwe_vsam.messages import Message, Severity, message, shortened

_LONGEST = 60
"""The most characters that messages quote of a value."""
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def ordered(findings: Iterable[Message]) -> list[Message]:
    """Sort findings by file and line, errors before warnings, and drop duplicates.

    Two findings with the same text at the same place are duplicates. The more severe one stays.
    """
    once: dict[tuple[str, Origin | None], Message] = {}
    for reported in sorted(findings, key=_order):
        once.setdefault((reported.text, reported.origin), reported)
    return sorted(once.values(), key=_order)


def _order(reported: Message) -> tuple[str, int, int, str, str]:
    text, severity = reported.text, reported.severity
    origin = reported.origin or Origin("")
    return origin.file, origin.line or 0, _RANK[severity], reported.id, text


def finding(
    message_id: str,
    *,
    origin: Origin,
    remedy: str = "",
    details: tuple[str, ...] = (),
    **fields: object,
) -> Message:
    """The message of a rule. ``remedy`` stands instead of the remedy of the catalog.

    An error that quotes an expression has the remedy for expressions that Zowe does not evaluate.
    """
    result = message(
        message_id, origin=origin, remedy=remedy, details=details, meaning="", **fields
    )
    if result.severity is Severity.ERROR and "${{" in result.text:
        return result._replace(remedy=NOT_EVALUATED)
    return result


def instances_of_zowe(count: int) -> str:
    """What messages call ``count`` instances that run the Caching Service, or a second one."""
    return f"{'a second instance' if count == 1 else f'{count} instances'} of Zowe (haInstances)"


def in_digits(text: str) -> str:
    """The remedy for a number with separators, such as ``7,600``; empty for any other text."""
    digits = text.translate({ord(mark): None for mark in "_,.' +"})
    if digits != text and digits.isascii() and digits.isdigit():
        return f"Write only digits: {digits.lstrip('0') or '0'}."
    return ""


def quoted(text: str) -> str:
    """A value in quotation marks, cut after 60 characters."""
    return f'"{shortened(text, _LONGEST)}"'
