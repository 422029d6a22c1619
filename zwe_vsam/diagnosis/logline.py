"""Read one line of a z/OS log: which message it belongs to, and its text without the prefix.

Three forms are read: the job log and the console (time, job id), the system log (SYSLOG, OPERLOG
and hardcopy), and output without any prefix. Source: z/OS MVS System Messages, Vol 6 (GOS-IEA),
Introduction, "Messages sent to hardcopy log in JES2 system" and "Messages sent to the job log":
a record of the system log begins with its type. M is the first line of a message of several
lines, L, D and E are its label, data and end lines, S continues the record above it, and N, W, O
and X are lines of their own. Further lines carry the number that the first line ends in.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from zwe_vsam.zos.limits import NAME_PATTERN

_CONTROL = re.compile(r"[01+-](?!\d\.\d\d\.\d\d )")
"""Carriage control; the digit of a time of day is none, where a system removed the control."""
_ROUTED = r"[0-9A-F]{7}"
_FLAGS = r"[0-9A-F]{8}"
_TIME = r"\d\d[.:]\d\d[.:]\d\d(?:\.\d\d)?"
_RECORD = re.compile(
    rf"\s?[NMWOX][CRI ]?{_ROUTED}\s+\S{{1,8}}\s+\d{{5}}(?:\d\d)?\s+{_TIME}\s"
    rf".{{0,9}}?\s?{_FLAGS}\s(?P<text>.*)"
)
"""The first record of a message in the system log."""
_FURTHER_RECORD = re.compile(
    rf"\s?[LDE][CRI ]?\s+(?:(?P<number>\d{{3}})\s+)?{_FLAGS}\s(?P<text>.*)"
)
_CONTINUED_RECORD = re.compile(r"\s?S[CRI ]?\s{20,}(?P<text>\S.*)")
_LOGGED = re.compile(
    rf"\s*(?:[*@]\s?)?(?:{NAME_PATTERN}\s+)?{_TIME}\s+"
    r"(?:(?:[A-Z]{3}\d{5}|[JST]\d{7})\s+|(?=\$HASP\d|[A-Z]{3,5}\d{3}))(?P<text>.*)"
)
"""Time and job id before a line of JESMSGLG or of a console. A console may name the system first,
and has no job id for a message of the system itself."""
_NUMBERED = re.compile(r"\s*(?P<number>\d{3})\s{2,}(?P<text>\S.*)")


class Form(Enum):
    """How a line relates to the line above it."""

    FIRST = "first"
    """The first line of a message, as a log writes it."""
    FURTHER = "further"
    """A further line of the message whose first line ends in ``number``."""
    CONTINUED = "continued"
    """A continuation of the line directly above."""
    PLAIN = "plain"
    """A line without a prefix of a log."""


class LogLine(NamedTuple):
    """One line of a log, split into its parts."""

    form: Form
    text: str
    """Without carriage control, time, job id, record type, flags and the number in front."""
    number: str = ""
    """Three digits that tie the lines of a message: in front of it, or at the end of its first."""


def without_control(line: str) -> str:
    """Return ``line`` without the carriage control that print files have in column 1."""
    return line[1:] if _CONTROL.match(line) else line


def without_number(text: str) -> str:
    """Return the text of a first line without the number that ties the others to it."""
    return text.rstrip()[:-3].rstrip() if number_after(text) else text


def read(line: str) -> LogLine:
    """Read one line without carriage control. Never raises."""
    for pattern in (_RECORD, _LOGGED):
        first = pattern.match(line)
        if first:
            return LogLine(Form.FIRST, first["text"], number_after(first["text"]))
    for pattern in (_FURTHER_RECORD, _NUMBERED):
        further = pattern.match(line)
        if further:
            return LogLine(Form.FURTHER, further["text"], further["number"] or "")
    continued = _CONTINUED_RECORD.match(line)
    if continued:
        return LogLine(Form.CONTINUED, continued["text"], number_after(continued["text"]))
    return LogLine(Form.PLAIN, line)


def number_after(text: str) -> str:
    """Return the three digits at the end of a first line; empty if there are none."""
    # Not a pattern: one that begins with blanks is slow on a long line of blanks.
    end = text.rstrip()[-4:]
    return end[1:] if end[:1].isspace() and end[1:].isascii() and end[1:].isdigit() else ""
