"""Canceling a job through ZOAU, and whether it did anything.

``Job.cancel()`` leaves a job alone whose status is not AC: a held one, for example. It says so in
a Python warning, which the default filter hides, and returns as after success
(typings/zoautil_py/jobs.pyi).
"""

from __future__ import annotations

import time
from collections.abc import Callable

from zwe_vsam.errors import NotCancelled
from zwe_vsam.model import JobId, JobState, Phase
from zwe_vsam.targets.zoau import api
from zwe_vsam.targets.zoau.failure import CallFailed

NO_CALL = "This level of ZOAU has no known call that cancels a job."
SAME = "ZOAU reported no error, but the job is as it was before."
_WAITING = (Phase.HELD, Phase.QUEUED)
"""Phases that JES ends at once. A job that executes may take a while to end."""
_IN_SDSF = "Cancel it in SDSF."


def cancel(native: api.Native, job: JobId, look: Callable[[JobId], JobState]) -> None:
    """Cancel the job. Raises NotCancelled where nothing came of it, and what ``look`` raises."""
    before = look(job)
    if before.phase is Phase.NOT_LISTED:
        raise NotCancelled("ZWV236E", f"Job {job.name}({job.id})")
    if before.phase is Phase.ENDED:
        raise NotCancelled(
            "ZWV235E", f"job {job.name}({job.id}) has ended, there is nothing to cancel"
        )
    try:
        warned = native.cancel(job.id)
    except CallFailed as failure:
        raise _not_cancelled(before, failure.details) from failure
    if warned is None:
        raise _not_cancelled(before, (NO_CALL,))
    # Any other warning than that nothing was done may come of anything that was imported.
    refused = tuple(text for text in warned if "cancel" in text.lower())
    if refused:
        raise _not_cancelled(before, refused)
    if before.phase in _WAITING and _is_same(before, look):
        raise _not_cancelled(before, (SAME,))


def _is_same(before: JobState, look: Callable[[JobId], JobState]) -> bool:
    """Whether a job that waited for execution still does, after some looks."""
    for pause in (0.0, *api.PAUSES):
        time.sleep(pause)
        if look(before.job).phase is not before.phase:
            return False
    return True


def _not_cancelled(state: JobState, why: tuple[str, ...]) -> NotCancelled:
    job = state.job
    remedy = _IN_SDSF
    if state.phase is Phase.HELD:
        remedy = (
            f"ZOAU does not cancel a held job. {_IN_SDSF} Or release it first (operator command "
            "$A J) and run this again: it may start in between."
        )
    return NotCancelled(
        "ZWV235E", f"job {job.name}({job.id}) could not be canceled", details=why, remedy=remedy
    )
