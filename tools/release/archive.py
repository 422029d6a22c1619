"""Archives that are equal byte for byte whenever their contents are."""

from __future__ import annotations

import io
import tarfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, bytes]
"""Contents by path; the separator is ``/``."""

_FIRST_ZIP_TIME = 315532800  # 1980-01-01: the zip format has no earlier time.


def is_program(name: str) -> bool:
    """Whether a file of this name gets execute permission."""
    return name.endswith(".sh")


def write_zip(path: Path, files: Files, epoch: int) -> None:
    """Write a zip file; every entry has the time ``epoch``, in seconds since 1970, UTC."""
    moment = time.gmtime(max(epoch, _FIRST_ZIP_TIME))
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, moment[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every system.
            entry.external_attr = (0o100755 if is_program(name) else 0o100644) << 16
            archive.writestr(entry, files[name], compresslevel=9)


def write_tar(path: Path, folder: str, files: Files, epoch: int) -> None:
    """Write an archive in USTAR format, the default of pax on z/OS.

    All paths begin with ``folder``, unless it is empty. Raises ValueError if a path has more than
    the 100 characters that every pax reads.
    """
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as archive:
        for name in sorted(files):
            entry = tarfile.TarInfo(f"{folder}/{name}" if folder else name)
            if len(entry.name) > 100:
                raise ValueError(f"{entry.name}: longer than 100 characters")
            entry.size = len(files[name])
            entry.mtime = epoch
            entry.mode = 0o755 if is_program(name) else 0o644
            archive.addfile(entry, io.BytesIO(files[name]))
