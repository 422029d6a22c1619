"""The command line in this process, before a terminal, and what is never right there."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from zwe_vsam.cli import main

FORESEEN = (0, 63, 102, 108, 109, 110, 130, 138, 140, 143, 144, 157, 158, 160, 161, 162, 163, 231,
            232, 233, 234, 235, 236, 237)  # fmt: skip
"""Exit codes of docs/reference/messages.md; 1 is a defect."""
_ERROR = re.compile(r"^Error (ZWEL|ZWV)\d+E: \S", re.MULTILINE)

_PROGRESS = re.compile(r"\r +\r|\r(?=  \w+: job )")
"""The carriage returns of ours: a line of progress is rewritten, and blanked in the end."""


class Shown(NamedTuple):
    """What one command line did."""

    code: int
    out: str
    err: str


class _Screen(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def call(*argv: object, terminal: bool = True, keyboard: str = "") -> Shown:
    """Run a command line; on a terminal nothing of the input reaches it raw."""
    stream = _Screen if terminal else io.StringIO
    out, err = stream(), stream()
    os.environ["TERM"] = "dumb"
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        _standard_input(keyboard, terminal),
    ):
        code = main([str(word) for word in argv])
    shown = Shown(code, out.getvalue(), err.getvalue())
    assert code in FORESEEN, shown
    for text in (shown.out, shown.err) if terminal else (shown.err,):
        assert _PROGRESS.sub("", text).replace("\n", "").isprintable(), shown
        assert "Traceback" not in text, shown
    return shown


@contextlib.contextmanager
def _standard_input(text: str, terminal: bool) -> Iterator[None]:
    before = sys.stdin
    sys.stdin = (_Screen if terminal else io.StringIO)(text)
    try:
        yield
    finally:
        sys.stdin = before


def clear(shown: Shown, path: Path | str) -> Shown:
    """A result, or an error with its id, the file, and a remedy."""
    if shown.code:
        assert _ERROR.search(shown.err), shown
        assert str(path) in shown.err, shown
        assert "Remedy: " in shown.err, shown
    return shown


def clear_json(shown: Shown, path: Path | str) -> dict[str, Any]:
    """The same of the one object."""
    assert shown.out.replace("\n", "").isascii()
    found: dict[str, Any] = json.loads(shown.out)
    for message in found["messages"]:
        if message["severity"] == "error":
            assert message["file"] == str(path), message
            assert message["remedy"], message
    return found


def write(path: Path, data: str | bytes) -> Path:
    """Write what may not be UTF-8."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    return path
