"""What ZOAU says about a job, in the words of the interface.

Source of the statuses: ZOAU documentation, command jls, and the Ansible collection ibm_zos_core
(issues 1272 and 1278: NOEXEC and the statuses of 1.2.3).
"""

from __future__ import annotations

import re

from zwe_vsam.model import Ending, JobId, JobState, Phase
from zwe_vsam.targets.zoau.answers import Seen
from zwe_vsam.targets.zoau.failure import CallFailed

ENDINGS = {
    "CC": Ending.COMPLETED,
    "ABEND": Ending.ABEND,
    "JCLERR": Ending.JCL_ERROR,
    "JCL ERROR": Ending.JCL_ERROR,
    "SEC": Ending.SECURITY_ERROR,
    "SEC ERROR": Ending.SECURITY_ERROR,
    "CANCELED": Ending.CANCELLED,
    "CANCELLED": Ending.CANCELLED,
    "FLU": Ending.FLUSHED,
    "CNV": Ending.CONVERTER_ERROR,
    "CAB": Ending.CONVERTER_ABEND,
    "SYS": Ending.SYSTEM_FAILURE,
    "NOEXEC": Ending.NOT_EXECUTED,
}
"""Status of a job that has ended -> how. Any other word is none of an ended job."""

_NO_SUCH_JOB = "BGYSC3503E"
"""Said, and nothing else, where a list of jobs is empty; ibm_zos_cics relies on it."""
_ABEND = re.compile(r"\b(S(?!000)[0-9A-F]{3}|U(?!0000)[0-9]{4})\b")
_BARE = re.compile(r"\b([0-9A-F]{3})\b|\b([0-9]{4})\b")


def state(seen: Seen) -> JobState:
    """What one look at a job means."""
    ending = ENDINGS.get(seen.status)
    code = _code(seen.code) if ending is Ending.COMPLETED else None
    lacks_code = ending is Ending.COMPLETED and code is None
    if lacks_code:
        ending = None
    phase, waiting_for = (Phase.ENDED, "") if ending else _phase(seen)
    return JobState(
        job=JobId(seen.id, seen.name, seen.owner),
        phase=phase,
        ending=ending,
        code=code,
        abend=_abend(seen.code) if ending is Ending.ABEND else "",
        waiting_for=waiting_for,
        created=seen.created.timestamp() if seen.created else None,
        lacks_code=lacks_code,
    )


def is_absent(failure: CallFailed) -> bool:
    """Whether a failed look says that there is no such job, rather than nothing at all."""
    said = [line for line in failure.says.splitlines() if line.strip()]
    nothing_else = len(said) == 1 and _NO_SUCH_JOB in said[0]
    return "JobFetchException" in failure.kinds and nothing_else


def is_unclear(failure: CallFailed) -> bool:
    """Whether a look at one job found another number of them: none (from 1.4.3 on), or more."""
    return "JobFetchException" in failure.kinds and failure.rc == 0


def _phase(seen: Seen) -> tuple[Phase, str]:
    if seen.status == "HOLD":
        return Phase.HELD, ""
    if seen.status in ("AC", "CC"):
        # ZOAU says AC of a job in the queue too; it has no address space there.
        return (Phase.QUEUED if seen.asid == 0 and seen.status == "AC" else Phase.ACTIVE), ""
    return Phase.QUEUED, f"its status is {seen.status or 'not known'} to ZOAU"


def _code(text: str) -> int | None:
    found = re.search(r"\b\d{1,4}\b", text)
    return int(found[0]) if found else None


def _abend(text: str) -> str:
    """``S806`` or ``U4038``; a bare code is a system's if it has three digits."""
    found = _ABEND.search(text)
    if found:
        return found[1]
    bare = _BARE.search(text)
    if bare is None:
        return text or "unknown"
    return f"S{bare[1]}" if bare[1] else f"U{bare[2]}"
