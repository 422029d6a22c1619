"""The JCL header of zowe.yaml: its layout after ``JOB ``, and the statements that it may hold.

Zowe puts the first line after ``JOB`` and the others below it (Zowe reference, "zwe init
generate"). A header may hold JOB operands, their continuations and comments, and the statements
that only class, route or print the job: ``/*JOBPARM``, ``/*ROUTE``, OUTPUT, JCLLIB, and ``//*MAIN``
with the operands of zos/parameters.py. Anything else could start a step of its own. Columns: IBM's
MVS JCL Reference, "Format of statements".
"""

from __future__ import annotations

import re

from zwe_vsam.config import secrets
from zwe_vsam.config.document import Value
from zwe_vsam.errors import Problem
from zwe_vsam.zos import jcl, jcl_records, job, records
from zwe_vsam.zos.limits import JCL_LAST_COLUMN, NAME_PATTERN, RECORD_LENGTH
from zwe_vsam.zos.parameters import is_harmless_main

_CONTINUATION = "//         "
_JES2 = ("/*JOBPARM ", "/*ROUTE ")
_STATEMENT = re.compile(rf"//(?:{NAME_PATTERN} +OUTPUT| +JCLLIB) ")
"""The statements that may follow JOB. Their parameters are checked with the whole header."""
_OPERATIONS = ("OUTPUT", "JCLLIB")


def lay_out(header: tuple[Value, ...], before: str) -> str:
    """Return the header's text to stand after ``before``, the beginning of the JOB statement.

    Raises Problem: ZWEL0144E for a line past column 71, ZWV3101E to ZWV3112E for a line that is no
    part of a header. Each names the line of zowe.yaml.
    """
    lines = [_line(value, first=index == 0) for index, value in enumerate(header)]
    for value, text in zip(header, [before + line for line in lines[:1]] + lines[1:], strict=True):
        _check_width(value, text)
    _check_statements(header, lines, before + "\n".join(lines))
    return "\n".join(lines)


def _line(value: Value, *, first: bool) -> str:
    text = value.text.strip() if first else value.text
    if not records.is_jcl_text(text):
        raise _refusal(value, "ZWV3101E")
    if first:
        if text.startswith(("//", "/*")):
            raise _refusal(value, "ZWV3102E")
        return text
    control = jcl_records.control(text)
    if control and control[0] is jcl.Kind.JES3:
        # JES2 can be told to obey it, too (INPUTDEF JES3JECL=PROCESS).
        if control[1] == "MAIN" and is_harmless_main("".join(text.split()[1:2])):
            return text
        raise _refusal(value, "ZWV3103E")
    if text.startswith("//*") or text.rstrip().startswith(_JES2):
        return text
    if text.startswith("//"):
        if text[2:3] != " " and not _STATEMENT.match(text):
            raise _refusal(value, "ZWV3104E")
        return text
    if text.startswith("/*"):
        raise _refusal(value, "ZWV3105E")
    return _CONTINUATION + text.lstrip()


def _check_width(value: Value, text: str) -> None:
    limit = RECORD_LENGTH if text.startswith("//*") else JCL_LAST_COLUMN
    if len(text) > limit:
        raise Problem(
            "ZWEL0144E",
            line=secrets.unassigned(text),
            origin=value.origin,
            remedy=f"The line ends in column {len(text)}. Expected at most column {limit}. "
            "Break the line after a comma, and continue on the next line.",
        )


def _check_statements(header: tuple[Value, ...], lines: list[str], text: str) -> None:
    """Check the header as the system reads it: one JOB statement, and what may follow it."""
    deck = jcl.read(f"{text}\n//CHECK    EXEC PGM=IEFBR14\n")
    statements = deck.statements
    last = len(header) - 1
    if lines[-1].rstrip().endswith(",") and not lines[-1].startswith(("//*", "/*")):
        raise _refusal(header[last], "ZWV3106E")
    operations = [statement.operation for statement in statements]
    ends = operations[:1] == ["JOB"] and operations[-1:] == ["EXEC"]
    others = [statement for statement in statements[1:-1] if statement.operation not in _OPERATIONS]
    if not deck.findings and (not ends or others):
        culprit = others[0] if others else statements[1]
        raise _refusal(header[min(culprit.line, len(header)) - 1], "ZWV3107E")
    _check_jes2(header, lines, statements)
    for password in statements[0].values("PASSWORD") if statements else ():
        raise _refusal(header[min(password.line, len(header)) - 1], "ZWV3109E")
    read = job.convert(deck)
    for finding in (*read.findings, *unfit(read)):
        message_id = "ZWV3110E" if finding.id else "ZWV3111E"
        reason = f"{finding.id} {finding.text}".strip()
        raise _refusal(header[min(finding.line, len(header)) - 1], message_id, reason)
    for finding in job_does_not_run(read):
        raise _refusal(header[min(finding.line, len(header)) - 1], "ZWV3112E")


def _check_jes2(
    header: tuple[Value, ...], lines: list[str], statements: tuple[jcl.Statement, ...]
) -> None:
    """JES2 ignores its statements between continued lines (MVS JCL Reference, JES2 statements)."""
    for number, line in enumerate(lines, 1):
        inside = any(statement.line < number < statement.last_line for statement in statements)
        if line.startswith("/*") and inside:
            raise _refusal(header[number - 1], "ZWV3108E")


def unfit(read: job.Conversion) -> tuple[jcl.Finding, ...]:
    """Return the unsupported JCL, except for JOB operands that change nothing for this job.

    SCHENV delays a job until its resources are there; COND on JOB is tested after a step, and
    the job has but one (IBM's MVS JCL Reference, JOB statement).
    """
    return tuple(
        finding for finding in read.unsupported if finding.keyword not in ("JOB.SCHENV", "JOB.COND")
    )


def job_does_not_run(read: job.Conversion) -> tuple[jcl.Finding, ...]:
    """Return a finding if the JOB statement prevents the execution of the job."""
    if read.job is None or read.job.typrun not in ("COPY", "SCAN"):
        return ()
    text = f"with TYPRUN={read.job.typrun}, no step of the job runs"
    return (jcl.Finding("", text, read.job.typrun_line),)


def _refusal(value: Value, message_id: str, reason: str = "") -> Problem:
    """The problem of a line of the header, with control characters and secrets masked."""
    key, line = value.origin.key, _plain(value.text)
    return Problem(message_id, key=key, line=line, reason=reason, origin=value.origin)


def _plain(text: str) -> str:
    return secrets.unassigned("".join(c if c.isprintable() else "?" for c in text))
