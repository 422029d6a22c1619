"""The package as users get it: from a wheel, from a checkout, and without a compiler."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, ROOT


def _python(environment: Path) -> str:
    return str(environment / "bin" / "python")


def _run(*command: object, cwd: Path, **variables: str) -> str:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    }
    ran = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def _install(environment: Path, *what: object, **variables: str) -> None:
    venv.create(environment, with_pip=True)
    _run(
        _python(environment), "-m", "pip", "install", "--quiet", *what,
        cwd=environment, **variables,
    )  # fmt: skip


def _renders(environment: Path, elsewhere: Path) -> None:
    """Both ways to start the program print the member, far from the checkout."""
    script = _run(environment / "bin" / "zwe-vsam", "render", "-c", MINIMAL, cwd=elsewhere)
    module = _run(_python(environment), "-m", "zwe_vsam", "render", "-c", MINIMAL, cwd=elsewhere)
    assert script == module
    assert script.startswith("//ZWECSVSM JOB\n")
    assert "NAME(IBMUSER.ZWE.CUST.CACHE)" in script


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # Without --wheel, build makes the wheel from the sdist: what the wheel holds, both hold.
    _run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_holds_templates_samples_and_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "zwe_vsam/templates/ZWECSVSM.jcl.j2",
        "zwe_vsam/templates/ZWECSRVS.jcl.j2",
        "zwe_vsam/sandbox/samples/ZWECSVSM.hash.jcl",
        "zwe_vsam/diagnosis/causes.toml",
        "zwe_vsam/diagnosis/waiting.toml",
        "zwe_vsam/py.typed",
    } <= names
    assert not [name for name in names if name.startswith("tests/")]


def test_wheel_without_a_compiler(wheel: Path, tmp_path: Path) -> None:
    """As on z/OS: PyYAML and MarkupSafe from source, no C compiler, and nothing else native."""
    environment = tmp_path / "venv"
    _install(
        environment, "--no-cache-dir", "--no-binary", "PyYAML", "--no-binary", "MarkupSafe", wheel,
        CC="/bin/false", CXX="/bin/false",
    )  # fmt: skip
    native = [p.name for p in environment.glob("lib/*/site-packages/**/*.so")]
    assert native == []
    _renders(environment, tmp_path)
    box = tmp_path / "box"
    created = _run(
        environment / "bin" / "zwe-vsam", "init", "-c", MINIMAL, "--sandbox", box, cwd=tmp_path
    )
    assert "created successfully" in created
    for extra, *arguments in (
        ("zosmf", "verify", "-c", MINIMAL, "--target", "zosmf"),
        ("sandbox", "sandbox", "serve", box),
    ):
        ran = subprocess.run(
            [environment / "bin" / "zwe-vsam", *arguments],
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert ran.returncode == 233
        assert f"pip install 'zwe-vsam[{extra}]'" in ran.stderr
        assert "Traceback" not in ran.stderr


def test_editable_install(tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    _install(environment, "-e", ROOT)
    _renders(environment, tmp_path)


def test_offline_install_as_documented(tmp_path: Path) -> None:
    """The lines of docs/how-to/zos.md, with this Python's version for that of z/OS."""
    page = (ROOT / "docs" / "how-to" / "zos.md").read_text()
    collect = page.partition("### Without a network")[2].split("```")[1].partition("\n")[2]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    wheels = tmp_path / "wheels"
    script = collect.replace("3.12", version).replace(" wheels", f" {wheels}")
    script = script.replace("python3 ", f"{sys.executable} ")
    _run("sh", "-ec", script, cwd=ROOT)
    environment = tmp_path / "venv"
    offline = ("--no-index", "--find-links", wheels, "zwe-vsam")
    _install(environment, *offline, CC="/bin/false", CXX="/bin/false")
    _renders(environment, tmp_path)
