"""The configurations in fixtures/check: what ``check`` says of each, and where that is written.

A folder there has configurations that are checked together, and an ``expected.json`` of its own.
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


def expected_of_groups() -> dict[str, Output]:
    """What is written down in expected.json of each folder."""
    entries = {name: json.loads((FOLDER / name / EXPECTED.name).read_text()) for name in GROUPS}
    return {name: Output(entry["exit"], entry["lines"]) for name, entry in entries.items()}


HEAD = """\
# Findings of check

What `zwe-vsam check` reports for each configuration in `fixtures/check`. A folder there has
configurations that are checked together. The page is made from the
code, and a test compares the two. [check](check.md) explains the command.

"""


def page(outputs: dict[str, Output]) -> str:
    """docs/reference/findings.md: a section for each configuration, and for each folder."""
    every = outputs | expected_of_groups()
    return HEAD + "\n".join(_section(name, *every[name]) for name in sorted(every))


def _section(name: str, code: int, lines: list[str]) -> str:
    output = "\n".join(lines)
    return f"## {name}\n\nExit code {code}.\n\n```text\n{output}\n```\n"


def main() -> None:
    """Write expected.json and the page."""
    outputs = {name: check(name) for name in NAMES}
    _write(EXPECTED, {name: _entry(output) for name, output in outputs.items()})
    for name in GROUPS:
        _write(FOLDER / name / EXPECTED.name, _entry(check_group(name)))
    PAGE.write_text(page(outputs))


def _entry(output: Output) -> dict[str, object]:
    return {"exit": output.code, "lines": output.lines}


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
