"""The program in a shell: the same words in every run, closed streams, narrow terminals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import JCLLIB, MINIMAL
from tests.test_process import environment, process
from zwe_vsam.commands.sandbox import DEFAULT_SEED
from zwe_vsam.sandbox.system import System

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
    assert b"job MYJOB(JOB00002) of IBMUSER is still held" in told.pop()
