"""The files of a migration: all are prepared first, then each is changed in one step."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.edit import Edit
from zwe_vsam.errors import Origin, Problem, TargetError
from zwe_vsam.messages import message
from zwe_vsam.report.base import Report
from zwe_vsam.report.migration_result import MigratedFile
from zwe_vsam.workflow import config_files
from zwe_vsam.workflow.config_files import Current, LineTooLong, Place
from zwe_vsam.workflow.request import Request
from zwe_vsam.zos.limits import RECORD_LENGTH

if TYPE_CHECKING:
    from zwe_vsam.targets.base import Target

BEFORE_MIGRATE, BEFORE_CLEAN = ".before-migrate", ".before-clean"
"""What the names of backups end with."""


class Step(NamedTuple):
    """One file that is to be changed."""

    place: Place
    current: Current
    write: Callable[[], object]
    backup: str
    """Path of the backup to make; empty for none."""


def backup_of(place: Place, ending: str) -> str:
    """The path of a backup: beside the file, or for a member in the current folder."""
    path = place.entry.path
    if place.entry.member is not None:
        return f"{place.entry.member}{ending}"
    return f"{place.path if os.path.islink(path) else path}{ending}"


def prepared(
    places: Sequence[Place],
    edits: Mapping[int, Edit],
    configuration: Configuration,
    request: Request,
    target: Callable[[], Target],
    *,
    ending: str,
    is_dry: bool,
) -> list[Step]:
    """The steps that write the edits, in the order of ``edits``. Nothing is written.

    ``ending`` is that of backups, empty for none. ``is_dry``: the files need not be writable.
    Raises Problem where a file cannot be written, or a backup exists already.
    """
    steps = []
    for rank, planned in edits.items():
        place = places[rank]
        if is_dry and not place.is_writable:
            continue
        current = current_of(place, request, target, is_dry=is_dry)
        if current.source.text != configuration.document(rank).text:
            raise Problem("ZWV9134E", file=place.name, origin=Origin(place.name))
        backup = backup_of(place, ending) if ending else ""
        _require_no_backup(current, backup)
        steps.append(Step(place, current, _writer(place, current, planned), backup))
    return steps


def current_of(
    place: Place, request: Request, target: Callable[[], Target], *, is_dry: bool
) -> Current:
    """What a place holds. Raises Problem where it cannot be read, or could not be written."""
    origin = Origin(place.name)
    if place.entry.path == "-":
        raise Problem("ZWV9131E", origin=origin)
    if not place.is_writable and os.path.isfile(place.path):
        raise Problem("ZWV9138E", file=place.name, origin=origin)
    try:
        if not place.is_writable:
            raise OSError(0, "it is not a regular file")
        return config_files.current(place, request, target, is_dry=is_dry)
    except OSError as error:
        reason = str(error.strerror)
        raise Problem("ZWV9130E", file=place.name, reason=reason, origin=origin) from error


def _require_no_backup(current: Current, backup: str) -> None:
    """Raise Problem for a backup with other content. A run that was killed leaves the same one."""
    if not backup or not os.path.lexists(backup):
        return
    try:
        with open(backup, "rb") as file:
            same = file.read(len(current.source.data) + 1) == current.source.data
    except OSError:
        same = False
    if not same:
        raise Problem("ZWV9132E", backup=backup, origin=Origin(backup))


def _writer(place: Place, current: Current, planned: Edit) -> Callable[[], object]:
    origin = Origin(place.name)
    try:
        return current.write(planned)
    except UnicodeEncodeError as error:
        raise Problem(
            "ZWV9121E",
            page=current.source.encoding,
            file=place.name,
            character=ascii(error.object[error.start]),
            origin=origin,
        ) from error
    except LineTooLong as error:
        raise Problem(
            "ZWV9122E", file=place.name, length=error.length, maximum=RECORD_LENGTH, origin=origin
        ) from error


def carry_out(steps: Sequence[Step], files: Mapping[str, MigratedFile], report: Report) -> None:
    """Change the files, one after the other, and report each.

    Raises Problem ZWV9133E for the first that cannot be changed. What is done stays done.
    """
    for index, step in enumerate(steps):
        with _half_way([each.place.name for each in steps], index):
            if step.backup and not os.path.lexists(step.backup):
                step.current.back_up(step.backup)
            report.result.changed = True
            step.write()
        file = files[step.place.name]
        file.changed, file.backup = True, step.backup or None
        message_id = "ZWV9135I" if step.backup else "ZWV9136I"
        report.message(
            message(
                message_id,
                file=step.place.name,
                backup=step.backup,
                origin=Origin(step.place.name),
            )
        )


@contextmanager
def _half_way(names: Sequence[str], index: int) -> Iterator[None]:
    """Say of a failure at ``names[index]`` which files are changed, and which are not."""
    details = (
        f"Changed: {', '.join(names[:index]) or 'no file'}.",
        f"Not changed: {', '.join(names[index:])}.",
    )
    try:
        yield
    except (OSError, TargetError) as error:
        if isinstance(error, TargetError):
            reason, others = error.reason, error.details
        else:
            reason, others = str(error.strerror), ()
        origin = Origin(names[index])
        raise Problem(
            "ZWV9133E",
            file=names[index],
            reason=reason,
            origin=origin,
            details=(*details, *others),
        ) from error
    except KeyboardInterrupt as error:
        former = getattr(error, "details", ())
        error.details = (*former, *details)  # type: ignore[attr-defined]
        raise


def restore(
    steps: Sequence[tuple[Place, Current, str]],
    files: Mapping[str, MigratedFile],
    report: Report,
) -> None:
    """Give files the content of their backups, one after the other. Raises as ``carry_out``."""
    for index, (place, current, backup) in enumerate(steps):
        with _half_way([each[0].name for each in steps], index):
            report.result.changed = True
            current.restore(backup)
        file = files[place.name]
        file.changed, file.backup = True, backup
        report.message(message("ZWV9142I", file=place.name, origin=Origin(place.name)))
