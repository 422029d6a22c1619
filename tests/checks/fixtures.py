"""The configurations in fixtures/check: what ``check`` says of each, and where that is written.

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
PAGE = ROOT / "docs" / "check.md"
BEGIN, END = "<!-- fixtures -->\n", "<!-- end of fixtures -->\n"
NAMES = sorted(path.name for path in FOLDER.glob("*.yaml"))


class Output(NamedTuple):
    """What a run of ``check`` in the folder of the fixtures said."""

    code: int
    lines: list[str]


def check(name: str, *options: str) -> Output:
    """Check one fixture, by its name alone."""
    from zwe_vsam.cli import main

    out, err = io.StringIO(), io.StringIO()
    before = os.getcwd()
    os.chdir(FOLDER)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(["check", "-c", name, *options])
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


def table(outputs: dict[str, Output]) -> str:
    """The table of docs/check.md."""
    rows = ["| configuration | exit code | what `check` reports |", "|---|---|---|"]
    for name, (code, lines) in outputs.items():
        shown = "<br>".join(_cell(line) for line in lines)
        rows.append(f"| [{name}](../fixtures/check/{name}) | {code} | {shown} |")
    return "\n".join(rows) + "\n"


def _cell(line: str) -> str:
    text = line.strip()
    for mark, instead in (("&", "&amp;"), ("<", "&lt;"), ("|", "&#124;"), ("*", "&#42;")):
        text = text.replace(mark, instead)
    return text.replace("[", "&#91;").replace("_", "&#95;")


def page(outputs: dict[str, Output]) -> str:
    """docs/check.md with the table in its place."""
    head, _, after = PAGE.read_text().partition(BEGIN)
    _, _, tail = after.partition(END)
    return f"{head}{BEGIN}\n{table(outputs)}\n{END}{tail}"


def main() -> None:
    """Write expected.json and the table."""
    outputs = {name: check(name) for name in NAMES}
    entries = {name: {"exit": code, "lines": lines} for name, (code, lines) in outputs.items()}
    EXPECTED.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n")
    PAGE.write_text(page(outputs))


if __name__ == "__main__":
    main()
