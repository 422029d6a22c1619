"""What a job is once its JCL has been read: steps, their DDs, and what those hold."""

from __future__ import annotations

from typing import NamedTuple

from zwe_vsam.zos.jcl import Finding
from zwe_vsam.zos.operands import Operand, unquoted
from zwe_vsam.zos.records import Line


class Part(NamedTuple):
    """One DD statement's share of a DD: a data set, in-stream data, or a reference."""

    kind: str
    """``instream``, ``sysout``, ``dummy``, ``dsn``, ``ddname``, or ``other``."""
    line: int
    statement: int
    data: tuple[Line, ...] = ()
    """Kind ``instream``: the records, numbered as in the member."""
    dsn: str = ""
    """Kind ``dsn``: the name without member and apostrophes; empty for one that the system
    makes up."""
    member: str = ""
    disp: tuple[str, str, str] = ("", "", "")
    """Status, normal and abnormal termination, as coded."""
    ddname: str = ""
    """Kind ``ddname``: the name referred to; otherwise the DD from which a reference took this."""
    sysout: str = ""
    """Kind ``sysout``: the output class as coded."""
    plain: bool = False
    """Kind ``instream``: announced by ``DD *`` without DLM, which all systems end alike."""


class Stream(NamedTuple):
    """What a program gets that reads a DD from its first record to end of file."""

    parts: tuple[Part, ...]
    """The parts before the first dummy."""
    dummy: Part | None = None
    """The DUMMY, or the DDNAME that found no DD, at which reading ends."""


class DD(NamedTuple):
    """A DD and the unnamed DDs concatenated to it, forward references resolved."""

    name: str
    line: int
    parts: tuple[Part, ...]


class Step(NamedTuple):
    """One EXEC statement and its DDs."""

    name: str
    program: str
    parm: str
    """The value of PARM without enclosing apostrophes and parentheses."""
    line: int
    statement: int
    dds: tuple[DD, ...]
    """In order; a DD that a DDNAME referred to has become part of the referring one."""
    duplicates: tuple[str, ...] = ()
    """Names that more than one DD statement of the step has, those referred to as well."""

    def dd(self, name: str) -> DD | None:
        """The first DD of that name (JES2 directs all references to the first)."""
        return next((dd for dd in self.dds if dd.name == name), None)

    def input(self, ddname: str) -> Stream | None:
        """What reading the DD gives; None without such a DD."""
        dd = self.dd(ddname)
        if dd is None:
            return None
        for at, part in enumerate(dd.parts):
            if part.kind in ("dummy", "ddname"):
                return Stream(dd.parts[:at], part)
        return Stream(dd.parts)

    def lines(self, ddname: str) -> tuple[Line, ...] | None:
        """The records read from the DD when all of them are in-stream; None otherwise."""
        stream = self.input(ddname)
        if stream is None or any(part.kind != "instream" for part in stream.parts):
            return None
        return tuple(line for part in stream.parts for line in part.data)


class Job(NamedTuple):
    """A job as the initiator would get it."""

    name: str
    line: int
    operands: tuple[Operand, ...]
    steps: tuple[Step, ...]
    joblib: tuple[Part, ...]
    typrun: str
    typrun_line: int
    """Where TYPRUN= is written; the JOB statement's line without it."""
    """Empty, or COPY, HOLD, JCLHOLD, SCAN."""

    def value(self, keyword: str) -> str:
        """The value of a JOB parameter such as CLASS, MSGCLASS, NOTIFY; empty without it."""
        found = [operand.value for operand in self.operands if operand.keyword == keyword]
        return unquoted(found[-1]) if found else ""


class Conversion(NamedTuple):
    """What became of a deck."""

    job: Job | None
    """The first job, as far as it was understood; None without a JOB statement."""
    findings: tuple[Finding, ...]
    """JCL errors: with any of them z/OS runs no step."""
    warnings: tuple[Finding, ...]
    """Messages with which the job runs all the same."""
    unsupported: tuple[Finding, ...]
    """Valid JCL that this package does not carry out. To judge or run the job past these
    would be to guess."""
