"""Runs a job: allocates each step's data sets, calls its program, and writes the job's output."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.model import Ending, SpoolFile
from zwe_vsam.sandbox import ams, jes, outcomes, programs, spool
from zwe_vsam.sandbox.catalog import Catalog
from zwe_vsam.sandbox.outcomes import InjectedOutcome
from zwe_vsam.sandbox.state import JobRecord
from zwe_vsam.sandbox.store import Store
from zwe_vsam.zos import jcl, job_status, records
from zwe_vsam.zos import job as jobs
from zwe_vsam.zos.job import Part, Step
from zwe_vsam.zos.records import Line

if TYPE_CHECKING:
    from zwe_vsam.sandbox.database import Database


class JobEnd(NamedTuple):
    """How a job ended, and its output."""

    ending: Ending
    code: int | None
    abend: str
    started: float | None
    spool: list[SpoolFile]
    steps: tuple[tuple[str, str, str], ...] = ()
    """Name, program and completion of each step that was reached."""


class Reading(NamedTuple):
    """The converted JCL of a job."""

    deck: jcl.Deck
    job: jobs.Job
    errors: tuple[jcl.Finding, ...]
    """JCL errors, and functions that the sandbox does not execute. With any, no step runs."""
    warnings: tuple[jcl.Finding, ...]


class _MemberMissing(Exception):
    """A member that a step reads does not exist."""


def read(text: str, user: str) -> Reading | None:
    """Convert a job; None without a JOB statement."""
    deck = jcl.read(text, user)
    conversion = jobs.convert(deck)
    job = conversion.job
    if job is None:
        return None
    errors = [finding for finding in conversion.findings if finding.id]
    own = [
        finding._replace(id="ZWVS001I", text=_shouted(finding.text))
        for finding in (*conversion.findings, *conversion.unsupported)
        if not finding.id
    ]
    for step in job.steps:
        own += [
            jcl.Finding("ZWVS001I", text.removeprefix("ZWVS001I "), step.line, 1, step.statement)
            for text in _refused(step)
        ]
    return Reading(deck, job, (*errors, *own), conversion.warnings)


def entry(text: str, user: str) -> jes.QueueEntry | None:
    """Return the attributes of a job for the queue; None without a JOB statement."""
    reading = read(text, user)
    if reading is None:
        return None
    job = reading.job
    held = job.typrun in ("HOLD", "JCLHOLD")
    return jes.QueueEntry(
        name=job.name,
        owner=job.value("USER") or user,
        job_class=job.value("CLASS") or "A",
        hold=f"TYPRUN={job.typrun}" if held else "",
        runs=not reading.errors and job.typrun not in ("SCAN", "COPY"),
    )


def run(database: Database, store: Store, job: JobRecord, text: str, at: float) -> JobEnd:
    """Run a job that ends ``at`` (seconds since the epoch). Changes only the catalog."""
    outcome = outcomes.parse(job.outcome) if job.outcome else InjectedOutcome("")
    reading = read(text, job.owner)
    log = spool.Log(_header(job), job.created)
    if reading is None:
        return JobEnd(Ending.JCL_ERROR, None, "", None, [])
    output = _Output(log, reading, job)
    if outcome.kind == "security":
        return output.refused(at)
    log.assigned(job.created)
    if outcome.kind == "cancelled":
        log.deleted()
        return output.not_run(Ending.CANCELLED)
    if reading.errors:
        log.message(at, f"IEFC452I {job.name} - JOB NOT RUN - JCL ERROR")
        return output.not_run(Ending.JCL_ERROR)
    if reading.job.typrun in ("SCAN", "COPY"):
        return output.not_run(Ending.NOT_EXECUTED)
    environment = ams.Environment(
        database, at, job.owner, outcome.kind == "space", outcome.kind == "inuse"
    )
    return _Execution(output, environment, store, outcome, at).run()


def first_step(job: JobRecord, text: str) -> tuple[str, str] | None:
    """Return name and program of the step that a running job executes; None without a step."""
    reading = read(text, job.owner)
    if reading is None or not reading.job.steps:
        return None
    step = reading.job.steps[0]
    return step.name, step.program


def so_far(job: JobRecord, text: str) -> list[SpoolFile]:
    """Return the output of a job that is running."""
    reading = read(text, job.owner)
    log = spool.Log(_header(job), job.created)
    log.assigned(job.created)
    log.started(job.starts)
    files = [SpoolFile("JESMSGLG", "", log.so_far())]
    if reading is not None:
        files.append(SpoolFile("JESJCL", "", spool.jesjcl(reading.deck, job.id)))
    return files


class _Output:
    """The output of a job, collected while the job runs."""

    def __init__(self, log: spool.Log, reading: Reading, job: JobRecord) -> None:
        self.log = log
        self.reading = reading
        self.job = job
        self.messages: list[str] = []
        """JESYSMSG."""
        self.files: list[SpoolFile] = []
        self.steps: list[tuple[str, str, str]] = []
        findings = (*reading.errors, *reading.warnings)
        if findings:
            self.messages += spool.statement_messages(findings)

    def refused(self, at: float) -> JobEnd:
        """End a job whose user may not run jobs: ICH408I, and the job is deleted."""
        self.log.message(
            at,
            f"ICH408I USER({self.job.owner:<8}) GROUP(SYS1    ) NAME(####################)",
            "LOGON/JOB INITIATION - SUBMITTER IS NOT AUTHORIZED BY USER",
        )
        self.log.deleted()
        return self.not_run(Ending.SECURITY_ERROR)

    def not_run(self, ending: Ending) -> JobEnd:
        """End a job that has not started."""
        return self.end(ending, None, "", None)

    def end(
        self, ending: Ending, code: int | None, abend: str, ran: tuple[float, float] | None
    ) -> JobEnd:
        """Return the end of the job, with all files in the system's order."""
        listed = spool.jesjcl(self.reading.deck, self.job.id)
        messages = spool.joined(self.messages)
        printed = sum(file.text.count("\n") for file in self.files)
        printed += listed.count("\n") + messages.count("\n")
        files = [
            SpoolFile("JESMSGLG", "", self.log.text(len(self.reading.deck.records), printed, ran)),
            SpoolFile("JESJCL", "", listed),
            SpoolFile("JESYSMSG", "", messages),
            *self.files,
        ]
        return JobEnd(ending, code, abend, ran[0] if ran else None, files, tuple(self.steps))


class _Execution:
    """A job in its initiator."""

    def __init__(
        self,
        output: _Output,
        environment: ams.Environment,
        store: Store,
        outcome: InjectedOutcome,
        at: float,
    ) -> None:
        self.output = output
        self.environment = environment
        self.store = store
        self.outcome = outcome
        self.at = at
        self.job = output.job
        self.highest: int | None = None
        self.abend = ""
        self.jcl_error = False

    def run(self) -> JobEnd:
        """Execute the steps in order. An abend or a JCL error flushes the following ones."""
        job, log, at = self.job, self.output.log, self.at
        log.started(job.starts)
        self.print(f"ICH70001I {job.owner:<8} LAST ACCESS AT {spool.access(job.created)}")
        for step in self.output.reading.job.steps:
            if self.abend or self.jcl_error:
                self.flush(step)
            else:
                self.step(step)
        self.times("JOB", job.name, "375I ", "033I ")
        if self.jcl_error:
            log.message(at, f"IEF453I {job.name} - JOB FAILED - JCL ERROR - TIME={spool.clock(at)}")
            log.ended_in_jes(at, "JCL ERROR")
            return self.output.end(Ending.JCL_ERROR, None, "", (job.starts, at))
        how = f"ABEND={self.abend}" if self.abend else f"RC={self.highest or 0:04}"
        log.ended(at, how)
        ending = Ending.ABEND if self.abend else Ending.COMPLETED
        code = None if self.abend else self.highest or 0
        return self.output.end(ending, code, self.abend, (job.starts, at))

    def step(self, step: Step) -> None:
        """Allocate the data sets, call the program, dispose of the data sets."""
        missing = self.missing(step)
        self.print(f"IEF236I ALLOC. FOR {self.job.name} {step.name}")
        if missing:
            self.jcl_error = True
            for ddname, name in missing:
                # Newer releases of z/OS name the data set; older ones have IEF212I without it.
                dd = f"{self.job.name} {step.name} {ddname}"
                self.print(f"IEFA107I {dd} - DATA SET {name} NOT FOUND")
            self.flush(step)
            return
        self.allocated(step)
        ended = self.call(step)
        for message in ended.console:
            self.output.log.message(self.at, *message)
            for line in message:
                self.print(line)
        if ended.abend:
            self.abnormal(step, ended)
        else:
            self.note(step, job_status.condition(ended.code))
            self.highest = max(self.highest or 0, ended.code)
            text = f"{self.job.name} {step.name} - STEP WAS EXECUTED - COND CODE {ended.code:04}"
            self.print(f"IEF142I {text}")
        self.dispose(step)
        self.times("STEP", step.name, "373I", "032I")
        self.output.files += [
            SpoolFile(ddname, step.name, spool.joined(lines)) for ddname, lines in ended.printed
        ]

    def call(self, step: Step) -> programs.Ended:
        """Call the program, or let the injected outcome take its place in the first step."""
        read_ = partial(self.read, step)
        call = programs.ProgramCall(self.job.name, step, read_, self.environment)
        if self.outcome.kind in ("abend", "code"):
            outcome, self.outcome = self.outcome, InjectedOutcome("")
            return programs.injected(outcome.kind, outcome.detail, call)
        try:
            return programs.call(step.program, call)
        except _MemberMissing as error:
            message = f"IEC141I 013-18,IGG0191B,{self.job.name},{step.name},{error}"
            return programs.Ended(abend="S013", reason="00000018", console=((message,),))

    def read(self, step: Step, ddname: str) -> tuple[Line, ...] | None:
        """Return the records that a program reads from a DD. Raises _MemberMissing."""
        parts = step.input(ddname)
        if parts is None:
            return None
        lines: list[Line] = []
        for part in parts:
            lines += part.data if part.kind == "instream" else self.member(ddname, part)
        return tuple(lines)

    def member(self, ddname: str, part: Part) -> tuple[Line, ...]:
        folder = self.store.library(part.dsn)
        image = folder and self.store.read_member(folder, part.member)
        if not image:
            raise _MemberMissing(f"{ddname},{part.dsn}({part.member})")
        return records.lines(records.decode(image[0]))

    def missing(self, step: Step) -> list[tuple[str, str]]:
        """Return DD names and data set names of the data sets that are not cataloged."""
        catalog = Catalog(self.environment.database)
        return [
            (dd.name if not position else f"{dd.name}+{position:03}", part.dsn)
            for dd in step.dds
            for position, part in enumerate(dd.parts)
            if part.kind == "dsn" and not catalog.has(part.dsn)
        ]

    def allocated(self, step: Step) -> None:
        for dd in step.dds:
            for position, part in enumerate(dd.parts):
                name = "" if position else dd.name
                if part.kind == "dsn":
                    self.print(f"IGD103I SMS ALLOCATED TO DDNAME {name}")
                elif part.kind == "dummy":
                    self.print(f"IEF237I DMY  ALLOCATED TO {name}")
                else:
                    self.print(f"IEF237I JES2 ALLOCATED TO {name}")

    def dispose(self, step: Step) -> None:
        number = 101
        for dd in step.dds:
            for part in dd.parts:
                if part.kind == "dsn":
                    self.print(f"IGD104I {part.dsn:<44} RETAINED,  DDNAME={dd.name}")
                elif part.kind in ("instream", "sysout"):
                    kind = "SYSIN" if part.kind == "instream" else "SYSOUT"
                    name = f"{self.job.owner}.{self.job.name}.{self.job.id}.D{number:07}.?"
                    self.print(f"IEF285I   {name:<44} {kind:<14}")
                    number += 1

    def abnormal(self, step: Step, ended: programs.Ended) -> None:
        """Report an abend: S codes have three hexadecimal digits, U codes four decimal digits."""
        self.abend = ended.abend
        self.note(step, job_status.abend(ended.abend))
        is_system = ended.abend[0] == "S"
        system, user = (ended.abend[1:], "0000") if is_system else ("000", ended.abend[1:])
        shown = f"S{system} U{user}"
        self.output.log.message(
            self.at,
            f"IEF450I {self.job.name} {step.name} - ABEND={shown} REASON={ended.reason}",
            f"        TIME={spool.clock(self.at)}",
        )
        self.print(
            f"IEF472I {self.job.name} {step.name} - COMPLETION CODE - SYSTEM={system} USER={user}"
            f" REASON={ended.reason}"
        )

    def note(self, step: Step, completion: str) -> None:
        self.output.steps.append((step.name, step.program, completion))

    def flush(self, step: Step) -> None:
        self.note(step, job_status.FLUSHED)
        self.print(f"IEF272I {self.job.name} {step.name} - STEP WAS NOT EXECUTED.")
        self.times("STEP", step.name, "373I", "032I")

    def times(self, unit: str, name: str, start: str, stop: str) -> None:
        began, ended = spool.ordinal(self.job.starts), spool.ordinal(self.at)
        self.print(f"IEF{start} {unit}/{name:<8}/START {began}")
        self.print(f"IEF{stop} {unit}/{name:<8}/STOP  {ended}")
        self.print("        CPU:     0 HR  00 MIN  00.00 SEC    SRB:     0 HR  00 MIN  00.00 SEC")

    def print(self, line: str) -> None:
        self.output.messages.append(f" {line}")


def _header(job: JobRecord) -> spool.Header:
    return spool.Header(job.id, job.name, job.owner, job.job_class)


def _refused(step: Step) -> list[str]:
    """Return messages for what the converter supports in a step, but the sandbox does not."""
    messages = [programs.refused(step)]
    for dd in step.dds:
        for part in dd.parts:
            if part.kind == "dsn" and part.disp[0] not in ("SHR", "OLD"):
                messages.append(ams.not_executed(f"DISP=({part.disp[0] or 'NEW'}) OF DD {dd.name}"))
            elif part.kind == "dsn" and part.disp[1] not in ("", "KEEP"):
                messages.append(ams.not_executed(f"DISP=(,{part.disp[1]}) OF DD {dd.name}"))
    return [text for text in messages if text]


def _shouted(text: str) -> str:
    return "THE SANDBOX DOES NOT EXECUTE: " + text.removeprefix("not supported: ").upper()
