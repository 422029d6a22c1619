"""The file of a page: planned before a run starts, and replaced as a whole when it is written."""

from __future__ import annotations

import contextlib
import os
import stat

from zwe_vsam.config import write_file
from zwe_vsam.errors import Problem
from zwe_vsam.files import read_limited

PRIVATE, SHARED = 0o600, 0o666
"""Modes of a new file: for its owner alone, or as the umask of the user has it."""


def require_different(*named: tuple[str, str]) -> None:
    """Raise Problem ZWV1105E if two options name one file. ``named``: each option and its file.

    An option without a file has an empty name.
    """
    options: dict[str, str] = {}
    for option, name in named:
        if not name:
            continue
        path = os.path.realpath(name)
        if path in options:
            raise Problem("ZWV1105E", first=options[path], second=option, file=name)
        options[path] = option


class PageFile:
    """A file that this run may write. Its name belongs to the run from its planning on."""

    def __init__(self, name: str, option: str, *, mode: int, replaces: bytes = b"") -> None:
        """Create the file, or take one that may be replaced: an empty one, or an older report.

        ``replaces`` is how a file begins that may be replaced; without it, no file may be, but an
        empty one. ``option`` is what named the file. Raises Problem ZWV1100E, ZWV1101E or ZWV1102E
        with nothing changed.
        """
        self._option = option
        self._is_new = False
        if name == "-":
            self.path = name
            raise self.problem(OSError(0, "standard output has the report, so it takes no page"))
        self.path = os.path.abspath(name)
        try:
            try:
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
                self._is_new = True
            except FileExistsError:
                self._require_replaceable(replaces)
            self._real = os.path.realpath(self.path)
            self._before = os.stat(self._real)
            write_file.require(self._real, self._before, is_dry=False)
        except OSError as error:
            self.discard()
            raise self.problem(error) from error

    def write(self, data: bytes) -> None:
        """Give the file the content ``data``. Raises OSError with the former content intact."""
        try:
            write_file.replace(self._real, data, self._before)
            self._before = os.stat(self._real)
        except KeyboardInterrupt:
            # With the new content, the file is still this run's, which writes it once more.
            if read_limited(self._real, len(data) + 1) == data:
                self._before = os.stat(self._real)
            raise
        self._is_new = False

    def discard(self) -> None:
        """Remove the file, if this run created it and has not written it."""
        if self._is_new:
            with contextlib.suppress(OSError):
                os.unlink(self.path)

    def problem(self, error: OSError) -> Problem:
        """The failure: the file cannot be written."""
        reason = (error.strerror or str(error)).rstrip(".")
        return Problem("ZWV1100E", file=self.path, reason=reason, option=self._option)

    def _require_replaceable(self, replaces: bytes) -> None:
        """Raise Problem where the file that exists must stay, and OSError for what is no file."""
        status = os.stat(self.path)
        if stat.S_ISDIR(status.st_mode):
            raise OSError(0, "it is a folder")
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "it is not a regular file")
        if status.st_size == 0:
            return
        if not replaces:
            raise Problem("ZWV1101E", file=self.path, option=self._option)
        if read_limited(self.path, len(replaces)) != replaces:
            raise Problem("ZWV1102E", file=self.path, option=self._option)
