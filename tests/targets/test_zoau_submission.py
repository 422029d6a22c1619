"""Jobs that may be the one that was submitted, and jobs of earlier runs."""

from __future__ import annotations

import dataclasses
import json
import os
import time
from pathlib import Path

import pytest

from tests.conftest import JCLLIB, LEVELS, MINIMAL, Run, Zoau
from tests.standins import core
from tests.standins.core import Fault, World
from tests.targets.zoau_faults import FORMER, Failure, held_job
from zwe_vsam.errors import SubmitFailed, SubmitUnknown, UnclearAnswer
from zwe_vsam.model import Member
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.base import Target
from zwe_vsam.targets.zoau import api
from zwe_vsam.targets.zoau.target import ZoauTarget

MEMBER = Member(JCLLIB, "ZWECSVSM")
ZOAU = ("--target", "zoau")


def owned(monkeypatch: pytest.MonkeyPatch, **owners: str) -> None:
    """Let jobs be other users'."""
    original = core._listed

    def listed(job: core.JobInfo) -> core.Listed:
        listed_job = original(job)
        return dataclasses.replace(listed_job, owner=owners.get(job.id, listed_job.owner))

    monkeypatch.setattr(core, "_listed", listed)


def user(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    import pwd

    entry = pwd.struct_passwd((name, "", os.getuid(), 0, "", "/", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda _uid: entry)


def _unknown(run: Run, zoau: Zoau, system: System) -> str:
    """What is told of a submission that took effect and failed, beside a job of that name."""
    world = zoau("zoau14")

    def another() -> BaseException:
        system.write(JCLLIB, "OTHER", FORMER.replace("//FORMER", f"//{MEMBER.name}"))
        system.submit_member(JCLLIB, "OTHER")
        return Failure("x")

    world.faults.append(Fault("jobs.submit", another, after=True))
    ran = run("init", "-c", MINIMAL, *ZOAU)
    assert ran.code == 161
    return ran.out + ran.err


def test_a_job_of_this_run_is_not_taken_for_the_next_one(
    target: Target, world: World, system: System
) -> None:
    """A site's header can give both jobs of a replacement one name."""
    other = Member(JCLLIB, "OTHER")
    for member in (other, MEMBER):
        target.write(member, FORMER)
    assert target.submit(other).id == "JOB00001"
    world.faults.append(Fault("jobs.submit", lambda: Failure("x")))
    with pytest.raises(SubmitUnknown) as caught:
        target.submit(MEMBER)
    assert (
        "The system lists no job named FORMER that can belong to this submission."
        in caught.value.details
    )
    assert "Jobs that were listed before the submission: FORMER(JOB00001)." in caught.value.details


def test_a_second_ctrl_c_does_not_wait_for_jobs_to_be_listed(
    run: Run, world: World, system: System
) -> None:
    world.faults += [
        Fault("jobs.submit", KeyboardInterrupt, after=True),
        Fault("jobs.fetch_multiple", KeyboardInterrupt, since="jobs.submit"),
    ]
    ran = run("init", "-c", MINIMAL, *ZOAU)
    assert ran.code == 130
    assert "After a second Ctrl-C, zwe-vsam did not search for jobs named ZWECSVSM." in ran.err
    assert world.functions[-1] == "jobs.fetch_multiple"
    assert len(system.jobs()) == 1


def test_candidates_are_told_with_their_day(
    run: Run, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of the day before, at that time of the day, would not be told apart otherwise."""
    world.faults.append(Fault("jobs.submit", lambda: Failure("x"), after=True))
    world.clock_off = -24 * 3600.0
    before = time.time()
    ran = run("init", "-c", MINIMAL, *ZOAU)
    day = time.strftime("%Y-%m-%d ", time.localtime(before))
    yesterday = time.strftime("%Y-%m-%d ", time.localtime(before - 24 * 3600.0))
    assert f"The submission began at {day}" in ran.err
    assert f"ZWECSVSM(JOB00001) of IBMUSER, received at {yesterday}" in ran.err


def test_jobs_of_other_owners_are_shown_too(
    run: Run, zoau: Zoau, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    """USER= on the JOB statement makes the own job another user's."""
    owned(monkeypatch, JOB00001="ADMIN")
    user(monkeypatch, "ibmuser")
    monkeypatch.setenv("LOGNAME", "somebody")
    transcript = _unknown(run, zoau, system)
    assert "New jobs of that name: ZWECSVSM(JOB00002) of IBMUSER, " in transcript
    assert ", ZWECSVSM(JOB00001) of ADMIN, " in transcript


def test_own_jobs_are_shown_first(
    run: Run, zoau: Zoau, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    owned(monkeypatch, JOB00001="ADMIN")
    user(monkeypatch, "admin")
    assert "New jobs of that name: ZWECSVSM(JOB00001) of ADMIN, " in _unknown(run, zoau, system)


def test_a_user_without_a_name_is_no_defect(
    run: Run, zoau: Zoau, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(uid: int) -> object:
        raise KeyError(f"getpwuid(): uid not found: {uid}")

    monkeypatch.setattr("pwd.getpwuid", unknown)
    assert "ZWECSVSM(JOB00001) of IBMUSER" in _unknown(run, zoau, system)


@pytest.mark.parametrize("level", LEVELS)
def test_none_is_the_answer_of_two_looks(
    zoau: Zoau, system: System, monkeypatch: pytest.MonkeyPatch, level: str
) -> None:
    world = zoau(level)
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    target = ZoauTarget()
    assert target.find_jobs("ZWECSVSM", 0.0) == []
    assert (len(world.functions), slept) == (1, [])
    assert target.find_jobs("ZWECSVSM", 0.0, sure=True) == []
    assert (len(world.functions), slept) == (3, [api.PAUSES[0]])
    held_job("ZWECSVSM")(world, system)
    world.invisible = 1
    assert len(target.find_jobs("ZWECSVSM", 0.0, sure=True)) == 1
    assert len(target.find_jobs("ZWECSVSM", 0.0, sure=True)) == 1
    assert len(world.functions) == 6


@pytest.mark.parametrize("level", LEVELS)
def test_only_1_2_is_sparing(zoau: Zoau, level: str) -> None:
    zoau(level)
    assert ZoauTarget().lookups_are_expensive is (level == "zoau12")


@pytest.mark.parametrize("level", LEVELS)
def test_a_job_of_this_very_second_is_not_too_old(
    zoau: Zoau, system: System, monkeypatch: pytest.MonkeyPatch, level: str
) -> None:
    """The system's times are whole seconds."""
    world = zoau(level)
    held_job("ZWECSVSM")(world, system)
    (job,) = system.jobs()
    assert len(ZoauTarget().find_jobs("ZWECSVSM", int(job.created) + 0.999)) == 1


@pytest.mark.parametrize("level", LEVELS)
def test_more_than_one_job_for_a_number_cannot_be_told_apart(
    zoau: Zoau, system: System, level: str
) -> None:
    world = zoau(level)
    held_job("ZWECSVSM")(world, system)
    world.twice = True
    with pytest.raises(UnclearAnswer, match="ZWV6021E") as caught:
        ZoauTarget().find_job("JOB00001")
    assert caught.value.reason == "The system lists 2 jobs with the id JOB00001"


def test_an_empty_list_is_no_job(zoau: Zoau) -> None:
    """From 1.4.3 on it is a success of the command."""
    world = zoau("zoau14")
    world.empty_list = True
    assert ZoauTarget().find_job("JOB00077") is None


def test_a_level_without_the_number_of_looks_is_not_given_it(
    zoau: Zoau, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.standins import modern

    world = zoau("zoau13")
    held_job("ZWECSVSM")(world, system)
    from zoautil_py import jobs

    def documented(
        job_id: str | None = None,
        job_owner: str | None = None,
        job_name: str | None = None,
        include_extended: bool = False,
    ) -> list[modern.Job]:
        return modern.fetch_multiple(job_id, job_owner, job_name, 2)

    monkeypatch.setattr(jobs, "fetch_multiple", documented)
    assert len(ZoauTarget().find_jobs("ZWECSVSM", 0.0)) == 1


def test_what_is_refused_without_a_job_statement_has_a_remedy(target: Target) -> None:
    target.write(MEMBER, "//* nothing\n")
    with pytest.raises(SubmitFailed) as caught:
        target.submit(MEMBER)
    assert "--generate" in caught.value.remedy


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ({"half_written": 5}, True),
        ({"half_written": 5, "midway": KeyboardInterrupt}, True),
        ({"record_lengths": {JCLLIB: 60}}, False),
    ],
)
def test_the_result_says_whether_something_was_changed(
    run: Run, zoau: Zoau, values: dict[str, object], written: bool
) -> None:
    world = zoau("zoau14")
    for name, value in values.items():
        setattr(world, name, value)
    ran = run("init", "-c", MINIMAL, *ZOAU, "--output", "json")
    result = json.loads(ran.out)
    assert (result["changed"], result["member"]["written"]) == (written, written)


def test_a_restored_member_is_not_changed(run: Run, zoau: Zoau, system: System) -> None:
    world = zoau("zoau14")
    system.write(JCLLIB, MEMBER.name, FORMER)
    world.half_written = 5
    ran = run("init", "-c", MINIMAL, *ZOAU, "--output", "json", "--generate")
    result = json.loads(ran.out)
    assert (result["changed"], result["member"]["written"]) == (False, False)


def test_failed_looks_are_not_told_as_never_listed(
    run: Run, zoau: Zoau, box: Path, world: World
) -> None:
    world.faults.append(Fault("jobs.fetch", lambda: Failure("SDSF is away"), 1_000))
    ran = run("init", "-c", MINIMAL, *ZOAU, "--timeout", "0.3")
    assert ran.code == 162
    assert "the system did not list the job." in ran.err
    assert "purged" not in ran.err
    assert "The last query of the job failed: " in ran.err
