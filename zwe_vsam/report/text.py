"""The transcript of zwe init vsam on standard output; everything else on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zwe_vsam.errors import Problem
from zwe_vsam.messages import Message, Severity
from zwe_vsam.report.base import Report, lines_of, place_of
from zwe_vsam.report.output import Output, on_one_line
from zwe_vsam.report.result import Result

if TYPE_CHECKING:
    from zwe_vsam.model import JobState
    from zwe_vsam.report.log import Log

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_WAITING = {"held": "held", "queued": "waiting in the queue"}
_PATIENCE = 5.0
"""Seconds in the queue that are not worth a word."""


class TextReport(Report):
    """For people and for scripts that grep."""

    def __init__(
        self,
        result: Result,
        out: Output,
        err: Output,
        *,
        verbosity: int = 0,
        silent: bool = False,
        log: Log | None = None,
    ) -> None:
        super().__init__(result, out, err, verbosity=verbosity, log=log)
        self._silent = silent
        self._live = ""
        self._first_error = ""
        """The id of the first error that standard error has."""
        self._reasons_shown: set[tuple[str, str]] = set()

    def write_raw(self, text: str) -> None:
        """Write the member itself. Raises Problem ZWV1004E where the encoding cannot."""
        try:
            self._out.exact(text)
        except UnicodeEncodeError as error:
            raise Problem(
                "ZWV1004E",
                encoding=error.encoding,
                character=ascii(error.object[error.start]),
            ) from error

    def summary(self, text: str) -> None:
        """A line of its own on a terminal; scripts read the transcript."""
        if self._err.is_terminal and not self._silent:
            self._clear()
            self._err.line(text)

    def progress(self, step: str, state: JobState, elapsed: float, next_look: float) -> None:
        """A line that is rewritten on a terminal; elsewhere only what needs a hand."""
        if self._silent:
            return
        phase = state.phase.value
        waiting = _WAITING.get(phase, "")
        if state.waiting_for:
            waiting = f"{waiting}: {state.waiting_for}"
        if waiting and (phase == "held" or elapsed >= _PATIENCE):
            self._report_waiting(state, waiting)
        if self._err.is_terminal:
            label = f"{state.job.name}({state.job.id}) {waiting or phase}"
            after = f", next look in {next_look:.0f} s" if next_look >= 1 else ""
            self._draw(f"  {step}: job {label}", f", {elapsed:.0f} s{after}")

    def _report_waiting(self, state: JobState, waiting_text: str) -> None:
        """Say once for each reason that the job waits, and what it may take."""
        reason = (state.phase.value, state.waiting_for)
        if reason in self._reasons_shown:
            return
        from zwe_vsam.diagnosis import waiting
        from zwe_vsam.diagnosis.cause import Context

        self._reasons_shown.add(reason)
        self._clear()
        lines = [on_one_line(f"Job {state.job.name}({state.job.id}) is {waiting_text}.")]
        why = waiting.waiting(state, Context(job=state.job.name))
        if why:
            lines.append(f"  {why}")
        for line in self._err.fitted(lines):
            self._err.line(line)

    def _draw(self, label: str, time: str) -> None:
        """On one line whatever its length: the reason is cut, not the time that passes."""
        width = self._err.columns - 1
        text = (on_one_line(label)[: max(0, width - len(time))].rstrip() + time)[:width]
        self._err.raw("\r" + text + " " * (len(self._live) - len(text)))
        self._live = text

    def _clear(self) -> None:
        if self._live:
            self._err.raw("\r" + " " * len(self._live) + "\r")
            self._live = ""

    def _line(self, line: str) -> None:
        if not self._silent:
            self._clear()
            self._out.line(line)

    def _system_line(self, line: str) -> None:
        if not self._silent:
            self._clear()
            self._err.line(on_one_line(line))

    def _message(self, message: Message) -> None:
        if self._silent and message.severity is Severity.INFO:
            return
        if message.severity is Severity.ERROR:
            self._first_error = self._first_error or message.id
        self._clear()
        first, *others = self._err.fitted(lines_of(message), place_of(message))
        severity, _, text = first.partition(" ")
        if self._err.is_coloured:
            colour = _COLOURS[message.severity]
            self._err.raw(f"\x1b[{colour}m{severity}\x1b[0m {text}\n")
        else:
            self._err.line(first)
        for line in others:
            self._err.line(line)

    def _detail(self, text: str) -> None:
        self._clear()
        self._err.line(text)

    def _finish(self) -> None:
        """On a terminal, say where the failure is explained: scripts know the id."""
        self._clear()
        if self._first_error and self._err.is_terminal:
            hint = f"Explanation: zwe-vsam explain {self._cause() or self._first_error}"
            for line in self._err.fitted([hint]):
                self._err.line(line)

    def _cause(self) -> str:
        """The cause of a failed job, where it is known."""
        stages = (self.result.removal, self.result)
        jobs = (stage.job for stage in stages if stage is not None)
        causes = (job.explanation.cause for job in jobs if job and job.explanation)
        return next(causes, "")
