"""The file that -c names: whatever it is, it is read or refused."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, Run
from zwe_vsam.config import source

PLAIN = MINIMAL.read_bytes()


@pytest.mark.parametrize(
    ("data", "page"),
    [
        (PLAIN, "UTF-8"),
        (PLAIN + "# caf\u00e9\n".encode(), "UTF-8"),
        ("a: [b]\n# \u00e9\n".encode("cp037").replace(b"\x25", b"\x15"), "IBM-037"),
    ],
)
def test_what_was_read(tmp_path: Path, data: bytes, page: str) -> None:
    path = tmp_path / "zowe.yaml"
    path.write_bytes(data)
    config_source = source.read(str(path), "")
    assert (config_source.name, config_source.encoding, config_source.data) == (
        str(path),
        page,
        data,
    )


def test_largest_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "z.yaml"
    room = (1 << 20) - len(PLAIN)
    path.write_bytes(PLAIN + b"#" * (room - 1) + b"\n")
    assert run("render", "-c", path).code == 0
    path.write_bytes(PLAIN + b"#" * room + b"\n")
    ran = run("render", "-c", path)
    assert ran.code == 140
    assert f"(the file is larger than 1 MiB). ({path})" in ran.err


def test_endless_file(run: Run) -> None:
    ran = run("render", "-c", "/dev/zero")
    assert ran.code == 140
    assert "larger than 1 MiB" in ran.err


@pytest.mark.parametrize("argument", ["", "  "])
def test_no_name(run: Run, argument: str) -> None:
    ran = run("render", "-c", argument)
    assert ran.code == 108
    assert "Error ZWEL0108E: Zowe YAML config file is required." in ran.err


@pytest.mark.parametrize("name", ["none.yaml", "file/none.yaml", "nul\0.yaml"])
def test_missing(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    ran = run("render", "-c", f"{tmp_path}/{name}")
    assert ran.code == 109
    assert "Error ZWEL0109E: The Zowe YAML config file specified does not exist." in ran.err
    assert name.replace("\0", "\\x00") in ran.err


def test_directory(run: Run, tmp_path: Path) -> None:
    ran = run("render", "-c", tmp_path)
    assert ran.code == 140
    assert f"(the file cannot be read: it is a directory). ({tmp_path})" in ran.err


def test_name_too_long(run: Run) -> None:
    ran = run("render", "-c", "x" * 5000)
    assert ran.code == 140
    assert "(the file cannot be read: " in ran.err


def test_link_to_itself(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("link")
    ran = run("render", "-c", link)
    assert ran.code == 140
    assert f"(the file cannot be read: Too many levels of symbolic links). ({link})" in ran.err


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_unreadable(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "z.yaml"
    path.write_bytes(PLAIN)
    path.chmod(0)
    ran = run("render", "-c", path)
    assert ran.code == 140
    assert f"(the file cannot be read: Permission denied). ({path})" in ran.err


def test_pipe_without_writer_does_not_hang(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    ran = run("render", "-c", path)
    assert ran.code == 140
    assert f"(the file is empty). ({path})" in ran.err


def test_pipe_whose_writer_takes_its_time(run: Run) -> None:
    """As with a shell's ``-c <(command)``: half a file must not be taken for a whole one."""
    reader, writer = os.pipe()

    def write() -> None:
        half = len(PLAIN) // 2
        for part in (PLAIN[:half], PLAIN[half:]):
            threading.Event().wait(0.05)
            os.write(writer, part)
        os.close(writer)

    thread = threading.Thread(target=write)
    thread.start()
    ran = run("render", "-c", f"/dev/fd/{reader}")
    thread.join()
    os.close(reader)
    assert (ran.code, ran.out) == (0, run("render", "-c", MINIMAL).out)


@pytest.mark.parametrize(
    ("data", "code", "error"),
    [
        (PLAIN, 0, ""),
        (b"", 140, "(the file is empty). (<stdin>)"),
        (b"a: 1\n- b\n", 140, "(<stdin>:2)"),
        (PLAIN.replace(b"VOL123", b"TOOLONG"), 231, "(<stdin>:8)"),
        (b"\n\xe9: 1\n", 140, "byte X'E9' is not valid in UTF-8. The file looks like Latin-1"),
        (PLAIN + b"#" * ((1 << 20) - len(PLAIN)), 0, ""),
    ],
)
def test_standard_input(
    run: Run, monkeypatch: pytest.MonkeyPatch, data: bytes, code: int, error: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    ran = run("render", "-c", "-")
    assert ran.code == code
    assert error in ran.err


def test_endless_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is read than tells that it is too long."""
    endless = io.BytesIO(b"#" * (3 << 20))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(endless))
    ran = run("render", "-c", "-")
    assert ran.code == 140
    assert "(the file is larger than 1 MiB). (<stdin>)" in ran.err
    assert endless.tell() == (1 << 20) + 1


def test_closed_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python has no sys.stdin at all after ``<&-``."""
    monkeypatch.setattr("sys.stdin", None)
    ran = run("render", "-c", "-")
    assert ran.code == 140
    assert "(the file is empty). (<stdin>)" in ran.err
