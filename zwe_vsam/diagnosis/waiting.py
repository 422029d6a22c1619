"""Explain why a job does not run yet, as far as the system says so. waiting.toml has the causes."""

from __future__ import annotations

from zwe_vsam.diagnosis.cause import Context, Explanation
from zwe_vsam.diagnosis.table import waiting_causes
from zwe_vsam.model import JobState, Phase

_EMPTY = Context()


def why(state: JobState, context: Context = _EMPTY) -> Explanation | None:
    """Explain why a held or queued job does not run; None where the system does not say.

    A held job is always explained: the last of the causes says that it is held, and no more.
    """
    if state.phase not in (Phase.HELD, Phase.QUEUED):
        return None
    for cause in waiting_causes():
        for pattern in cause.patterns:
            match = pattern.search(state.waiting_for)
            if match:
                return cause.explanation(match.groupdict(), context)
        if not cause.patterns and state.phase is Phase.HELD:
            return cause.explanation({}, context)
    return None


def waiting(state: JobState, context: Context = _EMPTY) -> str:
    """Return why a job waits and what to do, as text; empty where the system does not say."""
    explanation = why(state, context)
    return f"{explanation.meaning} {explanation.remedy}" if explanation else ""
