"""Files that do not end, that nobody writes to, or that hold more than anybody reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import MINIMAL
from tests.fuzz import screen
from tests.fuzz.harness import bounded
from tests.sandbox.helpers import Sandbox
from zwe_vsam.diagnosis import spool
from zwe_vsam.diagnosis.explain import explain_text

COMMANDS = {
    "template": ("render", "-c", MINIMAL, "--template"),
    "configuration": ("render", "-c"),
    "explain": ("job", "--explain"),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_pipe_that_nobody_writes_to_is_empty(tmp_path: Path, command: tuple[str, ...]) -> None:
    os.mkfifo(tmp_path / "pipe")
    with bounded(command):
        assert screen.call(*command, tmp_path / "pipe").code in (0, 140, 232, 236)


def test_a_pipe_that_is_submitted(tmp_path: Path) -> None:
    Sandbox(tmp_path / "box")
    os.mkfifo(tmp_path / "pipe")
    shown = screen.call("sandbox", "submit", tmp_path / "box", tmp_path / "pipe")
    assert "The member has no JOB statement." in shown.err


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_file_without_an_end(tmp_path: Path, command: tuple[str, ...]) -> None:
    """A device; what is quoted of it fits a screen."""
    with bounded(command):
        shown = screen.call(*command, "/dev/zero")
    assert len(shown.out) + len(shown.err) < 50_000


MESSAGE = " IDC3013I DUPLICATE DATA SET NAME"


@pytest.mark.parametrize("place", [0, -1])
def test_much_text_is_looked_at_from_both_ends(monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    monkeypatch.setattr(spool, "_READ", 4_000)
    monkeypatch.setattr(spool, "_LINES", 50)
    lines = [f"line {number}" for number in range(10_000)]
    lines[place] = MESSAGE
    reason = explain_text("\n".join(lines))
    assert MESSAGE.strip() in reason.decisive
    assert reason.explanation is not None
    assert spool.bounded(spool.SpoolFile("", "", "\n".join(lines))).text.count("\n") < 100


def test_a_long_line_is_cut() -> None:
    (line,) = explain_text(MESSAGE + "." * 100_000).lines
    assert line.startswith(MESSAGE.strip())
    assert len(line) <= 2_000


def test_the_same_line_many_times_is_one_message() -> None:
    with bounded("the same"):
        assert explain_text("IKJ56500I COMMAND X NOT FOUND\n" * 500_000).lines
