"""Reading a file that a user names, whatever it turns out to be, and files of the package."""

from __future__ import annotations

import os
from typing import Any

import zwe_vsam


def read_limited(path: str, size: int) -> bytes:
    """At most ``size`` bytes from the beginning. Raises OSError, ValueError.

    A pipe that nobody writes to is empty; for one that has a writer the read waits.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:
        if hasattr(os, "O_NONBLOCK"):
            # Windows has no such flag, and no set_blocking for files either.
            os.set_blocking(descriptor, True)
        return file.read(size)


def packaged(*path: str) -> bytes:
    """A file that comes with the package, by its path from the folder or zip that holds both.

    The loader reads it, so that it is found wherever Python finds the package (importlib's
    ``get_data``). Importing importlib.resources takes 20 ms, a fifth of the start of ``render``.
    Raises OSError.
    """
    loader: Any = zwe_vsam.__spec__.loader
    root = os.path.dirname(os.path.dirname(zwe_vsam.__file__))
    data: bytes = loader.get_data(os.path.join(root, *path))
    return data
