"""The statements of an input stream, and the findings about them."""

# Annotations are objects here: a named tuple compiles each one that is a text.
from enum import Enum
from typing import NamedTuple

from zwe_vsam.zos.operands import Operand
from zwe_vsam.zos.records import Line


class Finding(NamedTuple):
    """An error or an unsupported parameter, and its place."""

    id: str
    """IBM's message id; empty where the system has no message."""
    text: str
    """The message without its id."""
    line: int
    column: int = 1
    statement: int = 0
    """Number that the converter gives the statement; 0 where it gives none."""
    keyword: str = ""
    """The unsupported parameter or control statement, such as ``JOB.SCHENV``, ``/*EOF`` or
    ``//*MAIN``; otherwise empty."""


class Kind(Enum):
    """The kind of a record, or of the records of one statement."""

    STATEMENT = "statement"
    NULL = "null"
    """``//`` alone."""
    COMMENT = "comment"
    """``//*``"""
    JES2 = "jes2"
    """A JES2 control statement such as ``/*JOBPARM``."""
    JES3 = "jes3"
    """A control statement of JES3 such as ``//*MAIN``, which is a comment to JES2."""
    READER = "reader"
    """A control statement of the internal reader such as ``/*EOF``."""
    DELIMITER = "delimiter"
    """``/*`` that ends no in-stream data."""
    SKIPPED = "skipped"
    """A record before the first JOB statement."""


class Statement(NamedTuple):
    """One statement with its continuations and its in-stream data."""

    kind: Kind
    number: int
    """Number in JESJCL. Statements and null statements count from the JOB statement on. Comments,
    continuations and control statements do not count and have 0."""
    records: tuple[Line, ...]
    """The records of the member, with the comments and control statements between them. Empty
    for a DD statement that JES2 generates."""
    line: int
    last_line: int
    name: str = ""
    operation: str = ""
    """For a control statement, the word after ``/*`` or ``//*``."""
    operands: tuple[Operand, ...] = ()
    instream: tuple[Line, ...] | None = None
    """The data after DD * or DD DATA; None for other statements."""
    delimiter: Line | None = None
    """The delimiter that ends the data; None where another record ends it."""
    substituted: str = ""
    """The operand field after substitution (for IEFC653I); empty without symbols."""

    def values(self, *keywords: str) -> tuple[Operand, ...]:
        """Return the operands with one of these keywords; ``""`` stands for positional ones."""
        return tuple([operand for operand in self.operands if operand.keyword in keywords])


class Deck(NamedTuple):
    """The contents of an input stream, in order."""

    entries: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    """Errors that the converter finds in single statements, with IBM's messages."""
    columns: tuple[Finding, ...]
    """Records that do not fit their columns, also where the system has no message."""
    records: tuple[Line, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The JCL statements: no comments, delimiters, or control statements."""
        return tuple([entry for entry in self.entries if entry.kind is Kind.STATEMENT])
