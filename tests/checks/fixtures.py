"""The configurations in fixtures/check: what ``check`` says of each, and where that is written.

A folder there has configurations that are checked together, and ``expected.txt``.
``python -m tests.checks.fixtures`` writes both places anew, to be read before they are kept.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "fixtures" / "check"
EXPECTED = FOLDER / "expected.json"
PAGE = ROOT / "docs" / "reference" / "findings.md"
NAMES = sorted(path.name for path in FOLDER.glob("*.yaml"))
GROUPS = {
    folder.name: sorted(f"{folder.name}/{path.name}" for path in folder.glob("*.yaml"))
    for folder in sorted(FOLDER.iterdir())
    if folder.is_dir()
}
"""Folder -> the files that are checked together, as ``check`` gets their names."""


class Output(NamedTuple):
    """What a run of ``check`` in the folder of the fixtures said."""

    code: int
    lines: list[str]


def check(name: str, *options: str) -> Output:
    """Check one fixture, by its name alone."""
    return _run("-c", name, *options)


def check_group(name: str) -> Output:
    """Check the files of a folder together."""
    return _run(*GROUPS[name])


def _run(*arguments: str) -> Output:
    from zwe_vsam.cli import main

    out, err = io.StringIO(), io.StringIO()
    before = os.getcwd()
    os.chdir(FOLDER)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(["check", *arguments])
    finally:
        os.chdir(before)
    assert err.getvalue() == "", err.getvalue()
    return Output(code, out.getvalue().splitlines())


def expected() -> dict[str, Output]:
    """What is written down in expected.json."""
    return {
        name: Output(entry["exit"], entry["lines"])
        for name, entry in json.loads(EXPECTED.read_text()).items()
    }


def expected_of_group(name: str) -> list[str]:
    """The lines in expected.txt of a folder."""
    return (FOLDER / name / "expected.txt").read_text().splitlines()


HEAD = """\
# Findings of check

What `zwe-vsam check` reports for each configuration in `fixtures/check`. A folder there has
configurations that are checked together. The page is made from the
code, and a test compares the two. [check](check.md) explains the command.

"""


def page(outputs: dict[str, Output]) -> str:
    """docs/reference/findings.md: a section for each configuration."""
    return HEAD + "\n".join(_section(name, *outputs[name]) for name in sorted(outputs))


def _section(name: str, code: int, lines: list[str]) -> str:
    output = "\n".join(lines)
    return f"## {name}\n\nExit code {code}.\n\n```text\n{output}\n```\n"


def main() -> None:
    """Write expected.json and the page."""
    outputs = {name: check(name) for name in NAMES}
    entries = {name: {"exit": code, "lines": lines} for name, (code, lines) in outputs.items()}
    EXPECTED.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n")
    groups = {name: check_group(name) for name in GROUPS}
    for name, output in groups.items():
        (FOLDER / name / "expected.txt").write_text("\n".join(output.lines) + "\n")
    PAGE.write_text(page(outputs | groups))


if __name__ == "__main__":
    main()
