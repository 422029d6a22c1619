"""What ``init`` and others write on a real terminal, and with colors asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import JCLLIB, MINIMAL
from tests.programs import INIT, environment, process, read_all
from tests.warm import Warm
from zwe_vsam.sandbox.system import System


class TestTerminal:
    @pytest.fixture
    def on_terminal(self, box: Path, warm: Warm, tmp_path: Path) -> Callable[..., tuple[str, int]]:
        """What init puts on a real terminal while it waits for a short job."""
        System(box).inject("slow:0.3")

        def run(*options: str, term: str, **variables: str) -> tuple[str, int]:
            master, slave = os.openpty()
            with open(os.devnull) as nothing:
                running = warm.start(
                    *INIT,
                    box,
                    *options,
                    streams=(nothing.fileno(), slave, slave),
                    hook="tests.clock:share",
                    values=str(tmp_path / "time"),
                    env=environment(TERM=term, **variables),
                )
            os.close(slave)
            return read_all(master).decode(), running.end().code

        return run

    @pytest.mark.parametrize(
        ("term", "variables", "coloured"),
        [
            ("xterm-256color", {}, True),
            ("dumb", {}, False),
            ("xterm", {"NO_COLOR": "1"}, False),
            ("xterm", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
            ("dumb", {"FORCE_COLOR": "1"}, True),
        ],
    )
    def test_colour_and_progress(
        self,
        on_terminal: Callable[..., tuple[str, int]],
        term: str,
        variables: dict[str, str],
        coloured: bool,
    ) -> None:
        seen, code = on_terminal(term=term, **variables)
        assert code == 0
        assert ("\x1b[36mInfo\x1b[0m ZWV8001I: Rehearsal" in seen) is coloured
        assert ("\x1b" in seen) is coloured
        drawn = "\r  Defining: job ZWECSVSM(JOB00001) active, 0 s"
        assert drawn in seen
        # The line is wiped before the transcript goes on.
        assert f"\r{' ' * (len(drawn) - 1)}\r- Job ZWECSVSM(JOB00001) ends with code 0" in seen

    def test_silent(self, on_terminal: Callable[..., tuple[str, int]]) -> None:
        assert on_terminal("--silent", term="xterm") == ("", 0)

    def test_json(self, on_terminal: Callable[..., tuple[str, int]], box: Path) -> None:
        seen, code = on_terminal("--output", "json", term="xterm")
        system, _, text = seen.partition("\n")
        assert system.rstrip("\r") == f"System: sandbox {box}"
        assert (json.loads(text)["ok"], code) == (True, 0)

    def test_neither_without_a_terminal(self, box: Path) -> None:
        System(box).inject("slow:0.3")
        ran = process(*INIT, box, env=environment(TERM="xterm"))
        assert ran.returncode == 0
        assert b"\x1b" not in ran.stdout + ran.stderr
        assert b"\r" not in ran.stdout + ran.stderr
        assert b"active" not in ran.stderr

    def test_color_without_a_terminal(self, box: Path, warm: Warm) -> None:
        ran = warm.start(*INIT, box, env=environment(FORCE_COLOR="1")).end()
        assert ran.err.count("\x1b[36mInfo\x1b[0m ZWV8001I") == 1
        assert "\x1b" not in ran.out
        ran = warm.start(*INIT, box, env=environment(FORCE_COLOR="1", NO_COLOR="1")).end()
        assert "\x1b" not in ran.out + ran.err

    def test_no_color_in_a_member_or_in_json(self, warm: Warm) -> None:
        env = environment(FORCE_COLOR="1")
        plain = warm.start("render", "-c", MINIMAL, env=environment()).end()
        assert warm.start("render", "-c", MINIMAL, env=env).end().out == plain.out
        ran = warm.start("check", "-c", MINIMAL, "--output", "json", env=env).end()
        assert "\x1b" not in ran.out + ran.err
        json.loads(ran.out)

    def test_control_characters_of_a_member_are_not_printed(self, box: Path, warm: Warm) -> None:
        System(box).write(JCLLIB, "EVIL", "//* \x1b[2J\n")
        argv = ("sandbox", "read", box, f"{JCLLIB}(EVIL)")
        shown = "//* \ufffd[2J"
        assert warm.start(*argv, env=environment()).end().out == shown + "\n"
        master, slave = os.openpty()
        with open(os.devnull) as nothing:
            streams = (nothing.fileno(), slave, slave)
            running = warm.start(*argv, streams=streams, env=environment())
        os.close(slave)
        assert read_all(master) == f"{shown}\r\n".encode()
        assert running.end().code == 0
