"""Why a job does not run yet: what the system says, and never a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MINIMAL, ROOT, Run
from tests.diagnosis.cases import CASES, JOB, NONRLS
from zwe_vsam.diagnosis.table import waiting_causes
from zwe_vsam.diagnosis.waiting import waiting, why
from zwe_vsam.model import Ending, JobState, Phase
from zwe_vsam.sandbox.system import System

TEMPLATE = ROOT / "templates" / "ZWECSVSM.jcl.j2"


@pytest.mark.parametrize("name", [cause.id for cause in waiting_causes()])
def test_fixture(name: str) -> None:
    state = CASES[name].state
    assert state
    explanation = why(state, NONRLS)
    assert explanation is not None
    assert explanation.cause == name
    assert waiting(state, NONRLS) == f"{explanation.meaning} {explanation.remedy}"
    assert "ZWECSVSM" in explanation.meaning


@pytest.mark.parametrize(
    "state",
    [
        JobState(JOB, Phase.QUEUED),
        JobState(JOB, Phase.QUEUED, waiting_for="its status is INPUT to ZOAU"),
        JobState(JOB, Phase.QUEUED, waiting_for="MOON PHASE"),
        JobState(JOB, Phase.ACTIVE, waiting_for="TYPRUN=HOLD"),
        JobState(JOB, Phase.NOT_LISTED),
        JobState(JOB, Phase.ENDED, Ending.CANCELLED),
    ],
    ids=str,
)
def test_nothing_is_said_where_the_system_says_nothing(state: JobState) -> None:
    assert waiting(state) == ""


def test_it_is_said_while_it_waits_and_when_the_time_is_up(run: Run, box: Path) -> None:
    System(box).inject("held")
    ran = run("init", "-c", MINIMAL, "--sandbox", box, "--timeout", "0.1")
    assert ran.code == 162
    meaning = "An operator, or a user of a tool such as SDSF, holds job ZWECSVSM."
    assert f"  {meaning} Ask why" in ran.err
    assert f"  Meaning: {meaning}\n  Remedy: Ask why" in ran.err


def test_typrun_is_named_with_its_key(run: Run, box: Path, config) -> None:
    path = config(("  setup:\n", "  setup:\n    jcl:\n      header: TYPRUN=HOLD\n"))
    ran = run("init", "-c", path, "--sandbox", box, "--timeout", "0.1", "--template", TEMPLATE)
    assert ran.code == 162
    assert "remove TYPRUN from zowe.setup.jcl.header" in ran.err
