"""Texts that are no YAML, explained."""

from __future__ import annotations

import pytest
import yaml

from tests.conftest import LOADERS
from zwe_vsam.config import document, yaml_problems
from zwe_vsam.config.document import Document
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.errors import Problem


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__, autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "_Loader", request.param)


def _explain(text: str) -> Problem:
    with pytest.raises(Problem) as raised:
        Document(ConfigSource("zowe.yaml", text))
    return raised.value


@pytest.mark.parametrize(
    ("text", "line", "why", "remedy"),
    [
        ("a:\n  port: 1\n    storage:\n      x: y\n", 3,
         "storage is indented deeper than port", "Indent storage like port: by 2 blanks."),
        ("a:\n  port: 1  # the port\n\n  # why\n    storage:\n      x: y\n", 5,
         "storage is indented deeper than port", "by 2 blanks"),
        ("a:\n  storage:\n  size: 1\n    port: 2\n", 4,
         "port is indented deeper than size",
         "Indent size like port, by 4 blanks, if both belong to storage."),
        ("a:\n\tb: 1\n", 2, "indented with a tab", "Indent it with blanks."),
        ("mode: x: y\n", 1, "the value of mode holds a colon", "in quotation marks"),
        ("a:\n  port:\n    7555\n    storage:\n      x: y\n", 4,
         "storage is indented deeper than port", "Indent storage like port: by 2 blanks."),
        ("a:\n  keystorePassword:hunter2\n  size: 1\n", 2,
         "there is no blank after the colon of keystorePassword", "with a blank after the colon."),
        ("a:\n  size: 1\n  mode:VSAM\nb: 1\n", 3, "there is no blank after the colon of mode",
         "Write mode: with a blank after the colon."),
        ("a:\n  mode: ${{ b ? 'c' : 'd' }}\n", 2, "the value of mode holds a colon",
         "Put the value in double quotes: Zowe ignores a key with an expression in single ones."),
        ("a:\n  b:\n  word\n  c: 1\n", 3, "a key has no colon after it", "Write a colon and"),
        ("a:\n  mode: 1\n size: 2\n", 3, "size is indented by 1",
         "Indent keys of one mapping"),
        ("a:\n  mode: @x\n", 2, "the value of mode begins with @", "quotation marks"),
        ("a:\n  mode: `x\n", 2, "the value of mode begins with `", "quotation marks"),
        ("a:\n  mode: %x\n", 2, "the value of mode begins with %", "quotation marks"),
        # quotation marks
        ("a:\n  mode: 'x\n  size: 1\n", 2, "begins with a quotation mark that is not closed",
         "Write ' at the end of the value."),
        ('a:\n  mode: "x\n  size: 1\n\n\n', 2, "a quotation mark that is not closed", 'Write "'),
        ("a:\n  mode: 'x\n  size: 'y'\n  port: 1\n", 2, "a quotation mark that is not closed",
         "Write ' at the end"),
        ("a:\n- 'x\nb: 1\n", 2, "the item begins with a quotation mark", "Write ' at"),
        ("a:\n  mode: \"x\"y\n", 2, "goes on behind its closing quotation", "whole value"),
        ("a:\n  mode VSAM\n  size: 1\n", 2, "mode has no colon after it",
         "Write mode: and a blank"),
        ('a:\n  mode: "\\q"\n', 2, "a backslash in double quotes",
         "Put the value in single quotes"),
        ("a:\n  mode: !e!x y\n", 2, "the value of mode begins with !", "quotation marks"),
        ("a:\n  mode: -\n", 2, "the value of mode begins with -", "quotation marks"),
        ("a:\n  mode: ? b\n", 2, "the value of mode begins with ?", "quotation marks"),
        ("a:\n  - a: b\n   - c: d\n", 3, "the item stands in column 4, and the item on line 2 in "
         "column 3", "in the same column"),
        # anchors, aliases, directives, tags
        ("a:\n  mode: *\n", 2, "begins with *, which YAML takes for an alias", "quotation marks"),
        ("a:\n  mode: *VOL\n", 2, "begins with *, which YAML takes for an alias", "&VOL"),
        ("a:\n  mode: &SYSNAME..X\n", 2, "begins with &, which YAML takes for an anchor",
         "${{ zos.resolveSymbol('&SYSNAME') }}"),
        ("a: &x 1\nb: &x 2\n", 2, "an anchor is defined twice", "a name of its own"),
        ("%VSM01\na: 1\n", 1, "the line begins with %, which YAML takes for a directive", "Remove"),
        ("a:\n  mode: |VOL\n  size: 1\n", 2, "begins with |, which opens a block", "quotation"),
        ("a:\n  mode: >VOL\n  size: 1\n", 2, "begins with >, which opens a block", "quotation"),
        ("a:\n  mode: ,VOL\n", 2, "the value of mode begins with ,", "quotation marks"),
        # brackets
        ("a:\n  mode: [x\n  size: 1\nb: 2\n", 2, "the [ of this line is not closed", "Write ]"),
        ("a:\n  mode: {x: 1\n  size: 1\nb: 2\n", 2, "the { of this line is not closed", "Write }"),
        # lists
        ("a:\n    - x\n   - y\nb: 1\n", 3, "in column 4, and the item on line 2 in column 5",
         "in the same column"),
        ("a:\n  mode: x\n  - size: 1\n", 3, "an item of a list (-) stands among", "Remove the -"),
        # keys
        ("a:\n  mode=VSAM\n  size: 1\n", 2, "mode has = behind it", "Write mode: and a blank"),
        # what editors and other tools leave
        ("a:\n<<<<<<< HEAD\n  mode: x\n", 2, "a conflict marker of a merge", "Keep one of the two"),
        ("a:\n  mode: x\n=======\n  mode: y\n", 3, "a conflict marker of a merge", "Keep one"),
        ("a:\n  mode:\u00a0x\n  size: 1\n", 2, "a no-break space", "Write an ordinary blank"),
    ],
)  # fmt: skip
def test_explanation(text: str, line: int, why: str, remedy: str) -> None:
    problem = _explain(text)
    assert problem.id == "ZWEL0140E"
    assert problem.origin is not None
    assert (problem.origin.file, problem.origin.line) == ("zowe.yaml", line)
    assert why in problem.facts[0]
    assert remedy in problem.remedy
    assert problem.details[-1].startswith(f"{line:>5} | ")


def test_a_second_document() -> None:
    problem = _explain("a: 1\n---\nb: 2\n")
    assert problem.facts == ("not valid YAML: a second document begins there",)
    assert problem.remedy == "Remove it; Zowe reads the first alone."
    assert problem.origin is not None
    assert problem.origin.line == 2


@pytest.mark.parametrize("text", ["a: \x01\n", "[" * 200, "- a\n", "a: !!x\n ? {\n"])
def test_what_is_not_understood_stays_as_it_is(text: str) -> None:
    problem = _explain(text)
    assert problem.details == ()
    assert problem.remedy


@pytest.mark.parametrize(
    "line",
    ["keystorePassword: hidden: x", "  password: @hidden", "masterNodeUri: a:hidden@b: c",
     "TOKEN: @hidden", "passphrase: hidden: 1"],
)  # fmt: skip
def test_secrets_are_not_quoted(line: str) -> None:
    problem = _explain(f"{line}\n")
    assert problem.details
    message = " ".join((*problem.facts, *problem.details, problem.remedy))
    assert "hidden" not in message


@pytest.mark.parametrize("line", [None, 0, 5, 10**9])
@pytest.mark.parametrize("text", ["", "\n", "a:\n  b: 1\n"])
def test_places_that_are_not_there(text: str, line: int | None) -> None:
    for what in ("mapping values are not allowed here", "found character '\\t' that cannot"):
        mark = None if line is None else yaml.Mark("f", 0, line - 1, 0, None, None)
        error = yaml.MarkedYAMLError(problem=what, problem_mark=mark)
        problem = yaml_problems.problem_of(ConfigSource("f", text), error)
        assert problem.id == "ZWEL0140E"


def test_a_very_long_line_costs_no_time() -> None:
    _explain(f"a:\n  b: 1\n    {'x ' * 50_000}y: 2\n")
