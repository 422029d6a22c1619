"""The report on many systems, or on one: a page and a table, from the JSON objects of their runs.

A file that has no such object is a row, too: the system that gave none is the one to see first.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from zwe_vsam.report.output import on_one_line
from zwe_vsam.report.pages import html
from zwe_vsam.report.pages.state import State, Tone, of

TITLE = "VSAM clusters of the Zowe Caching Service"
_FORM = "zwe-vsam/result/"
"""How the form of a result begins; its number may be another."""
_COLUMNS = (
    "system", "where", "cluster", "state", "exit_code", "differences", "job", "time", "message",
    "remedy",
)  # fmt: skip
HTML_BEGINS = html.beginning("report")
CSV_BEGINS = ",".join(_COLUMNS).encode()
"""How the files begin that a new report may replace."""
_MESSAGE = ("id", "severity", "text", "file", "line", "meaning", "details", "remedy")
_ROW = ("attribute", "expected", "found", "verdict", "effect", "remedy")
"""The fields of messages and of rows of the comparison that the page shows."""
_SEVERITIES = ("error", "warning")
_FORMULA = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet computes (OWASP, "CSV Injection")."""


class Row(NamedTuple):
    """What the report says of one system."""

    name: str
    where: str
    """The kind of system, its address and its user."""
    cluster: str
    state: State
    differences: tuple[str, ...]
    job: str
    time: str
    """When the run began, or when the system received its job."""
    message: str
    """The first error, or else the first warning."""
    remedy: str
    messages: Sequence[Mapping[str, Any]] = ()
    comparison: Sequence[Mapping[str, Any]] = ()
    exit_code: int | None = None

    @property
    def has_details(self) -> bool:
        """Whether there is more to say than that all is well."""
        return bool(self.message or self.differences)


def row(name: str, text: str) -> Row:
    """The row of the system ``name``, whose run printed ``text``.

    ``text`` may also be a list of the results of several runs, in their order. The last one says
    in which state the system is. The job is the last one that any of them submitted.
    """
    if not text.strip():
        return _without_result(name, "The file is empty: the run gave no result.")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return _without_result(name, "The file is no JSON object.")
    results = document if isinstance(document, list) else [document]
    try:
        for result in results:
            if not result["schema"].startswith(_FORM):
                return _without_result(name, f"The form {result['schema']} is no result of a run.")
        *earlier, last = [of_result(name, result) for result in results]
    except (AttributeError, LookupError, TypeError, ValueError):
        return _without_result(name, "The JSON object is no result of zwe-vsam.")
    return last._replace(job=last.job or next((r.job for r in reversed(earlier) if r.job), ""))


def of_result(name: str, result: Mapping[str, Any]) -> Row:
    """The row of a system from the JSON object of its run; without a ``name``, its address.

    Raises KeyError, TypeError or AttributeError for an object of another form.
    """
    messages = [{key: message[key] for key in _MESSAGE} for message in result["messages"]]
    first = next(
        (m for severity in _SEVERITIES for m in messages if m["severity"] == severity), None
    )
    cluster, job = result["cluster"], result["job"]
    comparison = [{key: each[key] for key in _ROW} for each in result["comparison"] or ()]
    if job is None and result["removal"]:
        job = result["removal"]["job"]
    return Row(
        name or (result["system"] or {}).get("host") or "unknown system",
        _where(result["system"]),
        cluster["name"] if cluster else "",
        of(result),
        tuple(_difference(each) for each in comparison if each["verdict"] == "different"),
        job_line(job) if job else "",
        moment(result.get("started") or (job["received"] if job else "") or ""),
        f"{first['id']}: {first['text']}" if first else "",
        (first["remedy"] or "") if first else "",
        messages,
        comparison,
        result["exit_code"],
    )


def ordered(rows: Sequence[Row]) -> list[Row]:
    """The rows, trouble first; then those with warnings, then by state and name."""

    def key(each: Row) -> tuple[bool, bool, int, str]:
        is_trouble = each.state.tone in (Tone.BAD, Tone.OPEN)
        return not is_trouble, not is_trouble and not each.has_details, each.state.rank, each.name

    return sorted(rows, key=key)


def counts(rows: Sequence[Row]) -> list[tuple[State, int]]:
    """How many systems are in each state, in the order of the states."""
    return sorted(Counter(each.state for each in rows).items(), key=lambda pair: pair[0].rank)


def page(rows: Sequence[Row], title: str, made: str) -> bytes:
    """The HTML page; ``made`` says when."""
    every = list(enumerate(ordered(rows), 1))
    detailed = [(n, each) for n, each in every if each.has_details or len(rows) == 1]
    values = {
        "rows": [each for _, each in every],
        "counts": counts(rows),
        "detailed": detailed,
        "numbers": [n for n, _ in detailed],
        "title": title,
        "made": moment(made),
    }
    return html.render("report", values)


def table(rows: Sequence[Row]) -> bytes:
    """The rows as CSV (RFC 4180), in UTF-8. No cell is a formula of a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for each in ordered(rows):
        code = "" if each.exit_code is None else str(each.exit_code)
        differences = "; ".join(each.differences)
        cells = (
            each.name, each.where, each.cluster, each.state.label, code, differences, each.job,
            each.time, each.message, each.remedy,
        )  # fmt: skip
        writer.writerow([_cell(cell) for cell in cells])
    return text.getvalue().encode()


def job_line(job: Mapping[str, Any]) -> str:
    """A job and how it ended, on one line."""
    code = f", code {job['code']}" if job["code"] is not None else ""
    abend = f" {job['abend']}" if job["abend"] else ""
    return f"{job['name']}({job['id']}): {job['outcome']}{abend}{code}"


def moment(time: str) -> str:
    """A time in ISO 8601, for people: date, time and offset."""
    return re.sub(r"(?<=:\d\d)(?=[+-]\d\d:\d\d$)", " ", time.replace("T", " ", 1))


def _where(system: Mapping[str, Any] | None) -> str:
    if system is None:
        return ""
    profile = f", profile {system['profile']}" if system["profile"] else ""
    user = f", user {system['user']}" if system["user"] else ""
    return f"{system['kind']} {system['host']}{profile}{user}"


def _difference(each: Mapping[str, Any]) -> str:
    found = "nothing" if each["found"] is None else each["found"]
    return f"{each['attribute']}: expected {each['expected']}, found {found}"


def _without_result(name: str, why: str) -> Row:
    return Row(name, "", "", State.NO_RESULT, (), "", "", why, "Run the command again.")


def _cell(text: str) -> str:
    shown = html.text(on_one_line(text))
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
