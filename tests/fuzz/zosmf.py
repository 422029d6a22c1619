"""Any answers of a z/OSMF server to each verb: right, or an error that says what is wrong."""

from __future__ import annotations

import contextlib
import gzip
import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.conftest import JCLLIB
from tests.fuzz import wire
from tests.fuzz.harness import Kind
from tests.fuzz.strategies import hostile, listings
from tests.fuzz.wire import SECRETS, Socket, Wire
from tests.zos.test_listcat import KSDS
from tests.zosmf_front import Answer, Asked
from zwe_vsam.diagnosis.waiting import waiting
from zwe_vsam.errors import SubmitFailed, TargetError
from zwe_vsam.model import Ending, JobId, JobState, Member, Phase
from zwe_vsam.targets.zosmf.target import ZosmfTarget
from zwe_vsam.workflow.outcome import name_of, received
from zwe_vsam.zos import job_id

MEMBER = Member(JCLLIB, "ZWECSVSM")
TEXT = "//ZWECSVSM JOB\n//NOTHING  EXEC PGM=IEFBR14\n"
NAME = "ZWE.CACHE.VSAM"
JOB = JobId("JOB00042", "ZWECSVSM", "IBMUSER")
VERBS: dict[str, Callable[[ZosmfTarget], Any]] = {
    "exists": lambda target: target.exists(MEMBER),
    "read": lambda target: target.read(MEMBER),
    "write": lambda target: target.write(MEMBER, TEXT, "0" * 16),
    "write anew": lambda target: target.write(MEMBER, TEXT, ""),
    "entry": lambda target: target.entry(NAME),
    "submit": lambda target: target.submit(MEMBER),
    "job_status": lambda target: target.job_status(JOB),
    "find_job": lambda target: target.find_job(JOB.id),
    "cancel": lambda target: target.cancel(JOB),
    "find_jobs": lambda target: target.find_jobs(JOB.name, 0.0),
    "spool": lambda target: target.spool(JOB),
}


# What must hold


def _called(verb: str, target: ZosmfTarget, seen: Wire) -> None:
    """A result that the answers bear out, or an error with its id, remedy, and no secret."""
    told: list[str] = []
    target.trace(told.append)
    target.on_warning(lambda warning: told.append(warning.text))
    try:
        found = VERBS[verb](target)
    except TargetError as error:
        message = error.message
        assert message.text
        told += [message.text, message.remedy, *message.details]
        assert message.remedy or message.exit_code != 233, message
        if isinstance(error, SubmitFailed):
            # Only where it was certainly refused, or not sent at all.
            refused = [a.status for q, a in seen.pairs() if wire.is_submission(q)]
            assert all(300 <= status < 500 for status in refused), (message, refused)
    else:
        _right(verb, found, seen)
        if verb == "submit":
            _followed(found, target)
    assert not any(secret in line for secret in SECRETS for line in told), told
    assert seen.submissions <= (verb == "submit")
    writes = [q for q in seen.asked if q.method != "GET" and "/restfiles/ds/" in q.path]
    assert len(writes) <= verb.startswith("write")
    cancels = [q for q in seen.asked if q.method != "GET" and "/restjobs/jobs/" in q.path]
    assert len(cancels) <= (verb == "cancel")


def _followed(job: JobId, target: ZosmfTarget) -> None:
    """A job of whatever name and id can be looked at."""
    assert target.output_hint(job)
    for look in (target.job_status, target.spool):
        with contextlib.suppress(TargetError):
            look(job)


def _right(verb: str, found: Any, seen: Wire) -> None:
    """What a verb returned is what the server said."""
    good = [a for a in seen.answered if 200 <= a.status < 300]
    if verb == "exists":
        assert not found or any(b"ZWECSVSM" in a.body for a in good)
    elif verb == "read":
        assert good
        assert all(line.isprintable() for line in found.text.split("\n"))
        assert not found.text or found.text.endswith("\n")
    elif verb.startswith("write"):
        assert re.fullmatch("[0-9a-f]{16}", found)
        assert good
    elif verb == "entry":
        said = [text for one in seen.said() for text in _texts(one)]
        if found is None:
            assert any(f"IDC3012I ENTRY {NAME} NOT FOUND" in text for text in said), said
        else:
            assert found.name == NAME
            assert any(type(one.get("rc")) is int and one["rc"] == 0 for one in seen.said())
    elif verb == "submit":
        assert found.name == "ZWECSVSM"
        assert any(one.get("jobname", "").strip() == found.name for one in _jobs(seen))
    elif verb == "spool":
        assert all(isinstance(text, str) for file in found for text in file)
        assert all(f.text in ("",) or f.text.endswith("\n") for f in found)
    elif verb == "cancel":
        assert found is None
        last = seen.answered[-1]
        assert 200 <= last.status < 300
        assert not last.body.strip() or str(next(seen.said()).get("status", 0)) == "0"
    else:
        for state in found if isinstance(found, list) else filter(None, [found]):
            _state(state, seen)
            assert job_id.same(state.job.id, JOB.id) or verb == "find_jobs"
            assert state.job.name == JOB.name or verb == "find_job"


def _state(state: JobState, seen: Wire) -> None:
    """A code only where there was one; every state can be told."""
    assert (state.phase is Phase.ENDED) == (state.ending is not None)
    if state.code is not None:
        assert state.ending is Ending.COMPLETED
        codes = [str(one.get("retcode")).strip().upper() for one in _jobs(seen)]
        assert any(
            re.fullmatch("CC [0-9]{1,4}", code) and int(code[3:]) == state.code for code in codes
        ), (state, codes)
    assert received(state) != ""
    assert name_of(state)
    waiting(state)


def _jobs(seen: Wire) -> list[dict[str, Any]]:
    return [one for one in seen.said() if isinstance(one.get("jobname"), str)]


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def verb(folder: Path, case: tuple[str, list[Answer]]) -> None:
    """One verb, below HTTP; each answer once, the last one on and on."""
    name, answers = case

    def spoil(number: int, _asked: Asked) -> Answer:
        return answers[min(number, len(answers) - 1)]

    seen = Wire(folder / "none", spoil)
    with wire.below_http(seen) as target:
        _called(name, target, seen)


# Any answer

_STATUS = st.sampled_from(
    [200, 200, 200, 200, 201, 204, 206, 301, 302, 400, 401, 403, 404, 405, 412, 429, 500, 501, 502,
     503, 504]
) | st.integers(200, 999)  # fmt: skip
_HEADERS = st.lists(
    st.tuples(
        st.sampled_from(["Content-Type", "Content-Type", "ETag", "Location", "Content-Encoding",
                         "Content-Length", "Set-Cookie", "Retry-After", "X-IBM-Txid", "\xe9"]),
        st.sampled_from(
            ["application/json", "text/html", "text/plain; charset=IBM-1047", "text/plain; charset",
             "text/plain; charset=utf-7", "text/plain; charset=idna", "text/plain; charset=hex",
             "text/plain; charset=unicode_escape", "text/plain; charset=\x00", "gzip", "deflate",
             "gzip, gzip", "identity", "http://127.0.0.1:1/zosmf", "//x", "file:///etc/passwd", "0",
             "5", "-1", '"e"', "W/", f"LtpaToken2={wire.PASSWORD}", ""]
        )
        | st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=10),
    ),
    max_size=3,
).map(tuple)  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 9)
    | st.sampled_from([10**30, 1e400, float("nan"), "CC 0000", "OUTPUT", "\ud800", "..", JOB.id,
                       *SECRETS])
    | hostile
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["items", "member", "rc", "output", "message", "details", "jobid",
                             "jobname", "owner", "status", "retcode", "id", "ddname", "dsname"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)  # fmt: skip
_BODIES = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    VALUES.map(lambda value: json.dumps(value).encode()),
    VALUES.map(lambda value: gzip.compress(json.dumps(value).encode())),
    st.lists(st.binary(max_size=20)).map(
        lambda found: b"".join(len(one).to_bytes(4, "big") + one for one in found)
    ),
    st.sampled_from([
        b"", b"\n", b"<html>", b"[" * 5000, b"{" * 5000, b'{"a":' * 2000, b"9" * 5000, b"\xff\xfe",
        json.dumps({"rc": 0}).encode("utf-16"), b"\xef\xbb\xbf[]", b"[1e999]", b"\xff\xff\xff\xff",
        zlib.compress(b"[]"), gzip.compress(b"\0" * (1 << 20)), TEXT.encode(), b"NaN",
    ]),
)  # fmt: skip
_ANSWERS = st.lists(st.builds(Answer, _STATUS, _BODIES, _HEADERS), min_size=1, max_size=5)


# Job documents


def document(value: object, status: int = 200) -> Answer:
    """An answer that is JSON."""
    return Answer(status, json.dumps(value).encode())


_DOCUMENT: dict[str, object] = {
    "jobid": JOB.id, "jobname": JOB.name, "owner": JOB.owner, "status": "OUTPUT", "type": "JOB",
    "retcode": "CC 0000", "phase": 20, "phase-name": "Job is on the hard copy queue",
    "exec-submitted": "2025-11-05T13:52:21.290Z", "job-correlator": "J0000042SVSCJES2:",
}  # fmt: skip
_TIMES = ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "0001-01-01",
          "1969-12-31", "9999-12-31T23:59:59Z", "20250101", "2025-W01-1",
          "1970-01-01T00:00:00+23:59"]  # fmt: skip
_NAMES = ["JOB00043", "J0000042", "JOB42", "..", ".", "/", "?", "#", "%2F", "\ud800", "ZWECSVS",
          "JOB\n00042", "ZWECSVSM ", "()", "A/../B"]  # fmt: skip
_ENDINGS = ["CC 0000", "cc 0000 ", "CC 00000", "CC \uff10", "CC -1", "CC 0012", "ABEND", "CC",
            "ABEND S806", "ABEND U9999", "JCL ERROR", "ABEND ?"]  # fmt: skip
_ODD: dict[str, list[str]] = {
    "jobid": _NAMES, "jobname": _NAMES, "owner": ["", "OTHER", "\ud800"], "retcode": _ENDINGS,
    "status": ["ACTIVE", "INPUT", "HELD", "output", "\ud800"], "exec-submitted": _TIMES,
}  # fmt: skip
_FIELD = st.sampled_from([None, "", " ", "\ud800", "..", 0, 42, True, [], {}]) | hostile


@st.composite
def _documents(draw: st.DrawFn) -> dict[str, object]:
    changed = dict(_DOCUMENT)
    for name in draw(st.lists(st.sampled_from([*_DOCUMENT, "reason-not-running"]), max_size=3)):
        odd = name in _ODD and draw(st.integers(0, 3))
        changed[name] = draw(st.sampled_from(_ODD[name]) if odd else _FIELD)
    for name in draw(st.lists(st.sampled_from(list(_DOCUMENT)), max_size=1)):
        changed.pop(name, None)
    return changed


@st.composite
def _job_answers(draw: st.DrawFn) -> tuple[str, list[Answer]]:
    name = draw(
        st.sampled_from(["job_status", "job_status", "find_job", "find_jobs", "cancel", "submit"])
    )
    found: list[Answer] = []
    for _ in range(draw(st.integers(1, 3))):
        one: object = draw(_documents())
        if name in ("find_job", "find_jobs") or (name == "submit" and found):
            one = [one, *draw(st.lists(_documents() | VALUES, max_size=2))]
        found.append(document(one, draw(st.sampled_from([200, 200, 200, 201, 400, 500]))))
    if name == "cancel":
        status, said = draw(st.sampled_from([0, 1, "1", "4"])), draw(st.sampled_from(SECRETS))
        active = document({**_DOCUMENT, "retcode": None, "status": "ACTIVE"})
        found = [active, document({"status": status, "message": said, "details": [said]}), *found]
    if name == "submit":
        found.insert(0, Answer(200, TEXT.encode(), (("Content-Type", "text/plain"),)))
        # The first form of a member that is asked for is not this one.
        found.insert(0, Answer(400))
    return name, found


# Lists of spool data sets, and their records

_FILE: dict[str, object] = {
    "id": 2, "ddname": "JESMSGLG", "stepname": "JES2", "record-count": 3, "byte-count": 40,
}  # fmt: skip


@st.composite
def _spool_answers(draw: st.DrawFn) -> tuple[str, list[Answer]]:
    listed = []
    for _ in range(draw(st.integers(0, 4))):
        one = dict(_FILE)
        for name in draw(st.lists(st.sampled_from(list(_FILE)), max_size=2)):
            one[name] = draw(st.integers(-3, 10**12) | _FIELD)
        listed.append(one)
    records = draw(st.lists(st.builds(Answer, _STATUS, _BODIES, _HEADERS), min_size=1, max_size=3))
    return "spool", [document(listed), *records]


# Answers of IDCAMS

_ABSENT = (
    f"0IDC3012I ENTRY {NAME} NOT FOUND\n IDC3009I ** VSAM CATALOG RETURN CODE IS 8 - REASON CODE IS"
    " IGG0CLEG-42\n IDC1566I ** X NOT LISTED\n0IDC0002I IDCAMS PROCESSING COMPLETE. MAXIMUM "
    "CONDITION CODE WAS 4"
)
_CODES = st.sampled_from([0, 0, 4, 8, 12, -1, True, False, 0.0, 4.0, None, "0", "4", [0], {}])


@st.composite
def _ams_answers(draw: st.DrawFn) -> tuple[str, list[Answer]]:
    lines: list[Any] = draw(
        listings(KSDS, _ABSENT)
        | st.sampled_from([KSDS, _ABSENT, _ABSENT.replace(NAME, f"{NAME}.DATA"),
                           _ABSENT.replace(NAME, f"X.{NAME}"), f"{_ABSENT}\n{KSDS}"])
    ).split("\n")  # fmt: skip
    if draw(st.booleans()):
        lines.insert(draw(st.integers(0, 2)), draw(VALUES))
    if draw(st.booleans()):
        one = {"rc": draw(_CODES), "output": lines, "JSONversion": 1}
        return "entry", [document(one)]
    one = {"rc": draw(_CODES), "category": 6, "message": draw(hostile), "details": lines}
    return "entry", [document(one, draw(st.sampled_from([500, 500, 400, 404, 501, 200])))]


# Over a real connection


def connected(folder: Path, case: tuple[str, list[Callable[[bytes], bytes]]]) -> None:
    """One verb over TCP, read by http.client: right answers, spoiled as bytes."""
    name, changes = case
    sent = 0

    def spoil(whole: bytes) -> bytes:
        nonlocal sent
        sent += 1
        return changes[min(sent, len(changes)) - 1](whole)

    seen = Wire(wire.box(folder), lambda _, asked: asked.real())
    if name in ("submit", "read", "exists"):
        seen.system.write(*MEMBER, TEXT)
    with Socket(seen, spoil) as server, server.client() as target:
        try:
            VERBS[name](target)
        except TargetError as error:
            if isinstance(error, SubmitFailed):
                assert not seen.system.jobs(), error.message
            assert error.message.text
    assert seen.submissions <= (name == "submit")
    assert len(seen.system.jobs()) <= 1


@st.composite
def _bytes(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Cut, doubled, or with something else in one place of its head or body."""
    at = draw(st.integers(0, 400))
    end = at + draw(st.integers(0, 20))
    piece = draw(
        st.sampled_from([b"", b"\r\n", b"\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", b"\0", b" ",
                         b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b":",
                         b"Content-Length: 3\r\n", b"Content-Length: 99999999999\r\n", b"ffffffff",
                         b"Content-Length: -5\r\nContent-Length: x\r\n", b"X: " + b"x" * 70000,
                         b"X: y\r\n" * 120, b"HTTP/0.9 200\r\n", b"HTTP/1.1 200000 Y\r\n", b"\xff"])
        | st.binary(max_size=10)
    )  # fmt: skip
    line = draw(st.integers(0, 6))

    def spliced(whole: bytes) -> bytes:
        return whole[:at] + piece + whole[end:]

    def added(whole: bytes) -> bytes:
        lines = whole.split(b"\r\n")
        return b"\r\n".join([*lines[:line], piece.removesuffix(b"\r\n"), *lines[line:]])

    return draw(
        st.sampled_from(
            [spliced, added, lambda whole: whole[:at], lambda whole: whole, lambda _: piece]
        )
    )


KINDS = (
    Kind("z/OSMF: any answer", st.tuples(st.sampled_from(list(VERBS)), _ANSWERS), verb, 150, 6),
    Kind("z/OSMF: job documents", _job_answers(), verb, 80, 4),
    Kind("z/OSMF: spool lists and records", _spool_answers(), verb, 50, 3),
    Kind("z/OSMF: answers of IDCAMS", _ams_answers(), verb, 80, 4),
    Kind(
        "z/OSMF: any bytes over a connection",
        st.tuples(
            st.sampled_from(
                ["exists", "read", "entry", "submit", "find_job", "find_jobs", "spool"]
            ),
            st.lists(_bytes(), min_size=1, max_size=3),
        ),
        connected,
        30,
        1,
    ),
)
