"""The pages of a run: planned before anything else, so that one that cannot be written stops it."""

from __future__ import annotations

from zwe_vsam.report.base import Report
from zwe_vsam.workflow.request import Mode, Request


def plan(request: Request, report: Report) -> None:
    """Create the pages that the options name; ``report`` writes them when the run ends.

    Raises Problem (ZWV11) where a file cannot be written, or must stay as it is.
    """
    if request.evidence and request.report:
        from zwe_vsam.report.pages.file import require_different

        require_different(("--evidence", request.evidence), ("--report", request.report))
    # Evidence first: where it is refused, an older report stays.
    if request.evidence:
        _plan_evidence(request, report)
    if request.report:
        _plan_report(request, report)


def _plan_report(request: Request, report: Report) -> None:
    from zwe_vsam.report.pages import fleet
    from zwe_vsam.report.pages.file import SHARED, PageFile
    from zwe_vsam.report.pages.single import SinglePage

    file = PageFile(request.report, "--report", mode=SHARED, replaces=fleet.HTML_BEGINS)
    report.pages.append(SinglePage(file))


def _plan_evidence(request: Request, report: Report) -> None:
    from zwe_vsam.report.pages.evidence import Evidence
    from zwe_vsam.report.pages.file import PRIVATE, PageFile

    file = PageFile(request.evidence, "--evidence", mode=PRIVATE)
    evidence = Evidence(file, report.invocation, request.mode is not Mode.RUN)
    try:
        evidence.write(report.result)
    except OSError as error:
        file.discard()
        raise file.problem(error) from error
    report.evidence = evidence
    report.pages.append(evidence)
