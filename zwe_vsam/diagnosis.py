"""Why a job failed, read from its spool.

The lines are quoted as they stand; nothing is concluded that the spool does not say. Message ids:
IBM's MVS System Messages (IDC, IEF, IEFC, IGD, ICH, CSV, IEC) and JES2 Messages ($HASP).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zwe_vsam.targets.interface import SpoolFile

MAXIMUM_LINES = 12
"""Lines of evidence shown."""

_STEP_CODE = re.compile(r"IEF142I \S+ (?:\S+ )?(\S+) - STEP WAS EXECUTED - COND CODE (\d{1,4})\b")
_STEP_ABENDS = (
    re.compile(r"IEF450I \S+ (?:\S+ )?(\S+) - ABEND=S(\w{3}) U(\d{4})"),
    re.compile(
        r"IEF472I \S+ (?:\S+ )?(\S+) - COMPLETION CODE - SYSTEM=(\w{3}) USER=(\d{4})",
    ),
)
_DECISIVE = re.compile(
    r"(?<![A-Z])(IDC3\d{3,4}I|IDC2\d{4}I|IGD17\d{3}I|IGD0\d{4}I|IGD3\d{2}I|IEFC?\d{3,4}I|ICH40[89]I"
    r"|CSV003I|CSV028I|IEC\d{3}I|IEA995I|IKJ5\d{4}[IE]|ZWVS\d{3}I"
    r"|\$HASP106|\$HASP110|\$HASP119|\$HASP395)\b"
)
_HARMLESS = re.compile(
    r"(?<![A-Z])(IEF(?:403I|404I|373I|374I|375I|376I|236I|237I|285I|142I|032I|033I|272I|202I|677I"
    r"|695I|653I|196I|097I)|IEFC001I|IEFC653I|IEFC677I|IGD17070I|IGD17150I|IKJ56644I"
    r"|\$HASP395 .*RC=0000)\b"
)
_GOES_ON = re.compile(r"\s+(?:\d{3}\s)?\s*[A-Z]")
_MESSAGE = re.compile(r"\s*(?:[A-Z]{3,5}\d{3,5}[A-Z]\s|\$HASP\d)|\s+CPU: ")
"""The beginning of a message of its own, or of the step's accounting."""
_CONTROL = re.compile(r"[01+-](?!\d\.\d\d\.\d\d )")
"""Carriage control; the digit of a time of day is none, where a system removed the control."""


class Reason(NamedTuple):
    """What the spool says about a failure."""

    step: str
    """Name of the step that failed; empty where none ran or none is named."""
    code: str
    """Its condition code, or its abend code; empty where there is none."""
    lines: tuple[str, ...]
    """The lines that say why, quoted; never empty where the spool has any text."""


def reason(spool: Sequence[SpoolFile]) -> Reason:
    """Find the failing step and the lines that say why it failed."""
    texts = [(file, file.text.split("\n")) for file in spool]
    step, code = _failing_step(line for _, lines in texts for line in lines)
    found: dict[str, None] = {}
    # The program's own messages first, then the system's: the former name the data set.
    for own in (True, False):
        for file, lines in texts:
            if bool(file.step) is own and file.ddname != "JESJCL":
                found.update(dict.fromkeys(_decisive(lines)))
    if not found:
        found.update(dict.fromkeys(_tail(texts)))
    return Reason(step, code, tuple(found)[:MAXIMUM_LINES])


def _failing_step(lines: Iterable[str]) -> tuple[str, str]:
    worst = ("", "")
    for line in lines:
        for abend in filter(None, (pattern.search(line) for pattern in _STEP_ABENDS)):
            return abend[1], f"U{abend[3]}" if abend[2] == "000" else f"S{abend[2]}"
        ended = _STEP_CODE.search(line)
        if ended and int(ended[2]) > int(worst[1] or 0):
            worst = (ended[1], str(int(ended[2])))
    return worst


def _decisive(lines: Sequence[str]) -> Iterable[str]:
    goes_on = False
    for line in map(_without_control, lines):
        if _DECISIVE.search(line) and not _HARMLESS.search(line):
            # ICH408I goes on in the lines below it: the resource, and what was allowed.
            goes_on = "ICH408I" in line
            yield line.strip()
        else:
            goes_on = goes_on and bool(_GOES_ON.match(line)) and not _MESSAGE.match(line)
            if goes_on:
                yield line.strip()


def _without_control(line: str) -> str:
    """``line`` without the carriage control character that print files have in column 1."""
    return line[1:] if _CONTROL.match(line) else line


def _tail(texts: Sequence[tuple[SpoolFile, list[str]]]) -> list[str]:
    """The last lines of the last file with any text: better raw than nothing."""
    for _, lines in reversed(texts):
        spoken = [text for line in lines if (text := _without_control(line).strip())]
        if spoken:
            return spoken[-MAXIMUM_LINES:]
    return []
