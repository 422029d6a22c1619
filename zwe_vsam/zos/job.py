"""JCL statements read as a job: its steps, their DDs, and what a program reads from each.

Parameters and rules: IBM's *z/OS MVS JCL Reference*. What is valid JCL but not carried out by
this package is reported as unsupported, never passed over.
"""

from __future__ import annotations

import re

from zwe_vsam.zos.dds import DDs
from zwe_vsam.zos.jcl import COMMANDS, OPERATIONS, Deck, Finding, Kind, Statement
from zwe_vsam.zos.jcl_records import control
from zwe_vsam.zos.operands import Operand, unquoted, valid_name, words
from zwe_vsam.zos.parameters import (
    DD_KEYWORDS,
    DD_STATEMENTS,
    EXEC_KEYWORDS,
    JCLLIB_KEYWORDS,
    JOB_KEYWORDS,
    OUTPUT_KEYWORDS,
    STEPS,
    data_set,
    disposition,
    is_harmless_main,
    is_output_class,
    parm_text,
)
from zwe_vsam.zos.records import Line
from zwe_vsam.zos.steps import DD, Conversion, Job, Part, Step, Stream

__all__ = ["DD", "Conversion", "Job", "Part", "Step", "Stream", "convert"]

_JOB_UNSUPPORTED = words("COND RESTART SCHENV")
_EXEC_UNSUPPORTED = words("COND PARMDD")
_DD_UNSUPPORTED = words("PATH SUBSYS QNAME TERM REFDD LIKE LGSTREAM CHKPT")
_WITH_DDNAME = words("DDNAME AMP BLKSIZE BUFNO DCB DIAGNS")
_BEFORE_EXEC = words("JOBLIB JOBCAT SYSCHK")
_CONTROL = {Kind.JES2: ("JES2", "/*"), Kind.JES3: ("JES3", "//*"), Kind.READER: ("reader", "/*")}
_JES2_HARMLESS = words("JOBPARM MESSAGE NOTIFY OUTPUT PRIORITY ROUTE")
_INTERNAL_READER = re.compile(r"\bINTRDR\b")
_RUNS = ("", "COPY", "HOLD", "JCLHOLD", "SCAN")


def convert(deck: Deck) -> Conversion:
    """Read the first job of ``deck``. Raises nothing."""
    return _Converter(deck).run()


class _Converter:
    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.findings = list(deck.findings)
        self.warnings: list[Finding] = []
        self.unsupported: list[Finding] = []
        self.head: Statement | None = None
        self.execs: list[tuple[Statement, DDs]] = []
        self.joblib = DDs()
        self.last: Statement | None = None
        self.in_procedure = False
        self.has_jcllib = False
        self.next_job = len(deck.records) + 2

    def run(self) -> Conversion:
        for entry in self.deck.entries:
            for record in entry.records:
                self._control(record, entry)
            if entry.kind is Kind.SKIPPED and entry.records[0].text:
                self._no("a record before the JOB statement", entry)
            elif entry.kind is Kind.STATEMENT and not self._statement(entry):
                break
        else:
            self._end_step(self.last.number if self.last else 0)
        job = self._job()
        found = [finding for finding in self.findings if finding.line < self.next_job]
        found.sort(key=lambda finding: (finding.line, finding.column))
        return Conversion(job, tuple(found), tuple(self.warnings), tuple(self.unsupported))

    def _statement(self, statement: Statement) -> bool:
        """Take one statement; False where the first job is over."""
        operation = statement.operation
        if operation in ("JOB", "EXEC"):
            self._end_step(statement.number)
        if operation == "JOB" and self.head is not None:
            self._no("a second JOB statement begins another job", statement)
            self.next_job = statement.line
            return False
        if operation == "PEND" or self.in_procedure:
            self.in_procedure = operation != "PEND"
        elif operation == "JOB":
            self.head = statement
            self._check_job(statement)
        elif operation == "EXEC":
            self._exec(statement)
        elif operation == "DD":
            self._dd(statement)
        elif operation == "OUTPUT":
            self._output(statement)
        elif operation == "JCLLIB":
            self._jcllib(statement)
        elif operation != "SET" and (operation in OPERATIONS or operation in COMMANDS):
            self.in_procedure = operation == "PROC"
            self._no(f"{operation} statement", statement)
        self.last = statement
        return True

    def _end_step(self, number: int) -> None:
        """Warn of forward references that found no DD, as the system does after the step."""
        waiting = (dd.parts for dd in self.execs[-1][1].all) if self.execs else ()
        for part in (part for parts in waiting for part in parts if part.kind == "ddname"):
            text = "DDNAME REFERRED TO ON DDNAME KEYWORD IN PRIOR STEP WAS NOT RESOLVED"
            self.warnings.append(Finding("IEF686I", text, part.line, 1, number))

    def _control(self, record: Line, entry: Statement) -> None:
        """Report a control statement that may change what the job does, or where."""
        found = control(record.text)
        if found is None or entry.kind is Kind.SKIPPED:
            return
        kind, operation = found
        words_ = record.text.split()
        is_main = entry.kind is Kind.JES3 and operation == "MAIN"
        if is_main and is_harmless_main(" ".join(words_[1:2])):
            return
        is_printing = words_[1:2] != ["XEQ"] and not _INTERNAL_READER.search(record.text)
        if kind is Kind.JES2 and operation in _JES2_HARMLESS and is_printing:
            return
        system, mark = _CONTROL[kind]
        shown = " ".join(words_[: 2 if kind is Kind.JES2 else 1])
        text = f"not supported: {system} control statement {shown}"
        self.unsupported.append(Finding("", text, record.number, keyword=mark + operation))

    def _output(self, statement: Statement) -> None:
        """How output is printed. The internal reader would submit it as a job.

        WRITER=INTRDR and DEST=(node,INTRDR) name that reader (JCL Reference, OUTPUT statement).
        """
        self._check(statement, OUTPUT_KEYWORDS, frozenset(), leading=0)
        for operand in statement.operands:
            if _INTERNAL_READER.search(operand.value):
                self._not_value(statement, operand)

    def _jcllib(self, statement: Statement) -> None:
        """Where procedures and INCLUDE members are looked for; no step here uses any.

        It stands once, between JOB and the first EXEC (JCL Reference, JCLLIB statement).
        """
        self._check(statement, JCLLIB_KEYWORDS, frozenset(), leading=0)
        if statement.name or self.head is None or self.execs or self.has_jcllib:
            self._no("a JCLLIB statement in this place", statement)
        self.has_jcllib = True

    def _no(self, text: str, statement: Statement, column: int = 1, keyword: str = "") -> None:
        said = f"not supported: {text}"
        self.unsupported.append(
            Finding("", said, statement.line, column, statement.number, keyword)
        )

    def _not_value(self, statement: Statement, operand: Operand) -> None:
        keyword = f"{statement.operation}.{operand.keyword}"
        self._no(f"{operand.keyword}={operand.value}", statement, operand.column, keyword)

    def _error(self, message_id: str, text: str, statement: Statement, at: Operand | None) -> None:
        line, column = (at.line, at.column) if at else (statement.line, 1)
        self.findings.append(Finding(message_id, text, line, column, statement.number))

    def _check(
        self, statement: Statement, known: frozenset[str], not_run: frozenset[str], leading: int
    ) -> None:
        """Report parameters that JCL does not know, or that are not carried out.

        Positional parameters may stand only among the first ``leading`` ones.
        """
        operation = statement.operation
        seen: set[str] = set()
        for at, operand in enumerate(statement.operands):
            keyword = operand.keyword
            if keyword and keyword in seen:
                self._no(f"{keyword}= more than once", statement, operand.column)
            seen.add(keyword)
            if keyword:
                leading = 0
            elif at >= leading:
                text = f"EXCESSIVE NUMBER OF POSITIONAL PARAMETERS ON THE {operation} STATEMENT"
                self._error("IEFC640I", text, statement, operand)
            if operation == "EXEC":
                keyword = keyword.partition(".")[0]
            if keyword and keyword not in known:
                text = f"UNIDENTIFIED KEYWORD {keyword} ON THE {operation} STATEMENT"
                self._error("IEFC630I", text, statement, operand)
            elif keyword in not_run:
                name = f"{operation}.{keyword}"
                self._no(f"{keyword}= on {operation}", statement, operand.column, name)
            self._check_ampersand(statement, operand)

    def _check_ampersand(self, statement: Statement, operand: Operand) -> None:
        """An ampersand left over is an undefined symbol, except for a temporary data set's name
        and for &SYSUID, which JES2 knows.
        """
        bare = "".join(operand.value.split("'")[::2]).replace("&SYSUID", "")
        if "&" in bare and operand.keyword not in ("DSN", "DSNAME"):
            place = (
                f"IN THE {operand.keyword} FIELD"
                if operand.keyword
                else f"ON THE {statement.operation} STATEMENT"
            )
            self._error("IEFC627I", f"INCORRECT USE OF AMPERSAND {place}", statement, operand)

    def _check_job(self, statement: Statement) -> None:
        self._check(statement, JOB_KEYWORDS, _JOB_UNSUPPORTED, leading=2)
        positional = statement.operands[:2]
        if len(positional) == 2 and not positional[1].keyword:
            name = unquoted(positional[1].value)
            if len(name) > 20:
                text = "EXCESSIVE PARAMETER LENGTH ON THE JOB STATEMENT"
                self._error("IEF642I", text, statement, positional[1])
        for operand in statement.values("TYPRUN"):
            if operand.value not in _RUNS:
                self._not_value(statement, operand)
        for operand in statement.values("JOBRC"):
            if operand.value != "MAXRC":
                self._not_value(statement, operand)

    def _exec(self, statement: Statement) -> None:
        self.execs.append((statement, DDs()))
        if len(self.execs) == STEPS + 1:
            self._no(f"more than {STEPS} steps", statement)
        first = statement.operands[0] if statement.operands else None
        if first is None or (first.keyword and first.keyword not in ("PGM", "PROC")):
            if first is None or not statement.values("PGM", "PROC"):
                self._error("IEFC632I", "FORMAT ERROR ON THE EXEC STATEMENT", statement, first)
            else:
                self._no("PGM= or PROC= behind other parameters", statement, first.column)
        elif first.keyword != "PGM":
            self._no(f"procedure {first.value}", statement, first.column)
            return
        else:
            self._check_program(statement, first)
        self._check(statement, EXEC_KEYWORDS, _EXEC_UNSUPPORTED, leading=0)
        for operand in statement.values("PARM"):
            if len(parm_text(operand.value)) > 100:
                text = "EXCESSIVE PARAMETER LENGTH IN THE PARM FIELD"
                self._error("IEF642I", text, statement, operand)

    def _check_program(self, statement: Statement, operand: Operand) -> None:
        if operand.value.startswith("*."):
            self._not_value(statement, operand)
        elif len(operand.value) > 8 and "&" not in operand.value:
            text = "EXCESSIVE PARAMETER LENGTH IN THE PGM FIELD"
            self._error("IEF642I", text, statement, operand)
        elif not valid_name(operand.value) and "&" not in operand.value:
            self._error("IEFC632I", "FORMAT ERROR IN THE PGM FIELD", statement, operand)

    def _dd(self, statement: Statement) -> None:
        self._check(statement, DD_KEYWORDS, _DD_UNSUPPORTED, leading=1)
        part = self._part(statement)
        if not self.execs:
            if not (statement.name in _BEFORE_EXEC or (not statement.name and self.joblib.all)):
                self._error("IEFC019I", "MISPLACED DD STATEMENT", statement, None)
                return
            dds = self.joblib
        else:
            dds = self.execs[-1][1]
            self._count(dds, statement)
        if statement.name in ("JOBCAT", "SYSCHK", "STEPCAT") or "." in statement.name:
            self._no(f"DD {statement.name}", statement)
        if part.kind == "ddname" and dds.waiting.get(part.ddname):
            self._no(f"DDNAME={part.ddname} twice in one step", statement)
        if statement.name:
            dds.open(statement.name, part)
        else:
            self._concatenate(dds, part, statement)

    def _count(self, dds: DDs, statement: Statement) -> None:
        """Refuse more DD statements than fit the largest table there is for a step.

        JCL Reference, DD statement; the system says so when it allocates the step.
        """
        dds.count += 1
        if dds.count == DD_STATEMENTS + 1:
            job, step = self.head.name if self.head else "", self.execs[-1][0].name
            text = f"{job} {step} - TASK I/O TABLE EXCEEDS TIOT LIMIT OF 64K"
            self._error("IEF240I", text, statement, None)

    def _concatenate(self, dds: DDs, part: Part, statement: Statement) -> None:
        """Add an unnamed DD to the last DD before it.

        That is so even after a DD that a DDNAME took away: JCL Reference, References to
        concatenated data sets.
        """
        if self.last is None or self.last.operation != "DD" or not dds.all:
            self._no("an unnamed DD that does not follow a DD", statement)
        if dds.all:
            dds.add(dds.all[-1], part)

    def _part(self, statement: Statement) -> Part:
        base = Part("other", statement.line, statement.number)
        first = statement.operands[0] if statement.operands else None
        positional = first.value if first and not first.keyword else ""
        self._check_first(statement, positional)
        reference = statement.values("DDNAME")
        if statement.instream is not None:
            self._check_symbols(statement)
            plain = positional == "*" and not statement.values("DLM")
            return base._replace(kind="instream", data=statement.instream, plain=plain)
        for operand in statement.values("DLM"):
            self._no("DLM= without * or DATA", statement, operand.column)
        if positional == "DUMMY":
            return base._replace(kind="dummy")
        if reference:
            return base._replace(kind="ddname", ddname=self._reference(statement, reference[-1]))
        for operand in statement.values("SYSOUT"):
            for destination in statement.values("SYSOUT", "DEST"):
                if _INTERNAL_READER.search(destination.value):
                    # What the step writes there is submitted as a job.
                    self._not_value(statement, destination)
            self._check_output_class(statement, operand)
            return base._replace(kind="sysout", sysout=unquoted(operand.value))
        if not statement.values(*DD_KEYWORDS):
            self._no("a DD without parameters", statement)
            return base
        if statement.values("PATH", "SUBSYS"):
            return base
        return self._data_set(statement, base)

    def _check_output_class(self, statement: Statement, operand: Operand) -> None:
        """One character, A-Z or 0-9, in apostrophes or not, ``*``, or nothing in parentheses.

        Source: JCL Reference, SYSOUT, "Subparameter definition".
        """
        given = unquoted(operand.value.strip("()").partition(",")[0])
        if "&" in given or is_output_class(given):
            return
        if len(given) > 1:
            text = "EXCESSIVE PARAMETER LENGTH IN THE SYSOUT FIELD"
            self._error("IEF642I", text, statement, operand)
        else:
            self._not_value(statement, operand)

    def _check_first(self, statement: Statement, value: str) -> None:
        """The positional parameter of a DD is ``*``, DATA, DUMMY or DYNAM."""
        if value == "DYNAM":
            self._no("DYNAM", statement)
        elif value not in ("*", "DATA", "DUMMY", ""):
            text = "UNIDENTIFIED POSITIONAL PARAMETER ON THE DD STATEMENT"
            self._error("IEF643I", text, statement, statement.operands[0])

    def _check_symbols(self, statement: Statement) -> None:
        """Symbols count in in-stream data only where SYMBOLS= asks for it."""
        for operand in statement.values("SYMBOLS"):
            self._not_value(statement, operand)

    def _reference(self, statement: Statement, operand: Operand) -> str:
        name = unquoted(operand.value)
        if "." in name:
            self._no(f"DDNAME={name}", statement, operand.column)
        for other in statement.operands:
            if other.keyword not in _WITH_DDNAME:
                self._no(f"{other.keyword or other.value} with DDNAME=", statement, other.column)
        return name

    def _data_set(self, statement: Statement, base: Part) -> Part:
        disp = self._disposition(statement)
        names = statement.values("DSN", "DSNAME")
        if not names:
            return base._replace(kind="dsn", disp=disp)
        operand = names[-1]
        name = operand.value
        if name == "NULLFILE":
            return base._replace(kind="dummy")
        if name.startswith("*."):
            self._no(f"{operand.keyword}={name}", statement, operand.column)
        dsn, member = data_set(name)
        permanent = not name.startswith(("&", "*", "'"))
        if permanent and (len(dsn) > 44 or any(len(part) > 8 for part in dsn.split("."))):
            text = "EXCESSIVE PARAMETER LENGTH IN THE DSNAME FIELD"
            self._error("IEF642I", text, statement, operand)
        return base._replace(kind="dsn", dsn=dsn, member=member, disp=disp)

    def _disposition(self, statement: Statement) -> tuple[str, str, str]:
        for operand in statement.values("DISP"):
            coded = disposition(operand.value)
            if coded is not None:
                return coded
            text = "UNIDENTIFIED POSITIONAL PARAMETER IN THE DISP FIELD"
            self._error("IEF643I", text, statement, operand)
        return "", "", ""

    def _job(self) -> Job | None:
        head = self.head
        if head is None:
            self.findings.append(Finding("", "no JOB statement", 1))
            return None
        if not self.execs:
            self._error("IEF607I", "JOB HAS NO STEPS", head, None)
        joblib = [part for dd in self.joblib.all for part in dd.parts]
        typrun = head.values("TYPRUN")
        return Job(
            head.name,
            head.line,
            head.operands,
            tuple(self._step(statement, dds) for statement, dds in self.execs),
            tuple(joblib),
            typrun[-1].value if typrun else "",
            typrun[-1].line if typrun else head.line,
        )

    def _step(self, statement: Statement, dds: DDs) -> Step:
        first = statement.operands[0] if statement.operands else None
        parm = statement.values("PARM")
        return Step(
            statement.name,
            first.value if first and first.keyword == "PGM" else "",
            parm_text(parm[-1].value) if parm else "",
            statement.line,
            statement.number,
            tuple(DD(dd.name, dd.line, tuple(dd.parts)) for dd in dds.all),
            tuple(name for name, count in dds.names.items() if count > 1),
        )
