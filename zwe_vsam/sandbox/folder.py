"""Access to files in the folder of a sandbox, without symbolic links and predictable names.

A folder may come from somebody else, in an archive or on a shared disk. A symbolic link in it
could make this process read or write a file elsewhere, so every operation refuses a path with
one. The folder itself may be a link: its user named it.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from zwe_vsam.errors import Unavailable

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""Flag that refuses a link created between the check of a path and its opening."""
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
"""Flag that prevents waiting for the writer of a named pipe."""


def check(root: Path, path: Path) -> None:
    """Raise Unavailable if a part of ``path`` below ``root`` is a symbolic link.

    Raises ValueError for a path that is not below ``root``.
    """
    depth = len(root.parts)
    if path.parts[:depth] != root.parts:
        raise ValueError(f"{path} is not below {root}")
    place = os.fspath(root)
    for part in path.parts[depth:]:
        place = os.path.join(place, part)
        if os.path.islink(place):
            raise Unavailable("ZWV8013E", path=Path(place))


def status(path: str | os.PathLike[str]) -> os.stat_result | None:
    """Return the status of a regular file; None without one.

    Raises Unavailable for a link and for what is no regular file, and OSError.
    """
    try:
        entry = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISLNK(entry.st_mode):
        raise Unavailable("ZWV8013E", path=path)
    if not stat.S_ISREG(entry.st_mode):
        raise Unavailable("ZWV8014E", path=path)
    return entry


def read(root: Path, path: Path) -> tuple[bytes, int]:
    """Return the content of a file and when it was changed, in nanoseconds.

    Raises Unavailable for a link and for what is no regular file, and OSError.
    """
    check(root, path)
    descriptor = os.open(path, os.O_RDONLY | _NO_LINK | _NO_WAIT)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Unavailable("ZWV8014E", path=path)
        return file.read(), status.st_mtime_ns


def text(root: Path, path: Path) -> str:
    """Return the content of a UTF-8 file. Raises Unavailable, also for other bytes; OSError."""
    content, _ = read(root, path)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unavailable("ZWV8015E", path=path, offset=error.start) from error


def make(root: Path, path: Path, mode: int = 0o777) -> None:
    """Make a folder with its parents unless it is there. Raises Unavailable for a link; OSError."""
    check(root, path)
    path.mkdir(mode, parents=True, exist_ok=True)


def replace(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Replace a file atomically: readers see the old content or the new one.

    The temporary file is new and its name random, so that nobody can have put something in its
    place. The caller has checked the path. Raises OSError; the old content is then intact.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}.new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
