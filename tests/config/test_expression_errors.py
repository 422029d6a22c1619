"""What is wrong with what stands in ``${{ }}``: an error that names the place and the text."""

from __future__ import annotations

import pytest

from tests.config.expressions import LAST, WORLD, error, load
from zwe_vsam.errors import Problem


@pytest.mark.parametrize(
    ("expression", "what", "at"),
    [
        ("zowe.", "the expression ends too early", ""),
        ("zowe..port", ". is not expected here", ".port"),
        ("zowe[", "the expression ends too early", ""),
        ("(zowe", "the expression ends too early", ""),
        ("zowe)", ") is not expected here", ")"),
        ("'abc", "a text that begins with ' is not closed", "'abc"),
        ("a ? b", "the expression ends too early", ""),
        ("1 2", "2 is not expected here", "2"),
        ("5abc", "this is not a number", "5abc"),
        ("zowe.port = 5", "a change of a value is not supported", "= 5"),
        ("new Date", "new is not supported", "new"),
        ("return 1", "return is outside a function", "return"),
        ("'a' || 'b' ?? 'c'", "?? and || need parentheses between them", "?? 'c'"),
        # An expression ends at the first }}, also within quotes and braces.
        # names
        ("nothing", "nothing is not defined", "nothing"),
        ("nothing?.below", "nothing is not defined", "nothing"),
        ("zowe.nothing.below", "", ".below"),
        ("zowe.setup.vsam.name.x", "", ".x"),
    ],
)
def test_error_names_the_place(expression: str, what: str, at: str) -> None:
    text = f"${{{{ {expression} }}}}"
    problem = error(text)
    assert problem.message.text.startswith("x cannot be evaluated. ")
    assert problem.reason.startswith(what)
    offset = text.index(at) if at else len(text[:-3].rstrip())
    assert str(problem.origin).startswith(f"a.yaml:{LAST}:")
    assert problem.origin is not None
    assert problem.origin.column in (offset + 3, offset + 4)


@pytest.mark.parametrize("expression", ["'a }} b'", "(() => { if (true) { return 'a' }})()"])
def test_expression_ends_at_the_first_braces(expression: str) -> None:
    """Also within quotes and braces (yaml2json.c): what is left is not JavaScript."""
    assert "x cannot be evaluated. " in error(f"${{{{ {expression} }}}}").message.text


@pytest.mark.parametrize("key", ["zowe.nothing.below", "zowe.setup.vsam.name.x"])
def test_key_of_nothing_is_told_by_name(key: str) -> None:
    name = key.rpartition(".")[0]
    assert f"{name} is " in error(f"${{{{ {key} }}}}").message.text


def test_error_of_several_lines_is_told_in_one() -> None:
    with pytest.raises(Problem) as caught:
        load('x: "${{ 1 = 2\\n* 3 }}"\n').value("x")
    assert "cannot be evaluated. " in caught.value.message.text
    assert "\n" not in caught.value.message.text


@pytest.mark.parametrize("key", ["password", "keyPass", "token", "masterNodeUri", "url"])
def test_error_in_what_may_be_a_secret_quotes_nothing(key: str) -> None:
    with pytest.raises(Problem) as caught:
        load(f"c: {{{key}: \"${{{{ 'GEHEIM' ] 2 }}}}\"}}\n").value(f"c.{key}")
    assert caught.value.id == "ZWV2158E"
    assert caught.value.message.text == (
        f"c.{key} cannot be evaluated. The reason is not shown, because it can contain a secret."
    )
    assert caught.value.facts == (f"c.{key}",)
    assert str(caught.value.origin) == f"a.yaml:1:{21 + len(key)}"
    assert caught.value.__cause__ is None
    assert caught.value.remedy == "Correct the expression, or replace the expression by its value."


def test_error_in_a_longer_text_has_its_place_too() -> None:
    problem = error("A.${{ zowe.port }}.${{ nothing }}")
    assert (problem.id, problem.reason) == ("ZWV2151E", "nothing is not defined")
    assert str(problem.origin) == f"a.yaml:{LAST}:26"


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("${{ zowe.port ] 2 }}", "a.yaml:1:18"),
        ("&a ${{ zowe.port ] 2 }}", "a.yaml:1:21"),
        ("!!str ${{ zowe.port ] 2 }}", "a.yaml:1:24"),
        ('"${{ zowe.port ] 2 }}"', "a.yaml:1:19"),
        ("\n  ${{ zowe.port ] 2 }}", "a.yaml:2:17"),
        ("é${{ zowe.port ] 2 }}", "a.yaml:1:19"),
        ('"${{ zowe.port ] 2 }}\n\n  b"', "a.yaml:1:19"),
        # Written in another way, or twice, only the line is sure.
        ('"${{ zowe.port ] 2 }}\n\n  ${{ zowe.port ] 2 }}"', "a.yaml:1"),
        ('"\\x24{{ zowe.port ] 2 }}"', "a.yaml:1"),
        ('"${{ zowe.port\n  ] 2 }}"', "a.yaml:1"),
    ],
)
@pytest.mark.usefixtures("loader")
def test_place_of_the_error_in_every_style(written: str, place: str) -> None:
    with pytest.raises(Problem) as caught:
        load(f"x: {written}\n" + WORLD).value("x")
    assert "] is not expected here" in caught.value.message.text
    assert str(caught.value.origin) == place


@pytest.mark.parametrize("key", ["x", "y", "l"])
@pytest.mark.usefixtures("loader")
def test_expression_in_single_quotes_is_a_key_that_zowe_ignores(key: str) -> None:
    text = "x: '${{ zowe.port }}'\ny: ${{ x }}\nl: ['${{ 1 }}']\n"
    configuration = load(text + WORLD, "x: 3\n")
    with pytest.raises(Problem) as caught:
        configuration.lines(key) if key == "l" else configuration.value(key)
    assert caught.value.id == "ZWV2005E"
    assert caught.value.message.text.endswith(", because its expression is in single quotes.")
    assert str(caught.value.origin) == ("a.yaml:3" if key == "l" else "a.yaml:1")
    assert "plain and double-quoted" in caught.value.remedy
