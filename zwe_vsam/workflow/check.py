"""``check``: every problem of the Caching Service's storage configuration at once."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zwe_vsam.checks import rules
from zwe_vsam.checks.finding import Finding, ordered
from zwe_vsam.choice import Choice
from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import NotYaml
from zwe_vsam.errors import Problem
from zwe_vsam.messages import Severity, message
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import ClusterResult
from zwe_vsam.workflow.connection import Connection

if TYPE_CHECKING:
    from zwe_vsam.model import Member


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    config: str
    encoding: str = ""
    system: Choice = Choice()  # noqa: RUF009 - it cannot be changed
    """Without a target, no system is looked at."""
    form: str = "text"
    """``text``, ``json`` or ``github``."""
    strict: bool = False
    """Whether a warning makes the run fail."""
    silent: bool = False


def run(options: Options, report: Report) -> None:
    """Tell every finding. Raises Problem where there is nothing to check, or no such system."""
    system = _System(options, report)
    try:
        configuration = Configuration.load(
            options.config, options.encoding, system.read, dict(options.system.symbols)
        )
    except Problem as problem:
        if problem.id != "ZWEL0140E" or problem.origin is None:
            raise
        _tell([Finding.of(_explained(problem))], options, report)
        return
    on_zos = sys.platform == "zos" or options.system.target is not None
    found = rules.check(configuration, on_zos=on_zos)
    failure: Problem | None = None
    if options.system.target:
        try:
            found += system.look(configuration)
        except Problem as problem:
            failure = problem
    _tell(ordered(found), options, report)
    if failure:
        raise failure


def _explained(problem: Problem) -> Problem:
    """A text that is no YAML, with the lines that are wrong; any other problem as it is."""
    if not isinstance(problem, NotYaml):
        return problem
    from zwe_vsam.checks import syntax

    return syntax.explained(problem, problem.text)


def _tell(found: list[Finding], options: Options, report: Report) -> None:
    """Findings are what this command is for: they go to standard output."""
    for finding in found:
        if options.silent:
            report.message(finding.message)
            continue
        report.result.record(finding.message)
        if options.form == "github":
            from zwe_vsam.report.annotations import annotation

            report.line(annotation(finding.message))
        else:
            report.transcript_message(finding.message)
    severities = [finding.message.severity for finding in found]
    errors, warnings = map(severities.count, (Severity.ERROR, Severity.WARNING))
    report.line(summary(errors, warnings))
    if options.strict and warnings and not errors:
        report.message(
            message(
                "ZWV238E",
                summary(0, warnings),
                remedy="Mend what they tell, or leave out --strict.",
            )
        )


def summary(errors: int, warnings: int) -> str:
    """``3 errors, 1 warning``, or ``no problems``."""
    counts = ((errors, "error"), (warnings, "warning"))
    parts = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    return ", ".join(parts) or "no problems"


class _System:
    """The system that the options name, reached when it is first needed."""

    def __init__(self, options: Options, report: Report) -> None:
        self._report = report
        self._connection = Connection(options.system.or_auto(), report)

    def read(self, member: Member) -> str:
        """A member of the configuration (``PARMLIB(...)``)."""
        return self._connection.target().read(member).text

    def look(self, configuration: Configuration) -> list[Finding]:
        """What there is of all that the configuration names, if what it says is valid."""
        from zwe_vsam.checks import system

        target = self._connection.target()
        try:
            if config.storage_mode(configuration) != "VSAM":
                return []
            settings, _ = config.read(configuration)
        except (Problem, config.Invalid):
            return []
        cluster = ClusterResult(
            settings.cluster, settings.mode, settings.volume or None, settings.storage_class or None
        )
        self._report.result.cluster = cluster
        return list(system.look(target, settings, target.inventory(), cluster))
