"""What the spool says: the failing step, the lines worth quoting, whole messages, whose job it was.

The lines are quoted as they stand; nothing is concluded that the spool does not say. Message ids:
IBM's MVS System Messages (IDC, IEF, IEFC, IGD, ICH, CSV, IEC) and JES2 Messages ($HASP).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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


_LOG_PREFIX = re.compile(r"^\s*\d\d[.:]\d\d[.:]\d\d (?:[A-Z]{3}\d{5}|[JST]\d{7})\s+")
"""Time and job id before a line of JESMSGLG or of the system log."""
_NUMBERED = re.compile(r"^\s*(\d{3})\s{2,}(?=\S)")
"""What stands there in the further lines of a message: the number that its first line ends in."""
_NUMBER_AFTER = re.compile(r"(?<!\s)\s{2,4}\d{3}\s*$")
_ID = re.compile(r"(?<![A-Z0-9$#@.])(?:\$HASP\d{3,4}|[A-Z]{3,5}\d{3,5}[A-Z])\b")
_ALONE = re.compile(
    r"\s*$|\s*(?:READY|END|STMT NO\. MESSAGE|CPU: .*|-{4,}.*|\d+ //.*|[\d,.]+ [A-Z].*)$"
)
"""A line that cannot go on with the message above it."""
_LONGEST = 10
"""Lines of one message."""
_MATCHED = 2000
"""Characters of a line or message that are looked at: a limit to what hostile text can cost."""
_READ = 1 << 20
"""Characters at each end of a file that are looked at."""
_LINES = 25_000
"""Lines at each end, likewise."""
_COMMAND = re.compile(r"^.?\s*(?:DEFINE|DEF|DELETE|DEL)\s", re.MULTILINE | re.IGNORECASE)
"""What shows that a step's output holds the commands that it executed."""
_RANKS = {"E": 2, "S": 2, "T": 2, "A": 2, "D": 2, "U": 2, "W": 1}
"""Severities, by the last letter of a message id; I and others are 0."""


class Message(NamedTuple):
    """One message of the system or of a program."""

    text: str
    """On one line, without carriage control, time, job id and the numbers that tie its lines."""
    lines: tuple[str, ...]
    """The same as it stands, without carriage control."""


class Evidence(NamedTuple):
    """What the spool says about a failure."""

    step: str
    """Name of the step that failed; empty where none ran or none is named."""
    code: str
    """Its condition code, or its abend code; empty where there is none."""
    lines: tuple[str, ...]
    """The lines that say why, quoted; never empty where the spool has any text."""


def bounded(file: SpoolFile) -> SpoolFile:
    """The file with no more text than can be looked at in seconds: its beginning and its end.

    A line is cut where no record of z/OS and no line of a log that people read goes on.
    """
    text = file.text
    if len(text) > 2 * _READ:
        text = f"{text[:_READ]}\n{text[-_READ:]}"
    lines = text.split("\n")
    if len(lines) > 2 * _LINES:
        lines = lines[:_LINES] + lines[-_LINES:]
    return SpoolFile(file.ddname, file.step, "\n".join(line[:_MATCHED] for line in lines))


def evidence(spool: Sequence[SpoolFile]) -> Evidence:
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
        found.update(dict.fromkeys(_severest(texts) or _tail(texts)))
    return Evidence(step, code, tuple(found)[:MAXIMUM_LINES])


def messages(spool: Sequence[SpoolFile]) -> Iterator[Message]:
    """Every message, with the lines below it that belong to it, and every line without an id.

    The listing of the JCL is left out: it holds comments.
    """
    for file in spool:
        if file.ddname == "JESJCL":
            continue
        gathered: list[str] = []
        for line in map(_without_control, file.text.split("\n")):
            if gathered and _goes_on(line, gathered):
                gathered.append(line)
                continue
            if gathered:
                yield _message(gathered)
            gathered = [line] if line.strip() else []
        if gathered:
            yield _message(gathered)


def is_for_another(spool: Sequence[SpoolFile], cluster: str) -> bool:
    """Whether a job did its work, and that on something else than ``cluster``.

    IDCAMS and TSO print the commands that they execute. Where no step's output has any, nothing is
    known, which is False.
    """
    printed = "\n".join(file.text for file in spool if file.step)
    name = re.compile(rf"(?<![\w$#@.-]){re.escape(cluster)}(?![\w$#@.-])", re.IGNORECASE)
    return bool(_COMMAND.search(printed)) and not name.search(printed)


def _goes_on(line: str, gathered: list[str]) -> bool:
    """Whether ``line`` belongs to the message that ``gathered`` begins."""
    first = gathered[0]
    if len(gathered) >= _LONGEST or not _ID.search(first) or _ALONE.match(line):
        return False
    tie = _NUMBERED.match(line)
    if _LOG_PREFIX.match(first):
        return bool(tie and first.rstrip().endswith(tie[1]))
    return not _ID.search(line) and not _LOG_PREFIX.match(line)


def _message(gathered: list[str]) -> Message:
    head = _LOG_PREFIX.sub("", gathered[0])
    tied = head is not gathered[0] and len(gathered) > 1
    parts = [_NUMBER_AFTER.sub("", head) if tied else head]
    parts += [_NUMBERED.sub("", line) if tied else line for line in gathered[1:]]
    text = " ".join(" ".join(parts).split())[:_MATCHED]
    return Message(text, tuple(line.strip() for line in gathered))


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


def _severest(texts: Sequence[tuple[SpoolFile, list[str]]]) -> list[str]:
    """The lines with the most severe message ids, if any id is more than information."""
    ranked: dict[int, list[str]] = {}
    for file, lines in texts:
        for line in map(_without_control, lines if file.ddname != "JESJCL" else ()):
            found = _ID.search(line)
            if found and not _HARMLESS.search(line):
                ranked.setdefault(_RANKS.get(found[0][-1], 0), []).append(line.strip())
    worst = max(ranked, default=0)
    return ranked[worst] if worst else []


def _tail(texts: Sequence[tuple[SpoolFile, list[str]]]) -> list[str]:
    """The last lines of the last file with any text: better raw than nothing."""
    for _, lines in reversed(texts):
        spoken = [text for line in lines if (text := _without_control(line).strip())]
        if spoken:
            return spoken[-MAXIMUM_LINES:]
    return []
