"""The sandbox behind the verbs of a target."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sandbox.helpers import CLUSTER, JCLLIB, SAMPLES, Sandbox, define
from zwe_vsam.errors import (
    LibraryNotFound,
    MemberChanged,
    MemberNotFound,
    SubmitFailed,
    Unavailable,
    UnclearAnswer,
)
from zwe_vsam.model import Ending, JobId, Member, Phase
from zwe_vsam.targets.base import Target
from zwe_vsam.targets.sandbox import SandboxTarget

MEMBER = Member(JCLLIB, "ZWECSVSM")


@pytest.fixture
def box(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path / "box")


@pytest.fixture
def target(box: Sandbox) -> Target:
    return SandboxTarget(box.system.folder, box.clock)


def test_it_says_that_it_is_a_rehearsal(target, box):
    assert target.notice().text == (
        f"Rehearsal: sandbox {box.system.folder} stands for z/OS; no mainframe is touched."
    )


def test_from_the_member_to_the_cluster(target, box):
    assert target.entry(CLUSTER) is None
    assert not target.exists(MEMBER)
    version = target.write(MEMBER, define())
    assert target.read(MEMBER) == (define(), version)
    job = target.submit(MEMBER, version)
    assert job == JobId("JOB00001", "ZWECSVSM", "IBMUSER")
    assert target.job_status(job).phase is Phase.QUEUED
    assert job.id in target.output_hint(job)
    box.clock.at += 1
    state = target.job_status(job)
    assert (state.phase, state.ending, state.code) == (Phase.ENDED, Ending.COMPLETED, 0)
    assert target.entry(CLUSTER).name == CLUSTER
    assert target.entry(SAMPLES).kind == "NONVSAM"
    assert target.spool(job)[0].ddname == "JESMSGLG"
    assert target.find_jobs("ZWECSVSM", state.created) == [state]
    assert target.find_jobs("ZWECSVSM", state.created + 1) == []
    assert target.find_jobs("OTHER", 0) == []


def test_a_job_that_is_not_there_is_invisible(target, box):
    target.write(MEMBER, define())
    job = target.submit(MEMBER)
    for other in (
        JobId("JOB00077", "A", "B"),
        JobId(job.id, "A", job.owner),
        JobId("../x", "", ""),
    ):
        assert target.job_status(other).phase is Phase.NOT_LISTED
        assert target.spool(other) == []


def test_errors_are_those_of_the_interface(target, box):
    with pytest.raises(LibraryNotFound):
        target.exists(Member("NOT.THERE", "M"))
    with pytest.raises(LibraryNotFound):
        target.exists(Member(CLUSTER, "M"))
    with pytest.raises(MemberNotFound):
        target.submit(MEMBER)
    target.write(MEMBER, "no job\n")
    with pytest.raises(SubmitFailed) as caught:
        target.submit(MEMBER)
    assert (caught.value.id, caught.value.facts) == ("ZWEL0161E", (str(MEMBER),))
    with pytest.raises(MemberChanged):
        target.submit(MEMBER, "another version")
    assert box.system.jobs() == []


def test_an_answer_that_is_not_understood_is_no_answer(target, box, monkeypatch):
    monkeypatch.setattr(target.system, "listcat", lambda name: (8, [" IDC3014I CATALOG ERROR"]))
    with pytest.raises(UnclearAnswer):
        target.entry(CLUSTER)


def test_a_folder_that_is_no_sandbox(tmp_path):
    with pytest.raises(Unavailable):
        SandboxTarget(tmp_path)
