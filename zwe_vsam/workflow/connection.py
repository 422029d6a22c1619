"""The system of a run: connected when it is first needed, and told about once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report

if TYPE_CHECKING:
    from zwe_vsam.choice import Choice
    from zwe_vsam.config.configuration import ReadMember
    from zwe_vsam.model import Member
    from zwe_vsam.targets.base import Target
    from zwe_vsam.workflow.request import Mode


class Connection:
    """Reaches the target that the command line names."""

    def __init__(self, choice: Choice, report: Report) -> None:
        """Connect to nothing yet."""
        self._choice = choice
        self._report = report
        self._target: Target | None = None

    def target(self) -> Target:
        """The target. Raises Problem as targets.connect does."""
        if self._target is None:
            from zwe_vsam import targets

            self._target = self._announced(targets.connect(self._choice))
        return self._target

    def reached(self, mode: Mode) -> Target | None:
        """The target; None where no system is named and nothing is written. Raises Problem."""
        from zwe_vsam.workflow.request import Mode

        try:
            return self.target()
        except Problem as problem:
            if problem.id != "ZWEL0120E" or mode is Mode.RUN:
                raise
            if mode is Mode.PREVIEW:
                return None
            problem.extend(
                "--security-dry-run writes the member into the JCL library.",
                remedy="Without a system, --dry-run prints the member.",
            )
            raise

    def _announced(self, target: Target) -> Target:
        from zwe_vsam.targets.base import HasListings, HasWarnings

        report = self._report
        report.result.target = target.name
        report.name_system(target.system_name)
        notice = target.notice()
        if notice is not None:
            report.message(notice)
        if isinstance(target, HasWarnings):
            target.on_warning(report.message)
        if report.evidence is not None and isinstance(target, HasListings):
            target.on_listing(report.evidence.listing)
        if report.verbosity > 1 or report.log:
            from zwe_vsam.targets.traced import TracedTarget

            target = TracedTarget(target, lambda text: report.detail(text, level=2))
        if report.evidence is not None:
            report.evidence.read_spool = target.spool
        return target

    @property
    def read_member(self) -> ReadMember | None:
        """Reads PARMLIB members for a configuration; None where no system was named."""
        return self._read if self._choice.target is not None else None

    @property
    def symbols(self) -> dict[str, str]:
        """The system symbols that the user gives, by name without ``&``."""
        return dict(self._choice.symbols)

    def _read(self, member: Member) -> str:
        return self.target().read(member).text
