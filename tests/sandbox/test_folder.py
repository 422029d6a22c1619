"""A folder that somebody else made: links, pipes and bytes that lead a careless reader astray."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.sandbox.helpers import CLUSTER, JCLLIB, SAMPLES, Sandbox, define
from zwe_vsam.errors import TargetError, Unavailable
from zwe_vsam.sandbox import folder as places
from zwe_vsam.sandbox.system import System

LINKS = (
    "system.db",
    "system.db-journal",
    "system.db-wal",
    "system.db-shm",
    "datasets",
    f"datasets/{JCLLIB}",
    f"datasets/{JCLLIB}/M",
    "jobs",
    "jobs/JOB00001",
    "jobs/JOB00001/jcl",
    "jobs/JOB00001/002.JESMSGLG",
)


def _every_operation(system: System) -> list[Callable[[], object]]:
    return [
        system.libraries,
        lambda: system.members(JCLLIB),
        lambda: system.exists(JCLLIB, "M"),
        lambda: system.read(JCLLIB, "M"),
        lambda: system.image(JCLLIB, "M"),
        lambda: system.write(JCLLIB, "M", "//NEW JOB\n"),
        lambda: system.submit_member(JCLLIB, "M"),
        lambda: system.create_library("IBMUSER.NEW"),
        lambda: system.submit(define()),
        system.jobs,
        lambda: system.job("JOB00001"),
        lambda: system.spool("JOB00001"),
        lambda: system.jcl("JOB00001"),
        lambda: system.listcat(CLUSTER),
        lambda: system.delete(JCLLIB, "M"),
        lambda: system.purge("JOB00001"),
        system.reset,
        lambda: System.open(system.folder),
    ]


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("dangling", [False, True])
@pytest.mark.parametrize("name", LINKS)
def test_no_link_leads_out(sandbox: Sandbox, tmp_path: Path, name: str, dangling: bool) -> None:
    """Whatever is a link, nothing outside is read, written or removed, and the link is named."""
    sandbox.system.write(JCLLIB, "M", "//MINE JOB\n")
    sandbox.run(define())
    folder = sandbox.system.folder
    if name.startswith("system.db-"):
        (folder / name).touch()
    outside = tmp_path / "outside"
    outside.mkdir()
    path = folder / name
    assert path.exists()
    target = outside / "secret"
    if not dangling:
        if path.is_dir():
            shutil.copytree(path, target)
        else:
            shutil.copyfile(path, target)
    shutil.move(path, tmp_path / "removed")
    path.symlink_to(target)
    before = _tree(outside)
    refused = 0
    for operation in _every_operation(sandbox.system):
        try:
            operation()
        except Unavailable as error:
            refused += error.reason.startswith(f"The sandbox contains the symbolic link {path},")
        except TargetError:
            pass
    assert refused
    assert _tree(outside) == before
    assert dangling is not target.exists()


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("system.db", ("list",)),
        ("jobs", ("spool", "JOB00001")),
        ("jobs/JOB00001/002.JESMSGLG", ("spool", "JOB00001")),
        ("datasets", ("read", f"{JCLLIB}(M)")),
        (f"datasets/{JCLLIB}/M", ("read", f"{JCLLIB}(M)")),
    ],
)
def test_a_command_says_which_link(
    sandbox: Sandbox, tmp_path: Path, run: Run, name: str, command: tuple[str, ...]
) -> None:
    sandbox.system.write(JCLLIB, "M", "//MINE JOB\n")
    sandbox.run(define())
    path = sandbox.system.folder / name
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    ran = run("sandbox", command[0], sandbox.system.folder, *command[1:])
    assert (ran.code, ran.out) == (233, "")
    assert ran.err == (
        f"Error ZWV8013E: The sandbox contains the symbolic link {path}, which can lead out of the"
        " sandbox.\n"
        "  Remedy: Remove the link, or use a sandbox that you created yourself.\n"
    )


def test_a_sandbox_is_not_created_over_a_link(sandbox: Sandbox, tmp_path: Path, run: Run) -> None:
    state = sandbox.system.folder / "system.db"
    state.rename(tmp_path / "elsewhere")
    state.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").read_bytes()
    ran = run("sandbox", "create", sandbox.system.folder)
    assert (ran.code, ran.out) == (233, "")
    assert f"the symbolic link {state}," in ran.err
    assert (tmp_path / "elsewhere").read_bytes() == before


def test_the_folder_itself_may_be_a_link(sandbox: Sandbox, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(sandbox.system.folder)
    system = System.open(link)
    system.write(JCLLIB, "M", "//MINE JOB\n")
    assert sandbox.system.read(JCLLIB, "M").text == "//MINE JOB\n"


def test_a_temporary_file_cannot_be_foreseen(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name is random; where somebody has guessed it all the same, nothing is written to it."""
    used = []
    real = os.open

    def watched(path: str | Path, flags: int, *more: int) -> int:
        if flags & os.O_WRONLY:
            used.append((Path(path).name, flags))
        return real(path, flags, *more)

    monkeypatch.setattr(os, "open", watched)
    sandbox.system.write(JCLLIB, "M", "//A JOB\n")
    sandbox.system.write(JCLLIB, "M", "//B JOB\n")
    sandbox.run(define())
    names = [name for name, _ in used]
    assert names
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"\..+\.[0-9a-f]{16}\.new", name) for name in names)
    assert all(flags & os.O_EXCL and flags & os.O_NOFOLLOW for _, flags in used)

    monkeypatch.setattr(os, "urandom", lambda size: b"\0" * size)
    outside = tmp_path / "outside"
    outside.write_text("mine")
    trap = sandbox.system.folder / "datasets" / JCLLIB / f".M.{'00' * 8}.new"
    trap.symlink_to(outside)
    with pytest.raises(TargetError):
        sandbox.system.write(JCLLIB, "M", "//C JOB\n")
    assert outside.read_text() == "mine"
    assert sandbox.system.read(JCLLIB, "M").text == "//B JOB\n"
    assert trap.is_symlink()


@pytest.mark.parametrize("command", [("list",), ("create",), ("release", "JOB00001")])
def test_a_folder_that_cannot_be(run: Run, command: tuple[str, ...]) -> None:
    ran = run("sandbox", command[0], "A" * 5000, *command[1:])
    assert (ran.code, ran.out) == (233, "")
    assert ran.err.startswith("Error ZWV8012E: The sandbox cannot use ")


def test_a_name_is_judged_before_it_is_upper_case(sandbox: Sandbox, run: Run) -> None:
    """The long s is none of the letters of a name, although Python makes S of it."""
    sandbox.system.create_library("SYS1.SSK")
    sandbox.system.write("SYS1.SSK", "SSK", "//SSK JOB\n//S EXEC PGM=IEFBR14\n")
    folder = sandbox.system.folder
    for place in ("\u017fYS1.SSK(SSK)", "SYS1.\xdfK(SSK)", "SYS1.SSK(\xdfK)"):
        for command in ("read", "submit"):
            ran = run("sandbox", command, folder, place)
            assert (ran.code, ran.out) == (231, ""), place
    assert run("sandbox", "listcat", folder, "\u017fYS1.SSK").code == 231
    assert run("sandbox", "read", folder, "sys1.ssk(ssk)").code == 0


@pytest.mark.parametrize("file", ["jcl", "002.JESMSGLG"])
def test_a_byte_that_is_no_utf_8_is_damage(sandbox: Sandbox, run: Run, file: str) -> None:
    job = sandbox.run(define())
    path = sandbox.system.folder / "jobs" / job.id / file
    path.write_bytes(b"ABC\xff\n")
    ran = run("job", job.id, "--sandbox", sandbox.system.folder, "--spool")
    if file == "jcl":
        with pytest.raises(Unavailable) as caught:
            sandbox.system.jcl(job.id)
        assert caught.value.reason == (
            f"The file {path} of the sandbox is damaged: byte 3 is not UTF-8"
        )
        return
    assert ran.code == 233
    assert f"{path} of the sandbox is damaged: byte 3 is not UTF-8" in ran.err
    assert "ZWV001E" not in ran.err


def test_a_waiting_job_whose_jcl_is_damaged(sandbox: Sandbox) -> None:
    job = sandbox.system.submit(define())
    (sandbox.system.folder / "jobs" / job.id / "jcl").write_bytes(b"\xff")
    sandbox.clock.at += 10
    with pytest.raises(Unavailable) as caught:
        sandbox.system.jobs()
    assert "is damaged" in caught.value.reason


@pytest.mark.parametrize(
    "name",
    ["system.db", "system.db-journal", f"datasets/{JCLLIB}/M", "jobs/JOB00001/jcl"],
)
def test_a_pipe_stops_nobody(sandbox: Sandbox, name: str) -> None:
    sandbox.system.write(JCLLIB, "M", "//MINE JOB\n")
    sandbox.run(define())
    path = sandbox.system.folder / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    member = path.name == "M"
    with pytest.raises(Unavailable) as caught:
        sandbox.system.read(JCLLIB, "M") if member else sandbox.system.jcl("JOB00001")
    assert caught.value.reason == f"The sandbox contains {path}, which is not a regular file"


def test_what_cannot_be_read_is_not_absent(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A member that may not be read is there: nothing may be written over it as new."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "M")

    monkeypatch.setattr(places, "read", refuse)
    with pytest.raises(Unavailable):
        sandbox.system.exists(SAMPLES, "ZWECSVSM")


def test_only_paths_below_the_folder_are_checked(tmp_path: Path) -> None:
    (tmp_path / "box").mkdir()
    places.check(tmp_path / "box", tmp_path / "box" / "a" / "b")
    for other in (tmp_path, tmp_path / "other" / "a", Path("box/a")):
        with pytest.raises(ValueError, match="not below"):
            places.check(tmp_path / "box", other)
