"""The conversion of JCL statements into a job with its steps and their DDs.

Parameters and rules: IBM's *z/OS MVS JCL Reference*. Valid JCL that this package does not carry out
is always reported as unsupported.
"""

from __future__ import annotations

from zwe_vsam.zos import dd_statement
from zwe_vsam.zos.dd_statement import INTERNAL_READER
from zwe_vsam.zos.dds import DDs
from zwe_vsam.zos.jcl import COMMANDS, OPERATIONS, Deck, Finding, Kind, Statement
from zwe_vsam.zos.jcl_records import control
from zwe_vsam.zos.job_findings import JobFindings
from zwe_vsam.zos.limits import (
    JOB_STEPS,
    NAME_LENGTH,
    PARM_LENGTH,
    PROGRAMMER_NAME_LENGTH,
    STEP_DD_STATEMENTS,
)
from zwe_vsam.zos.names import is_name
from zwe_vsam.zos.operands import Operand, unquoted, words
from zwe_vsam.zos.parameters import (
    DD_KEYWORDS,
    EXEC_KEYWORDS,
    JCLLIB_KEYWORDS,
    JOB_KEYWORDS,
    OUTPUT_KEYWORDS,
    is_harmless_main,
    parm_text,
)
from zwe_vsam.zos.records import Line
from zwe_vsam.zos.steps import DD, Conversion, Job, Part, Step

__all__ = ["DD", "Conversion", "Job", "Part", "Step", "convert"]

_JOB_UNSUPPORTED = words("COND RESTART SCHENV")
_EXEC_UNSUPPORTED = words("COND PARMDD")
_DD_UNSUPPORTED = words("PATH SUBSYS QNAME TERM REFDD LIKE LGSTREAM CHKPT")
_BEFORE_EXEC = words("JOBLIB JOBCAT SYSCHK")
_CONTROL = {Kind.JES2: ("JES2", "/*"), Kind.JES3: ("JES3", "//*"), Kind.READER: ("reader", "/*")}
_JES2_HARMLESS = words("JOBPARM MESSAGE NOTIFY OUTPUT PRIORITY ROUTE")
_RUNS = ("", "COPY", "HOLD", "JCLHOLD", "SCAN")


def convert(deck: Deck) -> Conversion:
    """Read the first job of ``deck``. Raises nothing."""
    return _Converter(deck).run()


class _Converter:
    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.findings = JobFindings(deck.findings)
        self.head: Statement | None = None
        self.execs: list[tuple[Statement, DDs]] = []
        self.joblib = DDs()
        self.last: Statement | None = None
        self.in_procedure = False
        self.has_jcllib = False
        self.next_job = len(deck.records) + 2

    def run(self) -> Conversion:
        for entry in self.deck.entries:
            if entry.kind is Kind.COMMENT:
                continue
            for record in entry.records:
                if record.text.startswith(("/*", "//*")):
                    self._control(record, entry)
            if entry.kind is Kind.SKIPPED and entry.records[0].text:
                self.findings.add_unsupported("a record before the JOB statement", entry)
            elif entry.kind is Kind.STATEMENT and not self._statement(entry):
                break
        else:
            self._end_step(self.last.number if self.last else 0)
        job = self._job()
        findings = self.findings
        errors = [finding for finding in findings.errors if finding.line < self.next_job]
        errors.sort(key=lambda finding: (finding.line, finding.column))
        return Conversion(job, tuple(errors), tuple(findings.warnings), tuple(findings.unsupported))

    def _statement(self, statement: Statement) -> bool:
        """Read one statement; False at the end of the first job."""
        operation = statement.operation
        if operation in ("JOB", "EXEC"):
            self._end_step(statement.number)
        if operation == "JOB" and self.head is not None:
            self.findings.add_unsupported("a second JOB statement begins another job", statement)
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
            self.findings.add_unsupported(f"{operation} statement", statement)
        self.last = statement
        return True

    def _end_step(self, number: int) -> None:
        """Warn of forward references to no DD, as the system does after the step."""
        waiting = (dd.parts for dd in self.execs[-1][1].all) if self.execs else ()
        for part in (part for parts in waiting for part in parts if part.kind == "ddname"):
            text = "DDNAME REFERRED TO ON DDNAME KEYWORD IN PRIOR STEP WAS NOT RESOLVED"
            self.findings.warnings.append(Finding("IEF686I", text, part.line, 1, number))

    def _control(self, record: Line, entry: Statement) -> None:
        """Report a control statement that may change what the job does, or where."""
        control_statement = control(record.text)
        if control_statement is None or entry.kind is Kind.SKIPPED:
            return
        kind, operation = control_statement
        words_ = record.text.split()
        is_main = entry.kind is Kind.JES3 and operation == "MAIN"
        if is_main and is_harmless_main(" ".join(words_[1:2])):
            return
        is_printing = words_[1:2] != ["XEQ"] and not INTERNAL_READER.search(record.text)
        if kind is Kind.JES2 and operation in _JES2_HARMLESS and is_printing:
            return
        system, mark = _CONTROL[kind]
        shown = " ".join(words_[: 2 if kind is Kind.JES2 else 1])
        text = f"not supported: {system} control statement {shown}"
        self.findings.unsupported.append(Finding("", text, record.number, keyword=mark + operation))

    def _output(self, statement: Statement) -> None:
        """Check an OUTPUT statement. Output for the internal reader would be submitted as a job.

        WRITER=INTRDR and DEST=(node,INTRDR) name that reader (JCL Reference, OUTPUT statement).
        """
        self.findings.check_parameters(statement, OUTPUT_KEYWORDS, frozenset(), leading=0)
        for operand in statement.operands:
            if INTERNAL_READER.search(operand.value):
                self.findings.add_unsupported_value(statement, operand)

    def _jcllib(self, statement: Statement) -> None:
        """Check a JCLLIB statement. It names libraries of procedures, which no step uses.

        It stands once, between JOB and the first EXEC (JCL Reference, JCLLIB statement).
        """
        self.findings.check_parameters(statement, JCLLIB_KEYWORDS, frozenset(), leading=0)
        if statement.name or self.head is None or self.execs or self.has_jcllib:
            self.findings.add_unsupported("a JCLLIB statement in this place", statement)
        self.has_jcllib = True

    def _check_job(self, statement: Statement) -> None:
        self.findings.check_parameters(statement, JOB_KEYWORDS, _JOB_UNSUPPORTED, leading=2)
        positional = statement.operands[:2]
        if len(positional) == 2 and not positional[1].keyword:
            name = unquoted(positional[1].value)
            if len(name) > PROGRAMMER_NAME_LENGTH:
                text = "EXCESSIVE PARAMETER LENGTH ON THE JOB STATEMENT"
                self.findings.add_error("IEF642I", text, statement, positional[1])
        for operand in statement.values("TYPRUN"):
            if operand.value not in _RUNS:
                self.findings.add_unsupported_value(statement, operand)
        for operand in statement.values("JOBRC"):
            if operand.value != "MAXRC":
                self.findings.add_unsupported_value(statement, operand)

    def _exec(self, statement: Statement) -> None:
        self.execs.append((statement, DDs()))
        if len(self.execs) == JOB_STEPS + 1:
            self.findings.add_unsupported(f"more than {JOB_STEPS} steps", statement)
        first = statement.operands[0] if statement.operands else None
        if first is None or (first.keyword and first.keyword not in ("PGM", "PROC")):
            if first is None or not statement.values("PGM", "PROC"):
                self.findings.add_error(
                    "IEFC632I", "FORMAT ERROR ON THE EXEC STATEMENT", statement, first
                )
            else:
                self.findings.add_unsupported(
                    "PGM= or PROC= behind other parameters", statement, first.column
                )
        elif first.keyword != "PGM":
            self.findings.add_unsupported(f"procedure {first.value}", statement, first.column)
            return
        else:
            self._check_program(statement, first)
        self.findings.check_parameters(statement, EXEC_KEYWORDS, _EXEC_UNSUPPORTED, leading=0)
        for operand in statement.values("PARM"):
            if len(parm_text(operand.value)) > PARM_LENGTH:
                text = "EXCESSIVE PARAMETER LENGTH IN THE PARM FIELD"
                self.findings.add_error("IEF642I", text, statement, operand)

    def _check_program(self, statement: Statement, operand: Operand) -> None:
        if operand.value.startswith("*."):
            self.findings.add_unsupported_value(statement, operand)
        elif len(operand.value) > NAME_LENGTH and "&" not in operand.value:
            text = "EXCESSIVE PARAMETER LENGTH IN THE PGM FIELD"
            self.findings.add_error("IEF642I", text, statement, operand)
        elif not is_name(operand.value) and "&" not in operand.value:
            self.findings.add_error("IEFC632I", "FORMAT ERROR IN THE PGM FIELD", statement, operand)

    def _dd(self, statement: Statement) -> None:
        self.findings.check_parameters(statement, DD_KEYWORDS, _DD_UNSUPPORTED, leading=1)
        part = dd_statement.read(statement, self.findings)
        if not self.execs:
            if not (statement.name in _BEFORE_EXEC or (not statement.name and self.joblib.all)):
                self.findings.add_error("IEFC019I", "MISPLACED DD STATEMENT", statement)
                return
            dds = self.joblib
        else:
            dds = self.execs[-1][1]
            self._count(dds, statement)
        if statement.name in ("JOBCAT", "SYSCHK", "STEPCAT") or "." in statement.name:
            self.findings.add_unsupported(f"DD {statement.name}", statement)
        if part.kind == "ddname" and dds.waiting.get(part.ddname):
            self.findings.add_unsupported(f"DDNAME={part.ddname} twice in one step", statement)
        if statement.name:
            dds.open(statement.name, part)
        else:
            self._concatenate(dds, part, statement)

    def _count(self, dds: DDs, statement: Statement) -> None:
        """Refuse more DD statements than fit the largest table there is for a step.

        JCL Reference, DD statement; the system says so when it allocates the step.
        """
        dds.count += 1
        if dds.count == STEP_DD_STATEMENTS + 1:
            job, step = self.head.name if self.head else "", self.execs[-1][0].name
            text = f"{job} {step} - TASK I/O TABLE EXCEEDS TIOT LIMIT OF 64K"
            self.findings.add_error("IEF240I", text, statement)

    def _concatenate(self, dds: DDs, part: Part, statement: Statement) -> None:
        """Add an unnamed DD to the last DD before it.

        This is also the rule where that DD became part of another by DDNAME (JCL Reference,
        References to concatenated data sets).
        """
        if self.last is None or self.last.operation != "DD" or not dds.all:
            self.findings.add_unsupported("an unnamed DD that does not follow a DD", statement)
        if dds.all:
            dds.add(dds.all[-1], part)

    def _job(self) -> Job | None:
        head = self.head
        if head is None:
            self.findings.errors.append(Finding("", "no JOB statement", 1))
            return None
        if not self.execs:
            self.findings.add_error("IEF607I", "JOB HAS NO STEPS", head)
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
        )
