"""The package where it is no folder of files, and where Python lacks what only Unix has."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import ebcdic
import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, ROOT
from tests.test_process import environment, process

PACKAGE = ROOT / "zwe_vsam"
SAMPLE = "IBMUSER.ZWE.SZWESAMP(ZWECSVSM)"


def archive(path: Path, templates: str) -> Path:
    """A zip of the package and of its code pages; ``templates`` is where its members are in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for source in sorted(PACKAGE.rglob("*")):
            if source.is_file() and "__pycache__" not in source.parts:
                file.write(source, source.relative_to(ROOT))
        code_pages = Path(ebcdic.__file__).parent
        for source in code_pages.glob("*.py"):
            file.write(source, f"ebcdic/{source.name}")
        for source in sorted((ROOT / "templates").iterdir()):
            file.write(source, f"{templates}/{source.name}")
    return path


@pytest.mark.parametrize(
    "templates", ["zwe_vsam/templates", "templates"], ids=["as in a wheel", "as in a checkout"]
)
def test_from_a_zip(tmp_path: Path, templates: str) -> None:
    packed = archive(tmp_path / "zwe_vsam.zip", templates)
    env = environment(PYTHONPATH=str(packed))
    program = [sys.executable, "-c", "import zwe_vsam; print(zwe_vsam.__file__)"]
    ran = process(program=program, env=env, cwd=tmp_path)
    assert ran.stdout.decode().startswith(f"{packed}/zwe_vsam/")
    for argv in (
        ("render", "-c", MINIMAL),
        ("check", "-c", MINIMAL),
        ("init", "-c", MINIMAL, "--dry-run"),
        ("remove", "--help"),
    ):
        packed_run, plain = (
            process(*argv, env=chosen, cwd=tmp_path) for chosen in (env, environment())
        )
        assert packed_run.returncode == plain.returncode == 0, packed_run.stderr
        assert (packed_run.stdout, packed_run.stderr) == (plain.stdout, plain.stderr)


def test_a_sandbox_from_a_zip(tmp_path: Path) -> None:
    packed = archive(tmp_path / "zwe_vsam.zip", "zwe_vsam/templates")
    env = environment(PYTHONPATH=str(packed))
    box = tmp_path / "box"
    ran = process("sandbox", "create", box, "--dialect", "brace", env=env, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    sample = (PACKAGE / "sandbox" / "samples" / "ZWECSVSM.brace.jcl").read_text().splitlines()
    read = process("sandbox", "read", box, SAMPLE, env=env, cwd=tmp_path).stdout.decode()
    assert read.splitlines() == [line.rstrip() for line in sample]
    argv = ("init", "-c", MINIMAL, "--sandbox", box)
    ran = process(*argv, "--dry-run", env=env, cwd=tmp_path)
    assert ran.returncode == 0
    assert f"NAME({CLUSTER})".encode() in ran.stdout
    ran = process(*argv, env=env, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert b"created successfully" in ran.stdout
    listed = process("sandbox", "list", box, env=env, cwd=tmp_path).stdout.decode()
    assert f"CLUSTER  {CLUSTER}" in listed
    assert JCLLIB in listed


def test_a_program_of_one_file(tmp_path: Path) -> None:
    """As ``python -m zipapp`` makes it."""
    packed = archive(tmp_path / "zwe_vsam.zip", "zwe_vsam/templates")
    with zipfile.ZipFile(packed, "a") as file:
        file.writestr("__main__.py", "from zwe_vsam.__main__ import run\nrun()\n")
    argv = ("render", "-c", MINIMAL)
    ran = process(*argv, program=[sys.executable, packed], cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == process(*argv).stdout
