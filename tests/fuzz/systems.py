"""The sandbox before hostile members, jobs, names, output, and a damaged state."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from hypothesis import strategies as st

from tests.conftest import CLUSTER, JCLLIB, MINIMAL
from tests.fuzz import screen
from tests.fuzz.harness import Kind
from tests.fuzz.strategies import hostile, mutations, spoiled
from tests.sandbox.helpers import Sandbox, define, remove
from zwe_vsam.errors import TargetError
from zwe_vsam.sandbox.system import System

PRECIOUS = "IBMUSER.PRECIOUS"
_DEFINE = " DEFINE CLUSTER(NAME({}) INDEXED VOL({}) REC(1 1) KEYS(8 0) RECSZ(80 80))"


def _fresh(folder: Path) -> Sandbox:
    """A sandbox with a cluster of somebody else's; made once for each folder."""
    if not (folder / "first").exists():
        box = Sandbox(folder / "first")
        box.system.idcams([_DEFINE.format(PRECIOUS, "VOL001")])
        box.system.inject("code:4", "NOBODY")
        box.system.submit(define())
        box.system.inject("never", "ZWE*")
        box.system.submit(define())
    shutil.rmtree(folder / "box", ignore_errors=True)
    shutil.copytree(folder / "first", folder / "box")
    return Sandbox(folder / "box")


def _attributes(system: System, name: str) -> list[str]:
    return system.listcat(name)[1][1:]


# A member that was there before the run


def kept_member(folder: Path, case: tuple[str, str, tuple[str, ...]]) -> None:
    """What is not what zowe.yaml says is never submitted; nobody else's cluster is touched."""
    member, text, options = case
    box = folder / "box"
    if not (folder / "first").exists():
        screen.call("sandbox", "create", folder / "first", "-c", MINIMAL)
        first = System(folder / "first")
        first.set_durations(0.0, 0.0)
        first.idcams([_DEFINE.format(PRECIOUS, "VOL123")])
    shutil.rmtree(box, ignore_errors=True)
    shutil.copytree(folder / "first", box)
    system = System(box)
    if member == "ZWECSRVS":
        screen.call("init", "-c", MINIMAL, "--sandbox", box)
    try:
        system.write(JCLLIB, member, text)
    except TargetError:
        return
    before = _attributes(system, PRECIOUS), len(system.jobs())
    command = ("remove", "--yes") if member == "ZWECSRVS" else ("init", *options)
    shown = screen.call(*command, "-c", MINIMAL, "--sandbox", box)
    assert (_attributes(system, PRECIOUS), len(system.jobs())) in (
        before, (before[0], before[1] + 1)
    )  # fmt: skip
    assert set(system.clusters()) <= {CLUSTER, PRECIOUS}
    if shown.code == 0 and member == "ZWECSVSM":
        assert screen.call("verify", "-c", MINIMAL, "--sandbox", box).code == 0
    elif shown.code == 0:
        assert CLUSTER not in system.clusters()
    else:
        assert "successfully" not in shown.out
        assert "Remedy: " in shown.err


_MEMBER = define(cluster=CLUSTER, volume="VOL123")
_REMOVAL = remove(CLUSTER)
_KEPT = st.one_of(
    st.tuples(
        st.just("ZWECSVSM"),
        mutations(_MEMBER, _MEMBER.replace("UNIQUE)", f"UNIQUE)\n  DELETE {PRECIOUS}")),
        st.sampled_from([(), (), ("--exist-ok",), ("--generate",)]),
    ),
    st.tuples(
        st.just("ZWECSRVS"),
        mutations(_REMOVAL, _REMOVAL.replace("/*", f"DELETE '{PRECIOUS}'\n/*")),
        st.just(()),
    ),
)  # fmt: skip


# Jobs and commands


def job(folder: Path, text: str) -> None:
    """Refused, or a job that ends, with output; commands end with a code from 0 to 16."""
    box = _fresh(folder)
    for jcl in (text, f"//J JOB\n{text}", f"//J JOB\n//S EXEC PGM=IDCAMS\n//SYSIN DD *\n{text}"):
        try:
            ended = box.run(jcl)
        except TargetError:
            continue
        assert ended.ending is not None or ended.waiting_for, ended
        assert box.system.spool(ended.id) or ended.ending is None
    code, lines = box.system.idcams(text.split("\n"))
    assert 0 <= code <= 16
    assert lines


# Names


def names(folder: Path, case: tuple[str, str]) -> None:
    """Whatever the names, only files of the sandbox change, and links are not followed."""
    library, member = case
    outside = folder / "outside"
    if not outside.exists():
        outside.mkdir()
        (outside / "SECRET").write_bytes(b"secret")
    box = _fresh(folder)
    datasets = folder / "box" / "datasets"
    (datasets / "LINK.LIB").symlink_to(outside)
    (datasets / JCLLIB).mkdir(exist_ok=True)
    (datasets / JCLLIB / "LINK").symlink_to(outside / "SECRET")
    before = _tree(folder)
    system = box.system
    for action in (
        lambda: system.read(library, member).text,
        lambda: system.exists(library, member),
        lambda: system.members(library),
        lambda: system.listcat(library),
        lambda: system.create_library(library),
        lambda: system.write(library, member, "//X JOB\n"),
        lambda: system.delete(library, member),
        lambda: system.submit_member(library, member),
        lambda: system.delete_library(library),
        lambda: system.job(library),
        lambda: system.spool(member),
        lambda: system.jcl(library),
        lambda: system.purge(member),
    ):
        try:
            found = action()
        except TargetError as error:
            assert error.id
        else:
            assert "secret" not in str(found)
    for place in (f"{library}({member})", f"'{library}({member})'"):
        screen.call("sandbox", "read", folder / "box", place)
    screen.call("sandbox", "spool", folder / "box", member)
    screen.call("job", library, "--sandbox", folder / "box", "--spool")
    changed = {path for path, what in (_tree(folder) ^ before)}
    assert all(path.is_relative_to(folder / "box") for path in changed), changed
    assert (outside / "SECRET").read_bytes() == b"secret"


def _tree(folder: Path) -> set[tuple[Path, int]]:
    return {(path, path.lstat().st_size) for path in folder.rglob("*")}


_PATHS = st.sampled_from(
    ["..", "../..", "../../outside", "LINK.LIB", "LINK", "SECRET", "/etc", "/etc/passwd", ".", "",
     "A/../../outside", "JOB00001", "JOB00001/../../../outside", "JOB99999", "jobs", "A\0B",
     "system.db", JCLLIB, JCLLIB.lower(), "A.B", "NEW.LIB", "MEMBER", "~", "$HOME", "A;id", "-h"]
)  # fmt: skip


# Output


def spool(folder: Path, text: str) -> None:
    """Hostile output of a job, in every command that shows it, on a terminal and as JSON."""
    box = _fresh(folder)
    ended = box.run(remove("NOT.THERE"))
    jobs = folder / "box" / "jobs" / ended.id
    for path in jobs.glob("0*"):
        screen.write(path, path.read_text() + text)
    where = ("--sandbox", folder / "box")
    screen.call("job", ended.id, *where, "--spool")
    screen.call("job", ended.id, *where, "-vv")
    assert screen.call("job", ended.id, *where, "--output", "json").out.isascii()
    screen.call("sandbox", "spool", folder / "box", ended.id)


# State


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | hostile,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=10,
)


def state(folder: Path, case: tuple[list[int], object]) -> None:
    """One value of the database is another: the system works, or says that it is damaged."""
    steps, value = case
    box = _fresh(folder)
    with closing(sqlite3.connect(folder / "box" / "system.db")) as database:
        names_of_tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        tables = [row[0] for row in database.execute(names_of_tables)]
        filled = [name for name in tables if database.execute(f"SELECT 1 FROM {name}").fetchone()]
        table = filled[steps[0] % len(filled)]
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        column = columns[steps[-1] % len(columns)]
        if not isinstance(value, str | int | float | bytes):
            value = json.dumps(value)
        with suppress(sqlite3.IntegrityError, OverflowError, UnicodeEncodeError):
            database.execute(f'UPDATE OR REPLACE {table} SET "{column}" = ?', (value,))
        database.commit()
    try:
        box.again().jobs()
        box.again().listcat(PRECIOUS)
        box.again().idcams([" LISTCAT ALL", _DEFINE.format("X.Y", "VOL001"), f" DELETE {PRECIOUS}"])
    except TargetError as error:
        assert error.facts
    screen.call("sandbox", "list", folder / "box")


KINDS = (
    Kind("sandbox: a member that was there", _KEPT, kept_member, 80, 3),
    Kind(
        "sandbox: jobs and commands",
        st.text(max_size=200)
        | st.text(alphabet="/* ABDEJOXCPGM=&(),'-+\n.1", max_size=200)
        | mutations(define(), remove()),
        job,
        80,
        3,
    ),
    Kind(
        "sandbox: names and links",
        st.tuples(_PATHS | spoiled(JCLLIB), _PATHS | spoiled("MEMBER")),
        names,
        60,
        1,
    ),
    Kind("sandbox: output of a job", st.lists(hostile).map("".join), spool, 40, 1),
    Kind(
        "sandbox: state",
        st.tuples(st.lists(st.integers(0, 1000), min_size=1, max_size=6), _JSON),
        state,
        80,
        3,
    ),
)
