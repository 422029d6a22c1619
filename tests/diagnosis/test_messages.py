"""Whole messages: which lines belong together, what is looked at, and what is made of them."""

from __future__ import annotations

import pytest

from tests.diagnosis.cases import NONRLS
from zwe_vsam.diagnosis.explain import explain, explain_text
from zwe_vsam.diagnosis.spool import bounded, evidence, messages
from zwe_vsam.model import SpoolFile

LOG = "10.15.32 JOB05407  "


def texts(*lines: str) -> list[str]:
    """The text of each message in a file with these lines."""
    file = SpoolFile("SYSPRINT", "ALLOC", "".join(f" {line}\n" for line in lines))
    return [message.text for message in messages([file])]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("ABC100I ONE", "  GOES ON", "", "ABC200I TWO"), ["ABC100I ONE GOES ON", "ABC200I TWO"]),
        (("no id", "nor here"), ["no id", "nor here"]),
        (("", " ", "ABC100I ONE"), ["ABC100I ONE"]),
        (("ABC100I ONE", *map(str, "abcdefghijk")), ["ABC100I ONE a b c d e f g h i", "j", "k"]),
        # The number that ties the lines of a logged message is none of its text; others are.
        ((LOG + "ABC100I ONE  055", "  055             TWO"), ["ABC100I ONE TWO"]),
        ((LOG + "ABC100I ONE  055", "  055             TWO", "  055             THREE"),
         ["ABC100I ONE TWO THREE"]),
        ((LOG + "ABC100I ONE  055", "  056             TWO"), ["ABC100I ONE 055", "056 TWO"]),
        (("ABC100I ONE  055", "  055  TWO"), ["ABC100I ONE 055 055 TWO"]),
    ],
)  # fmt: skip
def test_the_lines_of_a_message(lines: tuple[str, ...], expected: list[str]) -> None:
    assert texts(*lines) == expected


def test_of_a_long_text_the_beginning_and_the_end_are_looked_at() -> None:
    full = f"{'a' * 1023}\n" * 2048
    for text in ("", "short\n", full):
        file = SpoolFile("SYSPRINT", "ALLOC", text)
        assert bounded(file) == file
    half = full[: 1 << 20]
    cut = bounded(SpoolFile("SYSPRINT", "ALLOC", f"{half}MIDDLE{half}"))
    assert cut == SpoolFile("SYSPRINT", "ALLOC", f"{half}\n{half}")


def test_of_many_lines_the_first_and_the_last_are_looked_at() -> None:
    lines = [str(number) for number in range(50_001)]
    assert bounded(SpoolFile("X", "", "\n".join(lines[1:]))).text == "\n".join(lines[1:])
    bounded_lines = bounded(SpoolFile("X", "", "\n".join(lines))).text.split("\n")
    assert bounded_lines == lines[:25_000] + lines[25_001:]


def test_of_a_long_line_the_beginning_is_looked_at() -> None:
    assert bounded(SpoolFile("X", "", "a" * 2001 + "\nb")).text == "a" * 2000 + "\nb"


def test_code_1_is_a_failure_of_its_step() -> None:
    text = " IEF142I J ONE - STEP WAS EXECUTED - COND CODE 0001\n"
    assert evidence([SpoolFile("JESYSMSG", "", text)])[:2] == ("ONE", "1")


def test_the_listing_of_the_jcl_has_no_severe_messages() -> None:
    spool = [SpoolFile("JESJCL", "", "//* ABC100E COMMENT"), SpoolFile("OUT", "S", " ABC200W X")]
    assert evidence(spool).lines == ("ABC200W X",)


def test_what_decides_is_quoted_before_the_rest_with_step_and_code() -> None:
    reason = explain([
        SpoolFile("JESYSMSG", "", " IEF142I J ALLOC - STEP WAS EXECUTED - COND CODE 0012\n"),
        SpoolFile("SYSTSPRT", "ALLOC",
                  " ENTRY A.B NOT FOUND+\n IDC3003I FUNCTION TERMINATED. CONDITION CODE IS 12\n"),
    ])  # fmt: skip
    assert reason.explanation
    assert reason.explanation.cause == "entry-not-found"
    assert (reason.step, reason.code) == ("ALLOC", "12")
    assert reason.decisive == ("ENTRY A.B NOT FOUND+",)
    assert reason.lines == (
        "ENTRY A.B NOT FOUND+",
        "IDC3003I FUNCTION TERMINATED. CONDITION CODE IS 12",
    )


def test_another_record_length_is_told() -> None:
    text = "ZWECS151E X: 'fileName=//'IBMUSER.ZWE.CUST.CACHE', keyLength=128, recordLength=80, Y'"
    explanation = explain_text(text, NONRLS).explanation
    assert explanation
    assert (
        "This differs from zowe.yaml: expected record length 4096, found 80." in explanation.meaning
    )
