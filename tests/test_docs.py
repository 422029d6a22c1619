"""Every example of the README and of docs/ does what it shows.

A ``console`` block is run in an empty folder that has the fixtures; lines after ``$ `` are
commands, the lines below them are what they print (standard error after standard output). A line
``...`` stands for any lines, and within a line for anything. A number in a comment after the
command is its exit code: ``$ zwe-vsam render -c x.yaml  # [109]``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT
from zwe_vsam.messages.catalog import ENTRIES as TABLE

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


class Example(NamedTuple):
    command: str
    code: int
    output: list[str]


def _blocks(page: Path) -> list[str]:
    return re.findall(r"^```console\n(.*?)^```$", page.read_text(), re.DOTALL | re.MULTILINE)


def _examples(block: str) -> list[Example]:
    found: list[Example] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            command, _, comment = line[2:].partition("  # ")
            code = re.fullmatch(r"\[(\d+)\]", comment)
            found.append(Example(command, int(code[1]) if code else 0, []))
        else:
            found[-1].output.append(line)
    return found


CASES = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    for number, block in enumerate(_blocks(page), 1)
]


@pytest.mark.parametrize("block", CASES)
def test_example(block: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    shutil.copy(ROOT / "fixtures" / "minimal.yaml", tmp_path / "zowe.yaml")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for example in _examples(block):
        ran = subprocess.run(
            ["sh", "-c", example.command],
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        printed = (ran.stdout + ran.stderr).splitlines()
        assert ran.returncode == example.code, (example.command, printed)
        assert _matches(printed, example.output), (example, printed)


def _matches(printed: list[str], shown: list[str]) -> bool:
    pattern = "".join(
        r"(?:.*\n)*?"
        if line.strip() == "..."
        else re.escape(line.rstrip()).replace(r"\.\.\.", ".*?") + r"\n"
        for line in shown
    )
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in printed)) is not None


def test_there_are_examples() -> None:
    assert len(CASES) >= 5


def test_table_of_messages_is_the_codes() -> None:
    """docs/reference/messages.md lists every id with its exit code, and no other."""
    page = (ROOT / "docs" / "reference" / "messages.md").read_text()
    rows = dict(re.findall(r"^\| (Z\w+) \| (\d+) \|", page, re.MULTILINE))
    assert rows == {message_id: str(kind.exit_code) for message_id, kind in TABLE.items()}


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            assert (page.parent / link).exists(), (page.name, link)
