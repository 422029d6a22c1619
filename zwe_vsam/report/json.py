"""One JSON object on standard output, and nothing else there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from zwe_vsam.messages import Message, Severity
from zwe_vsam.report.base import Report, lines_of, place_of
from zwe_vsam.report.output import on_one_line
from zwe_vsam.report.result import as_dict

if TYPE_CHECKING:
    from zwe_vsam.model import JobState


class JsonReport(Report):
    """For programs. Details that were asked for go to standard error."""

    def write_raw(self, text: str) -> None:
        """Nothing: the object holds the member under ``jcl``."""

    def progress(self, step: str, state: JobState, elapsed: float, next_look: float) -> None:
        """Nothing: a program reads the end."""

    def summary(self, text: str) -> None:
        """Nothing: the object holds it all."""

    def _line(self, line: str) -> None:
        """Nothing: the transcript is for people."""

    def _system_line(self, line: str) -> None:
        self._err.line(on_one_line(line))

    def _message(self, message: Message) -> None:
        if message.severity is not Severity.INFO or self.verbosity:
            for line in self._err.fitted(lines_of(message), place_of(message)):
                self._err.line(line)

    def _detail(self, text: str) -> None:
        self._err.line(text)

    def _finish(self) -> None:
        self._out.raw(json.dumps(as_dict(self.result), indent=2) + "\n")
