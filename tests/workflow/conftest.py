"""A configuration that is to be updated, and ``init --update-config`` on a sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.clock import Time
from tests.conftest import JCLLIB, MINIMAL, Ran, Run, Site
from tests.workflow.zowe_v3 import V3

Update = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _time(time: Time) -> None:
    """Nothing here waits."""


@pytest.fixture(scope="session")
def _members() -> dict[str, str]:
    """Target -> the member as the target leaves it."""
    return {}


@pytest.fixture
def prepared(run: Run, site: Site, request: pytest.FixtureRequest, _members: dict[str, str]) -> str:
    """The text of ZWECSVSM, which is there as an earlier run by the target leaves it.

    The first test of each target makes this run.
    """
    target = request.node.callspec.params["site"]
    if target in _members:
        site.system.write(JCLLIB, "ZWECSVSM", _members[target])
    else:
        assert run("init", "-c", MINIMAL, *site.args, "--security-dry-run").code == 0
        _members[target] = site.system.read(JCLLIB, "ZWECSVSM").text
    return _members[target]


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
