"""The picture in docs/explanation/architecture.md is the contract of import-linter."""

from __future__ import annotations

import re
import tomllib

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PAGE = (ROOT / "docs" / "explanation" / "architecture.md").read_text()


def layers() -> list[str]:
    """The layers of the contract, from top to bottom; those that stand side by side are one."""
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    (contract,) = [each for each in contracts if each["type"] == "layers"]
    return list(contract["layers"])


def test_the_picture_is_the_contract() -> None:
    graph = PAGE.partition("```mermaid\n")[2].partition("```")[0]
    arrows = re.findall(r"^  (\w+)\[.*\] --> (\w+)$", graph, re.MULTILINE)
    drawn = [arrows[0][0], *(below for _, below in arrows)]
    assert [above for above, _ in arrows] == drawn[:-1]
    last = re.findall(rf'^  {drawn[-1]}\["(.*)"\]$', graph, re.MULTILINE)
    expected = layers()
    assert drawn[:-1] == expected[:-1]
    assert last[0].split(", ") == expected[-1].split(" | ")


def test_every_place_is_in_the_contract() -> None:
    named = {name for layer in layers() for name in layer.split(" | ")}
    package = ROOT / "zwe_vsam"
    places = {
        path.stem
        for path in package.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert places - {"__init__", "__main__"} == named


def test_every_file_that_the_page_names_is_there() -> None:
    for name in re.findall(r"`((?:zwe_vsam|templates|fixtures)/[\w./]*)`", PAGE):
        assert (ROOT / name).exists(), name
