"""Whole commands before a z/OSMF server whose answers are spoiled, or are errors that say much."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from tests.conftest import CLUSTER, MINIMAL
from tests.fuzz import screen, wire
from tests.fuzz.harness import Kind
from tests.fuzz.screen import Shown
from tests.fuzz.strategies import CONTROLS, PIECES, hostile
from tests.fuzz.wire import PRECIOUS, SECRETS, Wire
from tests.fuzz.zosmf import VALUES
from tests.zosmf_front import Answer, Asked

_C = ("-c", str(MINIMAL), "--timeout", "30")
COMMANDS: dict[tuple[str, ...], bool] = {
    ("init", *_C): False,
    ("init", *_C, "-vv"): False,
    ("init", *_C, "--generate"): False,
    ("init", *_C, "--exist-ok"): True,
    ("init", *_C, "--allow-overwrite", "--yes"): True,
    ("init", *_C, "--dry-run"): False,
    ("verify", "-c", str(MINIMAL), "-vv"): True,
    ("remove", *_C, "--yes"): True,
    ("remove", *_C, "--yes", "-vv"): True,
    ("job", "JOB00001", "--spool", "-vv"): True,
    ("job", "JOB00001", *_C): True,
    ("job", "JOB00001", "--cancel", "--yes"): True,
}
"""Command lines, and whether there is a cluster before."""


class Spoil(NamedTuple):
    """What becomes of one answer."""

    kind: str
    at: int = 0
    piece: object = b""
    status: int = 200
    count: int = 1
    """How many answers in a row."""

    def of(self, asked: Asked, before: list[Answer]) -> Answer:
        """The answer as it is sent."""
        if self.kind == "refused":
            return Answer(self.status, json.dumps(self.piece).encode())
        right = asked.real()
        if self.kind == "status":
            return right._replace(status=self.status)
        if self.kind == "headers":
            return right._replace(headers=())
        if self.kind == "other" and before:
            return before[self.at % len(before)]
        if self.kind == "error":
            return Answer(self.status, json.dumps(self.piece).encode())
        if self.kind == "json":
            return right._replace(body=_elsewhere(right.body, self.at, self.piece))
        at = self.at % (len(right.body) + 1)
        piece = self.piece if isinstance(self.piece, bytes) else b""
        rest = b"" if self.kind == "cut" else right.body[at + self.count :]
        return right._replace(body=right.body[:at] + piece + rest)


class Case(NamedTuple):
    """A command, how its job ends, and what is done to the answers."""

    command: tuple[str, ...]
    outcome: str
    spoils: dict[int, Spoil]
    """By the number of the request."""
    form: tuple[str, ...] = ()
    """Options for the output."""


def _elsewhere(body: bytes, at: int, value: object) -> bytes:
    """JSON with one of its values, at any depth, replaced."""
    try:
        whole = json.loads(body)
    except ValueError:
        return body
    places: list[tuple[dict[str, object] | list[object], str | int]] = []
    todo = [whole]
    while todo:
        one = todo.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one))
        for key in keys if isinstance(one, dict | list) else ():
            places.append((one, key))
            todo += [one[key]] if isinstance(one[key], dict | list) else []
    if not places:
        return json.dumps(value).encode()
    place, key = places[at % len(places)]
    place[key] = value  # type: ignore[index,call-overload]
    return json.dumps(whole).encode()


def run(folder: Path, case: Case) -> tuple[Shown, Wire]:
    """The command as a user runs it; what must hold whatever the server answers."""
    after_init = COMMANDS[case.command]
    box = wire.box(folder, case.outcome, after_init=after_init)

    def spoil(number: int, asked: Asked) -> Answer:
        for first, one in case.spoils.items():
            if first <= number < first + one.count:
                return one.of(asked, seen.answered)
        return asked.real()

    seen = Wire(box, spoil)
    jobs, attributes = len(seen.system.jobs()), seen.system.listcat(PRECIOUS)[1][1:]
    with wire.below_http(seen):
        shown = screen.call(*case.command, *case.form, "--target", "zosmf")
    assert seen.submissions <= 1 + ("--allow-overwrite" in case.command)
    assert len(seen.system.jobs()) - jobs <= seen.submissions
    if case.command[0] in ("verify", "job") or "--dry-run" in case.command:
        assert not seen.submissions
        assert not any(q.method != "GET" and "/restfiles/ds/" in q.path for q in seen.asked)
    assert seen.system.listcat(PRECIOUS)[1][1:] == attributes
    assert set(seen.system.clusters()) <= {CLUSTER, PRECIOUS}
    if shown.code:
        assert "Error ZW" in shown.err or "json" in case.form, shown
        # ZWEL0160E has its remedy in its text, which is Zowe's.
        remedy = '"remedy": "' if case.form else "Remedy: "
        assert remedy in shown.out + shown.err or shown.code == 160, shown
        assert "created successfully" not in shown.out, shown
        assert "storage is removed" not in shown.out, shown
    else:
        _true(case, shown, seen)
    return shown, seen


def _true(case: Case, shown: Shown, seen: Wire) -> None:
    """A success is one that the server said, and one that is there where its jobs work."""
    ended_well = any(
        isinstance(code := one.get("retcode"), str)
        and re.fullmatch("CC [0-9]{1,4}", code.strip().upper())
        and int(code.strip()[3:]) == 0
        for one in seen.said()
    )
    if "created successfully" in shown.out:
        assert ended_well, shown
        assert case.outcome or CLUSTER in seen.system.clusters(), shown
    if "is removed" in shown.out:
        assert ended_well, shown
        assert case.outcome or CLUSTER not in seen.system.clusters(), shown
    if "nothing to remove" in shown.out + shown.err:
        everything = b"\n".join(answer.body for answer in seen.answered)
        assert f"IDC3012I ENTRY {CLUSTER} NOT FOUND".encode() in everything, shown


def changed(folder: Path, case: Case) -> None:
    """Right answers with small changes."""
    run(folder, case)


def errors(folder: Path, case: Case) -> None:
    """Error documents that echo secrets and control characters: neither comes out."""
    shown, _ = run(folder, case)
    for secret in SECRETS:
        assert secret not in shown.out + shown.err, shown


# Strategies

_STATUS = st.sampled_from(
    [200, 201, 204, 301, 400, 401, 403, 404, 405, 412, 429, 500, 501, 503, 599]
)  # fmt: skip
_PIECES = st.sampled_from([piece.encode("utf-8") for piece in PIECES]) | st.binary(max_size=5)
_SMALL = st.one_of(
    st.builds(Spoil, st.just("bytes"), st.integers(0, 4000), _PIECES, count=st.integers(1, 3)),
    st.builds(Spoil, st.just("cut"), st.integers(0, 400), count=st.integers(1, 3)),
    st.builds(Spoil, st.just("json"), st.integers(0, 60), VALUES, count=st.integers(1, 3)),
    st.builds(Spoil, st.just("status"), status=_STATUS, count=st.integers(1, 3)),
    st.builds(Spoil, st.just("headers"), count=st.integers(1, 9)),
    st.builds(Spoil, st.just("other"), st.integers(0, 9), count=st.integers(1, 3)),
)
_LINES = st.lists(
    st.sampled_from([*CONTROLS, *SECRETS, "Authorization: Basic ", "IDC3012I ENTRY ", "\n", CLUSTER,
                     " NOT FOUND", "No job found for reference", "not cataloged", "not found in ",
                     "catalog", "\ud800", "{}", "{0}", "%s", "password="])
    | hostile,
    max_size=6,
).map("".join)  # fmt: skip
_SAID = st.fixed_dictionaries(
    {"message": _LINES, "details": st.lists(_LINES, max_size=3) | _LINES},
    optional={
        "category": st.integers(0, 20),
        "rc": st.integers(-1, 16),
        "reason": st.integers(0, 99),
        "status": st.sampled_from([0, 1, "1", "4"]),
        "stack": _LINES,
        "jobid": _LINES,
    },
)
_ERRORS = st.builds(
    Spoil, st.sampled_from(["error", "refused"]), piece=_SAID, status=_STATUS | st.just(500),
    count=st.sampled_from([1, 1, 2, 3, 99]),
)  # fmt: skip


def _cases(spoils: st.SearchStrategy[Spoil]) -> st.SearchStrategy[Case]:
    return st.builds(
        Case,
        st.sampled_from(list(COMMANDS)),
        st.sampled_from(["", "", wire.FAILING]),
        st.dictionaries(st.integers(0, 14), spoils, min_size=1, max_size=3),
        st.sampled_from([(), (), ("--output", "json")]),
    )


KINDS = (
    Kind("z/OSMF: small changes of right answers", _cases(_SMALL), changed, 40, 2),
    Kind("z/OSMF: error documents", _cases(_ERRORS), errors, 30, 2),
)
