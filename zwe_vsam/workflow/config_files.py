"""The files and PARMLIB members of ``-c`` as they are now, and how an edit is written to them."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.config import edit, source, write_file
from zwe_vsam.config.document import LINE_BREAK, Document
from zwe_vsam.config.entries import ConfigEntry, entries
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.config.splice import splice
from zwe_vsam.model import Member
from zwe_vsam.zos.limits import RECORD_LENGTH

if TYPE_CHECKING:
    from zwe_vsam.config.configuration import Configuration
    from zwe_vsam.config.edit import Edit
    from zwe_vsam.targets.base import Target
    from zwe_vsam.workflow.request import Request


class Place(NamedTuple):
    """A document that ``-c`` names."""

    rank: int
    """In the order of the configuration's documents."""
    name: str
    """For messages."""
    entry: ConfigEntry

    @property
    def path(self) -> str:
        """The path of the file, without symbolic links; empty for a member."""
        return os.path.realpath(self.entry.path) if self.entry.member is None else ""

    @property
    def is_writable(self) -> bool:
        """Whether a regular file can be replaced: its folder must take a new file first.

        True for a member. Its system decides when the member is written.
        """
        if self.entry.member is not None:
            return True
        return (
            self.entry.path != "-"
            and os.path.isfile(self.path)
            and os.access(self.path, os.W_OK)
            and os.access(os.path.dirname(self.path), os.W_OK)
        )


class LineTooLong(edit.Refused):
    """A line of an edit does not fit into a record of the member."""

    def __init__(self, length: int) -> None:
        super().__init__(f"the line would be longer than {RECORD_LENGTH} characters")
        self.length = length
        """Characters."""


class Current(NamedTuple):
    """What a place holds now, and what can be done with it while nobody else changes it."""

    source: ConfigSource
    write: Callable[[Edit], Callable[[], object]]
    """Prepares an edit of ``source``. What is returned writes it, unless the place has changed.

    Raises LineTooLong for a member, UnicodeEncodeError for a character that the code page of a file
    does not have. The writer raises OSError or TargetError.
    """
    back_up: Callable[[str], None]
    """Writes the content to a new file of that name. Raises OSError."""
    restore: Callable[[str], object]
    """Writes the content of a backup, and removes the backup. Raises OSError or TargetError."""


def places(request: Request, configuration: Configuration) -> list[Place]:
    """The documents that ``-c`` names, the most important first."""
    names = configuration.documents
    return [Place(rank, names[rank], entry) for rank, entry in enumerate(entries(request.config))]


def current(
    place: Place, request: Request, target: Callable[[], Target], *, is_dry: bool
) -> Current:
    """Read a place, and require that it can be written.

    ``is_dry``: nothing is written to find that out. Raises OSError for a file that could not be
    replaced, Problem where it cannot be read, and TargetError for a member.
    """
    member = place.entry.member
    if member is not None:
        return _member(place, member, target())
    path = place.path
    before = os.stat(path)
    write_file.require(path, before, is_dry=is_dry)
    fresh = source.read(path, request.encoding)._replace(name=place.name)

    def write(planned: Edit) -> Callable[[], object]:
        return partial(write_file.replace, path, splice(fresh, planned.changes), before)

    back_up = partial(write_file.back_up, path, fresh.data, before)
    return Current(fresh, write, back_up, partial(write_file.restore, path, before))


def _member(place: Place, member: Member, target: Target) -> Current:
    text, version = target.read(member)

    def write(planned: Edit) -> Callable[[], object]:
        after = planned.after.text
        longest = max(map(len, LINE_BREAK.split(after)))
        if longest > RECORD_LENGTH:
            raise LineTooLong(longest)
        return partial(target.write, member, after, expected=version)

    def back_up(backup: str) -> None:
        write_file.create(backup, text.encode())

    def restore(backup: str) -> None:
        with open(backup, "rb") as file:
            former = file.read().decode()
        target.write(member, former, expected=version)
        os.unlink(backup)

    return Current(ConfigSource(place.name, text, data=text.encode()), write, back_up, restore)


def parsed(fresh: ConfigSource, rank: int, configuration: Configuration) -> Document:
    """The document of ``fresh``: the configuration's own, unless the text has changed since."""
    document = configuration.document(rank)
    return document if document.text == fresh.text else Document(fresh)
