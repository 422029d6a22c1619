"""Streams that lack characters, readers or space, and text that would do harm on a screen."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable

import pytest

from zwe_vsam.report.output import Output, on_one_line, printable

EVIL = {
    "\x1b[2J": r"\x1b[2J",
    "\x9b31m": r"\x9b31m",
    "\a": r"\x07",
    "\b\b": r"\x08\x08",
    "a\rb": r"a\rb",
    "\x00\x7f\x85": r"\x00\x7f\x85",
    "\u2028\u2029": r"\u2028\u2029",
    "\u202eabc\u2066": r"\u202eabc\u2066",
    "\u200b\ufeff\u00ad": r"\u200b\ufeff\xad",
    "\U000e0041": r"\U000e0041",
    "\udc9b": r"\udc9b",
}


class Recorder(io.StringIO):
    """A terminal, or a stream of some encoding, that remembers what it was given."""

    def __init__(self, encoding: str | None = "utf-8", terminal: bool = False) -> None:
        super().__init__()
        self._encoding = encoding
        self.terminal = terminal

    @property
    def encoding(self) -> str | None:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return self.terminal


class Failing(Recorder):
    """Fails at each flush."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.attempts = 0

    def flush(self) -> None:
        self.attempts += 1
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize(("text", "shown"), EVIL.items(), ids=EVIL.values())
def test_control_characters_become_visible(text: str, shown: str) -> None:
    assert printable(f"<{text}>") == f"<{shown}>"
    assert on_one_line(f"<{text}>") == f"<{shown}>"


def test_what_is_harmless_stays() -> None:
    text = "Grüße, 世界 $#@ {}[]|^~ \\x1b"
    assert printable(text) == on_one_line(text) == text
    assert printable("a\tb\nc") == "a  b\nc"
    assert on_one_line("a\tb\nc") == r"a  b\nc"


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("utf-8", "é 世 ¬\n"),
        ("latin-1", "é \\u4e16 ¬\n"),
        ("ascii", "\\xe9 \\u4e16 \\xac\n"),
        ("cp037", "é \\u4e16 ¬\n"),
        (None, "é 世 ¬\n"),
    ],
)
def test_characters_that_the_stream_lacks_are_escaped(encoding: str | None, written: str) -> None:
    stream = Recorder(encoding)
    Output(stream).line("é 世 ¬")
    assert stream.getvalue() == written


def test_exact_text_is_exact_or_refused() -> None:
    stream = Recorder("ascii")
    output = Output(stream)
    output.exact("plain\n")
    with pytest.raises(UnicodeEncodeError):
        output.exact("é\n")
    assert stream.getvalue() == "plain\n"
    assert output.failure == ""


@pytest.mark.parametrize("terminal", [False, True])
def test_exact_text_is_made_printable_for_people_only(terminal: bool) -> None:
    stream = Recorder(terminal=terminal)
    Output(stream).exact("//* \x1b[2J\n")
    assert stream.getvalue() == ("//* \\x1b[2J\n" if terminal else "//* \x1b[2J\n")


@pytest.mark.parametrize(
    ("number", "failure"), [(errno.EPIPE, ""), (errno.ENOSPC, "No space left on device")]
)
def test_a_stream_that_fails_is_left_alone(number: int, failure: str) -> None:
    stream = Failing(number)
    output = Output(stream)
    output.line("one")
    output.line("two")
    output.exact("three")
    assert stream.attempts == 1
    assert output.failure == failure
    assert not output.is_terminal


@pytest.mark.parametrize("write", [Output.line, Output.raw, Output.exact])
def test_a_closed_descriptor_takes_nothing(write: Callable[[Output, str], None]) -> None:
    output = Output(None)
    assert (output.failure, output.is_terminal, output.is_coloured) == ("", False, False)
    write(output, "transcript")
    assert output.failure == "It is closed"


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (True, {"TERM": "xterm"}, True),
        (False, {"TERM": "xterm"}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {}, False),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": "0"}, False),
        # https://no-color.org: "when present and not an empty string"
        (True, {"TERM": "xterm", "NO_COLOR": ""}, True),
        # https://force-color.org: "regardless of its value", but 0 as in Node.js
        (False, {"TERM": "xterm", "FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"TERM": "dumb", "FORCE_COLOR": "3"}, True),
        (True, {"TERM": "dumb", "FORCE_COLOR": "true"}, True),
        (False, {"TERM": "xterm", "FORCE_COLOR": ""}, False),
        (False, {"TERM": "xterm", "FORCE_COLOR": "0"}, False),
        (True, {"TERM": "xterm", "FORCE_COLOR": "0"}, True),
        (False, {"TERM": "xterm", "FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (True, {"TERM": "xterm", "FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (False, {"TERM": "xterm", "FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
def test_colour(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str], coloured: bool
) -> None:
    for name in ("TERM", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Output(Recorder(terminal=terminal)).is_coloured is coloured
