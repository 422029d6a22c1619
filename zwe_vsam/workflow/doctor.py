"""``doctor``: are this computer, the configuration and the system ready for the work?

Every test calls what the commands call, so a failure has the message that a command would give.
Nothing is changed and no job is submitted.
"""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import Invalid, LibraryNotFound, Problem
from zwe_vsam.member import templates
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.messages import Message, Severity, message
from zwe_vsam.model import Member
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import ReadinessTest
from zwe_vsam.workflow import member, setup
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.request import Request

if TYPE_CHECKING:
    from zwe_vsam.targets.base import Target
    from zwe_vsam.zos.listcat import Entry

_T = TypeVar("_T")
_DAY = 24 * 60 * 60
"""Seconds; the age of the jobs that the test of the job list asks for."""
_CHARACTERS = "äéß¬"
"""Characters that UTF-8, IBM-1047 and Latin-1 have, and ASCII has not."""


def run(request: Request, report: Report) -> None:
    """Test, and report each test and the message of each failure. The first one sets the exit code.

    Raises nothing.
    """
    report.title("Test whether zwe-vsam is ready")
    tests = Tests(report)
    tests.run("Python", lambda: f"{platform.python_version()} on {platform.system()}", str)
    tests.run("packages", _packages, str)
    tests.run("session", lambda: _session(report), str)
    connection = Connection(request.system.or_auto(), report)
    target = _system(request, connection, tests)
    settings = _configuration(request, connection, tests)
    if target is not None:
        _work(target, settings, tests)
    report.line()
    report.line(f">> {tests.summary}")


class Tests:
    """Runs tests one by one, and reports them."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._reported: set[Message] = set()
        self._failures = 0

    def run(self, name: str, test: Callable[[], _T], describe: Callable[[_T], str]) -> _T | None:
        """Run one test; None where it failed. ``describe`` makes its line from its value."""
        first = len(self.report.result.messages)
        try:
            value = test()
            detail = describe(value)
        except (Problem, Invalid) as error:
            problems = error.problems if isinstance(error, Invalid) else [error]
            self._failures += 1
            self._show(name, "failed", problems[0].id)
            for problem in problems:
                # One cause can make several tests fail.
                if problem.message not in self._reported:
                    self._reported.add(problem.message)
                    self.report.problem(problem)
            return None
        given = self.report.result.messages[first:]
        is_warning = any(entry.severity is Severity.WARNING for entry in given)
        self._show(name, "warning" if is_warning else "ok", detail)
        return value

    def leave_out(self, name: str, reason: str) -> None:
        """Report a test that did not run."""
        self._show(name, "not tested", reason)

    @property
    def summary(self) -> str:
        """One sentence on all tests."""
        if self._failures:
            return f"{self._failures} test{'s' * (self._failures > 1)} failed."
        return "No test failed."

    def _show(self, name: str, state: str, detail: str) -> None:
        self.report.readiness(ReadinessTest(name, state, detail))


def _packages() -> str:
    """The versions of the packages that every command needs."""
    import jinja2
    import typer
    import yaml

    library = "with" if yaml.__with_libyaml__ else "without"
    return (
        f"typer {typer.__version__}, PyYAML {yaml.__version__} {library} libyaml, "
        f"Jinja2 {jinja2.__version__}"
    )


def _session(report: Report) -> str:
    """The encodings of the session, with a warning where they lack characters."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        _CHARACTERS.encode(encoding)
    except UnicodeEncodeError:
        report.message(message("ZWV9001W", encoding=encoding))
    return f"standard output {encoding}, file names {sys.getfilesystemencoding()}"


def _system(request: Request, connection: Connection, tests: Tests) -> Target | None:
    """The target, when its system has answered."""
    if not request.system.target and sys.platform != "zos":
        tests.report.message(message("ZWV9010W"))
        tests.leave_out("system", "no system is named")
        return None
    reached = tests.run(
        "system",
        lambda: (target := connection.target(), target.level()),
        lambda pair: f"{pair[0].system_name}: {pair[1]}",
    )
    return reached[0] if reached else None


def _configuration(request: Request, connection: Connection, tests: Tests) -> Settings | None:
    if not request.config:
        tests.report.message(message("ZWV9011W"))
        tests.leave_out("configuration", "no configuration is named")
        return None
    return tests.run(
        "configuration",
        lambda: setup.any_mode(request, connection, tests.report),
        lambda settings: f"cluster {settings.cluster}",
    )


def _work(target: Target, settings: Settings | None, tests: Tests) -> None:
    """Test what the commands need of the system."""
    name = Purpose.DEFINE.value
    tests.run(
        "job list",
        lambda: target.find_jobs(name, time.time() - _DAY),
        lambda jobs: f"readable, jobs {name} in 24 hours: {len(jobs)}",
    )
    if settings is not None:
        own = Member(settings.jcllib, name)
        tests.run("JCL library", lambda: _library(target, own, settings), str)
        tests.run("template", lambda: _template(target, settings), str)
        tests.run("catalog", lambda: target.entry(settings.cluster), _catalog_text)
    tests.leave_out("submission", "only a real job shows whether you may submit")


def _library(target: Target, own: Member, settings: Settings) -> str:
    """Raises Problem: there is no library, or its member would not do what zowe.yaml says."""
    from zwe_vsam.member import submission_check

    try:
        if not target.exists(own):
            return f"{own.library}, without {own.name}: init writes it"
    except LibraryNotFound as error:
        raise member.no_library(settings) from error
    submission_check.require(target.read(own).text, settings, str(own), purpose=Purpose.DEFINE)
    return f"{own} defines the cluster"


def _template(target: Target, settings: Settings) -> str:
    """Raises Problem: the template is not installed, or it cannot be used."""
    source = templates.find(target, None, settings)
    templates.render(source, settings)
    return source.name


def _catalog_text(entry: Entry | None) -> str:
    return "the cluster does not exist" if entry is None else f"{entry.name} exists"
