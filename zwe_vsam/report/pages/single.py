"""The report on one system, from the run itself."""

from __future__ import annotations

from dataclasses import dataclass

from zwe_vsam.report.pages import fleet
from zwe_vsam.report.pages.file import PageFile
from zwe_vsam.report.result import Result, as_dict, iso_time


@dataclass
class SinglePage:
    """The page of ``verify --report``: that of many systems, with one row."""

    file: PageFile
    kind: str = "report"

    @property
    def path(self) -> str:
        """The page."""
        return self.file.path

    def write(self, result: Result) -> None:
        """Write the page, if the run has ended. Raises OSError with the former page intact."""
        if result.ended is None:
            return
        row = fleet.of_result("", as_dict(result))
        self.file.write(fleet.page([row], fleet.TITLE, iso_time(result.ended)))
