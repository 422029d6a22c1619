"""``check``: every problem of the Caching Service's storage in one or more configurations.

Several configurations are also compared with one another.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from zwe_vsam.checks import ignored, rules
from zwe_vsam.checks.finding import ordered
from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.secrets import word_shown
from zwe_vsam.errors import Invalid, Origin, Problem
from zwe_vsam.messages import Message, Severity, message
from zwe_vsam.report.base import Report
from zwe_vsam.workflow import setup
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.request import Request

if TYPE_CHECKING:
    from zwe_vsam.checks.neighbors import Neighbors
    from zwe_vsam.model import Member


def run(request: Request, report: Report) -> None:
    """Report the findings of every file, and one summary.

    Raises Problem for an id that cannot be ignored, for a sole file that cannot be read, for
    standard input that is named twice, and for a system that cannot be reached.
    """
    files = request.files or (request.config,)
    if len(files) > 1 or "(" in files[0]:
        from zwe_vsam.config import entries

        entries.check_standard_input(files)
    check = _Check(request, report)
    for file in files:
        check.file(file)
    check.finish()


def summary(errors: int, warnings: int, *, ignored: int = 0, files: int = 1) -> str:
    """A line such as ``3 files: 2 errors, 1 warning, 1 finding left out``, or ``no problems``."""
    counts = ((errors, "error"), (warnings, "warning"))
    parts = [_counted(count, word) for count, word in counts if count] or ["no problems"]
    if ignored:
        parts.append(f"{_counted(ignored, 'finding')} left out")
    before = f"{files} files: " if files > 1 else ""
    return before + ", ".join(parts)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


class _Check:
    """One run: what it reports of each file, and the counts for its summary."""

    def __init__(self, request: Request, report: Report) -> None:
        """Read the options. Raises Problem ZWEL0102E for an id that cannot be ignored."""
        self._request = request
        self._report = report
        self._ids = ignored.option_ids(request.ignore)
        self._system = _System(request, report)
        self._neighbors: Neighbors | None = None
        self._reported: Counter[Severity] = Counter()
        self._ignored: list[Message] = []
        self._failure: Problem | None = None
        """Why the system cannot be reached."""

    def file(self, argument: str) -> None:
        """Report the findings of one configuration. Raises Problem where it is the only one."""
        request = self._request
        try:
            configuration = Configuration.load(
                argument, request.encoding, self._system.read, dict(request.system.symbols)
            )
        except Problem as problem:
            is_finding = problem.id == "ZWEL0140E" and problem.origin is not None
            # A file of this command can be named without -c.
            remedy = problem.remedy.replace(" after -c", "")
            problem.message = problem.message._replace(remedy=remedy)
            if not (request.files or is_finding):
                raise
            # An error of the entry itself, such as FILE(, has no place.
            shown = word_shown(argument) if argument.strip() else f"'{argument}'"
            self._add(problem.message._replace(origin=problem.origin or Origin(shown)))
            return
        findings = rules.check(
            configuration, on_zos=sys.platform == "zos" or request.system.target is not None
        )
        findings += self._shared_with_others(argument, configuration)
        findings += self._of_system(configuration)
        comments = ignored.comments(configuration)
        findings += ignored.findings_on(comments)
        reported, omitted = ignored.split(ordered(findings), self._ids, comments)
        self._ignored += omitted
        for finding in reported:
            self._add(finding)

    def finish(self) -> None:
        """Report the counts. Raises Problem where the system could not be reached."""
        errors, warnings = self._reported[Severity.ERROR], self._reported[Severity.WARNING]
        if self._ignored:
            count = _counted(len(self._ignored), "finding")
            ids = ", ".join(dict.fromkeys(finding.id for finding in self._ignored))
            # The summary says so in a text. This is for JSON.
            self._report.result.record(message("ZWV2293I", count=count, ids=ids))
        files = len(self._request.files) or 1
        self._report.line(summary(errors, warnings, ignored=len(self._ignored), files=files))
        if self._request.strict and warnings and not errors:
            self._report.message(message("ZWV2290E", count=_counted(warnings, "warning")))
        if self._failure:
            raise self._failure

    def _shared_with_others(self, argument: str, configuration: Configuration) -> list[Message]:
        """The findings on what the configuration has in common with those before it."""
        if not self._request.files:
            return []
        if self._neighbors is None:
            from zwe_vsam.checks.neighbors import Neighbors

            self._neighbors = Neighbors()
        return self._neighbors.add(argument, configuration)

    def _of_system(self, configuration: Configuration) -> list[Message]:
        """The findings on the system; none where it is not asked for, or cannot be reached."""
        if not self._request.system.target or self._failure:
            return []
        try:
            return self._system.findings(configuration)
        except Problem as problem:
            self._failure = problem
            return []

    def _add(self, finding: Message) -> None:
        """Report a finding. Findings are the result of this command: on standard output."""
        report = self._report
        self._reported[finding.severity] += 1
        if self._request.silent:
            report.message(finding)
            return
        report.result.record(finding)
        if self._request.form == "github":
            from zwe_vsam.report.annotations import annotation

            report.line(annotation(finding))
        else:
            report.transcript_message(finding)


class _System:
    """The system that the options name, reached when it is first needed."""

    def __init__(self, request: Request, report: Report) -> None:
        self._report = report
        self._files = request.files
        self._connection = Connection(request.system.or_auto(), report)

    def read(self, member: Member) -> str:
        """A member of the configuration (``PARMLIB(...)``)."""
        return self._connection.target().read(member).text

    def findings(self, configuration: Configuration) -> list[Message]:
        """What there is of all that the configuration names, if what it says is valid."""
        from zwe_vsam.checks import system

        target = self._connection.target()
        try:
            if not setup.uses_vsam(configuration):
                return []
            settings, _ = config.read(configuration)
        except (Problem, Invalid):
            return []
        cluster = setup.cluster_result(settings)
        if not self._files:
            self._report.result.cluster = cluster
        return list(system.findings(target, settings, target.inventory(), cluster))
