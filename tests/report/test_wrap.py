"""Messages on a terminal: lines end between words, and what is quoted stays whole."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.test_output import Recorder
from zwe_vsam.errors import Origin
from zwe_vsam.messages import Message, message
from zwe_vsam.report import wrap
from zwe_vsam.report.base import lines_of, place_of
from zwe_vsam.report.output import Output
from zwe_vsam.report.result import Result
from zwe_vsam.report.text import TextReport

WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen " * 2
WORDS = f"{WORDS.strip().capitalize()}."
COMMAND = (
    "zwe-vsam job JOB00001 --spool --target zosmf --zosmf-profile 'my profile' -c '/a b/c.yaml'"
)
JCL = "//STEP     EXEC PGM=IDCAMS,REGION=0M" + " " * 20 + "a comment that runs to the right end."
SPOOL = "IDC3013I DUPLICATE DATA SET NAME " + "AND MORE OF IT " * 6 + "END."
PLACE = Origin("/u/my folder/with blanks/zowe.yaml", 14, "k")


def fitted(told: Message, columns: int) -> list[str]:
    return wrap.fitted(lines_of(told), place_of(told), columns)


def words(lines: list[str]) -> list[str]:
    return " ".join(lines).split()


@pytest.mark.parametrize("columns", [20, 33, 40, 80, 132])
def test_prose_fits_and_keeps_its_words(columns: int) -> None:
    told = Message("ZWV231E", WORDS, details=(WORDS,), remedy=WORDS)._replace(meaning=WORDS)
    lines = fitted(told, columns)
    assert max(map(len, lines)) <= columns
    assert words(lines) == words(lines_of(told))
    assert len(lines) > 4


def test_what_belongs_together_is_indented_alike() -> None:
    told = Message("ZWV231E", "a b c d e f g h i", details=("Aa bb cc dd ee ff gg hh.",))
    assert fitted(told._replace(remedy="Xx xx xx xx xx xx xx xx."), 26) == [
        "Error ZWV231E: a b c d e f",
        "  g h i",
        "    Aa bb cc dd ee ff gg",
        "      hh.",
        "  Remedy: Xx xx xx xx xx",
        "    xx xx xx.",
    ]


@given(
    text=st.text(st.sampled_from("aB '\"./-:;()zwe vsam"), max_size=200), columns=st.integers(1, 90)
)
def test_no_text_loses_anything(text: str, columns: int) -> None:
    lines = [f"Error X: {text}", f"    {text}.", f"  Remedy: zwe-vsam {text}"]
    made = wrap.fitted(lines, "a b", columns)
    assert "".join("".join(made).split()) == "".join("".join(lines).split())


@pytest.mark.parametrize("columns", [20, 40, 80])
@pytest.mark.parametrize(
    "line", [JCL, SPOOL, "  VOLUME(VOL123) -" + " " * 70 + "x", "key: " + "v " * 60]
)
def test_evidence_is_quoted_as_it_is(line: str, columns: int) -> None:
    assert f"    {line}" in fitted(Message("ZWV3050E", "text", details=(line,)), columns)


@pytest.mark.parametrize("columns", [20, 40, 80])
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"Look at it in SDSF, or here: {COMMAND}", COMMAND),
        (f"Look at it in SDSF, or here: {COMMAND}; or continue to wait.", f"{COMMAND};"),
        ("Convert the file now: iconv -f ISO8859-1 -t UTF-8 a.yaml > new.yaml",
         "iconv -f ISO8859-1 -t UTF-8 a.yaml > new.yaml"),
        ("Look at it in SDSF, or here: jls JOB00001; ddls JOB00001", "ddls JOB00001"),
        ("It is not installed. Install it: /opt/my/bin/python3 -m pip install 'zwe-vsam[zosmf]'",
         "/opt/my/bin/python3 -m pip install 'zwe-vsam[zosmf]'"),
        ("Write FILE() or PARMLIB() around each entry: -c 'FILE(my file):FILE(another file)'",
         "'FILE(my file):FILE(another file)'"),
        ("Write the command first: zwe-vsam sandbox create ./a-rather-long-name-of-a-folder",
         "zwe-vsam sandbox create ./a-rather-long-name-of-a-folder"),
    ],
)  # fmt: skip
def test_a_command_in_a_remedy_stays_on_one_line(text: str, kept: str, columns: int) -> None:
    told = Message("ZWV231E", "x", remedy=text)
    lines = fitted(told, columns)
    assert sum(kept in line for line in lines) == 1
    assert words(lines) == words(lines_of(told))
    # Only what cannot be shorter is too long.
    assert all(len(line) <= columns or kept in line or " " not in line.strip() for line in lines)


@pytest.mark.parametrize(
    "line",
    [
        "Records at last close: 0; while the service runs, maybe others",
        "line 39: volume: expected VOL999 and nothing else, found VOL123 and VOL124",
        "volume: expected VOL002, found VOL001. Another cluster has this volume.",
        "alternate indexes, paths: expected none, found IBMUSER.ZWE.CUST.CACHE.AIX",
        "IBMUSER.ZWE.CUST.CACHE exists: its deletion must have ended before this.",
        "'10m' is not a number of seconds from 0 to 10000000. Write --timeout 600.",
    ],
)
def test_evidence_in_words_of_ours_is_prose(line: str) -> None:
    assert max(map(len, fitted(Message("ZWV3050E", "text", details=(line,)), 50))) <= 50


def test_a_header_line_is_quoted_whole() -> None:
    line = "(ACCT),'A  LONG  ONE'" + " " * 40 + "CLASS=A" + "X" * 40
    lines = fitted(message("ZWEL0144E", line=line, remedy="R."), 40)
    assert f"  {line}." in lines


def test_the_place_stays_whole() -> None:
    told = Message("ZWV231E", WORDS, origin=PLACE)
    assert any(f"({PLACE})" in line for line in fitted(told, 50))


def test_wide_characters_take_two_columns() -> None:
    lines = fitted(Message("ZWV231E", "世界 " * 12), 40)
    assert [sum(2 if c in "世界" else 1 for c in line) <= 40 for line in lines] == [True] * len(
        lines
    )


class TestReports:
    LONG = Message("ZWV240W", WORDS, remedy=WORDS)

    def written(self, *, terminal: bool, columns: int, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr(Output, "columns", columns)
        monkeypatch.setenv("TERM", "dumb")
        out, err = Recorder(terminal=terminal), Recorder(terminal=terminal)
        report = TextReport(Result("init"), Output(out), Output(err))
        report.message(self.LONG)
        report.transcript_message(self.LONG)
        report.prose(WORDS)
        report.line(JCL)
        report.close()
        return err.getvalue() + out.getvalue()

    @pytest.mark.parametrize("columns", [24, 40, 80])
    def test_on_a_terminal(self, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
        lines = self.written(terminal=True, columns=columns, monkeypatch=monkeypatch).split("\n")
        assert JCL in lines
        assert all(len(line) <= columns for line in lines if line != JCL)

    def test_never_in_a_pipe(self, monkeypatch: pytest.MonkeyPatch) -> None:
        text = self.written(terminal=False, columns=24, monkeypatch=monkeypatch)
        message_lines = lines_of(self.LONG)
        assert text.split("\n") == [*message_lines, *message_lines, WORDS, JCL, ""]

    def test_the_word_error_is_coloured_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Output, "columns", 40)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.delenv("NO_COLOR", raising=False)
        err = Recorder(terminal=True)
        TextReport(Result("init"), Output(io.StringIO()), Output(err)).message(self.LONG)
        assert err.getvalue().startswith("\x1b[33mWarning\x1b[0m ZWV240W: One two")
        assert err.getvalue().count("\x1b") == 2
