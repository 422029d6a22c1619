"""The reference of commands and options, for the documentation."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tools import command_reference
from zwe_vsam import cli
from zwe_vsam.cli import examples, manual

TEXT = command_reference.markdown()


def test_a_section_for_each_command() -> None:
    headings = re.findall(r"^#+ zwe-vsam (.*)", TEXT, re.MULTILINE)
    assert headings == [path for path in examples.PAGES if path]


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_option_is_there_also_those_that_help_leaves_out(name: str) -> None:
    part = TEXT.partition(f"\n## zwe-vsam {name}\n")[2] if name != cli.COMMANDS[0] else TEXT
    part = part.partition("\n## ")[0]
    for param in manual.subcommands(cli.command_tree(name))[name].params:
        is_argument = param.param_type_name == "argument"
        names = [manual.argument_name(param)] if is_argument else param.opts + param.secondary_opts
        for option in names:
            assert re.search(rf"^\| `[^`]*{option}\b", part, re.MULTILINE), option


def test_tables_are_whole() -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("|")]
    assert rows
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    assert "| `-c, --config FILE` | zowe.yaml, a list FILE" in TEXT
    assert "| ZWE\\_VSAM\\_TIMEOUT | 900 |" in TEXT


def test_the_module_prints_it() -> None:
    argv = [sys.executable, "-m", "tools.command_reference"]
    ran = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == TEXT
