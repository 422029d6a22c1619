"""One run of a command on one system: what its steps work with."""

# Annotations are objects here: a named tuple compiles each one that is a text.
from typing import NamedTuple

from zwe_vsam.config.settings import Settings
from zwe_vsam.report.base import Report
from zwe_vsam.targets.base import Target
from zwe_vsam.waiting import Clock
from zwe_vsam.workflow.request import Mode, Request


class Run(NamedTuple):
    """Passed to every step."""

    request: Request
    target: Target
    report: Report
    clock: Clock
    configured: Settings | None
    """What zowe.yaml says; None for ``job`` without ``-c``."""

    @property
    def settings(self) -> Settings:
        """What zowe.yaml says, for steps that only run with a configuration."""
        assert self.configured is not None
        return self.configured

    @property
    def mode(self) -> Mode:
        """How far the run goes."""
        return self.request.mode
