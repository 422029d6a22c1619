"""The templates that come with the package."""

from __future__ import annotations

import os

_HERE = os.path.dirname(os.path.abspath(__file__))
_FOLDERS = (
    # In a wheel the templates lie inside the package, in a checkout beside it.
    os.path.join(os.path.dirname(_HERE), "templates"),
    os.path.join(os.path.dirname(os.path.dirname(_HERE)), "templates"),
)


def path(member: str) -> str:
    """The file that holds the bundled template of ``member``, such as ``ZWECSVSM``."""
    candidates = [os.path.join(folder, f"{member}.jcl.j2") for folder in _FOLDERS]
    return next(filter(os.path.isfile, candidates), candidates[0])
