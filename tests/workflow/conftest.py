"""A configuration that is to be updated, and ``init --update-config`` on a sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.clock import Time
from tests.conftest import Ran, Run
from tests.workflow.zowe_v3 import V3

Update = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _time(time: Time) -> None:
    """Nothing here waits."""


@pytest.fixture
def zowe_yaml(tmp_path: Path) -> Iterator[Path]:
    """A configuration that is to be updated, alone in its folder; no other file is left there."""
    folder = tmp_path / "config"
    folder.mkdir()
    path = folder / "zowe.yaml"
    path.write_text(V3)
    yield path
    assert {entry.name for entry in folder.iterdir()} - {"link.yaml"} == {"zowe.yaml"}


@pytest.fixture
def update(run: Run, box: Path) -> Update:
    """Call init with --update-config on the sandbox."""

    def call(config: object, *options: object) -> Ran:
        return run("init", "-c", config, "--sandbox", box, "--update-config", *options)

    return call
