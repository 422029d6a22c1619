"""Expressions that need one another, and what could grow: each ends, in a value or an error."""

from __future__ import annotations

import pytest

from tests.config.expressions import error, load, outcome, result
from zwe_vsam.config import javascript
from zwe_vsam.config.javascript.source import MAXIMUM_SOURCE
from zwe_vsam.errors import Problem


def test_error_is_told_where_it_is_with_what_needs_it() -> None:
    world = "c: ${{ d }} \nb: ${{ c }}\na: ${{ b }}\n"
    with pytest.raises(Problem) as caught:
        load(world).value("a")
    assert caught.value.message.text == (
        "c cannot be evaluated. Its expression ends with an error: d is not defined."
    )
    assert str(caught.value.origin) == "a.yaml:1:8"
    assert caught.value.details == (
        "b (a.yaml:2) needs this value.",
        "a (a.yaml:3) needs this value.",
    )


@pytest.mark.parametrize(
    ("world", "key"),
    [
        ('x: {y: "${{ x.z }}", z: "${{ x.y }}"}\n', "x.y"),
        ('x: {y: "${{ x.z }}", z: "${{ x.y }}"}\n', "x.z"),
    ],
)
def test_expressions_that_need_one_another_give_nothing(world: str, key: str) -> None:
    """The first of them sees the other as undefined (evaluateJsonTemplates)."""
    assert load(world).value(key) is None


@pytest.mark.parametrize(
    ("world", "circle"),
    [
        ("a: ${{ a }}\n", "a -> a"),
        ("a: ${{ b }}\nb: ${{ a }}\n", "a -> b -> a"),
        ("a: ${{ b }}\nb: ${{ c }}.X\nc: ${{ b + 1 }}\n", "a -> b -> c -> b"),
    ],
)
def test_a_circle_at_the_top_of_the_file_is_named(world: str, circle: str) -> None:
    """Zowe: "circular reference or undefined variable", and no start (test_template_order.sh)."""
    expected = f"a cannot be evaluated. Expressions depend on each other: {circle}."
    assert outcome(load(world), "a") == expected


def test_a_failure_behind_a_circle_is_its_cause() -> None:
    configuration = load("a: ${{ b }}\nb: ${{ c + a }}\nc: ${{ d }}\n")
    with pytest.raises(Problem) as caught:
        configuration.value("a")
    assert caught.value.message.text == (
        "c cannot be evaluated. Its expression ends with an error: d is not defined."
    )


def test_what_fails_and_is_not_needed_does_no_harm() -> None:
    configuration = load("c: ${{ ] }}\na: \"${{ true ? 'x' : c }}\"\nb: ${{ a }}\n")
    assert outcome(configuration, "b") == "x"
    assert configuration.kind("a") == "scalar"


def test_a_mapping_that_holds_the_expression_can_be_read() -> None:
    assert outcome(load("a: {b: \"${{ a ? 'x' : 'y' }}\"}\n"), "a.b") == "x"


def test_long_chains() -> None:
    world = "k0: end\n" + "".join(f"k{i + 1}: ${{{{ k{i} }}}}\n" for i in range(2000))
    assert outcome(load(world), "k2000") == "end"


@pytest.mark.parametrize("text", ["('a')", "!('a')", "true ? ('a') : 'b'", "[['a']][0][0]"])
def test_nesting_ends(text: str) -> None:
    before, _, after = text.partition("'a'")
    assert result(f"${{{{ {before * 5}'a'{after * 5} }}}}")
    deep = error(f"${{{{ {before * 3000}'a'{after * 3000} }}}}")
    assert (deep.id, deep.reason) == ("ZWV2153E", "the expression is nested too deeply")


# What could grow


def test_longest_value() -> None:
    text = "'" + "x" * (MAXIMUM_SOURCE - 10) + "'"
    assert result(f"${{{{ {text} }}}}") is not None
    assert f"longer than {MAXIMUM_SOURCE} characters" in error(f"${{{{ {text}    }}}}").message.text


@pytest.mark.parametrize("form", ["${{ k0 + k0 }}", "${{ k0 }}${{ k0 }}", "${{ k0.repeat(2) }}"])
def test_doubling_ends(form: str) -> None:
    world = f"k0: {'x' * 60_000}\nk1: {form}\n"
    with pytest.raises(Problem) as caught:
        load(world).value("k1")
    assert caught.value.reason == "a text has more than 65536 characters"


def test_long_digits_are_a_number() -> None:
    world = f"n: {'9' * 5000}\nx: ${{{{ n }}}}\ny: ${{{{ n == 1 }}}}\n"
    assert outcome(load(world), "y") == "false"
    assert outcome(load(world), "n") == "9" * 5000


def test_each_expression_is_evaluated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = []
    real = javascript.evaluate

    def counting(source: str, scope: object) -> object:
        sources.append(source)
        return real(source, scope)  # type: ignore[arg-type]

    monkeypatch.setattr(javascript, "evaluate", counting)
    world = "k0: ab\n" + "".join(f"k{i + 1}: ${{{{ k{i} + k{i} }}}}\n" for i in range(12))
    configuration = load(world)
    assert outcome(configuration, "k12") == "ab" * 2**12
    assert outcome(configuration, "k5") == "ab" * 2**5
    assert len(sources) == 12
