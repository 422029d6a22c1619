"""What the end of a defining job means, and how it is told."""

from __future__ import annotations

from zwe_vsam import jobs
from zwe_vsam.commands import reasons
from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import Problem
from zwe_vsam.messages import message
from zwe_vsam.report.base import Report
from zwe_vsam.targets.interface import Ending, JobState, Phase, Target, TargetError
from zwe_vsam.zos.listcat import Cluster


class Outcome:
    """Tells how the job ended. "Created" needs code 0 and the catalog's word."""

    def __init__(self, settings: Settings, target: Target, report: Report) -> None:
        self._settings = settings
        self._target = target
        self._report = report

    def tell(self, waited: jobs.Waited) -> None:
        """Report ``waited``. Raises Problem ZWEL0162E, ZWEL0163E or ZWV233E unless all is well."""
        self._record(waited)
        state = waited.state
        if not waited.ended:
            raise self._left_running(waited)
        if state.ending is Ending.GONE:
            why = reasons.failed(state, self._settings, self._target, self._report)
            raise Problem(
                "ZWEL0162E",
                _name(state),
                details=(
                    "The job is not listed any more: it was purged, or its output was printed.",
                    f"Its code is unknown. {self._catalog_says()}",
                ),
                meaning=why.meaning,
                remedy=why.remedy,
            )
        if state.ending is Ending.COMPLETED and state.code == 0:
            self._confirm(state)
            return
        raise self._failed(state)

    def _record(self, waited: jobs.Waited) -> None:
        result = self._report.result.job
        assert result is not None
        state = waited.state
        result.id, result.name, result.owner = state.job.id, state.job.name, state.job.owner
        result.outcome = (state.ending or state.phase).value
        result.code = state.code
        result.abend = state.abend or None
        result.elapsed_s = round(waited.elapsed, 3)
        self._report.detail(f"- looked {waited.looks} times in {waited.elapsed:.1f} s")

    def _left_running(self, waited: jobs.Waited) -> Problem:
        state = waited.state
        waiting = f" ({state.waiting_for})" if state.waiting_for else ""
        details = [f"After {waited.elapsed:.0f} s it is still {state.phase.value}{waiting}."]
        if state.phase is Phase.INVISIBLE:
            details = [
                f"In {waited.elapsed:.0f} s it was never listed: it was purged at once, or it "
                "waits where you may not see it.",
                f"Its code is unknown. {self._catalog_says()}",
            ]
        why = reasons.waiting(state, self._settings, self._report)
        details.append("It was left as it is; whether a cluster will be created is not known.")
        if waited.lost:
            details.append(f"The last look failed: {waited.lost}")
        return Problem(
            "ZWEL0162E",
            _name(state),
            details=tuple(details),
            meaning=why.meaning,
            remedy=f"{why.remedy} {self._target.how_to_see(state.job)}".lstrip(),
        )

    def _confirm(self, state: JobState) -> None:
        name = self._settings.cluster
        code, word = jobs.outcome(state)
        try:
            entry = self._target.entry(name)
        except TargetError as error:
            self._found(None)
            raise Problem(
                "ZWV233E",
                self._target.name,
                f"job {_name(state)} ended with code 0, but the catalog could not be read, so "
                f"it is not confirmed that {name} exists",
                details=tuple(error.facts[-1:]),
                remedy=self._target.how_to_see(state.job),
            ) from error
        self._found(isinstance(entry, Cluster))
        if not isinstance(entry, Cluster):
            other = f"{name} as {entry.kind}" if entry else f"no {name}"
            raise Problem(
                "ZWEL0163E",
                _name(state),
                code,
                word,
                details=(f"But the catalog has {other}: no cluster was created.",),
                remedy=self._target.how_to_see(state.job),
            )
        self._report.say(f"- Job {_name(state)} ends with code {code} ({word}).")
        self._report.say()
        self._report.say(">> Zowe Caching Service VSAM storage is created successfully.")
        if self._settings.mode == "RLS":
            self._report.tell(message("ZWV205W", name, self._settings.storage_class))

    def _failed(self, state: JobState) -> Problem:
        code, word = jobs.outcome(state)
        why = reasons.failed(state, self._settings, self._target, self._report)
        return Problem(
            "ZWEL0163E",
            _name(state),
            code,
            word,
            details=(*why.details, self._catalog_says()),
            meaning=why.meaning,
            remedy=f"{why.remedy} {self._target.how_to_see(state.job)}".lstrip(),
        )

    def _catalog_says(self) -> str:
        name = self._settings.cluster
        try:
            entry = self._target.entry(name)
        except TargetError as error:
            self._found(None)
            return f"Whether {name} exists could not be checked: {error.facts[-1]}"
        self._found(isinstance(entry, Cluster))
        if isinstance(entry, Cluster):
            return f"The catalog lists {name}."
        return f"The catalog has {f'{name} as {entry.kind}' if entry else f'no {name}'}."

    def _found(self, exists: bool | None) -> None:
        cluster = self._report.result.cluster
        assert cluster is not None
        cluster.exists = exists


def _name(state: JobState) -> str:
    return f"{state.job.name}({state.job.id})"
