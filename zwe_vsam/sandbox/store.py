"""The folder of a sandbox: one lock, one atomically replaced state file, and files beside it.

A change becomes visible, all of it, in the replacement of ``system.json``. Files of jobs are
written before and mean nothing until then, so that a process killed at any instant leaves
either the old system or the new one.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from zwe_vsam.errors import Unavailable
from zwe_vsam.sandbox import folder as places
from zwe_vsam.sandbox import locking
from zwe_vsam.sandbox import state as states
from zwe_vsam.sandbox.folder import replace
from zwe_vsam.sandbox.state import Damaged, FinishedJob, State
from zwe_vsam.zos import names

_STATE = "system.json"
_LOCK = "system.lock"


class MemberImage(NamedTuple):
    """A member as its bytes."""

    image: bytes
    """80-byte records."""
    version: str
    """A digest of the image, a full stop, and when it was written."""


class Store:
    """The files of one sandbox. All methods except ``locked`` require the lock."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        self._text = ""
        self._staged: dict[tuple[str, str], str] = {}

    def is_sandbox(self) -> bool:
        """Whether the folder holds a sandbox, damaged or not. Raises Unavailable for a link."""
        places.check(self.folder, self.folder / _STATE)
        return (self.folder / _STATE).is_file()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Lock the sandbox for this process. Raises Unavailable. Must not be nested."""
        with self._guarded():
            if not self.is_sandbox():
                quoted = shlex.quote(str(self.folder))
                raise Unavailable("ZWV8010E", folder=self.folder, quoted=quoted)
            descriptor = places.open_lock(self.folder, self.folder / _LOCK, 0o666)
            try:
                locking.lock(descriptor)
                yield
            finally:
                locking.close(descriptor)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            path = error.filename or self.folder
            raise Unavailable("ZWV8012E", path=path, reason=error.strerror or error) from error

    def load(self) -> State:
        """Return the state as of the last commit. Raises Unavailable if it is not readable."""
        path = self.folder / _STATE
        self._staged.clear()
        try:
            state = states.decode(places.text(self.folder, path))
        except Damaged as error:
            raise Unavailable("ZWV8016E", path=path, reason=error) from error
        self._text = states.encode(state)
        return state

    def save(self, state: State) -> None:
        """Commit ``state`` with its staged files, if the state has changed since it was loaded.

        Raises OSError; the former state is then intact.
        """
        for (job_id, name), text in self._staged.items():
            self.write_job_file(job_id, name, text)
        self._staged.clear()
        text = states.encode(state)
        if text != self._text:
            places.check(self.folder, self.folder / _STATE)
            replace(self.folder / _STATE, text.encode("utf-8"))
            self._text = text

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
        try:
            entries = [item for item in os.scandir(library) if not names.member(item.name)]
        except FileNotFoundError:
            return []
        for item in entries:
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
        return MemberImage(image, f"{hashlib.sha256(image).hexdigest()[:16]}.{changed}")

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
        """Stage a file of a job in memory: ``save`` writes it, and ``load`` discards it."""
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

    def finished(self, job_id: str) -> FinishedJob | None:
        """Return the record of an ended job, or None."""
        text = self.read_job_file(job_id, "job.json")
        if not text:
            return None
        try:
            return states.decode_job(text)
        except Damaged as error:
            path = self.job_folder(job_id) / "job.json"
            raise Unavailable("ZWV8017E", path=path, reason=error) from error

    def job_ids(self) -> list[str]:
        """Return the ids of all jobs with a folder, unordered. Raises Unavailable for a link."""
        places.check(self.folder, self.folder / "jobs")
        try:
            return [item.name for item in (self.folder / "jobs").iterdir()]
        except FileNotFoundError:
            return []

    def forget_job(self, job_id: str) -> None:
        """Remove a job's files; ``job.json`` first, without which there is no ended job.

        Raises Unavailable when its folder is a link.
        """
        places.check(self.folder, self.job_folder(job_id))
        with suppress(FileNotFoundError):
            (self.job_folder(job_id) / "job.json").unlink()
        shutil.rmtree(self.job_folder(job_id), ignore_errors=True)

    def clear(self) -> None:
        """Remove all members and jobs. Raises Unavailable when their folder is a link."""
        for name in ("jobs", "datasets"):
            places.check(self.folder, self.folder / name)
        for name in ("jobs", "datasets"):
            shutil.rmtree(self.folder / name, ignore_errors=True)


def create(folder: str | os.PathLike[str], fill: Callable[[Store], State]) -> bool:
    """Create a complete sandbox atomically; return False if one exists already.

    ``fill`` writes what the new sandbox has into the store that it is given. Nobody ever
    sees a folder that is half filled. Raises Unavailable.
    """
    target = Path(folder)
    store = Store(target)
    with store._guarded():
        if store.is_sandbox():
            return False
        parent = target.absolute().parent
        parent.mkdir(parents=True, exist_ok=True)
        building = Store(tempfile.mkdtemp(prefix=f".{target.name}.", dir=parent))
        try:
            building.folder.chmod(0o755)
            building.save(fill(building))
            building.folder.rename(target.absolute())
        except OSError:
            shutil.rmtree(building.folder, ignore_errors=True)
            if store.is_sandbox():
                return False
            if target.exists():
                raise Unavailable("ZWV8011E", folder=target) from None
            raise
    return True


def _collating(name: str) -> tuple[tuple[bool, str], ...]:
    return tuple((character.isdigit(), character) for character in name)
