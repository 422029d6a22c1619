"""Bytes that ZOAU shows as other characters, and what of them is restored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, JCLLIB, LEVELS, Run, Zoau
from tests.standins.core import Fault, World
from zwe_vsam.errors import LibraryNotFound, UnclearAnswer, WriteFailed
from zwe_vsam.model import Member
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.base import Target
from zwe_vsam.targets.zoau.target import ZoauTarget
from zwe_vsam.zos import records

MEMBER = Member(JCLLIB, "ZWECSVSM")
ZOAU = ("--target", "zoau")
NATIONAL = "IBMUSER.ZWE@CUST.CACHE"


@pytest.fixture
def path(config: Callable[..., Path]) -> Path:
    return config((CLUSTER, NATIONAL))


def test_conversions_that_are_wrong_both_ways_are_noticed(
    run: Run, zoau: Zoau, system: System, path: Path
) -> None:
    """ZOAU 1.2 shows what it wrote as it was meant; X'7C' is not there all the same."""
    world = zoau("zoau12")
    world.code_page, world.shown_from = "cp273", {JCLLIB: "cp273"}
    ran = run("init", "-c", path, *ZOAU)
    assert ran.code == 160
    assert "The content that was read back differs from the content that was written." in ran.err
    assert "The member is new and damaged." in ran.err
    assert system.jobs() == []


def test_a_kept_member_with_other_bytes_than_shown_is_not_submitted(
    run: Run, zoau: Zoau, system: System, path: Path
) -> None:
    world = zoau("zoau12")
    assert run("init", "-c", path, *ZOAU, "--security-dry-run").code == 0
    file = system.folder / "datasets" / JCLLIB / MEMBER.name
    file.write_bytes(file.read_bytes().decode("cp1047").encode("cp273"))
    world.shown_from = {JCLLIB: "cp273"}
    ran = run("init", "-c", path, *ZOAU)
    assert ran.code == 161
    assert "Or the bytes of the member are other characters than those that ZOAU shows." in ran.err
    assert "No job was submitted." in ran.err
    assert system.jobs() == []


def test_characters_that_ibm_1047_does_not_have_are_no_defect(zoau: Zoau, system: System) -> None:
    world = zoau("zoau12")
    file = system.folder / "datasets" / JCLLIB / MEMBER.name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"\x9f".ljust(80, b"\x40"))
    world.shown_from = {JCLLIB: "cp1140"}
    assert ZoauTarget().read(MEMBER).text == "?\n"


@pytest.mark.parametrize("level", LEVELS)
def test_nulls_at_the_end_of_a_record_are_restored(zoau: Zoau, system: System, level: str) -> None:
    world = zoau(level)
    file = system.folder / "datasets" / JCLLIB / MEMBER.name
    file.parent.mkdir(exist_ok=True)
    image = records.encode(["//A JOB", "//B EXEC PGM=X"])
    file.write_bytes(image[:70] + b"\0" * 10 + image[80:])
    before = file.read_bytes()
    world.half_written = 2
    with pytest.raises(WriteFailed) as caught:
        ZoauTarget().write(MEMBER, "//C JOB\n" * 3)
    assert caught.value.details[-1] == "zwe-vsam restored the former content."
    assert file.read_bytes() == before


def test_that_a_library_is_not_there_is_the_catalog_s_word(target: Target, world: World) -> None:
    with pytest.raises(LibraryNotFound):
        target.exists(Member("NOT.THERE", "M"))
    assert world.commands[-1] == "mvscmdauth"
    world.faults.append(Fault("mvscmd.execute_authorized", RuntimeError, 3))
    with pytest.raises(UnclearAnswer):
        target.exists(Member("NOT.THERE", "M"))


def test_a_library_that_cannot_be_listed_is_there_all_the_same(
    target: Target, world: World
) -> None:
    world.faults.append(Fault("datasets.list_members", RuntimeError, 3))
    with pytest.raises(UnclearAnswer, match="ZWV6121E"):
        target.exists(MEMBER)


def test_a_library_by_its_other_name(run: Run, world: World, system: System, config) -> None:
    world.aliases["IBMUSER.JCL"] = JCLLIB
    path = config((JCLLIB, "IBMUSER.JCL"))
    assert run("init", "-c", path, *ZOAU).code == 0
    assert system.exists(*MEMBER)
    assert [job.name for job in system.jobs()] == [MEMBER.name]


def test_a_library_that_goes_away_while_a_member_is_written(
    target: Target, world: World, system: System
) -> None:
    other = Member("IBMUSER.ZWE.OTHER", "M")
    system.create_library(other.library)

    def gone() -> BaseException:
        system.delete_library(other.library)
        return FileExistsError(f"Unable to locate //'{other}'")

    world.faults.append(Fault("datasets.write", gone))
    with pytest.raises(LibraryNotFound) as caught:
        target.write(other, "//A JOB\n")
    assert "FileExistsError" in caught.value.details[0]
