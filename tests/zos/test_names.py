from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwe_vsam.zos import names

VALID = ["A", "IBMUSER.ZWE.CUST.JCLLIB", "$A.#B.@C", "A1-2.B-", "A" * 8 + ".B", ".".join("A" * 22)]
INVALID = {
    "": "required",
    "A..B": "empty",
    ".A": "empty",
    "A.": "empty",
    "1A": "begins",
    "-A": "begins",
    "ABCDEFGHI": "at most 8",
    "A.B*": "only",
    "A.B(C)": "only",
    "a.b": "begins",
    "Ab": "only",
    "A.Ä": "begins",
    "A.B\n": "only",
    "A\u0660": "only",  # a digit to Python's isdigit, not to z/OS
    "A." * 22 + "A": "at most 44",
    "ABCDEFGH." * 4 + "ABCDEFGHI": "at most 44",
}


@pytest.mark.parametrize("name", VALID)
def test_valid_data_set_names(name: str) -> None:
    assert names.data_set(name) == ""


@pytest.mark.parametrize(("name", "rule"), INVALID.items())
def test_invalid_data_set_names_state_their_rule(name: str, rule: str) -> None:
    assert rule in names.data_set(name)


def test_a_data_set_name_may_have_44_characters_but_a_cluster_only_38() -> None:
    exact = "ABCDEFGH." * 4 + "ABCDEFGH"
    assert len(exact) == 44
    assert names.data_set(exact) == ""
    assert "38" in names.cluster(exact)
    assert names.cluster(exact[:38]) == ""
    assert "38" in names.cluster(exact[:39])


@pytest.mark.parametrize(
    ("rule", "cause", "part", "maximum", "character"),
    [
        (names.data_set(""), names.Cause.MISSING, "", 0, ""),
        (names.data_set("A." * 22 + "A"), names.Cause.LENGTH, "A." * 22 + "A", 44, ""),
        (names.data_set("A..B"), names.Cause.EMPTY_QUALIFIER, "", 0, ""),
        (names.data_set("A.ABCDEFGHI"), names.Cause.QUALIFIER_LENGTH, "ABCDEFGHI", 8, ""),
        (names.data_set("A.1B"), names.Cause.FIRST_CHARACTER, "1B", 0, "1"),
        (names.data_set("A.B*C"), names.Cause.CHARACTER, "B*C", 0, "*"),
        (names.cluster("ABCDEFG." * 4 + "ABCDEFG"), names.Cause.SUFFIX, ".INDEX", 38, ""),
        (names.prefix("ABCDEFG." * 4 + "ABCD"), names.Cause.SUFFIX, ".SZWESAMP", 35, ""),
        (names.sms_class("A-B"), names.Cause.CHARACTER, "A-B", 0, "-"),
        (names.member("1A"), names.Cause.FIRST_CHARACTER, "1A", 0, "1"),
        (names.volser("VOLUME1"), names.Cause.LENGTH, "VOLUME1", 6, ""),
        (names.volser("A B"), names.Cause.CHARACTER, "A B", 0, " "),
    ],
)
def test_a_broken_rule_has_its_cause_and_the_part_that_breaks_it(
    rule: names.BrokenRule, cause: names.Cause, part: str, maximum: int, character: str
) -> None:
    assert (rule.cause, rule.part, rule.maximum, rule.character) == (
        cause,
        part,
        maximum,
        character,
    )
    assert rule


@pytest.mark.parametrize("check", [names.member, names.job_name, names.sms_class])
def test_words(check: names.Check) -> None:
    assert [check(name) for name in ("A", "$SC#1", "ZWECSVSM")] == ["", "", ""]
    assert all(check(name) for name in ("", "1A", "ZWECSVSM1", "A-B", "A.B", "ab", "A B", "Á"))


def test_volsers() -> None:
    assert [names.volser(name) for name in ("A", "012345", "VOL-1", "$#@")] == [""] * 4
    assert all(names.volser(name) for name in ("", "VOLUME1", "vol001", "A B", "A.B", "1E+5"))


@given(st.text(alphabet="AZ09$#@-.ab ", max_size=50))
def test_whatever_is_valid_as_cluster_has_valid_components(name: str) -> None:
    if not names.cluster(name):
        assert names.data_set(name + ".INDEX") == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A.B", ("A.B", None)),
        ("A.B(M)", ("A.B", "M")),
        ("A.B()", ("A.B", "")),
        ("A.B(+1)", ("A.B", "+1")),
        ("(M)", ("", "M")),
        ("", ("", None)),
        ("A.B(M", None),
        ("A.B)M(", None),
        ("A.B(M)C", None),
        ("A.B(M(N))", None),
    ],
)
def test_a_place_is_a_data_set_or_a_member(text: str, place: tuple[str, str | None] | None) -> None:
    assert names.place(text) == place
    expected = place if place and place[1] is not None else None
    assert names.place_of_member(text) == expected


@pytest.mark.parametrize(
    "name", ["A", "$SC#1", "ZWECSVSM", "", "1A", "ZWECSVSM1", "A-B", "ab", "Á"]
)
def test_what_is_a_name_is_one_for_jobs_and_members(name: str) -> None:
    assert names.is_name(name) is (not names.member(name))
    assert names.is_name(name) is (not names.job_name(name))
