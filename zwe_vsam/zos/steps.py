"""Jobs, steps and DDs, as the JCL of a job describes them."""

# Annotations are objects here: a named tuple compiles each one that is a text.
from typing import NamedTuple

from zwe_vsam.zos.jcl import Finding
from zwe_vsam.zos.operands import Operand, unquoted
from zwe_vsam.zos.records import Line


class Part(NamedTuple):
    """What one DD statement adds to a DD: a data set, in-stream data, or a reference."""

    kind: str
    """``instream``, ``sysout``, ``dummy``, ``dsn``, ``ddname``, or ``other``."""
    line: int
    statement: int
    data: tuple[Line, ...] = ()
    """Kind ``instream``: the records, numbered as in the member."""
    dsn: str = ""
    """Kind ``dsn``: the name without member and apostrophes; empty where the system generates
    the name."""
    member: str = ""
    disp: tuple[str, str, str] = ("", "", "")
    """Status, normal and abnormal termination, as coded."""
    ddname: str = ""
    """Kind ``ddname``: the DD name referred to. Other kinds: the name of the DD that a reference
    resolved to, or empty."""


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
    """In order. A DD that a DDNAME refers to is part of the referring DD."""

    def dd(self, name: str) -> DD | None:
        """Return the first DD of that name (JES2 directs all references to the first)."""
        return next((dd for dd in self.dds if dd.name == name), None)

    def input(self, ddname: str) -> tuple[Part, ...] | None:
        """Return the parts that a program reads from a DD; None without such a DD.

        Reading ends at a DUMMY, and at a DDNAME that found no DD.
        """
        dd = self.dd(ddname)
        if dd is None:
            return None
        for index, part in enumerate(dd.parts):
            if part.kind in ("dummy", "ddname"):
                return dd.parts[:index]
        return dd.parts

    def lines(self, ddname: str) -> tuple[Line, ...] | None:
        """Return the records read from the DD if all of them are in-stream; None otherwise."""
        parts = self.input(ddname)
        if parts is None or any(part.kind != "instream" for part in parts):
            return None
        return tuple(line for part in parts for line in part.data)


class Job(NamedTuple):
    """A job as the converter passes it to the initiator."""

    name: str
    line: int
    operands: tuple[Operand, ...]
    steps: tuple[Step, ...]
    joblib: tuple[Part, ...]
    typrun: str
    """COPY, HOLD, JCLHOLD or SCAN; empty without TYPRUN=."""
    typrun_line: int
    """The line of TYPRUN=; without it, the line of the JOB statement."""

    def value(self, keyword: str) -> str:
        """Return the value of a JOB parameter such as CLASS or NOTIFY; empty without it."""
        values = [operand.value for operand in self.operands if operand.keyword == keyword]
        return unquoted(values[-1]) if values else ""


class Conversion(NamedTuple):
    """The result of converting an input stream."""

    job: Job | None
    """The first job, as far as its JCL is valid and supported; None without a JOB statement."""
    findings: tuple[Finding, ...]
    """JCL errors. With any of them, z/OS runs no step."""
    warnings: tuple[Finding, ...]
    """Messages that do not keep the job from running."""
    unsupported: tuple[Finding, ...]
    """Valid JCL that this package does not carry out. A job with any of them is neither executed
    nor accepted for submission."""
