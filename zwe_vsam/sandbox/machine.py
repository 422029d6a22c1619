"""The common part of all operations of the sandbox: lock, state, time, and look-ups."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zwe_vsam.errors import (
    JobNotFound,
    LibraryNotFound,
    SubmitFailed,
    TargetError,
    Unavailable,
)
from zwe_vsam.model import Ending
from zwe_vsam.sandbox import initiator, jes, seeding
from zwe_vsam.sandbox.catalog import Catalog
from zwe_vsam.sandbox.clock import WallClock
from zwe_vsam.sandbox.jes import JobInfo
from zwe_vsam.sandbox.state import FinishedJob, PendingJob, State, encode
from zwe_vsam.sandbox.store import Store
from zwe_vsam.zos import job_id as ids
from zwe_vsam.zos import names, records


def check(broken: str) -> None:
    """Raise TargetError (ZWV8020E) for the rule that a name breaks, if any."""
    if broken:
        raise TargetError("ZWV8020E", reason=broken)


class Machine:
    """One sandbox. The parameters ``state`` are what ``transaction`` or ``snapshot`` yields."""

    def __init__(self, folder: str | os.PathLike[str], clock: WallClock) -> None:
        self.store = Store(folder)
        self.clock = clock

    @contextmanager
    def transaction(self) -> Iterator[State]:
        """Lock the sandbox, yield its state as of now, and commit the state after the body."""
        with self.store.locked():
            state, purged = self._load()
            self._commit(state, purged)
            yield state
            if not state.resetting:
                self.store.save(state)

    @contextmanager
    def snapshot(self) -> Iterator[State]:
        """Lock the sandbox, and yield its state as of now to a body that changes nothing.

        The progress of jobs is committed too, unless an error prevents it, such as a full disk. A
        later operation then computes the same progress.
        """
        with self.store.locked():
            state, purged = self._load()
            with suppress(OSError):
                self._commit(state, purged)
            yield state

    def _load(self) -> tuple[State, list[str]]:
        """Return the state as of now, not committed yet, and the ids of jobs that were purged."""
        state = self.store.load()
        if state.resetting:
            state = self._refill(state)
        return state, self._advance(state)

    def _commit(self, state: State, purged: list[str]) -> None:
        self.store.save(state)
        for job_id in purged:
            self.store.forget_job(job_id)

    def enqueue(self, state: State, jcl: str, place: str, correlator: str = "") -> JobInfo:
        """Put a job in the queue; ``place`` names its source. Raises SubmitFailed."""
        broken = records.too_many(jcl)
        if broken:
            raise _refused(place, f"Found more than {records.MAXIMUM:,} records.")
        try:
            records.encode(records.split(jcl))
        except ValueError as error:
            raise _refused(place, f"The JCL does not fit into records: {error}.") from error
        entry = initiator.entry(jcl, state.seed.user)
        if entry is None:
            raise _refused(place, "The member has no JOB statement.")
        now = self.clock.now()
        job = jes.enqueue(state, entry, now, correlator)
        self.store.forget_job(job.id)
        self.store.write_job_file(job.id, "jcl", jcl)
        for old in jes.outdated(state, self.store.job_ids()):
            self.store.forget_job(old)
        return jes.pending_info(job, now)

    def reset(self, state: State) -> None:
        """Restore the initial contents. The next operation completes an interrupted reset."""
        state.resetting = True
        self.store.save(state)
        self._refill(state)

    def _refill(self, state: State) -> State:
        self.store.clear()
        fresh = seeding.fill(self.store, state.seed)
        self.store.save(fresh)
        return fresh

    def _advance(self, state: State) -> list[str]:
        """End the jobs whose time has come, and return the ids of jobs that were purged."""
        now = self.clock.now()
        jes.release_expired(state, now)
        ended = jes.ended(state, now)
        for at, job in ended:
            self.finish(state, job, at)
        return [job.id for _, job in ended if job.outcome == "purged"]

    def finish(self, state: State, job: PendingJob, at: float, cancelled: bool = False) -> None:
        """Execute a job as of ``at``. Its effects become visible when the state is committed."""
        text = self.store.read_job_file(job.id, "jcl")
        end = initiator.run(state, self.store, job, text, at)
        state.pending.remove(job)
        if job.outcome == "purged":
            return
        files = []
        for number, file in enumerate(end.spool, 2):
            name = f"{number:03}.{file.ddname}"
            self.store.stage_job_file(job.id, name, file.text)
            files.append([file.ddname, file.step, name])
        record = FinishedJob(
            id=job.id,
            name=job.name,
            owner=job.owner,
            job_class=job.job_class,
            created=job.created,
            started=end.started,
            ended=at,
            ending=(Ending.CANCELLED if cancelled else end.ending).value,
            code=end.code,
            abend="" if cancelled else end.abend,
            spool=files,
            correlator=job.correlator,
            steps=[list(step) for step in end.steps],
        )
        self.store.stage_job_file(job.id, "job.json", encode(record))

    def library_folder(self, state: State, name: str) -> Path:
        """Return the folder of a cataloged library. Raises LibraryNotFound, TargetError."""
        check(names.data_set(name))
        folder = self.store.library(name)
        if folder is None or Catalog(state).library(name) is None:
            raise LibraryNotFound("ZWV6001E", library=name)
        return folder

    def finished(self, state: State, job_id: str) -> FinishedJob | None:
        """Return the record of an ended job, or None."""
        if not ids.is_batch_job(job_id) or jes.pending(state, job_id) is not None:
            return None
        return self.store.finished(job_id)

    def info(self, state: State, job_id: str) -> JobInfo | None:
        """Return the attributes of a job, or None without the job."""
        job = jes.pending(state, job_id)
        if job is not None:
            return jes.pending_info(job, self.clock.now())
        finished = self.finished(state, job_id)
        if finished is None:
            return None
        try:
            return jes.finished_info(finished)
        except ValueError as error:
            path = self.store.job_folder(job_id) / "job.json"
            raise Unavailable("ZWV8017E", path=path, reason=error) from error

    def pending(self, state: State, job_id: str) -> PendingJob | None:
        """Return the job if it has not ended, or None. Raises JobNotFound."""
        job = jes.pending(state, job_id)
        if job is None and self.finished(state, job_id) is None:
            raise JobNotFound("ZWV6020E", job=job_id)
        return job


def _refused(place: str, reason: str) -> SubmitFailed:
    remedy = "Correct the member, and run this command again."
    return SubmitFailed("ZWEL0161E", member=place, details=(reason,), remedy=remedy)
