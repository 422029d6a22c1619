"""Generated expressions agree with QuickJS, which Zowe evaluates them with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.config.javascript.compare import Comparison, compared, scalars
from tests.config.javascript.generator import Generator, damaged, soup
from tests.config.javascript.judge import ours, quick
from zwe_vsam.config.javascript.refusals import REFUSALS

DOCS = Path(__file__).parents[3] / "docs" / "reference" / "config.md"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    both = compared(Generator(1).expressions(3000))
    for source in scalars(2, 900):
        both.add(source)
    return both


def test_three_thousand_expressions_have_the_value_of_quickjs(comparison: Comparison) -> None:
    assert comparison.count >= 3000
    assert comparison.unlike == []


def test_at_most_five_in_a_hundred_are_refused(comparison: Comparison) -> None:
    assert comparison.evaluated > 2000
    assert sum(comparison.refused.values()) <= 0.05 * comparison.evaluated, str(comparison)


def test_each_kind_of_refusal_is_known(comparison: Comparison) -> None:
    assert set(comparison.refused) <= set(REFUSALS)


def test_the_documentation_lists_the_refusals() -> None:
    text = DOCS.read_text("utf-8")
    rows = dict(re.findall(r"^\| ([a-z -]+) \| (.+) \|$", text, re.MULTILINE))
    shown = {kind: reason.replace("|", "\\|") for kind, reason in REFUSALS.items()}
    assert {kind: rows.get(kind) for kind in REFUSALS} == shown


def test_damaged_expressions_are_errors_where_quickjs_has_an_error() -> None:
    assert compared(damaged(3, 1500)).unlike == []


def test_any_tokens_are_errors_where_quickjs_has_an_error() -> None:
    assert compared(soup(4, 1500)).unlike == []


def test_the_judge_sees_a_difference() -> None:
    """Of values, types and kinds of errors."""
    assert quick("1") != quick("'1'") != quick("1.5")
    assert quick("0") != quick("-0")
    assert quick("[1]") != quick("'1'")
    assert quick("null") != quick("undefined")
    assert quick("1 +").kind == ours("1 +").kind == "syntax"
    assert quick("nobody").kind == ours("nobody").kind == "exception"
