"""The wheels that a release holds: downloaded by hash, read, and freed of compiled modules.

``python -m tools.release.wheels FOLDER`` downloads them. Nothing else needs a network.
"""

from __future__ import annotations

import base64
import email
import hashlib
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from functools import cached_property
from pathlib import Path, PurePosixPath

from tools.release.archive import Files, write_zip

PINS = Path("release/requirements.txt")
# The pins name the wheels of this platform. Which one it is makes no difference: the compiled
# modules are removed, and what remains is equal on all of them.
_PLATFORM = (
    "--platform", "manylinux_2_17_x86_64", "--platform", "manylinux2014_x86_64",
    "--platform", "any", "--implementation", "cp", "--abi", "cp311", "--abi", "none",
    "--python-version", "3.11",
)  # fmt: skip
_COMPILED = (".so", ".pyd", ".dylib")
_SOURCES_OF_COMPILED = (".c", ".h", ".pyx", ".pxd")
_PURE = b"Wheel-Version: 1.0\nGenerator: zwe-vsam\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


@dataclass(frozen=True)
class Wheel:
    """A wheel file and what it says of itself."""

    path: Path
    origin: Path
    """The file as its authors published it: ``path``, unless compiled modules were removed."""

    @cached_property
    def files(self) -> Files:
        """The contents by path."""
        return _contents(self.path)

    @cached_property
    def metadata(self) -> Message:
        """The core metadata (PyPA specifications, "Core metadata")."""
        return email.message_from_bytes(self.files[f"{_info(self.files)}/METADATA"])

    @property
    def name(self) -> str:
        """The name of the distribution, as its authors write it."""
        return str(self.metadata["Name"])

    @property
    def version(self) -> str:
        """The version of the distribution."""
        return str(self.metadata["Version"])

    @property
    def is_changed(self) -> bool:
        """Whether compiled modules were removed."""
        return self.path != self.origin

    @property
    def sha256(self) -> str:
        """The hash of the file, in hexadecimal digits."""
        return sha256(self.path)

    @property
    def license_texts(self) -> Files:
        """The license files, by path."""
        names = "LICENSE", "LICENCE", "COPYING", "NOTICE"
        return {
            path: content
            for path, content in self.files.items()
            if PurePosixPath(path).name.upper().startswith(names)
        }


def sha256(path: Path) -> str:
    """The hash of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def download(folder: Path, *options: str) -> None:
    """Put the pinned wheels into ``folder``, through pip; a hash that differs is an error.

    Raises subprocess.CalledProcessError.
    """
    subprocess.run(
        [
            sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
            "--no-deps", "--only-binary=:all:", *_PLATFORM, "--dest", str(folder), *options,
        ],
        check=True,
    )  # fmt: skip


def read(folder: Path, target: Path, epoch: int) -> list[Wheel]:
    """The wheels of ``folder`` in alphabetical order, pure ones in ``target`` for compiled ones."""
    target.mkdir(parents=True, exist_ok=True)
    return [_pure(path, target, epoch) for path in sorted(folder.glob("*.whl"))]


def check(wheels: Sequence[Wheel], pins: str) -> None:
    """Compare the files as their authors published them with ``pins``, a requirements file.

    Raises ValueError if a wheel is missing, unknown, or has another hash.
    """
    expected = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", pins))
    present = {sha256(wheel.origin): wheel.origin.name for wheel in wheels}
    for digest in sorted(expected ^ present.keys()):
        name = present.get(digest)
        raise ValueError(f"{name}: not pinned" if name else f"no wheel has the hash {digest}")


def _contents(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def _info(files: Files) -> str:
    """The name of the folder of metadata."""
    (name,) = {path.partition("/")[0] for path in files if ".dist-info/" in path}
    return name


def _pure(path: Path, target: Path, epoch: int) -> Wheel:
    """The wheel without its compiled modules, which are optional in each wheel that is pinned.

    PyYAML and MarkupSafe import their compiled modules if they can, and have the same functions
    in Python. The install tests run with this form alone.
    """
    files = _contents(path)
    if not any(name.endswith(_COMPILED) for name in files):
        return Wheel(path, path)
    info = _info(files)
    kept = {
        name: content
        for name, content in files.items()
        if not name.endswith(_COMPILED + _SOURCES_OF_COMPILED)
    }
    kept[f"{info}/WHEEL"] = _PURE
    kept[f"{info}/RECORD"] = _record(kept, f"{info}/RECORD")
    pure = target / f"{info.removesuffix('.dist-info')}-py3-none-any.whl"
    write_zip(pure, kept, epoch)
    return Wheel(pure, path)


def _record(files: Files, own_name: str) -> bytes:
    """The list of files with their hashes (PyPA specifications, "Recording installed projects")."""
    lines = []
    for name in sorted(files.keys() - {own_name}):
        digest = base64.urlsafe_b64encode(hashlib.sha256(files[name]).digest()).rstrip(b"=")
        lines.append(f"{name},sha256={digest.decode()},{len(files[name])}\n")
    return "".join([*lines, f"{own_name},,\n"]).encode()


if __name__ == "__main__":
    download(Path(sys.argv[1]), "--require-hashes", "-r", str(PINS))
