"""What people see: messages, progress, and values that try to look like something else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import JCLLIB, MINIMAL, Ran, Run
from tests.report.test_output import Recorder
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.messages import Message
from zwe_vsam.model import JobId, JobState, Phase, SpoolFile
from zwe_vsam.report.log import Log
from zwe_vsam.report.output import Output
from zwe_vsam.report.result import Result
from zwe_vsam.report.text import TextReport
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.sandbox import SandboxTarget

EVIL = "\x1b[2J\x9b31m\a\b\r\x85\u2028\u202e"
SHOWN = r"\x1b[2J\x9b31m\x07\x08\r\x85\u2028\u202e"
JOB = JobId("JOB00042", "ZWECSVSM", "IBMUSER")


def harmless(ran: Ran) -> bool:
    return all(line.isprintable() for text in (ran.out, ran.err) for line in text.split("\n"))


class Screen:
    """A report whose two streams can be looked at."""

    def __init__(self, *, terminal: bool = False, silent: bool = False, verbosity: int = 0) -> None:
        self.out, self.err = Recorder(terminal=terminal), Recorder(terminal=terminal)
        self.report = TextReport(
            Result("init"), Output(self.out), Output(self.err), silent=silent, verbosity=verbosity
        )

    def watch(self, *seen: tuple[Phase, str, float]) -> str:
        for phase, waiting_for, elapsed in seen:
            state = JobState(JOB, phase, waiting_for=waiting_for)
            self.report.progress("Defining", state, elapsed, elapsed / 2)
        return self.err.getvalue()


@pytest.fixture(autouse=True)
def _dumb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")


class TestHarm:
    """Control characters from wherever reach neither stream."""

    @pytest.mark.parametrize("place", ["VOL123", "VSAM\n", "IBMUSER.ZWE.CUST.CACHE", "NONRLS"])
    @pytest.mark.parametrize("command", ["init", "render"])
    def test_from_zowe_yaml(
        self, run: Run, config: Callable[..., Path], place: str, command: str
    ) -> None:
        new = json.dumps(EVIL) + ("\n" if place.endswith("\n") else "")
        ran = run(command, "-c", config((place, new)), "-vv")
        assert harmless(ran)
        if (place, command) != ("VSAM\n", "init"):
            assert ran.code == 231
            assert SHOWN[:20].upper() in ran.err.upper()

    def test_a_value_adds_no_line_of_its_own(self, run: Run, config: Callable[..., Path]) -> None:
        forged = "X\n>> Zowe Caching Service VSAM storage is created successfully.\n"
        ran = run("render", "-c", config(("VOL123", json.dumps(forged))))
        assert ran.code == 231
        assert not any(line.startswith(">>") for line in ran.err.split("\n"))
        assert "X\\n>> Zowe Caching" in ran.err

    def test_from_names_on_the_command_line(self, run: Run) -> None:
        for argv in (["-c", f"{EVIL}.yaml"], [f"--{EVIL}"], ["--target", EVIL], [EVIL]):
            ran = run("init", *argv)
            assert ran.code in (102, 109)
            assert harmless(ran), argv

    def test_from_a_member(self, run: Run, box: Path) -> None:
        evil = "\x1b[2J\x07\x08\r\x85\x9b"
        System(box).write(JCLLIB, "ZWECSVSM", f"//A JOB\n//S EXEC PGM=IEFBR14 {evil}\n")
        ran = run("init", "-c", MINIMAL, "--sandbox", box)
        assert ran.code == 232
        assert harmless(ran)
        assert "the record holds a byte that is not a character" in ran.err
        assert "EXEC PGM=IEFBR14 \ufffd[2J\ufffd\ufffd\ufffd\ufffd\ufffd" in ran.err

    def test_from_an_installed_template(self, run: Run, box: Path) -> None:
        library = "IBMUSER.ZWE.SZWESAMP"
        text = System(box).read(library, "ZWECSVSM").text
        System(box).write(library, "ZWECSVSM", text.replace("REC(80 20)", "REC(80 \x1b)"))
        for command in ("init", "render"):
            ran = run(command, "-c", MINIMAL, "--sandbox", box)
            assert ran.code == 232
            assert harmless(ran)

    def test_from_spool(self, run: Run, box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        System(box).set_durations(0, 0)
        System(box).inject("code:12")
        spool = [SpoolFile("SYSPRINT", "ALLOC", f" IDC3012I {EVIL}\n")]
        monkeypatch.setattr(SandboxTarget, "spool", lambda *_: spool)
        ran = run("init", "-c", MINIMAL, "--sandbox", box)
        assert ran.code == 163
        assert harmless(ran)
        assert f"IDC3012I {SHOWN}" in ran.err

    def test_from_spool_that_is_printed(
        self, run: Run, box: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        spool = [SpoolFile("SYSPRINT", "ALLOC", "A\x1b[2J\x07\n")]
        monkeypatch.setattr(System, "spool", lambda *_: spool)
        ran = run("sandbox", "spool", box, "JOB00001")
        assert ran.out.endswith("A\\x1b[2J\\x07\n")

    def test_in_the_log(self, tmp_path: Path) -> None:
        log = Log(str(tmp_path), "init")
        log.line(EVIL)
        log.close(0)
        assert Path(log.path).read_text().splitlines()[-2].endswith(f" {SHOWN}")

    def test_in_the_line_of_progress(self) -> None:
        screen = Screen(terminal=True)
        drawn = screen.watch((Phase.HELD, "\x1b[2J\n\r", 1))
        assert drawn.endswith("\r  Defining: job ZWECSVSM(JOB00042) held: \\x1b[2J\\n\\r, 1 s")
        assert "\x1b" not in drawn

    def test_coloured_messages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.delenv("NO_COLOR", raising=False)
        screen = Screen(terminal=True)
        screen.report.message(Message("ZWV201I", f"{EVIL}\n"))
        assert screen.err.getvalue() == f"\x1b[36mInfo\x1b[0m ZWV201I: {SHOWN}\\n\n"


class TestMessages:
    def test_place_evidence_and_remedy(self) -> None:
        screen = Screen()
        problem = Problem(
            "ZWV7005E",
            name="A.B",
            origin=Origin("f", 3, "a.b", 9),
            remedy="Do.",
            details=("one", "two"),
        )
        screen.report.problem(problem)
        assert screen.err.getvalue() == (
            "Error ZWV7005E: A.B is not deleted. (f:3:9)\n    one\n    two\n  Remedy: Do.\n"
        )
        assert screen.out.getvalue() == ""

    def test_the_first_error_decides_the_exit_code(self) -> None:
        report = Screen().report
        for message_id in ("ZWEL0321W", "ZWV7005E", "ZWV5016E"):
            report.message(Message(message_id, "x"))
        assert report.close() == 235

    @pytest.mark.parametrize("verbosity", [0, 1, 2])
    @pytest.mark.parametrize("level", [0, 1, 2])
    def test_degrees(self, verbosity: int, level: int) -> None:
        screen = Screen(verbosity=verbosity)
        screen.report.detail("more", level=level)
        screen.report.message(Message("ZWV201I", "told"), level=level)
        assert bool(screen.err.getvalue()) is (verbosity >= level)

    @pytest.mark.parametrize(("message_id", "shown"), [("ZWV1030I", False), ("ZWEL0301W", True)])
    def test_silence(self, message_id: str, shown: bool) -> None:
        screen = Screen(silent=True)
        screen.report.line("transcript")
        screen.report.message(Message(message_id, "x"))
        screen.watch((Phase.HELD, "TYPRUN", 100.0))
        assert screen.out.getvalue() == ""
        assert bool(screen.err.getvalue()) is shown


class TestProgress:
    def test_on_a_terminal_one_line_is_drawn_again_and_wiped(self) -> None:
        screen = Screen(terminal=True)
        drawn = screen.watch((Phase.QUEUED, "", 0.4), (Phase.ACTIVE, "", 9.6))
        first = "  Defining: job ZWECSVSM(JOB00042) waiting in the queue, 0 s"
        second = "  Defining: job ZWECSVSM(JOB00042) active, 10 s, next look in 5 s"
        assert drawn == f"\r{first}\r{second}"
        screen.report.line("- Job ends")
        assert screen.err.getvalue() == f"{drawn}\r{' ' * len(second)}\r"
        assert screen.out.getvalue() == "- Job ends\n"
        screen.report.close()
        assert screen.err.getvalue() == f"{drawn}\r{' ' * len(second)}\r"

    @pytest.mark.parametrize("columns", [20, 50, 80, 132])
    def test_it_stays_on_one_line_and_keeps_the_time(
        self, monkeypatch: pytest.MonkeyPatch, columns: int
    ) -> None:
        monkeypatch.setattr(Output, "columns", columns)
        drawn = Screen(terminal=True).watch((Phase.ACTIVE, "REASON " * 30, 9.6))
        line = drawn.rpartition("\r")[2]
        assert columns - 2 <= len(line) < columns
        if columns > 20:
            assert line.endswith(", 10 s, next look in 5 s")

    @pytest.mark.parametrize("end", ["tell", "detail", "close"])
    def test_whatever_comes_next_wipes_the_line(self, end: str) -> None:
        screen = Screen(terminal=True, verbosity=1)
        drawn = screen.watch((Phase.ACTIVE, "", 1))
        if end == "tell":
            screen.report.message(Message("ZWV201I", "x"))
        elif end == "detail":
            screen.report.detail("x")
        else:
            screen.report.close()
        assert screen.err.getvalue().startswith(f"{drawn}\r{' ' * (len(drawn) - 1)}\r")

    def test_elsewhere_only_what_needs_a_hand_is_said_and_once(self) -> None:
        screen = Screen()
        told = screen.watch(
            (Phase.NOT_LISTED, "", 0.1),
            (Phase.QUEUED, "", 1.0),
            (Phase.QUEUED, "CLASS B", 6.0),
            (Phase.QUEUED, "CLASS B", 7.0),
            (Phase.HELD, "TYPRUN=HOLD", 8.0),
            (Phase.HELD, "TYPRUN=HOLD", 9.0),
            (Phase.ACTIVE, "", 100.0),
        )
        assert told == (
            "Job ZWECSVSM(JOB00042) is waiting in the queue: CLASS B.\n"
            "Job ZWECSVSM(JOB00042) is held: TYPRUN=HOLD.\n"
            "  Job ZWECSVSM is held because its JOB statement has TYPRUN=HOLD or TYPRUN=JCLHOLD. "
            "Release the job (operator command $A J). Or cancel it, and remove TYPRUN from "
            "zowe.setup.jcl.header. If you changed zowe.yaml, run the command again with "
            "--generate.\n"
        )

    def test_a_held_job_is_told_at_once(self) -> None:
        assert "is held" in Screen().watch((Phase.HELD, "", 0.1))


class TestDelivery:
    def test_an_encoding_that_cannot_is_told(self) -> None:
        out = Recorder("ascii")
        report = TextReport(Result("render"), Output(out), Output(Recorder()))
        with pytest.raises(Problem) as raised:
            report.write_raw("//* é\n")
        assert raised.value.id == "ZWV1004E"
        assert out.getvalue() == ""

    def test_a_log_on_a_full_disk_does_not_end_the_run(self, tmp_path: Path) -> None:
        log = Log(str(tmp_path), "init")
        log._file.close()
        log._file = open("/dev/full", "w")  # noqa: SIM115 - closed by close()
        log.line("x")
        log.close(0)
