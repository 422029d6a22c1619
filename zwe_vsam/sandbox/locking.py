"""An exclusive lock on an open file: flock on Unix, a locked byte on Windows.

Sources: Python documentation, "fcntl" (Unix) and "msvcrt" (Windows).
"""

from __future__ import annotations

import errno
import importlib
import os
import time
from typing import Any

from zwe_vsam.errors import Unavailable

_PAUSE = 0.02
"""Seconds between two attempts on Windows, whose own waiting ends after ten seconds."""


def _module(name: str) -> Any:
    """Return the module, or None where this Python does not have it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


_UNIX: Any = _module("fcntl")
_WINDOWS: Any = None if _UNIX else _module("msvcrt")


def lock(descriptor: int) -> None:
    """Wait until this process alone has the file. Raises OSError, and Unavailable without locks."""
    if _UNIX:
        _UNIX.flock(descriptor, _UNIX.LOCK_EX)
    elif _WINDOWS:
        _lock_byte(descriptor)
    else:
        raise Unavailable("ZWV8018E")


def close(descriptor: int) -> None:
    """Release the lock, if any, and close the file."""
    try:
        # With flock, the lock ends with the file.
        if _WINDOWS:
            _WINDOWS.locking(descriptor, _WINDOWS.LK_UNLCK, 1)
    except OSError:
        pass  # It was not locked.
    finally:
        os.close(descriptor)


def _lock_byte(descriptor: int) -> None:
    while True:
        try:
            _WINDOWS.locking(descriptor, _WINDOWS.LK_NBLCK, 1)
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EDEADLK):
                raise
            time.sleep(_PAUSE)
        else:
            return
