"""The command line: options, help, wrong usage, and where text goes."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Ran, Run
from zwe_vsam import __version__, cli
from zwe_vsam.cli import main
from zwe_vsam.sandbox.system import System

SAMPLE = "IBMUSER.ZWE.SZWESAMP"
SANDBOX = (
    "create", "write", "read", "list", "listcat", "submit", "jobs", "spool", "reset", "inject",
)  # fmt: skip
COMMANDS = [(), ("init",), ("render",), ("sandbox",), *(("sandbox", name) for name in SANDBOX)]


def refused(ran: Ran, culprit: str) -> bool:
    """Whether it is the message of a wrong command line, and nothing was done."""
    return (
        ran.code == 102
        and ran.out == ""
        and ran.err.startswith(f"Error ZWEL0102E: Invalid parameter {culprit}.\n")
        and "Traceback" not in ran.err
    )


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help(run: Run, command: tuple[str, ...], flag: str) -> None:
    ran = run(*command, flag)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: {' '.join(('zwe-vsam', *command))} ")


@pytest.mark.parametrize("command", [(), ("sandbox",)])
def test_without_arguments_there_is_help(run: Run, command: tuple[str, ...]) -> None:
    ran = run(*command)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == run(*command, "--help").out


@pytest.mark.parametrize("command", [(), ("init",), ("render",), ("sandbox",)])
def test_version(run: Run, command: tuple[str, ...]) -> None:
    assert run(*command, "--version") == (0, f"zwe-vsam {__version__}\n", "")


@pytest.mark.parametrize("command", ["check", "config", "init", "remove", "render", "verify"])
@pytest.mark.parametrize(
    ("symbols", "culprit"),
    [
        (("SYSNAME",), "ZWV1014E: --symbol SYSNAME does not have the form NAME=VALUE."),
        (("sysname=x",), "ZWV1014E: --symbol sysname=x does not have the form NAME=VALUE."),
        (("SYSNAME=A", "&SYSNAME=B"), "ZWV1015E: --symbol SYSNAME has two values."),
    ],
)
def test_wrong_symbol(run: Run, command: str, symbols: tuple[str, ...], culprit: str) -> None:
    arguments = [word for symbol in symbols for word in ("--symbol", symbol)]
    ran = run(command, "-c", str(MINIMAL), *arguments)
    assert ran.code == 102
    assert culprit in ran.err


def test_help_names_every_command(run: Run) -> None:
    assert all(f"  {name} " in run("--help").out for name in cli.COMMANDS)
    assert all(f"  {name} " in run("sandbox", "--help").out for name in SANDBOX)


@pytest.mark.parametrize(
    ("argv", "culprit"),
    [
        ("bogus", "bogus"),
        ("no.such.command", "no.such.command"),
        ("--bogus", "--bogus"),
        ("--bogus init", "--bogus"),
        ("init --bogus", "--bogus"),
        ("init -Z", "-Z"),
        ("init -c", "-c"),
        ("init --output", "--output"),
        ("init -c x more words", "more"),
        ("init --target mars", "--target"),
        ("init --target ZOSMF", "--target"),
        ("init --output xml", "--output"),
        ("init --timeout soon", "--timeout"),
        ("init --timeout -1", "--timeout"),
        ("init --timeout nan", "--timeout"),
        ("init --timeout=-nan", "--timeout"),
        ("init --timeout inf", "--timeout"),
        ("init --timeout 1e8", "--timeout"),
        ("init --dry-run=yes", "--dry-run"),
        ("render --dry-run", "--dry-run"),
        ("sandbox bogus", "bogus"),
        ("sandbox create", "DIR"),
        ("sandbox read b", "'DSN(MEMBER)'"),
        ("sandbox listcat b", "NAME"),
        ("sandbox jobs b more", "more"),
        ("sandbox create b --dialect latin", "--dialect"),
        ("sandbox inject b held --count many", "--count"),
    ],
)
def test_wrong_command_line(run: Run, argv: str, culprit: str) -> None:
    ran = run(*argv.split())
    assert refused(ran, culprit), ran


@pytest.mark.parametrize(
    ("argv", "text"),
    [
        (
            "init --sandbox b --target zosmf",
            "--sandbox and --target zosmf cannot be used together.",
        ),
        ("init --sandbox b --target zoau", "--sandbox and --target zoau cannot be used together."),
        ("init --target sandbox", "--target sandbox needs a folder."),
        (
            "render --sandbox b --target zosmf",
            "--sandbox and --target zosmf cannot be used together.",
        ),
    ],
)
def test_options_that_do_not_fit(run: Run, argv: str, text: str) -> None:
    ran = run(*argv.split())
    assert (ran.code, ran.out) == (102, "")
    assert re.match(rf"Error ZWV\d{{4}}E: {text}\n  Remedy: ", ran.err)


def test_wrong_command_line_names_the_help_of_the_command(run: Run) -> None:
    assert "See: zwe-vsam init --help" in run("init", "--bogus").err
    assert "See: zwe-vsam --help" in run("bogus").err


@pytest.mark.parametrize("value", ["nan", "-1", "inf", "soon"])
def test_wrong_timeout_from_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("ZWE_VSAM_TIMEOUT", value)
    assert refused(run("init", "-c", MINIMAL, "--dry-run"), "--timeout")


@pytest.mark.parametrize("value", ["0", "0.5", "1e7"])
def test_timeouts_that_are_allowed(run: Run, value: str) -> None:
    assert run("init", "-c", MINIMAL, "--dry-run", "--timeout", value).code == 0


def test_a_long_wait_that_is_not_needed(run: Run, box: Path) -> None:
    System(box).set_durations(0, 0)
    assert run("init", "-c", MINIMAL, "--sandbox", box, "--timeout", "1e7").code == 0


@pytest.mark.parametrize("command", ["init", "render"])
@pytest.mark.parametrize("argv", [(), ("-c", ""), ("--config", " ")])
def test_without_a_configuration(run: Run, command: str, argv: tuple[str, ...]) -> None:
    ran = run(command, *argv)
    assert ran.code == 108
    assert "Error ZWEL0108E: Zowe YAML config file is required." in ran.err


@pytest.mark.parametrize("command", ["init", "render"])
def test_configuration_that_is_not_there(run: Run, command: str, tmp_path: Path) -> None:
    ran = run(command, "-c", tmp_path / "none.yaml")
    assert ran.code == 109
    assert "Error ZWEL0109E" in ran.err


@pytest.mark.parametrize("argv", [("-c", "-"), ("-c-",), ("--config=-",), ("--config", "-")])
def test_configuration_from_standard_input(
    run: Run, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    text = io.TextIOWrapper(io.BytesIO(MINIMAL.read_bytes()))
    monkeypatch.setattr(sys, "stdin", text)
    assert f"NAME({CLUSTER})" in run("render", *argv).out


def test_arguments_of_the_process_are_the_default(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["zwe-vsam", "--version"])
    assert main() == 0
    assert capsys.readouterr().out == f"zwe-vsam {__version__}\n"


VERBOSE = [["-v"], ["--verbose"], ["--debug"]]
VERY = [["-vv"], ["-v", "-v"], ["--debug", "-v"], ["--trace"], ["-v", "--trace"]]


@pytest.mark.parametrize("flags", [[], *VERBOSE, *VERY])
@pytest.mark.parametrize("command", [["init", "--dry-run"], ["render"]])
def test_degrees_of_detail(
    run: Run, box: Path, config: Callable[..., Path], command: list[str], flags: list[str]
) -> None:
    path = config(("VOL123", "vol123"))
    ran = run(*command, "-c", path, "--sandbox", box, *flags)
    assert ran.code == 0
    assert ("zowe.setup.vsam.volume is used in upper case" in ran.err) is bool(flags)
    assert (f"template: {SAMPLE}(ZWECSVSM)" in ran.err) is bool(flags)
    if command[0] == "init":
        assert ("sandbox: catalog entry" in ran.err) is (flags in VERY)
    assert "template:" not in ran.out


def test_what_led_to_an_error_is_told_with_vv_only(run: Run, tmp_path: Path) -> None:
    argv = ("render", "-c", MINIMAL, "--template", tmp_path / "none")
    assert "caused by FileNotFoundError" not in run(*argv, "-v").err
    assert "caused by FileNotFoundError" in run(*argv, "-vv").err


def test_a_traceback_is_told_with_vv_only(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("no reason")

    monkeypatch.setattr("zwe_vsam.member.templates.render", broken)
    ran = run("render", "-c", MINIMAL)
    assert ran.code == 1
    assert "Error ZWV1001E: Internal error: ZeroDivisionError: no reason" in ran.err
    assert "Traceback" not in ran.err
    assert "Traceback" in run("render", "-c", MINIMAL, "-vv").err


class TestRender:
    def test_standard_output_is_the_member(self, run: Run, box: Path) -> None:
        ran = run("render", "-c", MINIMAL, "--sandbox", box)
        run("init", "-c", MINIMAL, "--sandbox", box, "--security-dry-run")
        assert ran.out == System(box).read(JCLLIB, "ZWECSVSM").text
        assert ran.err == (
            f"System: sandbox {box}\n"
            f"Info ZWV8001I: Rehearsal: sandbox {box} stands for z/OS; no mainframe is touched.\n"
        )

    def test_without_a_target_the_bundled_template_is_used(self, run: Run) -> None:
        ran = run("render", "-c", MINIMAL)
        assert ran.code == 0
        lines = ran.out.split("\n")
        assert lines[0].startswith("//ZWECSVSM JOB")
        assert lines.pop() == ""
        assert [line.rstrip() for line in lines] == lines
        assert all(len(line) <= 80 for line in lines)
        assert "\r" not in ran.out
        assert ran.err == "Info ZWV1034I: zwe-vsam uses its own template ZWECSVSM.\n"

    @pytest.mark.parametrize("flag", ["-s", "--silent"])
    def test_silent_keeps_the_member(self, run: Run, flag: str) -> None:
        assert run("render", "-c", MINIMAL, flag) == (0, run("render", "-c", MINIMAL).out, "")

    @pytest.mark.parametrize("mode", ["INFINISPAN", "inMemory", ""])
    def test_another_storage_mode_is_an_error(
        self, run: Run, config: Callable[..., Path], mode: str
    ) -> None:
        path = config(("mode: VSAM", f"mode: {mode}"))
        ran = run("render", "-c", path)
        assert (ran.code, ran.out) == (231, "")
        start = "Error ZWV5016E: The configuration needs no VSAM cluster: "
        assert f"{start}components.caching-service.storage.mode is " in ran.err
        assert f"({path}:12)" in ran.err

    def test_the_target_by_its_name(
        self, run: Run, box: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ZWE_VSAM_SANDBOX", str(box))
        assert "uses its own template" in run("render", "-c", MINIMAL).err
        System(box).write(SAMPLE, "ZWECSVSM", System(box).read(SAMPLE, "ZWECSVSM").text + "//*X\n")
        ran = run("render", "-c", MINIMAL, "--target", "sandbox")
        assert ran.out.endswith("//*X\n")
        assert run("render", "-c", MINIMAL, "--target", "auto").code == 120

    def test_a_missing_installed_member(self, run: Run, box: Path) -> None:
        System(box).delete(SAMPLE, "ZWECSVSM")
        ran = run("render", "-c", MINIMAL, "--sandbox", box)
        assert (ran.code, ran.out) == (143, "")

    def test_a_sandbox_that_is_not_there_is_not_made(self, run: Run, tmp_path: Path) -> None:
        ran = run("render", "-c", MINIMAL, "--sandbox", tmp_path / "none")
        assert (ran.code, ran.out) == (233, "")
        assert not (tmp_path / "none").exists()

    @pytest.mark.parametrize("with_target", [False, True])
    def test_the_users_own_template(
        self, run: Run, box: Path, tmp_path: Path, with_target: bool
    ) -> None:
        text = System(box).read(SAMPLE, "ZWECSVSM").text
        own = tmp_path / "own.jcl"
        own.write_text(text.replace("REC(80 20)", "REC(81 21)") + "//* {{ mine }}   \n")
        target = ("--sandbox", box) if with_target else ()
        ran = run("render", "-c", MINIMAL, "--template", own, *target)
        assert ran.code == 0
        assert "REC(81 21)" in ran.out
        assert ran.out.endswith("//* {{ mine }}\n")
        assert "bundled" not in ran.err

    def test_the_users_own_template_in_jinja2(self, run: Run, tmp_path: Path) -> None:
        own = tmp_path / "own.j2"
        own.write_text(
            "//MINE JOB\n//S EXEC PGM=IDCAMS\n//SYSPRINT DD SYSOUT=*\n//SYSIN DD *\n"
            " DEFINE CLUSTER(NAME({{ cluster }}) VOLUME({{ volume }}) INDEXED -\n"
            "  REC(1 1) KEYS({{ key_length }} 0) RECSZ({{ record_length }} 4096))\n/*\n"
        )
        ran = run("render", "-c", MINIMAL, "--template", own)
        assert ran.code == 0, ran.err
        assert "KEYS(128 0) RECSZ(4096 4096)" in ran.out

    @pytest.mark.parametrize("content", [None, b"//X JOB\n", b"\xff\xfe", b"//A JOB \x1b[2J\n"])
    def test_a_template_that_is_none(self, run: Run, tmp_path: Path, content: bytes | None) -> None:
        own = tmp_path / "own"
        if content is not None:
            own.write_bytes(content)
        ran = run("render", "-c", MINIMAL, "--template", own)
        assert (ran.code, ran.out) == (232, "")
        assert str(own) in ran.err


class TestSandbox:
    def test_create_says_what_is_there(self, run: Run, tmp_path: Path) -> None:
        ran = run("sandbox", "create", tmp_path / "b", "-c", MINIMAL, "--dialect", "brace")
        assert (ran.code, ran.err) == (0, "")
        assert f"LIBRARY  {JCLLIB}" in ran.out
        assert "VOLUME   VOL123" in ran.out
        assert "{zowe.setup.vsam.name}" in System(tmp_path / "b").read(SAMPLE, "ZWECSVSM").text
        assert run("sandbox", "create", tmp_path / "b").code == 158

    def test_members_come_and_go(
        self, run: Run, box: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = "//MINE JOB\n//S EXEC PGM=IEFBR14\n"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert run("sandbox", "write", box, f"'{JCLLIB}(mine)'").code == 0
        assert run("sandbox", "read", box, f"{JCLLIB}(MINE)") == (0, text, "")
        assert "  MEMBER MINE\n" in run("sandbox", "list", box).out
        ran = run("sandbox", "read", box, f"{JCLLIB}(NONE)")
        assert ran.code == 236
        assert f"The member {JCLLIB}(NONE) does not exist." in ran.err
        assert run("sandbox", "read", box, JCLLIB).code == 231
        run("sandbox", "reset", box)
        assert System(box).members(JCLLIB) == []

    @pytest.mark.parametrize("source", ["file", "member", "-"])
    def test_jobs(
        self, run: Run, box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
    ) -> None:
        System(box).set_durations(0, 0)
        text = "//MINE JOB\n//S EXEC PGM=NOSUCH\n"
        (tmp_path / "job.jcl").write_text(text)
        System(box).write(JCLLIB, "MINE", text)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        name = {"file": tmp_path / "job.jcl", "member": f"{JCLLIB}(MINE)", "-": "-"}[source]
        ran = run("sandbox", "submit", box, name)
        assert ran == (0, "Job MINE(JOB00001) is submitted.\n", "")
        assert run("sandbox", "jobs", box).out.endswith(" ABEND S806\n")
        spool = run("sandbox", "spool", box, "job00001").out
        assert "--- JESMSGLG ---\n" in spool
        assert "CSV003I REQUESTED MODULE NOSUCH" in spool
        assert run("sandbox", "spool", box, "JOB00002").code == 236

    def test_submitting_what_is_no_job(self, run: Run, box: Path, tmp_path: Path) -> None:
        (tmp_path / "none.jcl").write_text("no job\n")
        ran = run("sandbox", "submit", box, tmp_path / "none.jcl")
        assert ran.code == 161
        assert System(box).jobs() == []
        assert run("sandbox", "submit", box, tmp_path / "missing").code == 236

    def test_listcat_exits_with_the_condition_code(self, run: Run, box: Path) -> None:
        System(box).set_durations(0, 0)
        ran = run("sandbox", "listcat", box, CLUSTER.lower())
        assert ran.code == 4
        assert f"IDC3012I ENTRY {CLUSTER} NOT FOUND" in ran.out
        run("init", "-c", MINIMAL, "--sandbox", box)
        ran = run("sandbox", "listcat", box, CLUSTER)
        assert ran.code == 0
        assert f"CLUSTER ------- {CLUSTER}" in ran.out

    @pytest.mark.parametrize(
        "argv",
        ["mars", "held:5", "code:5000", "held --after nan", "held --after -1", "held --count 0"],
    )
    def test_what_cannot_be_injected(self, run: Run, box: Path, argv: str) -> None:
        ran = run("sandbox", "inject", box, *argv.split())
        assert (ran.code, ran.out) == (231, "")
        assert System(box).injections() == []

    def test_inject(self, run: Run, box: Path) -> None:
        ran = run("sandbox", "inject", box, "code:8", "--job", "mine", "--after", 2, "--count", 3)
        assert ran == (0, "The next 3 jobs named MINE: code:8.\n", "")
        (injection,) = System(box).injections()
        assert (injection.outcome, injection.job) == ("code:8", "MINE")
        assert (injection.after, injection.count) == (2, 3)

    def test_durations(self, run: Run, box: Path) -> None:
        shown = "A job is queued for {} seconds and active for {} seconds.\n"
        System(box).set_durations(0.1, 0.4)
        assert run("sandbox", "durations", box) == (0, shown.format(0.1, 0.4), "")
        ran = run("sandbox", "durations", box, "--active", 20)
        assert ran == (0, shown.format(0.1, 20), "")
        assert System(box).durations() == (0.1, 20.0)
        assert run("sandbox", "durations", box, "--queued", 0, "--active", 0.5).code == 0
        assert System(box).durations() == (0.0, 0.5)
        for wrong in ("-1", "1e9", "nan", "soon"):
            assert run("sandbox", "durations", box, "--queued", wrong).code == 102, wrong
        assert System(box).durations() == (0.0, 0.5)

    @pytest.mark.parametrize(
        "argv",
        [
            ("list",), ("reset",), ("jobs",), ("read", "A(B)"), ("listcat", "A"),
            ("spool", "JOB00001"), ("submit", str(MINIMAL)), ("inject", "held"),
        ],
    )  # fmt: skip
    def test_a_folder_that_is_no_sandbox(
        self, run: Run, tmp_path: Path, argv: tuple[str, ...]
    ) -> None:
        command, *rest = argv
        ran = run("sandbox", command, tmp_path, *rest)
        assert (ran.code, ran.out) == (233, "")
        assert list(tmp_path.iterdir()) == []
