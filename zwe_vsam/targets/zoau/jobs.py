"""What ZOAU says about a job, in the words of the interface.

Source of the statuses: ZOAU documentation, command jls, and the Ansible collection ibm_zos_core
(issues 1272 and 1278: NOEXEC and the statuses of 1.2.3).
"""

from __future__ import annotations

import re

from zwe_vsam.model import Ending, JobId, JobState, Phase
from zwe_vsam.targets.zoau.answers import Seen
from zwe_vsam.targets.zoau.failure import CallFailed
from zwe_vsam.zos import job_status

_NO_SUCH_JOB = "BGYSC3503E"
"""Said, and nothing else, where a list of jobs is empty; ibm_zos_cics relies on it."""


def state(seen: Seen) -> JobState:
    """What one look at a job means."""
    ending = job_status.ZOAU_ENDINGS.get(seen.status)
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
        abend=job_status.read_abend(seen.code) if ending is Ending.ABEND else "",
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
