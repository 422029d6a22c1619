"""How ZOAU's own Python code behaves, and what the target makes of it.

Source: the module jobs of zoautil_py 1.3, "Job.cancel", "Job.__init__", "list_dds",
"read_output"; the facts are in typings/zoautil_py/jobs.pyi.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import JCLLIB, LEVELS, MINIMAL, Run, Zoau
from tests.standins import core
from tests.targets.zoau_faults import FORMER, MODERN
from zwe_vsam.errors import NotCancelled
from zwe_vsam.model import JobId, Member, Phase
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.zoau.target import ZoauTarget

MEMBER = Member(JCLLIB, "ZWECSVSM")
ZOAU = ("--target", "zoau")


def submitted(target: ZoauTarget) -> JobId:
    target.write(MEMBER, FORMER)
    return target.submit(MEMBER)


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("level", MODERN)
def test_a_held_job_is_not_canceled_and_that_is_said(
    run: Run, box: Path, zoau: Zoau, level: str
) -> None:
    """With the filter of an ordinary run, which shows no warning of a library."""
    world, system = zoau(level), System(box)
    system.inject("held")
    job = submitted(ZoauTarget())
    ran = run("job", job.id, "--cancel", "--yes", *ZOAU)
    assert ran.code == 235
    assert f"Cannot cancel job {job.id}, job is not running. Current status HOLD" in ran.err
    assert "release it with the operator command $A J" in ran.err
    assert "SDSF" in ran.err
    assert "was asked to end" not in ran.out + ran.err
    assert system.job(job.id).phase is Phase.HELD
    assert "jcan" not in world.commands


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("level", MODERN)
def test_a_held_job_in_json(run: Run, box: Path, zoau: Zoau, level: str) -> None:
    zoau(level)
    System(box).inject("held")
    job = submitted(ZoauTarget())
    ran = run("job", job.id, "--cancel", "--yes", *ZOAU, "--output", "json")
    assert ran.code == 235
    assert '"changed": true' not in ran.out


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("level", MODERN)
def test_a_queued_job_that_stays_as_it_was(box: Path, zoau: Zoau, level: str) -> None:
    world, system = zoau(level), System(box)
    system.set_durations(queued=60, active=60)
    target = ZoauTarget()
    job = submitted(target)
    world.deaf = True
    with pytest.raises(NotCancelled) as raised:
        target.cancel(job)
    assert "the state of the job did not change" in raised.value.details[0]
    assert "jcan" in world.commands
    world.deaf = False
    target.cancel(job)
    assert system.job(job.id).phase is Phase.ENDED


@pytest.mark.parametrize("level", MODERN)
def test_a_warning_is_no_error_under_any_filter(box: Path, zoau: Zoau, level: str) -> None:
    """As with python -W error, which turns warnings into exceptions."""
    zoau(level)
    System(box).inject("held")
    target = ZoauTarget()
    with pytest.raises(NotCancelled, match="ZWV6031E") as raised:
        target.cancel(submitted(target))
    assert "job is not running" in raised.value.details[0]


@pytest.mark.parametrize("level", MODERN)
def test_the_end_of_a_spool_file_is_stripped(
    box: Path, zoau: Zoau, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    r"""ZOAU strips every ``n`` and backslash: of ``return\n`` comes ``retur``."""
    zoau(level)
    target = ZoauTarget()
    job = submitted(target)
    while target.job_status(job).phase is not Phase.ENDED:
        pass
    (first, *_) = core.spool_files(job.id)
    odd = [first._replace(text="first line\nin the return\n"), first._replace(text="nnn\n")]
    monkeypatch.setattr(core, "spool_files", lambda _id: odd)
    assert [file.text for file in target.spool(job)] == ["first line\nin the retur\n", ""]


@pytest.mark.parametrize("level", MODERN)
def test_output_that_sdsf_shows_by_owner_and_name_only(
    run: Run, box: Path, zoau: Zoau, level: str
) -> None:
    world = zoau(level)
    job = submitted(ZoauTarget())
    while System(box).job(job.id).phase is not Phase.ENDED:
        pass
    plain = run("job", job.id, "--spool", *ZOAU)
    assert "JESMSGLG" in plain.out
    world.filtered = True
    again = run("job", job.id, "--spool", *ZOAU)
    assert (again.code, again.out) == (plain.code, plain.out)


@pytest.mark.parametrize("level", MODERN)
def test_jobs_without_a_class_before_the_submission(
    run: Run, box: Path, zoau: Zoau, level: str
) -> None:
    world, system = zoau(level), System(box)
    system.inject("held")
    system.write(JCLLIB, "OTHER", FORMER.replace("//FORMER", "//ZWECSVSM"))
    system.submit_member(JCLLIB, "OTHER")
    world.classless = True
    ran = run("init", "-c", MINIMAL, *ZOAU)
    assert ran.code == 233
    assert "job_class parameter must be a string" in ran.err
    assert "has no class" in ran.err
    assert "jsub" not in world.commands


@pytest.mark.parametrize("level", MODERN)
def test_a_job_without_a_class_after_the_submission(
    run: Run, box: Path, zoau: Zoau, level: str
) -> None:
    world = zoau(level)
    world.classless = True
    ran = run("init", "-c", MINIMAL, *ZOAU, "--timeout", "0.4")
    assert ran.code == 162
    assert "ZWECSVSM(JOB00001)" in ran.err
    assert "has no class" in ran.err
    assert "created successfully" not in ran.out


@pytest.mark.parametrize("level", LEVELS)
def test_a_job_that_has_ended_and_never_gets_a_code(
    run: Run, zoau: Zoau, monkeypatch: pytest.MonkeyPatch, level: str
) -> None:
    monkeypatch.setattr("zwe_vsam.waiting.CODELESS", 0.1)
    world = zoau(level)
    world.job_fields = {"status": "CC", "ccode": "?"}
    ran = run("init", "-c", MINIMAL, *ZOAU, "--timeout", "60")
    assert ran.code == 163
    assert "ends with code unknown (COMPLETED)" in ran.err
    assert "lists the job as ended, but gave no code" in ran.err
    assert "created successfully" not in ran.out
