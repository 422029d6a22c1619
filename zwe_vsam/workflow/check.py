"""``check``: every problem of the Caching Service's storage configuration at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from zwe_vsam.checks import rules
from zwe_vsam.checks.finding import ordered
from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.errors import Problem
from zwe_vsam.messages import Message, Severity, message
from zwe_vsam.report.base import Report
from zwe_vsam.workflow import setup
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.request import Request

if TYPE_CHECKING:
    from zwe_vsam.model import Member


def run(request: Request, report: Report) -> None:
    """Report every finding. Raises Problem where there is nothing to check, or no such system."""
    system = _System(request, report)
    try:
        configuration = Configuration.load(
            request.config, request.encoding, system.read, dict(request.system.symbols)
        )
    except Problem as problem:
        if problem.id != "ZWEL0140E" or problem.origin is None:
            raise
        _report([problem.message], request, report)
        return
    on_zos = sys.platform == "zos" or request.system.target is not None
    findings = rules.check(configuration, on_zos=on_zos)
    failure: Problem | None = None
    if request.system.target:
        try:
            findings += system.findings(configuration)
        except Problem as problem:
            failure = problem
    _report(ordered(findings), request, report)
    if failure:
        raise failure


def _report(findings: list[Message], request: Request, report: Report) -> None:
    """Findings are what this command is for: they go to standard output."""
    for finding in findings:
        if request.silent:
            report.message(finding)
            continue
        report.result.record(finding)
        if request.form == "github":
            from zwe_vsam.report.annotations import annotation

            report.line(annotation(finding))
        else:
            report.transcript_message(finding)
    severities = [finding.severity for finding in findings]
    errors, warnings = map(severities.count, (Severity.ERROR, Severity.WARNING))
    report.line(summary(errors, warnings))
    if request.strict and warnings and not errors:
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

    def __init__(self, request: Request, report: Report) -> None:
        self._report = report
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
        except (Problem, config.Invalid):
            return []
        cluster = self._report.result.cluster = setup.cluster_result(settings)
        return list(system.findings(target, settings, target.inventory(), cluster))
