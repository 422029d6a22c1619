"""Completion at a shell: the answers, and bash, zsh and fish that ask for them."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import pytest
import typer

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Ran, Run
from zwe_vsam import cli
from zwe_vsam.cli import completion, completion_scripts, examples
from zwe_vsam.messages.catalog.every import ENTRIES
from zwe_vsam.sandbox.system import System


@pytest.fixture
def used(box: Path, run: Run) -> Path:
    """A sandbox with a cluster, a member and the job that made it."""
    assert run("init", "-c", MINIMAL, "--sandbox", box).code == 0
    return box


def offered(ran: Ran) -> tuple[str, list[str]]:
    """The kind of the answer, and its words."""
    assert (ran.code, ran.err) == (0, "")
    kind, *lines = ran.out.splitlines()
    return kind, [line.partition("\t")[0] for line in lines]


def at_end(run: Run, *words: object) -> tuple[str, list[str]]:
    """What is offered for the last of the words."""
    return offered(run("__complete", len(words) - 1, *words))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([""], [*cli.COMMANDS, "help"]),
        (["re"], ["render", "remove", "report"]),
        (["help", "ver"], ["verify"]),
        (["help", "sandbox", "li"], ["list", "listcat"]),
        (["sandbox", "re"], ["read", "release", "reset"]),
        (["init", "--dr"], ["--dry-run"]),
        (["init", "--no"], ["--no-wait"]),
        (["init", "--skip"], []),
        (["init", "--trace"], []),
        (["remove", "--update"], []),
        (["--show-completion", ""], ["bash", "zsh", "fish"]),
        (["init", "--target", "z"], ["zoau", "zosmf"]),
        (["init", "--target=z"], ["--target=zoau", "--target=zosmf"]),
        (["init", "--target", "=", "s"], ["sandbox"]),
        (["init", "--encoding", "ibm"], ["IBM-1047", "IBM-037"]),
        (["check", "--output", ""], ["text", "json", "github"]),
        (["render", "--output", ""], ["text", "json"]),
        (["init", "--timeout", ""], []),
        (["sandbox", "inject", "box", "s"], ["security", "slow", "space"]),
        (["sandbox", "create", "box", "--dialect", ""], ["hash", "brace"]),
        (["nonsense", "x"], []),
        (["job", "-v", "--bogus", ""], []),
    ],
)
def test_words(run: Run, words: list[str], expected: list[str]) -> None:
    assert at_end(run, *words) == (completion.WORDS, expected)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["init", "-c", ""], completion.FILES),
        (["init", "--config", "fix"], completion.FILES),
        (["init", "--config", "="], completion.FILES),
        (["render", "--template", ""], completion.FILES),
        (["sandbox", "submit", "box", ""], completion.FILES),
        (["init", "--sandbox", ""], completion.FOLDERS),
        (["init", "-l", ""], completion.FOLDERS),
        (["sandbox", "spool", ""], completion.FOLDERS),
    ],
)
def test_files_and_folders_are_left_to_the_shell(run: Run, words: list[str], kind: str) -> None:
    assert at_end(run, *words) == (kind, [])


class TestSandbox:
    def test_job_ids(self, run: Run, used: Path) -> None:
        assert at_end(run, "sandbox", "spool", used, "") == ("words", ["JOB00001"])
        assert at_end(run, "job", "--sandbox", used, "job") == ("words", ["JOB00001"])
        assert at_end(run, "job", f"--sandbox={used}", "K") == ("words", [])
        assert "JOB00001\tZWECSVSM CC 0000\n" in run("__complete", 3, "sandbox", "spool", used).out

    def test_an_option_after_the_cursor_counts(self, run: Run, used: Path) -> None:
        ran = run("__complete", 1, "job", "", "--sandbox", used)
        assert offered(ran) == ("words", ["JOB00001"])

    def test_the_variable_needs_the_target(
        self, run: Run, used: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ZWE_VSAM_SANDBOX", str(used))
        assert at_end(run, "job", "") == ("words", [])
        assert at_end(run, "job", "--target", "sandbox", "") == ("words", ["JOB00001"])
        monkeypatch.setenv("ZWE_VSAM_TARGET", "sandbox")
        assert at_end(run, "job", "") == ("words", ["JOB00001"])

    def test_a_path_as_the_shell_reads_it(
        self, run: Run, used: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOME", str(used.parent))
        for word in (f"~/{used.name}", f"$HOME/{used.name}", f"'{used}'"):
            assert at_end(run, "sandbox", "spool", word, "") == ("words", ["JOB00001"])

    def test_data_sets_and_members(self, run: Run, used: Path) -> None:
        kind, names = at_end(run, "sandbox", "listcat", used, CLUSTER[:9].lower())
        assert kind == "words"
        assert {CLUSTER, JCLLIB} <= set(names)
        members = at_end(run, "sandbox", "read", used, JCLLIB)
        assert members == ("words", [f"{JCLLIB}(ZWECSVSM)"])

    def test_a_folder_that_is_no_sandbox_is_no_error(self, run: Run, tmp_path: Path) -> None:
        assert at_end(run, "sandbox", "spool", tmp_path / "none", "") == ("words", [])
        assert at_end(run, "job", "--sandbox", tmp_path, "") == ("words", [])
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [(), ("x",), ("5", "init"), ("-3", "init"), ("0",)])
def test_a_wrong_question_has_no_answer_and_no_error(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run("__complete", *arguments)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("words\n")


class TestExplain:
    def test_message_ids(self, run: Run) -> None:
        kind, words = at_end(run, "explain", "")
        assert kind == "words"
        assert words[: len(ENTRIES)] == list(ENTRIES)
        assert at_end(run, "explain", "zwel0158") == ("words", ["ZWEL0158E"])
        assert "{" not in run("__complete", 1, "explain", "ZWEL").out

    def test_causes(self, run: Run) -> None:
        assert at_end(run, "explain", "duplicate-n") == ("words", ["duplicate-name"])

    def test_a_list_of_ids(self) -> None:
        """For an option of another command."""
        app = typer.Typer(rich_markup_mode=None)

        @app.callback()
        def _root() -> None: ...

        @app.command("check")
        def _check(
            files: Annotated[list[str] | None, typer.Argument(metavar="FILE...")] = None,
            ignore: Annotated[str, typer.Option(metavar="ID[,ID...]")] = "",
        ) -> None: ...

        def answer(*line: str) -> tuple[str, list[str]]:
            offer = completion.complete(line, len(line) - 1, lambda _: typer.main.get_command(app))
            return offer.kind, [word for word, _ in offer.words]

        assert answer("check", "--ignore", "ZWEL0157") == ("words", ["ZWEL0157E"])
        both = answer("check", "--ignore", "ZWV2301W,ZWEL0157")
        assert both == ("words", ["ZWV2301W,ZWEL0157E"])
        # check never reports it, and --ignore refuses it.
        assert answer("check", "--ignore", "ZWEL0158") == ("words", [])
        assert answer("check", "a.yaml", "b.yaml", "") == (completion.FILES, [])


def test_outcomes_are_those_of_the_sandbox() -> None:
    from zwe_vsam.sandbox import outcomes

    assert [re.split(r"\W", text)[0] for text, _ in examples.OUTCOMES] == list(outcomes.KINDS)


class TestShells:
    """A key press in the real shell; the function stands for the installed program."""

    FUNCTION = (
        'zwe-vsam() {{ if [ "$1" = __complete ]; then {program} "$@"; echo x >> answers; '
        "else printf '<%s>' \"$@\"; echo '<end>'; fi; }}"
    )
    CASES = (
        ("zwe-vsam rend\t", ["render"]),
        ("zwe-vsam init --dry\t", ["init", "--dry-run"]),
        ("zwe-vsam init --target=zos\t", ["init", "--target=zosmf"]),
        ("zwe-vsam init --encoding u\t", ["init", "--encoding", "UTF-8"]),
        ("zwe-vsam init -c mine\t", ["init", "-c", "mine own.yaml"]),
        ("zwe-vsam init --config=mine\t", ["init", "--config=mine own.yaml"]),
        ("zwe-vsam init --config=nothing\t", ["init", "--config=nothing"]),
        ("zwe-vsam init --sandbox=sand\t", ["init", "--sandbox=sandbox"]),
        ("zwe-vsam job --sandbox sand\t J\t", ["job", "--sandbox", "sandbox", "JOB00001"]),
        ("zwe-vsam sandbox spool sandbox J\t", ["sandbox", "spool", "sandbox", "JOB00001"]),
        (
            "zwe-vsam sandbox read sandbox IBMUSER.ZWE.C\t",
            ["sandbox", "read", "sandbox", f"{JCLLIB}(ZWECSVSM)"],
        ),
        (
            "zwe-vsam sandbox read sandbox 'IBMUSER.ZWE.C\t",
            ["sandbox", "read", "sandbox", f"{JCLLIB}(ZWECSVSM)"],
        ),
    )

    @pytest.fixture
    def home(self, used: Path) -> Path:
        (used.parent / "mine own.yaml").write_text("")
        return used.parent

    @pytest.mark.parametrize("shell", ["bash", "zsh"])
    def test_tab(self, home: Path, programs: Path, shell: str) -> None:
        if not shutil.which(shell):
            pytest.skip(f"{shell} is not installed")
        (home / "script").write_text(completion_scripts.script(shell))
        start = "autoload -Uz compinit; compinit -u -D; " if shell == "zsh" else ""
        argv = [shell, "-f", "-i"] if shell == "zsh" else ["bash", "--norc", "--noprofile", "-i"]
        function = self.FUNCTION.format(program=shlex.quote(str(programs / "zwe-vsam")))
        screen = Screen([*argv], home)
        try:
            screen.type(f"{start}{function}; . ./script; printf '%s%s' rea dy\n", "ready")
            for keys, expected in self.CASES:
                shown = screen.type(f"{keys}\n", "<end>")
                words = re.findall(r"<([^<>]*)>", shown)
                assert [word.rstrip("/") for word in words] == [*expected, "end"], keys
        finally:
            screen.close()

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("zwe-vsam rend", ["render"]),
            ("zwe-vsam init --dry", ["--dry-run"]),
            ("zwe-vsam init -c mine", ["mine own.yaml"]),
            ("zwe-vsam init --config=mine", ["--config=mine own.yaml"]),
            ("zwe-vsam init -c nothing", []),
            ("zwe-vsam init --target=zos", ["--target=zosmf"]),
            ("zwe-vsam init --sandbox=sand", ["--sandbox=sandbox/"]),
            ("zwe-vsam job --sandbox sand", ["sandbox/"]),
            ("zwe-vsam job --sandbox sandbox ", ["JOB00001"]),
            ("zwe-vsam sandbox read sandbox IBMUSER.ZWE.C", [f"{JCLLIB}(ZWECSVSM)"]),
        ],
    )
    def test_fish(self, home: Path, programs: Path, line: str, expected: list[str]) -> None:
        if not shutil.which("fish"):
            pytest.skip("fish is not installed")
        (home / "script").write_text(completion_scripts.script("fish"))
        program = shlex.quote(str(programs / "zwe-vsam"))
        ran = subprocess.run(
            [
                "fish",
                "--no-config",
                "-c",
                f"function zwe-vsam; {program} $argv; end; source script; "
                f"complete -C {shlex.quote(line)}",
            ],
            cwd=home,
            env={**os.environ, "HOME": str(home)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert [row.partition("\t")[0] for row in ran.stdout.splitlines()] == expected, ran

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_the_script_has_no_error(self, shell: str, tmp_path: Path) -> None:
        if not shutil.which(shell):
            pytest.skip(f"{shell} is not installed")
        (tmp_path / "script").write_text(completion_scripts.script(shell))
        subprocess.run([shell, "-n", "script"], cwd=tmp_path, check=True)


class Screen:
    """An interactive shell on a terminal of its own."""

    def __init__(self, argv: list[str], folder: Path) -> None:
        self._answers = folder / "answers"
        self._answers.write_text("")
        self._master, slave = pty.openpty()
        env = {
            **os.environ,
            "HOME": str(folder),
            "INPUTRC": os.devnull,
            "TERM": "xterm",
            "PS1": "",
            "COLUMNS": "500",
        }
        self._shell = subprocess.Popen(
            argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env=env,
            start_new_session=True,
        )
        os.close(slave)

    def type(self, keys: str, end: str) -> str:
        """Type ``keys`` and return what is shown up to ``end``.

        After each tab, the next keys wait until the program has answered, and the shell has shown
        it, or has rung the bell.
        """
        *parts, last = keys.split("\t")
        for part in parts:
            os.write(self._master, part.encode())
            self._until(part[-3:])
            answered = self._answers.stat().st_size
            os.write(self._master, b"\t")
            deadline = time.monotonic() + 30
            while self._answers.stat().st_size == answered:
                assert time.monotonic() < deadline, part
                time.sleep(0.005)
            self._until("")
        os.write(self._master, last.encode())
        shown = self._until(end)
        return shown[shown.rindex("\n<") if "\n<" in shown else 0 :]

    def _until(self, end: str) -> str:
        """What is shown up to ``end``; without an end, whatever is shown next."""
        shown, deadline = "", time.monotonic() + 30
        while not shown or end not in shown:
            left = deadline - time.monotonic()
            assert left > 0, shown
            assert select.select([self._master], [], [], left)[0], shown
            shown += os.read(self._master, 4096).decode(errors="replace")
        return shown.replace("\r\n", "\n")

    def close(self) -> None:
        self._shell.kill()
        self._shell.wait()
        os.close(self._master)


class TestInstallation:
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_show(self, run: Run, shell: str) -> None:
        assert run("--show-completion", shell) == (0, completion_scripts.script(shell), "")

    @pytest.mark.parametrize("option", ["--show-completion", "--install-completion"])
    def test_another_shell(self, run: Run, option: str) -> None:
        ran = run(option, "ksh")
        assert (ran.code, ran.out) == (102, "")
        assert f"Invalid parameter {option}." in ran.err
        assert "'ksh' is not one of bash, zsh, fish." in ran.err
        assert run(option).code == 102

    @pytest.mark.parametrize(("shell", "startup"), [("bash", ".bashrc"), ("zsh", ".zshrc")])
    def test_install_twice(
        self,
        run: Run,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        shell: str,
        startup: str,
    ) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        (tmp_path / startup).write_text("export MINE=1")
        first = run("--install-completion", shell)
        assert (first.code, first.err) == (0, "")
        script = tmp_path / ".local" / "share" / "zwe-vsam" / f"completion.{shell}"
        assert script.read_text() == completion_scripts.script(shell)
        mine, line = (tmp_path / startup).read_text().splitlines()
        assert mine == "export MINE=1"
        assert line.endswith(f"source ~/.local/share/zwe-vsam/completion.{shell}")
        assert f"{tmp_path / startup} loads it." in first.out
        again = run("--install-completion", shell)
        assert again.code == 0
        assert "loads it" not in again.out
        assert (tmp_path / startup).read_text().splitlines() == [mine, line]

    def test_install_for_fish(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        assert run("--install-completion", "fish").code == 0
        path = tmp_path / ".config" / "fish" / "completions" / "zwe-vsam.fish"
        assert path.read_text() == completion_scripts.script("fish")

    def test_a_home_that_cannot_be_written(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOME", str(tmp_path / "file"))
        (tmp_path / "file").write_text("")
        ran = run("--install-completion", "bash")
        assert (ran.code, ran.out) == (237, "")
        assert ran.err.startswith("Error ZWV1023E: The completion script was not installed: ")

    @pytest.mark.parametrize("home", ["", "relative"])
    def test_a_home_that_is_no_absolute_path(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("HOME", home)
        ran = run("--install-completion", "fish")
        assert (ran.code, ran.out) == (237, "")
        assert "HOME: it is not an absolute path." in ran.err
        assert not list(tmp_path.iterdir())

    @pytest.mark.parametrize("content", [None, b"# \xff\n"])
    def test_a_startup_file_that_cannot_be_read(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
    ) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        startup = tmp_path / ".bashrc"
        startup.mkdir() if content is None else startup.write_bytes(content)
        ran = run("--install-completion", "bash")
        assert (ran.code, ran.out) == (237, "")
        assert f"not installed: {startup}: " in ran.err


def test_completion_is_imported_only_when_it_is_asked_for() -> None:
    code = (
        "import sys; from zwe_vsam.cli import main; main(sys.argv[1:]); "
        "names = [n for n in sys.modules if n.startswith(('rich', 'zwe_vsam.cli.complet'))]; "
        "print(names, file=sys.stderr)"
    )
    for argv in (["--help"], ["help", "init"], ["render", "-c", str(MINIMAL)]):
        ran = subprocess.run(
            [sys.executable, "-c", code, *argv], capture_output=True, text=True, check=True
        )
        assert ran.stderr.splitlines()[-1] == "[]"


def test_the_sandbox_is_as_before(used: Path, run: Run) -> None:
    before = System(used).jobs()
    at_end(run, "job", "--sandbox", used, "")
    assert System(used).jobs() == before


def test_arguments_of_check_are_files(run: Run) -> None:
    for words in (["check", ""], ["check", "zowe.yaml", ""]):
        assert at_end(run, *words)[0] == "files"
