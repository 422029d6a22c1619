"""The cancellation of a job through ZOAU, and the check that ZOAU did it.

``Job.cancel()`` does nothing to a job whose status is not AC, for example to a held job. It then
gives a Python warning, which the default filter hides, and returns as after success
(typings/zoautil_py/jobs.pyi).
"""

from __future__ import annotations

import time
from collections.abc import Callable

from zwe_vsam.errors import NotCancelled
from zwe_vsam.model import JobId, JobState, Phase
from zwe_vsam.targets import job_rules
from zwe_vsam.targets.zoau import api
from zwe_vsam.targets.zoau.failure import CallFailed

NO_CALL = "This level of ZOAU has no known function that cancels a job."
SAME = "ZOAU reported no error, but the state of the job did not change."
_WAITING = (Phase.HELD, Phase.QUEUED)
"""Phases in which JES ends a job at once. A job that executes may take a while to end."""


def cancel(native: api.Native, job: JobId, job_status: Callable[[JobId], JobState]) -> None:
    """Cancel the job. Raises NotCancelled where ZOAU did nothing, and as ``job_status`` does."""
    before = job_status(job)
    job_rules.require_cancelable(job, before)
    try:
        caught = native.cancel(job.id)
    except CallFailed as failure:
        raise _not_cancelled(before, failure.details) from failure
    if caught is None:
        raise _not_cancelled(before, (NO_CALL,))
    # A warning without that word may come from any imported module.
    refused = tuple(text for text in caught if "cancel" in text.lower())
    if refused:
        raise _not_cancelled(before, refused)
    if before.phase in _WAITING and _is_same(before, job_status):
        raise _not_cancelled(before, (SAME,))


def _is_same(before: JobState, job_status: Callable[[JobId], JobState]) -> bool:
    """Return whether a job that waited for execution still waits after the pauses."""
    for pause in (0.0, *api.PAUSES):
        time.sleep(pause)
        if job_status(before.job).phase is not before.phase:
            return False
    return True


def _not_cancelled(state: JobState, reasons: tuple[str, ...]) -> NotCancelled:
    job = state.job
    remedy = ""
    if state.phase is Phase.HELD:
        remedy = (
            "Cancel the job in SDSF. Or release it with the operator command $A J, and run this "
            "command again. The job may start in between. ZOAU does not cancel a held job."
        )
    return NotCancelled("ZWV6031E", job=job_rules.name_of(job), details=reasons, remedy=remedy)
