"""The ids of jobs."""

from __future__ import annotations

import pytest

from zwe_vsam.zos import job_id


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("JOB00123", "JOB00123", True),
        ("JOB00123", "J0000123", True),
        ("JOB123", "JOB00123", True),
        ("JOB00123", "STC00123", False),
        ("JOB00123", "JOB01230", False),
        ("odd", "odd", True),
        ("JOB?????", "JOB00123", False),
        ("", "JOB00123", False),
    ],
)
def test_same(one: str, other: str, same: bool) -> None:
    assert job_id.same(one, other) is same
    assert job_id.same(other, one) is same


def test_valid() -> None:
    assert all(map(job_id.is_valid, ("JOB00001", "STC1", "TSU99999", "J0000001", "T1", "S1")))
    assert not any(
        map(job_id.is_valid, ("", "JOB", "00001", "JOB1X", "ABC00001", "JOB\uff11", "JOB12345678"))
    )


def test_what_a_user_writes_is_made_an_id() -> None:
    assert job_id.normalized(" job00123\n") == "JOB00123"
    assert job_id.normalized("job") is None


@pytest.mark.parametrize("number", [1, 99_999, 100_000, 999_999])
def test_the_id_of_a_batch_job_has_all_its_zeros(number: int) -> None:
    text = job_id.of_batch_job(number)
    assert job_id.is_batch_job(text)
    assert job_id.is_valid(text)
    assert job_id.number_of(text) == number


@pytest.mark.parametrize(
    "text", ["JOB1", "J123", "STC00001", "JOB0000A", "JOB\u0661\u0661\u0661\u0661\u0661", ""]
)
def test_other_texts_are_no_ids_of_batch_jobs(text: str) -> None:
    assert not job_id.is_batch_job(text)
