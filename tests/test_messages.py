"""The table of messages, and every place in the code that uses it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import zwe_vsam
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.messages import Severity, message
from zwe_vsam.messages.catalog import ENTRIES as TABLE

PACKAGE = Path(zwe_vsam.__file__).parent


def _uses() -> Iterator[tuple[str, str, int | None]]:
    """Place, id and number of facts (None: not known before it runs) of each message made."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in ("Problem", "message") or not node.args:
                continue
            first, *facts = node.args
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                starred = any(isinstance(fact, ast.Starred) for fact in facts)
                place = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                yield place, first.value, None if starred else len(facts)


USES = list(_uses())


def test_uses_are_found_at_all() -> None:
    assert len(USES) > 50
    assert {"ZWEL0157E", "ZWEL0144E", "ZWV232E", "ZWV203I"} <= {use[1] for use in USES}


@pytest.mark.parametrize(("place", "message_id", "facts"), USES, ids=[use[0] for use in USES])
def test_each_use_fits_its_row(place: str, message_id: str, facts: int | None) -> None:
    assert message_id in TABLE
    if facts is not None:
        assert TABLE[message_id].text.count("{}") == facts


@pytest.mark.parametrize("message_id", TABLE)
def test_exit_code_reaches_the_shell_and_fits_the_severity(message_id: str) -> None:
    code = TABLE[message_id].exit_code
    assert 0 <= code <= 255
    assert message_id[-1] in "EWI"
    assert (code != 0) == (message_id[-1] == "E")


def test_exit_code_is_the_ids_number() -> None:
    """319 is more than a process can exit with: the shell gets its lower byte."""
    for message_id, kind in TABLE.items():
        if message_id[-1] == "E" and not message_id.startswith("ZWV1"):
            assert kind.exit_code == int("".join(filter(str.isdigit, message_id))) % 256, message_id


def test_only_an_internal_error_exits_with_1() -> None:
    assert [key for key, kind in TABLE.items() if kind.exit_code == 1] == ["ZWV001E"]


@pytest.mark.parametrize(
    ("message_id", "facts", "text"),
    [
        ("ZWEL0108E", (), "Zowe YAML config file is required."),
        ("ZWEL0109E", (), "The Zowe YAML config file specified does not exist."),
        ("ZWEL0120E", (), "This command must run on a z/OS system."),
        (
            "ZWEL0143E",
            ("A.B(C)",),
            "Cannot find data set member 'A.B(C)'. You may need to re-run zwe install.",
        ),
        (
            "ZWEL0157E",
            ("Zowe dataset prefix", "zowe.setup.dataset.prefix"),
            "Zowe dataset prefix (zowe.setup.dataset.prefix) is not defined in Zowe YAML "
            "configuration file.",
        ),
        ("ZWEL0158E", ("A.B",), "A.B already exists."),
        ("ZWEL0161E", ("A.B(C)",), "Failed to run JCL A.B(C)."),
        ("ZWEL0162E", ("JOB1",), "Failed to find job JOB1 result."),
        ("ZWEL0163E", ("A(JOB1)", "with code 12 (X)"), "Job A(JOB1) ends with code 12 (X)."),
        (
            "ZWEL0301W",
            ("A.B(C)",),
            "A.B(C) already exists and will not be overwritten. "
            "For upgrades, you must use --allow-overwrite.",
        ),
        (
            "ZWEL0321W",
            (),
            "Zowe Caching Service is not configured to use VSAM. Command skipped.",
        ),
    ],
)
def test_wording_is_the_originals(message_id: str, facts: tuple[str, ...], text: str) -> None:
    assert message(message_id, *facts).text == text


@pytest.mark.parametrize(
    ("message_id", "severity"),
    [("ZWEL0163E", "Error"), ("ZWEL0301W", "Warning"), ("ZWV202I", "Info")],
)
def test_severity_is_read_off_the_id(message_id: str, severity: str) -> None:
    facts = ("x",) * TABLE[message_id].text.count("{}")
    assert message(message_id, *facts).severity is Severity(severity)


def test_facts_are_not_read_as_formats() -> None:
    assert message("ZWV231E", "{0} {x} %s {").text == "{0} {x} %s {"


def test_problem_is_explained_with_all_it_knows() -> None:
    origin = Origin("z.yaml", 3, "a.b", 7)
    told = Problem(
        "ZWV231E",
        "text",
        origin=origin,
        remedy="Mend it.",
        details=("one", "two"),
        meaning="It means.",
    ).message
    assert told == ("ZWV231E", "text", origin, "Mend it.", ("one", "two"), "It means.")
    assert told.exit_code == 231


@pytest.mark.parametrize(
    ("origin", "text"),
    [
        (Origin("f"), "f"),
        (Origin("f", 3, "a.b"), "f:3"),
        (Origin("f", 3, column=7), "f:3:7"),
    ],
)
def test_origin_as_text(origin: Origin, text: str) -> None:
    assert str(origin) == text


def test_an_explanation_comes_before_the_lines_that_it_explains_each_once() -> None:
    told = message("ZWEL0158E", "A.B", remedy="R.", details=("ONE", "TWO", "ONE"))
    assert told.parts() == [("", "ONE"), ("", "TWO"), ("Remedy", "R.")]
    explained = told._replace(meaning="M.")
    assert explained.parts() == [("Meaning", "M."), ("Remedy", "R."), ("", "ONE"), ("", "TWO")]
