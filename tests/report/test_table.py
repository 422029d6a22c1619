"""The table of a comparison, as wide as it needs, or as a terminal allows."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import CLUSTER, MINIMAL, Run
from tests.test_console import on_terminal
from zwe_vsam.cluster.compare import Attribute, Row, Verdict
from zwe_vsam.report import table

NAME = "IBMUSER.ZWE.CUST.CACHE.WITH.A.LONGER.N.INDEX"
ROWS = [
    Row(Attribute.INDEX_COMPONENT, NAME, NAME, Verdict.SAME),
    Row(Attribute.VOLUME, "VOL123", "VOL124", Verdict.DIFFERENT, "It is elsewhere.", "Move it."),
]


def test_wide() -> None:
    assert len(NAME) == 44
    assert table.lines(ROWS) == table.lines(ROWS, 132) == [
        f"attribute        expected{' ' * 36}  found",
        f"---------------  {'-' * 44}  {'-' * 44}  ---------",
        f"volume           VOL123{' ' * 38}  VOL124{' ' * 38}  different",
        "    It is elsewhere.",
        "    Remedy: Move it.",
        f"index component  {NAME}  {NAME}  same",
    ]  # fmt: skip


def test_narrow() -> None:
    lines = table.lines(ROWS, 80)
    assert lines == [
        "attribute        value",
        f"---------------  {'-' * 44}  ---------",
        f"volume           expected VOL123{' ' * 29}  different",
        "                 found    VOL124",
        "    It is elsewhere.",
        "    Remedy: Move it.",
        f"index component  {NAME}  same",
    ]
    assert max(map(len, lines)) <= 80


def test_on_a_terminal_of_80_columns(run: Run, box: Path, programs: Path) -> None:
    run("init", "-c", MINIMAL, "--sandbox", box)
    argv = ("verify", "-c", MINIMAL, "--sandbox", box)
    lines = on_terminal(programs, 80, *argv)
    assert f"data component            {CLUSTER}.DATA   same" in lines
    # What is longer is the path of this test's folder.
    assert all(len(line) <= 80 or str(box) in line for line in lines)
    assert f"data component            {CLUSTER}.DATA   {CLUSTER}.DATA   same\n" in run(*argv).out
