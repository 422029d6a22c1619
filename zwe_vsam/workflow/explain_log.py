"""``job --explain``: what messages mean that somebody copied out of a log."""

from __future__ import annotations

import sys

from zwe_vsam import files
from zwe_vsam.config import encoding as code_pages
from zwe_vsam.diagnosis.cause import Context
from zwe_vsam.diagnosis.explain import explain_text
from zwe_vsam.errors import Problem
from zwe_vsam.messages import message
from zwe_vsam.report.base import Report
from zwe_vsam.workflow import setup
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.request import Request

MAXIMUM_SIZE = 1 << 24
"""Bytes of a log that are read; what comes after them is not."""


def run(request: Request, report: Report) -> None:
    """Explain the messages in a file, or on standard input. Raises Problem or Invalid.

    With a configuration, in its words. Messages that are not known are shown, and not guessed at.
    """
    context = Context()
    if request.config:
        from zwe_vsam.workflow import reasons

        connection = Connection(request.system.or_auto(), report)
        settings = setup.any_mode(request, connection, report)
        context = reasons.context(settings, report.result, "")
    reason = explain_text(_text(request.explain), context)
    explanation = reason.explanation
    if explanation is not None:
        report.prose(f"Meaning: {explanation.meaning}")
        report.prose(f"Remedy: {explanation.remedy}")
        report.line()
    for line in reason.lines:
        report.line(line)
    if explanation is None:
        report.message(message("ZWV4042I" if reason.lines else "ZWV4043I"))
        return
    # The transcript has it; this is for the object.
    report.result.record(
        message(
            "ZWV4041I",
            cause=explanation.cause,
            details=reason.lines,
            remedy=explanation.remedy,
            meaning=explanation.meaning,
        )
    )


def _text(path: str) -> str:
    """The file's text, in whichever code page it is; what is no character is replaced."""
    try:
        if path == "-":
            data = sys.stdin.buffer.read(MAXIMUM_SIZE) if sys.stdin else b""
        else:
            data = files.read_limited(path, MAXIMUM_SIZE)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Problem("ZWV1022E", file=path or "''", reason=why) from error
    page = code_pages.of_content(data)
    try:
        return code_pages.decode(data, page)
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")
