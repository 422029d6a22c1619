"""What a use case says to its user, whatever form it takes."""

from __future__ import annotations

import contextlib
import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Protocol

from zwe_vsam.errors import Problem
from zwe_vsam.messages import Message, Severity, message
from zwe_vsam.report.invocation import Invocation
from zwe_vsam.report.output import Output, on_one_line
from zwe_vsam.report.result import PageResult, Result

if TYPE_CHECKING:
    from zwe_vsam.cluster.compare import Row
    from zwe_vsam.cluster.usage import Usage
    from zwe_vsam.model import JobState, SpoolFile, SystemName
    from zwe_vsam.report.log import Log
    from zwe_vsam.report.pages.evidence import Evidence
    from zwe_vsam.report.result import ReadinessTest, Stage

RULE = "-" * 79


class Page(Protocol):
    """A page that the run is to write."""

    kind: str
    """As of ``PageResult``."""

    @property
    def path(self) -> str:
        """Its absolute path."""

    def write(self, result: Result) -> None:
        """Write it as the run is now. Raises OSError with the former content intact."""


class Report(ABC):
    """Collects the result of a run and tells it."""

    def __init__(
        self,
        result: Result,
        out: Output,
        err: Output,
        *,
        verbosity: int = 0,
        log: Log | None = None,
    ) -> None:
        self.result = result
        self._out = out
        self._err = err
        self.verbosity = verbosity
        self.log = log
        self.invocation = Invocation()
        """What a command needs that this run gives the user to paste."""
        self.pages: list[Page] = []
        """What is written at the end of the run."""
        self.evidence: Evidence | None = None
        """The one of these pages that needs to be given what the run sees."""

    def command(self, *words: str) -> str:
        """Return a command to paste: ``zwe-vsam WORDS`` for the configuration and the system."""
        return self.invocation.command(*words)

    def name_system(self, system: SystemName) -> None:
        """Say which system the run works on, before it does anything there."""
        self.result.system = system
        line = f"System: {system}"
        self._log_line(line)
        self._system_line(line)

    def title(self, text: str) -> None:
        """Begin the transcript."""
        self.line(RULE)
        self.line(f">> {text}")
        self.line()

    def line(self, line: str = "") -> None:
        """Add a line to the transcript."""
        self._log_line(line)
        self._line(line)

    def prose(self, line: str) -> None:
        """Add a line of words to the transcript; a terminal gets it in lines that fit."""
        self._log_line(line)
        for part in self._out.fitted([line]):
            self._line(part)

    def transcript_message(self, message: Message) -> None:
        """Add a message to the transcript, where it is the result of the command."""
        lines = lines_of(message)
        self._log_line("\n".join(lines))
        for line in self._out.fitted(lines, place_of(message)):
            self._line(line)

    def message(self, given: Message, *, level: int = 0) -> None:
        """Give a message; ``level`` is the verbosity from which on it is shown (1: -v)."""
        self.result.record(given)
        self._log_line("\n".join(lines_of(given)))
        if self.verbosity >= level:
            self._message(given)

    def note(self, note: Message) -> None:
        """Give what reading the configuration brought: warnings always, the rest with -v."""
        self.message(note, level=0 if note.severity is Severity.WARNING else 1)

    def problem(self, problem: Problem) -> None:
        """Give the message of a failure; with -vv, also what led to it."""
        self.message(problem.message)
        cause = problem.__cause__
        while cause is not None:
            self.detail(f"caused by {type(cause).__name__}: {cause}", level=2)
            cause = cause.__cause__

    def detail(self, text: str, *, level: int = 1) -> None:
        """Say something for those who asked for details (1: -v, 2: -vv)."""
        self._log_line(text)
        if self.verbosity >= level:
            self._detail(text)

    def print_jcl(self, jcl: str, stage: Stage | None = None) -> None:
        """Show a member between the original's marker lines; ``stage`` is the run's own or one."""
        (stage or self.result).jcl = jcl
        self.line("--- JCL Content ---")
        for line in jcl.splitlines():
            self.line(line)
        self.line("--- End of JCL ---")

    def keep_member(
        self, jcl: str, stage: Stage | None = None, *, diff: tuple[str, ...] = ()
    ) -> None:
        """Keep for the evidence what a member is to hold; ``stage`` as of ``print_jcl``.

        ``diff`` has the lines of a unified diff.
        """
        if self.evidence is not None:
            self.evidence.member(stage or self.result, jcl, "".join(f"{line}\n" for line in diff))

    def keep_spool(self, files: list[SpoolFile], stage: Stage) -> None:
        """Keep the output of the job of ``stage`` for the evidence."""
        if self.evidence is not None:
            self.evidence.spool(stage, files)

    def print_diff(self, diff: tuple[str, ...], stage: Stage | None = None) -> None:
        """Show what a member says otherwise than the template; ``stage`` as of ``print_jcl``."""
        member = (stage or self.result).member
        if member is not None:
            member.diff = "".join(f"{line}\n" for line in diff)
        for line in diff:
            self.line(line)
        if diff:
            self.line()

    def compare(
        self, rows: list[Row], usage: Usage | None, *, only_differences: bool = False
    ) -> None:
        """Show each attribute as expected and as found, differences first, and the usage.

        ``only_differences``: the text leaves out the other rows and the usage.
        """
        from zwe_vsam.report import table

        self.result.comparison = rows
        self.result.usage = usage
        columns = self._out.columns if self._out.is_terminal else None
        shown = table.differences(rows) if only_differences else rows
        for line in table.lines(shown, columns) if shown else ["No attribute differs."]:
            (self.prose if line.startswith(table.NOTE) else self.line)(line)
        if usage is None or only_differences:
            return
        self.line()
        for line in usage.lines():
            self.line(line)

    def readiness(self, test: ReadinessTest) -> None:
        """Show the result of one test of ``doctor``."""
        self.result.tests = [*(self.result.tests or []), test]
        self.line(f"{test.name:<15}{test.state:<12}{test.detail}".rstrip())

    @abstractmethod
    def write_raw(self, text: str) -> None:
        """Put a member on standard output as it is.

        Raises Problem ZWV1003E where the encoding cannot; for a full disk ``close`` tells it.
        """

    def close(self) -> int:
        """End the report and return the exit code; ZWV1003E if standard output was lost."""
        self.result.ended = time.time()
        for page in self.pages:
            self._write_page(page)
        self._finish()
        if self._out.failure:
            self.message(message("ZWV1003E", reason=self._out.failure))
            with contextlib.suppress(KeyboardInterrupt):
                self.checkpoint()
        if self.log:
            self.log.close(self.result.exit_code)
        return self.result.exit_code

    def checkpoint(self) -> None:
        """Let the pages say what was done so far, as the run could be killed while it waits."""
        for page in self.pages:
            self._try_page(page)

    def _write_page(self, page: Page) -> None:
        """Write a page. What prevents that changes nothing of the result but a warning."""
        try:
            reason = self._try_page(page)
        except KeyboardInterrupt:
            reason = "Ctrl-C ended the writing"
        if reason:
            self.message(message("ZWV1104W", file=page.path, reason=reason))
        else:
            self.result.pages.append(PageResult(page.kind, page.path))
            self.message(message("ZWV1103I", file=page.path))

    def _try_page(self, page: Page) -> str:
        """Write a page, and return why that was not possible; empty where it was."""
        try:
            page.write(self.result)
        except OSError as error:
            return (error.strerror or str(error)).rstrip(".")
        except Exception as error:
            import traceback

            self.detail(traceback.format_exc(), level=2)
            return f"internal error, {type(error).__name__}: {error}"
        return ""

    def _log_line(self, text: str) -> None:
        if self.log:
            self.log.line(text)

    @abstractmethod
    def progress(self, step: str, state: JobState, elapsed: float, next_look: float) -> None:
        """Show that the job is being waited for.

        ``step`` is what it does, ``next_look`` the seconds until the next look at it.
        """

    @abstractmethod
    def summary(self, text: str) -> None:
        """One line at the end for somebody who watched."""

    @abstractmethod
    def _line(self, line: str) -> None: ...

    @abstractmethod
    def _system_line(self, line: str) -> None: ...

    @abstractmethod
    def _message(self, message: Message) -> None: ...

    @abstractmethod
    def _detail(self, text: str) -> None: ...

    @abstractmethod
    def _finish(self) -> None: ...


def place_of(message: Message) -> str:
    """The place in the first line of a message, or nothing."""
    return on_one_line(str(message.origin)) if message.origin else ""


def lines_of(message: Message) -> list[str]:
    """A message as lines of text: itself and its place, then its parts in their order."""
    place = f" ({message.origin})" if message.origin else ""
    lines = [f"{message.severity.value} {message.id}: {message.text}{place}"]
    lines += [f"  {label}: {text}" if label else f"    {text}" for label, text in message.parts()]
    return [on_one_line(line) for line in lines]
