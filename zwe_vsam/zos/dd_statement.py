"""One DD statement: in-stream data, a SYSOUT data set, a dummy, a reference or a data set.

Source: IBM's *z/OS MVS JCL Reference*, "DD statement".
"""

from __future__ import annotations

import re

from zwe_vsam.zos.jcl_model import Statement
from zwe_vsam.zos.job_findings import JobFindings
from zwe_vsam.zos.limits import DATA_SET_NAME_LENGTH, NAME_LENGTH
from zwe_vsam.zos.operands import Operand, unquoted, words
from zwe_vsam.zos.parameters import DD_KEYWORDS, data_set, disposition, is_output_class
from zwe_vsam.zos.steps import Part

INTERNAL_READER = re.compile(r"\bINTRDR\b")
"""The writer that submits a SYSOUT data set as a job (JCL Reference, SYSOUT parameter)."""
_WITH_DDNAME = words("DDNAME AMP BLKSIZE BUFNO DCB DIAGNS")
"""Parameters that may stand beside DDNAME= (JCL Reference, DDNAME parameter)."""


def read(statement: Statement, findings: JobFindings) -> Part:
    """Return what the statement adds to its DD, and note what is wrong with it."""
    place = statement.line, statement.number
    first = statement.operands[0] if statement.operands else None
    positional = first.value if first and not first.keyword else ""
    _check_first(statement, positional, findings)
    reference = statement.values("DDNAME")
    if statement.instream is not None:
        _check_symbols(statement, findings)
        return Part("instream", *place, statement.instream)
    for operand in statement.values("DLM"):
        findings.add_unsupported("DLM= without * or DATA", statement, operand.column)
    if positional == "DUMMY":
        return Part("dummy", *place)
    if reference:
        name = _reference(statement, reference[-1], findings)
        return Part("ddname", *place, ddname=name)
    for operand in statement.values("SYSOUT"):
        for destination in statement.values("SYSOUT", "DEST"):
            if INTERNAL_READER.search(destination.value):
                # What the step writes there is submitted as a job.
                findings.add_unsupported_value(statement, destination)
        _check_output_class(statement, operand, findings)
        return Part("sysout", *place)
    if not statement.values(*DD_KEYWORDS):
        findings.add_unsupported("a DD without parameters", statement)
        return Part("other", *place)
    if statement.values("PATH", "SUBSYS"):
        return Part("other", *place)
    return _data_set(statement, findings)


def _check_output_class(statement: Statement, operand: Operand, findings: JobFindings) -> None:
    """Check that the class is one character, A-Z or 0-9, in apostrophes or not, ``*``, or nothing.

    Source: JCL Reference, SYSOUT, "Subparameter definition".
    """
    given = unquoted(operand.value.strip("()").partition(",")[0])
    if "&" in given or is_output_class(given):
        return
    if len(given) > 1:
        text = "EXCESSIVE PARAMETER LENGTH IN THE SYSOUT FIELD"
        findings.add_error("IEF642I", text, statement, operand)
    else:
        findings.add_unsupported_value(statement, operand)


def _check_first(statement: Statement, value: str, findings: JobFindings) -> None:
    """Check that the positional parameter is ``*``, DATA, DUMMY or DYNAM."""
    if value == "DYNAM":
        findings.add_unsupported("DYNAM", statement)
    elif value not in ("*", "DATA", "DUMMY", ""):
        text = "UNIDENTIFIED POSITIONAL PARAMETER ON THE DD STATEMENT"
        findings.add_error("IEF643I", text, statement, statement.operands[0])


def _check_symbols(statement: Statement, findings: JobFindings) -> None:
    """Note SYMBOLS=, which has symbols substituted in in-stream data."""
    for operand in statement.values("SYMBOLS"):
        findings.add_unsupported_value(statement, operand)


def _reference(statement: Statement, operand: Operand, findings: JobFindings) -> str:
    name = unquoted(operand.value)
    if "." in name:
        findings.add_unsupported(f"DDNAME={name}", statement, operand.column)
    for other in statement.operands:
        if other.keyword not in _WITH_DDNAME:
            findings.add_unsupported(
                f"{other.keyword or other.value} with DDNAME=", statement, other.column
            )
    return name


def _data_set(statement: Statement, findings: JobFindings) -> Part:
    place = statement.line, statement.number
    disp = _disposition(statement, findings)
    names = statement.values("DSN", "DSNAME")
    if not names:
        return Part("dsn", *place, disp=disp)
    operand = names[-1]
    name = operand.value
    if name == "NULLFILE":
        return Part("dummy", *place)
    if name.startswith("*."):
        findings.add_unsupported(f"{operand.keyword}={name}", statement, operand.column)
    dsn, member = data_set(name)
    permanent = not name.startswith(("&", "*", "'"))
    if permanent and (
        len(dsn) > DATA_SET_NAME_LENGTH or any(len(part) > NAME_LENGTH for part in dsn.split("."))
    ):
        text = "EXCESSIVE PARAMETER LENGTH IN THE DSNAME FIELD"
        findings.add_error("IEF642I", text, statement, operand)
    return Part("dsn", *place, dsn=dsn, member=member, disp=disp)


def _disposition(statement: Statement, findings: JobFindings) -> tuple[str, str, str]:
    for operand in statement.values("DISP"):
        coded = disposition(operand.value)
        if coded is not None:
            return coded
        text = "UNIDENTIFIED POSITIONAL PARAMETER IN THE DISP FIELD"
        findings.add_error("IEF643I", text, statement, operand)
    return "", "", ""
