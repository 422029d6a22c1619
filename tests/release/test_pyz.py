"""The program in one file, with nothing else of Python than its standard library."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MINIMAL
from tests.programs import process
from tests.release.conftest import NAME, environment, isolated, offline
from zwe_vsam import __version__

BARE = (sys.executable, "-I", "-S")
"""A Python that has no packages, and no modules of the current directory."""


@pytest.fixture
def pyz(folder: Path, tmp_path: Path) -> Path:
    """The file in a folder of its own."""
    place = tmp_path / "program"
    place.mkdir()
    return Path(shutil.copy(folder / "zwe-vsam.pyz", place))


def test_size(folder: Path) -> None:
    assert 2_000_000 < (folder / "zwe-vsam.pyz").stat().st_size < 3_000_000


def test_version(pyz: Path) -> None:
    ran = offline(*BARE, pyz, "version", cwd=pyz.parent)
    assert (ran.returncode, ran.stdout) == (0, f"zwe-vsam {__version__}\n")


@pytest.mark.parametrize(
    "words",
    [
        ("render", "-c", MINIMAL),
        ("check", "-c", MINIMAL),
        ("config", "-c", MINIMAL),
        ("explain", "ZWEL0158E"),
        ("init", "--help"),
        ("init", "-c", "missing.yaml"),
    ],
    ids=lambda words: words[0],
)
def test_prints_what_the_package_prints(pyz: Path, words: tuple[object, ...]) -> None:
    ran, plain = offline(*BARE, pyz, *words, cwd=pyz.parent), process(*words)
    assert ran.returncode == plain.returncode
    assert (ran.stdout, ran.stderr) == (plain.stdout.decode(), plain.stderr.decode())


def test_the_main_job_from_a_read_only_folder(pyz: Path, tmp_path: Path) -> None:
    """The folder is mounted read-only: root could write through the permissions of a file."""
    box = tmp_path / "box"
    script = (
        'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && cd "$1" || exit 77\n'
        'touch here 2>/dev/null && exit 78\n'
        'shift; python=$1; shift; config=$1; shift\n'
        'for words in "--dry-run" "--silent"; do\n'
        '  "$python" -I -S zwe-vsam.pyz init -c "$config" --sandbox "$1" $words || exit\n'
        'done\n'
        '"$python" -I -S zwe-vsam.pyz verify -c "$config" --sandbox "$1" --output json\n'
    )  # fmt: skip
    ran = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "--net", "sh", "-c", script, "sh",
         pyz.parent, sys.executable, MINIMAL, box],
        env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if not isolated() or ran.returncode == 77:
        pytest.skip("this kernel gives no mount of one's own")
    assert ran.returncode == 0, ran.stderr
    result = json.loads(ran.stdout[ran.stdout.index("{\n") :])
    assert result["exit_code"] == 0
    assert [path.name for path in pyz.parent.iterdir()] == ["zwe-vsam.pyz"]


@pytest.mark.parametrize("level", ["3.11", "3.12", "3.13", "3.14"])
def test_other_pythons(pyz: Path, level: str) -> None:
    """Each one that this computer has."""
    python = f"python{level}"
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    here = [*versions.glob(f"{level}.*/bin/{python}"), *filter(None, [shutil.which(python)])]
    if not here:
        pytest.skip(f"{python} is not installed")
    ran = offline(here[0], "-I", "-S", pyz, "render", "-c", MINIMAL, cwd=pyz.parent)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("//ZWECSVSM JOB")


@pytest.mark.parametrize("level", [(2, 7, 18), (3, 6, 15), (3, 10, 13)])
def test_an_older_python_is_refused(pyz: Path, level: tuple[int, int, int]) -> None:
    script = f"import runpy, sys; sys.version_info = {level}; runpy.run_path({str(pyz)!r})"
    ran = offline(*BARE, "-c", script, cwd=pyz.parent)
    assert ran.returncode == 1
    expected = f"zwe-vsam needs Python 3.11 or later. This is Python {level[0]}.{level[1]}.\n"
    assert ran.stderr == expected


def test_licenses_are_inside(pyz: Path, folder: Path) -> None:
    bill = json.loads((folder / f"{NAME}.cdx.json").read_text())
    listed = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", pyz], capture_output=True, text=True, check=True
    ).stdout.lower()
    for each in bill["components"]:
        name = each["name"].lower().replace("-", "_")
        assert f"{name}-{each['version']}.dist-info/" in listed
