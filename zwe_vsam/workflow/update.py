"""``--update-config``: the cluster's name into zowe.yaml, where the Caching Service reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from zwe_vsam.config import edit
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.edit import Edit, Setting
from zwe_vsam.config.settings import CLUSTER
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.errors import Origin, Problem, TargetError
from zwe_vsam.messages import message
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import Action
from zwe_vsam.workflow import config_files
from zwe_vsam.workflow.config_files import Place
from zwe_vsam.workflow.request import Mode, Request

if TYPE_CHECKING:
    from zwe_vsam.workflow.connection import Connection

_PATH = tuple(CLUSTER.split("."))


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
            shown, _ = self.shown_and_writer(place)
        return partial(self.finish, place, shown)

    def shown_and_writer(self, place: Place) -> tuple[edit.Shown, Callable[[], object]]:
        """The change that the place needs as it is now, and what writes it."""
        is_dry = self.request.mode is not Mode.RUN
        now = config_files.current(place, self.request, self.connection.target, is_dry=is_dry)
        planned = self.plan(place, now.source)
        (change,) = planned.changes
        return edit.shown(now.source.text, change), now.write(planned)

    def finish(self, place: Place, shown: edit.Shown) -> None:
        """Write. What somebody else wrote there during the job is kept, so it is read again."""
        self.report.result.plan.append(Action("edit-config", place.name))
        if self.request.mode is Mode.RUN:
            with self.failures(place.name):
                shown, write = self.shown_and_writer(place)
                write()
            self.report.result.changed = True
        message_id = "ZWV1042I" if self.request.mode is Mode.RUN else "ZWV1041I"
        origin = Origin(place.name, shown.line, CLUSTER)
        details = [f"- {line}" for line in shown.old] + [f"+ {line}" for line in shown.new]
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

    def place(self) -> Place:
        """The leftmost document of the user's that can be written."""
        places = config_files.places(self.request, self.configuration)
        for place in places:
            if place.is_writable:
                return place
        raise self.failed(places[0].name, "no file that was given with -c can be written")

    def plan(self, place: Place, fresh: ConfigSource) -> Edit:
        """The edit, if it makes the name effective. Raises edit.Refused."""
        document = config_files.parsed(fresh, place.rank, self.configuration)
        planned = edit.plan(document, [Setting(_PATH, self.cluster)])
        try:
            value = self.configuration.replaced(place.rank, planned.after).value(CLUSTER)
        except Problem as problem:
            raise edit.Refused(
                f"the changed file is not valid: {problem.message.text}"
            ) from problem
        if value is None or value.text.strip() != self.cluster:
            if value is None:
                raise edit.Refused("the changed key would have no value")
            raise edit.Refused(f"{value.origin} has another value, which overrides this file")
        return planned
