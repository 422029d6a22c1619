"""The report on many systems: from JSON objects to rows, a page and a table."""

from __future__ import annotations

import csv
import io
import json
import time
from typing import Any

import pytest

from tests.fuzz.harness import bounded
from tests.report.pages import Page
from zwe_vsam.messages import message
from zwe_vsam.report.pages import fleet
from zwe_vsam.report.pages.state import State, Tone, of
from zwe_vsam.report.result import (
    ClusterResult,
    JobResult,
    MemberResult,
    Removal,
    Result,
    as_dict,
)

EVIL = "</script><img src=x onerror=alert(1)>\x1b[2J\x00\u202e\ud800 '\"&"
NOW = "2026-11-28T05:12:33+00:00"


def result(command: str = "verify", *ids: str, **fields: Any) -> dict[str, Any]:
    """The JSON object of a run with these errors."""
    made = Result(command)
    made.ended = time.time()
    for name, value in fields.items():
        setattr(made, name, value)
    for id_ in ids:
        made.record(message(id_, cluster="A.B", job="ZWECSVSM(JOB00001)", ending="with code 12",
                            reason="x", member="M", folder="f", name="A.B", error="x",
                            quoted="x"))  # fmt: skip
    return as_dict(made)


def cluster(exists: bool | None) -> ClusterResult:
    made = ClusterResult("A.B.CACHE", "NONRLS", "VOL123", None)
    made.exists = exists
    return made


def job(outcome: str = "completed", code: int | None = 0) -> JobResult:
    return JobResult("JOB00001", "ZWECSVSM", "IBMUSER", outcome, code)


def rows(*verdicts: str) -> list[dict[str, Any]]:
    return [
        {"attribute": "key length", "expected": "64", "found": "128", "verdict": verdict,
         "effect": None, "remedy": None}
        for verdict in verdicts
    ]  # fmt: skip


CASES = [
    (State.FAILED, result("init", "ZWEL0163E", job=job("completed", 12), changed=True)),
    (State.FAILED, result("verify", "ZWV8010E")),
    (State.FAILED, result("init", "ZWV1002E")),
    (State.NOT_KNOWN, result("init", "ZWV1002E", changed=True)),
    (State.NOT_KNOWN, result("init", "ZWEL0162E", changed=True, job=job("active", None))),
    (State.MISSING, result("verify", "ZWV5002E", cluster=cluster(False))),
    (State.DIFFERENT, result("verify", "ZWV5001E", cluster=cluster(True))),
    (State.RUNNING, result("init", changed=True, job=job("queued", None))),
    (
        State.MEMBER_WRITTEN,
        result("init", changed=True, member=MemberResult("A", "B", True)),
    ),
    (State.CREATED, result("init", changed=True, job=job(), cluster=cluster(True))),
    (
        State.REPLACED,
        result("init", changed=True, job=job(), cluster=cluster(True), removal=Removal()),
    ),
    (State.CHANGED, result("init", changed=True, job=job(), cluster=cluster(None))),
    (State.REMOVED, result("remove", changed=True, job=job(), cluster=cluster(False))),
    (State.CHANGED, result("remove", changed=True, job=job(), cluster=cluster(None))),
    (State.WOULD_CHANGE, result("init", cluster=cluster(False)) | {"plan": [{}]}),
    (State.ABSENT, result("init", cluster=cluster(False))),
    (
        State.AS_DESCRIBED,
        result("verify", cluster=cluster(True)) | {"comparison": rows("same")},
    ),
    (State.NO_ERRORS, result("check")),
    (State.JOB_ENDED, result("job", job=job())),
    (State.UNCHANGED, result("init")),
]


@pytest.mark.parametrize(("state", "given"), CASES)
def test_state(state: State, given: dict[str, Any]) -> None:
    assert of(given) is state
    assert fleet.row("sysa", json.dumps(given)).state is state


def test_every_state_but_that_of_no_result_has_its_case() -> None:
    assert {state for state, _ in CASES} | {State.NO_RESULT} == set(State)


@pytest.mark.parametrize(
    "text",
    ["", " \n", "{", "[]", "3", "null", '"x"', "{}", '{"schema": 3}', "\x00",
     '{"schema": "zwe-vsam/config/1"}', '{"schema": "zwe-vsam/result/2"}', "[" * 100_000,
     "<html>", '{"schema": null}'],
)  # fmt: skip
def test_what_is_no_result_is_the_first_row(text: str) -> None:
    row = fleet.row("sysb", text)
    assert row.state is State.NO_RESULT
    assert row.message
    good = fleet.row("sysa", json.dumps(result()))
    assert fleet.ordered([good, row]) == [row, good]


@pytest.mark.parametrize("key", sorted(result()))
@pytest.mark.parametrize("value", [None, 3, "x", [], {}, [3], {"a": 3}, [None], True])
def test_a_value_of_another_kind_is_a_row(key: str, value: object) -> None:
    given = result("verify", "ZWV5001E", cluster=cluster(True), job=job()) | {key: value}
    fleet.page([fleet.row("sysa", json.dumps(given))], "t", NOW)


@pytest.mark.parametrize("part", ["messages", "comparison"])
@pytest.mark.parametrize("item", [{}, {"severity": "info"}, {"verdict": "same"}, 3, None])
def test_a_part_of_another_form_is_no_result(part: str, item: object) -> None:
    row = fleet.row("sysa", json.dumps(result() | {part: [item]}))
    assert row.state is State.NO_RESULT
    fleet.page([row], "t", NOW)


def test_trouble_first_then_warnings() -> None:
    good = result("verify", cluster=cluster(True)) | {"comparison": rows("same")}
    warned = result("verify", "ZWV5014W", cluster=cluster(True)) | {"comparison": rows("same")}
    missing = result("verify", "ZWV5002E", cluster=cluster(False))
    given = {"a": good, "d": warned, "c": missing, "b": good}
    made = [fleet.row(name, json.dumps(each)) for name, each in given.items()]
    assert [row.name for row in fleet.ordered(made)] == ["c", "d", "a", "b"]
    tones = [state.tone for state in State]
    assert max(tones.index(tone) for tone in (Tone.BAD, Tone.OPEN)) < tones.index(Tone.CHANGED)


def test_differences_job_time_and_message() -> None:
    given = result("verify", "ZWV5001E", cluster=cluster(True), job=job("abend", None))
    given["comparison"] = rows("different", "same")
    given["job"]["abend"] = "S806"
    row = fleet.row("sysa", json.dumps(given | {"started": NOW}))
    assert row.differences == ("key length: expected 64, found 128",)
    assert row.job == "ZWECSVSM(JOB00001): abend S806"
    assert row.time == "2026-11-28 05:12:33 +00:00"
    assert row.message.startswith("ZWV5001E: A.B")


def test_several_runs_of_one_system_are_one_row() -> None:
    """The last run says in which state the system is; an earlier one had the job."""
    created = result("init", cluster=cluster(True), job=job("completed", 0))
    verified = result("verify", cluster=cluster(True)) | {"comparison": rows("same")}
    alone = fleet.row("sysa", json.dumps(verified))
    row = fleet.row("sysa", json.dumps([created, verified]))
    assert (alone.job, row.job) == ("", "ZWECSVSM(JOB00001): completed, code 0")
    assert row._replace(job="") == alone
    failed = result("init", "ZWEL0163E", job=job("completed", 12))
    assert fleet.row("sysa", json.dumps([verified, failed])).state is State.FAILED


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("item", [3, None, {}, [], {"schema": "zwe-vsam/config/1"}])
def test_a_list_with_something_else_is_no_result(place: int, item: object) -> None:
    results: list[object] = [result("verify", cluster=cluster(True))]
    results.insert(place, item)
    assert fleet.row("sysa", json.dumps(results)).state is State.NO_RESULT


def test_another_number_of_the_form_and_rows_without_a_cluster() -> None:
    given = result("verify", "ZWV5002E", cluster=cluster(False))
    given |= {"schema": "zwe-vsam/result/3", "new": 1, "comparison": rows("different")}
    given["comparison"][0]["found"] = None
    row = fleet.row("sysa", json.dumps(given))
    assert row.differences == ("key length: expected 64, found nothing",)
    assert "nothing" in Page(fleet.page([row], "t", NOW)).text


def evil() -> dict[str, Any]:
    given = result("verify", "ZWV5001E", cluster=cluster(True), job=job())
    given["messages"][0] |= {
        "text": EVIL, "details": [EVIL, "x" * 32_760], "remedy": EVIL, "meaning": EVIL,
        "file": EVIL, "line": 3,
    }  # fmt: skip
    given["comparison"] = [
        row | {"attribute": EVIL, "expected": EVIL, "found": EVIL, "effect": EVIL, "remedy": EVIL}
        for row in rows("different")
    ]
    given["cluster"]["name"] = given["job"]["name"] = EVIL
    given["system"] = {"kind": "zosmf", "host": EVIL, "profile": EVIL, "user": EVIL}
    return given


def test_nothing_of_a_result_is_markup() -> None:
    data = fleet.page([fleet.row(EVIL, json.dumps(evil())), fleet.row("b", "")], EVIL, NOW)
    page = Page(data)
    page.require_safe()
    assert "<img src=x onerror=alert(1)>\\x1b[2J\\x00\\u202e\\ud800 '\"&" in page.text
    assert not [c for c in page.text if not c.isprintable() and c != "\n"]


def test_the_page_is_ascii_and_hides_what_is_assigned_to_a_password() -> None:
    given = result("init", "ZWEL0163E")
    given["messages"][0]["details"] = ["//A JOB PASSWORD=(GEHEIM,NEU),MSGCLASS=\u00e4"]
    row = fleet.row("sys\u00e4", json.dumps(given))
    data = fleet.page([row], "t", NOW)
    assert data.isascii()
    assert "PASSWORD=****,MSGCLASS=\u00e4" in Page(data).text
    assert b"GEHEIM" not in data + fleet.table([row])
    assert "sys\u00e4" in fleet.table([row]).decode()


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@A1", '=HYPERLINK("x")', "\t=1", "\r=1"])
def test_no_cell_is_a_formula(name: str) -> None:
    table = fleet.table([fleet.row(name, "")]).decode()
    (_, cells) = csv.reader(io.StringIO(table))
    assert not cells[0].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_table_has_the_rows_of_the_page() -> None:
    given = [fleet.row("b", json.dumps(result())), fleet.row("a\nx", json.dumps(evil()))]
    data = fleet.table(given)
    assert data.startswith(fleet.CSV_BEGINS + b"\r\n")
    head, *cells = csv.reader(io.StringIO(data.decode(), newline=""))
    assert [row[0] for row in cells] == ["a\\nx", "b"]
    assert all(len(row) == len(head) == 10 for row in cells)
    assert not [c for row in cells for cell in row for c in cell if not c.isprintable()]


def test_one_system_has_no_filter_and_all_its_attributes() -> None:
    given = result("verify", cluster=cluster(True)) | {"comparison": rows("same", "note")}
    one = Page(fleet.page([fleet.row("sysa", json.dumps(given))], "t", NOW))
    one.require_safe()
    assert (one.scripts, one.text.count("key length")) == ([], 2)
    row = fleet.row("sysa", json.dumps(given))
    two = Page(fleet.page([row, row._replace(name="sysb")], "t", NOW))
    two.require_safe()
    assert (len(two.scripts), two.text.count("key length")) == (1, 0)


def test_200_systems_come_to_an_end() -> None:
    text = json.dumps(evil())
    given = [fleet.row(f"sys{n:03}", text if n % 3 else "") for n in range(200)]
    with bounded("200 systems"):
        data = fleet.page(given, "t", NOW)
        assert len(fleet.table(given).splitlines()) == 201
    page = Page(data)
    page.require_safe()
    assert page.text.count("sys") >= 200
