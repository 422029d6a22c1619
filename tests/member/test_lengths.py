"""Key and record length of zowe.yaml in a template that has its own."""

from __future__ import annotations

import re

import pytest

from tests.member.samples import BRACE, HASH, Wanted
from zwe_vsam.errors import Problem
from zwe_vsam.member import renderer, templates

MEMBERS = pytest.mark.parametrize("member", [HASH, BRACE], ids=["hash", "brace"])


def rendered(member: str, key: int | None = None, record: int | None = None) -> str:
    want = Wanted(key_length=key, record_length=record)
    return templates.render(renderer.load(member, "MEMBER"), want.settings)


@MEMBERS
@pytest.mark.parametrize(
    ("old", "key", "record", "new"),
    [
        ("RECSZ(4096 4096)", None, 8192, "RECSZ(8192 8192)"),
        ("RECSZ(80 4096)", None, 8192, "RECSZ(80 8192)"),
        ("RECSZ(80 4096)", 10, 79, "RECSZ(79 79)"),
        ("RECSZ(80 4096)", 10, 80, "RECSZ(80 80)"),
        ("RECSZ(4000 4096)", None, 3999, "RECSZ(3999 3999)"),
        ("RECORDSIZE(80,4096)", None, 32761, "RECORDSIZE(80,32761)"),
        ("RECSZ  ( 80   4096 )", None, 200, "RECSZ  ( 80   200 )"),
        ("RECSZ(80 /* 4096 */ 4096)", None, 200, "RECSZ(80 /* 4096 */ 200)"),
        ("RECSZ(80 -\n  4096)", None, 200, "RECSZ(80 -\n  200)"),
        ("RECSZ(X'50' X'1000')", None, 200, "RECSZ(X'50' 200)"),
        ("RECSZ(X'1000' 4096)", None, 200, "RECSZ(200 200)"),
        ("RECSZ(4096 4096)", 64, None, "RECSZ(4096 4096)"),
    ],
)
def test_record_length(
    member: str, old: str, key: int | None, record: int | None, new: str
) -> None:
    text = rendered(member.replace("RECSZ(4096 4096)", old), key, record)
    assert f"  {new} -\n" in text


@MEMBERS
@pytest.mark.parametrize(
    ("old", "key", "new"),
    [
        ("KEYS(128 0)", 64, "KEYS(64 0)"),
        ("KEYS(128 0)", 255, "KEYS(255 0)"),
        ("KEY(128,0)", 64, "KEY(64,0)"),
        ("KEYS ( 128 0 )", 9, "KEYS ( 9 0 )"),
        ("KEYS(X'80' 0)", 9, "KEYS(9 0)"),
        ("KEYS(128 0)", None, "KEYS(128 0)"),
    ],
)
def test_key_length(member: str, old: str, key: int | None, new: str) -> None:
    text = rendered(member.replace("KEYS(128 0)", old), key, 4096)
    assert f"  {new}) -\n" in text


@MEMBERS
def test_both_on_one_line_and_nothing_else_changes(member: str) -> None:
    one = member.replace("RECSZ(4096 4096) -", "RECSZ(80 4096) KEYS(128 0) -")
    one = one.replace("  UNIQUE -\n  KEYS(128 0)) -", "  UNIQUE) -")
    text = rendered(one, 1, 32761)
    assert "  RECSZ(80 32761) KEYS(1 0) -\n" in text
    assert text.replace("32761", "4096").replace("KEYS(1 ", "KEYS(128 ") == rendered(one)


@MEMBERS
def test_parameters_of_the_cluster_serve_for_the_data(member: str) -> None:
    member = member.replace("RECSZ(4096 4096) -", "FREESPACE(10 10) -")
    member = member.replace("INDEXED) -", "INDEXED RECSZ(4096 4096)) -")
    assert "  INDEXED RECSZ(200 200)) -\n" in rendered(member, None, 200)


@MEMBERS
@pytest.mark.parametrize(
    ("gone", "put", "key", "record", "keyword", "setting"),
    [
        ("RECSZ(4096 4096)", "SPEED", None, 4096, "RECORDSIZE", "RECORDLENGTH"),
        ("KEYS(128 0)", "SPEED", 128, None, "KEYS", "KEYLENGTH"),
        ("DEFINE CLUSTER", "DEFIN CLUSTER", 128, None, "DEFINE CLUSTER", "KEYLENGTH"),
        ("DEFINE CLUSTER", "DEFIN CLUSTER", None, 4096, "DEFINE CLUSTER", "RECORDLENGTH"),
    ],
)
def test_no_place_to_put_it(
    member: str,
    gone: str,
    put: str,
    key: int | None,
    record: int | None,
    keyword: str,
    setting: str,
) -> None:
    with pytest.raises(Problem) as caught:
        rendered(member.replace(gone, put), key, record)
    assert caught.value.id == "ZWV3030E"
    assert caught.value.message.text == (
        f"zowe.yaml sets zowe.environments.CACHING_STORAGE_VSAM_{setting}, but MEMBER has "
        f"no {keyword} for this value."
    )


@MEMBERS
def test_template_of_other_lengths_does_not_fit_the_service(member: str) -> None:
    """Unset, the service uses 128 and 4096: a template that says otherwise is refused."""
    with pytest.raises(Problem, match="ZWV3051E") as caught:
        rendered(re.sub(r"KEYS\(128", "KEYS(64", member))
    assert "key length: expected 128, found 64" in caught.value.details[0]


@MEMBERS
def test_a_longer_number_past_the_last_column_stops(member: str) -> None:
    full = "  RECSZ(80".ljust(66) + "128) -"
    member = member.replace("  RECSZ(4096 4096) -", full)
    assert len(full) == 72
    assert full.replace("128", "129") in rendered(member, None, 129)
    with pytest.raises(Problem) as caught:
        rendered(member, None, 1000)
    assert caught.value.id == "ZWV3040E"
    assert caught.value.reason == "in-stream data continues after column 72"
    assert caught.value.origin is not None
    assert caught.value.origin.column == 73
