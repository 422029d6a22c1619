"""The package where it is no folder of files, and where Python lacks what only Unix has."""

from __future__ import annotations

import os
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


def test_pages_from_a_zip(tmp_path: Path) -> None:
    packed = archive(tmp_path / "zwe_vsam.zip", "zwe_vsam/templates")
    env = environment(PYTHONPATH=str(packed))
    box, pages = tmp_path / "box", [tmp_path / "evidence.html", tmp_path / "report.html"]
    argv = ("init", "-c", MINIMAL, "--sandbox", box, "--output", "json", "--evidence", pages[0])
    ran = process(*argv, env=env, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    (tmp_path / "sysa.json").write_bytes(ran.stdout)
    ran = process("report", "sysa.json", "--html", pages[1], env=env, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert all(page.read_text().endswith("</html>") for page in pages)


def test_a_program_of_one_file(tmp_path: Path) -> None:
    """As ``python -m zipapp`` makes it."""
    packed = archive(tmp_path / "zwe_vsam.zip", "zwe_vsam/templates")
    with zipfile.ZipFile(packed, "a") as file:
        file.writestr("__main__.py", "from zwe_vsam.__main__ import run\nrun()\n")
    argv = ("render", "-c", MINIMAL)
    ran = process(*argv, program=[sys.executable, packed], cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == process(*argv).stdout


UNIX_ONLY = "fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty"
"""Modules of Python that Windows does not have (Python documentation, "Unix Specific Services")."""
CUSTOM = """
import os, signal, sys
import subprocess  # It takes msvcrt for a sign of Windows, so before there is a stand-in.

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name in {modules!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

for name in {modules!r}:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Missing())
sys.path.append({extra!r})
for module, names in ((os, {os_names!r}), (signal, {signals!r})):
    for name in names:
        if hasattr(module, name):
            delattr(module, name)

def set_blocking(descriptor, blocking):
    raise OSError(22, "Invalid argument")

if {os_names!r}:
    os.set_blocking = set_blocking
"""
OS_NAMES = [
    "O_NOFOLLOW", "O_NONBLOCK", "O_DIRECTORY", "O_CLOEXEC", "getuid", "geteuid", "getgid",
    "getegid", "chown", "fchown", "fchmod", "uname", "fork", "mkfifo", "getxattr", "listxattr",
    "setxattr", "removexattr",
]  # fmt: skip
SIGNALS = ["SIGHUP", "SIGKILL", "SIGUSR1", "SIGALRM", "SIGPIPE"]
MSVCRT = """
import os
LK_UNLCK, LK_LOCK, LK_NBLCK = 0, 1, 2
refused = 0

def locking(descriptor, mode, count):
    global refused
    with open({calls!r}, "a") as file:
        print(mode, count, os.lseek(descriptor, 0, os.SEEK_CUR), file=file)
    if mode == LK_NBLCK and refused < 2:
        refused += 1
        raise PermissionError(13, "Permission denied")
"""


@pytest.fixture(params=["modules", "modules and names"])
def windows(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """An environment whose Python lacks what only Unix has; ``sys.platform`` stays as it is."""
    names = OS_NAMES if "names" in request.param else []
    signals = SIGNALS if names else []
    folder = tmp_path / "custom"
    folder.mkdir()
    text = CUSTOM.format(
        extra=str(tmp_path / "windows"), modules=UNIX_ONLY, os_names=names, signals=signals
    )
    (folder / "sitecustomize.py").write_text(text)
    return environment(PYTHONPATH=f"{folder}{os.pathsep}{ROOT}")


class TestWithoutUnix:
    def test_the_modules_are_really_missing(self, windows: dict[str, str]) -> None:
        for name in UNIX_ONLY:
            script = f"try:\n import {name}\nexcept ImportError:\n print('missing')"
            ran = process(program=[sys.executable, "-c", script], env=windows)
            assert ran.stdout == b"missing\n", name

    @pytest.mark.parametrize(
        "argv",
        [
            ("--help",),
            ("sandbox", "--help"),
            ("version",),
            ("render", "-c", MINIMAL),
            ("render", "-c", MINIMAL, "--template", ROOT / "templates" / "ZWECSVSM.jcl.j2"),
            ("check", "-c", MINIMAL),
            ("config", "-c", MINIMAL),
            ("init", "-c", MINIMAL, "--dry-run"),
            ("verify", "-c", MINIMAL),
            ("job", "1"),
        ],
    )
    def test_what_needs_no_lock(self, windows: dict[str, str], argv: tuple[object, ...]) -> None:
        ran, plain = process(*argv, env=windows), process(*argv)
        assert ran.returncode == plain.returncode, ran.stderr
        assert (ran.stdout, ran.stderr) == (plain.stdout, plain.stderr)

    def test_the_configuration_can_be_updated(
        self, windows: dict[str, str], tmp_path: Path
    ) -> None:
        text = MINIMAL.read_text().replace("      volume:", "      name: A.B\n      volume:")
        (tmp_path / "zowe.yaml").write_text(text.partition("      vsam:\n        name")[0])
        argv = ("init", "-c", tmp_path / "zowe.yaml", "--dry-run", "--update-config")
        assert process(*argv, env=windows).returncode == 0

    def test_a_sandbox_says_that_it_needs_a_lock(
        self, windows: dict[str, str], tmp_path: Path
    ) -> None:
        box = tmp_path / "box"
        for argv in (("sandbox", "create", box), ("init", "-c", MINIMAL, "--sandbox", box)):
            ran = process(*argv, env=windows)
            assert ran.returncode == 233
            assert b"This Python has no file locks, which a sandbox needs." in ran.stderr

    def test_a_sandbox_with_the_locks_of_windows(
        self, windows: dict[str, str], tmp_path: Path
    ) -> None:
        calls = tmp_path / "calls"
        (tmp_path / "windows").mkdir()
        (tmp_path / "windows" / "msvcrt.py").write_text(MSVCRT.format(calls=str(calls)))
        argv = ("init", "-c", MINIMAL, "--sandbox", tmp_path / "box")
        ran = process(*argv, env=windows)
        assert ran.returncode == 0, ran.stderr
        assert b"created successfully" in ran.stdout
        made = calls.read_text().splitlines()
        # Refused twice, then had; and each lock is given up, at the byte where it was taken.
        assert made[:4] == ["2 1 0", "2 1 0", "2 1 0", "0 1 0"]
        assert made[4:] == ["2 1 0", "0 1 0"] * (len(made[4:]) // 2)
        assert len(made) > 6
