"""The common part of all operations of the sandbox: transactions, time, and look-ups."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from zwe_vsam.errors import (
    JobNotFound,
    LibraryNotFound,
    SubmitFailed,
    TargetError,
    Unavailable,
)
from zwe_vsam.model import Ending
from zwe_vsam.sandbox import jes
from zwe_vsam.sandbox.catalog import Catalog
from zwe_vsam.sandbox.clock import WallClock
from zwe_vsam.sandbox.jes import JobInfo
from zwe_vsam.sandbox.state import JobRecord, OutputRecord, StepRecord
from zwe_vsam.sandbox.store import Store
from zwe_vsam.zos import names, records

if TYPE_CHECKING:
    from zwe_vsam.sandbox.database import Database


def check(broken: str) -> None:
    """Raise TargetError (ZWV8020E) for the rule that a name breaks, if any."""
    if broken:
        raise TargetError("ZWV8020E", reason=broken)


class Machine:
    """One sandbox. The parameters ``database`` are what ``transaction`` or ``snapshot`` yields."""

    def __init__(self, folder: str | os.PathLike[str], clock: WallClock) -> None:
        self.store = Store(folder)
        self.clock = clock

    @contextmanager
    def transaction(self) -> Iterator[Database]:
        """Lock the sandbox, yield its database as of now, and commit after the body."""
        with self.store.opened() as database:
            self._advance(database)
            yield database
            self.store.commit(database)

    @contextmanager
    def snapshot(self) -> Iterator[Database]:
        """Yield the database as of now to a body that changes nothing.

        The progress of jobs is committed first, unless an error prevents it, such as a full disk.
        A later operation then computes the same progress.
        """
        with self.store.opened() as database:
            database.begin()
            if self._is_due(database):
                database.rollback()
                database = self._advanced(database)
            yield database

    def _advanced(self, database: Database) -> Database:
        """Return the database as of now: itself, or a copy where nothing can be written."""
        try:
            with self.store.guarded():
                self._advance(database)
            return database
        except Unavailable:
            self.store.discard()
            database.rollback()
            database.begin()
            if database.system.resetting:
                raise
        copied = database.copy()
        self._progress(copied)
        return copied

    def _advance(self, database: Database) -> None:
        """Begin a transaction that has the sandbox alone, with all progress committed before."""
        database.begin(exclusive=True)
        while self._is_due(database):
            self._progress(database)
            self.store.commit(database)
            database.begin(exclusive=True)

    def _is_due(self, database: Database) -> bool:
        """Whether the system has changed by itself since the last operation."""
        return jes.is_due(database, self.clock.now())

    def _progress(self, database: Database) -> None:
        """Complete an interrupted reset, and end the jobs whose time has come."""
        system = database.system
        if system.resetting:
            from zwe_vsam.sandbox import seeding

            self.store.clear()
            seeding.fill(self.store, database, system.seed)
        now = self.clock.now()
        jes.release_expired(database, now)
        for job in jes.ended(database, now):
            self.finish(database, job)

    def enqueue(self, database: Database, jcl: str, place: str, correlator: str = "") -> JobInfo:
        """Put a job in the queue; ``place`` names its source. Raises SubmitFailed."""
        from zwe_vsam.sandbox import initiator

        broken = records.too_many(jcl)
        if broken:
            raise _refused(place, f"Found more than {records.MAXIMUM:,} records.")
        try:
            records.encode(records.split(jcl))
        except ValueError as error:
            raise _refused(place, f"The JCL does not fit into records: {error}.") from error
        entry = initiator.entry(jcl, database.system.user)
        if entry is None:
            raise _refused(place, "The member has no JOB statement.")
        now = self.clock.now()
        job = jes.enqueue(database, entry, now, correlator)
        self.store.remove_job_files(job.id)
        self.store.write_job_file(job.id, "jcl", jcl)
        for old in jes.outdated(database):
            self.remove(database, old)
        return jes.info(job, now)

    def remove(self, database: Database, job_id: str) -> None:
        """Remove a job with its output."""
        jes.remove(database, job_id)
        self.store.forget_job(job_id)

    def finish(self, database: Database, job: JobRecord, cancelled: bool = False) -> None:
        """Execute a job as of its end. Its effects become visible with the commit."""
        from zwe_vsam.sandbox import initiator

        assert job.ends is not None
        text = self.store.read_job_file(job.id, "jcl")
        end = initiator.run(database, self.store, job, text, job.ends)
        if job.outcome == "purged":
            self.remove(database, job.id)
            return
        for number, file in enumerate(end.spool, 2):
            output = OutputRecord(job.id, number, file.ddname, file.step)
            self.store.stage_job_file(job.id, output.file, file.text)
            database.put(output)
        for number, step in enumerate(end.steps):
            database.put(StepRecord(job.id, number, *step))
        database.put(
            job._replace(
                ending=(Ending.CANCELLED if cancelled else end.ending).value,
                started=end.started,
                code=end.code,
                abend="" if cancelled else end.abend,
            )
        )

    def library_folder(self, database: Database, name: str) -> Path:
        """Return the folder of a cataloged library. Raises LibraryNotFound, TargetError."""
        check(names.data_set(name))
        folder = self.store.library(name)
        if folder is None or Catalog(database).library(name) is None:
            raise LibraryNotFound("ZWV6001E", library=name)
        return folder

    def job(self, database: Database, job_id: str) -> JobRecord:
        """Return a job. Raises JobNotFound."""
        job = database.first(JobRecord, "id = ?", job_id)
        if job is None:
            raise JobNotFound("ZWV6020E", job=job_id)
        return job

    def info(self, job: JobRecord) -> JobInfo:
        """Return the attributes of a job now."""
        return jes.info(job, self.clock.now())


def _refused(place: str, reason: str) -> SubmitFailed:
    remedy = "Correct the member, and run this command again."
    return SubmitFailed("ZWEL0161E", member=place, details=(reason,), remedy=remedy)
