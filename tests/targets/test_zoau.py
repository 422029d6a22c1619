"""The zoau target on stand-ins for zoautil_py: calls, bytes, jobs, levels, a plain login."""

from __future__ import annotations

import ast
import dataclasses
import gc
import importlib
import inspect
import io
import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import CLUSTER, JCLLIB, LEVELS, MINIMAL, ROOT, Run, Zoau
from tests.standins import core
from tests.standins.core import Fault, World
from tests.standins.modern import ZOAUException, ZOAUResponse
from tests.targets.zoau_faults import FORMER, no_json, undecodable
from zwe_vsam import targets
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets import zoau_modules
from zwe_vsam.targets.interface import (
    ABSENT,
    CannotTell,
    JobId,
    LibraryNotFound,
    Member,
    MemberChanged,
    MemberNotFound,
    Phase,
    SubmitFailed,
    Target,
    Unavailable,
    WriteFailed,
)
from zwe_vsam.targets.zoau import ZoauTarget
from zwe_vsam.targets.zoau_api import MARK, CallFailed, release
from zwe_vsam.targets.zoau_members import FOREIGN, Interrupted
from zwe_vsam.zos import records

MEMBER = Member(JCLLIB, "ZWECSVSM")
ZOAU = ("--target", "zoau")


@pytest.fixture(params=LEVELS)
def world(request: pytest.FixtureRequest, zoau: Zoau) -> World:
    """Each level of ZOAU in turn."""
    return zoau(request.param)


@pytest.fixture
def target(world: World) -> ZoauTarget:
    return ZoauTarget()


@pytest.fixture
def system(box: Path) -> System:
    return System(box)


def calls(world: World, until: str) -> list[str]:
    return world.functions[: world.functions.index(until) + 1]


# Calls


def test_an_ordinary_init_makes_at_most_six_native_calls_up_to_the_submission(
    run: Run, world: World
) -> None:
    assert run("init", "-c", MINIMAL, *ZOAU).code == 0
    up_to = world.commands[: world.commands.index("jsub") + 1]
    assert len(up_to) <= 6
    # Nothing is looked up by datasets.exists alone, and no spool is read without need.
    assert not {"datasets.exists", "jobs.list_dds", "jobs.read_output"} & set(world.functions)


@pytest.mark.parametrize(
    ("level", "functions", "native"),
    [
        ("zoau12", 6, ["mls", "mvscmdauth", "dtail", "decho", "dtail", "jsub"]),
        ("zoau13", 8, ["mls", "mvscmdauth", "jsub"]),
        ("zoau14", 8, ["mls", "mvscmdauth", "jsub"]),
    ],
)
def test_calls_of_each_level(
    run: Run, zoau: Zoau, level: str, functions: int, native: list[str]
) -> None:
    world = zoau(level)
    run("init", "-c", MINIMAL, *ZOAU)
    assert len(calls(world, "jobs.submit")) == functions
    assert world.commands[: len(native)] == native


@pytest.mark.parametrize("level", ["zoau13", "zoau14"])
def test_one_native_call_for_each_look_at_the_job(
    run: Run, zoau: Zoau, box: Path, level: str
) -> None:
    world = zoau(level)
    System(box).set_durations(queued=0.1, active=0.5)
    ran = run("init", "-c", MINIMAL, *ZOAU, "-v")
    after = world.commands[world.commands.index("jsub") + 1 :]
    looks = int(ran.err.partition("- looked ")[2].split()[0])
    assert looks > 1
    assert after == ["jls"] * looks + ["mvscmdauth"]


def test_calls_are_counted_timed_and_told(run: Run, world: World) -> None:
    ran = run("init", "-c", MINIMAL, *ZOAU, "-vv")
    told = [line for line in ran.err.splitlines() if line.startswith("zoautil_py: ")]
    assert len(told) == len(world.functions)
    assert all(line.endswith(" ms") for line in told)
    native = [line for line in told if ": native call " in line]
    # The submission of 1.2 fetches the job as well.
    assert len(native) == len(world.commands) - (
        world.commands.count("jls") - world.functions.count("jobs.fetch")
    )
    assert f"native call 1: datasets.list_members {MEMBER}: " in native[0]


def test_failed_calls_are_told_too(run: Run, world: World) -> None:
    world.faults.append(Fault("mvscmd.execute_authorized", lambda: OSError("no")))
    ran = run("init", "-c", MINIMAL, *ZOAU, "-vv")
    assert "mvscmd.execute_authorized IDCAMS: OSError, " in ran.err


def test_render_tells_its_calls(run: Run, world: World) -> None:
    ran = run("render", "-c", MINIMAL, *ZOAU, "-vv")
    assert ran.code == 0
    assert "IBMUSER.ZWE.SZWESAMP(ZWECSVSM): " in ran.err


def test_only_the_one_member_is_listed(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    patterns = []
    original = core.mls
    monkeypatch.setattr(core, "mls", lambda p: patterns.append(p) or original(p))
    assert not target.exists(MEMBER)
    assert patterns == [str(MEMBER)]


def test_failed_looks_sleep_once(target: Target, world: World, system: System) -> None:
    """ZOAU sleeps a second after each look of its own; more than one would hold up Ctrl-C."""
    assert target.job(JobId("JOB00077", "A", "")).phase is Phase.INVISIBLE
    assert world.slept <= 1
    assert world.commands == ["jls"]


# Members


def test_members_are_ibm_1047_bytes(target: Target, system: System) -> None:
    text = "//A JOB\n//* $#@ [x]\n"
    version = target.write(MEMBER, text, ABSENT)
    image = (system.folder / "datasets" / JCLLIB / MEMBER.name).read_bytes()
    assert image[80:].rstrip(b"\x40") == b"\x61\x61\x5c\x40\x5b\x7b\x7c\x40\xad\xa7\xbd"
    assert len(image) == 160
    assert target.read(MEMBER) == (text, version)


def test_other_bytes_for_national_characters_are_noticed(
    run: Run, world: World, system: System, config
) -> None:
    """A national code page differs in them only."""
    world.code_page = "cp273"
    path = config((CLUSTER, "IBMUSER.ZWE@CUST.CACHE"))
    ran = run("init", "-c", path, *ZOAU)
    assert ran.code == 160
    assert "What was written reads back different." in ran.err
    assert system.jobs() == []


def test_a_python_with_another_cp1047_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    import codecs

    records.register_code_pages()
    other = codecs.lookup("cp273")
    monkeypatch.setattr("zwe_vsam.targets.zoau.NATIONAL", "$#@".encode("cp273"))
    assert other.name == "cp273"
    with pytest.raises(Unavailable, match="not IBM-1047"):
        ZoauTarget()


def test_versions_tell_content(target: Target, system: System) -> None:
    version = target.write(MEMBER, FORMER)
    system.write(JCLLIB, MEMBER.name, FORMER)
    assert target.write(MEMBER, "//B JOB\n", version) != version
    with pytest.raises(MemberChanged):
        target.write(MEMBER, FORMER, version)
    with pytest.raises(MemberChanged):
        target.write(MEMBER, FORMER, ABSENT)
    assert target.read(MEMBER).text == "//B JOB\n"


def test_a_member_that_appeared_meanwhile_is_not_overwritten(
    target: Target, system: System
) -> None:
    assert not target.exists(MEMBER)
    system.write(JCLLIB, MEMBER.name, FORMER)
    assert target.read(MEMBER).text == FORMER
    with pytest.raises(MemberChanged):
        target.write(MEMBER, "//B JOB\n", ABSENT)


@pytest.mark.parametrize(
    ("level", "fresh", "noticed"),
    [("zoau12", 2.0, False), ("zoau12", 0.0, True), ("zoau13", 2.0, True), ("zoau14", 2.0, True)],
)
def test_a_member_that_appeared_unseen_is_not_overwritten(
    zoau: Zoau,
    system: System,
    monkeypatch: pytest.MonkeyPatch,
    level: str,
    fresh: float,
    noticed: bool,
) -> None:
    """1.2 starts a process for each look, so it does without a look that would be the next."""
    zoau(level)
    monkeypatch.setattr("zwe_vsam.targets.zoau_members.FRESH", fresh)
    target = ZoauTarget()
    assert not target.exists(MEMBER)
    system.write(JCLLIB, MEMBER.name, FORMER)
    if noticed:
        with pytest.raises(MemberChanged):
            target.write(MEMBER, "//B JOB\n", ABSENT)
        assert system.read(JCLLIB, MEMBER.name).text == FORMER
    else:
        target.write(MEMBER, "//B JOB\n", ABSENT)


def test_nothing_is_known_of_a_member_that_was_deleted(target: Target, system: System) -> None:
    version = target.write(MEMBER, FORMER)
    (system.folder / "datasets" / JCLLIB / MEMBER.name).unlink()
    assert not target.exists(MEMBER)
    with pytest.raises(MemberChanged):
        target.write(MEMBER, "//B JOB\n", version)


def test_a_member_of_somebody_else_is_not_called_ours(
    target: Target, world: World, system: System
) -> None:
    """Created after the last look, while writing fails before it begins."""

    def created() -> BaseException:
        system.write(JCLLIB, MEMBER.name, FORMER)
        return RuntimeError("in use")

    world.faults.append(Fault("datasets.write", created))
    with pytest.raises(WriteFailed) as caught:
        target.write(MEMBER, "//B JOB\n//C EXEC PGM=X\n", ABSENT)
    assert caught.value.details[-1] == FOREIGN
    assert system.read(JCLLIB, MEMBER.name).text == FORMER


LONG = "//B JOB\n//C EXEC PGM=X\n//D EXEC PGM=Y\n"


@pytest.mark.parametrize(
    ("former", "state"),
    [
        (FORMER, "The former content was restored."),
        (None, "The member is new and damaged."),
    ],
)
def test_what_zoau_has_not_closed_does_not_arrive_later(
    target: Target, world: World, system: System, former: str | None, state: str
) -> None:
    """The exception, which holds the open stream, is alive until the end."""
    if former:
        system.write(JCLLIB, MEMBER.name, former)
    world.half_written = 2
    with pytest.raises(WriteFailed) as caught:
        target.write(MEMBER, LONG)
    assert caught.value.details[-1] == state
    found = system.read(JCLLIB, MEMBER.name).text
    assert found == (former or "".join(LONG.splitlines(keepends=True)[:2]))
    del caught
    gc.collect()
    assert system.read(JCLLIB, MEMBER.name).text == found


INTERRUPTIONS = {
    "before the writing": [Fault("datasets.write", KeyboardInterrupt)],
    "after the writing": [Fault("datasets.write", KeyboardInterrupt, after=True)],
    "reading back": [Fault("datasets.read", KeyboardInterrupt, since="datasets.write")],
    "writing, restoring fails": [
        Fault("datasets.write", KeyboardInterrupt, after=True),
        Fault("datasets.write", lambda: RuntimeError("no space")),
    ],
    "twice": [
        Fault("datasets.write", KeyboardInterrupt, after=True),
        Fault("datasets.read", KeyboardInterrupt, since="datasets.write"),
    ],
}


@pytest.mark.parametrize(
    ("when", "former", "state", "held"),
    [
        ("before the writing", FORMER, "The former content is intact.", FORMER),
        ("after the writing", FORMER, "The former content was restored.", FORMER),
        ("reading back", FORMER, "The former content was restored.", FORMER),
        ("writing, restoring fails", FORMER, "could not be restored.", LONG),
        ("twice", FORMER, "what the member holds was not found out.", LONG),
        ("before the writing", None, "is not there now.", None),
        ("after the writing", None, "was written in full.", LONG),
        ("reading back", None, "was written in full.", LONG),
        ("twice", None, "what the member holds was not found out.", LONG),
    ],
)
def test_ctrl_c_tells_what_became_of_the_member(
    target: Target,
    world: World,
    system: System,
    when: str,
    former: str | None,
    state: str,
    held: str | None,
) -> None:
    if former:
        system.write(JCLLIB, MEMBER.name, former)
    # Faults count what they have spoiled.
    world.faults += [dataclasses.replace(fault) for fault in INTERRUPTIONS[when]]
    with pytest.raises(Interrupted) as caught:
        target.write(MEMBER, LONG)
    assert caught.value.details[-1].endswith(state)
    assert system.exists(JCLLIB, MEMBER.name) is (held is not None)
    if held:
        assert system.read(JCLLIB, MEMBER.name).text == held


@pytest.mark.parametrize(
    ("former", "state"),
    [
        (FORMER, "The former content was restored."),
        (None, "The member is new and damaged."),
    ],
)
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_writing_broken_off_midway(
    target: Target,
    world: World,
    system: System,
    error: type[BaseException],
    former: str | None,
    state: str,
) -> None:
    if former:
        system.write(JCLLIB, MEMBER.name, former)
    world.half_written, world.midway = 2, error
    with pytest.raises(error) as caught:
        target.write(MEMBER, LONG)
    told = getattr(caught.value, "details", None) or caught.value.__notes__[0].splitlines()
    assert told[-1] == state
    found = system.read(JCLLIB, MEMBER.name).text
    assert found == (former or "".join(LONG.splitlines(keepends=True)[:2]))


def test_ctrl_c_while_a_failed_writing_is_undone(
    target: Target, world: World, system: System
) -> None:
    system.write(JCLLIB, MEMBER.name, FORMER)
    world.half_written = 2
    world.faults.append(Fault("datasets.write", KeyboardInterrupt, skip=1))
    with pytest.raises(Interrupted) as caught:
        target.write(MEMBER, LONG)
    assert caught.value.details[-1] == "The former content was restored."
    assert system.read(JCLLIB, MEMBER.name).text == FORMER


def test_a_failure_tells_its_causes(target: Target, world: World) -> None:
    def error() -> BaseException:
        failure = FileExistsError(f"Unable to locate //'{MEMBER}'")
        failure.__cause__ = OSError(92, "EDC5092I An I/O abend was trapped.\n IEC150I 913-38")
        failure.__cause__.__cause__ = ValueError("deeper")
        return failure

    world.faults.append(Fault("datasets.write", error))
    with pytest.raises(WriteFailed) as caught:
        target.write(MEMBER, LONG)
    assert caught.value.details[:4] == (
        f"datasets.write {MEMBER} failed with FileExistsError",
        f"Unable to locate //'{MEMBER}'",
        "caused by OSError, errno 92: EDC5092I An I/O abend was trapped. IEC150I 913-38",
        "caused by ValueError: deeper",
    )


@pytest.mark.parametrize(
    ("response", "details"),
    [
        (
            (8, "OUT", "ERR 1\nERR 2", "jsub X"),
            ["ERR 1", "ERR 2", "stdout: OUT", "command: jsub X"],
        ),
        ((8, b"OUT\xff", "E\x07", ""), ["E?", "stdout: OUT\ufffd"]),
        (
            (8, "\n".join("123456789"), "E", "x" * 300),
            [
                "E",
                *(f"stdout: {n}" for n in range(1, 6)),
                "stdout: 4 more lines",
                f"command: {'x' * 200}...",
            ],
        ),
        ((-1, "", "E", "c"), ["E", "command: c"]),
        ((8, "OUT", "", "c"), ["stdout: OUT", "command: c"]),
    ],
)
def test_a_failure_tells_all_of_the_response(
    response: tuple[int, str | bytes, str, str], details: list[str]
) -> None:
    failure = CallFailed("call", ZOAUException(ZOAUResponse(*response, "UTF-8")))
    assert failure.details == (f"call failed with ZOAUException, code {response[0]}", *details)


def test_causes_that_go_in_a_circle() -> None:
    error = ValueError("one")
    error.__cause__ = KeyError("two")
    error.__cause__.__cause__ = error
    release(error)
    assert CallFailed("call", error).details[1:] == ("one", "caused by KeyError: 'two'")


def test_what_is_not_there(target: Target) -> None:
    with pytest.raises(MemberNotFound):
        target.read(MEMBER)
    for verb in (target.exists, target.read):
        with pytest.raises(LibraryNotFound):
            verb(Member("NOT.THERE", "M"))
    with pytest.raises(LibraryNotFound):
        target.write(Member("NOT.THERE", "M"), "//A JOB\n")


@pytest.mark.parametrize("lines", [[], ["//A JOB"]])
def test_an_empty_member_is_restored_as_such(
    target: Target, world: World, system: System, lines: list[str]
) -> None:
    path = system.folder / "datasets" / JCLLIB / MEMBER.name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(records.encode(lines))
    world.half_written = 1
    with pytest.raises(WriteFailed) as caught:
        target.write(MEMBER, "//B JOB\n//C EXEC PGM=X\n")
    assert caught.value.details[-1] == "The former content was restored."
    assert path.read_bytes().rstrip(b"\x40") == records.encode(lines).rstrip(b"\x40")


# X'15' is a newline to ZOAU, X'1E' and X'1F' are the first characters to separate records instead.
@pytest.mark.parametrize("byte", [b"\x41", b"\x05", b"\x15", b"\x15\x1e", b"\x15\x1e\x1f\x00\x41"])
@pytest.mark.parametrize("level", ["zoau13", "zoau14"])
def test_bytes_that_are_no_characters_are_restored(
    zoau: Zoau, system: System, level: str, byte: bytes
) -> None:
    world = zoau(level)
    path = system.folder / "datasets" / JCLLIB / MEMBER.name
    path.parent.mkdir(exist_ok=True)
    image = records.encode(["//A JOB", "//B EXEC PGM=X"])
    path.write_bytes(image[:20] + byte + image[20 + len(byte) :])
    before = path.read_bytes()
    world.half_written = 2
    with pytest.raises(WriteFailed) as caught:
        ZoauTarget().write(MEMBER, "//C JOB\n" * 3)
    assert caught.value.details[-1] == "The former content was restored."
    assert path.read_bytes() == before


def test_ctrl_c_while_writing_restores_the_former_content(
    run: Run, world: World, system: System
) -> None:
    system.write(JCLLIB, MEMBER.name, FORMER)
    world.faults.append(Fault("datasets.write", KeyboardInterrupt, after=True))
    ran = run("init", "-c", MINIMAL, *ZOAU, "--generate")
    assert ran.code == 130
    assert system.read(JCLLIB, MEMBER.name).text == FORMER
    assert system.jobs() == []


def test_trailing_nulls_are_no_difference(target: Target, system: System) -> None:
    path = system.folder / "datasets" / JCLLIB / MEMBER.name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes("//A JOB".encode("cp1047").ljust(80, b"\0"))
    assert target.read(MEMBER).text == "//A JOB\n"


@pytest.mark.parametrize(("fresh", "noticed"), [(2.0, False), (0.0, True)])
def test_1_2_takes_a_member_that_was_just_read_as_read(
    zoau: Zoau, system: System, monkeypatch: pytest.MonkeyPatch, fresh: float, noticed: bool
) -> None:
    zoau("zoau12")
    monkeypatch.setattr("zwe_vsam.targets.zoau_members.FRESH", fresh)
    target = ZoauTarget()
    version = target.write(MEMBER, FORMER)
    system.write(JCLLIB, MEMBER.name, FORMER.replace("IEFBR14", "OTHER"))
    if noticed:
        with pytest.raises(MemberChanged):
            target.submit(MEMBER, version)
    else:
        assert target.submit(MEMBER, version).id == "JOB00001"


# Catalog


def test_the_files_of_listcat_are_private_and_go_away(
    target: Target, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen = []
    original = core.mvscmdauth

    def look(pgm: str, dds: dict[str, tuple[str, str | None]]) -> core.Response:
        sysin = Path(dds["SYSIN"][0])
        seen.append((sysin.parent.stat().st_mode & 0o777, sysin.read_bytes()))
        return original(pgm, dds)

    monkeypatch.setattr(core, "mvscmdauth", look)
    before = set(tmp_path.iterdir())
    assert target.entry(CLUSTER) is None
    statement = f" LISTCAT ENTRIES({CLUSTER}) ALL".encode("cp1047") + b"\x15"
    assert seen == [(0o700, statement)]
    world.faults.append(Fault("mvscmd.execute_authorized", RuntimeError, 3))
    with pytest.raises(CannotTell):
        target.entry(CLUSTER)
    assert set(tmp_path.iterdir()) == before


def test_a_listing_that_was_converted_to_ascii(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = core.mvscmdauth

    def convert(pgm: str, dds: dict[str, tuple[str, str | None]]) -> core.Response:
        response = original(pgm, dds)
        path = Path(dds["SYSPRINT"][0])
        path.write_bytes(path.read_bytes().decode("cp1047").encode("latin-1"))
        return response

    monkeypatch.setattr(core, "mvscmdauth", convert)
    entry = target.entry(JCLLIB)
    assert entry is not None
    assert entry.name == JCLLIB


@pytest.mark.parametrize("printed", [b"", " IDC3014I CATALOG ERROR".encode("cp500"), b"\xff\0"])
def test_a_listing_that_does_not_say(
    target: Target, monkeypatch: pytest.MonkeyPatch, printed: bytes
) -> None:
    def other(pgm: str, dds: dict[str, tuple[str, str | None]]) -> core.Response:
        Path(dds["SYSPRINT"][0]).write_bytes(printed)
        return core.Response(8, "", "BGYSC0001E Not authorised")

    monkeypatch.setattr(core, "mvscmdauth", other)
    with pytest.raises(CannotTell) as caught:
        target.entry(CLUSTER)
    assert caught.value.facts[-1].startswith(f"LISTCAT of {CLUSTER} ended with code 8")


def test_no_place_for_temporary_files(
    target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(CannotTell) as caught:
        target.entry(CLUSTER)
    assert "TMPDIR" in caught.value.remedy


# Jobs


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
    state = target.job(job)
    assert state.phase in phase
    assert state.ending is None


def test_the_queue_is_told_from_running(zoau: Zoau, system: System) -> None:
    zoau("zoau14")
    system.set_durations(queued=60, active=60)
    target = ZoauTarget()
    target.write(MEMBER, FORMER)
    assert target.job(target.submit(MEMBER)).phase is Phase.QUEUED
    system.set_durations(queued=0, active=60)
    assert target.job(target.submit(MEMBER)).phase is Phase.ACTIVE


def test_another_job_of_that_number_is_not_ours(target: Target, job: JobId) -> None:
    assert target.job(job).phase is not Phase.INVISIBLE
    assert target.job(JobId(job.id, job.name, "")).phase is not Phase.INVISIBLE
    for other in (JobId(job.id, "OTHER", job.owner), JobId(job.id, job.name, "OTHER")):
        assert target.job(other).phase is Phase.INVISIBLE


def test_jobs_are_found_by_name_and_time(target: Target, world: World, job: JobId) -> None:
    (found,) = target.find_jobs(job.name, 0)
    assert (found.job.id, found.job.owner) == (job.id, "IBMUSER")
    assert target.find_jobs("OTHER", 0) == []
    if found.created is not None:
        assert target.find_jobs(job.name, found.created) == [found]
        assert target.find_jobs(job.name, found.created + 60) == []


def test_the_name_is_that_of_the_job_statement(target: Target, system: System) -> None:
    target.write(MEMBER, FORMER)
    assert target.submit(MEMBER).name == "FORMER"


def test_a_member_without_a_job_is_not_submitted(target: Target, world: World) -> None:
    target.write(MEMBER, "//* JOB\n//STEP EXEC PGM=IEFBR14\n")
    with pytest.raises(SubmitFailed):
        target.submit(MEMBER)
    assert "jsub" not in world.commands


@pytest.mark.parametrize(
    ("error", "kept"),
    [(undecodable, "IDC3013I DUPLICATE\nnext \ufffd\n"), (no_json, "IDC3013I DUPL\x01CATE\n")],
)
def test_undecodable_spool_is_replaced_and_marked(
    target: Target, world: World, job: JobId, error, kept: str
) -> None:
    _ended(target, job)
    world.faults.append(Fault("jobs.read_output", error))
    first, second, *_ = target.spool(job)
    assert first.text == f"{MARK}\n{kept}"
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
        lambda job_id: (original(job_id)[0], [f._replace(text="") for f in original(job_id)[1]]),
    )
    assert {file.text for file in target.spool(job)} == {""}
    assert "pjdd" not in world.commands


def _ended(target: Target, job: JobId) -> None:
    while target.job(job).phase is not Phase.ENDED:
        pass


# Levels


def _modules(level: str) -> Iterator[tuple[str, ast.Module, ModuleType]]:
    for stub in sorted((ROOT / "typings" / "zoautil_py").glob("*.pyi")):
        name = f"zoautil_py.{stub.stem}".removesuffix(".__init__")
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        yield stub.stem, ast.parse(stub.read_text()), module


def _signature(function: ast.FunctionDef) -> str:
    return ast.unparse(function.args)


def _actual(function: object) -> str:
    source = ast.parse(textwrap.dedent(inspect.getsource(function)))  # type: ignore[arg-type]
    (found,) = source.body
    assert isinstance(found, ast.FunctionDef)
    return _signature(found)


DIFFERENT = {
    "zoau13": {
        "datasets.read": "dataset_name: str, encoding: str='cp1047', lines: int=0, "
        "offset: int=0, tail: bool=False, serialize: str='record', next_record_char: str='\\n'",
        "datasets.read_as_bytes": "dataset_name: str, records: int=0, offset: int=0, "
        "tail: bool=False",
    },
    "zoau12": {
        "datasets.list_members": "pattern: str",
        "datasets.read": "dataset: str, tail: int | None=None, from_line: int | None=None",
        "datasets.write": "dataset: str, content: str, append: bool=False",
        "jobs.list_dds": "job_id: str",
        "jobs.read_output": "job_id: str, stepname: str, dataset: str",
        "mvscmd.execute_authorized": "pgm: str, pgm_args: str | None=None, "
        "dds: list[DDStatement] | None=None",
    },
}
"""Functions whose signature at an older level is not that of the stubs."""
ABSENT_AT = {
    "zoau14": {"jobs.listing"},
    "zoau13": {"jobs.listing"},
    "zoau12": {
        "datasets.read_as_bytes",
        "jobs.submit_return_job_id",
        "jobs.fetch",
        "jobs.fetch_multiple",
    },
}


@pytest.mark.parametrize("level", LEVELS)
def test_stand_ins_have_the_signatures_of_the_stubs(zoau: Zoau, level: str) -> None:
    zoau(level)
    absent = set()
    checked = 0
    for name, tree, module in _modules(level):
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef):
                continue
            full = f"{name}.{node.name}"
            function = getattr(module, node.name, None)
            if function is None:
                absent.add(full)
                continue
            expected = DIFFERENT.get(level, {}).get(full, _signature(node))
            assert f"{full}({_actual(function)})" == f"{full}({expected})"
            checked += 1
    assert absent == ABSENT_AT[level]
    assert checked >= 8


@pytest.mark.parametrize("level", LEVELS)
def test_stand_ins_have_the_classes_of_the_stubs(zoau: Zoau, level: str) -> None:
    zoau(level)
    types = importlib.import_module(f"zoautil_py.{'types' if level == 'zoau12' else 'ztypes'}")
    tree = ast.parse((ROOT / "typings" / "zoautil_py" / "ztypes.pyi").read_text())
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name != "ZOAUResponse":
            (init,) = (item for item in node.body if isinstance(item, ast.FunctionDef))
            assert _actual(getattr(types, node.name).__init__) == _signature(init)


def test_auto_is_zoau_on_zos(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "zos")
    assert targets.connect("auto", "").name == "zoau"


def _without_zoau(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.partition(".")[0] == "zoautil_py"]:
        monkeypatch.delitem(sys.modules, name)


def test_missing_zoautil_py_says_where_it_is(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _without_zoau(monkeypatch)
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    ran = run("init", "-c", MINIMAL, *ZOAU)
    assert ran.code == 233
    assert "The zoau target cannot be used: the Python module zoautil_py is not" in ran.err
    assert f"-m pip install $ZOAU_HOME/zoautil_py-*-{python}-*.whl" in ran.err
    assert "--system-site-packages" in ran.err
    assert ran.err.count("Error") == 1
    wheel = tmp_path / f"zoautil_py-1.4.1.1-{python}-{python}-zos.whl"
    wheel.write_bytes(b"")
    (tmp_path / "zoautil_py-1.4.1.1-cp27-cp27-zos.whl").write_bytes(b"")
    monkeypatch.setenv("ZOAU_HOME", str(tmp_path))
    assert f"pip install {wheel};" in run("init", "-c", MINIMAL, *ZOAU, "--dry-run").err


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"__init__": "ZOAU_API_VERSION = '1.1.0'"}, "zoautil_py 1.1.0 has no module datasets"),
        (
            {"__init__": "__version__ = '1.2.0'", "datasets": "def exists(): ..."},
            "zoautil_py 1.2.0 has no datasets.list_members; ZOAU 1.2.3 or later is needed",
        ),
        ({"__init__": "import no_such_native_library"}, "is there but does not start: No module"),
        ({"__init__": "raise OSError('CEE3501S libzoau')"}, "does not start: CEE3501S libzoau"),
    ],
)
def test_zoautil_py_that_cannot_be_used(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    files: dict[str, str],
    said: str,
) -> None:
    _without_zoau(monkeypatch)
    package = tmp_path / "site" / "zoautil_py"
    package.mkdir(parents=True)
    for name, text in files.items():
        (package / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(package.parent)
    ran = run("init", "-c", MINIMAL, *ZOAU)
    _without_zoau(monkeypatch)
    assert ran.code == 233
    assert said in ran.err
    assert "pip install" in ran.err


def test_all_that_is_used_is_required(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A level that lacks a function is refused at once, not in the middle of a run."""
    source = (ROOT / "zwe_vsam" / "targets" / "zoau_api.py").read_text()
    used = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("datasets", "jobs", "mvscmd")
    }
    needed = {
        f"{module}.{name}"
        for module, groups in zoau_modules.NEEDED.items()
        for group in groups
        for name in group
    }
    assert used <= needed | {"datasets.read_as_bytes"}


# A plain login


@pytest.mark.parametrize("encoding", ["cp037", "ascii"])
def test_a_plain_login(box: Path, encoding: str) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C",
        "PYTHONIOENCODING": encoding,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests' / 'standins' / 'zoau14'}",
        "ZOAU_STANDIN_SANDBOX": str(box),
    }
    command = [sys.executable, "-m", "zwe_vsam", "init", "-c", str(MINIMAL), *ZOAU]
    ran = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert ran.returncode == 0
    assert ran.stderr == b""
    out = ran.stdout.decode(encoding)
    assert out.splitlines()[-1] == (">> Zowe Caching Service VSAM storage is created successfully.")
    ran = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert ran.returncode == 158
    said = ran.stderr.decode(encoding)
    assert said.startswith(f"Error ZWEL0158E: {CLUSTER} already exists.")
    assert "\x1b" not in said


@pytest.mark.parametrize("encoding", ["cp1047", "cp037", "ascii"])
def test_streams_in_other_code_pages(
    world: World, config, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """A character that the session does not have is escaped; nothing fails for it."""
    from zwe_vsam.cli import main

    records.register_code_pages()
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding=encoding) for name in ("out", "err")}
    for name, stream in streams.items():
        monkeypatch.setattr(sys, f"std{name}", stream)
    path = config(("VOL123", "VOL\u20ac\u2713"))
    assert main(["init", "-c", str(path), *ZOAU]) == 231
    assert main(["render", "-c", str(MINIMAL), *ZOAU]) == 0
    out, err = (stream.buffer.getvalue().decode(encoding) for stream in streams.values())
    assert f"NAME({CLUSTER})" in out
    assert "VOL\\u20ac\\u2713" in err


def test_ctrl_c_while_writing_says_what_the_member_holds(
    run: Run, zoau: Zoau, monkeypatch: pytest.MonkeyPatch
) -> None:
    zoau("zoau14")
    from zwe_vsam.targets.zoau_members import Interrupted, Members

    def interrupt(*_: object, **__: object) -> str:
        raise Interrupted(("The former content was restored.",))

    monkeypatch.setattr(Members, "write", interrupt)
    ran = run("init", "-c", MINIMAL, "--target", "zoau")
    assert ran.code == 130
    assert "The former content was restored." in ran.err
