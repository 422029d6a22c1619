"""The templates that come with the package."""

from __future__ import annotations

from zwe_vsam import files


def read(member: str) -> bytes:
    """Return the bundled template of ``member``, such as ``ZWECSVSM``. Raises OSError."""
    name = f"{member}.jcl.j2"
    try:
        return files.packaged("zwe_vsam", "templates", name)
    except OSError:
        # In a wheel the templates lie inside the package, in a checkout beside it.
        return files.packaged("templates", name)
