"""``render``: the member on standard output, and nothing else there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report
from zwe_vsam.workflow import prepare
from zwe_vsam.workflow.connection import Connection

if TYPE_CHECKING:
    from zwe_vsam.choice import Choice
    from zwe_vsam.config.settings import Settings
    from zwe_vsam.targets.base import Target


def run(
    config_file: str,
    report: Report,
    *,
    system: Choice,
    template: str | None,
    encoding: str = "",
    diff: bool = False,
) -> str:
    """Return the member. Raises Problem or config.Invalid: there is never an empty member.

    With ``diff``, return what differs between the member in the JCL library and that, as a unified
    diff; nothing where they are equal.
    """
    if diff and not system.target:
        raise prepare.nothing_installed()
    connection = Connection(system, report)
    configuration = Configuration.load(
        config_file, encoding, connection.read_member, connection.symbols
    )
    if config.storage_mode(configuration) != "VSAM":
        value = configuration.value(config.STORAGE_MODE)
        found = f'is "{value.text}"' if value else "is not set"
        raise Problem(
            "ZWV231E",
            f"{config.STORAGE_MODE} {found}, so there is no cluster to define",
            origin=configuration.place(config.STORAGE_MODE),
            remedy="Set it to VSAM.",
        )
    settings, notes = config.read(configuration)
    for note in notes:
        report.note(note)
    target = connection.target() if system.target else None
    source = prepare.template(target, template, settings, report)
    report.result.jcl = prepare.text(source, settings)
    if diff and target is not None:
        return _difference(target, settings, source.name, report)
    return report.result.jcl


def _difference(target: Target, settings: Settings, template: str, report: Report) -> str:
    """From the member in the JCL library to the one of ``report``."""
    from zwe_vsam.errors import LibraryNotFound, MemberNotFound
    from zwe_vsam.member.purpose import Purpose
    from zwe_vsam.model import Member
    from zwe_vsam.report.result import MemberResult
    from zwe_vsam.workflow import drift

    member = Member(settings.jcllib, Purpose.DEFINE.value)
    installed: str | None = None
    try:
        installed = target.read(member).text
    except MemberNotFound:
        pass
    except LibraryNotFound as error:
        raise prepare.no_library(settings) from error
    lines = drift.unified(member, installed, report.result.jcl or "", template)
    text = "".join(f"{line}\n" for line in lines)
    report.result.member = MemberResult(*member, written=False, diff=text)
    return text
