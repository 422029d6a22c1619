"""Each configuration in fixtures/check, in every form of output."""

from __future__ import annotations

import functools
import json
import re

import jsonschema
import pytest
import yaml

from tests.checks import fixtures
from tests.checks.fixtures import GROUPS, NAMES, ROOT
from zwe_vsam.config import document
from zwe_vsam.messages.catalog.every import ENTRIES as TABLE

EXPECTED = fixtures.expected()
SCHEMA = json.loads((ROOT / "docs" / "reference" / "result.schema.json").read_text())
SECRETS = ("s3cret", "changeit")
checked = functools.cache(fixtures.check)
"""What check says of a configuration in one form, which several tests read."""


def test_there_are_enough_of_them_and_each_is_expected() -> None:
    assert len(NAMES) >= 60
    assert list(EXPECTED) == NAMES


def test_every_message_of_check_has_an_example() -> None:
    """But for those that need a target, --strict or --ignore."""
    outputs = [*EXPECTED.values(), *fixtures.expected_of_groups().values()]
    lines = "\n".join(line for output in outputs for line in output.lines)
    ids = {key for key in TABLE if re.fullmatch(r"ZWV2[2-6]\d\d[EW]", key)}
    assert len(ids) > 60
    assert ids - {"ZWV2290E", "ZWV2501E"} <= set(re.findall(r"\b(ZWE?[LV]\d+[EWI]):", lines))


@pytest.mark.parametrize("name", NAMES)
def test_what_check_says(name: str) -> None:
    assert fixtures.check(name) == EXPECTED[name]


@pytest.mark.parametrize("name", GROUPS)
def test_what_check_says_of_files_together(name: str) -> None:
    assert fixtures.check_group(name) == fixtures.expected_of_groups()[name]


@pytest.mark.parametrize("name", [name for name in NAMES if EXPECTED[name].code == 140])
def test_what_is_no_yaml_is_explained_alike_without_the_c_library(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "_Loader", yaml.SafeLoader)
    assert fixtures.check(name) == EXPECTED[name]


@pytest.mark.parametrize("name", NAMES)
def test_json_says_the_same(name: str) -> None:
    code, lines = checked(name, "--output", "json")
    report = json.loads("\n".join(lines))
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert (report["command"], report["exit_code"], code) == ("check", code, EXPECTED[name].code)
    text = "\n".join(EXPECTED[name].lines)
    lines_in_order = []
    for message in report["messages"]:
        assert message["file"] == name
        assert message["remedy"]
        assert message["id"].endswith("I") or f"{message['id']}: {message['text']}" in text
        lines_in_order.append(message["line"] or 0)
    assert lines_in_order == sorted(lines_in_order)
    severities = [message["severity"] for message in report["messages"]]
    counted = re.findall(r"(\d+) (error|warning)", EXPECTED[name].lines[-1])
    assert {word: int(count) for count, word in counted} == {
        word: severities.count(word) for word in set(severities)
    }
    errors = [m["id"] for m in report["messages"] if m["severity"] == "error"]
    assert code == (TABLE[errors[0]].exit_code if errors else 0)


@pytest.mark.parametrize("name", NAMES)
def test_github_says_the_same(name: str) -> None:
    code, lines = checked(name, "--output", "github")
    assert code == EXPECTED[name].code
    assert lines[-1] == EXPECTED[name].lines[-1]
    wanted = [line for line in EXPECTED[name].lines if re.match(r"Error |Warning ", line)]
    assert len(lines) == len(wanted) + 1
    for line, text in zip(lines, wanted, strict=False):
        severity, message_id = text.split(":")[0].split()
        place = re.search(r" \([^ ]+\.yaml(?::(\d+))?(?::(\d+))?\)$", text)
        assert place is not None
        place_text = f"file={name}" + (f",line={place[1]}" if place[1] else "")
        place_text += f",col={place[2]}" if place[2] else ""
        assert line.startswith(f"::{severity.lower()} {place_text},title={message_id}::")
        assert "%0ARemedy: " in line


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("redis")])
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_no_password_is_shown(name: str, form: str) -> None:
    output = "\n".join(checked(name, "--output", form).lines)
    assert not any(secret in output for secret in SECRETS)


def test_the_page_has_the_table() -> None:
    """If not: python -m tests.checks.fixtures, and read what changed."""
    assert fixtures.page(EXPECTED) == fixtures.PAGE.read_text()
