"""What an input stream is once it has been read: its statements, and what is wrong with them."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from zwe_vsam.zos.operands import Operand
from zwe_vsam.zos.records import Line


class Finding(NamedTuple):
    """Something wrong, and where."""

    id: str
    """IBM's message id; empty for what no message of the system says."""
    text: str
    """The message without its id."""
    line: int
    column: int = 1
    statement: int = 0
    """Number that the converter gives the statement; 0 where it gives none."""
    keyword: str = ""
    """What an unsupported finding is about, for programs to tell: operation and parameter such as
    ``JOB.SCHENV``, a control statement such as ``/*EOF`` or ``//*MAIN``; otherwise empty."""


class Kind(Enum):
    """What a record or a group of records is to the input reader."""

    STATEMENT = "statement"
    NULL = "null"
    """``//`` alone."""
    COMMENT = "comment"
    """``//*``"""
    JES2 = "jes2"
    """A JES2 control statement such as ``/*JOBPARM``."""
    JES3 = "jes3"
    """A comment to JES2, to JES3 a control statement such as ``//*MAIN``."""
    READER = "reader"
    """A control statement of the internal reader such as ``/*EOF``."""
    DELIMITER = "delimiter"
    """``/*`` where no in-stream data is to be ended."""
    SKIPPED = "skipped"
    """A record before the first JOB statement."""


class Statement(NamedTuple):
    """One statement with its continuations and its in-stream data."""

    kind: Kind
    number: int
    """As JESJCL shows it: statements and null statements count from the JOB statement on,
    comments, continuations and control statements do not; 0 for those."""
    records: tuple[Line, ...]
    """The records as they stand in the member, comments and control statements between them
    too; none for a generated statement."""
    line: int
    last_line: int
    name: str = ""
    operation: str = ""
    """Of a control statement: the word behind ``/*`` or ``//*``."""
    operands: tuple[Operand, ...] = ()
    comment: str = ""
    """The comments field of the first record."""
    instream: tuple[Line, ...] | None = None
    """The data that follows DD * or DD DATA; None where none may follow."""
    delimiter: Line | None = None
    """The record that ended the data, where it was a delimiter."""
    substituted: str = ""
    """The operand field after substitution (for IEFC653I); empty where no symbol stood in it."""
    generated: bool = False
    """Whether JES2 supplied ``//SYSIN DD *`` for data without a DD statement."""

    def values(self, *keywords: str) -> tuple[Operand, ...]:
        """The operands with one of these keywords; ``""`` stands for positional ones."""
        return tuple(operand for operand in self.operands if operand.keyword in keywords)


class Deck(NamedTuple):
    """All that an input stream holds, in order."""

    entries: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    """Errors that the converter finds in single statements, with IBM's messages."""
    columns: tuple[Finding, ...]
    """Records that do not fit their columns, whether or not the system would complain."""
    records: tuple[Line, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The JCL statements: no comments, delimiters, or control statements."""
        return tuple(entry for entry in self.entries if entry.kind is Kind.STATEMENT)
