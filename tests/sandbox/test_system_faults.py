"""The folder with many processes, interruption, damage, and a full disk."""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sandbox.helpers import CLUSTER, JCLLIB, PREFIX, SAMPLES, Sandbox, define, remove
from zwe_vsam.errors import TargetError, Unavailable, WriteFailed
from zwe_vsam.model import Ending
from zwe_vsam.sandbox import store
from zwe_vsam.sandbox.database import Database
from zwe_vsam.sandbox.state import Seed
from zwe_vsam.sandbox.system import System

DEFINE = " DEFINE CLUSTER(NAME({}) VOLUMES(VOL001) TRACKS(1))"


def test_a_kill_at_any_write_leaves_the_old_system_or_the_new_one(tmp_path, monkeypatch):
    """Stop before the n-th file, row or commit, for every n, then go on in a new process."""

    class Killed(BaseException):
        pass

    left = [0]

    def counted(real):
        def call(*arguments):
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return real(*arguments)

        return call

    box = Sandbox(tmp_path / "box")
    monkeypatch.setattr(store, "replace", counted(store.replace))
    monkeypatch.setattr(store.Store, "write_job_file", counted(store.Store.write_job_file))
    for verb in ("put", "delete", "commit"):
        monkeypatch.setattr(Database, verb, counted(getattr(Database, verb)))
    outcomes = set()
    for stop in range(60):
        left[0] = 10**9
        box.system.reset()
        job = box.system.submit(define())
        box.clock.at += 10
        left[0] = stop
        try:
            box.system.job(job.id)
            box.system.reset()
        except Killed:
            left[0] = 10**9
            state = box.again().job(job.id)
            outcomes.add(state and state.code)
            assert (state is None) == (box.again().clusters() == [])
            assert state is None or (state.ending, state.code) == (Ending.COMPLETED, 0)
            assert box.again().libraries() == [JCLLIB, SAMPLES]
            assert box.again().members(SAMPLES) == ["ZWECSRVS", "ZWECSVSM"]
    assert outcomes == {0, None}


def _define_and_submit(folder: str, number: int, results: multiprocessing.Queue[object]) -> None:
    system, _ = System.create(folder, Seed(PREFIX, JCLLIB, volume="VOL001"))
    ids = []
    for count in range(5):
        ids.append(system.submit("//A JOB\n//S EXEC PGM=IEFBR14\n").id)
        system.idcams([DEFINE.format(f"P{number}.C{count}")])
        system.write(JCLLIB, "SHARED", f"{number}\n" * 50)
    results.put(ids)


def test_many_processes_create_it_once_and_lose_nothing(tmp_path):
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    folder = str(tmp_path / "box")
    workers = [
        context.Process(target=_define_and_submit, args=(folder, number, results))
        for number in range(4)
    ]
    for worker in workers:
        worker.start()
    ids = [job for _ in workers for job in results.get(timeout=60)]
    for worker in workers:
        worker.join(60)
    system = System.open(folder)
    assert len(set(ids)) == 20
    assert len(system.clusters()) == 20
    assert len(set(system.read(JCLLIB, "SHARED").text.split())) == 1
    assert len(system.jobs()) == 20
    assert [item.name for item in tmp_path.iterdir()] == ["box"]


def _work_until_killed(folder: str, diary: str) -> None:
    system = System.open(folder)
    system.set_durations(0.001, 0.001)
    with Path(diary).open("a", buffering=1, encoding="utf-8") as acknowledged:
        for number in range(100_000):
            job = system.submit(define(cluster=f"K{os.getpid()}.C{number}")).id
            acknowledged.write(f"{job}\n")
            system.write(JCLLIB, "BIG", f"{number}\n" * 500)


def test_kill_9(tmp_path):
    system, _ = System.create(tmp_path / "box", Seed(PREFIX, JCLLIB, volume="VOL001"))
    system.write(JCLLIB, "BIG", "first\n")
    context = multiprocessing.get_context("spawn")
    diary = tmp_path / "diary"
    for wait in (0.0, 0.0037, 0.0091, 0.0153):
        size = diary.stat().st_size if diary.exists() else 0
        worker = context.Process(
            target=_work_until_killed, args=(str(tmp_path / "box"), str(diary))
        )
        worker.start()
        deadline = time.monotonic() + 30
        while (not diary.exists() or diary.stat().st_size == size) and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(wait)
        worker.kill()
        worker.join()
        system = System.open(tmp_path / "box")
        time.sleep(0.01)
        jobs = {job.id: job for job in system.jobs()}
        assert set(diary.read_text().split()) <= set(jobs)
        assert all(job.code == 0 for job in jobs.values()), "each ran once, to its end"
        assert len(system.clusters()) == len(jobs)
        assert len(set(system.read(JCLLIB, "BIG").text.split())) == 1


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"format": 2}', '{"format": 1}', "\udcff", "[" * 100_000]
)
def test_a_damaged_state_is_said_clearly(sandbox, text):
    path = sandbox.system.folder / "system.db"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(Unavailable) as caught:
        sandbox.again()
    assert str(path) in caught.value.reason
    assert "is damaged: " in caught.value.reason


def test_an_unwritable_folder_is_unavailable(sandbox, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(Path("system.db")))

    monkeypatch.setattr(store, "replace", refuse)
    with pytest.raises(Unavailable):
        sandbox.system.submit(define())
    with pytest.raises(WriteFailed) as caught:
        sandbox.system.write(JCLLIB, "M", "x\n")
    assert "The member still has its former content." in caught.value.details


@pytest.fixture
def full_disk():
    """A context in which nothing can be written to a file."""

    @contextmanager
    def full() -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return full


def looks(system: System, job_id: str) -> list[object]:
    """All that can be seen."""
    return [
        system.libraries(),
        system.members(SAMPLES),
        system.exists(SAMPLES, "ZWECSVSM"),
        system.read(SAMPLES, "ZWECSVSM"),
        system.clusters(),
        system.volumes(),
        system.storage_classes(),
        system.listcat(CLUSTER)[0],
        system.job(job_id),
        system.jobs(),
        system.spool(job_id),
        system.jcl(job_id),
        system.injections(),
    ]


def test_on_a_full_disk_everything_can_be_seen(sandbox, full_disk):
    job = sandbox.system.submit(define())
    before = (sandbox.system.folder / "system.db").read_bytes()
    sandbox.clock.at += 10
    with full_disk():
        seen = [looks(sandbox.system, job.id), looks(sandbox.again(), job.id)]
    assert (sandbox.system.folder / "system.db").read_bytes() == before
    assert seen[0] == seen[1] == looks(sandbox.again(), job.id)
    assert sandbox.system.clusters() == [CLUSTER]
    assert sandbox.system.job(job.id).ending is Ending.COMPLETED
    assert (sandbox.system.folder / "system.db").read_bytes() != before


def test_on_a_full_disk_a_purged_job_is_gone_and_stays_gone(sandbox, full_disk):
    sandbox.system.inject("purged")
    job = sandbox.system.submit(define())
    sandbox.clock.at += 10
    with full_disk():
        assert sandbox.system.job(job.id) is None
        assert sandbox.system.clusters() == [CLUSTER]
    assert sandbox.system.jobs() == []
    assert sandbox.system.clusters() == [CLUSTER]


def test_on_a_full_disk_what_was_computed_is_forgotten(sandbox, full_disk):
    job = sandbox.system.submit(define())
    sandbox.clock.at += 10
    with full_disk():
        assert sandbox.system.job(job.id).ending is Ending.COMPLETED
    sandbox.again().purge(job.id)
    sandbox.system.submit(remove())
    assert sandbox.system.job(job.id) is None


def test_on_a_full_disk_nothing_is_changed(sandbox, full_disk):
    job = sandbox.system.submit(define())
    sandbox.clock.at += 10
    with full_disk():
        for change in (
            lambda: sandbox.system.submit(define()),
            lambda: sandbox.system.cancel(job.id),
            lambda: sandbox.system.idcams([DEFINE.format("A.B")]),
            lambda: sandbox.system.add_volume("VOL009", 100),
        ):
            with pytest.raises(Unavailable):
                change()
        with pytest.raises(TargetError):
            sandbox.system.write(JCLLIB, "M", "x\n")
    assert sandbox.system.clusters() == [CLUSTER]
    assert [found.id for found in sandbox.system.jobs()] == [job.id]
    assert sandbox.system.members(JCLLIB) == []


def test_looking_writes_nothing_when_nothing_is_due(sandbox):
    sandbox.run(define())
    path = sandbox.system.folder / "system.db"
    before = path.stat()
    looks(sandbox.again(), "JOB00001")
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_on_a_full_disk_the_commands_that_look_work(sandbox, full_disk, run):
    job = sandbox.system.submit(define())
    sandbox.clock.at += 10
    folder = sandbox.system.folder
    with full_disk():
        ran = [
            run("sandbox", verb, folder, *more)
            for verb, *more in (
                ("jobs",),
                ("list",),
                ("listcat", CLUSTER),
                ("read", f"{SAMPLES}(ZWECSVSM)"),
                ("spool", job.id),
            )
        ]
        refused = run("sandbox", "reset", folder)
    assert [one.code for one in ran] == [0] * 5
    assert refused.code == 233
    assert "CC 0000" in ran[0].out
    assert f"CLUSTER  {CLUSTER}" in ran[1].out
    assert "IDC0002I" in ran[4].out
