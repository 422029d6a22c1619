"""Answers of z/OSMF that cannot be taken: too long, of another job, of a wrong type, an error."""

from __future__ import annotations

import json

import pytest

from tests.conftest import CLUSTER
from tests.targets.zosmf_job import JOB, MEMBER
from tests.zosmf_front import Answer, Asked, Front
from zwe_vsam.errors import TargetError, Unavailable, UnclearAnswer
from zwe_vsam.model import JobId
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.base import Target


def error(status: int, *details: str, message: str = "") -> Answer:
    document = {"category": 4, "rc": 8, "reason": 0, "message": message, "details": list(details)}
    return Answer(status, json.dumps(document).encode())


JSON = (("Content-Type", "application/json"),)


def document(content: object) -> Answer:
    return Answer(200, json.dumps(content).encode(), JSON)


def test_an_answer_that_never_ends(
    direct: Target, zosmf: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zwe_vsam.targets.zosmf.body.LARGEST", 1000)
    zosmf.rule("GET", "/member", Answer(200, b"[" + b"1," * 600 + b"1]"))
    with pytest.raises(Unavailable):
        direct.exists(MEMBER)


@pytest.mark.parametrize(
    "other", [{"jobid": "JOB00009"}, {"jobname": "PAYROLL"}, {"jobname": "PAYROLL", "owner": "X"}]
)
def test_another_job_than_the_one_that_was_asked_for(
    direct: Target, zosmf: Front, other: dict[str, str]
) -> None:
    job = {"jobid": "JOB00001", "jobname": "ZWECSVSM", "owner": "X", "retcode": "CC 0000"}
    zosmf.rule("GET", "/restjobs/jobs/", document(job | other))
    with pytest.raises(UnclearAnswer, match="ZWV6022E") as raised:
        direct.job_status(JobId("JOB00001", "ZWECSVSM", "X"))
    assert "answered with job " in raised.value.reason
    assert "Expected job ZWECSVSM(JOB00001)" in raised.value.reason


@pytest.mark.parametrize("code", [False, 0.0, None, "0"])
def test_a_code_of_idcams_that_is_no_number(direct: Target, zosmf: Front, code: object) -> None:
    """JSON's false is 0 to Python."""
    output = [f"0CLUSTER ------- {CLUSTER}", "      IN-CAT --- UCAT.ZWE"]
    zosmf.rule("PUT", "/restfiles/ams", document({"rc": code, "output": output}))
    with pytest.raises(UnclearAnswer) as raised:
        direct.entry(CLUSTER)
    assert raised.value.remedy


@pytest.mark.parametrize("id_", ["..", "\ud800", ""])
def test_a_submission_that_is_answered_with_no_id(
    direct: Target, zosmf: Front, system: System, id_: str
) -> None:
    """The job is there, and is found by its correlator."""
    system.write(*MEMBER, JOB)

    def spoil(asked: Asked) -> Answer | None:
        if asked.method != "PUT" or not asked.path.endswith("/restjobs/jobs"):
            return None
        asked.real()
        return document({"jobid": id_, "jobname": "ZWECSVSM", "owner": "IBMUSER"})

    zosmf.rules.append(spoil)
    assert direct.submit(MEMBER).id == "JOB00001"
    assert len(system.jobs()) == 1


@pytest.mark.parametrize("answer", [error(500), error(418), document("x")])
def test_whatever_is_wrong_there_is_something_to_do(
    direct: Target, zosmf: Front, answer: Answer
) -> None:
    zosmf.rules.append(lambda _: answer)
    for verb in (
        lambda: direct.exists(MEMBER),
        lambda: direct.entry(CLUSTER),
        lambda: direct.find_job("JOB00001"),
        lambda: direct.find_jobs("ZWECSVSM", 0.0),
        lambda: direct.job_status(JobId("JOB00001", "ZWECSVSM", "X")),
    ):
        with pytest.raises(TargetError) as raised:
            verb()
        assert raised.value.remedy
