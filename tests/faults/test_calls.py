"""Every fault of every call: see calls.py for what must hold after each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import LEVELS
from tests.faults.calls import Trial, faults
from tests.faults.conftest import THOROUGH
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.scene import Bench
from tests.faults.target import Fault

SHARE = 5
"""Each test run tries one fault of so many, and on other targets than the sandbox fewer."""


def _chosen(calls: list[str], site: str, number: int) -> list[Fault]:
    """All faults on the sandbox; the levels of ZOAU share those that happen once among them."""
    every = list(faults(calls, thorough=THOROUGH and site == "sandbox"))
    step = 1
    if site in LEVELS:
        step, number = len(LEVELS), LEVELS.index(site)
    if not THOROUGH:
        step *= SHARE if site == "sandbox" else 2 * SHARE
    return every[number % step :: step]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_every_call(
    bench: Callable[[Scenario], Bench],
    request: pytest.FixtureRequest,
    scenario: Scenario,
    record_property: Callable[..., None],
) -> None:
    if scenario.is_cancel and request.node.callspec.params["site"] == "zoau12":
        pytest.skip("this level of ZOAU has no call to cancel a job")
    trial = Trial(bench(scenario))
    site = request.node.callspec.params["site"]
    chosen = _chosen(trial.calls, site, SCENARIOS.index(scenario))
    wrong = []
    for number, fault in enumerate(chosen):
        try:
            trial.of(fault, number)
        except AssertionError as error:
            wrong.append(str(error))
    record_property("cases", dict(trial.tally.cases))
    record_property("codes", dict(trial.tally.codes))
    record_property("reruns", trial.tally.reruns)
    assert not wrong, f"{len(wrong)} faults:\n" + "\n\n".join(wrong)
