"""The files that JES2 and the initiator write about a job: JESMSGLG, JESJCL and JESYSMSG.

The layouts follow job logs of z/OS 2.4 to 3.1; the first character of a line is carriage
control, as the spool has it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.zos import records
from zwe_vsam.zos.limits import CONTINUATION_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zwe_vsam.zos.jcl import Deck, Finding

SYSTEM = "SBOX"
"""Name of the system and of its node."""

CANCELLED = "$HASP106 JOB DELETED BY JES2 OR CANCELLED BY OPERATOR BEFORE EXECUTION"


class Header(NamedTuple):
    """The job to which a log belongs."""

    id: str
    name: str
    owner: str
    job_class: str


class Log:
    """JESMSGLG: console messages with the time and the job's id."""

    def __init__(self, header: Header, received: float) -> None:
        self._header = header
        self._lines = [
            f"1                    J E S 2  J O B  L O G  --  S Y S T E M  {_spread(SYSTEM)}"
            f"  --  N O D E  {_spread(SYSTEM)}",
            "0",
        ]
        day = time.strftime("%A,", time.localtime(received)).upper()
        date = time.strftime("%d %b %Y", time.localtime(received)).upper()
        self._stamped(received, f"---- {day:<10} {date} ----", gap=1)
        self._replies = 0

    def assigned(self, at: float) -> None:
        """Add the message that a user id is assigned to the job."""
        owner = self._header.owner
        self.message(at, f"IRR010I  USERID {owner:<8} IS ASSIGNED TO THIS JOB.")

    def started(self, at: float) -> None:
        """Add the messages of an initiator that starts the job."""
        header = self._header
        self.message(
            at,
            f"$HASP373 {header.name:<8} STARTED - INIT 1    - CLASS {header.job_class:<8}"
            f" - SYS {SYSTEM}",
        )
        self.message(at, f"IEF403I {header.name} - STARTED - TIME={clock(at)}")

    def message(self, at: float, *lines: str) -> None:
        """Add a console message; its further lines have a number instead of the time."""
        if len(lines) == 1:
            self._stamped(at, lines[0])
            return
        self._replies += 1
        number = f"{self._replies:03}"
        self._stamped(at, f"{lines[0]}  {number}")
        self._lines += [f"   {number}             {line}" for line in lines[1:]]

    def ended(self, at: float, how: str) -> None:
        """Add the messages of a job's end; ``how`` is such as ``RC=0000`` or ``ABEND=S806``."""
        self.message(at, f"IEF404I {self._header.name} - ENDED - TIME={clock(at)}")
        self.ended_in_jes(at, how)

    def ended_in_jes(self, at: float, how: str) -> None:
        """Add JES2's message that a job ended; ``how`` as of ``ended``."""
        self.message(at, f"$HASP395 {self._header.name:<8} ENDED - {how}")

    def deleted(self) -> None:
        """Add the message for a job that was deleted before execution."""
        self._lines.append(f"-{CANCELLED}")

    def text(self, cards: int, printed: int, ran: tuple[float, float] | None) -> str:
        """Return the log with JES2's statistics; ``ran`` is the start and end of the job."""
        rule = "-" if ran else "0"
        lines = [*self._lines, "0------ JES2 JOB STATISTICS ------"]
        if ran:
            date = time.strftime("%d %b %Y", time.localtime(ran[0])).upper()
            lines.append(f"-  {date} JOB EXECUTION DATE")
        total = printed + len(lines) + 5
        minutes = (ran[1] - ran[0]) / 60 if ran else 0.0
        lines += [
            f"{rule}{cards:>13,} CARDS READ",
            f"{rule}{total:>13,} SYSOUT PRINT RECORDS",
            f"{rule}{0:>13} SYSOUT PUNCH RECORDS",
            f"{rule}{total * 72 // 1024 + 1:>13,} SYSOUT SPOOL KBYTES",
            f"{rule}{minutes:>13.2f} MINUTES EXECUTION TIME",
        ]
        return joined(lines)

    def so_far(self) -> str:
        """Return the log of a job that is still running."""
        return joined(self._lines)

    def _stamped(self, at: float, text: str, gap: int = 2) -> None:
        self._lines.append(f" {clock(at)} {self._header.id}{' ' * gap}{text}")


def jesjcl(deck: Deck, job_id: str) -> str:
    """Return the statements of a job with their numbers, without in-stream data."""
    first = {statement.line: statement for statement in deck.statements}
    last = {statement.last_line: statement for statement in deck.statements}
    data = {
        line.number
        for statement in deck.statements
        for line in (*(statement.instream or ()), statement.delimiter)
        if line is not None
    }
    lines = []
    for record in deck.records:
        if record.number in data:
            continue
        statement = first.get(record.number)
        number = statement.number if statement else 0
        text = f"{record.text.ljust(CONTINUATION_COLUMN)}{job_id}" if number == 1 else record.text
        lines.append(f" {number or '':>9} {text}")
        ended = last.get(record.number)
        if ended is not None and ended.substituted:
            lines.append(f" {'':>9} IEFC653I SUBSTITUTION JCL - {ended.substituted}")
    return joined(lines)


def statement_messages(findings: Iterable[Finding]) -> list[str]:
    """Return the list ``STMT NO. MESSAGE`` of JESYSMSG."""
    lines = ["  STMT NO. MESSAGE"]
    for finding in findings:
        lines.append(f" {finding.statement or '':>9} {finding.id} {finding.text}".rstrip())
    return lines


def access(at: float) -> str:
    """Return the local time as in ICH70001I."""
    stamp = time.localtime(at)
    day = time.strftime("%A, %B", stamp).upper()
    return f"{time.strftime('%H:%M:%S', stamp)} ON {day} {stamp.tm_mday}, {stamp.tm_year}"


def clock(at: float) -> str:
    """Return the local time as z/OS prints it in messages."""
    return time.strftime("%H.%M.%S", time.localtime(at))


def ordinal(at: float) -> str:
    """Return local date and time as in IEF373I: year and day, hour and minute."""
    return time.strftime("%Y%j.%H%M", time.localtime(at))


def joined(lines: Sequence[str]) -> str:
    """Return lines as text, trimmed, each ended by a newline."""
    return records.join(line.rstrip() for line in lines)


def _spread(name: str) -> str:
    return " ".join(name)
