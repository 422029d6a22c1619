"""What is said of a job that failed, vanished or waits: evidence, meaning, remedy.

The knowledge is in ``diagnosis``, which is imported only where there is something to explain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.errors import TargetError
from zwe_vsam.model import Ending, JobState
from zwe_vsam.report.result import ExplanationResult, Stage
from zwe_vsam.targets.base import Target

if TYPE_CHECKING:
    from zwe_vsam.config.settings import Settings
    from zwe_vsam.diagnosis.cause import Context, Explanation


_NAME_KEYS = ("zowe.setup.vsam.name", "components.caching-service.storage.vsam.name")


UNKNOWN = "The reason is not known: none of the job's messages is explained here."


class Told(NamedTuple):
    """For a Problem. All parts are empty where nothing is known."""

    details: tuple[str, ...] = ()
    """The failing step and quoted lines."""
    meaning: str = ""
    remedy: str = ""


def context(settings: Settings | None, stage: Stage, job: str) -> Context:
    """What is known of the configuration and of the job named ``job``."""
    from zwe_vsam.diagnosis.cause import Context

    member = stage.member
    where = f"{member.dataset}({member.name})" if member else ""
    if settings is None:
        return Context(member=where, job=job)
    return Context(
        cluster=settings.cluster,
        mode=settings.mode,
        volume=settings.volume,
        storage_class=settings.storage_class,
        member=where,
        job=job,
        key_length=settings.key_length,
        record_length=settings.record_length,
        name_key=next((key for key in _NAME_KEYS if key in settings.origins), _NAME_KEYS[0]),
        security=settings.security,
    )


def failed(state: JobState, settings: Settings | None, target: Target, stage: Stage) -> Told:
    """Why a job that ended did not succeed; its spool is read where the job is still listed.

    Records the explanation with the job of ``stage``. Never raises for spool that cannot be read:
    how the job ended is evidence, too.
    """
    from zwe_vsam.diagnosis.explain import explain

    details: list[str] = []
    spool = []
    nothing: tuple[str, ...] = ()
    if state.ending is not Ending.NO_LONGER_LISTED:
        nothing = ("It left no output.",)
        try:
            spool = target.spool(state.job)
        except TargetError as error:
            nothing = (f"Its output could not be read: {error.facts[-1]}",)
    reason = explain(spool, state, context(settings, stage, state.job.name))
    if reason.step:
        details.append(f"Step {reason.step} ended with {reason.code}.")
    if reason.explanation is None and reason.lines:
        details.append(UNKNOWN)
    details += reason.lines or nothing
    return _told(details, reason.decisive, reason.explanation, stage)


def waiting(state: JobState, settings: Settings | None, stage: Stage) -> Told:
    """Why a job does not run yet; records the explanation with the job of ``stage``."""
    from zwe_vsam.diagnosis.waiting import why

    return _told([], (), why(state, context(settings, stage, state.job.name)), stage)


def _told(
    details: list[str], decisive: tuple[str, ...], found: Explanation | None, stage: Stage
) -> Told:
    if found is None:
        return Told(tuple(details))
    if stage.job is not None:
        stage.job.explanation = ExplanationResult(
            found.cause,
            list(decisive),
            found.meaning,
            found.remedy,
            found.key or None,
            found.source,
        )
    return Told(tuple(details), found.meaning, found.remedy)
