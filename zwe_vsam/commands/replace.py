"""Replaces a file as a whole: after a crash there is the old one or the new one, never a part."""

from __future__ import annotations

import contextlib
import importlib
import os
import stat
import sys
import tempfile


def replace(path: str, data: bytes, before: os.stat_result) -> None:
    """Give the file at ``path``, no symbolic link, the content ``data``.

    It keeps its mode, owner, group and, on z/OS, its tag. Raises OSError, with nothing changed,
    where that cannot be, and when the file is not any more what ``before`` says of it.
    """
    if before.st_nlink > 1:
        raise OSError(0, "it has other names (hard links), which would keep the old content")
    folder = os.path.dirname(path)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{os.path.basename(path)[:100]}.", dir=folder)
    os.close(descriptor)
    try:
        _copy_tag(path, temporary)
        # With its tag first: z/OS may convert what is written to a tagged file.
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _copy_owner(before, temporary)
        with open(temporary, "rb") as file:
            if file.read() != data:
                raise OSError(0, "what was written could not be read back")
        now = os.stat(path)
        if (now.st_ino, now.st_mtime_ns, now.st_size) != (
            before.st_ino, before.st_mtime_ns, before.st_size,
        ):  # fmt: skip
            raise OSError(0, "somebody changed the file meanwhile")
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(folder)


def _copy_owner(before: os.stat_result, temporary: str) -> None:
    now = os.stat(temporary)
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        try:
            os.chown(temporary, before.st_uid, before.st_gid)
        except PermissionError:
            raise OSError(0, "it would change its owner or group") from None
    os.chmod(temporary, stat.S_IMODE(before.st_mode))


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
