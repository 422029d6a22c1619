"""Names with a ``$``: what goes through a shell, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import LEVELS, Run, Zoau
from tests.standins import core
from tests.targets.zoau_faults import FORMER
from zwe_vsam.model import Member
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.zoau import api, zoau12
from zwe_vsam.targets.zoau.target import ZoauTarget

RIGHT = "IBMUSER.ZWE.CUST.A$A.JCLLIB"
WRONG = "IBMUSER.ZWE.CUST.A.JCLLIB"
"""What a shell makes of it."""
EVIL = "//EVIL JOB\n//S EXEC PGM=IDCAMS\n//SYSIN DD *\n DELETE (PROD.PAYROLL.MASTER)\n/*\n"
MEMBER = "ZWECSVSM"


@pytest.fixture
def path(config: Callable[..., Path]) -> Path:
    return config(
        ("IBMUSER.ZWE.CUST.JCLLIB", RIGHT),
        ("IBMUSER.ZWE.CUST.CACHE", "IBMUSER.ZWE.$CUST.CACHE"),
        ("prefix: IBMUSER.ZWE", "prefix: IBMUSER.Z$WE"),
    )


@pytest.fixture
def system(tmp_path: Path, run: Run, path: Path) -> System:
    folder = tmp_path / "dollars"
    assert run("sandbox", "create", folder, "-c", path).code == 0
    system = System(folder)
    system.set_durations(queued=0.0, active=0.01)
    system.create_library(WRONG)
    return system


@pytest.mark.parametrize("is_new", [True, False], ids=["new", "rewritten"])
@pytest.mark.parametrize("level", LEVELS)
def test_only_the_library_of_that_name_is_used(
    run: Run,
    zoau: Zoau,
    path: Path,
    system: System,
    monkeypatch: pytest.MonkeyPatch,
    level: str,
    is_new: bool,
) -> None:
    zoau(level)
    monkeypatch.setenv("ZOAU_STANDIN_SANDBOX", str(system.folder))
    system.write(WRONG, MEMBER, EVIL)
    if not is_new:
        system.write(RIGHT, MEMBER, FORMER)
    ran = run("init", "-c", path, "--target", "zoau", "--generate")
    assert (ran.code, ran.err.count("Error")) == (0, 0)
    assert [job.name for job in system.jobs()] == [MEMBER]
    assert system.read(WRONG, MEMBER).text == EVIL
    assert "IBMUSER.ZWE.$CUST.CACHE" in system.read(RIGHT, MEMBER).text


@pytest.mark.parametrize("level", LEVELS)
def test_a_library_that_is_not_there_is_not_another_one(
    run: Run, zoau: Zoau, path: Path, system: System, monkeypatch: pytest.MonkeyPatch, level: str
) -> None:
    zoau(level)
    monkeypatch.setenv("ZOAU_STANDIN_SANDBOX", str(system.folder))
    path.write_text(path.read_text().replace(RIGHT, "IBMUSER.ZWE.CUST.A$B.JCLLIB"))
    system.write(WRONG, MEMBER, EVIL)
    ran = run("init", "-c", path, "--target", "zoau")
    assert "IBMUSER.ZWE.CUST.A$B.JCLLIB is not cataloged." in ran.err
    assert system.jobs() == []


@pytest.mark.parametrize("level", LEVELS)
def test_a_job_with_such_a_name_is_found(zoau: Zoau, box: Path, level: str) -> None:
    zoau(level)
    system = System(box)
    system.write("IBMUSER.ZWE.CUST.JCLLIB", "OTHER", FORMER.replace("//FORMER", "//A$B"))
    job = system.submit_member("IBMUSER.ZWE.CUST.JCLLIB", "OTHER")
    (state,) = ZoauTarget().find_jobs("A$B", 0.0)
    assert state.job.id == job.id


@pytest.mark.parametrize("name", ["A.B$C(M)", "$A.$B", "A.B#@-C(M$)", "A.B"])
def test_a_shell_makes_the_name_of_what_is_escaped(name: str) -> None:
    assert core.shell(api.escaped(name)) == name
    assert core.shell(api.escaped(api.escaped("A$B"))) != "A"


def test_cp_gets_the_name_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = tmp_path / "cp"
    command.write_text('#!/bin/sh\nprintf %s "$1 $2" > "$3"\n')
    command.chmod(0o700)
    monkeypatch.setattr(zoau12, "COMMAND", str(command))
    assert zoau12.member_image(str(Member(RIGHT, MEMBER))) == f"-B //'{RIGHT}({MEMBER})'".encode()
    command.write_text("#!/bin/sh\necho 'FSUM6258 cannot open' >&2\nexit 1\n")
    with pytest.raises(zoau12.CopyFailed, match="FSUM6258 cannot open"):
        zoau12.member_image("A.B(C)")
