"""The question before a deletion: whatever is in it, the terminal gets it harmless."""

from __future__ import annotations

import io

import pytest

from tests.fuzz.strategies import CONTROLS
from zwe_vsam.cli import terminal
from zwe_vsam.model import SystemName


class _Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("control", [*CONTROLS, "\n"], ids=ascii)
def test_no_control_character_reaches_the_terminal(
    monkeypatch: pytest.MonkeyPatch, control: str
) -> None:
    screen = _Terminal()
    monkeypatch.setattr("sys.stdin", _Terminal("y\n"))
    monkeypatch.setattr("sys.stderr", screen)
    terminal.consent(given=False).require(
        f"Cancel job A{control}B", SystemName("sandbox", f"x{control}y")
    )
    assert screen.getvalue().isprintable()
    assert screen.getvalue().endswith("? [y/N] ")
