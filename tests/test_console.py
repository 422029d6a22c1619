"""The program in a shell: the same words in every run, closed streams, narrow terminals."""

from __future__ import annotations

import fcntl
import os
import re
import struct
import subprocess
import termios
from pathlib import Path

import pytest

from tests.conftest import JCLLIB, MINIMAL
from tests.programs import environment, process, read_all
from zwe_vsam.sandbox.system import System
from zwe_vsam.workflow.sandbox import DEFAULT_SEED

INIT = ("init", "-c", MINIMAL, "--sandbox")


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A sandbox that fits the minimal configuration and takes no time."""
    system, _ = System.create(tmp_path / "sandbox", DEFAULT_SEED)
    system.set_durations(0, 0)
    return system.folder


def test_of_two_jobs_every_run_names_the_same(box: Path) -> None:
    """Python orders a set of texts by a seed that is another one in each process."""
    system = System(box)
    process(*INIT, box, "--security-dry-run")
    text = system.read(JCLLIB, "ZWECSVSM").text
    for name in ("ZWECSVSM", "MYJOB"):
        system.inject("held")
        system.write(JCLLIB, "ZWECSVSM", text.replace("//ZWECSVSM JOB", f"//{name} JOB"))
        system.submit_member(JCLLIB, "ZWECSVSM")
    told = set()
    for seed in range(6):
        ran = process(*INIT, box, "--generate", env=environment(PYTHONHASHSEED=str(seed)))
        assert ran.returncode == 235
        told.add(ran.stderr)
    assert len(told) == 1
    assert re.search(rb"Job (?:MYJOB|ZWECSVSM)\(JOB0000[12]\)", told.pop())


def plain(programs: Path, *argv: object, **streams: int) -> subprocess.CompletedProcess[bytes]:
    """What a command does, in a process that need not start."""
    return process(*argv, program=[programs / "zwe-vsam"], **streams)


def on_terminal(programs: Path, columns: int, *argv: object) -> list[str]:
    """The lines that a command puts on a terminal of so many columns."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    plain(programs, *argv, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    return read_all(master).decode().replace("\r\n", "\n").splitlines()


class TestNarrowTerminal:
    """A real terminal of so many columns."""

    LIST = "a folder/zowe.yaml:another/zowe.yaml"

    @pytest.mark.parametrize("columns", [30, 50, 80])
    def test_an_error(self, programs: Path, columns: int) -> None:
        lines = on_terminal(programs, columns, "job", "1")
        assert all(len(line) <= columns or "zwe-vsam sandbox jobs" in line for line in lines)
        text = plain(programs, "job", "1").stderr.decode()
        hint = "Explanation: zwe-vsam explain ZWV1018E"
        assert hint not in text
        assert " ".join(lines).split() == f"{text} {hint}".split()
        assert len(lines) > len(text.splitlines())
        assert sum("zwe-vsam sandbox jobs DIR lists the ids." in line for line in lines) == 1

    def test_findings_are_on_standard_output(self, programs: Path) -> None:
        lines = on_terminal(programs, 60, "check", "-c", MINIMAL)
        text = plain(programs, "check", "-c", MINIMAL).stdout.decode()
        assert max(map(len, text.splitlines())) > 60
        assert all(len(line) <= 60 or str(MINIMAL) in line for line in lines)
        assert " ".join(lines).split() == text.split()

    def test_a_list_to_copy_stays_whole(self, programs: Path) -> None:
        lines = on_terminal(programs, 40, "config", "-c", self.LIST)
        assert any("'FILE(a folder/zowe.yaml):FILE(another/zowe.yaml)'" in line for line in lines)

    def test_the_member_is_as_it_is(self, programs: Path) -> None:
        lines = on_terminal(programs, 30, "render", "-c", MINIMAL, "--silent")
        assert lines == plain(programs, "render", "-c", MINIMAL).stdout.decode().splitlines()
