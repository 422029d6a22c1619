"""The package where it is no folder of files, and where Python lacks what only Unix has."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import ebcdic
import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, ROOT
from tests.programs import environment, process
from tests.warm import Warm
from zwe_vsam.sandbox.system import System

PACKAGE = ROOT / "zwe_vsam"
Archive = Callable[[Path, str], Path]
SAMPLE = "IBMUSER.ZWE.SZWESAMP(ZWECSVSM)"


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Zips of the package, each made once."""
    folder = tmp_path_factory.mktemp("archives")
    return functools.cache(lambda templates: archived(folder / "zip", templates).read_bytes())


@pytest.fixture
def archive(archives: Callable[[str], bytes]) -> Archive:
    """Write a zip of the package; ``templates`` is where its members are in it."""

    def write(path: Path, templates: str) -> Path:
        path.write_bytes(archives(templates))
        return path

    return write


def archived(path: Path, templates: str) -> Path:
    """A zip of the package and of its code pages."""
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


Plain = Callable[..., tuple[int, bytes, bytes]]


@pytest.fixture(scope="module")
def plain(warm: Warm) -> Plain:
    """What the checkout's program does: once for all forms of the package."""

    @functools.cache
    def run(*argv: object) -> tuple[int, bytes, bytes]:
        ended = warm.start(*argv, env=environment()).end()
        return ended.code, ended.out.encode(), ended.err.encode()

    return run


@pytest.mark.parametrize(
    "templates", ["zwe_vsam/templates", "templates"], ids=["as in a wheel", "as in a checkout"]
)
def test_from_a_zip(archive: Archive, plain: Plain, tmp_path: Path, templates: str) -> None:
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
        ran = process(*argv, env=env, cwd=tmp_path)
        assert ran.returncode == 0, ran.stderr
        assert (ran.returncode, ran.stdout, ran.stderr) == plain(*argv)


def test_a_sandbox_from_a_zip(archive: Archive, tmp_path: Path) -> None:
    packed = archive(tmp_path / "zwe_vsam.zip", "zwe_vsam/templates")
    env = environment(PYTHONPATH=str(packed))
    box = tmp_path / "box"
    ran = process("sandbox", "create", box, "--dialect", "brace", env=env, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    System(box).set_durations(0.0, 0.0)
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


def test_pages_from_a_zip(archive: Archive, tmp_path: Path) -> None:
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


def test_a_program_of_one_file(archive: Archive, plain: Plain, tmp_path: Path) -> None:
    """As ``python -m zipapp`` makes it."""
    packed = archive(tmp_path / "zwe_vsam.zip", "zwe_vsam/templates")
    with zipfile.ZipFile(packed, "a") as file:
        file.writestr("__main__.py", "from zwe_vsam.__main__ import run\nrun()\n")
    argv = ("render", "-c", MINIMAL)
    ran = process(*argv, program=[sys.executable, packed], cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == plain(*argv)[1]


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
    # As on Windows, so that shutil removes a folder by names and without flags of Unix.
    os.supports_dir_fd.clear()
"""
OS_NAMES = [
    "O_NOFOLLOW", "O_NONBLOCK", "O_DIRECTORY", "O_CLOEXEC", "getuid", "geteuid", "getgid",
    "getegid", "chown", "fchown", "fchmod", "uname", "fork", "mkfifo", "getxattr", "listxattr",
    "setxattr", "removexattr",
]  # fmt: skip
SIGNALS = ["SIGHUP", "SIGKILL", "SIGUSR1", "SIGALRM", "SIGPIPE"]


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
        attempt = "try:\n import {0}\nexcept ImportError:\n print('{0}')\n"
        script = "".join(map(attempt.format, UNIX_ONLY))
        ran = process(program=[sys.executable, "-c", script], env=windows)
        assert tuple(ran.stdout.decode().split()) == UNIX_ONLY

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
    def test_what_needs_no_lock(
        self, windows: dict[str, str], plain: Plain, argv: tuple[object, ...]
    ) -> None:
        ran = process(*argv, env=windows)
        assert (ran.returncode, ran.stdout, ran.stderr) == plain(*argv), ran.stderr

    def test_the_configuration_can_be_updated(
        self, windows: dict[str, str], tmp_path: Path
    ) -> None:
        text = MINIMAL.read_text().replace("      volume:", "      name: A.B\n      volume:")
        (tmp_path / "zowe.yaml").write_text(text.partition("      vsam:\n        name")[0])
        argv = ("init", "-c", tmp_path / "zowe.yaml", "--dry-run", "--update-config")
        assert process(*argv, env=windows).returncode == 0

    def test_a_sandbox_needs_no_lock_of_unix(self, windows: dict[str, str], tmp_path: Path) -> None:
        box = tmp_path / "box"
        ran = process("init", "-c", MINIMAL, "--sandbox", box, env=windows)
        assert ran.returncode == 0, ran.stderr
        assert b"created successfully" in ran.stdout
        listed = process("sandbox", "list", box, env=windows).stdout.decode()
        assert f"CLUSTER  {CLUSTER}" in listed
        assert process("sandbox", "reset", box, env=windows).returncode == 0

    def test_a_server_needs_no_lock_of_unix(self, windows: dict[str, str], tmp_path: Path) -> None:
        """The certificate is made under a lock, too."""
        box = tmp_path / "box"
        assert process("sandbox", "create", box, env=windows).returncode == 0
        script = (
            "import sys; from pathlib import Path; from zwe_vsam.sandbox.server import certificate;"
            "print(certificate.prepare(Path(sys.argv[1]), '127.0.0.1').public.is_file())"
        )
        ran = process(program=[sys.executable, "-c", script, box], env=windows)
        assert ran.stdout == b"True\n", ran.stderr

    def test_z_osmf(self, windows: dict[str, str], tmp_path: Path) -> None:
        """The client, and the server that it works with."""
        box = tmp_path / "box"
        assert process("sandbox", "create", box, "-c", MINIMAL, env=windows).returncode == 0
        System(box).set_durations(0.0, 0.0)
        command = [sys.executable, "-m", "zwe_vsam", "sandbox", "serve", box, "--port", "0"]
        with subprocess.Popen(
            [*map(str, command), "--no-tls"], env=windows, stdout=subprocess.PIPE
        ) as server:
            assert server.stdout is not None
            port = server.stdout.readline().decode().strip().rpartition(":")[2]
            values = {
                "HOST": "127.0.0.1", "PORT": port, "PROTOCOL": "http", "USER": "ibmuser",
                "PASSWORD": "sys1",
            }  # fmt: skip
            env = {**windows, **{f"ZWE_VSAM_ZOSMF_{name}": text for name, text in values.items()}}
            try:
                for argv in (("doctor",), ("init", "--silent"), ("verify", "--differences")):
                    ran = process(*argv, "-c", MINIMAL, "--target", "zosmf", env=env)
                    assert ran.returncode == 0, ran.stderr
            finally:
                server.kill()
        listed = process("sandbox", "list", box, env=windows).stdout.decode()
        assert f"CLUSTER  {CLUSTER}" in listed


class TestWithoutSqlite:
    """A Python that was built without the module sqlite3."""

    @pytest.fixture
    def without(self, tmp_path: Path) -> dict[str, str]:
        folder = tmp_path / "custom"
        folder.mkdir()
        modules = ("sqlite3", "_sqlite3")
        text = CUSTOM.format(extra="", modules=modules, os_names=[], signals=[])
        (folder / "sitecustomize.py").write_text(text)
        return environment(PYTHONPATH=f"{folder}{os.pathsep}{ROOT}")

    @pytest.mark.parametrize(
        "argv",
        [
            ("sandbox", "--help"),
            ("render", "-c", MINIMAL),
            ("check", "-c", MINIMAL),
            ("init", "-c", MINIMAL, "--dry-run"),
        ],
    )
    def test_the_rest_works(
        self, without: dict[str, str], plain: Plain, argv: tuple[object, ...]
    ) -> None:
        ran = process(*argv, env=without)
        assert (ran.returncode, ran.stdout, ran.stderr) == plain(*argv)

    def test_a_sandbox_says_what_it_needs(self, without: dict[str, str], tmp_path: Path) -> None:
        box = tmp_path / "box"
        for argv in (("sandbox", "create", box), ("init", "-c", MINIMAL, "--sandbox", box)):
            ran = process(*argv, env=without)
            assert ran.returncode == 233
            assert b"ZWV8018E: This Python has no module sqlite3, which a sandbox" in ran.stderr
        assert not box.exists()
