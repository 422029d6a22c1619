"""Jobs and spool through zoautil_py."""

from __future__ import annotations

import importlib
import time
from types import ModuleType

import pytest

from tests.conftest import JCLLIB, Zoau
from tests.standins import core
from tests.standins.core import Fault, World
from tests.targets.zoau_faults import FORMER, no_json, undecodable
from zwe_vsam.errors import SubmitFailed, Unavailable
from zwe_vsam.model import JobId, Member, Phase
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.base import Target
from zwe_vsam.targets.zoau.api import MARK
from zwe_vsam.targets.zoau.target import ZoauTarget

MEMBER = Member(JCLLIB, "ZWECSVSM")


@pytest.fixture
def job(target: Target) -> JobId:
    target.write(MEMBER, FORMER)
    return target.submit(MEMBER)


@pytest.mark.parametrize(
    ("listed", "phase"),
    [
        ({"status": "AC"}, {Phase.QUEUED, Phase.ACTIVE}),
        ({"status": "HOLD"}, {Phase.HELD}),
        ({"status": "?"}, {Phase.QUEUED}),
        ({"status": "NEWWORD"}, {Phase.QUEUED}),
        ({"status": "CC", "ccode": "?"}, {Phase.ACTIVE}),
    ],
)
def test_a_job_that_has_not_ended(
    target: Target, world: World, job: JobId, listed: dict[str, str], phase: set[Phase]
) -> None:
    world.job_fields = listed
    state = target.job_status(job)
    assert state.phase in phase
    assert state.ending is None


def test_the_queue_is_told_from_running(zoau: Zoau, system: System) -> None:
    zoau("zoau14")
    system.set_durations(queued=60, active=60)
    target = ZoauTarget()
    target.write(MEMBER, FORMER)
    assert target.job_status(target.submit(MEMBER)).phase is Phase.QUEUED
    system.set_durations(queued=0, active=60)
    assert target.job_status(target.submit(MEMBER)).phase is Phase.ACTIVE


def test_another_job_of_that_number_is_not_ours(target: Target, job: JobId) -> None:
    assert target.job_status(job).phase is not Phase.NOT_LISTED
    assert target.job_status(JobId(job.id, job.name, "")).phase is not Phase.NOT_LISTED
    for other in (JobId(job.id, "OTHER", job.owner), JobId(job.id, job.name, "OTHER")):
        assert target.job_status(other).phase is Phase.NOT_LISTED


def test_jobs_are_found_by_name_and_time(target: Target, world: World, job: JobId) -> None:
    (states,) = target.find_jobs(job.name, 0)
    assert (states.job.id, states.job.owner) == (job.id, "IBMUSER")
    assert target.find_jobs("OTHER", 0) == []
    if states.created is not None:
        assert target.find_jobs(job.name, states.created) == [states]
        assert target.find_jobs(job.name, states.created + 60) == []


def test_jobs_of_others_are_not_asked_for_by_name(
    target: Target, world: World, job: JobId, system: System
) -> None:
    """No level is trusted to have looked at the name; 1.2 is not even given it."""
    target.write(Member(JCLLIB, "OTHER"), "//OTHER JOB\n//S EXEC PGM=IEFBR14\n")
    target.submit(Member(JCLLIB, "OTHER"))
    assert [state.job.id for state in target.find_jobs("OTHER", 0)] == ["JOB00002"]


@pytest.mark.parametrize(
    ("names", "pattern"),
    [
        (("ZWECSVSM",), "ZWECSVSM"),
        (("ZWECSVSM", "ZWECSRVS"), "ZWECS*"),
        (("ZWECSVSM", "ZWECSRVS", "MYJOB"), "*"),
        (("ZWE$SVSM", "ZWE$SRVS"), "*"),
    ],
)
def test_one_listing_serves_all_names(
    zoau: Zoau,
    system: System,
    monkeypatch: pytest.MonkeyPatch,
    names: tuple[str, ...],
    pattern: str,
) -> None:
    """An asterisk at the end is what ibm_zos_core hands on, too (its pull request 721)."""
    zoau("zoau14")
    system.set_durations(queued=60, active=60)
    for name in (*names, "ZWECSXXX"):
        system.submit(f"//{name} JOB\n//S EXEC PGM=IEFBR14\n")
    asked: list[tuple[object, ...]] = []
    original = core.jls
    monkeypatch.setattr(core, "jls", lambda *args: asked.append(args) or original(*args))
    first, *others = names
    states = ZoauTarget().find_jobs(first, 0.0, others=tuple(others), sure=True)
    assert sorted(state.job.name for state in states) == sorted(names)
    assert asked == [(None, "*", pattern)]


def test_a_name_that_one_list_misses_is_listed_again(
    zoau: Zoau, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That the other name has jobs, ended or not, is no proof that this one has none."""
    zoau("zoau14")
    system.set_durations(queued=60, active=60)
    for name in ("ZWECSVSM", "ZWECSRVS"):
        system.submit(f"//{name} JOB\n//S EXEC PGM=IEFBR14\n")
    original, missed = core.jls, ["ZWECSRVS", "ZWECSVSM"]

    def misses(*args: str | None) -> tuple[core.Response, list[core.Listed]]:
        response, states = original(*args)
        name = missed.pop(0) if missed else ""
        return response, [job for job in states if job.name != name]

    monkeypatch.setattr(core, "jls", misses)
    states = ZoauTarget().find_jobs("ZWECSVSM", 0.0, others=("ZWECSRVS",), sure=True)
    assert sorted(state.job.name for state in states) == ["ZWECSRVS", "ZWECSVSM"]
    assert missed == []


def test_a_reused_number_is_a_job_of_its_own(target: Target, world: World, job: JobId) -> None:
    target = ZoauTarget()
    (listed,) = target.find_jobs(job.name, 0)
    assert target._candidates(job.name, time.time()).possible == []
    world.clock_off = 10.0
    (again,) = target._candidates(job.name, time.time()).possible
    assert again.job == listed.job
    assert again.created == listed.created + 10.0


def test_spool_files_that_share_their_names(
    target: Target, world: World, job: JobId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Steps of two procedures can; the first of them may be the empty one."""
    _ended(target, job)
    files = core.spool_files(job.id)
    twice = [files[0]._replace(text="other\n"), *files]
    monkeypatch.setattr(core, "spool_files", lambda _id: twice)
    files_read = [(file.ddname, file.text) for file in target.spool(job)]
    if hasattr(jobs_module(), "fetch"):
        assert files_read == [(file.ddname, file.text) for file in twice]
    else:
        # 1.2 reads by step and name only: once, and one of them.
        assert files_read == [(file.ddname, file.text) for file in (twice[0], *files[1:])]


def test_an_empty_one_does_not_hide_its_namesake(
    target: Target, world: World, job: JobId, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ended(target, job)
    files = core.spool_files(job.id)
    listed = [files[0]._replace(text=""), *files]
    monkeypatch.setattr(core, "spool_files", lambda _id: listed)
    world.commands.clear()
    target.spool(job)
    assert world.commands.count("pjdd") == len(files)


def jobs_module() -> ModuleType:
    return importlib.import_module("zoautil_py.jobs")


def test_the_name_is_that_of_the_job_statement(target: Target, system: System) -> None:
    target.write(MEMBER, FORMER)
    assert target.submit(MEMBER).name == "FORMER"


def test_a_member_without_a_job_is_not_submitted(target: Target, world: World) -> None:
    target.write(MEMBER, "//* JOB\n//STEP EXEC PGM=IEFBR14\n")
    with pytest.raises(SubmitFailed):
        target.submit(MEMBER)
    assert "jsub" not in world.commands


@pytest.mark.parametrize(
    ("error", "readable"),
    [(undecodable, "IDC3013I DUPLICATE\nnext \ufffd\n"), (no_json, "IDC3013I DUPL\x01CATE\n")],
)
def test_undecodable_spool_is_replaced_and_marked(
    target: Target, world: World, job: JobId, error, readable: str
) -> None:
    _ended(target, job)
    world.faults.append(Fault("jobs.read_output", error))
    first, second, *_ = target.spool(job)
    assert first.text == f"{MARK}\n{readable}"
    assert MARK not in second.text
    assert [first.ddname, first.step] == ["JESMSGLG", ""]


@pytest.mark.parametrize("error", [KeyError, TypeError])
def test_spool_without_any_text_is_marked(
    target: Target, world: World, job: JobId, error: type[Exception]
) -> None:
    _ended(target, job)
    world.faults.append(Fault("jobs.read_output", error, 3))
    assert target.spool(job)[0].text.splitlines()[0] == MARK


def test_empty_spool_files_are_not_read(
    target: Target, world: World, job: JobId, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ended(target, job)
    original = core.ddls
    monkeypatch.setattr(
        core,
        "ddls",
        lambda *of: (original(*of)[0], [f._replace(text="") for f in original(*of)[1]]),
    )
    assert {file.text for file in target.spool(job)} == {""}
    assert "pjdd" not in world.commands


def test_output_that_is_not_ready_is_told_as_such(target: Target, world: World, job: JobId) -> None:
    _ended(target, job)
    world.not_ready = 3
    with pytest.raises(Unavailable) as caught:
        target.spool(job)
    assert caught.value.remedy == "If the job still waits, run this command again later."
    assert "is not ready for DD queries" in caught.value.reason


def _ended(target: Target, job: JobId) -> None:
    while target.job_status(job).phase is not Phase.ENDED:
        pass
