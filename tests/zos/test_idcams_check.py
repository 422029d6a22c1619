"""What IDCAMS checks in a DEFINE CLUSTER beyond its syntax."""

from __future__ import annotations

import pytest

from zwe_vsam.zos import idcams
from zwe_vsam.zos.records import lines


def define(text: str) -> idcams.Define:
    (command,) = idcams.parse(lines(text))
    assert isinstance(command, idcams.Define), command
    return command


@pytest.mark.parametrize(
    ("text", "keyword", "reason"),
    [
        ("KEYS(128 3970) RECSZ(4096 4096) TRK(1) VOL(V)", "KEYS", "ends beyond"),
        ("KEYS(128 0) RECSZ(80 100) TRK(1) VOL(V)", "KEYS", "ends beyond"),
        ("RECSZ(200 100) TRK(1) VOL(V)", "RECORDSIZE", "above"),
        ("RECSZ(80 32762) TRK(1) VOL(V)", "RECORDSIZE", "does not fit"),
        ("RECSZ(80 4090) CISZ(4096) TRK(1) VOL(V)", "RECORDSIZE", "room for 4089"),
        ("TRK(1)", "VOLUMES", "required"),
        ("VOL(V)", "CLUSTER", "space"),
    ],
)
def test_what_is_inconsistent_beyond_the_syntax(text: str, keyword: str, reason: str) -> None:
    messages = idcams.check(define(f" DEF CL(NAME(A) {text})"))
    assert any(f"'{keyword}'" in m.text and reason in m.reason for m in messages), messages


@pytest.mark.parametrize(
    "text",
    [
        "KEYS(128 3968) RECSZ(4096 4096) TRK(1) VOL(V)",
        "RECSZ(80 32761) TRK(1) VOL(V)",
        "RECSZ(80 99999) SPANNED TRK(1) VOL(V)",
        "TRK(1) STORCLAS(S)",
        "DATACLAS(D)",
        "DATACLAS(D) RECSZ(20 20)",
        "NIXD RECSZ(20 20) TRK(1) VOL(V)",
    ],
)
def test_what_is_consistent(text: str) -> None:
    assert idcams.check(define(f" DEF CL(NAME(A) {text})")) == ()


def test_an_index_needs_an_indexed_cluster() -> None:
    (message,) = idcams.check(define(" DEF CL(NAME(A) LIN TRK(1) VOL(V)) INDEX(NAME(A.I))"))
    assert "'INDEX'" in message.text
