"""Records: texts, fixed records, and records behind their lengths."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwe_vsam.zos import records
from zwe_vsam.zos.limits import RECORD_LENGTH


@pytest.mark.parametrize(
    ("text", "split"),
    [("", []), ("\n", [""]), ("A", ["A"]), ("A\n", ["A"]), ("A\n\nB\n\n", ["A", "", "B", ""])],
)
def test_a_newline_ends_a_record(text: str, split: list[str]) -> None:
    assert records.split(text) == split


@given(st.lists(st.text(alphabet="AB .\x85\u2028"), max_size=4))
def test_records_that_are_joined_are_split_again(lines: list[str]) -> None:
    assert records.split(records.join(lines)) == lines


def test_fixed_records() -> None:
    image = records.encode(["A", "", "B" * RECORD_LENGTH])
    parts = records.split_fixed(image)
    assert [len(part) for part in parts] == [RECORD_LENGTH] * 3
    assert [records.trimmed(part) for part in parts] == [b"\xc1", b"", b"\xc2" * RECORD_LENGTH]
    assert records.decode(image) == f"A\n\n{'B' * RECORD_LENGTH}\n"
    assert [len(part) for part in records.split_fixed(image[:-1])][-1] == RECORD_LENGTH - 1


def test_a_record_behind_its_length() -> None:
    assert records.framed(b"ABC") == b"\0\0\0\3ABC"


def test_ibm_1047_is_the_code_page_of_the_package_ebcdic() -> None:
    judge = importlib.import_module("ebcdic.cp1047").getregentry()
    records.register_code_pages()
    every = bytes(range(256))
    assert every.decode("cp1047") == judge.decode(every)[0]
    assert every.decode("cp1047").encode("cp1047") == every
    with pytest.raises(UnicodeEncodeError):
        "€".encode("cp1047")
    assert "€".encode("cp1047", "replace") == judge.encode("€", "replace")[0]
