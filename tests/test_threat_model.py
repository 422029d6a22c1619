"""docs/explanation/threat-model.md: each threat has a test, and that test exists."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "explanation" / "threat-model.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for section in PAGE.read_text().split("\n## ")[2:]
    for line in section.splitlines()
    if line.startswith("| ") and not line.startswith("| threat ")
]


@cache
def names_in(path: str) -> set[str]:
    """The names of the tests of a file, those of a class with its name before them."""
    names: set[str] = set()
    for node in ast.parse((ROOT / path).read_text()).body:
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}::{each.name}" for each in functions(node)}
        elif isinstance(node, ast.FunctionDef):
            names.add(node.name)
    return names


def functions(node: ast.ClassDef) -> list[ast.FunctionDef]:
    return [each for each in node.body if isinstance(each, ast.FunctionDef)]


def test_there_are_rows() -> None:
    assert len(ROWS) >= 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_threat_has_a_test_that_exists(row: list[str]) -> None:
    threat, answer, named = row
    assert threat
    assert answer
    references = re.findall(r"`(tests/[\w/]+\.py)(?:::([\w:]+))?`", named)
    assert references
    for path, name in references:
        assert (ROOT / path).is_file(), path
        assert any(each.rpartition("::")[2].startswith("test_") for each in names_in(path)), path
        assert not name or name in names_in(path), (path, name)
