"""A plain z/OS UNIX login: code pages, LANG=C, Ctrl-C."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, MINIMAL, ROOT, Run, Zoau
from tests.standins.core import World
from zwe_vsam import user
from zwe_vsam.errors import WriteInterrupted
from zwe_vsam.zos import records

ZOAU = ("--target", "zoau")


@pytest.mark.parametrize("encoding", ["cp037", "ascii"])
def test_a_plain_login(box: Path, encoding: str) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C",
        "PYTHONIOENCODING": encoding,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests' / 'standins' / 'zoau14'}",
        "ZOAU_STANDIN_SANDBOX": str(box),
    }
    command = [sys.executable, "-m", "zwe_vsam", "init", "-c", str(MINIMAL), *ZOAU]
    ran = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert ran.returncode == 0
    system = ran.stderr.decode(encoding)
    assert system == f"System: z/OS {os.uname().nodename}, user {user.name()}\n"
    out = ran.stdout.decode(encoding)
    assert out.splitlines()[-1] == (">> Zowe Caching Service VSAM storage is created successfully.")
    ran = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert ran.returncode == 158
    output = ran.stderr.decode(encoding)
    assert output.startswith(f"{system}Error ZWEL0158E: {CLUSTER} already exists.")
    assert "\x1b" not in output


@pytest.mark.parametrize("term", ["", "dumb"])
def test_a_terminal_that_knows_no_sequences(box: Path, term: str) -> None:
    """A pseudo-terminal, as a telnet or OMVS session has it."""
    import pty

    environment = {"PATH": os.environ["PATH"], "LANG": "C", "PYTHONIOENCODING": "ascii"}
    if term:
        environment["TERM"] = term
    environment["PYTHONPATH"] = f"{ROOT}{os.pathsep}{ROOT / 'tests' / 'standins' / 'zoau14'}"
    environment["ZOAU_STANDIN_SANDBOX"] = str(box)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "zwe_vsam", "init", "-c", str(MINIMAL), *ZOAU]
    command += ["--template", "none\u20ac"]
    ran = subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    output = b""
    with os.fdopen(ours, "rb", buffering=0) as file, contextlib.suppress(OSError):
        # Linux tells the end of a terminal's other side as an error.
        while part := file.read(4096):
            output += part
    assert ran.wait(30) == 232
    assert b"\x1b" not in output
    assert output.isascii()
    assert b"Error ZWV3001E: " in output


@pytest.mark.parametrize("encoding", ["cp1047", "cp037", "ascii"])
def test_streams_in_other_code_pages(
    world: World, config, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """A character that the session does not have is escaped; nothing fails for it."""
    from zwe_vsam.cli import main

    records.register_code_pages()
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding=encoding) for name in ("out", "err")}
    for name, stream in streams.items():
        monkeypatch.setattr(sys, f"std{name}", stream)
    path = config(("VOL123", "VOL\u20ac\u2713"))
    assert main(["init", "-c", str(path), *ZOAU]) == 231
    assert main(["render", "-c", str(MINIMAL), *ZOAU]) == 0
    out, err = (stream.buffer.getvalue().decode(encoding) for stream in streams.values())
    assert f"NAME({CLUSTER})" in out
    assert "VOL\\u20ac\\u2713" in err


def test_ctrl_c_while_writing_says_what_the_member_holds(
    run: Run, zoau: Zoau, monkeypatch: pytest.MonkeyPatch
) -> None:
    zoau("zoau14")
    from zwe_vsam.targets.zoau.members import Members

    def interrupt(*_: object, **__: object) -> str:
        raise WriteInterrupted(("zwe-vsam restored the former content.",), changed=False)

    monkeypatch.setattr(Members, "write", interrupt)
    ran = run("init", "-c", MINIMAL, "--target", "zoau")
    assert ran.code == 130
    assert "zwe-vsam restored the former content." in ran.err
