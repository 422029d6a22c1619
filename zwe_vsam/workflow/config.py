"""``config``: what the configuration says about the Caching Service, and where it says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from zwe_vsam import __version__
from zwe_vsam.config.configuration import RUNTIME_DIRECTORY, Configuration
from zwe_vsam.config.secrets import masked
from zwe_vsam.config.settings import HEADER, JCLLIB, PREFIX, sections
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.report.base import Report
from zwe_vsam.report.output import on_one_line
from zwe_vsam.report.result import Result, as_dict
from zwe_vsam.workflow import setup
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.request import Request

SCHEMA = "zwe-vsam/config/2"
"""Names the form of the object; docs/reference/config.schema.json describes it."""
_ENVIRONMENTS = "zowe.environments"
_KEYS = (
    RUNTIME_DIRECTORY,
    PREFIX,
    JCLLIB,
    "zowe.setup.mvs.hlq",
    "zowe.setup.mvs.jcllib",
    "zowe.setup.vsam",
    HEADER,
    "zowe.environments.jclHeader",
    "components.caching-service",
)
"""What concerns the Caching Service and its cluster, beside the CACHING_... variables."""


class Row(NamedTuple):
    """One value, with what it is shown as."""

    key: str
    value: str | None
    """None where its expression cannot be evaluated."""
    origin: Origin
    error: str = ""


def run(request: Request, report: Report) -> list[Row]:
    """The rows, in the order of _KEYS. What cannot be evaluated is told, and a row all the same.

    Raises Problem where the configuration cannot be read.
    """
    configuration = setup.load(request, Connection(request.system, report))
    report.detail(f"read: {', '.join(configuration.documents)}")
    rows: dict[Row, None] = {}
    for result in _scan(configuration):
        row = _failed(result) if isinstance(result, Problem) else result
        # A problem of a section is met at each key below it.
        if row not in rows and isinstance(result, Problem):
            report.problem(result)
        rows[row] = None
    return list(rows)


def text(row: Row) -> str:
    """A row as a line of YAML: the key, the value, and in a comment where it comes from."""
    value = f"<{row.error}>" if row.value is None else row.value
    return on_one_line(f"{row.key}: {value}   # {row.origin}")


def as_object(result: Result, rows: list[Row]) -> dict[str, Any]:
    """The JSON object of ``docs/reference/config.schema.json``."""
    whole = as_dict(result)
    return {
        "schema": SCHEMA,
        "command": whole["command"],
        "version": __version__,
        "ok": whole["ok"],
        "exit_code": whole["exit_code"],
        "system": whole["system"],
        "messages": whole["messages"],
        "values": [
            {
                "key": row.key,
                "value": row.value,
                "file": row.origin.file,
                "line": row.origin.line,
                "error": row.error or None,
            }
            for row in rows
        ],
    }


def _scan(configuration: Configuration) -> Iterator[Row | Problem]:
    yield from sections(configuration)
    for key in _KEYS:
        yield from _below(configuration, key)
    try:
        variables = configuration.keys(_ENVIRONMENTS)
    except Problem as problem:
        yield problem
        return
    for name in variables:
        if name.startswith("CACHING_"):
            yield from _below(configuration, (*_ENVIRONMENTS.split("."), name))


def _below(configuration: Configuration, key: str | tuple[str, ...]) -> Iterator[Row | Problem]:
    try:
        for value in configuration.scan(key, empty=True):
            if isinstance(value, Problem):
                yield value
            else:
                yield Row(value.origin.key, masked(value.origin.key, value.text), value.origin)
    except Problem as problem:
        yield problem


def _failed(problem: Problem) -> Row:
    origin = problem.origin or Origin("")
    return Row(origin.key, None, origin, problem.message.text)
