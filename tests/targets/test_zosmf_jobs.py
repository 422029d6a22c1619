"""Job documents of z/OSMF, and of servers like it, in the words of the interface."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zwe_vsam.errors import UnclearAnswer
from zwe_vsam.model import Ending, JobState, Phase
from zwe_vsam.targets.zosmf import jobs, members
from zwe_vsam.targets.zosmf.failure import UnclearReply
from zwe_vsam.targets.zosmf.http import Answer
from zwe_vsam.targets.zosmf.jobs import correlator_of
from zwe_vsam.workflow.outcome import received


def state(**fields: object) -> JobState:
    base = {"jobid": "JOB00007", "jobname": "ZWECSVSM", "owner": "IBMUSER", "status": "OUTPUT"}
    return jobs.state(base | fields)


@pytest.mark.parametrize(
    ("retcode", "ending", "code", "abend"),
    [
        ("CC 0000", Ending.COMPLETED, 0, ""),
        ("CC 0012", Ending.COMPLETED, 12, ""),
        ("ABEND S806", Ending.ABEND, None, "S806"),
        ("ABEND SB37", Ending.ABEND, None, "SB37"),
        ("ABENDU4038", Ending.ABEND, None, "U4038"),
        ("ABEND U0016", Ending.ABEND, None, "U0016"),
        ("ABEND 806", Ending.ABEND, None, "S806"),
        ("ABEND", Ending.ABEND, None, "unknown"),
        ("CANCELED", Ending.CANCELLED, None, ""),
        ("CONV ABEND", Ending.CONVERTER_ABEND, None, ""),
        ("CONV ERROR", Ending.CONVERTER_ERROR, None, ""),
        ("JCL ERROR", Ending.JCL_ERROR, None, ""),
        ("SEC ERROR", Ending.SECURITY_ERROR, None, ""),
        ("SYS FAIL", Ending.SYSTEM_FAILURE, None, ""),
        ("SOMETHING NEW", Ending.COMPLETED, None, ""),
    ],
)
def test_return_codes(retcode: str, ending: Ending, code: int | None, abend: str) -> None:
    converted = state(retcode=retcode)
    assert (converted.phase, converted.ending, converted.code, converted.abend) == (
        Phase.ENDED,
        ending,
        code,
        abend,
    )


def test_done_without_a_code_is_not_the_end_at_once() -> None:
    """The code can come a moment later; whoever waits decides (tests/test_jobs.py)."""
    converted = state(retcode=None)
    assert (converted.phase, converted.lacks_code) == (Phase.ACTIVE, True)
    assert not state(retcode="CC 0000").lacks_code
    assert not state(status="ACTIVE", retcode=None).lacks_code


@pytest.mark.parametrize("name", ["$$$$$$@", "#", "@@@@@@@@", "ZWE$"])
def test_names_of_national_characters_only(name: str) -> None:
    """z/OS MVS JCL Reference, JOB statement, name field: the first may be $, # or @."""
    assert state(jobname=name).job.name == name


@pytest.mark.parametrize("name", ["????????", "********"])
def test_names_that_jes2_gives_to_bad_job_statements(name: str) -> None:
    with pytest.raises(UnclearAnswer) as raised:
        state(jobname=name)
    message = f"{raised.value.reason} {raised.value.remedy}"
    assert (
        f"Job JOB00007 has the name {name}, because JES2 could not read its JOB statement"
        in message
    )
    assert "SDSF" in message


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"jobname": ""}, "a job without a name or an id"),
        ({"jobid": None}, "a job without a name or an id"),
        ({"jobname": "../.."}, "with the name '../..', which is not valid"),
        ({"jobid": ".."}, "with the id '..', which is not valid"),
    ],
)
def test_names_that_are_none(fields: dict[str, object], message: str) -> None:
    with pytest.raises(UnclearAnswer) as raised:
        state(**fields)
    assert message in raised.value.reason


@pytest.mark.parametrize(
    ("fields", "phase", "waiting"),
    [
        ({"status": "INPUT"}, Phase.QUEUED, ""),
        ({"status": "INPUT", "reason-not-running": "Job is held"}, Phase.HELD, "Job is held"),
        ({"status": "INPUT", "reason-not-running": "CLASS LIMIT"}, Phase.QUEUED, "CLASS LIMIT"),
        ({"status": "ACTIVE"}, Phase.ACTIVE, ""),
        ({"status": "SETUP"}, Phase.QUEUED, "z/OSMF reports the status SETUP"),
    ],
)
def test_phases(fields: dict[str, object], phase: Phase, waiting: str) -> None:
    converted = state(**fields)
    assert (converted.phase, converted.waiting_for, converted.ending) == (phase, waiting, None)


@pytest.mark.parametrize("document", [None, [], "x", {}, {"jobid": "JOB1"}, {"jobid": 1}])
def test_documents_that_say_nothing(document: object) -> None:
    with pytest.raises(UnclearAnswer):
        jobs.state(document)


def test_a_status_that_is_not_known() -> None:
    with pytest.raises(UnclearAnswer, match="ZWV6253E"):
        state(status=None)


def test_times_are_utc() -> None:
    assert state(**{"exec-submitted": "2025-11-05T13:52:21.290Z"}).created == 1762350741.29
    assert state(**{"exec-submitted": "2025-11-05T13:52:21.290"}).created == 1762350741.29
    for odd in ("2024-03-07T00:04:07:000z", "", None, 5):
        assert state(**{"exec-submitted": odd}).created is None


@pytest.mark.parametrize(
    "odd",
    [
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "0001-01-01",
        "9999-12-31T23:59:59Z",
    ],
)
def test_times_that_no_clock_can_show(odd: str) -> None:
    assert received(state(**{"exec-submitted": odd})) is None


@pytest.mark.parametrize("name", ["", "..", ".", "A/B", "\ud800", "JOB\n1", "A B"])
@pytest.mark.parametrize("field", ["jobid", "jobname"])
def test_names_that_no_job_has(field: str, name: str) -> None:
    """They would stand in the paths of the next requests."""
    with pytest.raises(UnclearAnswer) as raised:
        state(**{field: name})
    assert raised.value.remedy


@pytest.mark.parametrize("retcode", ["CC \uff10", "CC 00000", "CC -1", "CC"])
def test_return_codes_that_are_none(retcode: str) -> None:
    assert state(retcode=retcode).code is None


@pytest.mark.parametrize("number", [True, None, "2", 2.0])
def test_numbers_of_spool_files_that_are_none(number: object) -> None:
    with pytest.raises(UnclearAnswer, match="ZWV6258E"):
        jobs.files([{"id": number, "ddname": "JESMSGLG"}])


def test_correlators() -> None:
    made = {jobs.new_correlator() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"[A-Z$#@][A-Z0-9$#@]{0,31}", each) for each in made)
    system = "J0000023SY1.....CC20F380......."
    assert correlator_of({"job-correlator": f"{system}:ABC"}) == "ABC"
    assert correlator_of({"job-correlator": f"{system}:"}) == ""
    for other in (None, "", "short", f"{system}ABC"):
        assert correlator_of({"job-correlator": other}) is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(("jobid", "jobname", "owner", "status", "retcode", "id", "x",
                         "exec-submitted", "reason-not-running", "job-correlator")),
        inner, max_size=6),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=60),
    st.sampled_from(
        ("", "text/plain; charset=UTF-8", "a/b; charset=x", "a/b; charset=\0", "a/b; charset=zip")
    ),
)
def test_any_body_is_read_or_refused(body: bytes, media: str) -> None:
    answer = Answer(200, {"Content-Type": media}, body)
    assert isinstance(answer.text, str)
    with contextlib.suppress(UnclearReply):
        answer.document()
    rows = members._unframed(body)
    assert rows is None or sum(map(len, rows)) + 4 * len(rows) == len(body)


@settings(max_examples=150, deadline=None)
@given(_JSON)
def test_any_document_is_read_or_refused(document: object) -> None:
    for read in (jobs.state, jobs.files, correlator_of):
        with contextlib.suppress(UnclearAnswer):
            read(document)
