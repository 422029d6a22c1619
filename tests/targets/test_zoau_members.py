"""Members through zoautil_py: bytes, versions, what is undone."""

from __future__ import annotations

import dataclasses
import gc
from types import SimpleNamespace

import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run, Zoau
from tests.standins.core import Fault, World
from tests.standins.modern import ZOAUException, ZOAUResponse
from tests.targets.zoau_faults import FORMER
from zwe_vsam.errors import (
    LibraryNotFound,
    MemberChanged,
    MemberNotFound,
    Unavailable,
    WriteFailed,
    WriteInterrupted,
)
from zwe_vsam.model import ABSENT, Member
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.base import Target
from zwe_vsam.targets.zoau.failure import CallFailed, release
from zwe_vsam.targets.zoau.members import FOREIGN
from zwe_vsam.targets.zoau.target import ZoauTarget
from zwe_vsam.zos import records

MEMBER = Member(JCLLIB, "ZWECSVSM")
ZOAU = ("--target", "zoau")


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
    assert "The content that was read back differs from the content that was written." in ran.err
    assert system.jobs() == []


def test_a_python_with_another_cp1047_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    import codecs

    records.register_code_pages()
    other = codecs.lookup("cp273")
    monkeypatch.setattr("zwe_vsam.targets.zoau.target.NATIONAL", "$#@".encode("cp273"))
    assert other.name == "cp273"
    with pytest.raises(Unavailable, match="ZWV6104E"):
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
    monkeypatch.setattr("zwe_vsam.targets.zoau.zoau12.REUSE_SECONDS", fresh)
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
        (FORMER, "zwe-vsam restored the former content."),
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
    content = system.read(JCLLIB, MEMBER.name).text
    assert content == (former or "".join(LONG.splitlines(keepends=True)[:2]))
    del caught
    gc.collect()
    assert system.read(JCLLIB, MEMBER.name).text == content


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
        ("before the writing", FORMER, "The member still has its former content.", FORMER),
        ("after the writing", FORMER, "zwe-vsam restored the former content.", FORMER),
        ("reading back", FORMER, "zwe-vsam restored the former content.", FORMER),
        ("writing, restoring fails", FORMER, "could not be restored.", LONG),
        ("twice", FORMER, "the content of the member is not known.", LONG),
        ("before the writing", None, "did not exist before, and does not exist now.", None),
        ("after the writing", None, "The member is new and complete.", LONG),
        ("reading back", None, "The member is new and complete.", LONG),
        ("twice", None, "the content of the member is not known.", LONG),
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
    with pytest.raises(WriteInterrupted) as caught:
        target.write(MEMBER, LONG)
    assert caught.value.details[-1].endswith(state)
    assert system.exists(JCLLIB, MEMBER.name) is (held is not None)
    if held:
        assert system.read(JCLLIB, MEMBER.name).text == held


@pytest.mark.parametrize(
    ("former", "state"),
    [
        (FORMER, "zwe-vsam restored the former content."),
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
    details = getattr(caught.value, "details", None) or caught.value.__notes__[0].splitlines()
    assert details[-1] == state
    content = system.read(JCLLIB, MEMBER.name).text
    assert content == (former or "".join(LONG.splitlines(keepends=True)[:2]))


def test_ctrl_c_while_a_failed_writing_is_undone(
    target: Target, world: World, system: System
) -> None:
    system.write(JCLLIB, MEMBER.name, FORMER)
    world.half_written = 2
    world.faults.append(Fault("datasets.write", KeyboardInterrupt, skip=1))
    with pytest.raises(WriteInterrupted) as caught:
        target.write(MEMBER, LONG)
    assert caught.value.details[-1] == "zwe-vsam restored the former content."
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


@pytest.mark.parametrize(
    ("code", "rc"), [("8", 8), (8, 8), ("²", None), ("1" * 5000, None), (None, None), ("", None)]
)
def test_only_a_number_is_a_return_code(code: object, rc: int | None) -> None:
    error = ValueError("x")
    error.response = SimpleNamespace(rc=code)  # type: ignore[attr-defined]
    assert CallFailed("call", error).rc == rc


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
    assert caught.value.details[-1] == "zwe-vsam restored the former content."
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
    assert caught.value.details[-1] == "zwe-vsam restored the former content."
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
    monkeypatch.setattr("zwe_vsam.targets.zoau.zoau12.REUSE_SECONDS", fresh)
    target = ZoauTarget()
    version = target.write(MEMBER, FORMER)
    system.write(JCLLIB, MEMBER.name, FORMER.replace("IEFBR14", "OTHER"))
    if noticed:
        with pytest.raises(MemberChanged):
            target.submit(MEMBER, version)
    else:
        assert target.submit(MEMBER, version).id == "JOB00001"
