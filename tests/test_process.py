"""The program as a process of its own: exit codes, streams, signals.

What depends on how Python opens and closes the streams is a Python of its own. The other processes
are forks of a warm one.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL
from tests.programs import INIT, LIMIT, PROGRAM, environment, process
from tests.sandbox.helpers import define
from tests.warm import Warm
from zwe_vsam import __version__
from zwe_vsam.cli import main
from zwe_vsam.messages import Severity, message
from zwe_vsam.messages.catalog.every import ENTRIES as TABLE
from zwe_vsam.sandbox.system import System
from zwe_vsam.workflow.sandbox import DEFAULT_SEED

SCRIPT = Path(sys.executable).with_name("zwe-vsam")


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A sandbox that fits the minimal configuration and takes no time."""
    system, _ = System.create(tmp_path / "sandbox", DEFAULT_SEED)
    system.set_durations(0, 0)
    return system.folder


def with_cluster(box: Path) -> None:
    System(box).submit(define(cluster=CLUSTER, volume="VOL123"))
    assert System(box).clusters() == [CLUSTER]


def with_member(box: Path) -> None:
    System(box).write(JCLLIB, "ZWECSVSM", "//OLD JOB\n//S EXEC PGM=IEFBR14\n")


def inject(outcome: str) -> Callable[[Path], None]:
    return lambda box: System(box).inject(outcome)


def no_template(box: Path) -> None:
    System(box).delete("IBMUSER.ZWE.SZWESAMP", "ZWECSVSM")


def no_library(box: Path) -> None:
    System(box).delete_library(JCLLIB)


def nothing(_: Path) -> None:
    pass


ENDS = [
    # code, what the command line is, what is there before
    (0, (*INIT, "{box}"), nothing),
    (0, (*INIT, "{tmp}/new", "--no-wait"), nothing),
    (0, ("init", "-c", "{tmp}/redis.yaml"), nothing),
    (0, ("render", "-c", MINIMAL, "--sandbox", "{box}"), nothing),
    (0, (), nothing),
    (0, ("sandbox", "create", "{tmp}/new"), nothing),
    (0, ("sandbox", "write", "{box}", f"{JCLLIB}(A)"), nothing),
    (0, ("sandbox", "read", "{box}", f"{JCLLIB}(ZWECSVSM)"), with_member),
    (0, ("sandbox", "list", "{box}"), nothing),
    (0, ("sandbox", "submit", "{box}", f"{JCLLIB}(ZWECSVSM)"), with_member),
    (0, ("sandbox", "jobs", "{box}"), nothing),
    (0, ("sandbox", "spool", "{box}", "JOB00001"), with_cluster),
    (0, ("sandbox", "listcat", "{box}", CLUSTER), with_cluster),
    (0, ("sandbox", "reset", "{box}"), nothing),
    (0, ("sandbox", "inject", "{box}", "held"), nothing),
    (4, ("sandbox", "listcat", "{box}", CLUSTER), nothing),
    (0, ("config", "-c", MINIMAL), nothing),
    (0, ("check", "-c", MINIMAL), nothing),
    (60, ("render", "-c", "PARMLIB(A.B(C)):PARMLIB(A.B)"), nothing),
    (63, (*INIT, "{box}"), no_library),
    (102, (*INIT, "{box}", "--bogus"), nothing),
    (102, ("sandbox", "create"), nothing),
    (108, ("init",), nothing),
    (109, ("render", "-c", "{tmp}/none.yaml"), nothing),
    (110, (*INIT, "{box}", "-l", "/dev/null/logs"), nothing),
    (120, ("init", "-c", MINIMAL), nothing),
    (138, ("init", "-c", "{tmp}/linked.yaml", "--sandbox", "{box}", "--update-config"), nothing),
    (140, ("render", "-c", "{tmp}/bad.yaml"), nothing),
    (143, (*INIT, "{box}"), no_template),
    (144, ("render", "-c", "{tmp}/wide.yaml"), nothing),
    (157, ("render", "-c", "{tmp}/short.yaml"), nothing),
    (158, (*INIT, "{box}"), with_cluster),
    (161, ("sandbox", "submit", "{box}", "{tmp}/bad.yaml"), nothing),
    (162, (*INIT, "{box}", "--timeout", "0"), inject("never")),
    (163, (*INIT, "{box}"), inject("abend:S806")),
    (231, ("render", "-c", "{tmp}/redis.yaml"), nothing),
    (232, (*INIT, "{box}"), with_member),
    (233, (*INIT, "{tmp}"), nothing),
    (234, ("verify", "-c", MINIMAL, "--sandbox", "{box}"), nothing),
    (0, ("verify", "-c", MINIMAL, "--sandbox", "{box}"), with_cluster),
    (0, ("remove", "-c", MINIMAL, "--sandbox", "{box}", "--yes"), with_cluster),
    (0, ("job", "JOB00001", "--sandbox", "{box}"), with_cluster),
    (162, ("job", "JOB00001", "--sandbox", "{box}"), nothing),
    (235, (*INIT, "{box}", "--allow-overwrite"), with_cluster),
    (238, ("check", "-c", MINIMAL, "--strict"), nothing),
    (236, ("sandbox", "read", "{box}", f"{JCLLIB}(NONE)"), nothing),
]


@pytest.fixture
def files(tmp_path: Path) -> None:
    minimal = MINIMAL.read_text()
    (tmp_path / "bad.yaml").write_text("zowe: [\n")
    (tmp_path / "redis.yaml").write_text(minimal.replace("mode: VSAM", "mode: redis"))
    (tmp_path / "short.yaml").write_text(minimal.replace("volume: VOL123", "volume:"))
    newer = minimal.replace("      volume:", "      name: A.B\n      volume:")
    (tmp_path / "linked.yaml").write_text(newer.partition("      vsam:\n        name")[0])
    (tmp_path / "other").hardlink_to(tmp_path / "linked.yaml")
    header = f"  setup:\n    jcl:\n      header: {'X' * 80}\n"
    (tmp_path / "wide.yaml").write_text(minimal.replace("  setup:\n", header))


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(("code", "argv", "before"), ENDS)
def test_exit_code(
    box: Path,
    tmp_path: Path,
    warm: Warm,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    argv: tuple[object, ...],
    before: Callable[[Path], None],
) -> None:
    before(box)
    words = [str(word).replace("{box}", str(box)).replace("{tmp}", str(tmp_path)) for word in argv]
    monkeypatch.chdir(tmp_path)
    ended = warm.start(*words, env=environment()).end()
    assert "Traceback" not in ended.err
    assert ended.code == code, ended.err
    errors = [line for line in ended.err.split("\n") if line.startswith("Error ")]
    assert [TABLE[line[6:].partition(":")[0]].exit_code for line in errors] == (
        [code] if code > 4 else []
    )


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(("code", "argv", "before"), ENDS[::6])
def test_exit_code_of_a_new_python(
    box: Path, tmp_path: Path, code: int, argv: tuple[object, ...], before: Callable[[Path], None]
) -> None:
    """The same through the end of the interpreter, which a fork leaves out."""
    before(box)
    words = [str(word).replace("{box}", str(box)).replace("{tmp}", str(tmp_path)) for word in argv]
    ran = process(*words, cwd=tmp_path)
    assert ran.returncode == code, ran.stderr


def test_every_exit_code_that_there_is_has_a_process_above() -> None:
    elsewhere = {
        1,  # a defect of ours: none is known
        130,  # Ctrl-C, below
        160,  # a member that cannot be written, below
        237,  # a full disk, below
    }
    errors = {kind.exit_code for id_, kind in TABLE.items() if id_.endswith("E")}
    assert {code for code, *_ in ENDS} | elsewhere >= errors
    assert message("ZWV1001E", error="x").severity is Severity.ERROR


def test_a_member_that_cannot_be_written(box: Path, tmp_path: Path) -> None:
    wide = tmp_path / "wide.jcl"
    wide.write_text("X" * 81 + "\n")
    with wide.open("rb") as file:
        ran = process("sandbox", "write", box, f"{JCLLIB}(A)", stdin=file)
    assert ran.returncode == 160
    assert System(box).members(JCLLIB) == []


def test_the_console_script_is_the_same_program(box: Path) -> None:
    if not SCRIPT.exists():
        pytest.skip("the package is not installed")
    ran = process("--version", program=[SCRIPT])
    assert (ran.returncode, ran.stdout) == (0, f"zwe-vsam {__version__}\n".encode())
    argv = ("render", "-c", MINIMAL, "--template", MINIMAL)
    script, module = process(*argv, program=[SCRIPT]), process(*argv)
    assert script.returncode == module.returncode == 232
    assert (script.stdout, script.stderr) == (module.stdout, module.stderr)


class TestInterrupt:
    @pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
    @pytest.mark.parametrize("form", ["text", "json"])
    def test_the_job_is_left_running(
        self, box: Path, tmp_path: Path, warm: Warm, form: str, name: str
    ) -> None:
        System(box).inject("never")
        reading, writing = os.pipe()
        with (
            open(os.devnull) as nothing,
            (tmp_path / "out").open("w+") as output,
            os.fdopen(reading) as errors,
        ):
            streams = (nothing.fileno(), output.fileno(), writing)
            argv = (*INIT, box, "-vv", "--output", form)
            running = warm.start(*argv, streams=streams, env=environment())
            os.close(writing)
            said = ""
            while said.count("sandbox: job JOB00001:") < 2:
                line = errors.readline()
                assert line, said
                said += line
            running.send_signal(getattr(signal, name))
            err = errors.read()
            code = running.end().code
            out = (tmp_path / "out").read_text()
        assert code == 130
        assert "Error ZWV4002E: Ctrl-C interrupted the wait for job ZWECSVSM(JOB00001). " in err
        assert f"zwe-vsam sandbox spool {box} JOB00001" in err
        assert "Traceback" not in said + err
        (job,) = System(box).jobs()
        assert job.ending is None
        if form == "json":
            result = json.loads(out)
            assert (result["exit_code"], result["job"]["outcome"]) == (130, "active")

    def test_sigterm_in_a_new_python(self, box: Path) -> None:
        System(box).inject("never")
        argv = [*PROGRAM, *map(str, INIT), str(box), "-vv"]
        with subprocess.Popen(
            argv, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as running:
            assert running.stderr
            said = ""
            while said.count("sandbox: job JOB00001:") < 2:
                line = running.stderr.readline()
                assert line, said
                said += line
            running.send_signal(signal.SIGTERM)
            _, err = running.communicate(timeout=LIMIT)
        assert running.returncode == 130
        assert "Error ZWV4002E: Ctrl-C interrupted the wait for job ZWECSVSM(JOB00001). " in err
        assert "Traceback" not in said + err


class TestStreams:
    ENDLESS_READERS = (
        (("render", "-c", MINIMAL), 0),
        ((*INIT, "{box}"), 0),
        ((*INIT, "{box}", "--output", "json"), 0),
        ((*INIT, "{box}", "--dry-run"), 0),
        (("init", "--output", "json"), 108),
        (("config", "-c", MINIMAL), 0),
        (("check", "-c", MINIMAL), 0),
        (("sandbox", "list", "{box}"), 0),
        (("sandbox",), 0),
        (("--help",), 0),
        (("render", "--version"), 0),
    )

    @pytest.mark.parametrize(("argv", "code"), ENDLESS_READERS)
    def test_a_pipe_that_nobody_reads(self, box: Path, argv: tuple[object, ...], code: int) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        try:
            ran = process(*[str(w).replace("{box}", str(box)) for w in argv], stdout=writing)
        finally:
            os.close(writing)
        assert ran.returncode == code, ran.stderr
        assert b"ZWV1003E" not in ran.stderr
        if argv[0] == "init" and "--dry-run" not in argv and code == 0:
            assert System(box).clusters() == [CLUSTER]

    def test_a_pipe_that_is_read_in_part(self) -> None:
        words = [*PROGRAM, "render", "-c", str(MINIMAL)]
        script = 'set -o pipefail; "$@" | head -n 1'
        ran = process("bash", "-c", script, "bash", *words, program=[])
        assert ran.returncode == 0
        assert ran.stdout.startswith(b"//ZWECSVSM JOB")
        assert ran.stdout.count(b"\n") == 1

    def test_a_failure_keeps_its_exit_code_when_nobody_reads(self, box: Path) -> None:
        with_cluster(box)
        reading, writing = os.pipe()
        os.close(reading)
        try:
            assert process(*INIT, box, stdout=writing).returncode == 158
            assert process(*INIT, box, stdout=writing, stderr=writing).returncode == 158
        finally:
            os.close(writing)

    @pytest.mark.parametrize(
        ("argv", "closed", "code"),
        [
            # Who has something to print and cannot has failed; who has nothing has not (GNU
            # coreutils, tests/misc/close-stdout.sh). The work is done all the same.
            ((*INIT, "{box}"), ">&-", 237),
            ((*INIT, "{box}", "--silent"), ">&-", 0),
            ((*INIT, "{box}"), "2>&-", 0),
            ((*INIT, "{box}"), ">&- 2>&- <&-", 237),
            ((*INIT, "{box}", "--output", "json"), ">&-", 237),
            (("init", "-c", MINIMAL, "--dry-run"), ">&-", 237),
            (("config", "-c", MINIMAL), ">&-", 237),
            (("config", "-c", MINIMAL, "--output", "json"), ">&-", 237),
            (("check", "-c", MINIMAL), ">&-", 237),
            (("check", "-c", MINIMAL, "--output", "github"), ">&-", 237),
            (("render", "-c", MINIMAL), ">&-", 237),
            (("render", "-c", MINIMAL), "2>&-", 0),
            (("sandbox", "list", "{box}"), ">&-", 237),
            (("sandbox",), ">&-", 237),
            (("--version",), ">&-", 237),
            (("--help",), ">&-", 237),
            (("init", "--bogus"), ">&-", 102),
            (("init", "--bogus"), ">&- 2>&-", 102),
            (("config",), ">&-", 108),
        ],
    )
    def test_closed_descriptors(
        self, box: Path, argv: tuple[object, ...], closed: str, code: int
    ) -> None:
        words = [str(word).replace("{box}", str(box)) for word in (*PROGRAM, *argv)]
        ran = process("sh", "-c", f'"$@" {closed}', "sh", *words, program=[])
        assert ran.returncode == code, ran.stderr
        told = b"Error ZWV1003E: Standard output cannot be written: It is closed. "
        assert ran.stderr.count(told) == (code == 237 and "2>&-" not in closed)
        assert ran.stderr.count(b"Error ") <= 1
        if argv[0] == "init" and "{box}" in argv:
            assert System(box).clusters() == [CLUSTER]

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
    @pytest.mark.parametrize(
        ("argv", "code"),
        [
            (("render", "-c", MINIMAL), 237),
            ((*INIT, "{box}"), 237),
            ((*INIT, "{box}", "--output", "json"), 237),
            (("--help",), 237),
            (("init", "--version"), 237),
            (("init",), 108),
        ],
    )
    def test_a_full_disk(self, box: Path, argv: tuple[object, ...], code: int) -> None:
        with open("/dev/full", "wb") as full:
            ran = process(*[str(w).replace("{box}", str(box)) for w in argv], stdout=full)
        assert ran.returncode == code, ran.stderr
        told = b"Error ZWV1003E: Standard output cannot be written: "
        assert ran.stderr.count(told) == 1
        assert b"No space left on device." in ran.stderr
        if "{box}" in argv:
            assert System(box).clusters() == [CLUSTER], "the work is done all the same"

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp037", "utf-16"])
    def test_encodings(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
    ) -> None:
        """Of the streams; the member is the same in each, and names are escaped where need be."""
        config = tmp_path / "grüße-世.yaml"
        config.write_text(MINIMAL.read_text().replace("VOL123", "VOL123*"))
        env = environment(PYTHONIOENCODING=encoding)
        assert main(["render", "-c", str(MINIMAL)]) == 0
        plain = capsys.readouterr().out
        assert process("render", "-c", MINIMAL, env=env).stdout.decode(encoding) == plain
        ran = process("render", "-c", config, env=env)
        assert ran.returncode == 231
        shown = {"ascii": r"gr\xfc\xdfe-\u4e16", "utf-16": "grüße-世"}.get(
            encoding, r"grüße-\u4e16"
        )
        assert f"{shown}.yaml:8)" in ran.stderr.decode(encoding)

    def test_a_member_that_the_encoding_lacks(self, tmp_path: Path) -> None:
        config = tmp_path / "zowe.yaml"
        header = "  setup:\n    jcl:\n      header: \"(ACCT),'GRÜSSE'\"\n"
        config.write_text(MINIMAL.read_text().replace("  setup:\n", header), encoding="utf-8")
        for encoding, code in (("cp037", 0), ("ascii", 237)):
            ran = process("render", "-c", config, env=environment(PYTHONIOENCODING=encoding))
            assert ran.returncode == code, ran.stderr
            assert ("(ACCT),'GRÜSSE'" in ran.stdout.decode(encoding)) is (code == 0)
        assert ran.stdout == b""
        assert rb"Standard output cannot show '\xdc': its encoding is ascii." in ran.stderr

    def test_output_in_the_c_locale(self, box: Path) -> None:
        env = environment(LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
        ran = process(*INIT, box, env=env)
        assert ran.returncode == 0, ran.stderr
        assert b"created successfully" in ran.stdout


COUNTER = """
import sys
started = []
STARTS = {"subprocess.Popen", "os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn",
          "os.system", "pty.spawn", "os.startfile"}
sys.addaudithook(lambda event, args: event in STARTS and started.append(event))
from zwe_vsam.cli import main
code = main(sys.argv[2:])
if sys.argv[1] == "more":
    import os, subprocess
    subprocess.run(["true"])
    if os.fork() == 0:
        os._exit(0)
    os.wait()
print(f"started: {started}", file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize(
    "argv",
    [
        ("--dry-run",),
        ("--dry-run", "--sandbox", "{box}"),
        ("--security-dry-run", "--sandbox", "{box}", "-vv"),
        ("--sandbox", "{box}"),
    ],
)
def test_a_run_is_one_process(box: Path, argv: tuple[str, ...]) -> None:
    words = [word.replace("{box}", str(box)) for word in ("init", "-c", str(MINIMAL), *argv)]
    ran = process(*words, program=[sys.executable, "-c", COUNTER, ""])
    assert ran.returncode == 0
    assert ran.stderr.endswith(b"started: []\n")


def test_a_second_process_would_be_counted() -> None:
    program = [sys.executable, "-c", COUNTER, "more"]
    ran = process("render", "-c", MINIMAL, program=program)
    assert b"started: ['subprocess.Popen', 'os.fork']" in ran.stderr.replace(
        b"'os.posix_spawn', ", b""
    )
