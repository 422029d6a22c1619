"""A reader of JCL: from the records of an input stream to its statements.

It follows the rules by which JES2 and the converter read: fields and columns, continuation,
apostrophes, in-stream data, and the symbols of SET statements (IBM's *z/OS MVS JCL Reference*).
``job`` converts the statements into jobs, steps and DDs.
"""

from __future__ import annotations

from collections.abc import Iterator

from zwe_vsam.zos.jcl_model import Deck, Finding, Kind, Statement
from zwe_vsam.zos.jcl_records import (
    before_job,
    control,
    fields,
    first_nonblank,
    is_null,
    starts_job,
)
from zwe_vsam.zos.limits import (
    CONTINUED_QUOTE_COLUMN,
    IDCAMS_LAST_COLUMN,
    JCL_LAST_COLUMN,
    RECORD_LENGTH,
    SYMBOL_VALUE_LENGTH,
)
from zwe_vsam.zos.names import is_name
from zwe_vsam.zos.operands import FIELD_LENGTH, Field, Operand, unquoted, words
from zwe_vsam.zos.records import Line, lines

__all__ = [
    "COMMANDS",
    "OPERATIONS",
    "Deck",
    "Finding",
    "Kind",
    "Operand",
    "Statement",
    "column_findings",
    "read",
]

OPERATIONS = words(
    """JOB EXEC DD PROC PEND SET INCLUDE JCLLIB IF ELSE ENDIF OUTPUT CNTL ENDCNTL COMMAND XMIT
    EXPORT NOTIFY SCHEDULE JOBGROUP GJOB JOBSET SJOB ENDSET AFTER BEFORE CONCURRENT ENDGROUP"""
)
COMMANDS = words(
    """CANCEL DISPLAY HOLD LOG MODIFY MOUNT RELEASE REPLY RESET SEND START STOP UNLOAD VARY
    WRITELOG C D H L F M A R E SE S P U V W"""
)
"""Operator commands that may stand in the operation field, and their short forms in that order (JCL
Reference, JCL command statement, whose example is ``// F NETVIEW,CLOSE IMMED``; MVS System
Commands, the syntax of each)."""

SUBSTITUTED = 1 << 22
"""Most characters that the values of symbols may add to one input stream: a limit of this
package, not of the system."""


def read(text: str, sysuid: str = "") -> Deck:
    """Read an input stream. Raises nothing: errors become findings.

    ``sysuid`` is the value of the symbol SYSUID; left empty, ``&SYSUID`` stays as it is.
    """
    return _Reader(text, sysuid).run()


def job_name(text: str) -> str:
    """Return the name on the first JOB statement, which need not be the member's; empty without
    one.
    """
    statements = _Reader(text, "").statements()
    return next((s.name for s in statements if s.operation == "JOB"), "")


def column_findings(text: str) -> tuple[Finding, ...]:
    """Return a finding for each record of ``text`` that does not fit its columns.

    Statements end in column 71, in-stream data in 72, comment statements in 80.
    """
    return read(text).columns


class _Reader:
    """Reads the records of one input stream once."""

    def __init__(self, text: str, sysuid: str) -> None:
        self.records = lines(text)
        self.at = 0
        self.findings: list[Finding] = []
        self.columns: list[Finding] = []
        self.provided = {"SYSUID": sysuid} if sysuid else {}
        self.symbols: dict[str, str] = {}
        self.number = 0
        self.grown = 0

    def run(self) -> Deck:
        entries = tuple(self.statements())
        self.columns += [
            Finding(
                "",
                f"the record is longer than {RECORD_LENGTH} columns",
                line.number,
                RECORD_LENGTH + 1,
            )
            for line in self.records
            if len(line.text) > RECORD_LENGTH
        ]
        self.columns.sort(key=lambda finding: (finding.line, finding.column))
        return Deck(entries, tuple(self.findings), tuple(self.columns), self.records)

    def statements(self) -> Iterator[Statement]:
        """Yield each statement when it is read, and before the next one is."""
        while self.at < len(self.records):
            text = self.records[self.at].text
            kind, word = (control(text) if text[:1] == "/" else None) or (None, "")
            if not self.number and not starts_job(text):
                yield self._single(*before_job(text))
            elif kind:
                yield self._single(kind, word)
            elif text.startswith("//*"):
                yield self._single(Kind.COMMENT)
            elif is_null(text):
                self.number += 1
                yield self._single(Kind.NULL, number=self.number)
            elif text.startswith("//"):
                yield self._statement()
            elif text.startswith("/*"):
                yield self._single(Kind.DELIMITER)
            else:
                yield self._generated()

    def _single(self, kind: Kind, word: str = "", *, number: int = 0) -> Statement:
        """Read a statement of one record; ``word`` is that of a control statement."""
        line = self.records[self.at]
        self.at += 1
        return Statement(kind, number, (line,), line.number, line.number, "", word)

    def _generated(self) -> Statement:
        """Read data without a DD statement: JES2 generates ``//SYSIN DD *`` for them.

        Source: JCL Reference, SYSIN DD statement.
        """
        line = self.records[self.at].number
        self.number += 1
        data, delimiter = self._data(slashes=True, ends="/*")
        operands = (Operand("", "*", line, 1),)
        return Statement(
            Kind.STATEMENT,
            self.number,
            (),
            line,
            self.records[self.at - 1].number,
            "SYSIN",
            "DD",
            operands,
            data,
            delimiter,
        )

    def _statement(self) -> Statement:
        first = self.records[self.at]
        name, operation, start = fields(first.text)
        if operation == "JOB":
            self.number = 0
            self.symbols = dict(self.provided)
        self.number += 1
        self._check_fields(first, name, operation)
        begin = self.at
        self.at += 1
        field = Field(self.symbols if self.grown <= SUBSTITUTED else {})
        if operation == "IF":
            self._condition(field, first, start)
        else:
            # What follows ELSE and ENDIF is a comment (JCL Reference, Comments field).
            end = start if operation in ("ELSE", "ENDIF") else field.scan(first, start)
            self._continue(field, first, end)
        field.finish()
        used = self.records[begin : self.at]
        self._check_field(field, first, operation)
        operands = tuple(field.operands)
        if operation == "SET":
            self._set(operands)
        instream, delimiter = self._instream(operation, operands)
        return Statement(
            Kind.STATEMENT,
            self.number,
            used,
            first.number,
            self.records[self.at - 1].number,
            name,
            operation,
            operands,
            instream,
            delimiter,
            "".join(field.whole) if field.substituted else "",
        )

    def _check_fields(self, line: Line, name: str, operation: str) -> None:
        if operation not in OPERATIONS and (name or operation not in COMMANDS):
            self._error("IEFC605I", "UNIDENTIFIED OPERATION FIELD", line, 3 + len(name))
        qualified = name.split(".") if operation == "DD" else [name]
        named = name and len(qualified) <= 2 and all(map(is_name, qualified))
        if not named and (name or operation == "JOB"):
            self._error("IEFC662I", "INVALID LABEL", line, 3)

    def _check_field(self, field: Field, line: Line, operation: str) -> None:
        if field.illegal:
            number, column = field.illegal
            text = "SOURCE TEXT CONTAINS UNDEFINED OR ILLEGAL CHARACTERS"
            self.findings.append(Finding("IEFC623I", text, number, column, self.number))
        if field.unbalanced:
            self._error("IEFC622I", f"UNBALANCED PARENTHESIS ON THE {operation} STATEMENT", line)
        if field.length > FIELD_LENGTH:
            self._error(
                "", f"not supported: a parameter field of over {FIELD_LENGTH} characters", line
            )
        before, self.grown = self.grown, self.grown + field.grown
        if before <= SUBSTITUTED < self.grown:
            text = f"not supported: symbols that add over {SUBSTITUTED} characters to the input"
            self._error("", text, line)

    def _error(self, message_id: str, text: str, line: Line, column: int = 1) -> None:
        self.findings.append(Finding(message_id, text, line.number, column, self.number))

    def _continue(self, field: Field, line: Line, end: int) -> None:
        """Read the continuations of a field whose first record is ``line``."""
        while True:
            marked = line.text[JCL_LAST_COLUMN : JCL_LAST_COLUMN + 1] not in ("", " ")
            comments = not field.quoted and not field.continues()
            if marked:
                self._check_mark(line, full=end >= JCL_LAST_COLUMN and comments)
            if comments and not marked:
                return
            following = self._following()
            if following is None or (field.quoted and is_null(following.text)):
                self._no_continuation(line)
                return
            self.at = following.number
            line = following
            if comments:
                end = 0
            elif is_null(line.text):
                return
            else:
                start = CONTINUED_QUOTE_COLUMN - 1 if field.quoted else first_nonblank(line.text, 3)
                before = field.length
                misplaced = start >= CONTINUED_QUOTE_COLUMN or (
                    field.quoted and line.text[2 : CONTINUED_QUOTE_COLUMN - 1].strip(" ")
                )
                end = start if misplaced else field.scan(line, start)
                if field.length == before:
                    self._no_continuation(line)
                    return

    def _following(self) -> Line | None:
        """Return the record that continues the statement; None without one.

        Comment statements may stand between (JCL Reference, Continuing the parameter field). JES2
        removes its own statements, except those that end a job.
        """
        at = self.at
        while at < len(self.records):
            line = self.records[at]
            if line.text.startswith("// ") or is_null(line.text):
                return line
            control_statement = control(line.text)
            if not line.text.startswith("//*") and (
                not control_statement or control_statement[0] is Kind.READER
            ):
                break
            at += 1
        return None

    def _check_mark(self, line: Line, full: bool) -> None:
        """Accept a nonblank column 72 only as the single mark of an existing continuation.

        ``full``: the operands reach column 71, so that column 72 may be a part of them.
        """
        alone = line.text[JCL_LAST_COLUMN + 1 : JCL_LAST_COLUMN + 2] in ("", " ")
        if full or not alone or self._following() is None:
            self._too_wide(line)

    def _too_wide(self, line: Line) -> None:
        text = f"the statement continues after column {JCL_LAST_COLUMN}"
        self.columns.append(Finding("", text, line.number, JCL_LAST_COLUMN + 1, self.number))

    def _no_continuation(self, line: Line) -> None:
        self._error("IEFC621I", "EXPECTED CONTINUATION NOT RECEIVED", line, JCL_LAST_COLUMN + 1)

    def _condition(self, field: Field, line: Line, start: int) -> None:
        """Read the condition of an IF statement, which holds blanks, as one operand."""
        parts = [line.text[start:JCL_LAST_COLUMN].strip()]
        begin = self.at - 1
        while parts[0] and "THEN" not in parts[-1].split():
            following = self._following()
            if following is None or is_null(following.text):
                break
            self.at = following.number
            parts.append(following.text[3:JCL_LAST_COLUMN].strip())
        if parts[0]:
            field.operands.append(Operand("", " ".join(parts), line.number, start + 1))
        for record in self.records[begin : self.at]:
            if (
                record.text[JCL_LAST_COLUMN : JCL_LAST_COLUMN + 1].strip()
                and record.text[:3] != "//*"
            ):
                self._too_wide(record)

    def _set(self, operands: tuple[Operand, ...]) -> None:
        for operand in operands:
            if not is_name(operand.keyword):
                self._wrong("IEFC632I", "FORMAT ERROR ON THE SET STATEMENT", operand)
                continue
            quoted = operand.value.startswith("'")
            value = unquoted(operand.value) if quoted else operand.value.replace("&&", "&")
            if len(value) > SYMBOL_VALUE_LENGTH:
                text = f"EXCESSIVE PARAMETER LENGTH IN THE {operand.keyword} FIELD"
                self._wrong("IEF642I", text, operand)
            self.symbols[operand.keyword] = value[:SYMBOL_VALUE_LENGTH]

    def _wrong(self, message_id: str, text: str, operand: Operand) -> None:
        self.findings.append(Finding(message_id, text, operand.line, operand.column, self.number))

    def _instream(
        self, operation: str, operands: tuple[Operand, ...]
    ) -> tuple[tuple[Line, ...] | None, Line | None]:
        """Return the in-stream data and their delimiter, if the statement announces any.

        JCL Reference, DLM parameter: under JES2 a DD * with DLM ends at the delimiter or at
        ``//``, a DD DATA with DLM at the delimiter only.
        """
        positional = operands[0].value if operands and not operands[0].keyword else ""
        star = operation == "DD" and positional == "*"
        data = operation == "DD" and positional == "DATA"
        if not star and not data and operation != "XMIT":
            return None, None
        chosen = [operand.value for operand in operands if operand.keyword == "DLM"]
        ends = unquoted(chosen[-1]).replace("&&", "&") if chosen else ""
        return self._data(slashes=star, ends=ends or "/*")

    def _data(self, slashes: bool, ends: str) -> tuple[tuple[Line, ...], Line | None]:
        """Return the records up to the delimiter ``ends`` (or ``//``), and the delimiter.

        A control statement of the internal reader ends the data, whatever their delimiter.
        """
        begin = self.at
        while self.at < len(self.records):
            line = self.records[self.at]
            text = line.text
            control_statement = control(text) if text[:1] == "/" else None
            if control_statement and control_statement[0] is Kind.READER:
                break
            if text.startswith(ends):
                data = self.records[begin : self.at]
                if control_statement and control_statement[0] is Kind.JES2:
                    return data, None
                self.at += 1
                return data, line
            if slashes and text.startswith("//"):
                break
            if len(text) > IDCAMS_LAST_COLUMN:
                reason = f"in-stream data continues after column {IDCAMS_LAST_COLUMN}"
                self.columns.append(
                    Finding("", reason, line.number, IDCAMS_LAST_COLUMN + 1, self.number)
                )
            self.at += 1
        return self.records[begin : self.at], None
