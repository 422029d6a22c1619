"""The folder of a sandbox: its database, and the files that people look at beside it.

A change becomes visible, all of it, in the commit of the database. Files of jobs are written
before and mean nothing until then; those of purged jobs are removed afterwards. So a process
killed at any instant leaves either the old system or the new one.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.errors import Unavailable
from zwe_vsam.sandbox import folder as places
from zwe_vsam.sandbox.folder import replace
from zwe_vsam.zos import names

if TYPE_CHECKING:
    from zwe_vsam.sandbox.database import Database

NAME = "system.db"
"""File of the database; SQLite puts its journal beside it."""
_FORMER = "system.json"
"""File of the state in the first format, which had no database."""
_BESIDE = ("-journal", "-wal", "-shm")
"""Files that SQLite writes, or believes, beside the database."""
_SUPER_JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""End of a journal that names another journal, which SQLite deletes (SQLite, "Database File
Format", section 3). The sandbox never writes one."""


class MemberImage(NamedTuple):
    """A member as its bytes."""

    image: bytes
    """80-byte records."""
    version: str
    """The image, a full stop, and when it was written."""


class Store:
    """The files of one sandbox, for several threads and processes.

    The methods for members and jobs require ``opened``.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        self._path = self.folder / NAME
        self._beside = [f"{self._path}{suffix}" for suffix in _BESIDE]
        self._mutex = Lock()
        self._database: Database | None = None
        self._identity: tuple[int, int] = (0, 0)
        self._staged: dict[tuple[str, str], str] = {}
        self._forgotten: list[str] = []

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """Yield the database, for a body that begins and commits transactions.

        What the body leaves open is undone. Raises Unavailable. Must not be nested.
        """
        module = database_module()
        with self._mutex, self.guarded():
            database = self._current(module)
            try:
                yield database
            finally:
                self._staged.clear()
                self._forgotten.clear()
                database.rollback()

    def commit(self, database: Database) -> None:
        """Commit the transaction with its staged files. Then remove the files of purged jobs.

        Raises OSError and sqlite3.Error; the former system is then intact.
        """
        for (job_id, name), text in self._staged.items():
            self.write_job_file(job_id, name, text)
        self._staged.clear()
        database.commit()
        while self._forgotten:
            self.remove_job_files(self._forgotten.pop())

    def discard(self) -> None:
        """Forget the staged files, and the jobs whose files were to be removed."""
        self._staged.clear()
        self._forgotten.clear()

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Raise Unavailable for an error of the database, or of the file system."""
        try:
            with database_module().guarded(self._path):
                yield
        except OSError as error:
            path = error.filename or self.folder
            raise Unavailable("ZWV8012E", path=path, reason=error.strerror or error) from error

    def _current(self, module: ModuleType) -> Database:
        """Return the open database of the file that the folder has now. Raises Unavailable."""
        status = self._status()
        if status is None:
            raise Unavailable("ZWV8010E", folder=self.folder, quoted=shlex.quote(str(self.folder)))
        identity = status.st_dev, status.st_ino
        if self._database is None or self._identity != identity:
            self.close()
            database = module.Database(self._path)
            database.begin()
            database.check()
            database.rollback()
            self._database, self._identity = database, identity
        return self._database

    def _status(self) -> os.stat_result | None:
        """Return the status of the database file; None without one.

        Raises Unavailable for a link, for another kind of file, for a journal that the sandbox did
        not write, and for the folder of an earlier version.
        """
        for beside in self._beside:
            if places.status(beside) and self._names_another(Path(beside)):
                raise Unavailable("ZWV8016E", path=beside, reason="it names another journal")
        status = places.status(self._path)
        if status is None and places.status(self.folder / _FORMER):
            raise Unavailable("ZWV8017E", folder=self.folder, quoted=shlex.quote(str(self.folder)))
        return status

    def _names_another(self, journal: Path) -> bool:
        try:
            return places.read(self.folder, journal)[0].endswith(_SUPER_JOURNAL)
        except FileNotFoundError:
            return False  # The process that wrote it has ended its transaction.

    def is_sandbox(self) -> bool:
        """Whether the folder holds a sandbox, damaged or not. Raises Unavailable, OSError."""
        return self._status() is not None

    def close(self) -> None:
        """Close the database. The next operation opens it again."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def library(self, name: str) -> Path | None:
        """Return the folder of a library's members; None for an invalid name.

        Raises Unavailable for a folder behind a symbolic link.
        """
        if names.data_set(name):
            return None
        path = self.folder / "datasets" / name
        places.check(self.folder, path)
        return path

    def members(self, library: Path) -> list[str]:
        """Return the member names in EBCDIC order: letters before digits.

        Raises Unavailable for a symbolic link among the members.
        """
        places.check(self.folder, library)
        try:
            entries = [item for item in os.scandir(library) if not names.member(item.name)]
        except FileNotFoundError:
            return []
        for item in entries:
            if item.is_symlink():
                places.check(self.folder, library / item.name)
        member_names = [item.name for item in entries if item.is_file(follow_symlinks=False)]
        return sorted(member_names, key=_collating)

    def read_member(self, library: Path, member: str) -> MemberImage | None:
        """Return a member's image and version, or None. Raises Unavailable for a link; OSError."""
        if names.member(member):
            return None
        try:
            image, changed = places.read(self.folder, library / member)
        except FileNotFoundError:
            return None
        return MemberImage(image, f"{image.decode('latin-1')}.{changed}")

    def write_member(self, library: Path, member: str, image: bytes) -> None:
        """Replace a member. Raises Unavailable for a link, and OSError; the former content is
        then intact.
        """
        places.make(self.folder, library)
        places.check(self.folder, library / member)
        replace(library / member, image)

    def job_folder(self, job_id: str) -> Path:
        """Folder of the job's files; the caller has checked the form of ``job_id``."""
        return self.folder / "jobs" / job_id

    def write_job_file(self, job_id: str, name: str, text: str) -> None:
        """Write a file of a job. The committed state must not depend on the file yet."""
        folder = self.job_folder(job_id)
        places.make(self.folder, folder)
        places.check(self.folder, folder / name)
        replace(folder / name, text.encode("utf-8"))

    def stage_job_file(self, job_id: str, name: str, text: str) -> None:
        """Stage a file of a job in memory: ``commit`` writes it."""
        self._staged[job_id, name] = text

    def read_job_file(self, job_id: str, name: str) -> str:
        """Return the text of a file of a job, written or staged; empty without the file.

        Raises Unavailable when it is damaged, or a link.
        """
        if (job_id, name) in self._staged:
            return self._staged[job_id, name]
        try:
            return places.text(self.folder, self.job_folder(job_id) / Path(name).name)
        except FileNotFoundError:
            return ""

    def forget_job(self, job_id: str) -> None:
        """Have a job's files removed after the commit, which makes the job unknown."""
        self._forgotten.append(job_id)

    def remove_job_files(self, job_id: str) -> None:
        """Remove the files of a job that the database does not have.

        Raises Unavailable when their folder is a link.
        """
        places.check(self.folder, self.job_folder(job_id))
        shutil.rmtree(self.job_folder(job_id), ignore_errors=True)

    def clear(self) -> None:
        """Remove all members and jobs. Raises Unavailable when their folder is a link."""
        for name in ("jobs", "datasets"):
            places.check(self.folder, self.folder / name)
        for name in ("jobs", "datasets"):
            shutil.rmtree(self.folder / name, ignore_errors=True)


def create(folder: str | os.PathLike[str], fill: Callable[[Store, Database], None]) -> bool:
    """Create a complete sandbox atomically; return False if one exists already.

    ``fill`` writes what the new sandbox has into the store and the database that it is given.
    Nobody ever sees a folder that is half filled. Raises Unavailable.
    """
    import tempfile

    target = Path(folder)
    store = Store(target)
    module = database_module()
    with store.guarded():
        if store.is_sandbox():
            return False
        parent = target.absolute().parent
        parent.mkdir(parents=True, exist_ok=True)
        building = Store(tempfile.mkdtemp(prefix=f".{target.name}.", dir=parent))
        try:
            building.folder.chmod(0o755)
            with module.new(building.folder / NAME) as database:
                fill(building, database)
            building.folder.rename(target.absolute())
        except OSError:
            shutil.rmtree(building.folder, ignore_errors=True)
            if store.is_sandbox():
                return False
            if target.exists():
                raise Unavailable("ZWV8011E", folder=target) from None
            raise
    return True


def database_module() -> ModuleType:
    """Return the module of the database. Raises Unavailable for a Python without SQLite."""
    try:
        from zwe_vsam.sandbox import database
    except ModuleNotFoundError as error:
        raise Unavailable("ZWV8018E", module=error.name) from error
    return database


def _collating(name: str) -> tuple[tuple[bool, str], ...]:
    return tuple((character.isdigit(), character) for character in name)
