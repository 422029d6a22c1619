"""``render``: the member on standard output, and nothing else there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zwe_vsam.commands import prepare
from zwe_vsam.commands.connection import Connection
from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report

if TYPE_CHECKING:
    from zwe_vsam.targets.choice import Choice


def run(
    config_file: str,
    report: Report,
    *,
    system: Choice,
    template: str | None,
    encoding: str = "",
) -> str:
    """Return the member. Raises Problem or config.Invalid: there is never an empty member."""
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
        report.tell_note(note)
    target = connection.target() if system.target else None
    source = prepare.template(target, template, settings, report)
    report.result.jcl = prepare.text(source, settings)
    return report.result.jcl
