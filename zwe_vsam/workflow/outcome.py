"""What the end of a job means, and how it is told."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from zwe_vsam import waiting
from zwe_vsam.errors import CatalogUnavailable, Problem, TargetError
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.messages import message
from zwe_vsam.model import Ending, JobState, Phase
from zwe_vsam.report.result import Stage
from zwe_vsam.workflow import reasons
from zwe_vsam.workflow.job_names import name_of, received, resume
from zwe_vsam.workflow.run import Run
from zwe_vsam.zos.listcat import Cluster, Entry

if TYPE_CHECKING:
    from zwe_vsam.workflow.underway import UnderWay


class Outcome(ABC):
    """Tells how a job ended. Success needs the catalog's word, whatever the job's code is."""

    not_known = "how it will end"
    """What is open while the job has not ended."""

    def __init__(self, run: Run, stage: Stage) -> None:
        """``stage`` of the result has the job. Without a configuration the catalog is not asked."""
        self._run = run
        self._target = run.target
        self._report = run.report
        self._stage = stage

    def conclude(self, waited: waiting.Waited) -> None:
        """Report ``waited``. Raises Problem unless the catalog confirms that the job did its work.

        Interrupted, it raises ZWV4003E, which names the job.
        """
        self._record(waited)
        try:
            self._judge(waited)
        except KeyboardInterrupt as error:
            raise self._interrupted(waited.state) from error

    def _judge(self, waited: waiting.Waited) -> None:
        state = waited.state
        if not waited.ended:
            raise self._left_running(waited)
        if state.ending is Ending.NO_LONGER_LISTED:
            self._not_listed(state)
        elif state.ending is Ending.COMPLETED and state.code == 0:
            self._confirm(state)
        else:
            raise self._failed(state, _codeless(waited))

    @abstractmethod
    def _confirm(self, state: JobState) -> None:
        """The job ended with code 0: ask the catalog, and tell."""

    def _not_listed(self, state: JobState) -> None:
        """The job vanished before its code was seen."""
        reason = reasons.of_failure(self._run, state, self._stage)
        raise Problem(
            "ZWEL0162E",
            job=name_of(state),
            details=(
                "The system no longer lists the job. The job may have been purged, or its "
                "output was printed.",
                f"The code of the job is not known. {self._catalog_says()}",
            ),
            meaning=reason.meaning,
            remedy=reason.remedy,
        )

    def _interrupted(self, state: JobState) -> Problem:
        ends = waiting.outcome(state)
        now = f"is still {state.phase.value}"
        if state.phase is Phase.ENDED:
            now = f"ends {ends}"
        return Problem(
            "ZWV4003E",
            job=name_of(state),
            details=(f"The job {now}.",),
            remedy=f"{self._target.output_hint(state.job)}{resume(state.job, self._report)}",
        )

    def _entry(self, state: JobState, claim: str) -> Entry | None:
        """What the catalog has now. Raises Problem ZWV4030E where it cannot be read."""
        try:
            entry = self._target.entry(self._cluster)
        except TargetError as error:
            if isinstance(error, CatalogUnavailable) and error.seen:
                self._record_exists(True)
                self._report.message(
                    message("ZWV5011W", cluster=self._cluster, reason=error.reason)
                )
                return Cluster(self._cluster)
            self._record_exists(None)
            raise self._not_confirmed(state, claim, error, "ZWV4030E") from error
        self._record_exists(isinstance(entry, Cluster))
        return entry

    def _not_confirmed(
        self, state: JobState, claim: str, error: TargetError, message_id: str
    ) -> Problem:
        """The failure: the code is 0, and the system could not be asked whether ``claim`` holds."""
        return Problem(
            message_id,
            job=name_of(state),
            claim=claim,
            details=(error.reason,) if error.reason else (),
            remedy=self._target.output_hint(state.job),
        )

    def _contradiction(self, state: JobState, catalog: str) -> Problem:
        """The code is 0 and the work was not done: the output may say why."""
        ends = waiting.outcome(state)
        reason = reasons.of_failure(self._run, state, self._stage)
        return Problem(
            "ZWEL0163E",
            job=name_of(state),
            ending=ends,
            details=(*reason.details, f"But the catalog has {catalog}."),
            meaning=reason.meaning,
            remedy=f"{reason.remedy} {self._target.output_hint(state.job)}".lstrip(),
        )

    def _print_end(self, state: JobState) -> None:
        ends = waiting.outcome(state)
        self._report.line(f"- Job {name_of(state)} ends {ends}.")
        self._report.line()

    def _record(self, waited: waiting.Waited) -> None:
        result = self._stage.job
        assert result is not None
        state = waited.state
        result.id, result.name, result.owner = state.job.id, state.job.name, state.job.owner
        result.outcome = (state.ending or state.phase).value
        result.received = received(state)
        result.code = state.code
        result.abend = state.abend or None
        result.elapsed_s = round(waited.elapsed, 3)
        self._report.detail(f"- {waited.looks} queries of the job in {waited.elapsed:.1f} s")

    def _left_running(self, waited: waiting.Waited) -> Problem:
        state = waited.state
        waiting = f" ({state.waiting_for})" if state.waiting_for else ""
        details = [f"After {waited.elapsed:.0f} s the job is still {state.phase.value}{waiting}."]
        if state.phase is Phase.NOT_LISTED:
            guess = " The job was purged at once, or you are not authorized to see it."
            details = [
                f"In {waited.elapsed:.0f} s the system did not list the job."
                f"{'' if waited.last_error else guess}",
                f"The code of the job is not known. {self._catalog_says()}",
            ]
        explanation = reasons.of_waiting(self._run, state, self._stage)
        details.append(f"zwe-vsam did not cancel the job. It is not known {self.not_known}.")
        if waited.last_error:
            details.append(f"The last query of the job failed: {waited.last_error}")
        hint = f"{self._target.output_hint(state.job)}{resume(state.job, self._report)}"
        return Problem(
            "ZWEL0162E",
            job=name_of(state),
            details=tuple(details),
            meaning=explanation.meaning if explanation else "",
            remedy=f"{explanation.remedy if explanation else ''} {hint}".lstrip(),
        )

    def _failed(self, state: JobState, codeless: tuple[str, ...] = ()) -> Problem:
        ends = waiting.outcome(state)
        reason = reasons.of_failure(self._run, state, self._stage)
        return Problem(
            "ZWEL0163E",
            job=name_of(state),
            ending=ends,
            details=(*codeless, *reason.details, self._catalog_says()),
            meaning=reason.meaning,
            remedy=f"{reason.remedy} {self._target.output_hint(state.job)}".lstrip(),
        )

    @property
    def _cluster(self) -> str:
        return self._run.settings.cluster

    def _catalog_says(self) -> str:
        if self._run.configured is None:
            return "Without -c, zwe-vsam did not read the catalog."
        name = self._cluster
        try:
            entry = self._target.entry(name)
        except TargetError as error:
            if isinstance(error, CatalogUnavailable) and error.listed:
                self._record_exists(error.seen)
                return f"{name} exists: {error.reason}."
            self._record_exists(None)
            return f"It is not known whether {name} exists: {error.reason}"
        self._record_exists(isinstance(entry, Cluster))
        if isinstance(entry, Cluster):
            return f"The catalog lists {name}."
        return f"The catalog has {f'{name} as {entry.kind}' if entry else f'no {name}'}."

    def _record_exists(self, exists: bool | None) -> None:
        cluster = self._report.result.cluster
        if cluster is not None:
            cluster.exists = exists


class Defined(Outcome):
    """Of the job that defines the cluster."""

    not_known = "whether the cluster will be created"

    def __init__(self, run: Run, stage: Stage, unasked: UnderWay | None = None) -> None:
        """``unasked``: the jobs to look for now, where that was left out before the submission."""
        super().__init__(run, stage)
        self._unasked = unasked

    def _require_no_other(self, under_way: UnderWay, state: JobState) -> None:
        """Raise Problem ZWV4020E, or ZWV4031E if the jobs cannot be listed; both name this job."""
        try:
            under_way.read(Purpose.REMOVE)
            under_way.require_none("so it is not known whether the cluster stays")
        except TargetError as error:
            claim = f"{self._cluster} stays"
            raise self._not_confirmed(state, claim, error, "ZWV4031E") from error
        except Problem as problem:
            own = f"This run's job {name_of(state)} ended with code 0."
            problem.message = problem.message._replace(details=(own, *problem.details))
            raise

    def _confirm(self, state: JobState) -> None:
        if self._unasked is not None:
            self._require_no_other(self._unasked, state)
        name = self._cluster
        entry = self._entry(state, f"{name} exists")
        if not isinstance(entry, Cluster):
            other = f"{name} as {entry.kind}" if entry else f"no {name}"
            raise self._contradiction(state, f"{other}. No cluster was created")
        self._print_end(state)
        self._report.line(">> Zowe Caching Service VSAM storage is created successfully.")
        settings = self._run.settings
        if settings.mode == "RLS":
            self._report.message(
                message("ZWV4040W", cluster=name, storage_class=settings.storage_class)
            )


class Ended(Outcome):
    """Of a job that may be anything: nothing is concluded from its code."""

    def _confirm(self, state: JobState) -> None:
        self._print_end(state)
        self._report.message(message("ZWV4017I", job=name_of(state), catalog=self._catalog_says()))


class Deleted(Outcome):
    """Of the job that deletes the cluster."""

    not_known = "whether the cluster will be deleted"

    def _confirm(self, state: JobState) -> None:
        name = self._cluster
        entry = self._entry(state, f"{name} is deleted")
        if entry is not None:
            raise self._contradiction(
                state, f"{name}. The cluster was not deleted, or another job defined it again"
            )
        self._print_end(state)

    def _not_listed(self, state: JobState) -> None:
        """A site's output class can be printed and purged at once: the catalog knows."""
        try:
            entry = self._target.entry(self._cluster)
        except TargetError:
            super()._not_listed(state)
        else:
            if entry is not None:
                super()._not_listed(state)
            self._record_exists(False)
            self._report.message(message("ZWV4011I", job=name_of(state), cluster=self._cluster))


def _codeless(waited: waiting.Waited) -> tuple[str, ...]:
    """That the system never gave a code, where it did not."""
    if not waited.codeless_looks:
        return ()
    return (
        f"The system lists the job as ended, but gave no code in {waited.codeless_looks} queries. "
        "So it is not known whether the job was successful.",
    )
