"""The sandboxes directly below a folder, each a system of a fleet."""

from __future__ import annotations

import os
from pathlib import Path

from zwe_vsam.errors import Unavailable
from zwe_vsam.sandbox.store import Store


def names(folder: Path) -> list[str]:
    """Return the names of the sandboxes in ``folder``, sorted. Raises OSError."""
    return sorted(name for name in os.listdir(folder) if is_member(folder, name))


def is_member(folder: Path, name: str) -> bool:
    """Whether ``name`` is that of a sandbox directly below ``folder``.

    A link is none: it can lead to a sandbox elsewhere, which the user did not name. A name that
    begins with a full stop is none: such folders are sandboxes that are being created.
    Raises OSError.
    """
    if not name or name.startswith(".") or "/" in name or "\0" in name or os.sep in name:
        return False
    place = folder / name
    try:
        return not place.is_symlink() and Store(place).is_sandbox()
    except Unavailable:
        return True  # Each operation says what is wrong with it.
