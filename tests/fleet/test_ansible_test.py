"""``ansible-test`` on the collection: sanity, units and integration, in virtual environments.

It downloads a get-pip for each new environment. A stand-in takes its place, so that nothing but
the package index is needed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.fleet.fleet import Fleet, tool
from tests.fleet.test_collection import command
from tests.fleet.test_collection import copy as copy

HERE = Path(__file__).parent


@pytest.fixture
def home() -> Path:
    """The home of ansible-test, with its environments: kept, as making them takes a minute."""
    folder = Path(os.environ["ANSIBLE_BIN"]).parent / "ansible-test-home"
    lib = Path(
        subprocess.run(
            [tool("python"), "-c", "import ansible_test; print(ansible_test.__path__[0])"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    )
    text = (lib / "_internal" / "python_requirements.py").read_text()
    cache = folder / ".ansible" / "test" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    versions = re.findall(r"pip='([0-9.]+)'", text)
    assert versions
    for version in versions:
        shutil.copy(HERE / "get_pip.py", cache / f"get_pip_{version.replace('.', '_')}.py")
    # ansible-test passes no variable of pip on. The user's package index is found by its file.
    settings = Path.home() / ".config" / "pip"
    if settings.is_dir():
        shutil.copytree(settings, folder / ".config" / "pip", dirs_exist_ok=True)
    return folder


def _version() -> str:
    """The Python of Ansible, as ansible-test names it."""
    program = "import sys; print('%d.%d' % sys.version_info[:2])"
    ran = subprocess.run(
        [tool("python"), "-c", program], capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


def test_sanity(copy: Path, home: Path) -> None:
    ran = command(
        *("ansible-test", "sanity", "--venv", "--python", _version(), "--color", "no"),
        cwd=copy,
        HOME=str(home),
    )
    assert ran.stdout.count("Running sanity test") >= 20, ran.stdout


def test_units(copy: Path, home: Path) -> None:
    ran = command(
        *("ansible-test", "units", "--venv", "--python", _version(), "--color", "no"),
        cwd=copy,
        HOME=str(home),
    )
    assert re.search(r"\b[3-9][0-9] passed", ran.stdout), ran.stdout


def test_integration(copy: Path, home: Path, fleet: Fleet) -> None:
    config = {"zwe_vsam_executable": [str(fleet.executable)], "zwe_vsam_folder": str(fleet.folder)}
    (copy / "tests" / "integration" / "integration_config.yml").write_text(json.dumps(config))
    ran = command(
        *("ansible-test", "integration", "--venv", "--python", _version(), "--color", "no"),
        cwd=copy,
        HOME=str(home),
    )
    assert re.search(r"testhost +: ok=11 +changed=3 .*failed=0 .*ignored=1", ran.stdout), ran.stdout
