"""``report``: one page and one table about many systems, from the results of their runs."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator

from zwe_vsam.errors import Problem
from zwe_vsam.files import read_limited
from zwe_vsam.messages import message
from zwe_vsam.report.base import Report
from zwe_vsam.report.pages import fleet
from zwe_vsam.report.pages.file import SHARED, PageFile, require_different
from zwe_vsam.report.pages.state import Tone
from zwe_vsam.report.result import PageResult, iso_time
from zwe_vsam.workflow.request import Request

_SUFFIX = ".json"
_LARGEST = 64_000_000
"""Bytes of one result; a result with the spool of a job has some thousands."""


def run(request: Request, report: Report) -> None:
    """Read the results and write the report. Raises Problem with nothing written."""
    # 1. Find and read the results.
    names = [file for name in request.results for file in _files(name)]
    if not names:
        raise Problem("ZWV1110E")
    rows = [fleet.row(_system(name), _text(name)) for name in names]
    # 2. Say how many systems are in which state, and which are in trouble.
    report.line(f"{len(rows)} {'system' if len(rows) == 1 else 'systems'}")
    for state, count in fleet.counts(rows):
        report.line(f"{count:6} {state.label}")
    for row in fleet.ordered(rows):
        if row.state.tone in (Tone.BAD, Tone.OPEN):
            report.line(f"- {row.name}: {row.state.label}. {row.message}".rstrip())
    # 3. Plan both files, so that none is written where the other cannot be. Write them.
    made = iso_time(report.result.started)
    contents = {"report": lambda: fleet.page(rows, request.title or fleet.TITLE, made)}
    contents["table"] = lambda: fleet.table(rows)
    for kind, file in _plan(request):
        try:
            file.write(contents[kind]())
        except OSError as error:
            file.discard()
            raise file.problem(error) from error
        report.result.pages.append(PageResult(kind, file.path))
        report.message(message("ZWV1103I", file=file.path))


def _plan(request: Request) -> list[tuple[str, PageFile]]:
    require_different(("--html", request.html), ("--csv", request.csv))
    planned: list[tuple[str, PageFile]] = []
    for kind, name, option, replaces in (
        ("report", request.html, "--html", fleet.HTML_BEGINS),
        ("table", request.csv, "--csv", fleet.CSV_BEGINS),
    ):
        if not name:
            continue
        try:
            planned.append((kind, PageFile(name, option, mode=SHARED, replaces=replaces)))
        except Problem:
            for _, file in planned:
                file.discard()
            raise
    return planned


def _files(name: str) -> Iterator[str]:
    """The file, or the results in the folder of that name. Raises Problem ZWV1111E."""
    if not os.path.isdir(name):
        yield name
        return
    try:
        below = sorted(os.listdir(name))
    except OSError as error:
        raise _unreadable(name, error) from error
    for file in below:
        if file.endswith(_SUFFIX) and not file.startswith("."):
            yield os.path.join(name, file)


def _system(name: str) -> str:
    return os.path.basename(name).removesuffix(_SUFFIX)


def _text(name: str) -> str:
    try:
        data = read_limited(name, _LARGEST)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    # Windows PowerShell 5 writes UTF-16 with a byte order mark.
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if is_utf16 else "utf-8-sig", "replace")


def _unreadable(name: str, error: OSError | ValueError) -> Problem:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem("ZWV1111E", file=name, reason=reason)
