"""The words in which z/OSMF, JES2 and ZOAU state how a job stands, and how it ended.

Sources: IBM z/OSMF Programming Guide, "JSON document specifications for z/OS jobs REST interface
requests" (status, retcode); ZOAU documentation, command jls, and the Ansible collection
ibm_zos_core (issues 1272 and 1278: NOEXEC and the statuses of 1.2.3).
"""

from __future__ import annotations

import re

from zwe_vsam.model import Ending

INPUT, ACTIVE, OUTPUT = "INPUT", "ACTIVE", "OUTPUT"
"""Statuses of z/OSMF: on the input queue, executing, on the output queue."""

FLUSHED = "FLUSHED"
"""Completion of a step that was not executed."""

_WORDS = {
    Ending.JCL_ERROR: "JCL ERROR",
    Ending.SECURITY_ERROR: "SEC ERROR",
    Ending.CANCELLED: "CANCELED",
    Ending.CONVERTER_ERROR: "CONV ERROR",
    Ending.CONVERTER_ABEND: "CONV ABEND",
    Ending.SYSTEM_FAILURE: "SYS FAIL",
}
"""``retcode`` of z/OSMF for a job that has neither a condition code nor an abend code."""

_SHARED = {
    "JCL ERROR": Ending.JCL_ERROR,
    "SEC ERROR": Ending.SECURITY_ERROR,
    "CANCELED": Ending.CANCELLED,
    "CANCELLED": Ending.CANCELLED,
    "NOEXEC": Ending.NOT_EXECUTED,
}
ZOSMF_ENDINGS = {
    **_SHARED,
    "CONV ABEND": Ending.CONVERTER_ABEND,
    "CONV ERROR": Ending.CONVERTER_ERROR,
    "SYS FAIL": Ending.SYSTEM_FAILURE,
    FLUSHED: Ending.FLUSHED,
    "NOT EXECUTED": Ending.NOT_EXECUTED,
}
"""``retcode`` of z/OSMF and the ending it means, except for ``CC nnnn`` and ``ABEND``."""
ZOAU_ENDINGS = {
    **_SHARED,
    "CC": Ending.COMPLETED,
    "ABEND": Ending.ABEND,
    "JCLERR": Ending.JCL_ERROR,
    "SEC": Ending.SECURITY_ERROR,
    "FLU": Ending.FLUSHED,
    "CNV": Ending.CONVERTER_ERROR,
    "CAB": Ending.CONVERTER_ABEND,
    "SYS": Ending.SYSTEM_FAILURE,
}
"""Status of ZOAU for a job that has ended, and the ending it means. Any other word is the status
of a job that has not ended."""

UNKNOWN_ABEND = "unknown"
"""Stands for the code of an abend for which the system gives none."""

SYSTEM_ABEND = "S[0-9A-F]{3}"
"""Regular expression of a system completion code (z/OS MVS System Codes)."""
USER_ABEND = "U[0-9]{4}"
"""Regular expression of a user completion code."""

_CONDITION = re.compile(r"CC ([0-9]{1,4})")
_ABEND = re.compile(r"ABEND ?([SU]?)([0-9A-F]{3,4})")
_ABEND_WITHIN = re.compile(r"\b(S(?!000)[0-9A-F]{3}|U(?!0000)[0-9]{4})\b")
_BARE_WITHIN = re.compile(r"\b([0-9A-F]{3})\b|\b([0-9]{4})\b")


def condition(code: int) -> str:
    """Return the completion of a step or job with a condition code, such as ``CC 0000``."""
    return f"CC {code:04}"


def abend(code: str) -> str:
    """Return the completion of a step or job that ended abnormally, such as ``ABEND S806``."""
    return f"ABEND {code}"


def retcode(ending: Ending, code: int | None, abend_code: str) -> str | None:
    """Return z/OSMF's ``retcode``; None for a job that was not to run."""
    if ending is Ending.COMPLETED:
        return condition(code or 0)
    if ending is Ending.ABEND:
        return zosmf_completion(abend(abend_code))
    return _WORDS.get(ending)


def zosmf_completion(completion: str) -> str:
    """Return a completion as z/OSMF writes it: ``ABENDU4038``, but ``ABEND S806``."""
    return completion.replace("ABEND U", "ABENDU")


def read_retcode(text: str) -> tuple[Ending, int | None, str]:
    """Return the ending, condition code and abend code that z/OSMF's ``retcode`` means.

    An unknown word is that of a job that has ended. It then has no condition code.
    """
    if match := _CONDITION.fullmatch(text):
        return Ending.COMPLETED, int(match[1]), ""
    if match := _ABEND.fullmatch(text):
        kind = match[1] or ("S" if len(match[2]) == 3 else "U")
        return Ending.ABEND, None, kind + match[2]
    if text in ZOSMF_ENDINGS:
        return ZOSMF_ENDINGS[text], None, ""
    if "ABEND" in text:
        return Ending.ABEND, None, UNKNOWN_ABEND
    return Ending.COMPLETED, None, ""


def read_abend(text: str) -> str:
    """Return the abend code within ``text``, such as ``S806`` or ``U4038``.

    A code without a letter is a system code if it has three digits, a user code if it has four.
    """
    if match := _ABEND_WITHIN.search(text):
        return match[1]
    bare = _BARE_WITHIN.search(text)
    if bare is None:
        return text or UNKNOWN_ABEND
    return f"S{bare[1]}" if bare[1] else f"U{bare[2]}"
