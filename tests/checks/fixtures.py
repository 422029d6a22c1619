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
PAGE = ROOT / "docs" / "reference" / "check.md"
BEGIN, END = "<!-- fixtures -->\n", "<!-- end of fixtures -->\n"
NAMES = sorted(path.name for path in FOLDER.glob("*.yaml"))


class Said(NamedTuple):
    """What a run of ``check`` in the folder of the fixtures said."""

    code: int
    lines: list[str]


def check(name: str, *options: str) -> Said:
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
    return Said(code, out.getvalue().splitlines())


def expected() -> dict[str, Said]:
    """What is written down in expected.json."""
    return {
        name: Said(entry["exit"], entry["lines"])
        for name, entry in json.loads(EXPECTED.read_text()).items()
    }


def table(said: dict[str, Said]) -> str:
    """The table of docs/reference/check.md."""
    rows = ["| configuration | exit | what `check` says |", "|---|---|---|"]
    for name, (code, lines) in said.items():
        shown = "<br>".join(_cell(line) for line in lines)
        rows.append(f"| [{name}](../../fixtures/check/{name}) | {code} | {shown} |")
    return "\n".join(rows) + "\n"


def _cell(line: str) -> str:
    text = line.strip()
    for mark, instead in (("&", "&amp;"), ("<", "&lt;"), ("|", "&#124;"), ("*", "&#42;")):
        text = text.replace(mark, instead)
    return text.replace("[", "&#91;").replace("_", "&#95;")


def page(said: dict[str, Said]) -> str:
    """docs/reference/check.md with the table in its place."""
    head, _, rest = PAGE.read_text().partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{table(said)}\n{END}{tail}"


def main() -> None:
    """Write expected.json and the table."""
    said = {name: check(name) for name in NAMES}
    entries = {name: {"exit": code, "lines": lines} for name, (code, lines) in said.items()}
    EXPECTED.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n")
    PAGE.write_text(page(said))


if __name__ == "__main__":
    main()
