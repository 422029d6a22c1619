"""The kinds of records of an input stream, which their first columns show.

Sources: IBM's *z/OS MVS JCL Reference* for JCL, JES2 and JES3 control statements; *z/OS MVS
Programming: Authorized Assembler Services Guide*, "Closing the internal reader data set".
"""

from __future__ import annotations

import re

from zwe_vsam.zos.jcl_model import Kind
from zwe_vsam.zos.limits import JCL_LAST_COLUMN, NATIONAL
from zwe_vsam.zos.operands import words

_JES2 = words(
    """JOBPARM MESSAGE NETACCT NOTIFY OUTPUT PRIORITY ROUTE SETUP SIGNOFF SIGNON XEQ XMIT"""
)
_READER = words("DEL EOF PURGE SCAN")
"""Statements of the internal reader, which end or cancel the job wherever they stand."""

_JES3 = re.compile(
    r"//\*(DATASET|ENDDATASET|ENDPROCESS|FORMAT|MAIN|NET|NETACCT|OPERATOR|PAUSE|PROCESS|ROUTE)"
    rf"(?![A-Z0-9{NATIONAL}])|//\*(\*[A-Z]+)"
)
"""JES3 control statements, and ``//**`` with a command. JES2 can be told to obey some of them
(INPUTDEF JES3JECL=PROCESS)."""

_FIELDS = re.compile("//([^ ]*) *([^ ]*) *")


def control(text: str) -> tuple[Kind, str] | None:
    """Return the kind (JES2, JES3 or READER) and the word of a control statement, or None."""
    if text[:1] != "/":
        return None
    if text[1:2] == "*":
        word = text[2:JCL_LAST_COLUMN].partition(" ")[0]
        if word in _READER:
            return Kind.READER, word
        return (Kind.JES2, word) if word in _JES2 or word.startswith("$") else None
    match = _JES3.match(text) if text[2:3] == "*" else None
    return (Kind.JES3, match[1] or match[2]) if match else None


def before_job(text: str) -> tuple[Kind, str]:
    """Return the kind of a record before the first JOB statement, and the word of ``control``.

    JES2 skips such a record, except for some control statements.
    """
    kind, word = control(text) or (Kind.SKIPPED, "")
    if kind is Kind.JES2 and not text.startswith(("/*PRIORITY", "/*$")):
        return Kind.SKIPPED, ""
    return kind, word


def starts_job(text: str) -> bool:
    """Whether the record begins a JOB statement."""
    return text.startswith("//") and text[2:3] != "*" and fields(text)[1] == "JOB"


def is_null(text: str) -> bool:
    """Whether the record is the null statement."""
    return text.startswith("//") and not text[2 : JCL_LAST_COLUMN + 1].strip(" ")


def first_nonblank(text: str, start: int) -> int:
    """Return the index of the first character from ``start`` on that is no blank."""
    at = start
    while text[at : at + 1] == " ":
        at += 1
    return at


def fields(text: str) -> tuple[str, str, int]:
    """Return name and operation of a statement, and the index where its operands begin."""
    match = _FIELDS.match(text, 0, JCL_LAST_COLUMN)
    return (match[1], match[2], match.end()) if match else ("", "", len(text))
