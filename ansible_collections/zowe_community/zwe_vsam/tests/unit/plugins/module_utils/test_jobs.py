"""Jobs as ibm.ibm_zos_core has them."""

from __future__ import annotations

import pytest
from ansible_collections.zowe_community.zwe_vsam.plugins.module_utils import jobs


def job(**changes):
    """A job of zwe-vsam that ended with code 0."""
    values = {
        "id": "JOB00001",
        "name": "ZWECSVSM",
        "owner": "IBMUSER",
        "outcome": "completed",
        "code": 0,
        "abend": None,
        "received": "2026-01-31 14:15:00",
        "elapsed_s": 2.7,
        "explanation": None,
    }
    return dict(values, **changes)


def of_one(**changes):
    """What becomes of the only job of a run."""
    (returned,) = jobs.of_result({"removal": None, "job": job(**changes)})
    return returned


def test_a_job_that_ended_well():
    assert of_one() == {
        "job_id": "JOB00001",
        "job_name": "ZWECSVSM",
        "owner": "IBMUSER",
        "content_type": "JOB",
        "duration": 2,
        "creation_date": "2026-01-31",
        "creation_time": "14:15:00",
        "ret_code": {"msg": "CC 0000", "msg_code": "0000", "msg_txt": "", "code": 0},
        "steps": [],
        "dds": [],
    }


def test_a_job_that_is_explained():
    code = of_one(code=12, explanation={"meaning": "The volume is full."})["ret_code"]
    assert code == {
        "msg": "CC 0012",
        "msg_code": "0012",
        "msg_txt": "The volume is full.",
        "code": 12,
    }


@pytest.mark.parametrize(
    ("outcome", "msg"),
    [
        ("abend", "ABEND"),
        ("jcl-error", "JCL ERROR"),
        ("security-error", "SEC ERROR"),
        ("cancelled", "CANCELED"),
        ("flushed", "FLU"),
        ("converter-error", "CNV"),
        ("converter-abend", "CAB"),
        ("system-failure", "SYS"),
        ("active", "AC"),
        ("held", "HOLD"),
        ("queued", "?"),
        ("invisible", "?"),
        ("gone", "?"),
        ("not-executed", "?"),
        ("ended", "?"),
    ],
)
def test_a_job_without_a_code(outcome, msg):
    code = of_one(outcome=outcome, code=None)["ret_code"]
    assert (code["msg"], code["msg_code"], code["code"]) == (msg, None, None)
    assert outcome in code["msg_txt"]


def test_an_abend_code_is_named():
    assert of_one(outcome="abend", code=None, abend="S806")["ret_code"]["msg_txt"] == "S806"


def test_a_job_that_the_system_did_not_date():
    returned = of_one(received=None)
    assert (returned["creation_date"], returned["creation_time"]) == (None, None)


def test_both_jobs_of_a_replacement_in_their_order():
    result = {"removal": {"job": job(name="ZWECSRVS")}, "job": job()}
    assert [each["job_name"] for each in jobs.of_result(result)] == ["ZWECSRVS", "ZWECSVSM"]
    assert jobs.of_result({"removal": None, "job": None}) == []
