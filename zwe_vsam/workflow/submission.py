"""A job of this run: submitted once, waited for, named whatever interrupts that."""

from __future__ import annotations

from zwe_vsam import waiting
from zwe_vsam.errors import Problem, SubmitInterrupted, SubmitUnknown, TargetError
from zwe_vsam.messages import message
from zwe_vsam.model import JobId, JobState, Member
from zwe_vsam.report.result import JobResult, Stage
from zwe_vsam.workflow.job_names import resume
from zwe_vsam.workflow.run import Run


class Submission:
    """Submits a member and follows its job."""

    def __init__(self, run: Run, step: str, stage: Stage) -> None:
        """``step`` says what the job does, for people; ``stage`` of the result gets the job."""
        self._run = run
        self._step = step
        self._target = run.target
        self._report = run.report
        self._stage = stage

    def submit(
        self, member: Member, name: str, version: str, *, wait: bool = True
    ) -> waiting.Waited | None:
        """Submit ``member``, whose job is called ``name``; None where it is not waited for.

        Raises Problem ZWV4001E or ZWV4002E when interrupted, ZWEL0162E when the job cannot be
        followed, and what Target.submit raises.
        """
        job: JobId | None = None
        try:
            self._report.line(f"Submit {member}")
            job = self._target.submit(member, expected=version)
            self._report.result.changed = True
            self._stage.job = JobResult(job.id, job.name, job.owner, "queued")
            self._report.detail(f"- job id {job.id}")
            self._report.checkpoint()
            if wait:
                return self._follow(job)
            self._leave(job)
        except SubmitUnknown:
            self._report.result.changed = True
            raise
        except KeyboardInterrupt as error:
            self._report.result.changed = True
            if isinstance(error, SubmitInterrupted) and error.job is not None:
                job = error.job
                self._stage.job = JobResult(job.id, job.name, job.owner, "queued")
            raise self._interrupted(member, name, job, error) from error
        return None

    def resume(self, state: JobState) -> waiting.Waited:
        """Follow a job that was submitted before. Raises Problem as ``submit`` does."""
        job = state.job
        self._stage.job = JobResult(job.id, job.name, job.owner, state.phase.value)
        try:
            return self._follow(job)
        except KeyboardInterrupt as error:
            raise self._interrupted(None, job.name, job, error) from error

    def _follow(self, job: JobId) -> waiting.Waited:
        try:
            return waiting.wait(
                self._target,
                job,
                timeout=self._run.request.timeout,
                clock=self._run.clock,
                watch=self._watch,
            )
        except TargetError as error:
            raise Problem(
                "ZWEL0162E",
                job=f"{job.name}({job.id})",
                details=(error.message.text, *error.details, "zwe-vsam did not cancel the job."),
                remedy=f"{self._target.output_hint(job)}{resume(job, self._report)}",
            ) from error

    def _leave(self, job: JobId) -> None:
        self._report.message(
            message(
                "ZWV4010I",
                job=f"{job.name}({job.id})",
                remedy=f"{self._target.output_hint(job)}{resume(job, self._report)}",
            )
        )

    def _interrupted(
        self, member: Member | None, name: str, job: JobId | None, error: KeyboardInterrupt
    ) -> Problem:
        if job is None:
            return Problem(
                "ZWV4001E",
                member=str(member),
                name=name,
                details=error.details if isinstance(error, SubmitInterrupted) else (),
            )
        return Problem(
            "ZWV4002E",
            job=f"{job.name}({job.id})",
            remedy=f"{self._target.output_hint(job)}{resume(job, self._report)}",
        )

    def _watch(self, state: JobState, elapsed: float, next_look: float) -> None:
        assert self._stage.job is not None
        self._stage.job.outcome = state.phase.value
        self._stage.job.elapsed_s = round(elapsed, 3)
        self._report.progress(self._step, state, elapsed, next_look)


def job_and_time(job: JobResult | None) -> str:
    """The job and how long it took, for a summary."""
    assert job is not None
    return f"job {job.name}({job.id}) in {job.elapsed_s:.1f} s"
