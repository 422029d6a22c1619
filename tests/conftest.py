"""What the tests of all folders share: the command line in process, and configurations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from zwe_vsam.cli import main

ROOT = Path(__file__).parent.parent
MINIMAL = ROOT / "fixtures" / "minimal.yaml"
JCLLIB = "IBMUSER.ZWE.CUST.JCLLIB"
CLUSTER = "IBMUSER.ZWE.CUST.CACHE"


class Ran(NamedTuple):
    """What one command line did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the caller's reaches a test."""
    import os

    for name in list(os.environ):
        if name.startswith("ZWE_VSAM_"):
            monkeypatch.delenv(name)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command line in this process."""

    def call(*argv: object) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in argv])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def config(tmp_path: Path) -> Callable[..., Path]:
    """Write a zowe.yaml: the minimal one with some of its text replaced."""

    def write(*replacements: tuple[str, str], text: str | None = None) -> Path:
        content = MINIMAL.read_text() if text is None else text
        for old, new in replacements:
            assert old in content, old
            content = content.replace(old, new)
        path = tmp_path / "zowe.yaml"
        path.write_text(content)
        return path

    return write


@pytest.fixture
def box(tmp_path: Path, run: Run) -> Path:
    """A sandbox that fits the minimal configuration."""
    folder = tmp_path / "sandbox"
    assert run("sandbox", "create", folder, "-c", MINIMAL).code == 0
    return folder
