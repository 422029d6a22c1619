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
