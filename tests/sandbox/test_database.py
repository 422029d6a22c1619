"""The file of the tables: foreign, old, hostile, locked, or where nothing can be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.sandbox.helpers import CLUSTER, JCLLIB, SAMPLES, Sandbox, define
from zwe_vsam.errors import Unavailable
from zwe_vsam.model import Ending
from zwe_vsam.sandbox import database, jes
from zwe_vsam.sandbox.store import NAME
from zwe_vsam.sandbox.system import System

SUPER_JOURNAL = bytes.fromhex("d9d505f920a163d7")


def change(sandbox: Sandbox, *statements: str) -> None:
    """Change the file as another program does."""
    with closing(sqlite3.connect(sandbox.system.folder / NAME)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def damage(sandbox: Sandbox) -> str:
    """The reason why the sandbox cannot be used now."""
    with pytest.raises(Unavailable) as caught:
        sandbox.again().jobs()
    assert caught.value.id == "ZWV8016E"
    assert str(sandbox.system.folder / NAME) in str(caught.value.message)
    return str(caught.value.fields["reason"])


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA user_version = 3",
        "DROP TABLE step",
        "CREATE TABLE other (name TEXT)",
        "CREATE TRIGGER t AFTER INSERT ON job BEGIN DELETE FROM cluster; END",
        "CREATE VIEW v AS SELECT * FROM job",
        "ALTER TABLE volume ADD COLUMN other TEXT",
    ],
)
def test_only_our_tables_are_read(sandbox: Sandbox, statement: str) -> None:
    change(sandbox, statement)
    assert damage(sandbox) == "it is not of format 2"


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE system SET dialect = 'other'", "the dialect is not hash or brace"),
        ("UPDATE system SET prefix = '../..'", "a data set name has no empty"),
        ("UPDATE system SET queued = 1e300", "system.queued is out of range"),
        ("UPDATE system SET last_job = 'x'", "system.last_job has a value of another type"),
        ("DELETE FROM system", "it has no attributes of a system"),
        ("UPDATE job SET id = '../../../x'", "a job has no job id"),
        ("UPDATE job SET ending = 'well'", "job JOB00001 has an unknown ending"),
        ("UPDATE job SET outcome = 'abend:X', ending = ''", "expected S and 3 hexadecimal digits"),
        ("UPDATE job SET owner = x'ff'", "job.owner has a value of another type"),
        ("UPDATE job SET name = CAST(x'ff' AS TEXT)", "Could not decode to UTF-8 column 'name'"),
    ],
)
def test_a_value_that_is_none_is_damage(sandbox: Sandbox, statement: str, reason: str) -> None:
    sandbox.run(define())
    change(sandbox, statement)
    assert damage(sandbox).startswith(reason)


def test_a_cluster_without_components_is_damage(sandbox: Sandbox) -> None:
    sandbox.run(define())
    change(sandbox, "DELETE FROM component")
    with pytest.raises(Unavailable, match="ZWV8016E"):
        sandbox.system.listcat(CLUSTER)


def test_a_write_ahead_log_is_not_ours(sandbox: Sandbox) -> None:
    """It needs shared memory, and leaves files beside."""
    with closing(sqlite3.connect(sandbox.system.folder / NAME)) as connection:
        assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
        assert damage(sandbox) == "it has another journal"


def test_a_journal_that_names_another_file_is_not_played_back(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    """SQLite deletes the file that such a journal names as its master."""
    precious = tmp_path / "precious"
    precious.write_text("mine")
    journal = sandbox.system.folder / f"{NAME}-journal"
    name = str(precious).encode()
    pages = (sandbox.system.folder / NAME).stat().st_size // 4096
    journal.write_bytes(_journal_header(pages) + _super_record(name))
    shutil.copyfile(journal, tmp_path / "journal")
    with pytest.raises(Unavailable) as caught:
        sandbox.again()
    assert str(caught.value.fields["reason"]) == "it names another journal"
    assert precious.read_text() == "mine"
    assert journal.read_bytes() == (tmp_path / "journal").read_bytes()
    # SQLite itself does delete it.
    with closing(sqlite3.connect(sandbox.system.folder / NAME)) as connection:
        connection.execute("SELECT * FROM system").fetchall()
    assert not precious.exists()


def _journal_header(pages: int) -> bytes:
    """The header of the journal of a file with so many pages, none of which is to be restored."""
    numbers = (0, 0, pages, 512, 4096)
    return (SUPER_JOURNAL + b"".join(n.to_bytes(4, "big") for n in numbers)).ljust(512, b"\0")


def _super_record(name: bytes) -> bytes:
    page = (0x40000000 // 4096 + 1).to_bytes(4, "big")
    size, total = len(name).to_bytes(4, "big"), (sum(name) & 0xFFFFFFFF).to_bytes(4, "big")
    return page + name + size + total + SUPER_JOURNAL


def test_a_sandbox_of_an_earlier_version(sandbox: Sandbox, run: Run) -> None:
    folder = sandbox.system.folder
    (folder / NAME).unlink()
    (folder / "system.json").write_text('{"format": 1}')
    for words in (("list",), ("create",), ("reset",)):
        ran = run("sandbox", words[0], folder)
        assert (ran.code, ran.out) == (233, "")
        assert ran.err.startswith(
            f"Error ZWV8017E: The sandbox {folder} was created by an earlier version of zwe-vsam.\n"
            "  Remedy: Rename the folder, and create the sandbox again: "
        )
    assert (folder / "system.json").read_text() == '{"format": 1}'
    assert not (folder / NAME).exists()


def test_a_folder_that_is_replaced_is_opened_again(sandbox: Sandbox, tmp_path: Path) -> None:
    """A living server must not go on with the files of a folder that was removed."""
    folder = sandbox.system.folder
    shutil.copytree(folder, tmp_path / "saved")
    sandbox.run(define())
    assert sandbox.system.clusters() == [CLUSTER]
    shutil.rmtree(folder)
    with pytest.raises(Unavailable, match="ZWV8010E"):
        sandbox.system.clusters()
    (tmp_path / "saved").rename(folder)
    assert sandbox.system.clusters() == []
    assert sandbox.run(define()).ending is Ending.COMPLETED


def test_a_lock_that_does_not_end_is_said(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LOCK_SECONDS", 0.2)
    with closing(sqlite3.connect(sandbox.system.folder / NAME)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        for action in (sandbox.system.jobs, sandbox.again, lambda: sandbox.system.submit(define())):
            with pytest.raises(Unavailable) as caught:
                action()
            assert caught.value.id == "ZWV8019E"
    assert sandbox.system.jobs() == []


def test_a_lock_is_waited_for(sandbox: Sandbox) -> None:
    with closing(
        sqlite3.connect(sandbox.system.folder / NAME, check_same_thread=False)
    ) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        timer = threading.Timer(0.3, connection.rollback)
        timer.start()
        began = time.monotonic()
        assert sandbox.system.jobs() == []
        assert time.monotonic() - began > 0.2
        timer.join()


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that everybody may read."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def looks(system: System) -> tuple[object, ...]:
    ended = [(job.id, job.code) for job in system.jobs()]
    spool = [file.ddname for file in system.spool("JOB00001")]
    return system.clusters(), ended, spool, system.listcat(CLUSTER)[0], system.members(SAMPLES)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_who_may_only_read_sees_everything(public: Path) -> None:
    """The progress of jobs, too: it is computed on a copy in memory."""
    box = Sandbox(public / "box")
    box.system.submit(define())
    box.clock.at += 10
    shutil.copytree(public / "box", public / "other")
    expected = looks(box.system)
    for path in (public / "other").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    before = (public / "other" / NAME).read_bytes()
    os.seteuid(65534)
    try:
        system = System.open(public / "other", box.clock)
        seen = looks(system)
        for change in (lambda: system.submit(define()), lambda: system.write(JCLLIB, "M", "x"),
                       system.reset):  # fmt: skip
            with pytest.raises(Unavailable) as caught:
                change()
            assert caught.value.id == "ZWV8012E"
    finally:
        os.seteuid(0)
    assert seen == expected
    assert expected[:2] == ([CLUSTER], [("JOB00001", 0)])
    assert (public / "other" / NAME).read_bytes() == before
    jobs = public / "other" / "jobs" / "JOB00001"
    assert list(jobs.iterdir()) == [jobs / "jcl"]


def test_what_a_kill_leaves_in_the_journal_is_undone(sandbox: Sandbox, tmp_path: Path) -> None:
    """The next process finds the file half written, and the journal with what was before."""
    script = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size = 1')\n"
        "connection.execute('BEGIN EXCLUSIVE')\n"
        "for n in range(5000):\n"
        "    connection.execute('INSERT INTO library VALUES (?, ?)', (f'A.B{n}', 'VOL001'))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    path = sandbox.system.folder / NAME
    before = path.stat().st_size
    assert subprocess.run([sys.executable, "-c", script, path], check=False).returncode == -9
    assert path.stat().st_size > before
    assert path.with_name(f"{NAME}-journal").stat().st_size > 0
    assert len(sandbox.again().libraries()) == 2
    assert not path.with_name(f"{NAME}-journal").exists()


def test_jobs_of_several_names(sandbox: Sandbox) -> None:
    for name in ("A", "B", "C", "A"):
        sandbox.run(f"//{name} JOB\n//S EXEC PGM=IEFBR14\n")
    names = [job.name for job in sandbox.system.jobs("A", "C")]
    assert names == ["A", "C", "A"]
    assert sandbox.system.jobs("D") == []


def test_nothing_stays_open(sandbox: Sandbox) -> None:
    before = len(os.listdir("/dev/fd"))
    for _ in range(10):
        System.open(sandbox.system.folder).write(JCLLIB, "M", "x")
    assert len(os.listdir("/dev/fd")) == before


def test_a_purged_job_leaves_no_files(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jes, "RETAINED", 1)
    for _ in range(4):
        sandbox.run(define())
    kept = [job.id for job in sandbox.system.jobs()]
    assert sorted(path.name for path in (sandbox.system.folder / "jobs").iterdir()) == kept
