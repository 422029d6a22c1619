"""``migrate --rollback``: the former content again, unless somebody changed a file since."""

from __future__ import annotations

import os

from zwe_vsam.config import source
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import Document
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.config.splice import splice
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.migration.model import Choices
from zwe_vsam.migration.plan import plan as plan_of
from zwe_vsam.report.base import Report
from zwe_vsam.report.migration_result import Migration
from zwe_vsam.report.result import Action
from zwe_vsam.workflow import config_files, migration_files, migration_report
from zwe_vsam.workflow.config_files import Current, Place
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.migration_files import BEFORE_MIGRATE, backup_of
from zwe_vsam.workflow.request import Request


def run(
    request: Request,
    report: Report,
    configuration: Configuration,
    choices: Choices,
    connection: Connection,
    *,
    on_zos: bool,
) -> None:
    """Restore the backup of each file that has one.

    The migration of the backups is planned again. Raises Problem ZWV9141E where a file is not what
    that gives, byte by byte, and ZWV9140E without a backup; then nothing was written.
    """
    report.title("Restore the configuration of before the migration")
    places = [
        place
        for place in config_files.places(request, configuration)
        if os.path.lexists(backup_of(place, BEFORE_MIGRATE))
    ]
    if not places:
        first = config_files.places(request, configuration)[0]
        backup = backup_of(first, BEFORE_MIGRATE)
        raise Problem("ZWV9140E", backup=backup, origin=Origin(first.name))
    former = {place.rank: _former(place, request) for place in places}
    before = configuration
    for rank, text in former.items():
        before = before.replaced(rank, Document(text))
    planned = plan_of(before, choices, on_zos=on_zos)
    steps: list[tuple[Place, Current, str]] = []
    for place in places:
        current = migration_files.current_of(place, request, connection.target, is_dry=False)
        edit = planned.edits.get(place.rank)
        expected = before.document(place.rank) if edit is None else edit.after
        data = splice(former[place.rank], edit.changes if edit else ())
        if data != current.source.data:
            raise _changed(place, expected, current.source, report)
        steps.append((place, current, backup_of(place, BEFORE_MIGRATE)))
    _restore(steps, before, report)


def _former(place: Place, request: Request) -> ConfigSource:
    """The content of a backup. Raises Problem."""
    backup = backup_of(place, BEFORE_MIGRATE)
    return source.read(backup, request.encoding)._replace(name=place.name)


def _changed(place: Place, expected: Document, current: ConfigSource, report: Report) -> Problem:
    """Show what somebody changed since the migration, and return the refusal."""
    file = migration_report.file(expected, Document(current))
    report.result.migration = Migration(files=[file])
    migration_report.show(report, report.result.migration)
    return Problem(
        "ZWV9141E",
        file=place.name,
        backup=backup_of(place, BEFORE_MIGRATE),
        origin=Origin(place.name),
        details=() if file.diff else ("The line ends or the code page differ.",),
    )


def _restore(
    steps: list[tuple[Place, Current, str]], before: Configuration, report: Report
) -> None:
    migration = Migration(
        files=[
            migration_report.file(Document(current.source), before.document(place.rank))
            for place, current, _ in steps
        ]
    )
    report.result.migration = migration
    report.result.plan += [Action("edit-config", file.name) for file in migration.files]
    migration_report.show(report, migration)
    migration_files.restore(steps, {file.name: file for file in migration.files}, report)
    groups = [("Check the configuration:", report.command("check"))]
    migration_report.commands(report, migration, groups)
