"""A command line that does not fit, and the answer that helps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, Run
from zwe_vsam import __version__, cli
from zwe_vsam.cli import sandbox

TEMPLATE = "Info ZWV1034I: zwe-vsam uses its own template ZWECSVSM.\n"
SANDBOX = ", ".join(str(command.name) for command in sandbox.sandbox.registered_commands)
COMMANDS = ", ".join(cli.COMMANDS)


@pytest.mark.parametrize(
    ("argv", "word", "said"),
    [
        # A word that is no command: typer has suggestions for some, which must not hide the word.
        ("sandbox bogus", "bogus", f"Its commands: {SANDBOX}."),
        ("sandbox creat", "creat", f"Its commands: {SANDBOX}."),
        ("sandbox creat", "creat", "zwe-vsam sandbox has no command creat."),
        ("sandbox creat", "creat", "Remedy: Did you mean create? See: zwe-vsam sandbox --help"),
        ("sandbox lists box", "lists", "Remedy: Did you mean list? "),
        ("sandbox ./b create", "./b", "Write the command first: zwe-vsam sandbox create ./b"),
        ("bogus", "bogus", f"Its commands: {COMMANDS}."),
        ("rendr -c x", "rendr", "Remedy: Did you mean render? See: zwe-vsam --help"),
        ("verfy", "verfy", "Remedy: Did you mean verify? "),
        ("chek -c x", "chek", "Remedy: Did you mean check? "),
        ("Init", "Init", "Remedy: Did you mean init? "),
        ("delete", "delete", "Remedy: Did you mean remove? "),
        ("validate", "validate", "Remedy: Did you mean check? "),
        ("create", "create", "Remedy: Did you mean init? "),
        ("sandbox delete box", "delete", "Remedy: See: zwe-vsam sandbox --help"),
        ("help nope", "nope", f"Its commands: {COMMANDS}."),
        # An option that the command does not have.
        ("init --tiemout 3", "--tiemout", "Remedy: Did you mean --timeout? "),
        ("init --dryrun", "--dryrun", "Remedy: Did you mean --dry-run? "),
        ("init --no-wiat", "--no-wiat", "Remedy: Did you mean --no-wait? "),
        ("init --overwrite", "--overwrite", "Remedy: Did you mean --allow-overwrite? "),
        ("init -o json", "-o", "Remedy: Did you mean --output? "),
        ("remove -y", "-y", "Remedy: Did you mean --yes? "),
        ("render -y", "-y", "Remedy: See: zwe-vsam render --help"),
        ("sandbox serve b --prot 1", "--prot", "Remedy: Did you mean --port? "),
        # No option that help does not show.
        ("init --trce", "--trce", "Remedy: See: zwe-vsam init --help"),
        # An option of other commands.
        ("render --dry-run", "--dry-run", "Commands with this option: init, remove."),
        ("check --timeout 3", "--timeout", "Commands with this option: init, job, remove."),
        ("init --jcl -c x", "--jcl", "With --jcl, zwe init generates JCL and submits it"),
        ("init --jcl -c x", "--jcl", "Remedy: Leave it out: init and remove always work by a job."),
        ("remove --jcl -c x", "--jcl", "zwe-vsam remove has no option --jcl."),
        ("-c zowe.yaml init", "-c", "Remedy: Write the command first, then its options."),
        # A word too many.
        ("init vsam -c x", "vsam", "It does only what zwe init vsam does."),
        ("init vsam -c x", "vsam", "Remedy: Leave out that word: zwe-vsam init -c x\n"),
        ("init -c x vsam", "vsam", "Remedy: Leave out that word: zwe-vsam init -c x\n"),
        ("init vsam -c vsam", "vsam", "Remedy: Leave out that word.\n"),
        ("init mvs -c x", "mvs", "Remedy: For that step of the installation, use zwe init mvs."),
        ("init certificate", "certificate", "zwe-vsam does only what zwe init vsam does."),
        ("render my.yaml", "my.yaml", "If that is the configuration, write -c my.yaml."),
        ("render more", "more", "zwe-vsam render takes options, and no other word."),
        ("sandbox jobs b more", "more", "zwe-vsam sandbox jobs takes DIR, and no other word."),
        # Values.
        ("init --timeout 10m", "--timeout", "'10m' is not a number of seconds"),
        ("init --timeout 10m", "--timeout", "Write --timeout 600 for 10 minutes."),
        ("init --timeout 1h", "--timeout", "Write --timeout 3600 for 1 hour."),
        ("init --timeout 90sec", "--timeout", "Write --timeout 90 for 90 seconds."),
        ("init --timeout soon", "--timeout", "An example: --timeout 600 waits 10 minutes."),
        ("job J1 --timeout 1_0", "--timeout", "'1_0' is not a number of seconds"),
        ("remove --timeout 0x10", "--timeout", "'0x10' is not a number of seconds"),
        ("sandbox inject b held --count many", "--count", "'many' is not a whole number."),
        ("sandbox inject b held --after soon", "--after", "'soon' is not a number."),
        ("sandbox read b", "'DSN(MEMBER)'", "Usage: zwe-vsam sandbox read DIR 'DSN(MEMBER)' [O"),
        ("init --target zso", "--target", "Remedy: See: zwe-vsam init --help"),
        ("init --target zosfm", "--target", "Remedy: Did you mean zosmf? "),
        ("check --output gihtub", "--output", "Remedy: Did you mean github? "),
        ("sandbox create b --dialect has", "--dialect", "Remedy: See: "),
        ("init -c", "-c", "-c needs a value."),
        ("init --dry-run=yes", "--dry-run", "--dry-run takes no value."),
        # The id of a job.
        ("job", "ZWV1019E: The job id is missing.", "SDSF shows the id in the column JobID."),
        ("job 1", "ZWV1018E: 1 is not a job id.", "SDSF shows the id"),
        (
            "job 1",
            "ZWV1018E: 1 is not a job id.",
            "Remedy: Give a job id, such as JOB01234 or J0001234.",
        ),
        ("job JOB1 JOB2", "JOB2", "zwe-vsam job takes JOBID, and no other word."),
        (
            "job ZWECSVSM",
            "ZWV1018E: ZWECSVSM is not a job id.",
            "SDSF shows the id in the column JobID.",
        ),
    ],
)
def test_the_wrong_word_and_what_to_do(run: Run, argv: str, word: str, said: str) -> None:
    ran = run(*argv.split())
    assert (ran.code, ran.out) == (102, "")
    first = word if word.startswith("ZWV") else f"ZWEL0102E: Invalid parameter {word}."
    assert ran.err.startswith(f"Error {first}\n")
    assert said in ran.err
    assert "  Remedy: " in ran.err


def test_a_sandbox_wants_the_id_of_a_job_too(run: Run, box: Path) -> None:
    ran = run("sandbox", "spool", box, "1")
    assert (ran.code, ran.out) == (102, "")
    assert "Remedy: Give a job id, such as JOB01234 or J0001234." in ran.err


@pytest.mark.parametrize("argv", [(), ("sandbox",)])
def test_no_description_of_a_command_is_cut(run: Run, argv: tuple[str, ...]) -> None:
    lines = run(*argv, "--help").out.partition("Commands:\n")[2].splitlines()
    assert len(lines) > 7
    assert not [line for line in lines if line.endswith("...")]


@pytest.mark.parametrize(
    ("argv", "same"),
    [
        ("help", "--help"),
        ("help init", "init --help"),
        ("help sandbox", "sandbox --help"),
        ("help sandbox create", "sandbox create --help"),
        ("sandbox help", "sandbox --help"),
        ("sandbox help create", "sandbox create --help"),
        ("version", "--version"),
    ],
)
def test_words_for_options(run: Run, argv: str, same: str) -> None:
    ran = run(*argv.split())
    assert ran == run(*same.split())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Usage: " if "help" in argv else f"zwe-vsam {__version__}\n")


@pytest.mark.parametrize("name", ["help", "version"])
def test_a_folder_may_have_such_a_name(run: Run, tmp_path: Path, name: str) -> None:
    assert run("sandbox", "create", tmp_path / name).code == 0
    assert run("sandbox", "jobs", tmp_path / name) == (0, "", "")


def test_a_value_of_a_variable_names_the_variable(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "The value is from the variable ZWE_VSAM_TIMEOUT."
    assert said not in run("init", "--timeout", "10m").err
    monkeypatch.setenv("ZWE_VSAM_TIMEOUT", "10m")
    ran = run("init", "-c", MINIMAL)
    assert ran.code == 102
    assert said in ran.err
    monkeypatch.setenv("ZWE_VSAM_SILENT", "maybe")
    ran = run("render", "-c", MINIMAL)
    assert ran.code == 102
    assert "    'maybe' is not 1 or 0.\n" in ran.err


class TestOutputVariable:
    """One variable serves many commands, and github is a form of one of them."""

    COMMANDS = ("render", "config", "init --dry-run")

    @pytest.mark.parametrize("command", COMMANDS)
    def test_github_means_text_elsewhere(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, command: str
    ) -> None:
        argv = (*command.split(), "-c", MINIMAL)
        plain, verbose = run(*argv), run(*argv, "-v")
        monkeypatch.setenv("ZWE_VSAM_OUTPUT", "github")
        assert run(*argv) == plain
        note = "ZWE_VSAM_OUTPUT=github is for check; the form of this report is text\n"
        told = run(*argv, "-v")
        assert (told.code, told.out) == (verbose.code, verbose.out)
        assert told.err == note + verbose.err

    @pytest.mark.parametrize("command", ["job JOB1", "verify", "remove", "sandbox list"])
    def test_github_breaks_no_command(
        self, run: Run, box: Path, monkeypatch: pytest.MonkeyPatch, command: str
    ) -> None:
        name, *rest = command.split()
        where = [box] if name == "sandbox" else ["-c", MINIMAL, "--sandbox", box]
        plain = run(name, *rest, *where)
        monkeypatch.setenv("ZWE_VSAM_OUTPUT", "github")
        assert run(name, *rest, *where) == plain
        assert plain.code != 102

    def test_check_has_it(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ZWE_VSAM_OUTPUT", "github")
        assert run("check", "-c", MINIMAL).out.startswith("::warning file=")
        assert "::" not in run("check", "-c", MINIMAL, "--output", "text").out

    def test_the_option_wins(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ZWE_VSAM_OUTPUT", "json")
        assert json.loads(run("render", "-c", MINIMAL).out)["ok"] is True
        assert run("render", "-c", MINIMAL, "--output", "text").out.startswith("//ZWECSVSM JOB")
        monkeypatch.setenv("ZWE_VSAM_OUTPUT", "github")
        assert json.loads(run("render", "-c", MINIMAL, "--output", "json").out)["ok"] is True

    @pytest.mark.parametrize(
        "command", ["render", "check", "config", "init", "job", "remove", "verify"]
    )
    def test_what_is_no_form_is_refused(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, command: str
    ) -> None:
        argv = (command, *(["JOB00001"] if command == "job" else []), "-c", MINIMAL)
        monkeypatch.setenv("ZWE_VSAM_OUTPUT", "xml")
        ran = run(*argv)
        assert ran.code == 102
        assert "'xml' in the variable ZWE_VSAM_OUTPUT is not one of text, json, github." in ran.err
        assert run(*argv, "--output", "text").code != 102

    def test_github_is_no_value_of_the_option_elsewhere(self, run: Run) -> None:
        assert run("render", "-c", MINIMAL, "--output", "github").code == 102

    def test_help_names_the_variable(self, run: Run) -> None:
        for command in ("render", "check", "config", "init", "job", "remove", "verify"):
            shown = " ".join(run(command, "--help").out.split())
            assert "[env: ZWE_VSAM_OUTPUT] [default: text]" in shown


class TestSilent:
    """--silent does what its help says."""

    def test_render_prints_the_member_and_says_so(self, run: Run) -> None:
        shown = " ".join(run("render", "--help").out.split())
        assert "Leave out information messages. The member, warnings and errors still" in shown
        ran, plain = run("render", "-c", MINIMAL, "--silent"), run("render", "-c", MINIMAL)
        assert (ran.out, ran.err, plain.err) == (plain.out, "", TEMPLATE)

    @pytest.mark.parametrize("command", ["init", "check", "config", "job", "remove", "verify"])
    def test_the_others_print_no_transcript(self, run: Run, box: Path, command: str) -> None:
        shown = " ".join(run(command, "--help").out.split())
        assert "Leave out the transcript on standard output. Warnings and errors still" in shown
        word = ["JOB00001"] if command == "job" else []
        assert run(command, *word, "-c", MINIMAL, "--sandbox", box, "--silent").out == ""


@pytest.mark.parametrize(
    ("argument", "code", "written"),
    [
        ("a:b", 109, "'FILE(a):FILE(b)'"),
        ("site.yaml:A.B(ZWE)", 109, "'FILE(site.yaml):PARMLIB(A.B(ZWE))'"),
        ("FILE(a):b", 102, "'FILE(a):FILE(b)'"),
        ("a:FILE(b)", 102, "'FILE(a):FILE(b)'"),
        ("file(a):parmlib(A.B(ZWE))", 109, "'FILE(a):PARMLIB(A.B(ZWE))'"),
        ("my file:b", 109, "'FILE(my file):FILE(b)'"),
        ("A.B(ZWE)", 109, "'PARMLIB(A.B(ZWE))'"),
    ],
)
def test_a_list_as_other_programs_have_it(run: Run, argument: str, code: int, written: str) -> None:
    ran = run("config", "-c", argument)
    assert ran.code == code
    assert ran.err.endswith(
        f"  Remedy: Write FILE() or PARMLIB() around each entry: -c {written}\n"
    )


@pytest.mark.parametrize("argument", ["a.yaml", "C:\\a\\b.yaml", "c:/b.yaml", "./x"])
def test_a_path_that_is_not_there_is_no_list(run: Run, argument: str) -> None:
    ran = run("config", "-c", argument)
    assert ran.code == 109
    assert ran.err.endswith("  Remedy: Correct the path after -c.\n")


def test_a_file_whose_name_has_a_colon_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a:b").write_bytes(MINIMAL.read_bytes())
    assert run("config", "-c", "a:b").code == 0


@pytest.mark.parametrize("argv", [[""], ["init", ""], ["sandbox", ""]])
def test_an_empty_word_is_shown(run: Run, argv: list[str]) -> None:
    ran = run(*argv)
    assert (ran.code, ran.out) == (102, "")
    assert "Invalid parameter ''." in ran.err
    assert "command ." not in ran.err


@pytest.mark.parametrize(
    "argv",
    [
        ["{}"],
        ["init", "{}"],
        ["init", "--{}"],
        ["init", "--timeout", "{}"],
        ["job", "{}"],
        ["init", "--target", "{}"],
        ["--show-completion", "{}"],
        ["check", "--ignore", "{}"],
        ["sandbox", "create", "box", "{}"],
        ["explain", "{}"],
    ],
)
def test_a_long_word_is_cut(run: Run, argv: list[str]) -> None:
    ran = run(*(word.format("A" * 10_000) for word in argv))
    assert (ran.code, ran.out) == (102, "")
    assert len(ran.err) < 1500


@pytest.mark.parametrize(
    ("argv", "option"),
    [
        ("init --sandbox", "--sandbox"),
        ("verify --zosmf-profile", "--zosmf-profile"),
        ("check -l", "--log-dir"),
        ("init --sandbox box --evidence", "--evidence"),
        ("verify --sandbox box --report", "--report"),
        ("migrate --to infinispan --into", "--into"),
        ("report results --html", "--html"),
        ("report results --csv", "--csv"),
    ],
)
@pytest.mark.parametrize("value", ["", " "])
def test_an_option_of_an_empty_shell_variable(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: str, option: str, value: str
) -> None:
    # Without the refusal: another system, no evidence, another file.
    monkeypatch.chdir(tmp_path)
    words = argv.split()
    config = () if words[0] == "report" else ("-c", MINIMAL)
    ran = run(*words, value, *config)
    assert ran.code == 102
    assert f"Error ZWEL0102E: Invalid parameter {option}.\n" in ran.err
    assert "The value is empty. Write a value, or leave out the option.\n" in ran.err
    assert not list(tmp_path.iterdir())


def test_an_empty_variable_counts_as_not_set(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZWE_VSAM_LOG_DIR", "")
    monkeypatch.setenv("ZWE_VSAM_SANDBOX", "")
    assert run("check", "-c", MINIMAL).code == 0
