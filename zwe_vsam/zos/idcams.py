"""Access method services commands: the syntax check that IDCAMS makes before it executes.

This module reads the sequence of commands with IF, THEN, ELSE and DO. ``idcams_functional`` reads
the single commands.

Sources: z/OS DFSMS Access Method Services Commands ("Commands", "How to continue commands and
parameters", "IF-THEN-ELSE Command Sequence", "Common continuation errors", "Condition Codes");
z/OS MVS System Messages, Vol 6 (GOS-IEA), for the messages. Only messages whose text is known
are used: an improper sequence is IDC3211I.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zwe_vsam.zos import idcams_functional
from zwe_vsam.zos import idcams_syntax as syntax
from zwe_vsam.zos.idcams_check import check
from zwe_vsam.zos.idcams_commands import (
    Attributes,
    Command,
    Define,
    Delete,
    IdcamsMessage,
    If,
    Listcat,
    Null,
    Parameter,
    Rejected,
    SetCode,
    Space,
    Unsupported,
    Value,
    Warned,
    number,
)
from zwe_vsam.zos.idcams_functional import NUMBER, Refused, refusal
from zwe_vsam.zos.idcams_scan import Span, Statement, Unbalanced, first_word, statements
from zwe_vsam.zos.limits import FAILED, IDCAMS_FIRST_COLUMN, IDCAMS_LAST_COLUMN, TERMINATED
from zwe_vsam.zos.records import Line

__all__ = [
    "Attributes", "Command", "Define", "Delete", "IdcamsMessage", "If", "Listcat", "Null",
    "Parameter", "Rejected", "SetCode", "Space", "Span", "Unsupported", "Value", "Warned",
    "check", "flat", "parse", "parse_tso",
]  # fmt: skip

BATCH_MARGINS = (IDCAMS_FIRST_COLUMN, IDCAMS_LAST_COLUMN)
"""First and last column that are read of a batch job's control statements."""

_NESTING = 10
"""Levels of IF within IF (Access Method Services Commands, "IF-THEN-ELSE Command Sequence")."""

_OPERATORS = {
    "=": "EQ", "¬=": "NE", "^=": "NE", ">": "GT", "<": "LT", ">=": "GE", "<=": "LE",
}  # fmt: skip


class _Sequence(Refused):
    """An improper sequence of modal commands. The rest of the input is not read."""


def parse(
    lines: Sequence[Line], margins: tuple[int, int] = BATCH_MARGINS, *, excess: bool = False
) -> tuple[Command, ...]:
    """Read control statements, those of a batch job unless ``margins`` are others.

    With ``excess``, a command with right parentheses too many is ``Warned``, as IDCAMS executes
    it (IDC0233I). Otherwise it is ``Rejected``, which the check before a submission needs. Never
    raises.
    """
    first, last = margins
    return _Reader(statements(lines, first=first, last=last), excess=excess).all()


def parse_tso(lines: Sequence[Line]) -> tuple[Command, ...]:
    """Read commands as a TSO step reads them: from column 1 on, in any letter case.

    Each record is a command unless it ends in ``+`` or ``-``. Commands of TSO itself come back as
    ``Unsupported``. Never raises.
    """
    return _Reader(statements(lines, first=1, fold=True), tso=True).all()


def flat(commands: Sequence[Command]) -> list[Command]:
    """Return all commands in the order of the input, those in THEN and ELSE clauses too."""
    commands_in_order: list[Command] = []
    for command in commands:
        commands_in_order.append(command)
        if isinstance(command, If):
            commands_in_order += flat(command.then) + flat(command.otherwise)
    return commands_in_order


class _Reader:
    """Reads the statements once. A modal command takes the statements of its clauses, too."""

    def __init__(self, source: list[Statement], *, tso: bool = False, excess: bool = False) -> None:
        self.source = source
        self.tso = tso
        self.excess = excess
        self.next = 0

    def all(self) -> tuple[Command, ...]:
        commands: list[Command] = []
        while self.next < len(self.source):
            start = self.next
            try:
                commands.append(self._statement(0))
            except _Sequence as refused:
                lines = tuple(ln for st in self.source[start : self.next] for ln in st.lines)
                commands.append(Rejected(lines, (refused.message,), TERMINATED))
                break
        return tuple(commands)

    def _take(self) -> Statement:
        self.next += 1
        return self.source[self.next - 1]

    def _statement(self, depth: int) -> Command:
        statement = self._take()
        return self._command(statement, 0, statement.lines, depth)

    def _command(
        self, statement: Statement, at: int, lines: tuple[Line, ...], depth: int
    ) -> Command:
        word, start, end = first_word(statement.text, at)
        if not word:
            return Null(lines)
        span = statement.span(start, end)
        if self.tso and word not in syntax.abbreviations("VERBS"):
            return Unsupported(lines, word)
        if word in ("ELSE", "END", "THEN", "DO") and not self.tso:
            raise _sequence(word, span, f"{word} without its IF")
        try:
            verb = syntax.abbreviations("VERBS").get(word, "")
            if verb == "IF":
                return self._if(statement, start, lines, depth)
            if not verb:
                raise refusal("IDC3219I", word, span)
            extra: list[Span] | None = [] if self.excess else None
            command = idcams_functional.read(verb, statement, start, lines, extra)
            return Warned(lines, command, _excess(extra[0])) if extra else command
        except _Sequence:
            raise
        except Refused as refused:
            return Rejected(lines, (refused.message,), FAILED)
        except Unbalanced as broken:
            message_id = "IDC3211I" if broken.extra else "IDC3209I"
            message = refusal(message_id, broken.near, broken.span).message
            return Rejected(lines, (message,), FAILED)

    def _if(self, statement: Statement, at: int, lines: tuple[Line, ...], depth: int) -> If:
        pattern = rf"IF[\s,]+(LASTCC|MAXCC)[\s,]*([=<>¬^]+|EQ|NE|GT|LT|GE|LE)[\s,]*{NUMBER}"
        match = re.compile(pattern).match(statement.text, at)
        span = statement.span(at, at + 2)
        operator = _OPERATORS.get(match[2], match[2]) if match else ""
        value = number(match[3]) if match else None
        if match is None or value is None or operator not in _OPERATORS.values():
            raise _sequence("IF", span, "IF needs LASTCC or MAXCC, an operator and a number")
        if depth >= _NESTING:
            raise _sequence("IF", span, f"IF commands nest at most {_NESTING} deep")
        word, _, end = first_word(statement.text, match.end())
        if not word and self._ahead() == "THEN":
            statement = self._take()
            lines += statement.lines
            word, _, end = first_word(statement.text, 0)
        if word != "THEN":
            raise _sequence(word or "IF", span, "THEN must follow the condition")
        then = self._clause(statement, end, depth)
        otherwise: tuple[Command, ...] = ()
        if self._ahead() == "ELSE":
            other = self._take()
            _, _, end = first_word(other.text, 0)
            otherwise = (Null(other.lines), *self._clause(other, end, depth))
        return If(lines, match[1], operator, min(value, TERMINATED), then, otherwise)

    def _ahead(self) -> str:
        """Return the first word of the next statement, which a blank or comment record is, too."""
        return first_word(self.source[self.next].text, 0)[0] if self.next < len(self.source) else ""

    def _clause(self, statement: Statement, at: int, depth: int) -> tuple[Command, ...]:
        """Read what follows THEN or ELSE: nothing, one command, or DO … END."""
        word, _, end = first_word(statement.text, at)
        if not word:
            return ()
        if word != "DO":
            return (self._command(statement, at, (), depth + 1),)
        commands: list[Command] = []
        if first_word(statement.text, end)[0]:
            commands.append(self._command(statement, end, (), depth + 1))
        while self.next < len(self.source):
            if self._ahead() == "END":
                return (*commands, Null(self._take().lines))
            commands.append(self._statement(depth + 1))
        raise _sequence("DO", statement.span(at, end), "DO without its END")


def _sequence(word: str, span: Span, reason: str) -> _Sequence:
    return _Sequence(refusal("IDC3211I", word, span, reason).message)


def _excess(span: Span) -> IdcamsMessage:
    """Return the message for right parentheses too many, as a listing of a real system has it."""
    return IdcamsMessage("IDC0233I", "TOO MANY RIGHT PARENTHESES FOUND.  EXCESS IGNORED", span.line)
