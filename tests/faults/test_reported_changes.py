"""What the faults have found, a test for each, on every target."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import Ran
from tests.faults.odd_answers import FOREIGN
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.scene import Bench, wrong
from tests.faults.target import Fault
from zwe_vsam.model import JobId, JobState, Phase

Spoil = Callable[..., tuple[Ran, Bench]]


@pytest.fixture
def spoil(bench: Callable[[Scenario], Bench]) -> Spoil:
    """Run a scenario whose last (or first) call of a verb goes wrong."""

    def run(
        name: str, verb: str, kind: str, *options: str, first: bool = False
    ) -> tuple[Ran, Bench]:
        (scenario,) = [scenario for scenario in SCENARIOS if scenario.name == name]
        made = bench(scenario)
        made.reset()
        made.run()
        calls = [at for at, called in enumerate(made.script.calls, 1) if called == verb]
        made.reset()
        made.script.fault = Fault(calls[0 if first else -1], verb, kind)
        made.script.wrong = wrong(kind, verb)
        return made.run(*options), made

    return run


def test_the_end_of_another_job_is_not_taken_for_ours(spoil: Spoil) -> None:
    ran, _ = spoil("init", "job_status", "another's end")
    assert ran.code == 0
    assert "- Job ZWECSVSM(JOB00001) ends with code 0" in ran.out
    assert FOREIGN.id not in ran.out + ran.err


def test_a_job_that_was_not_asked_for_is_neither_shown_nor_cancelled(spoil: Spoil) -> None:
    ran, made = spoil("job --cancel", "find_job", "another's job")
    assert ran.code == 233
    assert "The system answered with job SOMEJOB(JOB00777). Expected job JOB00001." in ran.err
    assert "cancel" not in made.script.calls


def test_one_job_may_be_written_in_two_ways(
    bench: Callable[[Scenario], Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """J0000001 and JOB00001 are one number."""
    (scenario,) = [scenario for scenario in SCENARIOS if scenario.name == "job --spool"]
    made = bench(scenario)
    real = made.site.kind.find_job
    monkeypatch.setattr(made.site.kind, "find_job", lambda target, _: real(target, "JOB00001"))
    assert made.call("job", "J0000001", "--spool", *made.site.args).code == 0


def test_an_answer_whose_id_is_none_is_another_job(
    bench: Callable[[Scenario], Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    (scenario,) = [scenario for scenario in SCENARIOS if scenario.name == "job --spool"]
    made = bench(scenario)
    odd = JobState(JobId("JOB?????", "ZWECSVSM", "IBMUSER"), Phase.QUEUED)
    monkeypatch.setattr(made.site.kind, "find_job", lambda _target, _id: odd)
    ran = made.run()
    assert ran.code == 233
    assert "The system answered with job ZWECSVSM(JOB?????). Expected job JOB00001." in ran.err


@pytest.mark.parametrize(("name", "verb"), [("init", "entry"), ("init, job fails", "spool")])
def test_ctrl_c_after_the_job_names_it(spoil: Spoil, name: str, verb: str) -> None:
    ran, _ = spoil(name, verb, "ctrl-c before")
    assert ran.code == 130
    assert "Error ZWV4003E: Ctrl-C interrupted the check of job ZWECSVSM(JOB00001)." in ran.err
    assert "The result of the job is not confirmed." in ran.err
    assert "created successfully" not in ran.out


def test_ctrl_c_after_the_definition_tells_of_the_deletion(spoil: Spoil) -> None:
    ran, _ = spoil("init --allow-overwrite", "entry", "ctrl-c before")
    assert ran.code == 130
    assert "Ctrl-C interrupted the check of job ZWECSVSM(JOB00002)." in ran.err
    assert "was deleted by this run. It is not known whether a new cluster exists." in ran.err


def test_a_deletion_that_is_left_running_is_not_called_a_creation(spoil: Spoil) -> None:
    ran, _ = spoil("remove", "job_status", "hang", first=True)
    assert ran.code == 162
    assert (
        "zwe-vsam did not cancel the job. It is not known whether the cluster will be deleted."
    ) in ran.err
    assert "created" not in ran.err


def test_ctrl_c_while_a_member_is_written_is_a_change(spoil: Spoil) -> None:
    ran, _ = spoil("init --security-dry-run", "write", "ctrl-c after", "--output", "json")
    assert ran.code == 130
    result = json.loads(ran.out)
    assert result["changed"] is True
    assert result["member"]["written"] is True
    (detail,) = result["messages"][-1]["details"]
    assert detail.endswith("(ZWECSVSM) was interrupted. Check the content of the member.")


@pytest.mark.parametrize(("kind", "code"), [("after", 161), ("ctrl-c after", 130)])
def test_a_submission_of_unknown_outcome_is_a_change(spoil: Spoil, kind: str, code: int) -> None:
    ran, made = spoil("init, kept member", "submit", kind, "--output", "json")
    assert ran.code == code
    assert len(made.snapshot().jobs) == 1
    assert json.loads(ran.out)["changed"] is True


def test_a_submission_that_was_refused_is_none(spoil: Spoil) -> None:
    ran, made = spoil("init, kept member", "submit", "before", "--output", "json")
    assert ran.code == 161
    assert made.snapshot().jobs == {}
    assert json.loads(ran.out)["changed"] is False
