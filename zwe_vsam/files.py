"""Reading a file that a user names, whatever it turns out to be."""

from __future__ import annotations

import os


def head(path: str, size: int) -> bytes:
    """At most ``size`` bytes from the beginning. Raises OSError, ValueError.

    A pipe that nobody writes to is empty; for one that has a writer the read waits.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:
        if hasattr(os, "set_blocking"):
            os.set_blocking(descriptor, True)
        return file.read(size)
