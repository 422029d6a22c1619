"""Read spool: the failing step, the lines to quote, whole messages, and the cluster of the job.

The lines are quoted as they stand; nothing is concluded that the spool does not say. Message ids:
IBM's MVS System Messages (IDC, IEF, IEFA, IEFC, IGD, ICH, CSV, IEC), JES2 Messages ($HASP), JES3
Messages (IAT) and Broadcom's messages of ACF2 (ACF) and Top Secret (TSS).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zwe_vsam.diagnosis.logline import (
    Form,
    LogLine,
    number_after,
    read,
    without_control,
    without_number,
)
from zwe_vsam.model import SpoolFile

MAXIMUM_LINES = 20
"""Lines of evidence shown."""
_TAIL_LINES = 12
"""Lines shown of output without a known message."""

_STEP_CODE = re.compile(r"IEF142I \S+ (?:\S+ )?(\S+) - STEP WAS EXECUTED - COND CODE (\d{1,4})\b")
_STEP_ABENDS = (
    re.compile(r"IEF450I \S+ (?:\S+ )?(\S+) - ABEND=S(\w{3}) U(\d{4})"),
    re.compile(
        r"IEF472I \S+ (?:\S+ )?(\S+) - COMPLETION CODE - SYSTEM=(\w{3}) USER=(\d{4})",
    ),
)
_DECISIVE = re.compile(
    r"(?<![A-Z])(IDC3\d{3,4}I|IDC2\d{4}I|IGD17\d{3}I|IGD0\d{4}I|IGD3\d{2}I|IEF[AC]?\d{3,4}I"
    r"|ICH40[89]I|CSV003I|CSV028I|IEC\d{3}I|IEA995I|IKJ5\d{4}[IE]|ZWVS\d{3}I|CEE\d{4}[EFSUC]"
    r"|TSS7\d{3}E|ACF\d{5}|IRR01\dI|IAT\d{4}|\$HASP077|\$HASP106|\$HASP110|\$HASP119|\$HASP395)\b"
)
_HARMLESS = re.compile(
    r"(?<![A-Z])(IEF(?:403I|404I|373I|374I|375I|376I|236I|237I|285I|142I|032I|033I|272I|202I|677I"
    r"|695I|653I|196I|097I)|IEFA111I|IEFC001I|IEFC653I|IEFC677I|IGD17070I|IGD17150I|IKJ56644I"
    r"|IRR010I|\$HASP395 .*RC=0000)\b"
)
_ACS_WRITE = re.compile(r"(?<![A-Z])IGD010(?:0[7-9]|10)I\b")
"""What the site's ACS routines write of their own: z/OS DFSMSdfp Storage Administration, WRITE
statement. Any text may stand there, so it never decides."""
_ACS_REJECTED = re.compile(r"(?<![A-Z])IGD01001I\b")
"""An ACS routine rejected the request: only then its own writes say why."""
_ENDING = re.compile(r"\$HASP395\b|\bIEF450I\b|\bIEF472I\b|\bIEA995I\b")
"""A message that says how the job ended, and not why."""
_ID = re.compile(r"(?<![A-Z0-9$#@.])(?:\$HASP\d{3,4}|[A-Z]{3,5}\d{3,5}[A-Z]|ACF\d{5}|IAT\d{4})\b")
_ALONE = re.compile(
    r"\s*$|\s*(?:READY|END|STMT NO\. MESSAGE|CPU: .*|-{4,}.*|\d+ //.*|[\d,.]+ [A-Z].*)$"
)
"""A line that cannot continue the message above it."""
_LONGEST = 10
"""Lines of one message."""
_NEAR = 500
"""Maximum distance, in lines, of a further line of a message from its first line."""
_MATCHED = 2000
"""Characters of a line or message that are read: this limits what hostile text can cost."""
_READ = 1 << 20
"""Characters at each end of a file that are read."""
_LINES = 25_000
"""Lines at each end of a file that are read."""
_COMMAND = re.compile(r"^.?\s*(?:DEFINE|DEF|DELETE|DEL)\s", re.MULTILINE | re.IGNORECASE)
"""A command of IDCAMS or TSO: the step's output holds the commands that it executed."""
_RANKS = {"E": 2, "S": 2, "T": 2, "A": 2, "D": 2, "U": 2, "W": 1}
"""Severities, by the last letter of a message id; I and others are 0."""


class Message(NamedTuple):
    """One message of the system or of a program."""

    text: str
    """On one line, without carriage control, time, job id and the numbers that tie its lines."""
    lines: tuple[str, ...]
    """The lines as they stand, without carriage control."""
    parts: tuple[str, ...] = ()
    """The text of each of ``lines``, by which copies of a line in other files are known."""

    @property
    def is_decisive(self) -> bool:
        """Whether it may say why a job failed."""
        first = self.lines[0] if self.lines else ""
        return bool(_DECISIVE.search(first)) and not (_HARMLESS.search(first) or self.is_acs_write)

    @property
    def is_acs_write(self) -> bool:
        """Whether an ACS routine of the site wrote it: it informs and decides nothing."""
        return bool(_ACS_WRITE.search(self.lines[0] if self.lines else ""))


class Evidence(NamedTuple):
    """What the spool says about a failure."""

    step: str
    """Name of the step that failed; empty where none ran or none is named."""
    code: str
    """Its condition code, or its abend code; empty where there is none."""
    lines: tuple[str, ...]
    """The lines that say why, quoted; never empty where the spool has any text."""


def bounded(file: SpoolFile) -> SpoolFile:
    """Return the file with no more text than can be read in seconds: its beginning and its end.

    A line is cut at a length that no record of z/OS and no line of a log has.
    """
    text = file.text
    if len(text) > 2 * _READ:
        text = f"{text[:_READ]}\n{text[-_READ:]}"
    lines = text.split("\n")
    if len(lines) > 2 * _LINES:
        lines = lines[:_LINES] + lines[-_LINES:]
    return SpoolFile(file.ddname, file.step, "\n".join(line[:_MATCHED] for line in lines))


def evidence(spool: Sequence[SpoolFile], decisive: Message | None = None) -> Evidence:
    """Find the failing step and the lines that say why it failed.

    Each line is quoted once: the job log and the system messages repeat each other. The lines of
    ``decisive`` are among them if it is given.
    """
    texts = [(file, file.text.split("\n")) for file in spool]
    step, code = _failing_step(line for _, lines in texts for line in lines)
    quoted = _quoted(spool)
    evidence_lines = _distinct(quoted, decisive)
    only_endings = all(
        _ENDING.search(message.text) for message in quoted if message is not decisive
    )
    if only_endings and not (decisive and decisive.lines):
        # The message about the ending makes the system's own last lines redundant.
        candidates = [(file, lines) for file, lines in texts if file.step or not evidence_lines]
        evidence_lines = (*(_severest(texts) or _tail(candidates)), *evidence_lines)
    return Evidence(step, code, tuple(dict.fromkeys(evidence_lines))[:MAXIMUM_LINES])


def _quoted(spool: Sequence[SpoolFile]) -> list[Message]:
    """Return the messages to quote: the program's own first, because they name the data set."""
    program_files = [file for file in spool if file.step]
    ordered = [*messages(program_files), *messages(file for file in spool if not file.step)]
    quoted = [message for message in ordered if message.is_decisive]
    if any(_ACS_REJECTED.search(message.text) for message in quoted):
        quoted += [message for message in ordered if message.is_acs_write]
    return quoted


def _distinct(quoted: Sequence[Message], decisive: Message | None) -> tuple[str, ...]:
    """Return the lines of the messages, each once. The copy that ``decisive`` has is preferred."""
    lines: dict[str, str] = {}
    preferred = dict(zip(decisive.parts, decisive.lines, strict=True)) if decisive else {}
    absent = decisive is not None and not any(
        set(decisive.parts) <= set(message.parts) for message in quoted
    )
    for message in (decisive, *quoted) if decisive and absent else quoted:
        for part, line in zip(message.parts, message.lines, strict=True):
            lines.setdefault(part, preferred.get(part, line))
    first = tuple(lines.values())[:MAXIMUM_LINES]
    if decisive and not set(decisive.lines) <= set(first):
        return tuple(dict.fromkeys((*decisive.lines, *first)))
    return tuple(lines.values())


def messages(spool: Iterable[SpoolFile]) -> Iterator[Message]:
    """Yield every message, with the lines that belong to it, and every line without an id.

    The listing of the JCL is omitted: it holds comments.
    """
    for file in spool:
        if file.ddname != "JESJCL":
            yield from _Gathering().read(file.text.split("\n"))


class _Unit:
    """The lines of one message while they are collected."""

    def __init__(self, line: str, logged: LogLine, at: int) -> None:
        self.lines = [line.strip()]
        self.texts = [logged.text]
        self.is_logged = logged.form is Form.FIRST
        self.at = at
        self.is_tied = False
        self.numbered = 0
        """Which of the texts ends in the number that ties further lines."""

    def add(self, line: str, text: str) -> None:
        self.lines.append(line.strip())
        self.texts.append(text)

    def message(self) -> Message:
        texts = self.texts
        if self.is_tied:
            texts = list(texts)
            texts[self.numbered] = without_number(texts[self.numbered])
        text = " ".join(" ".join(texts).split())[:_MATCHED]
        parts = tuple(" ".join(part.split()) for part in texts)
        return Message(text, tuple(self.lines), parts)


class _Gathering:
    """Joins the lines of a file to messages."""

    def __init__(self) -> None:
        self._units: list[_Unit] = []
        self._numbered: dict[str, _Unit] = {}
        self._last: _Unit | None = None
        """The unit of the line above; None after a blank line."""

    def read(self, lines: Iterable[str]) -> Iterator[Message]:
        """Return the messages of these lines, in the order of their first lines."""
        for at, line in enumerate(map(without_control, lines)):
            if line.strip():
                self._add(line, at)
            elif self._last is not None and not self._last.is_logged:
                self._last = None
        return (unit.message() for unit in self._units)

    def _add(self, line: str, at: int) -> None:
        logged = read(line)
        unit = self._owner(line, logged, at)
        if unit is None:
            unit = _Unit(line, logged if logged.form is Form.FIRST else _plain(line), at)
            self._units.append(unit)
        elif logged.form is Form.CONTINUED:
            unit.add(line, logged.text)
        else:
            unit.add(line, logged.text if unit.is_logged else line)
        if unit.is_logged and logged.form in (Form.FIRST, Form.CONTINUED):
            number = number_after(logged.text)
            if number:
                self._numbered[number] = unit
                unit.numbered = len(unit.texts) - 1
        self._last = unit

    def _owner(self, line: str, logged: LogLine, at: int) -> _Unit | None:
        """Return the message that the line belongs to; None if the line starts a message."""
        if logged.form is Form.FIRST:
            return None
        last = self._last
        if logged.form is Form.CONTINUED and last is not None and last.is_logged:
            return last
        if logged.form is Form.FURTHER:
            unit = self._numbered.get(logged.number) if logged.number else None
            if not logged.number and last is not None and last.is_logged:
                unit = last
            if unit is not None and at - unit.at <= _NEAR and len(unit.lines) < _LONGEST:
                unit.is_tied = True
                return unit
        if last is not None and _continues(line, last):
            return last
        return None


def _plain(line: str) -> LogLine:
    return LogLine(Form.PLAIN, line)


def _continues(line: str, unit: _Unit) -> bool:
    """Return whether a line without a prefix belongs to the message above it."""
    if unit.is_logged or len(unit.lines) >= _LONGEST or not _ID.search(unit.texts[0]):
        return False
    return not _ALONE.match(line) and not _ID.search(line)


def is_for_another(spool: Sequence[SpoolFile], cluster: str) -> bool:
    """Return whether the job's commands ran, and none of them names ``cluster``.

    IDCAMS and TSO print the commands that they execute. If no step's output has any, the answer is
    unknown, which is False.
    """
    printed = "\n".join(file.text for file in spool if file.step)
    name = re.compile(rf"(?<![\w$#@.-]){re.escape(cluster)}(?![\w$#@.-])", re.IGNORECASE)
    return bool(_COMMAND.search(printed)) and not name.search(printed)


def _failing_step(lines: Iterable[str]) -> tuple[str, str]:
    """Return the name and the code of the step that failed: an abend, or the highest code."""
    worst = ("", "")
    for line in lines:
        for abend in filter(None, (pattern.search(line) for pattern in _STEP_ABENDS)):
            return abend[1], f"U{abend[3]}" if abend[2] == "000" else f"S{abend[2]}"
        ended = _STEP_CODE.search(line)
        if ended and int(ended[2]) > int(worst[1] or 0):
            worst = (ended[1], str(int(ended[2])))
    return worst


def _severest(texts: Sequence[tuple[SpoolFile, list[str]]]) -> list[str]:
    """Return the lines with the most severe message ids, if any is more than information."""
    ranked: dict[int, list[str]] = {}
    for file, lines in texts:
        for line in map(without_control, lines if file.ddname != "JESJCL" else ()):
            message_id = _ID.search(line)
            if message_id and not _HARMLESS.search(line):
                ranked.setdefault(_RANKS.get(message_id[0][-1], 0), []).append(line.strip())
    worst = max(ranked, default=0)
    return ranked[worst] if worst else []


def _tail(texts: Sequence[tuple[SpoolFile, list[str]]]) -> list[str]:
    """Return the last lines of the last program file with any text, or else of JES's own."""
    for is_program_file in (True, False):
        for file, lines in reversed(texts):
            printed = [text for line in lines if (text := without_control(line).strip())]
            printed = [text for text in printed if not _ACS_WRITE.match(text)] or printed
            if printed and bool(file.step) is is_program_file:
                return printed[-_TAIL_LINES:]
    return []
