"""The man pages: made from the commands, readable by groff and mandoc, and up to date."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools import man_pages
from zwe_vsam import cli
from zwe_vsam.cli import manual

FOLDER = ROOT / "docs" / "man"
PAGES = man_pages.pages()


def test_the_pages_in_docs_are_those_of_the_commands() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert committed == PAGES, "Run: python -m tools.man_pages docs/man"


def test_there_is_a_page_for_each_command() -> None:
    assert set(PAGES) == {"zwe-vsam.1", *(f"zwe-vsam-{name}.1" for name in cli.COMMANDS)}


def test_the_program_writes_them(tmp_path: Path) -> None:
    assert man_pages.main([str(tmp_path / "man")]) == 0
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "man").iterdir()}
    assert written == PAGES


def test_the_program_needs_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert man_pages.main([]) == 2
    assert capsys.readouterr().err == "Usage: python -m tools.man_pages FOLDER\n"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "argv",
    [
        ("man", "--warnings", "-l"),
        ("groff", "-man", "-Tutf8", "-ww"),
        ("mandoc", "-Tlint"),
    ],
    ids=lambda argv: argv[0],
)
def test_no_warning(argv: tuple[str, ...], name: str) -> None:
    if not shutil.which(argv[0]):
        pytest.skip(f"{argv[0]} is not installed")
    env = {**os.environ, "MANWIDTH": "80", "MAN_KEEP_STDERR": "1", "MANPAGER": "cat"}
    ran = subprocess.run(
        [*argv, str(FOLDER / name)], env=env, capture_output=True, text=True, check=False
    )
    lines = (ran.stderr + (ran.stdout if argv[0] == "mandoc" else "")).splitlines()
    # A page has no date, so that two builds have the same bytes.
    assert [line for line in lines if "missing date" not in line] == []


def shown(name: str) -> str:
    """The text of a page as groff formats it, with single spaces."""
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    argv = ["groff", "-man", "-Tascii", "-P-cbou", str(FOLDER / name)]
    text = subprocess.run(argv, capture_output=True, text=True, check=True).stdout
    return " ".join(text.split())


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_a_page_has_every_option_and_every_example(command: str) -> None:
    text = shown(f"zwe-vsam-{command}.1")
    root = cli.command_tree(command)
    own = manual.subcommands(root)[command]
    for path, each in [
        (command, own),
        *((f"{command} {name}", sub) for name, sub in manual.subcommands(own).items()),
    ]:
        for param in each.params:
            for name in (*param.opts, *param.secondary_opts):
                assert not name.startswith("-") or name in text
        for example in manual.examples.PAGES[path].examples:
            assert " ".join(example.line.split()) in text
        assert manual.summary(each) in text


def test_the_characters_of_roff_are_escaped() -> None:
    assert "'FILE(site.yaml):FILE(zowe.yaml)'" in shown("zwe-vsam-config.1")
    assert "abend:S806 \\ --job" in shown("zwe-vsam-sandbox.1")
    for text in PAGES.values():
        requests = {line.split()[0] for line in text.splitlines() if line[:1] in (".", "'")}
        assert requests <= {
            ".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".BR", ".RS", ".RE", ".nf", ".fi",
            ".nh", ".ad",
        }  # fmt: skip
        assert not re.search(r"(?<!\\)-", text.partition("\n")[2]), "a hyphen that cannot be copied"


def test_a_line_that_begins_with_a_period_is_text() -> None:
    assert man_pages._text(".j2 means Jinja2") == "\\&.j2 means Jinja2"


def test_the_module_runs(tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "tools.man_pages", str(tmp_path)]
    subprocess.run(argv, cwd=ROOT, check=True)
    assert len(list(tmp_path.iterdir())) == len(PAGES)
