"""What a record of an input stream is, by its first columns.

Sources: IBM's *z/OS MVS JCL Reference* for JCL, JES2 and JES3 control statements; *z/OS MVS
Programming: Authorized Assembler Services Guide*, "Closing the internal reader data set".
"""

from __future__ import annotations

import re

from zwe_vsam.zos.jcl_model import Kind
from zwe_vsam.zos.operands import LAST, words

_JES2 = words(
    """JOBPARM MESSAGE NETACCT NOTIFY OUTPUT PRIORITY ROUTE SETUP SIGNOFF SIGNON XEQ XMIT"""
)
_READER = words("DEL EOF PURGE SCAN")
"""What the internal reader obeys wherever it stands: the job ends there, or is cancelled."""

_JES3 = re.compile(
    r"//\*(DATASET|ENDDATASET|ENDPROCESS|FORMAT|MAIN|NET|NETACCT|OPERATOR|PAUSE|PROCESS|ROUTE)"
    r"(?![A-Z0-9$#@])|//\*(\*[A-Z]+)"
)
"""JES3 control statements, and ``//**`` with a command. JES2 can be told to obey some of them
(INPUTDEF JES3JECL=PROCESS)."""


def control(text: str) -> tuple[Kind, str] | None:
    """Kind JES2, JES3 or READER and the word of a control statement; None for other records."""
    if text.startswith("/*"):
        word = text[2:LAST].partition(" ")[0]
        if word in _READER:
            return Kind.READER, word
        return (Kind.JES2, word) if word in _JES2 or word.startswith("$") else None
    found = _JES3.match(text)
    return (Kind.JES3, found[1] or found[2]) if found else None


def before_job(text: str) -> Kind:
    """What becomes of a record before the first JOB statement: some are obeyed even there."""
    found = control(text)
    if found and (found[0] is not Kind.JES2 or text.startswith(("/*PRIORITY", "/*$"))):
        return found[0]
    return Kind.SKIPPED


def starts_job(text: str) -> bool:
    """Whether a JOB statement begins here."""
    return text.startswith("//") and text[2:3] != "*" and fields(text)[1] == "JOB"


def is_null(text: str) -> bool:
    """Whether the record is the null statement."""
    return text.startswith("//") and not text[2 : LAST + 1].strip(" ")


def first_nonblank(text: str, start: int) -> int:
    """The index of the first character from ``start`` on that is no blank."""
    at = start
    while text[at : at + 1] == " ":
        at += 1
    return at


def fields(text: str) -> tuple[str, str, int]:
    """Name, operation, and the index where the operands begin."""
    text = text[:LAST]
    name = text[2:].partition(" ")[0]
    begin = first_nonblank(text, 2 + len(name))
    operation = text[begin:].partition(" ")[0]
    return name, operation, first_nonblank(text, begin + len(operation))
