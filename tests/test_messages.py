"""The table of messages, and every place in the code that uses it."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import zwe_vsam
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.messages import Severity, message
from zwe_vsam.messages import entry as find
from zwe_vsam.messages.catalog import FILES, every
from zwe_vsam.messages.catalog.every import ENTRIES as TABLE
from zwe_vsam.messages.exit_codes import EXIT_CODES

PACKAGE = Path(zwe_vsam.__file__).parent


def _calls() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Place, id and names of the fields of each message that the package makes."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "catalog" in path.parts:
            continue
        text = path.read_text()
        for node in ast.walk(ast.parse(text)) if ID.search(text) else ():
            if not isinstance(node, ast.Call) or not node.args:
                continue
            first = node.args[0]
            if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                continue
            if ID.fullmatch(first.value):
                place = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                named = {keyword.arg for keyword in node.keywords} - NO_FIELDS
                yield place, first.value, frozenset(filter(None, named))


@cache
def _package() -> str:
    """The text of the package without the catalog."""
    return "".join(
        path.read_text() for path in PACKAGE.rglob("*.py") if "catalog" not in path.parts
    )


def _fields(text: str) -> set[str]:
    names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    return {name or str(number) for number, name in enumerate(names)}


ID = re.compile(r"ZW(EL|V)\d{3,4}[EWI]")
NO_FIELDS = {"origin", "remedy", "details", "meaning", "level"}
CALLS = list(_calls())


def test_calls_are_found_at_all() -> None:
    assert len(CALLS) > 50
    assert {"ZWEL0157E", "ZWEL0144E", "ZWV1020E"} <= {call[1] for call in CALLS}


@pytest.mark.parametrize(("place", "message_id", "fields"), CALLS, ids=[call[0] for call in CALLS])
def test_each_call_gives_the_fields_of_its_text(
    place: str, message_id: str, fields: frozenset[str]
) -> None:
    entry = TABLE[message_id]
    needed = _fields(entry.text)
    assert needed <= fields
    assert fields <= needed | _fields(entry.remedy)


@pytest.mark.parametrize("message_id", TABLE)
def test_each_message_is_used(message_id: str) -> None:
    """A call names it, or a table of the package, such as the causes of a refusal."""
    assert f'"{message_id}"' in _package()


@pytest.mark.parametrize("message_id", TABLE)
def test_exit_code_reaches_the_shell_and_fits_the_severity(message_id: str) -> None:
    code = TABLE[message_id].exit_code
    assert 0 <= code <= 255
    assert message_id[-1] in "EWI"
    assert (code != 0) == (message_id[-1] == "E")
    assert code in EXIT_CODES


def test_exit_code_of_zowe_is_the_ids_number() -> None:
    """319 is more than a process can exit with: the shell gets its lower byte."""
    for message_id, entry in TABLE.items():
        if message_id[-1] == "E" and message_id.startswith("ZWEL"):
            number = int("".join(filter(str.isdigit, message_id)))
            assert entry.exit_code == number % 256, message_id


def test_no_two_messages_have_one_text() -> None:
    texts = [entry.text for entry in TABLE.values() if entry.text != "{}"]
    assert sorted(texts) == sorted(set(texts))


def test_ids_are_those_of_their_topic() -> None:
    """The beginning of an id names the file of its entry."""
    for topic in every.TOPICS:
        name = topic.__name__.rpartition(".")[2]
        beginnings = [key for key, file in FILES.items() if file == name]
        assert beginnings, name
        assert all(entry.id.startswith(tuple(beginnings)) for entry in topic.ENTRIES), name
    assert set(FILES.values()) == {t.__name__.rpartition(".")[2] for t in every.TOPICS}


@pytest.mark.parametrize("message_id", TABLE)
def test_an_entry_is_found_by_its_id(message_id: str) -> None:
    assert find(message_id) is TABLE[message_id]


@pytest.mark.parametrize("message_id", TABLE)
def test_an_entry_is_whole(message_id: str) -> None:
    row = TABLE[message_id]
    assert row.explanation.endswith((".", ":"))
    assert row.remedy or row.severity is Severity.INFO
    assert row.text.strip() not in ("", "{}")
    assert re.search(r"[a-z]{3}", re.sub(r"{.*?}", "", row.text)), "a field is no sentence"


def test_only_an_internal_error_exits_with_1() -> None:
    assert [key for key, entry in TABLE.items() if entry.exit_code == 1] == ["ZWV1001E"]


@pytest.mark.parametrize(
    ("message_id", "facts", "text"),
    [
        ("ZWEL0108E", {}, "Zowe YAML config file is required."),
        ("ZWEL0109E", {}, "The Zowe YAML config file specified does not exist."),
        ("ZWEL0120E", {}, "This command must run on a z/OS system."),
        (
            "ZWEL0143E",
            {"member": "A.B(C)"},
            "Cannot find data set member 'A.B(C)'. You may need to re-run zwe install.",
        ),
        (
            "ZWEL0157E",
            {"title": "Zowe dataset prefix", "key": "zowe.setup.dataset.prefix"},
            "Zowe dataset prefix (zowe.setup.dataset.prefix) is not defined in Zowe YAML "
            "configuration file.",
        ),
        ("ZWEL0158E", {"name": "A.B"}, "A.B already exists."),
        ("ZWEL0161E", {"member": "A.B(C)"}, "Failed to run JCL A.B(C)."),
        ("ZWEL0162E", {"job": "JOB1"}, "Failed to find job JOB1 result."),
        (
            "ZWEL0163E",
            {"job": "A(JOB1)", "ending": "with code 12 (X)"},
            "Job A(JOB1) ends with code 12 (X).",
        ),
        (
            "ZWEL0301W",
            {"member": "A.B(C)"},
            "A.B(C) already exists and will not be overwritten. "
            "For upgrades, you must use --allow-overwrite.",
        ),
        (
            "ZWEL0321W",
            {},
            "Zowe Caching Service is not configured to use VSAM. Command skipped.",
        ),
    ],
)
def test_wording_is_the_originals(message_id: str, facts: dict[str, str], text: str) -> None:
    assert message(message_id, **facts).text == text


@pytest.mark.parametrize(
    ("message_id", "severity"),
    [("ZWEL0163E", "Error"), ("ZWEL0301W", "Warning"), ("ZWV1034I", "Info")],
)
def test_severity_is_read_off_the_id(message_id: str, severity: str) -> None:
    entry = TABLE[message_id]
    fields = dict.fromkeys(_fields(entry.text) | _fields(entry.remedy), "x")
    assert message(message_id, **fields).severity is Severity(severity)


def test_facts_are_not_read_as_formats() -> None:
    told = message("ZWEL0158E", name="{0} {x} %s {")
    assert told.text == "{0} {x} %s { already exists."


def test_problem_is_explained_with_all_it_knows() -> None:
    origin = Origin("z.yaml", 3, "a.b", 7)
    told = Problem(
        "ZWV7005E",
        name="A.B",
        origin=origin,
        remedy="Mend it.",
        details=("one", "two"),
        meaning="It means.",
    ).message
    assert told == (
        "ZWV7005E",
        "A.B is not deleted.",
        origin,
        "Mend it.",
        ("one", "two"),
        "It means.",
    )
    assert told.exit_code == 235


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
    told = message("ZWEL0158E", name="A.B", remedy="R.", details=("ONE", "TWO", "ONE"))
    assert told.parts() == [("", "ONE"), ("", "TWO"), ("Remedy", "R.")]
    explained = told._replace(meaning="M.")
    assert explained.parts() == [("Meaning", "M."), ("Remedy", "R."), ("", "ONE"), ("", "TWO")]
