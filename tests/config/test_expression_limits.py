"""Expressions that need one another, and what could grow: each ends, in a value or an error."""

from __future__ import annotations

import pytest

from tests.config.expressions import error, load, outcome, result
from zwe_vsam.config.evaluator import MAXIMUM_REFERENCES
from zwe_vsam.config.expression_syntax import MAXIMUM_NESTING, Source
from zwe_vsam.config.expressions import MAXIMUM_EXPRESSION, MAXIMUM_RESULT
from zwe_vsam.errors import Problem


def test_error_is_told_where_it_is_with_what_needs_it() -> None:
    world = "a: ${{ b }}\nb: ${{ c }}\nc: ${{ d }} \n"
    with pytest.raises(Problem) as caught:
        load(world).value("a")
    assert caught.value.facts[0] == "c cannot be evaluated: d is not defined"
    assert str(caught.value.origin) == "a.yaml:3:8"
    assert caught.value.details == ("needed by b (a.yaml:2)", "needed by a (a.yaml:1)")


@pytest.mark.parametrize(
    ("world", "key", "chain", "place"),
    [
        ("a: ${{ a }}\n", "a", "a -> a", "a.yaml:1:4"),
        ("a: ${{ b }}\nb: ${{ a }}\n", "a", "a -> b -> a", "a.yaml:1:4"),
        ("a: ${{ b }}\nb: ${{ c }}\nc: ${{ b }}\n", "a", "b -> c -> b", "a.yaml:1:4"),
        ('x: {y: "${{ x.z }}", z: "${{ x.y }}"}\n', "x.y", "x.y -> x.z -> x.y", "a.yaml:1:9"),
        ("a: ${{ b.c }}\nb: ${{ a }}\n", "a", "a -> b -> a", "a.yaml:1:4"),
    ],
)
def test_cycle_is_told_with_its_path(world: str, key: str, chain: str, place: str) -> None:
    with pytest.raises(Problem) as caught:
        load(world).value(key)
    assert caught.value.facts[0] == f"{key} cannot be evaluated: it refers to itself: {chain}"
    assert str(caught.value.origin) == place


def test_what_is_in_a_cycle_and_not_needed_does_no_harm() -> None:
    configuration = load("a: \"${{ true ? 'x' : b }}\"\nb: ${{ a }}\nc: ${{ c }}\n")
    assert configuration.value("b") is not None
    assert configuration.kind("a") == "scalar"


def test_a_mapping_that_holds_the_expression_is_no_cycle() -> None:
    configuration = load("a: {b: \"${{ a ? 'x' : 'y' }}\"}\n")
    value = configuration.value("a.b")
    assert value is not None
    assert value.text == "x"


@pytest.mark.parametrize("more", [0, 1])
def test_longest_chain(more: int) -> None:
    count = MAXIMUM_REFERENCES + more
    world = "".join(f"k{i}: ${{{{ k{i + 1} }}}}\n" for i in range(count)) + f"k{count}: end\n"
    configuration = load(world)
    if more:
        with pytest.raises(Problem, match="through more than 20 others"):
            configuration.value("k0")
        assert configuration.value("k1") is not None
    else:
        assert configuration.value("k0") is not None


@pytest.mark.parametrize("more", [0, 1])
@pytest.mark.parametrize(
    ("before", "after", "used"), [("(", ")", 1), ("true ? (", ") : 'b'", 2), ("!(", ")", 1)]
)
def test_limit_of_nesting(before: str, after: str, used: int, more: int) -> None:
    depth = (MAXIMUM_NESTING - 1) // used + more
    text = f"${{{{ {before * depth}'a'{after * depth} }}}}"
    if more:
        problem = error(text)
        assert problem.facts == ("x cannot be evaluated: nested too deeply",)
        assert problem.origin is not None
        assert problem.origin.column
    else:
        assert result(text) in ("a", "true")


@pytest.mark.parametrize("more", [0, 1])
@pytest.mark.parametrize(
    ("inside", "before", "after", "used"),
    [
        ("('x') + ('y') + {}", "(", ")", 0),
        ("false ? 'x' : (('y') + {})", "(", ")", 2),
        ("(((((('x') + ('y') + {})))))", "(", ")", 5),
        ("()=> {{ {{ }} {{ }} {} }}()", "{", "} ", 1),
        ("()=> {{ {{{{{{ {{ }} {{ }} {} }} }} }} }}()", "{", "} ", 4),
        ("()=> {{ if (false) return 'x'; if (false) return 'y'; {} }}()", "{", "} ", 1),
    ],
    ids=range(6),
)
def test_what_has_ended_counts_no_more(
    inside: str, before: str, after: str, used: int, more: int
) -> None:
    depth = MAXIMUM_NESTING - used - (before == "{") - 1 + more
    core = "return 'a'" if before == "{" else "'a'"
    text = inside.format(before * depth + core + after * depth)
    if more:
        assert error(f"${{{{ {text} }}}}").facts == ("x cannot be evaluated: nested too deeply",)
    else:
        assert (result(f"${{{{ {text} }}}}") or "").endswith("a")


def test_many_levels_in_many_expressions_stay_a_foreseen_error() -> None:
    """Neither limit is passed, but together they are more than Python's stack holds."""
    inside, close = "('' || " * 24, ")" * 24
    world = "".join(f'k{i}: "${{{{ {inside}k{i + 1}{close} }}}}"\n' for i in range(19))
    configuration = load(world + "k19: end\n")
    assert outcome(configuration, "k0") == "k0 cannot be evaluated: nested too deeply"
    assert outcome(configuration, "k15") == "end"


def test_stack_overflow_is_foreseen(monkeypatch: pytest.MonkeyPatch) -> None:
    from zwe_vsam.config import expressions

    real = expressions.parse

    def overflow(source: Source) -> object:
        if source.text == " c ":
            raise RecursionError
        return real(source)

    monkeypatch.setattr(expressions, "parse", overflow)
    with pytest.raises(Problem, match="a cannot be evaluated: nested too deeply") as caught:
        load("a: ${{ b }}\nb: ${{ c }}\n").value("a")
    assert str(caught.value.origin) == "a.yaml:1:4"


# What could grow


def test_longest_expression() -> None:
    text = "'" + "x" * (MAXIMUM_EXPRESSION - 4) + "'"
    assert result(f"${{{{ {text} }}}}") is not None
    assert "longer than 10000 characters" in error(f"${{{{ {text}  }}}}").facts[0]


@pytest.mark.parametrize("more", [0, 1])
def test_longest_result(more: int) -> None:
    world = f"k: {'x' * (MAXIMUM_RESULT - 1)}\nx: ${{{{ k + '{'y' * (1 + more)}' }}}}\n"
    if more:
        with pytest.raises(Problem, match=f"it gives more than {MAXIMUM_RESULT} characters"):
            load(world).value("x")
    else:
        assert load(world).value("x") is not None


@pytest.mark.parametrize("form", ["${{ k0 + k0 }}", "${{ k0 }}${{ k0 }}"])
def test_doubling_ends(form: str) -> None:
    world = f"k0: {'x' * 60_000}\nk1: {form}\n"
    with pytest.raises(Problem, match=f"it gives more than {MAXIMUM_RESULT} characters"):
        load(world).value("k1")


def test_long_sums_are_no_recursion() -> None:
    assert result("${{ " + " + ".join(["'a'"] * 1500) + " }}") == "a" * 1500
    assert result("${{ " + "!" * 9001 + "true }}") == "false"


def test_long_digits_stay_as_they_are() -> None:
    digits = "9" * 5000
    configuration = load(f"n: {digits}\nx: ${{{{ n }}}}\ny: ${{{{ n == 1 }}}}\n")
    assert [configuration.value(key) and configuration.value(key).text for key in "xy"] == [  # type: ignore[union-attr]
        digits, "false",
    ]  # fmt: skip


def test_each_expression_is_evaluated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from zwe_vsam.config import expressions

    count = 0
    real = expressions.parse

    def counting(source: object) -> object:
        nonlocal count
        count += 1
        return real(source)  # type: ignore[arg-type]

    monkeypatch.setattr(expressions, "parse", counting)
    world = "".join(f"k{i}: ${{{{ k{i + 1} + k{i + 1} }}}}\n" for i in range(12)) + "k12: ab\n"
    value = load(world).value("k0")
    assert value is not None
    assert value.text == "ab" * 2**12
    assert count == 12
