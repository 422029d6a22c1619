"""``explain``: an id of ours, a cause, an exit code, or a message of a system."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest

from tests.conftest import ROOT, Run
from tests.diagnosis import cases
from zwe_vsam.diagnosis.explain import explain
from zwe_vsam.diagnosis.table import causes, waiting_causes
from zwe_vsam.messages.catalog.every import ENTRIES
from zwe_vsam.messages.exit_codes import EXIT_CODES


@pytest.mark.parametrize("message_id", ENTRIES)
def test_each_message_is_explained(run: Run, message_id: str) -> None:
    ran = run("explain", message_id.lower())
    assert ran.code == 0
    assert message_id in ran.out
    # Zowe's expressions in ${{ }} are no fields.
    assert "{" not in ran.out.replace("${{", "")


@pytest.mark.parametrize("cause", [*causes(), *waiting_causes()], ids=lambda cause: cause.id)
def test_each_cause_is_explained(run: Run, cause: object) -> None:
    ran = run("explain", cause.id)  # type: ignore[attr-defined]
    assert ran.code == 0
    assert f"Cause {cause.id}\n" in ran.out  # type: ignore[attr-defined]
    assert "Meaning: " in ran.out
    assert "Remedy: " in ran.out
    assert "Source: " in ran.out
    # Zowe's expressions in ${{ }} are no fields.
    assert "{" not in ran.out.replace("${{", "")


@pytest.mark.parametrize("code", EXIT_CODES)
def test_each_exit_code_is_explained(run: Run, code: int) -> None:
    ran = run("explain", str(code))
    assert ran.code == 0
    assert EXIT_CODES[code] in " ".join(ran.out.split())


def test_the_exit_codes_are_those_of_the_catalog() -> None:
    assert {entry.exit_code for entry in ENTRIES.values()} == set(EXIT_CODES)


@pytest.mark.parametrize(
    "term",
    [
        "foo",
        "ZWEL9999E",
        "299",
        "IDC9999I",
        "",
        "../x",
        "\x1b[31m",
        "²",
        "٣",
        "1" * 5000,
        "A" * 10_000,
    ],
)
def test_an_unknown_id_is_an_error(run: Run, term: str) -> None:
    ran = run("explain", term)
    assert ran.code == 102
    assert "ZWV1020E" in ran.err
    assert "\x1b" not in ran.err
    assert len(ran.err) < 500


@pytest.mark.parametrize(
    ("term", "near"),
    [
        ("duplicat-name", "duplicate-name"),
        ("dup-name", "duplicate-name"),
        ("ZWEL0185E", "ZWEL0158E"),
    ],
)
def test_the_nearest_ids_are_offered(run: Run, term: str, near: str) -> None:
    assert near in run("explain", term).err


def test_a_program_gets_the_explanation(run: Run) -> None:
    ran = run("explain", "duplicate-name", "--output", "json")
    (message,) = json.loads(ran.out)["messages"]
    assert message["id"] == "ZWV1021I"
    assert message["meaning"]
    assert message["remedy"]


_ID_IS_NOT_ENOUGH = {"IEA995I", "IEF450I", "SITE042E", "IGW454I", "IGW415I", "ICH408I"}
"""Messages whose text decides: a completion code, an access, an exit of the site, RLS."""


def _decisive_ids() -> list[tuple[str, str]]:
    """The cause of each fixture, and the id of the message that decides."""
    pairs = []
    for cause in causes():
        case = cases.CASES[cause.id]
        reason = explain(case.spool, case.state, cases.context(case))
        ids = re.findall(r"\$?[A-Z]{3,5}\d{3,5}[A-Z]\b", " ".join(reason.decisive[:1]))
        pairs += [(cause.id, id_) for id_ in ids[:1] if id_ not in _ID_IS_NOT_ENOUGH]
    return pairs


@pytest.mark.parametrize(("cause", "message_id"), _decisive_ids())
def test_the_id_of_a_decisive_message_leads_to_its_cause(
    run: Run, cause: str, message_id: str
) -> None:
    assert f"Cause {cause}\n" in run("explain", message_id).out


def test_the_json_is_that_of_the_schema(run: Run) -> None:
    schema = json.loads((ROOT / "docs" / "reference" / "result.schema.json").read_text())
    for argv in (("explain", "157"), ("explain", "x"), ("config", "--nonsense")):
        jsonschema.validate(json.loads(run(*argv, "--output", "json").out), schema)
