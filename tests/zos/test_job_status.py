"""The words of z/OSMF and ZOAU for jobs."""

from __future__ import annotations

import pytest

from zwe_vsam.model import Ending
from zwe_vsam.zos import job_status

RETCODES = [
    ("CC 0000", Ending.COMPLETED, 0, ""),
    ("CC 4095", Ending.COMPLETED, 4095, ""),
    ("ABEND S806", Ending.ABEND, None, "S806"),
    ("ABENDU4038", Ending.ABEND, None, "U4038"),
    ("JCL ERROR", Ending.JCL_ERROR, None, ""),
    ("SEC ERROR", Ending.SECURITY_ERROR, None, ""),
    ("CANCELED", Ending.CANCELLED, None, ""),
    ("CONV ERROR", Ending.CONVERTER_ERROR, None, ""),
    ("CONV ABEND", Ending.CONVERTER_ABEND, None, ""),
    ("SYS FAIL", Ending.SYSTEM_FAILURE, None, ""),
]


@pytest.mark.parametrize(("text", "ending", "code", "abend"), RETCODES)
def test_a_retcode_reads_as_it_is_written(
    text: str, ending: Ending, code: int | None, abend: str
) -> None:
    assert job_status.retcode(ending, code, abend) == text
    assert job_status.read_retcode(text) == (ending, code, abend)


def test_a_job_that_was_not_to_run_has_no_retcode() -> None:
    assert job_status.retcode(Ending.NOT_EXECUTED, None, "") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ABEND 806", (Ending.ABEND, None, "S806")),
        ("ABEND 4038", (Ending.ABEND, None, "U4038")),
        ("ABEND", (Ending.ABEND, None, job_status.UNKNOWN_ABEND)),
        ("CANCELLED", (Ending.CANCELLED, None, "")),
        ("NOT EXECUTED", (Ending.NOT_EXECUTED, None, "")),
        ("WHATEVER", (Ending.COMPLETED, None, "")),
    ],
)
def test_other_forms_of_a_retcode(text: str, expected: tuple[Ending, int | None, str]) -> None:
    assert job_status.read_retcode(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("S806", "S806"),
        ("ABEND S000 U4038", "U4038"),
        ("806", "S806"),
        ("4038", "U4038"),
        ("", job_status.UNKNOWN_ABEND),
        ("?", "?"),
    ],
)
def test_the_code_of_an_abend_within_a_text(text: str, code: str) -> None:
    assert job_status.read_abend(text) == code
