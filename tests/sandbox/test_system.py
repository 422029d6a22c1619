"""The folder: libraries, members, versions, jobs, and how it is created."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3

import pytest

from tests.sandbox.helpers import CLUSTER, JCLLIB, PREFIX, SAMPLES, Sandbox, define, remove
from zwe_vsam.errors import (
    LibraryNotFound,
    MemberChanged,
    MemberNotFound,
    TargetError,
    Unavailable,
    WriteFailed,
)
from zwe_vsam.model import ABSENT, Phase
from zwe_vsam.sandbox import jes
from zwe_vsam.sandbox.state import Seed
from zwe_vsam.sandbox.system import System


def test_a_new_sandbox_has_the_samples_and_an_empty_jcllib(sandbox):
    assert sandbox.system.libraries() == [JCLLIB, SAMPLES]
    assert sandbox.system.members(SAMPLES) == ["ZWECSRVS", "ZWECSVSM"]
    assert sandbox.system.members(JCLLIB) == []
    assert [row[0] for row in sandbox.system.volumes()] == ["SBXSYS", "VOL001", "SBXSM1"]


@pytest.mark.parametrize("dialect", ["hash", "brace"])
def test_the_samples_are_80_byte_ebcdic_records_of_both_dialects(tmp_path, dialect):
    box = Sandbox(tmp_path / "box", dialect=dialect)
    image = (box.system.folder / "datasets" / SAMPLES / "ZWECSVSM").read_bytes()
    assert len(image) % 80 == 0
    assert image.startswith(b"\x61\x61\xe9\xe6\xc5\xc3\xe2\xe5\xe2\xd4\x40\xd1\xd6\xc2")
    text = box.system.read(SAMPLES, "ZWECSVSM").text
    if dialect == "hash":
        assert "//         SET MODE=NONRLS                       RLS or NONRLS\n" in text
        assert "\n//ALLOC    EXEC PGM=IDCAMS,REGION=0M\n" in text
        assert "//*   #dsname " in text
        assert "  STORCLAS(#storclas) -\n  LOG(NONE) -\n" in text
    else:
        assert text.startswith("//ZWECSVSM JOB {zowe.setup.jcl.header}\n")
        assert "DD DDNAME={zowe.setup.vsam.mode}\n" in text
    removal = box.system.read(SAMPLES, "ZWECSRVS").text
    assert "DELETE '{zowe.setup.vsam.name}' +\nCLUSTER\n" in removal


def test_members(sandbox):
    system = sandbox.system
    assert not system.exists(JCLLIB, "A1")
    system.write(JCLLIB, "A1", "one\n\ntwo   \n")
    assert system.read(JCLLIB, "A1").text == "one\n\ntwo\n"
    for member in ("A9", "AZ", "A$", "@A"):
        system.write(JCLLIB, member, "")
    assert system.members(JCLLIB) == ["@A", "A$", "AZ", "A1", "A9"]
    assert system.read(JCLLIB, "AZ").text == ""
    system.delete(JCLLIB, "A1")
    with pytest.raises(MemberNotFound):
        system.read(JCLLIB, "A1")
    with pytest.raises(MemberNotFound):
        system.delete(JCLLIB, "A1")


@pytest.mark.parametrize("text", ["x" * 81, "\u20ac\u2603", "ok\n" + "y" * 100])
def test_what_records_cannot_hold_is_not_written(sandbox, text):
    sandbox.system.write(JCLLIB, "M", "before\n")
    with pytest.raises(WriteFailed):
        sandbox.system.write(JCLLIB, "M", text)
    assert sandbox.system.read(JCLLIB, "M").text == "before\n"


def test_a_version_is_good_until_somebody_writes(sandbox):
    system = sandbox.system
    first = system.write(JCLLIB, "M", "one\n", ABSENT)
    with pytest.raises(MemberChanged):
        system.write(JCLLIB, "M", "two\n", ABSENT)
    system.write(JCLLIB, "M", "other\n")
    system.write(JCLLIB, "M", "one\n")
    with pytest.raises(MemberChanged):
        system.write(JCLLIB, "M", "two\n", first)
    with pytest.raises(MemberChanged):
        system.submit_member(JCLLIB, "M", first)
    current = system.read(JCLLIB, "M").version
    assert system.write(JCLLIB, "M", "two\n", current) != current


@pytest.mark.parametrize(
    "library", ["..", "A..B", "../datasets", "/etc", "A/B", "a.b", "", "A\0B", "A" * 45]
)
def test_a_name_that_is_none_never_reaches_the_file_system(sandbox, library):
    with pytest.raises(TargetError) as caught:
        sandbox.system.read(library, "M")
    assert caught.value.id == "ZWV8020E"


@pytest.mark.parametrize("member", ["..", ".", "A/B", "toolower", "ABCDEFGHI", "1A", "", "A.B"])
def test_a_member_name_that_is_none_never_reaches_the_file_system(sandbox, member):
    for verb in (sandbox.system.read, sandbox.system.exists, sandbox.system.delete):
        with pytest.raises(TargetError) as caught:
            verb(JCLLIB, member)
        assert caught.value.id == "ZWV8020E"


def test_links_do_not_lead_out(sandbox, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "M").write_bytes(b"\x40" * 80)
    datasets = sandbox.system.folder / "datasets"
    (datasets / JCLLIB).mkdir(exist_ok=True)
    (datasets / JCLLIB / "M").symlink_to(outside / "M")
    for use in (sandbox.system.exists, sandbox.system.read, sandbox.system.submit_member):
        with pytest.raises(Unavailable):
            use(JCLLIB, "M")
    with pytest.raises(Unavailable):
        sandbox.system.members(JCLLIB)
    with pytest.raises(Unavailable):
        sandbox.system.write(JCLLIB, "M", "mine\n")
    assert (outside / "M").read_bytes() == b"\x40" * 80
    shutil.rmtree(datasets / JCLLIB)
    (datasets / JCLLIB).symlink_to(outside)
    with pytest.raises(Unavailable):
        sandbox.system.write(JCLLIB, "M", "mine\n")
    assert (outside / "M").read_bytes() == b"\x40" * 80


def test_a_library_is_there_only_when_the_catalog_has_it(sandbox):
    (sandbox.system.folder / "datasets" / "BY.HAND").mkdir()
    with pytest.raises(LibraryNotFound):
        sandbox.system.members("BY.HAND")
    sandbox.system.create_library("MY.LIB")
    sandbox.system.write("MY.LIB", "M", "x\n")
    with pytest.raises(TargetError):
        sandbox.system.create_library("MY.LIB")
    sandbox.system.idcams([" DELETE MY.LIB NONVSAM"])
    with pytest.raises(LibraryNotFound):
        sandbox.system.read("MY.LIB", "M")
    sandbox.system.create_library("MY.LIB")
    assert sandbox.system.members("MY.LIB") == []


def test_everything_is_there_for_another_process(sandbox):
    job = sandbox.run(define())
    sandbox.system.inject("never")
    running = sandbox.system.submit(remove())
    other = sandbox.again()
    assert other.clusters() == [CLUSTER]
    assert other.job(job.id) == job
    assert other.job(running.id).phase is Phase.QUEUED
    assert [file.ddname for file in other.spool(job.id)][-1] == "SYSPRINT"


def test_reset_keeps_the_seed_and_nothing_else(sandbox):
    sandbox.run(define())
    sandbox.system.write(SAMPLES, "ZWECSVSM", "spoilt\n")
    sandbox.system.create_library("MY.LIB")
    sandbox.system.reset()
    assert sandbox.system.clusters() == []
    assert sandbox.system.jobs() == []
    assert sandbox.system.libraries() == [JCLLIB, SAMPLES]
    assert "#dsname" in sandbox.system.read(SAMPLES, "ZWECSVSM").text
    assert sandbox.run(define()).id == "JOB00001"


def test_no_sandbox_there(tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").write_text("mine")
    for folder in (tmp_path / "none", tmp_path / "other"):
        with pytest.raises(Unavailable) as caught:
            System.open(folder)
        assert caught.value.id == "ZWV8010E"
        assert "zwe-vsam sandbox create" in caught.value.remedy
    with pytest.raises(Unavailable):
        System.create(tmp_path / "other", Seed(PREFIX, JCLLIB))
    assert [item.name for item in (tmp_path / "other").iterdir()] == ["file"]
    assert not (tmp_path / "none").exists()


def test_creating_takes_an_empty_folder_and_leaves_an_existing_sandbox(tmp_path):
    (tmp_path / "box").mkdir()
    system, created = System.create(tmp_path / "box", Seed(PREFIX, JCLLIB))
    assert created
    system.create_library("MY.LIB")
    again, created = System.create(tmp_path / "box", Seed("OTHER", "OTHER.LIB"))
    assert not created
    assert "MY.LIB" in again.libraries()


@pytest.mark.parametrize(
    "seed",
    [
        Seed("lower", JCLLIB),
        Seed(PREFIX, "../X"),
        Seed(PREFIX, JCLLIB, volume="TOOLONG"),
        Seed(PREFIX, JCLLIB, storage_class="1X"),
        Seed(PREFIX, JCLLIB, dialect="braces"),
    ],
)
def test_a_seed_with_wrong_names_creates_nothing(tmp_path, seed):
    with pytest.raises(TargetError):
        System.create(tmp_path / "box", seed)
    assert list(tmp_path.iterdir()) == []


def test_only_the_newest_ended_jobs_are_kept(sandbox, monkeypatch):
    monkeypatch.setattr(jes, "RETAINED", 5)
    held = sandbox.system.submit("//A JOB TYPRUN=HOLD\n//S EXEC PGM=IEFBR14\n")
    ids = [sandbox.run("//A JOB\n//S EXEC PGM=IEFBR14\n").id for _ in range(9)]
    newest = sandbox.system.submit("//A JOB\n//S EXEC PGM=IEFBR14\n")
    assert [job.id for job in sandbox.system.jobs()] == [held.id, *ids[-5:], newest.id]
    assert sandbox.system.job(ids[0]) is None
    assert sandbox.system.release(held.id)
    assert sandbox.system.jcl(held.id)


def test_numbers_start_again_and_none_is_given_twice(sandbox, monkeypatch):
    monkeypatch.setattr(jes, "RETAINED", 3)
    jcl = "//A JOB\n//S EXEC PGM=IEFBR14\n"
    held = sandbox.system.submit("//A JOB TYPRUN=HOLD\n//S EXEC PGM=IEFBR14\n")
    assert held.id == "JOB00001"
    with contextlib.closing(sqlite3.connect(sandbox.system.folder / "system.db")) as database:
        database.execute("UPDATE system SET last_job = 999997")
        database.commit()
    ids = [sandbox.run(jcl).id for _ in range(4)]
    assert ids == ["J0999998", "J0999999", "JOB00002", "JOB00003"]
    assert {job.id for job in sandbox.system.jobs()} == {held.id, *ids}
    assert sandbox.run(jcl).id == "JOB00004"
    assert {job.id for job in sandbox.system.jobs()} == {held.id, *ids[1:], "JOB00004"}


def test_a_job_that_ends_as_it_is_purged_is_gone(sandbox):
    job = sandbox.system.submit(define())
    sandbox.clock.at += 10
    sandbox.system.purge(job.id)
    assert sandbox.system.jobs() == []
    assert sandbox.system.clusters() == [CLUSTER]
