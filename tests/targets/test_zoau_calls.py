"""How many calls of zoautil_py the zoau target makes, and how they are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import calls as calls_of_scenarios
from tests.conftest import JCLLIB, MINIMAL, ROOT, Run, Zoau
from tests.standins import core
from tests.standins.core import Fault, World
from zwe_vsam.model import JobId, Member, Phase
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.base import Target

MEMBER = Member(JCLLIB, "ZWECSVSM")
ZOAU = ("--target", "zoau")


def calls(world: World, until: str) -> list[str]:
    return world.functions[: world.functions.index(until) + 1]


def test_an_ordinary_init_makes_at_most_six_native_calls_up_to_the_submission(
    run: Run, world: World
) -> None:
    assert run("init", "-c", MINIMAL, *ZOAU).code == 0
    up_to = world.commands[: world.commands.index("jsub") + 1]
    assert len(up_to) <= 6
    # No spool is read without need.
    assert not {"jobs.list_dds", "jobs.read_output"} & set(world.functions)


def test_neither_does_one_that_keeps_the_member(run: Run, world: World) -> None:
    run("init", "-c", MINIMAL, *ZOAU, "--security-dry-run")
    world.commands.clear()
    assert run("init", "-c", MINIMAL, *ZOAU).code == 0
    assert len(world.commands[: world.commands.index("jsub") + 1]) <= 6


def test_nor_one_that_finds_both_members_and_jobs_of_three_names(
    run: Run, world: World, system: System
) -> None:
    """One listing serves all names, those without a common beginning, too."""
    run("init", "-c", MINIMAL, *ZOAU)
    run("remove", "-c", MINIMAL, *ZOAU, "--yes")
    text = system.read(JCLLIB, "ZWECSVSM").text
    system.write(JCLLIB, "ZWECSVSM", text.replace("//ZWECSVSM JOB", "//MYJOB JOB"))
    world.commands.clear()
    assert run("init", "-c", MINIMAL, *ZOAU).code == 0
    assert len(world.commands[: world.commands.index("jsub") + 1]) <= 6


@pytest.mark.parametrize(
    ("level", "functions", "native"),
    [
        ("zoau12", 6, ["mls", "mvscmdauth", "dtail", "decho", "cp", "jsub"]),
        ("zoau13", 10, ["mls", "jls", "mvscmdauth", "jsub"]),
        ("zoau14", 10, ["mls", "jls", "mvscmdauth", "jsub"]),
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
    looks = int(re.search(r"^- (\d+) queries of the job", ran.err, re.MULTILINE)[1])  # type: ignore[index]
    assert looks > 1
    assert after == ["jls"] * looks + ["mvscmdauth"]


def test_calls_are_counted_timed_and_told(run: Run, world: World) -> None:
    ran = run("init", "-c", MINIMAL, *ZOAU, "-vv")
    lines = [line for line in ran.err.splitlines() if line.startswith("zoautil_py: ")]
    assert len(lines) == len(world.functions)
    assert all(line.endswith(" ms") for line in lines)
    native = [line for line in lines if ": native call " in line]
    # The submission of 1.2 fetches the job as well.
    assert len(native) == len(world.commands) - (
        world.commands.count("jls")
        - world.functions.count("jobs.fetch")
        - world.functions.count("jobs.fetch_multiple")
    )
    assert f"native call 1: datasets.list_members {MEMBER}: " in native[0]


def test_the_document_has_these_counts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zwe_vsam.targets.zoau.api.PAUSES", (0.001, 0.002))
    calls_of_scenarios.report()
    assert capsys.readouterr().out in (ROOT / "docs" / "explanation" / "performance.md").read_text()


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
    assert target.job_status(JobId("JOB00077", "A", "")).phase is Phase.NOT_LISTED
    assert world.slept <= 1
    assert world.commands == ["jls"]
