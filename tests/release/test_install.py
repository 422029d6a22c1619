"""install.sh: what it installs without a network, and that nothing is left when it fails."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, ROOT
from tests.release.conftest import LIMIT, environment, offline
from tools.release.archive import write_zip
from zwe_vsam import __version__

LEVEL = f"cp{sys.version_info.major}{sys.version_info.minor}"
Failing = Callable[[Path, dict[str, str]], None]


def install(
    unpacked: Path, target: object, shell: str = "dash -u", **variables: str
) -> subprocess.CompletedProcess[str]:
    return offline(*shell.split(), "install.sh", target, cwd=unpacked, **variables)


def program(folder: Path, name: str, text: str) -> Path:
    """A program of the shell in ``folder``."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def zoau(folder: Path, level: str = LEVEL) -> Path:
    """A home directory of ZOAU with a wheel for one level of Python, and others beside it."""
    folder.mkdir()
    for other in ("cp310", "cp398"):
        (folder / f"zoautil_py-1.4.0-{other}-{other}-zos.whl").write_bytes(b"of another level")
    info = "zoautil_py-1.4.0.dist-info"
    files = {
        "zoautil_py/__init__.py": b"",
        f"{info}/METADATA": b"Metadata-Version: 2.1\nName: zoautil_py\nVersion: 1.4.0\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nTag: {level}-none-any\n".encode(),
        f"{info}/RECORD": b"",
    }
    write_zip(folder / f"zoautil_py-1.4.0-{level}-none-any.whl", files, 0)
    return folder


@pytest.mark.parametrize(("shell", "autocvt"), [("dash -u", "ON"), ("sh -u", "OFF")])
def test_the_main_job(unpacked: Path, tmp_path: Path, shell: str, autocvt: str) -> None:
    """From the archive to a cluster on the rehearsal system, and away again."""
    target = tmp_path / "installed"
    ran = install(unpacked, target, shell, _BPXK_AUTOCVT=autocvt)
    assert ran.returncode == 0, ran.stderr
    assert f"zwe-vsam {__version__}" in ran.stdout
    assert not list(target.rglob("*.so"))
    zwe_vsam, box = target / "bin" / "zwe-vsam", tmp_path / "box"
    for words, expected in (
        (("render", "-c", MINIMAL), "//ZWECSVSM JOB"),
        (("init", "-c", MINIMAL, "--sandbox", box, "--dry-run"), "IBMUSER.ZWE.CUST.CACHE"),
        (("init", "-c", MINIMAL, "--sandbox", box), "storage is created successfully."),
        (("verify", "-c", MINIMAL, "--sandbox", box), "VOL"),
        (("remove", "-c", MINIMAL, "--sandbox", box, "--yes"), "ZWECSRVS"),
    ):
        ran = offline(zwe_vsam, *words, cwd=tmp_path, _BPXK_AUTOCVT=autocvt)
        assert ran.returncode == 0, ran.stderr
        assert expected in ran.stdout


def test_a_shared_installation(
    unpacked: Path, tmp_path: Path, unchanged: Callable[[], bool]
) -> None:
    """Everybody may read it, whoever installed it, and each text says which code page it has."""
    calls = tmp_path / "calls"
    tools = program(tmp_path / "tools", "chtag", f"printf '%s\\n' \"$*\" >>{calls}").parent
    target = tmp_path / "in stalled"
    ran = offline(
        "sh", "-c", f"umask 077; exec bash --posix -u install.sh '{target}'",
        cwd=unpacked, PATH=f"{tools}:{environment()['PATH']}",
        ZOAU_HOME=str(zoau(tmp_path / "zoau")),
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "ZOAU was not added" not in ran.stdout
    python = target / "venv" / "bin" / "python3"
    assert offline(python, "-c", "import zoautil_py", cwd=tmp_path).returncode == 0
    installed = set(target.rglob("*"))
    ran = offline(target / "bin" / "zwe-vsam", "render", "-c", MINIMAL, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert set(target.rglob("*")) == installed

    assert {path.name for path in target.iterdir()} == {"bin", "share", "venv"}
    share = {str(path.relative_to(target)) for path in target.glob("share/**/*") if path.is_file()}
    manual = {f"share/man/man1/{path.name}" for path in (ROOT / "docs" / "man").iterdir()}
    ascii_texts = {"share/LICENSE", "share/requirements.txt", "share/sbom.cdx.json"} | manual
    assert share == ascii_texts | {"share/LICENSES.txt"}
    for path in target.rglob("*"):
        mode = path.lstat().st_mode
        assert stat.S_ISLNK(mode) or mode & 0o044 == 0o044, path
        assert stat.S_ISLNK(mode) or not mode & 0o022, path

    lines = [line.split(f" {target}/") for line in calls.read_text().splitlines()]
    tagged = {name: options for options, *names in lines for name in names}
    wheels = [line for line in calls.read_text().splitlines() if line.startswith("-b ")]
    assert wheels[0].count(".whl") == len(list(unpacked.glob("wheels/*")))
    assert tagged == {
        **dict.fromkeys(ascii_texts, "-tc ISO8859-1"),
        "share/LICENSES.txt": "-tc UTF-8",
        "bin/zwe-vsam": "-tc IBM-1047",
    }
    assert unchanged()


def test_settings_of_the_caller_do_not_count(unpacked: Path, tmp_path: Path) -> None:
    """Neither pip's settings, nor packages in PYTHONPATH, nor modules in the current directory."""
    other, packages = tmp_path / "other", tmp_path / "packages"
    (packages / "jinja2-3.1.6.dist-info").mkdir(parents=True)
    metadata = "Metadata-Version: 2.1\nName: Jinja2\nVersion: 3.1.6\n"
    (packages / "jinja2-3.1.6.dist-info" / "METADATA").write_text(metadata)
    other.mkdir()
    for name in ("jinja2", "yaml", "zwe_vsam", "typer"):
        (other / f"{name}.py").write_text(f"raise SystemExit('{name} of {other}')\n")
    (other / "pip.conf").write_text("[install]\ntarget = /nowhere\n")
    target = tmp_path / "installed"
    ran = install(
        unpacked, target, PIP_TARGET="/nowhere", PIP_CONFIG_FILE=str(other / "pip.conf"),
        PIP_INDEX_URL="http://127.0.0.1:9", PIP_NO_BINARY=":all:", PYTHONPATH=str(packages),
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert list(target.rglob("jinja2/__init__.py"))
    ran = offline(target / "bin" / "zwe-vsam", "render", "-c", MINIMAL, cwd=other)
    assert ran.returncode == 0, ran.stderr


def wheel_is_damaged(unpacked: Path, variables: dict[str, str]) -> None:
    path = next((unpacked / "wheels").glob("rich-*"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def wheel_is_missing(unpacked: Path, variables: dict[str, str]) -> None:
    next((unpacked / "wheels").glob("mdurl-*")).unlink()


def wheels_are_missing(unpacked: Path, variables: dict[str, str]) -> None:
    (unpacked / "wheels").rename(unpacked / "elsewhere")


def file_is_missing(unpacked: Path, variables: dict[str, str]) -> None:
    (unpacked / "LICENSES.txt").unlink()


def python_is_missing(unpacked: Path, variables: dict[str, str]) -> None:
    variables["PYTHON"] = "/usr/lpp/no/python3"


def python_is_old(unpacked: Path, variables: dict[str, str]) -> None:
    variables["PYTHON"] = str(program(unpacked.parent / "old", "python3", "exit 1"))


def python_has_no_venv(unpacked: Path, variables: dict[str, str]) -> None:
    text = f'case $1 in -m) echo "No module named venv" >&2; exit 1;; esac; {sys.executable} "$@"'
    variables["PYTHON"] = str(program(unpacked.parent / "bare", "python3", text))


def zoau_has_no_wheel(unpacked: Path, variables: dict[str, str]) -> None:
    variables["ZOAU_HOME"] = str(zoau(unpacked.parent / "zoau", "cp399"))


def zoau_has_no_wheel_at_all(unpacked: Path, variables: dict[str, str]) -> None:
    variables["ZOAU_HOME"] = str(unpacked.parent / "missing")


def zoau_wheel_is_damaged(unpacked: Path, variables: dict[str, str]) -> None:
    home = zoau(unpacked.parent / "zoau")
    next(home.glob(f"*-{LEVEL}-*")).write_bytes(b"no wheel")
    variables["ZOAU_HOME"] = str(home)


def files_cannot_be_tagged(unpacked: Path, variables: dict[str, str]) -> None:
    tools = program(unpacked.parent / "tools", "chtag", "exit 1").parent
    variables["PATH"] = f"{tools}:{environment()['PATH']}"


def program_does_not_start(unpacked: Path, variables: dict[str, str]) -> None:
    folder = unpacked.parent / "path"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import sys\nif 'zwe_vsam' in sys.orig_argv:\n    raise SystemExit('refused')\n"
    )
    variables["PYTHONPATH"] = str(folder)


@pytest.mark.parametrize(
    ("fault", "message", "remedy"),
    [
        (wheel_is_damaged, "zwe-vsam cannot be installed", "transfer the archive again"),
        (wheel_is_missing, "zwe-vsam cannot be installed", "Read the message of pip"),
        (wheels_are_missing, "does not have the files of the archive", "Unpack the archive again"),
        (file_is_missing, "Files cannot be copied", "Free some space, or unpack"),
        (python_is_missing, "was not found", "Set PATH, or set PYTHON"),
        (python_is_old, "is not Python 3.11 or later", "Set PYTHON"),
        (python_has_no_venv, "virtual environment cannot be created", "message of Python"),
        (zoau_has_no_wheel, "has no wheel for this Python", "or unset ZOAU_HOME"),
        (zoau_has_no_wheel_at_all, "has no wheel for this Python", "or unset ZOAU_HOME"),
        (zoau_wheel_is_damaged, "ZOAU's wheel cannot be installed", "message of pip"),
        (files_cannot_be_tagged, "chtag failed", "message of chtag"),
        (program_does_not_start, "does not start", "Read the message"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_failure_is_undone(
    unpacked: Path, tmp_path: Path, fault: Failing, message: str, remedy: str
) -> None:
    variables: dict[str, str] = {}
    fault(unpacked, variables)
    target = tmp_path / "installed"
    before = {path.name for path in tmp_path.iterdir()}
    ran = install(unpacked, target, **variables)
    assert ran.returncode == 1
    text = ran.stderr.partition("Error: ")[2]
    assert message in text
    assert remedy in text.partition("  Remedy: ")[2]
    assert not target.exists()
    assert {path.name for path in tmp_path.iterdir()} == before
    assert "Installed in" not in ran.stdout


def test_a_directory_that_exists_is_left_alone(unpacked: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    target.mkdir()
    (target / "file").write_text("mine")
    ran = install(unpacked, target)
    assert ran.returncode == 1
    assert "cannot be created" in ran.stderr
    assert [path.name for path in target.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("words", "code"), [("", 2), ("--help", 2), ("a b", 2), ("no/such/parent", 1), ("it's", 1)]
)
def test_words_that_name_no_directory(unpacked: Path, words: str, code: int) -> None:
    before = {path.name for path in unpacked.iterdir()}
    assert offline("dash", "-u", "install.sh", *words.split(), cwd=unpacked).returncode == code
    assert {path.name for path in unpacked.iterdir()} == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_an_interruption_is_undone(unpacked: Path, tmp_path: Path, number: signal.Signals) -> None:
    """While the virtual environment is made."""
    target = tmp_path / "installed"
    running = subprocess.Popen(
        ["dash", "-u", "install.sh", str(target)],
        cwd=unpacked, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: [signal.signal(each, signal.SIG_DFL) for each in signal.valid_signals()
                            if each not in (signal.SIGKILL, signal.SIGSTOP) and each < 32],
    )  # fmt: skip
    until = time.monotonic() + LIMIT
    while not (target / "venv").exists() and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(running.pid, number)
    _, errors = running.communicate(timeout=LIMIT)
    assert running.returncode == 128 + number
    assert "was removed again. Nothing was changed." in errors
    assert not target.exists()
