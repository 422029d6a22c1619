"""The sandbox as one object: libraries, catalog, IDCAMS, and the job queue.

Every operation takes the lock and first advances the system to now: jobs start and end, and have
their effects in the order of their ends. An operation that only reads also works where nothing can
be written. Errors are those of ``errors.py``: TargetError (ZWV8020E) for a name that breaks a rule
of z/OS, JobNotFound for a job that does not exist.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from zwe_vsam.errors import MemberChanged, MemberNotFound, TargetError, WriteFailed
from zwe_vsam.model import ABSENT, MemberText, Phase, SpoolFile
from zwe_vsam.sandbox import jes, store
from zwe_vsam.sandbox.catalog import Catalog
from zwe_vsam.sandbox.clock import SystemWallClock, WallClock
from zwe_vsam.sandbox.jes import JobInfo, StepInfo
from zwe_vsam.sandbox.machine import Machine, check
from zwe_vsam.sandbox.state import (
    ClusterRecord,
    Injection,
    JobRecord,
    LibraryRecord,
    OutputRecord,
    Seed,
    StepRecord,
    StorageClass,
    Volume,
)
from zwe_vsam.sandbox.store import MemberImage
from zwe_vsam.zos import names, records

if TYPE_CHECKING:
    from zwe_vsam.sandbox.database import Database
    from zwe_vsam.sandbox.inventory import DataSet

_CHANGED = "Another user or job changed the member after zwe-vsam read it."
_CHECK = "Check the member, and run this command again."
_INTACT = "The member still has its former content."


class System:
    """A sandbox that exists. Raises Unavailable from any operation when it cannot be used."""

    def __init__(self, folder: str | os.PathLike[str], clock: WallClock | None = None) -> None:
        self._machine = Machine(folder, clock or SystemWallClock())
        self._store = self._machine.store

    @classmethod
    def open(cls, folder: str | os.PathLike[str], clock: WallClock | None = None) -> System:
        """Return the sandbox in ``folder``. Raises Unavailable without one, or if it is damaged."""
        system = cls(folder, clock)
        with system._machine.snapshot():
            return system

    @classmethod
    def create(
        cls, folder: str | os.PathLike[str], seed: Seed, clock: WallClock | None = None
    ) -> tuple[System, bool]:
        """Return the sandbox in ``folder``, and whether it is new. An existing one is kept."""
        from zwe_vsam.sandbox import seeding

        seeding.check(seed)
        created = store.create(
            folder, lambda building, database: seeding.fill(building, database, seed)
        )
        return cls.open(folder, clock), created

    @property
    def folder(self) -> Path:
        """The folder of the sandbox."""
        return self._store.folder

    # Libraries

    def libraries(self) -> list[str]:
        """Names of the partitioned data sets."""
        with self._machine.snapshot() as database:
            return [item.name for item in database.all(LibraryRecord, order="name")]

    def create_library(self, name: str) -> None:
        """Allocate an empty partitioned data set. Raises TargetError for a name in use."""
        from zwe_vsam.sandbox import seeding

        check(names.data_set(name))
        with self._machine.transaction() as database:
            folder = self._store.library(name)
            if Catalog(database).has(name) or folder is None:
                raise TargetError("ZWEL0158E", name=name)
            for member in self._store.members(folder):
                (folder / member).unlink()
            database.put(LibraryRecord(name, seeding.SYSTEM_VOLUME))

    def delete_library(self, name: str) -> None:
        """Delete a partitioned data set with its members. Raises LibraryNotFound."""
        with self._machine.transaction() as database:
            self._machine.library_folder(database, name)
            database.delete(LibraryRecord, "name = ?", name)

    def members(self, library: str) -> list[str]:
        """Member names in EBCDIC order. Raises LibraryNotFound."""
        with self._machine.snapshot() as database:
            return self._store.members(self._machine.library_folder(database, library))

    def exists(self, library: str, member: str) -> bool:
        """Whether the library has the member. Raises LibraryNotFound."""
        check(names.member(member))
        with self._machine.snapshot() as database:
            return self._stored(database, library, member) is not None

    def read(self, library: str, member: str) -> MemberText:
        """Return a member. Raises LibraryNotFound, MemberNotFound."""
        stored = self.image(library, member)
        return MemberText(records.decode(stored.image), stored.version)

    def image(self, library: str, member: str) -> MemberImage:
        """Return a member as its bytes. Raises LibraryNotFound, MemberNotFound."""
        check(names.member(member))
        with self._machine.snapshot() as database:
            stored = self._stored(database, library, member)
        if stored is None:
            raise MemberNotFound("ZWV6002E", member=f"{library}({member})")
        return stored

    def _stored(self, database: Database, library: str, member: str) -> MemberImage | None:
        """Return a member as its bytes, or None. Raises LibraryNotFound."""
        return self._store.read_member(self._machine.library_folder(database, library), member)

    def write(self, library: str, member: str, text: str, expected: str | None = None) -> str:
        """Replace a member and return its version; ``expected`` as in ``Target.write``.

        Raises LibraryNotFound, MemberChanged, and WriteFailed for text that 80-byte records
        cannot hold; the former content is intact then.
        """
        return self.write_image(library, member, _image(text, f"{library}({member})"), expected)

    def write_image(
        self, library: str, member: str, image: bytes, expected: str | None = None
    ) -> str:
        """Replace a member by an image of 80-byte records; otherwise as ``write``."""
        check(names.member(member))
        place = f"{library}({member})"
        with self._machine.transaction() as database:
            folder = self._machine.library_folder(database, library)
            _require_version(expected, self._store.read_member(folder, member), "ZWEL0160E", place)
            try:
                self._store.write_member(folder, member, image)
            except OSError as error:
                reason = f"The sandbox cannot write the member: {error.strerror or error}."
                details = (reason, _INTACT)
                raise WriteFailed("ZWEL0160E", member=place, details=details) from error
            written = self._store.read_member(folder, member)
        if written is None or written.image != image:
            unread = ("The member could not be read back.",)
            raise WriteFailed("ZWEL0160E", member=place, details=unread)
        return written.version

    def delete(self, library: str, member: str) -> None:
        """Delete a member. Raises LibraryNotFound, MemberNotFound."""
        check(names.member(member))
        with self._machine.transaction() as database:
            folder = self._machine.library_folder(database, library)
            if self._store.read_member(folder, member) is None:
                raise MemberNotFound("ZWV6002E", member=f"{library}({member})")
            (folder / member).unlink()

    # Catalog and storage

    def data_sets(self) -> list[DataSet]:
        """Return every cataloged data set with the attributes of a list, sorted by name."""
        from zwe_vsam.sandbox import inventory

        with self._machine.snapshot() as database:
            return inventory.data_sets(database)

    def clusters(self) -> list[str]:
        """Names of the VSAM clusters."""
        with self._machine.snapshot() as database:
            return [item.name for item in database.all(ClusterRecord, order="name")]

    def volumes(self) -> list[tuple[str, int, int]]:
        """Volser, size and free space, in tracks, of each volume."""
        with self._machine.snapshot() as database:
            volumes = database.all(Volume, order="rowid")
            free = Catalog(database).free_tracks
            return [(item.volser, item.tracks, free(item)) for item in volumes]

    def add_volume(self, volser: str, tracks: int) -> None:
        """Add a volume, or change the size of one."""
        check(names.volser(volser))
        with self._machine.transaction() as database:
            database.put(Volume(volser, tracks))

    def storage_classes(self) -> list[StorageClass]:
        """The SMS storage classes."""
        with self._machine.snapshot() as database:
            return database.all(StorageClass, order="rowid")

    def add_storage_class(self, storage_class: StorageClass) -> None:
        """Add a storage class, or replace one."""
        check(names.sms_class(storage_class.name))
        with self._machine.transaction() as database:
            database.put(storage_class)

    def set_in_use(self, cluster: str, in_use: bool) -> None:
        """Mark a cluster as in use, or not in use. Raises TargetError without the cluster."""
        with self._machine.transaction() as database:
            record = database.first(ClusterRecord, "name = ?", cluster)
            if record is None:
                raise TargetError("ZWV8022E", cluster=cluster)
            database.put(record._replace(in_use=in_use))

    def listcat(self, name: str) -> tuple[int, list[str]]:
        """Execute LISTCAT ENTRIES(name) ALL, and return the code and the printed lines."""
        check(names.data_set(name))
        with self._machine.snapshot() as database:
            return self._idcams(database, [f" LISTCAT ENTRIES({name}) ALL"])

    def idcams(
        self, lines: list[str], margins: tuple[int, int] | None = None
    ) -> tuple[int, list[str]]:
        """Execute IDCAMS commands, and return the highest condition code and the lines of SYSPRINT.

        ``margins``: the first and the last column that are read, if not those of a batch job.
        """
        with self._machine.transaction() as database:
            return self._idcams(database, lines, margins)

    def _idcams(
        self, database: Database, lines: list[str], margins: tuple[int, int] | None = None
    ) -> tuple[int, list[str]]:
        from zwe_vsam.sandbox import ams
        from zwe_vsam.zos.idcams import BATCH_MARGINS

        numbered = records.lines("\n".join(lines))
        environment = ams.Environment(database, self._machine.clock.now())
        return ams.run(numbered, environment, margins or BATCH_MARGINS)

    # Jobs

    def submit(self, jcl: str, correlator: str = "") -> JobInfo:
        """Put a job in the queue. Raises SubmitFailed; no job exists then.

        ``correlator`` is the user portion of the job correlator.
        """
        with self._machine.transaction() as database:
            return self._machine.enqueue(database, jcl, "the input stream", correlator)

    def submit_member(
        self, library: str, member: str, expected: str | None = None, correlator: str = ""
    ) -> JobInfo:
        """Submit a member, with ``expected`` only if it still has that version.

        Raises LibraryNotFound, MemberNotFound, MemberChanged, SubmitFailed; no job exists then.
        """
        check(names.member(member))
        place = f"{library}({member})"
        with self._machine.transaction() as database:
            stored = self._stored(database, library, member)
            _require_version(expected, stored, "ZWEL0161E", place)
            if stored is None:
                raise MemberNotFound("ZWV6002E", member=place)
            return self._machine.enqueue(database, records.decode(stored.image), place, correlator)

    def job(self, job_id: str) -> JobInfo | None:
        """Return the attributes of a job; None without a job of that id."""
        with self._machine.snapshot() as database:
            job = database.first(JobRecord, "id = ?", job_id)
            return self._machine.info(job) if job else None

    def jobs(self, *job_names: str, since: float = 0.0, correlator: str = "") -> list[JobInfo]:
        """Jobs received at or after ``since``, oldest first.

        Only those with one of the names, and with the correlator, where these are given.
        """
        condition = "created >= ?"
        values: list[object] = [since, *job_names]
        if job_names:
            condition += f" AND name IN ({', '.join('?' * len(job_names))})"
        if correlator:
            condition += " AND correlator = ?"
            values.append(correlator)
        with self._machine.snapshot() as database:
            jobs = database.all(JobRecord, condition, *values, order="created, id")
            return [self._machine.info(job) for job in jobs]

    def spool(self, job_id: str) -> list[SpoolFile]:
        """Return the spool files of a job, in order. Raises JobNotFound."""
        with self._machine.snapshot() as database:
            job = self._machine.job(database, job_id)
            if not job.ending:
                from zwe_vsam.sandbox import initiator

                running = self._machine.info(job).phase is Phase.ACTIVE
                text = self._store.read_job_file(job_id, "jcl")
                return initiator.so_far(job, text) if running else []
            return [
                SpoolFile(item.ddname, item.step, self._store.read_job_file(job_id, item.file))
                for item in database.all(OutputRecord, "job = ?", job_id, order="number")
            ]

    def steps(self, job_id: str) -> list[StepInfo]:
        """Return the steps of a job that runs or ran. Raises JobNotFound."""
        with self._machine.snapshot() as database:
            job = self._machine.job(database, job_id)
            if not job.ending:
                if self._machine.info(job).phase is not Phase.ACTIVE:
                    return []
                from zwe_vsam.sandbox import initiator

                step = initiator.first_step(job, self._store.read_job_file(job_id, "jcl"))
                return [StepInfo(*step)] if step else []
            steps = database.all(StepRecord, "job = ?", job_id, order="number")
            return [StepInfo(step.name, step.program, step.completion) for step in steps]

    def jcl(self, job_id: str) -> str:
        """Return the JCL as it was submitted. Raises JobNotFound."""
        with self._machine.snapshot() as database:
            return self._store.read_job_file(self._machine.job(database, job_id).id, "jcl")

    def cancel(self, job_id: str) -> bool:
        """Cancel a job; False when it had ended already. Raises JobNotFound."""
        with self._machine.transaction() as database:
            job = self._machine.job(database, job_id)
            if job.ending:
                return False
            active = self._machine.info(job).phase is Phase.ACTIVE
            outcome = "abend:S222" if active else "cancelled"
            job = job._replace(outcome=outcome, ends=self._machine.clock.now())
            self._machine.finish(database, job, cancelled=True)
            return True

    def hold(self, job_id: str) -> bool:
        """Hold a queued job; False when it runs or has ended. Raises JobNotFound."""
        with self._machine.transaction() as database:
            job = self._machine.job(database, job_id)
            if self._machine.info(job).phase in (Phase.ACTIVE, Phase.ENDED):
                return False
            database.put(job._replace(hold="HELD BY THE OPERATOR", held_until=None))
            return True

    def release(self, job_id: str) -> bool:
        """Release a held job; False when it is not held. Raises JobNotFound."""
        with self._machine.transaction() as database:
            job = self._machine.job(database, job_id)
            if self._machine.info(job).phase is not Phase.HELD:
                return False
            database.put(jes.released(job, self._machine.clock.now()))
            return True

    def purge(self, job_id: str) -> None:
        """Remove a job with its output, ended or not. Raises JobNotFound."""
        with self._machine.transaction() as database:
            self._machine.remove(database, self._machine.job(database, job_id).id)

    def inject(
        self, outcome: str, job: str = "", after: float | None = None, count: int = 1
    ) -> None:
        """Inject an outcome into the next ``count`` jobs; ``job`` is a name or a pattern, or empty.

        ``outcome`` is one of ``outcomes.KINDS``. ``after`` is seconds from the submission until
        the job ends that way, or, for ``held``, until it is released. Raises ValueError.
        """
        from zwe_vsam.sandbox import outcomes

        outcomes.parse(outcome)
        if count < 1 or (after is not None and not 0 <= after < 1e9):
            raise ValueError("the count must be 1 or more, and the seconds 0 or more")
        with self._machine.transaction() as database:
            number = database.number("COALESCE(MAX(number), 0)", Injection) + 1
            database.put(Injection(number, outcome, names.upper(job), after, count))

    def injections(self) -> list[Injection]:
        """Return the outcomes that are injected into future jobs."""
        with self._machine.snapshot() as database:
            return database.all(Injection, order="number")

    def durations(self) -> tuple[float, float]:
        """Return how long future jobs are queued and active, in seconds."""
        with self._machine.snapshot() as database:
            return database.system.queued, database.system.active

    def set_durations(self, queued: float, active: float) -> None:
        """Set how long future jobs are queued and active, in seconds."""
        with self._machine.transaction() as database:
            database.put(database.system._replace(queued=queued, active=active))

    def reset(self) -> None:
        """Restore the initial contents."""
        with self._machine.transaction() as database:
            database.put(database.system._replace(resetting=True))
        with self._machine.transaction():
            pass  # It completes the reset, like any operation after an interrupted one.


def _require_version(
    expected: str | None, stored: MemberImage | None, message: str, place: str
) -> None:
    """Raise MemberChanged for a member of another version than ``expected``, if that is given."""
    if expected is not None and (stored.version if stored else ABSENT) != expected:
        raise MemberChanged(message, member=place, details=(_CHANGED,), remedy=_CHECK)


def _image(text: str, place: str) -> bytes:
    try:
        if broken := records.too_many(text):
            raise ValueError(broken)
        return records.encode(records.split(text))
    except ValueError as error:
        details = (f"The new content does not fit into the library: {error}.", _INTACT)
        raise WriteFailed("ZWEL0160E", member=place, details=details) from error
