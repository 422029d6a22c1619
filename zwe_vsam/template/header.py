"""The JCL header of zowe.yaml: what may follow ``JOB `` and how it is laid out.

Zowe puts the first line after ``JOB`` and the others below it (Zowe reference, "zwe init
generate"). A header may hold JOB operands, their continuations, comments and the JES2 statements
``/*JOBPARM`` and ``/*ROUTE``: anything else could start a step of its own. Columns: IBM's MVS JCL
Reference, "Format of statements".
"""

from __future__ import annotations

from zwe_vsam.config import secrets
from zwe_vsam.config.document import Value
from zwe_vsam.errors import Problem
from zwe_vsam.zos import jcl, jcl_records, job

LAST_COLUMN = 71
"""Last column of a statement; column 72 means continuation."""
_CONTINUATION = "//         "
_JES2 = ("/*JOBPARM ", "/*ROUTE ")


def lay_out(header: tuple[Value, ...], before: str) -> str:
    """Return the header's text to stand after ``before``, the beginning of the JOB statement.

    Raises Problem: ZWEL0144E for a line past column 71, ZWV232E for one that is no part of a
    JOB statement; both name the line of zowe.yaml.
    """
    lines = [_line(value, first=index == 0) for index, value in enumerate(header)]
    for value, text in zip(header, [before + line for line in lines[:1]] + lines[1:], strict=True):
        _check_width(value, text)
    _check_order(header, lines)
    _check_statements(header, before + "\n".join(lines))
    return "\n".join(lines)


def _line(value: Value, *, first: bool) -> str:
    text = value.text.strip() if first else value.text
    if not all(character.isprintable() and character <= "\xff" for character in text):
        raise _refusal(value, "it holds a character that JCL cannot")
    if first:
        if text.startswith(("//", "/*")):
            raise _refusal(value, "the first line holds operands of the JOB statement")
        return text
    control = jcl_records.control(text)
    if control and control[0] is jcl.Kind.JES3:
        # JES2 can be told to obey it, too (INPUTDEF JES3JECL=PROCESS).
        raise _refusal(value, "to JES3 it is a control statement, not a comment")
    if text.startswith("//*") or text.rstrip().startswith(_JES2):
        return text
    if text.startswith("//"):
        if text[2:3] != " ":
            raise _refusal(value, "it begins a statement of its own")
        return text
    if text.startswith("/*"):
        raise _refusal(value, "only /*JOBPARM and /*ROUTE may stand in a header")
    return _CONTINUATION + text.lstrip()


def _check_width(value: Value, text: str) -> None:
    limit = 80 if text.startswith("//*") else LAST_COLUMN
    if len(text) > limit:
        raise Problem(
            "ZWEL0144E",
            secrets.unassigned(text),
            origin=value.origin,
            remedy=f"It ends in column {len(text)}; the last is {limit}. "
            "Break it after a comma and go on in a line of its own.",
        )


def _check_order(header: tuple[Value, ...], lines: list[str]) -> None:
    """JES2 ignores its statements between continued ones (MVS JCL Reference, JES2 statements)."""
    operands = [i for i, line in enumerate(lines) if not line.startswith(("//*", "/*"))]
    for index, line in enumerate(lines):
        if line.startswith("/*") and index < operands[-1]:
            raise _refusal(header[index], "JES2 ignores it between continued lines; put it last")


def _check_statements(header: tuple[Value, ...], text: str) -> None:
    """Read the header as the system will: it must be one JOB statement and no more."""
    deck = jcl.read(f"{text}\n//CHECK    EXEC PGM=IEFBR14\n")
    operations = [statement.operation for statement in deck.statements]
    if not deck.findings and operations != ["JOB", "EXEC"]:
        culprit = header[min(deck.statements[1].line, len(header)) - 1]
        raise _refusal(
            culprit, "it begins a statement of its own; a line to be continued ends with a comma"
        )
    if deck.statements and deck.statements[0].values("PASSWORD"):
        raise _refusal(header[0], "a password in a member can be read by others")
    read = job.convert(deck)
    for finding in (*read.findings, *unfit(read), *job_does_not_run(read)):
        culprit = header[min(finding.line, len(header)) - 1]
        raise _refusal(culprit, f"{finding.id} {finding.text}".strip())


def unfit(read: job.Conversion) -> tuple[jcl.Finding, ...]:
    """What of the JCL is not understood, but for JOB operands that change nothing here.

    SCHENV delays a job until its resources are there; COND on JOB is tested after a step, and
    the job has but one (IBM's MVS JCL Reference, JOB statement).
    """
    return tuple(
        finding for finding in read.unsupported if finding.keyword not in ("JOB.SCHENV", "JOB.COND")
    )


def job_does_not_run(read: job.Conversion) -> tuple[jcl.Finding, ...]:
    """A finding where the JOB statement has the system look at the job and not run it."""
    typrun = read.job.typrun if read.job else ""
    if read.job is None or typrun not in ("COPY", "SCAN"):
        return ()
    return (jcl.Finding("", f"TYPRUN={typrun}: no step of the job would run", read.job.line),)


def _refusal(value: Value, why: str) -> Problem:
    return Problem(
        "ZWV232E",
        f'{value.origin.key}: "{_plain(value.text)}" cannot be part of the JOB statement: {why}',
        origin=value.origin,
        remedy="Write JOB operands and their continuations, //* comments, "
        "/*JOBPARM or /*ROUTE only.",
    )


def _plain(text: str) -> str:
    return secrets.unassigned("".join(c if c.isprintable() else "?" for c in text))
