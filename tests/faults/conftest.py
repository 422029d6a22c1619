"""Simulated time, and scenarios whose calls can be spoiled."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clock import Time
from tests.conftest import Run, Site
from tests.faults.killed import Stopper
from tests.faults.scenarios import FEW, Scenario
from tests.faults.scene import Bench
from tests.warm import Warm

THOROUGH = os.environ.get("FAULTS") == "all"
"""Whether everything is tried (``make faults``), or a part."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On other targets than the sandbox a test run tries FEW scenarios only."""
    left_out = [] if THOROUGH else [item for item in items if _is_left_out(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _is_left_out(item: pytest.Item) -> bool:
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    scenario = parameters.get("scenario")
    is_other = parameters.get("site", "sandbox") != "sandbox"
    return isinstance(scenario, Scenario) and is_other and scenario.name not in FEW


@pytest.fixture(scope="session")
def stopper(warm: Warm) -> Stopper:
    """Starts real processes that stop where they are told to."""
    return Stopper(warm)


@pytest.fixture
def bench(
    time: Time, site: Site, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Scenario], Bench]:
    """Arrange a scenario on each site in turn."""

    def make(scenario: Scenario) -> Bench:
        made = Bench(scenario, site, run, time, tmp_path)
        made.connect(monkeypatch)
        return made

    return make
