"""The examples of the README and of docs/: what they show, what they print, and how to renew them.

A ``console`` block is run in an empty folder that has the fixtures that it names. Where a page has
the comment ``<!-- examples: one folder -->``, all its blocks are run in one folder. Lines after
``$ `` are commands. The lines below a command are its output: standard error after standard output.
A line ``...`` stands for any lines, and within a line for any text. A number in a comment after the
command is its exit code: ``$ zwe-vsam render -c x.yaml  # [109]``.

``python -m tools.examples`` lists the examples whose output differs from their page. With
``--write`` it writes the new output into the pages; read the difference before you keep it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [
        ROOT / "README.md",
        *(page for page in (ROOT / "docs").rglob("*.md") if "generated" not in page.parts),
    ]
)
PROGRAMS = Path(sys.executable).parent
"""The folder of the program that is installed with this Python."""
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ONE_FOLDER = "<!-- examples: one folder -->"
_ANY = "..."
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|\b\d\d\.\d\d\.\d\d\b")
"""Dates and times, which differ in each run."""
_ALIKE = 0.5
"""Least similarity of two lines that are taken for the former and the new form of one line."""


class Example(NamedTuple):
    """One command of a page."""

    command: str
    code: int
    """Its exit code."""
    output: list[str]
    """The lines that the page shows."""


class Result(NamedTuple):
    """What a command did."""

    code: int
    lines: list[str]
    """Standard output, then standard error."""


def blocks(page: Path) -> list[str]:
    """Return the ``console`` blocks of ``page``."""
    return _BLOCK.findall(page.read_text())


def groups(page: Path) -> list[list[str]]:
    """Return the blocks of ``page``, those together that are run in one folder."""
    every = blocks(page)
    return [every] if _ONE_FOLDER in page.read_text() else [[block] for block in every]


def examples(block: str) -> list[Example]:
    """Return the commands of ``block``, each with what it shows."""
    parsed: list[Example] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            command, _, comment = line[2:].partition("  # ")
            code = re.fullmatch(r"\[(\d+)\]", comment)
            parsed.append(Example(command, int(code[1]) if code else 0, []))
        else:
            parsed[-1].output.append(line)
    return parsed


def prepare(folder: Path, commands: str) -> None:
    """Put a zowe.yaml, and the fixtures that ``commands`` name, into ``folder``."""
    for name in re.findall(r"\bfixtures(?:/[\w.-]+)*", commands):
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    shutil.copy(ROOT / "fixtures" / "minimal.yaml", folder / "zowe.yaml")


def run(example: Example, folder: Path, programs: Path = PROGRAMS) -> Result:
    """Run the command of ``example`` in ``folder``, with the ``zwe-vsam`` of ``programs``."""
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["sh", "-c", example.command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    return Result(ran.returncode, (ran.stdout + ran.stderr).splitlines())


def matches(printed: list[str], shown: list[str]) -> bool:
    """Whether ``printed`` is what the page shows."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == _ANY else _line_pattern(line) + r"\n" for line in shown
    )
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in printed)) is not None


def _line_pattern(line: str) -> str:
    return re.escape(line.rstrip()).replace(r"\.\.\.", ".*?")


def renewed(printed: list[str], shown: list[str]) -> list[str]:
    """Return the lines to show for ``printed``: as abbreviated as ``shown`` is, where possible."""
    if matches(printed, shown):
        return shown
    lines = [_TIME.sub(_ANY, line.rstrip()) for line in printed]
    kept: list[str] = []
    start = 0
    for line in shown:
        if line.strip() == _ANY:
            kept.append(line)
            continue
        position = _successor(line, lines, start)
        if position is not None:
            is_same = re.fullmatch(_line_pattern(line), lines[position])
            kept.append(line if is_same else lines[position])
            start = position + 1
    return kept if matches(printed, kept) else lines


def _successor(line: str, lines: list[str], start: int) -> int | None:
    """Return the index, from ``start`` on, of the line that ``line`` has become; None for none."""
    best, best_ratio = None, _ALIKE
    for position in range(start, len(lines)):
        if re.fullmatch(_line_pattern(line), lines[position]):
            return position
        ratio = SequenceMatcher(None, line, lines[position]).ratio()
        if ratio > best_ratio:
            best, best_ratio = position, ratio
    return best


def renewed_group(group: list[str]) -> list[str]:
    """Run the blocks of ``group``; return them with the output and the exit codes of now."""
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name), "".join(group))
        return [_renewed_block(block, Path(name)) for block in group]


def _renewed_block(block: str, folder: Path) -> str:
    lines: list[str] = []
    for example in examples(block):
        result = run(example, folder)
        comment = f"  # [{result.code}]" if result.code else ""
        lines.append(f"$ {example.command}{comment}")
        lines += renewed(result.lines, example.output)
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    """List the examples that differ; with ``--write``, renew them."""
    tasks = [(page, group) for page in PAGES for group in groups(page)]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(renewed_group, (group for _, group in tasks)))
    for (page, group), new_group in zip(tasks, results, strict=True):
        for block, new in zip(group, new_group, strict=True):
            if new == block:
                continue
            sys.stdout.write(f"{page.relative_to(ROOT)}: {block.splitlines()[0]}\n")
            if "--write" in sys.argv[1:]:
                text = page.read_text()
                page.write_text(text.replace(f"```console\n{block}```", f"```console\n{new}```"))


if __name__ == "__main__":
    main()
