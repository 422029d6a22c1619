"""Every fault of the table, on every level of ZOAU that can have it, through main(argv)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CLUSTER, JCLLIB, LEVELS, MINIMAL, ROOT, Run, Zoau
from tests.standins import core
from tests.standins.core import World
from tests.targets.zoau_faults import FORMER, MEMBER, OTHER, ROWS, STATUSES, Row, table
from zwe_vsam.sandbox.system import System
from zwe_vsam.zos import records

pytestmark = pytest.mark.usefixtures("time")
RENDERED: dict[str, str] = {}
"""Level -> the member. It is the same in each test."""


@pytest.mark.parametrize(
    ("level", "row"),
    [pytest.param(lvl, row, id=f"{lvl}-{row.fault}") for row in ROWS for lvl in row.levels],
)
def test_fault(
    run: Run, box: Path, zoau: Zoau, monkeypatch: pytest.MonkeyPatch, level: str, row: Row
) -> None:
    monkeypatch.setattr("zwe_vsam.waiting.GRACE", 0.5)
    world, system = zoau(level), System(box)
    wanted = RENDERED.get(level) or run("render", "-c", MINIMAL, "--target", "zoau").out
    RENDERED[level] = wanted
    row.arrange(world, system)
    ran = run("init", "-c", MINIMAL, "--target", "zoau", "--timeout", "5", *row.argv)
    for text in row.says:
        assert text in ran.out + ran.err
    assert ran.code == row.code
    assert ("created successfully" in ran.out) is (row.code == 0)
    assert world.commands.count("jsub") <= 1
    assert len(system.jobs()) == row.jobs
    assert _held(system, world, wanted) == row.member


def _held(system: System, world: World, wanted: str) -> str:
    """What the member holds, in the words of Row.member."""
    if not system.exists(JCLLIB, MEMBER):
        return "absent"
    text = system.read(JCLLIB, MEMBER).text
    if JCLLIB in world.record_lengths:
        records_read = core.read_records(f"{JCLLIB}({MEMBER})")
        text = "".join(f"{records.decode_record(record)}\n" for record in records_read)
    names = {wanted: "new", FORMER: "former", OTHER: "other"}
    return names.get(text, "half" if wanted.startswith(text) else "damaged")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("listed", "state"), STATUSES.items(), ids=str)
def test_status(
    run: Run, box: Path, zoau: Zoau, level: str, listed: tuple[str, str], state: str
) -> None:
    world = zoau(level)
    world.job_fields = {"status": listed[0], "ccode": listed[1]}
    ran = run("init", "-c", MINIMAL, "--target", "zoau", "--timeout", "5")
    assert ran.code == 163
    assert f"Error ZWEL0163E: Job ZWECSVSM(JOB00001) ends {state}." in ran.err
    assert "created successfully" not in ran.out
    assert CLUSTER in ran.err


def test_the_document_has_this_table() -> None:
    assert table() in (ROOT / "docs" / "explanation" / "zoau-faults.md").read_text()
