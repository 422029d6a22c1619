"""The files that ``make release`` built, and a place without a network."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import ebcdic  # noqa: F401  (it makes the code page cp1047 known)
import pytest

from zwe_vsam import __version__

NAME = f"zwe-vsam-{__version__}"
LIMIT = 120
"""Seconds after which a process that hangs is a failure."""


@functools.cache
def isolated() -> tuple[str, ...]:
    """The words before a command that take the network away from it, where the kernel can."""
    words = ("unshare", "--map-root-user", "--net")
    can = shutil.which("unshare") and not subprocess.run([*words, "true"], check=False).returncode
    return words if can else ()


def environment(**variables: str) -> dict[str, str]:
    """A z/OS UNIX shell's: no compiler, no way to a package index, nothing of the caller's."""
    return {
        "PATH": f"{Path(sys.executable).resolve().parent}:/usr/bin:/bin",
        "HOME": os.environ.get("HOME", "/"),
        "CC": "/bin/false",
        "CXX": "/bin/false",
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
        **variables,
    }


def offline(*command: object, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command without a network and without a compiler."""
    return subprocess.run(
        [*isolated(), *(str(word) for word in command)],
        cwd=cwd,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )


@pytest.fixture(scope="session")
def folder() -> Path:
    """The folder of the release."""
    named = os.environ.get("RELEASE_FOLDER")
    if not named:
        pytest.skip("make test-release builds the release and names its folder")
    return Path(named)


@pytest.fixture(scope="session")
def builder(folder: Path) -> str:
    """The Python that built the release."""
    return os.environ["RELEASE_PYTHON"]


@pytest.fixture(scope="session")
def original(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive for z/OS, unpacked."""
    target = tmp_path_factory.mktemp("original")
    with tarfile.open(folder / f"{NAME}-zos.tar") as archive:
        archive.extractall(target, filter="tar")
    return target / NAME


@pytest.fixture
def unpacked(original: Path, tmp_path: Path) -> Path:
    """A copy of it whose install.sh is in the code page of this system's shell, not in IBM-1047."""
    target = tmp_path / NAME
    shutil.copytree(original, target)
    for name in ("install.sh", "README.txt"):
        text = (target / name).read_bytes().decode("cp1047")
        (target / name).write_text(text)
    return target


@pytest.fixture
def unchanged(unpacked: Path) -> Callable[[], bool]:
    """Whether the unpacked archive is still as it was."""

    def contents() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in unpacked.rglob("*") if path.is_file()}

    before = contents()
    return lambda: contents() == before
