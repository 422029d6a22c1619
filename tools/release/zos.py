"""The archive for z/OS: wheels, a script that installs them, manual pages, licenses."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from tools.release.archive import Files
from tools.release.wheels import Wheel
from zwe_vsam.zos import records

SOURCES = Path("release/zos")
MANUAL = Path("docs/man")
EBCDIC = ("install.sh", "README.txt")
"""What a z/OS UNIX shell reads before anything is tagged: in IBM-1047 inside the archive."""


def contents(
    project: Wheel, libraries: Sequence[Wheel], licenses: bytes, sbom: bytes
) -> dict[str, bytes]:
    """The files of the archive, by path."""
    wheels = [project, *libraries]
    files: dict[str, bytes] = {
        "LICENSE": Path("LICENSE").read_bytes(),
        "LICENSES.txt": licenses,
        "sbom.cdx.json": sbom,
        "requirements.txt": requirements(wheels),
    }
    for wheel in wheels:
        files[f"wheels/{wheel.path.name}"] = wheel.path.read_bytes()
    for page in sorted(MANUAL.glob("*.1")):
        files[f"man/{page.name}"] = page.read_bytes()
    for name in EBCDIC:
        files[name] = to_ebcdic((SOURCES / name).read_text(encoding="ascii"))
    files["SHA256SUMS"] = checksums(files)
    return files


def requirements(wheels: Sequence[Wheel]) -> bytes:
    """What pip is to install, each by version and hash."""
    lines = [f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.sha256}\n" for wheel in wheels]
    return "".join(lines).encode()


def to_ebcdic(text: str) -> bytes:
    """``text`` in IBM-1047, which has the newline of z/OS UNIX, X'15'."""
    records.register_code_pages()
    return text.encode("cp1047")


def checksums(files: Files) -> bytes:
    """The hashes of ``files``, in the form that ``sha256sum -c`` reads."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return "".join(lines).encode()
