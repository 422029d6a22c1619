"""Why a job failed or does not run: its output and its end, explained.

The knowledge is in ``diagnosis``, which is imported only where there is something to explain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zwe_vsam.errors import TargetError
from zwe_vsam.model import Ending, JobState
from zwe_vsam.report.result import Stage
from zwe_vsam.workflow.run import Run

if TYPE_CHECKING:
    from zwe_vsam.config.settings import Settings
    from zwe_vsam.diagnosis.cause import Context, Explanation
    from zwe_vsam.diagnosis.explain import Reason


_NAME_KEYS = ("zowe.setup.vsam.name", "components.caching-service.storage.vsam.name")


def context(settings: Settings | None, stage: Stage, job: str) -> Context:
    """What is known of the configuration and of the job named ``job``."""
    from zwe_vsam.diagnosis.cause import Context

    member = f"{stage.member.dataset}({stage.member.name})" if stage.member else ""
    if settings is None:
        return Context(member=member, job=job)
    return Context(
        cluster=settings.cluster,
        mode=settings.mode,
        volume=settings.volume,
        storage_class=settings.storage_class,
        member=member,
        job=job,
        key_length=settings.key_length,
        record_length=settings.record_length,
        name_key=next((key for key in _NAME_KEYS if key in settings.origins), _NAME_KEYS[0]),
        security=settings.security,
    )


def of_failure(run: Run, state: JobState, stage: Stage) -> Reason:
    """Why a job that ended did not succeed; its spool is read where the job is still listed.

    Records the explanation with the job of ``stage``. Never raises for spool that cannot be read:
    how the job ended is evidence, too.
    """
    from zwe_vsam.diagnosis.explain import explain

    spool = []
    no_output = ""
    if state.ending is not Ending.NO_LONGER_LISTED:
        no_output = "It left no output."
        try:
            spool = run.target.spool(state.job)
            run.report.keep_spool(spool, stage)
        except TargetError as error:
            no_output = f"Its output could not be read: {error.reason}"
    reason = explain(spool, state, context(run.configured, stage, state.job.name), no_output)
    _record(reason.explanation, stage)
    return reason


def of_waiting(run: Run, state: JobState, stage: Stage) -> Explanation | None:
    """Why a job does not run yet; records the explanation with the job of ``stage``."""
    from zwe_vsam.diagnosis.waiting import why

    explanation = why(state, context(run.configured, stage, state.job.name))
    _record(explanation, stage)
    return explanation


def _record(explanation: Explanation | None, stage: Stage) -> None:
    if stage.job is not None and explanation is not None:
        stage.job.explanation = explanation
