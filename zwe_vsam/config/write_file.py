"""Replaces a file as a whole: after a crash there is the old one or the new one, never a part."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import re
import stat
import sys
import tempfile
import time
from collections.abc import Iterator

_SUFFIX = ".zwe-vsam-new"
_STALE = 60.0
"""Seconds: writing a configuration takes milliseconds, so an older copy has nobody who needs it.
If it had, that run would find it gone and change nothing."""


def require(path: str, before: os.stat_result, *, is_dry: bool) -> None:
    """Look whether ``replace`` could do its work, and remove copies that a killed run left.

    Unless ``is_dry``, by making an empty copy. Raises OSError where the file has other names, its
    folder lets nobody replace it, or its owner, group, access control list or extended attributes
    could not be kept.
    """
    if before.st_nlink > 1:
        raise OSError(0, "the file has other names (hard links), which would keep the old content")
    folder = os.path.dirname(path)
    above = os.stat(folder)
    user = os.geteuid() if hasattr(os, "geteuid") else 0
    if above.st_mode & stat.S_ISVTX and user not in (0, before.st_uid, above.st_uid):
        raise OSError(0, "the folder is sticky, so only the owner can replace the file")
    if is_dry:
        return
    _clean(folder, os.path.basename(path))
    descriptor, temporary = _copy_of(path)
    try:
        os.close(descriptor)
        _keep(path, before, temporary)
    finally:
        _discard(temporary)


def replace(path: str, data: bytes, before: os.stat_result) -> None:
    """Give the file at ``path``, no symbolic link, the content ``data``.

    It keeps its mode, owner, group, access control list and extended attributes (but for z/OS,
    where Python cannot read access control lists), and on z/OS its tag. Raises OSError, with
    nothing changed, where that cannot be, and when the file is not any more what ``before`` says.
    """
    with _new_copy(path, data, before) as temporary:
        _require_unchanged(path, before)
        os.replace(temporary, path)
    _sync_folder(os.path.dirname(path))


def back_up(path: str, data: bytes, before: os.stat_result, backup: str) -> None:
    """Give ``data``, the content of the file at ``path``, to a new file ``backup`` beside it.

    The backup has the attributes of the file, as with ``replace``. Raises OSError, with nothing
    changed: FileExistsError for a backup that exists, others as ``replace``.
    """
    with _new_copy(path, data, before) as temporary:
        _require_unchanged(path, before)
        _name(temporary, backup)
    _sync_folder(os.path.dirname(path))


def create(path: str, data: bytes) -> None:
    """Write a new file, in one step. Raises OSError: FileExistsError for a file that exists."""
    path = os.path.abspath(path)
    with _new_copy(path, data, None) as temporary:
        _name(temporary, path)
    _sync_folder(os.path.dirname(path))


def restore(path: str, before: os.stat_result, backup: str) -> None:
    """Put the file ``backup`` in the place of the file at ``path``, in one step.

    Raises OSError, with nothing changed, when the file is not any more what ``before`` says.
    """
    _require_unchanged(path, before)
    os.replace(backup, path)
    _sync_folder(os.path.dirname(path))


@contextlib.contextmanager
def _new_copy(path: str, data: bytes, before: os.stat_result | None) -> Iterator[str]:
    """A new file beside ``path`` with the content ``data`` and the attributes of the file.

    ``before`` is the status of that file; None where there is no file yet. The new file is removed
    where the block raises. The block gives it another name.
    """
    descriptor, temporary = _copy_of(path)
    try:
        os.close(descriptor)
        if before is not None:
            _copy_tag(path, temporary)
        # With its tag first: z/OS may convert what is written to a tagged file.
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if before is not None:
            _keep(path, before, temporary)
        with open(temporary, "rb") as file:
            if file.read() != data:
                raise OSError(0, "the new content could not be read back")
        yield temporary
    except BaseException:
        with contextlib.suppress(OSError):
            _discard(temporary)
        raise


def _name(temporary: str, path: str) -> None:
    """Give a copy the name ``path``. Raises FileExistsError for a file that exists."""
    try:
        # A link, and not a new name: it refuses a file that exists.
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links.
        if os.path.lexists(path):
            raise
        os.rename(temporary, path)
    else:
        _discard(temporary)


def _require_unchanged(path: str, before: os.stat_result) -> None:
    now = os.stat(path)
    if (now.st_ino, now.st_mtime_ns, now.st_size, now.st_nlink) != (
        before.st_ino, before.st_mtime_ns, before.st_size, before.st_nlink,
    ):  # fmt: skip
        raise OSError(0, "another program changed the file during the command")


def _copy_of(path: str) -> tuple[int, str]:
    """A new file beside ``path``, open, readable by its owner, and its name."""
    folder, name = os.path.split(path)
    return tempfile.mkstemp(prefix=f".{name[:100]}.", suffix=_SUFFIX, dir=folder)


def _discard(temporary: str) -> None:
    """Remove a copy, even if Ctrl-C comes right now. Raises OSError."""
    try:
        os.unlink(temporary)
    except KeyboardInterrupt:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _clean(folder: str, name: str) -> None:
    """Remove the copies of the file that runs left which were killed while they wrote it."""
    left = re.compile(rf"\.{re.escape(name[:100])}\.[a-z0-9_]{{8}}{re.escape(_SUFFIX)}")
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            if not left.fullmatch(entry.name):
                continue
            with contextlib.suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(status.st_mode) and time.time() - status.st_mtime > _STALE:
                    os.unlink(entry.path)


def _keep(path: str, before: os.stat_result, temporary: str) -> None:
    """Give the copy owner, group, mode, access control list and attributes of the file."""
    now = os.stat(temporary)
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        try:
            os.chown(temporary, before.st_uid, before.st_gid)
        except PermissionError:
            raise OSError(0, "the file would get another owner or group") from None
    os.chmod(temporary, stat.S_IMODE(before.st_mode))
    _copy_attributes(path, temporary)


def _copy_attributes(path: str, temporary: str) -> None:
    """Extended attributes, as which Linux shows access control lists, too.

    A security module's label (``security.…``) is the system's to give. The copy may have a list
    that it got from its folder, and the file has none.
    """
    if sys.platform != "linux":
        return
    try:
        wanted = {name: os.getxattr(path, name) for name in os.listxattr(path)}
        has = {name: os.getxattr(temporary, name) for name in os.listxattr(temporary)}
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENOSYS):
            return
        raise
    for name in sorted(wanted.keys() | has.keys()):
        if name.startswith("security.") or wanted.get(name) == has.get(name):
            continue
        try:
            if name in wanted:
                os.setxattr(temporary, name, wanted[name])
            else:
                os.removexattr(temporary, name)
        except OSError:
            raise OSError(0, f"the attribute {name} of the file could not be kept") from None


def _copy_tag(path: str, temporary: str) -> None:
    """Tag ``temporary`` as ``path`` is, with the module of IBM's Python for that.

    Where it is not there, the content is compared after it was written, which tells whether
    the tag matters.
    """
    if sys.platform != "zos":
        return
    with contextlib.suppress(ImportError, AttributeError, TypeError, ValueError, OSError):
        zos_util = importlib.import_module("zos_util")
        ccsid, is_text = zos_util.get_tag_info(path)
        if ccsid:
            zos_util.chtag(temporary, ccsid, set_txtflag=bool(is_text))
        else:
            zos_util.untag(temporary)


def _sync_folder(folder: str) -> None:
    """Make the new name last; file systems that cannot do that for a folder do it themselves."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
