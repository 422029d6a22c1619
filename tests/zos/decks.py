"""Records as a deck of JCL, and what is in it."""

from __future__ import annotations

from zwe_vsam.zos.jcl import Deck, Statement, column_findings, read


def deck(*records: str, sysuid: str = "") -> Deck:
    return read("".join(record + "\n" for record in records), sysuid)


def body(*records: str) -> tuple[Statement, ...]:
    """The statements after a JOB statement."""
    return deck("//J JOB", *records).statements[1:]


def operands(*records: str) -> list[tuple[str, str]]:
    """Keyword and value of each operand of the last statement."""
    return [(operand.keyword, operand.value) for operand in body(*records)[-1].operands]


def ids(*records: str) -> list[tuple[str, int]]:
    """Message id and line (the first record being line 2) of each finding."""
    return [(finding.id, finding.line) for finding in deck("//J JOB", *records).findings]


def too_wide(*records: str) -> list[tuple[int, int]]:
    found = column_findings("".join(record + "\n" for record in ("//J JOB", *records)))
    return [(finding.line, finding.column) for finding in found]
