"""The conversion of a job that ZOAU lists to a JobState.

Source of the statuses: ZOAU documentation, command jls, and the Ansible collection ibm_zos_core
(issues 1272 and 1278: NOEXEC and the statuses of 1.2.3).
"""

from __future__ import annotations

import re

from zwe_vsam.model import Ending, JobId, JobState, Phase
from zwe_vsam.targets.zoau.answers import ListedJob
from zwe_vsam.targets.zoau.failure import CallFailed
from zwe_vsam.zos import job_status

_NO_SUCH_JOB = "BGYSC3503E"
"""The only message where a list of jobs is empty; ibm_zos_cics relies on it."""


def state(listed: ListedJob) -> JobState:
    """Convert a job that ZOAU lists."""
    ending = job_status.ZOAU_ENDINGS.get(listed.status)
    code = _code(listed.code) if ending is Ending.COMPLETED else None
    lacks_code = ending is Ending.COMPLETED and code is None
    if lacks_code:
        ending = None
    phase, waiting_for = (Phase.ENDED, "") if ending else _phase(listed)
    return JobState(
        job=JobId(listed.id, listed.name, listed.owner),
        phase=phase,
        ending=ending,
        code=code,
        abend=job_status.read_abend(listed.code) if ending is Ending.ABEND else "",
        waiting_for=waiting_for,
        created=listed.created.timestamp() if listed.created else None,
        lacks_code=lacks_code,
    )


def is_absent(failure: CallFailed) -> bool:
    """Return whether the failure of a listing proves that there is no such job."""
    lines = [line for line in failure.message.splitlines() if line.strip()]
    is_only_message = len(lines) == 1 and _NO_SUCH_JOB in lines[0]
    return "JobFetchException" in failure.kinds and is_only_message


def is_unclear(failure: CallFailed) -> bool:
    """Return whether a fetch of one job got another number: none (from 1.4.3 on), or several."""
    return "JobFetchException" in failure.kinds and failure.rc == 0


def _phase(listed: ListedJob) -> tuple[Phase, str]:
    if listed.status == "HOLD":
        return Phase.HELD, ""
    if listed.status in ("AC", "CC"):
        # A job in the queue has the status AC, too, but no address space.
        return (Phase.QUEUED if listed.asid == 0 and listed.status == "AC" else Phase.ACTIVE), ""
    status = f"the status {listed.status}" if listed.status else "no status"
    return Phase.QUEUED, f"ZOAU reports {status}"


def _code(text: str) -> int | None:
    match = re.search(r"\b\d{1,4}\b", text)
    return int(match[0]) if match else None
