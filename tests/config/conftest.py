"""zowe.yaml texts of any kind through the command line, and files to be configurations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, Ran, Run

Render = Callable[..., Ran]
Write = Callable[..., Path]


@pytest.fixture
def render(run: Run, tmp_path: Path) -> Render:
    """Call ``render`` for a text, by default the minimal one with parts replaced."""

    def call(*replacements: tuple[str, str], text: str | bytes | None = None, v: str = "") -> Ran:
        content = MINIMAL.read_text() if text is None else text
        for old, new in replacements:
            assert isinstance(content, str)
            assert old in content, old
            content = content.replace(old, new)
        path = tmp_path / "zowe.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        ran = run("render", "-c", path, *filter(None, [v]))
        assert ran.code != 1
        assert "Traceback" not in ran.err
        assert (ran.code == 0) == bool(ran.out)
        return ran._replace(err=ran.err.replace(str(path), "zowe.yaml"))

    return call


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def call(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return call
