"""``--update-config``: the cluster's name into zowe.yaml, where the Caching Service reads it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.config import edit, source, write_file
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import LINE_BREAK, Document
from zwe_vsam.config.edit import Change
from zwe_vsam.config.entries import ConfigEntry, entries
from zwe_vsam.config.settings import CLUSTER
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.config.splice import splice
from zwe_vsam.errors import Origin, Problem, TargetError
from zwe_vsam.messages import message
from zwe_vsam.model import Member
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import Action
from zwe_vsam.workflow.request import Mode, Request

if TYPE_CHECKING:
    from zwe_vsam.workflow.connection import Connection
from zwe_vsam.zos.limits import RECORD_LENGTH

_PATH = tuple(CLUSTER.split("."))


class _Place(NamedTuple):
    """A document that can be written."""

    rank: int
    """In the order of the configuration's documents."""
    name: str
    entry: ConfigEntry


def plan(
    request: Request,
    cluster: str,
    configuration: Configuration,
    connection: Connection,
    report: Report,
) -> Callable[[], None]:
    """Plan the change, so that nothing is submitted where it cannot be written.

    What is returned writes it, or in a dry run shows what would be written. Both raise Problem
    ZWEL0138E.
    """
    return _Update(request, cluster, configuration, connection, report).planned()


class _Update:
    def __init__(
        self,
        request: Request,
        cluster: str,
        configuration: Configuration,
        connection: Connection,
        report: Report,
    ) -> None:
        self.request = request
        self.cluster = cluster
        self.configuration = configuration
        self.connection = connection
        self.report = report

    def planned(self) -> Callable[[], None]:
        now = self.configuration.value(CLUSTER)
        if now is not None and now.text.strip() == self.cluster:
            already = message("ZWV1040I", key=CLUSTER, cluster=self.cluster, origin=now.origin)
            return partial(self.report.message, already)
        place = self.place()
        with self.failures(place.name):
            change, _ = self.change_and_writer(place)
        return partial(self.finish, place, change)

    def change_and_writer(self, place: _Place) -> tuple[Change, Callable[[], object]]:
        """The change that the place needs as it is now, and what writes it."""
        return self.for_file(place) if place.entry.path else self.for_member(place)

    def finish(self, place: _Place, change: Change) -> None:
        """Write. What somebody else wrote there during the job is kept, so it is read again."""
        self.report.result.plan.append(Action("edit-config", place.name))
        if self.request.mode is Mode.RUN:
            with self.failures(place.name):
                change, write = self.change_and_writer(place)
                write()
            self.report.result.changed = True
        message_id = "ZWV1042I" if self.request.mode is Mode.RUN else "ZWV1041I"
        origin = Origin(place.name, change.line, CLUSTER)
        details = [f"- {line}" for line in change.old] + [f"+ {line}" for line in change.new]
        self.report.message(message(message_id, key=CLUSTER, origin=origin, details=tuple(details)))

    @contextmanager
    def failures(self, name: str) -> Iterator[None]:
        try:
            yield
        except edit.Refused as error:
            raise self.failed(name, str(error)) from error
        except OSError as error:
            raise self.failed(name, str(error.strerror)) from error
        except TargetError as error:
            raise self.failed(name, error.message.text, *error.details) from error

    def failed(self, name: str, why: str, *others: str) -> Problem:
        return Problem(
            "ZWEL0138E",
            key=CLUSTER,
            file=name,
            details=(f"{why[:1].upper()}{why[1:].rstrip('.')}.", *others),
            remedy=f"Set {CLUSTER} to {self.cluster} with an editor.",
        )

    def place(self) -> _Place:
        """The leftmost document of the user's that can be written."""
        names = self.configuration.documents
        for index, entry in enumerate(entries(self.request.config)):
            if entry.member is not None or _is_writable(entry.path):
                return _Place(index, names[index], entry)
        raise self.failed(names[0], "no file that was given with -c can be written")

    def plan(self, place: _Place, fresh: ConfigSource) -> Change:
        """The change, if it makes the name effective. Raises edit.Refused."""
        change = edit.plan(Document(fresh), _PATH, self.cluster)
        after = Document(ConfigSource(place.name, change.applied(fresh.text)))
        try:
            value = self.configuration.replaced(place.rank, after).value(CLUSTER)
        except Problem as problem:
            raise edit.Refused(
                f"the changed file is not valid: {problem.message.text}"
            ) from problem
        if value is None or value.text.strip() != self.cluster:
            if value is None:
                raise edit.Refused("the changed key would have no value")
            raise edit.Refused(f"{value.origin} has another value, which overrides this file")
        return change

    def for_file(self, place: _Place) -> tuple[Change, Callable[[], object]]:
        path = os.path.realpath(place.entry.path)
        before = os.stat(path)
        write_file.require(path, before, is_dry=self.request.mode is not Mode.RUN)
        fresh = source.read(path, self.request.encoding)
        change = self.plan(place, fresh._replace(name=place.name))
        return change, partial(write_file.replace, path, splice(fresh, change), before)

    def for_member(self, place: _Place) -> tuple[Change, Callable[[], object]]:
        member = place.entry.member
        assert isinstance(member, Member)
        target = self.connection.target()
        current = target.read(member)
        change = self.plan(place, ConfigSource(place.name, current.text))
        text = change.applied(current.text)
        if max(map(len, LINE_BREAK.split(text))) > RECORD_LENGTH:
            raise edit.Refused(f"the line would be longer than {RECORD_LENGTH} characters")
        return change, partial(target.write, member, text, expected=current.version)


def _is_writable(path: str) -> bool:
    """Whether a regular file can be replaced: in its folder, a new one must be written first."""
    real = os.path.realpath(path)
    folder = os.path.dirname(real)
    return path != "-" and os.path.isfile(real) and os.access(real, os.W_OK) and os.access(
        folder, os.W_OK
    )  # fmt: skip
