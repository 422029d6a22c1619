"""A member's own bytes where ZOAU only shows text (1.2), by the command cp of z/OS UNIX.

ZOAU 1.2 converts what it writes and what it shows; were both conversions wrong in the same way,
a comparison of texts would find no difference. ``cp -B`` copies a data set's records to a file as
they are, without anything between them (z/OS UNIX System Services Command Reference, cp; the
Ansible collection ibm_zos_core fetches members with it).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile

COMMAND = "/bin/cp"


class CopyFailed(Exception):
    """The command failed; what it said."""


def run(place: str, path: str) -> None:
    """Copy ``LIBRARY(MEMBER)`` to a file. Raises CopyFailed, OSError.

    No shell is in between, so a ``$`` in a name stays one.
    """
    done = subprocess.run(
        [COMMAND, "-B", f"//'{place}'", path],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise CopyFailed(done.stderr.strip() or f"{COMMAND} ended with code {done.returncode}")


def image(place: str) -> bytes:
    """The member's records, one after the other. Raises CopyFailed, OSError."""
    folder = tempfile.mkdtemp(prefix="zwe-vsam-")
    try:
        path = os.path.join(folder, "member")
        run(place, path)
        with open(path, "rb") as file:
            return file.read()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
