"""The help of each command: groups, examples, width, and color."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shlex
import struct
import subprocess
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from zwe_vsam import cli
from zwe_vsam.cli import examples, manual
from zwe_vsam.cli import sandbox as sandbox_cli

SANDBOX = tuple(str(command.name) for command in sandbox_cli.sandbox.registered_commands)
PATHS = ("", *cli.COMMANDS, *(f"sandbox {name}" for name in SANDBOX))
RUNS = tuple(name for name in cli.COMMANDS if name != "sandbox")
"""Commands that have the options of all."""
HIDDEN = ("--skip-security-setup", "--ignore-security-failures", "--configmgr", "--trace",
          "--debug", "--log", "--allow-overwritten")  # fmt: skip
every = pytest.mark.parametrize("path", PATHS)


@pytest.fixture(autouse=True)
def _without_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)


def commands() -> Iterator[tuple[str, Any]]:
    """Each command and its path."""
    root = cli.command_tree()
    yield "", root
    for name, command in manual.subcommands(root).items():
        yield name, command
        for sub, subcommand in manual.subcommands(command).items():
            yield f"{name} {sub}", subcommand


def titles(text: str) -> list[str]:
    """The titles of a help text."""
    return re.findall(r"^(\w+):", text, re.MULTILINE)


def part(text: str, title: str) -> str:
    """The part of a help text under a title."""
    return text.partition(f"\n{title}:\n")[2].partition("\n\n")[0]


@pytest.mark.parametrize(
    ("path", "groups"),
    [
        ("check", ["Arguments", "Configuration", "System", "Output"]),
        ("config", ["Configuration", "System", "Output"]),
        ("render", ["Configuration", "System", "Member", "Output"]),
        ("init", ["Configuration", "System", "Member", "Deletion", "Job", "Output"]),
        ("verify", ["Configuration", "System", "Output"]),
        ("job", ["Arguments", "Configuration", "System", "Job", "Output"]),
        ("remove", ["Configuration", "System", "Member", "Deletion", "Job", "Output"]),
        ("sandbox", ["Commands", "Options"]),
        ("sandbox serve", ["Arguments", "Server", "Options"]),
        ("sandbox inject", ["Arguments", "Outcomes", "Job", "Options"]),
        ("", ["Commands", "Options"]),
    ],
)
def test_groups_in_order(run: Run, path: str, groups: list[str]) -> None:
    shown = run(*path.split(), "--help").out
    assert titles(shown) == ["Usage", *groups, "Examples", "Documentation"]


def test_every_title_of_an_option_has_its_place() -> None:
    for _, command in commands():
        for param in command.params:
            assert getattr(param, "rich_help_panel", None) in (None, *manual.GROUPS)


def test_options_are_in_their_groups(run: Run) -> None:
    shown = run("init", "--help").out
    names = {
        title: re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", part(shown, title), re.MULTILINE)
        for title in manual.GROUPS
    }
    assert names == {
        "Configuration": ["--config", "--encoding", "--symbol", "--update-config"],
        "System": ["--target", "--sandbox", "--zosmf-profile", "--insecure-skip-verify"],
        "Migration": [],
        "Member": ["--dry-run", "--security-dry-run", "--diff", "--generate", "--template"],
        "Deletion": ["--exist-ok", "--allow-overwrite", "--if-different", "--force", "--yes"],
        "Job": ["--wait", "--timeout"],
        "Server": [],
        "Output": [
            "--evidence",
            "--output",
            "--verbose",
            "--silent",
            "--log-dir",
            "--version",
            "--help",
        ],
    }


def test_commands_in_the_order_of_a_life(run: Run) -> None:
    shown = part(run("--help").out, "Commands")
    assert [line.split()[0] for line in shown.splitlines()] == list(cli.COMMANDS)
    life = ["check", "config", "render", "init", "verify", "job", "migrate", "remove"]
    assert [name for name in cli.COMMANDS if name in life] == life
    assert cli.COMMANDS[-1] == "sandbox"


@every
def test_every_option_is_shown_or_hidden_for_compatibility(run: Run, path: str) -> None:
    shown = run(*path.split(), "--help").out
    command = dict(commands())[path]
    for param in command.params:
        for name in (*param.opts, *param.secondary_opts):
            if name.startswith("--"):
                assert bool(re.search(rf"^ +.*{name}\b(?!-)", shown, re.M)) != (name in HIDDEN), (
                    name
                )


@pytest.mark.parametrize("name", RUNS)
def test_hidden_options_still_work(run: Run, name: str) -> None:
    argv = {"job": ["JOB00001"], "explain": ["ZWEL0158E"], "report": ["none.json"]}.get(name, [])
    missing = run(name, *argv)
    for option in HIDDEN:
        if option not in ("--log", "--allow-overwritten"):
            assert run(name, *argv, option).code == missing.code != 102


@every
@pytest.mark.parametrize("columns", [80, 60, 200])
def test_width(run: Run, monkeypatch: pytest.MonkeyPatch, path: str, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run(*path.split(), "--help").out.splitlines()
    longest = max(lines, key=len)
    assert len(longest) <= min(columns, 80), longest
    assert not [line for line in lines if line != line.rstrip()]


@every
def test_without_a_terminal_the_width_is_80(run: Run, path: str) -> None:
    shown = run(*path.split(), "--help").out
    assert max(map(len, shown.splitlines())) <= 80
    assert "\x1b" not in shown


@every
def test_two_examples_that_the_command_takes(path: str, run: Run) -> None:
    page = examples.PAGES[path]
    assert len(page.examples) == 2
    assert (ROOT / page.document).is_file()
    shown = run(*path.split(), "--help").out
    assert f"Documentation: {page.document},\n  man zwe-vsam" in shown
    for example in page.examples:
        assert all(f"      {line}\n" in shown for line in example.line.split("\n"))
        assert all(len(line) <= 60 for line in example.line.split("\n"))
        for line in re.split(r"[|<>]|&&", example.line.replace("\\\n", " ")):
            words = shlex.split(line)
            if words[:1] == ["zwe-vsam"] and words[1] != "help":
                tree = cli.command_tree()
                assert tree.make_context("zwe-vsam", words[1:], resilient_parsing=True)
                assert not unknown(tree, words[1:]), line


def unknown(tree: Any, words: list[str]) -> list[str]:
    """The options of an example that its command does not have."""
    command = tree
    while manual.subcommands(command):
        command, words = manual.subcommands(command)[words[0]], words[1:]
    names = {name for param in command.params for name in param.opts + param.secondary_opts}
    return [word for word in words if word.startswith("-") and word not in names]


def test_every_command_has_a_page() -> None:
    assert list(examples.PAGES) == [path for path in examples.PAGES if path in PATHS]
    assert set(examples.PAGES) == set(PATHS)


@every
def test_sentences(path: str) -> None:
    """Texts are short sentences: no semicolon, and at most 20 words to each."""
    command = dict(commands())[path]
    texts = [manual.sentence(p) for p in command.params if p.param_type_name == "option"]
    texts += [p.help for p in manual.arguments(command)]
    texts += [*manual.paragraphs(command), *(e.purpose for e in examples.PAGES[path].examples)]
    for text in texts:
        assert text[:1].isupper() or text.startswith("zowe.yaml"), text
        assert text.endswith("."), text
        assert ";" not in text
        assert all(len(part.split()) <= 20 for part in re.split(r"(?<=\.) ", text)), text


@pytest.mark.parametrize(
    ("argv", "same"),
    [
        ("help help", "--help"),
        ("help --help", "--help"),
        ("help init --help", "init --help"),
        ("help help init", "init --help"),
        ("help sandbox inject", "sandbox inject --help"),
        ("help sandbox help", "sandbox --help"),
        ("--help init", "--help"),
        ("init -h", "init --help"),
    ],
)
def test_help_in_other_words(run: Run, argv: str, same: str) -> None:
    ran = run(*argv.split())
    assert ran == run(*same.split())
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("argv", "word", "remedy"),
    [
        ("help initt", "initt", "Did you mean init?"),
        ("help sandbox creat", "creat", "Did you mean create?"),
        ("help remov", "remov", "Did you mean remove?"),
        ("help sandbx", "sandbx", "Did you mean sandbox?"),
    ],
)
def test_help_of_an_unknown_command(run: Run, argv: str, word: str, remedy: str) -> None:
    ran = run(*argv.split())
    assert (ran.code, ran.out) == (102, "")
    assert f"Invalid parameter {word}." in ran.err
    assert f"Remedy: {remedy}" in ran.err


class TestColor:
    @pytest.mark.parametrize(
        ("environment", "bold"),
        [
            ({"FORCE_COLOR": "1"}, True),
            ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
            ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
            ({"FORCE_COLOR": "0"}, False),
            ({}, False),
        ],
    )
    @pytest.mark.parametrize("argv", ["--help", "help init", "sandbox", "sandbox serve -h"])
    def test_titles_are_bold(
        self,
        run: Run,
        monkeypatch: pytest.MonkeyPatch,
        argv: str,
        environment: dict[str, str],
        bold: bool,
    ) -> None:
        monkeypatch.delenv("NO_COLOR", raising=False)
        plain = run(*argv.split()).out
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        shown = run(*argv.split()).out
        assert ("\x1b[1mUsage:\x1b[0m zwe-vsam" in shown) is bold
        assert ("\n\x1b[1mExamples:\x1b[0m\n" in shown) is bold
        assert re.sub("\x1b\\[[01]m", "", shown) == plain


def test_a_narrow_terminal_has_the_meaning_below_the_name(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert "\n      --sandbox DIR\n          Use the sandbox" in run("init", "--help").out
    monkeypatch.setenv("COLUMNS", "10")
    assert max(map(len, run("init", "--help").out.splitlines())) <= 60


@pytest.mark.parametrize(("rows", "columns"), [(24, 60), (24, 80), (50, 200), (0, 0)])
@pytest.mark.parametrize("piped", [False, True])
def test_width_of_a_real_terminal(programs: Path, rows: int, columns: int, piped: bool) -> None:
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    env = {**os.environ, "TERM": "dumb"}
    out = subprocess.PIPE if piped else slave
    argv = [programs / "zwe-vsam", "help", "verify"]
    with subprocess.Popen(argv, stdin=slave, stdout=out, stderr=slave, env=env) as running:
        os.close(slave)
        data = running.stdout.read() if running.stdout else b""
        with contextlib.suppress(OSError):
            while part := os.read(master, 4096):
                data += part
    os.close(master)
    longest = max(map(len, data.decode().splitlines()))
    limit = min(columns, 80) or 80
    assert limit - 12 < longest <= limit


def test_the_pages_are_files_of_this_project() -> None:
    assert all(Path(page.document).suffix == ".md" for page in examples.PAGES.values())
    assert "COLUMNS" not in os.environ


@pytest.mark.parametrize("columns", ["1" * 5000, "0", "²", "-1"])
def test_a_width_that_is_none(run: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    expected = run("check", "--help")
    monkeypatch.setenv("COLUMNS", columns)
    assert run("check", "--help") == expected


def test_an_argument_has_no_bracket(run: Run) -> None:
    assert part(run("check", "--help").out, "Arguments").startswith("  FILE... ")
    assert "zwe-vsam config takes options, and no other word." in run("config", "x").err
