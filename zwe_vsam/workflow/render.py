"""``render``: the member on standard output, and nothing else there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.errors import Problem
from zwe_vsam.member import templates
from zwe_vsam.report.base import Report
from zwe_vsam.workflow import member, setup
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.request import Request

if TYPE_CHECKING:
    from zwe_vsam.config.settings import Settings
    from zwe_vsam.targets.base import Target


def run(request: Request, report: Report) -> str:
    """Return the member. Raises Problem or config.Invalid: there is never an empty member.

    With ``--diff``, return the difference between the member in the JCL library and that text, as
    a unified diff; nothing where they are equal.
    """
    system = request.system
    if request.diff and not system.target:
        raise member.nothing_installed()
    connection = Connection(system, report)
    configuration = setup.load(request, connection)
    if not setup.uses_vsam(configuration):
        raise _no_cluster(configuration)
    settings = setup.settings(configuration, report)
    target = connection.target() if system.target else None
    source = member.template(target, request.template, settings, report)
    text = report.result.jcl = templates.render(source, settings)
    if request.diff and target is not None:
        return _difference(target, settings, source.name, text, report)
    return text


def _no_cluster(configuration: Configuration) -> Problem:
    value = configuration.value(config.STORAGE_MODE)
    return Problem(
        "ZWV5016E",
        key=config.STORAGE_MODE,
        state=f'is "{value.text}"' if value else "is not set",
        origin=configuration.place(config.STORAGE_MODE),
    )


def _difference(
    target: Target, settings: Settings, template_name: str, text: str, report: Report
) -> str:
    """From the member in the JCL library to ``text``."""
    from zwe_vsam.errors import LibraryNotFound, MemberNotFound
    from zwe_vsam.member.purpose import Purpose
    from zwe_vsam.model import Member
    from zwe_vsam.report.result import MemberResult

    own = Member(settings.jcllib, Purpose.DEFINE.value)
    installed: str | None = None
    try:
        installed = target.read(own).text
    except MemberNotFound:
        pass
    except LibraryNotFound as error:
        raise member.no_library(settings) from error
    lines = member.unified_diff(own, installed, text, template_name)
    diff = "".join(f"{line}\n" for line in lines)
    report.result.member = MemberResult(*own, written=False, diff=diff)
    return diff
