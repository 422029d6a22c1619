"""Anything in the output of a job: explained or not, quoted exactly, harmless on a terminal."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from tests.diagnosis.cases import CASES, JOB, NONRLS
from tests.fuzz import screen
from tests.fuzz.harness import Kind
from tests.fuzz.strategies import hostile, listings
from zwe_vsam.diagnosis.explain import explain
from zwe_vsam.diagnosis.spool import MAXIMUM_LINES, evidence, messages
from zwe_vsam.diagnosis.waiting import waiting
from zwe_vsam.model import Ending, JobState, Phase, SpoolFile
from zwe_vsam.report.output import on_one_line, printable

_SAMPLES = sorted({file.text for case in CASES.values() for file in case.spool})
_TOKENS = st.sampled_from(
    ["ICH408I USER(", "IDC3009I ** VSAM CATALOG RETURN CODE IS ", "$HASP110 ", "\n", "\n", "\x00",
     "10.15.31 JOB05407  ", "IEC161I 0", "ENTRY ", " NOT FOUND", "ZWECS151E ", "fileName=//'",
     "{cluster}", "{0}", "\x85", "   055  ", "ABEND=S913", "IDC3012I", "$HASP395 ", "²", "9" * 5000,
     "IEF142I A B - STEP WAS EXECUTED - COND CODE ", "0", "1", "-", "+"]
)  # fmt: skip
_TEXTS = st.one_of(
    listings(*_SAMPLES),
    st.lists(_TOKENS | hostile | st.text(max_size=30), max_size=20).map("".join),
)
_SPOOLS = st.lists(
    st.builds(
        SpoolFile,
        ddname=st.sampled_from(["JESMSGLG", "JESJCL", "JESYSMSG", "SYSPRINT", "SYSTSPRT", ""]),
        step=st.sampled_from(["", "ALLOC"]),
        text=_TEXTS,
    ),
    max_size=4,
)


def explained(_folder: Path, case: tuple[list[SpoolFile], Ending | None]) -> None:
    """Lines of the spool and no others, a screen of them at most; a cause with its remedy."""
    spool, ending = case
    state = JobState(JOB, Phase.ENDED, ending) if ending else None
    reason = explain(spool, state, NONRLS)
    everything = "\n".join(file.text for file in spool)
    assert all(line in everything for line in (*reason.lines, *reason.decisive))
    assert len(reason.lines) <= MAXIMUM_LINES
    if reason.explanation:
        assert reason.explanation.meaning
        assert reason.explanation.remedy
    list(messages(spool))
    lines = evidence(spool).lines
    assert lines or not any(line[1:].strip() for f in spool for line in f.text.split("\n"))


def waits(_folder: Path, text: str) -> None:
    """Why a job waits, in the system's words."""
    waiting(JobState(JOB, Phase.QUEUED, waiting_for=text))
    waiting(JobState(JOB, Phase.HELD, waiting_for=text))


def shown(folder: Path, text: str) -> None:
    """``job --explain``: on a terminal, and as JSON."""
    path = screen.write(folder / "spool.txt", text)
    screen.call("job", "--explain", path, "-vv")
    found = screen.call("job", "--explain", path, "--output", "json")
    assert found.out.isascii()


def made_printable(_folder: Path, text: str) -> None:
    """No control character but the newline, and the same again."""
    assert printable(text).replace("\n", "").isprintable()
    assert on_one_line(text).isprintable()
    assert printable(printable(text)) == printable(text)


KINDS = (
    Kind("spool: explained", st.tuples(_SPOOLS, st.sampled_from([None, *Ending])), explained, 300,
         14),
    Kind("spool: why a job waits", hostile | st.text(max_size=80), waits, 60, 10),
    Kind("spool: shown", _TEXTS, shown, 60, 2),
    Kind("terminal: any text", st.text() | st.lists(hostile).map("".join), made_printable, 100, 14),
)  # fmt: skip
