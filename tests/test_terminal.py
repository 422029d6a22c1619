"""The question before a deletion, on a real terminal."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run
from tests.warm import Warm
from zwe_vsam.sandbox.system import System

ANSWERS = {"y\n": 0, "YES\n": 0, "n\n": 235, "\n": 235, "yes please\n": 235, "\x04": 235}


@pytest.fixture
def cluster(box: Path, run: Run) -> System:
    run("init", "-c", MINIMAL, "--sandbox", box)
    return System(box)


Answer = Callable[[str | signal.Signals], tuple[str, int]]


@pytest.fixture
def answered(box: Path, warm: Warm, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Run ``remove``, answer its question, and return what was on the screen, and the code."""
    monkeypatch.setenv("TERM", "dumb")

    def answer_with(answer: str | signal.Signals) -> tuple[str, int]:
        master, slave = os.openpty()
        argv = ("remove", "-c", MINIMAL, "--sandbox", box)
        running = warm.start(*argv, streams=(slave, slave, slave))
        os.close(slave)
        seen = _until(master, "[y/N] ")
        # The terminal's lines end between words.
        question = f"Delete {CLUSTER} and all its records on sandbox {box}? [y/N]"
        assert " ".join(seen.split()).endswith(question)
        if isinstance(answer, signal.Signals):
            running.send_signal(answer)
        else:
            os.write(master, answer.encode())
        seen += _until(master, "")
        os.close(master)
        return seen.replace("\r\n", "\n"), running.end().code

    return answer_with


def _until(master: int, text: str) -> str:
    """What the terminal shows until ``text`` is there, or to the end."""
    seen = b""
    deadline = time.monotonic() + 60
    while not text or text.encode() not in seen:
        assert select.select([master], [], [], max(0.0, deadline - time.monotonic()))[0], seen
        try:
            part = os.read(master, 4096)
        except OSError:
            part = b""
        if not part:
            break
        seen += part
    return seen.decode()


@pytest.mark.parametrize(("answer", "code"), ANSWERS.items(), ids=map(repr, ANSWERS))
def test_only_a_clear_yes_deletes(
    answered: Answer, cluster: System, answer: str, code: int
) -> None:
    seen, ended = answered(answer)
    assert ended == code
    assert seen.count("[y/N]") == 1
    assert cluster.clusters() == ([] if code == 0 else [CLUSTER])
    if code:
        assert "\nError ZWV7011E: The answer was not y or yes" in seen
        assert "ZWECSRVS" not in cluster.members(JCLLIB)


def test_ctrl_c_at_the_question(answered: Answer, cluster: System) -> None:
    seen, ended = answered(signal.SIGINT)
    assert ended == 130
    assert seen.endswith(
        "\nError ZWV1002E: Ctrl-C ended the command.\n    Nothing was changed.\n"
        "  Remedy: Run the same command again.\n"
        "Explanation: zwe-vsam explain ZWV1002E\n"
    )
    assert cluster.clusters() == [CLUSTER]
    assert cluster.members(JCLLIB) == ["ZWECSVSM"]
