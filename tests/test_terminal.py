"""The question before a deletion, on a real terminal."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, ROOT, Run
from zwe_vsam.sandbox.system import System

ANSWERS = {"y\n": 0, "YES\n": 0, "n\n": 235, "\n": 235, "yes please\n": 235, "\x04": 235}


@pytest.fixture
def cluster(box: Path, run: Run) -> System:
    run("init", "-c", MINIMAL, "--sandbox", box)
    return System(box)


def answered(box: Path, answer: str | signal.Signals) -> tuple[str, int]:
    """Run ``remove``, answer its question, and return what was on the screen, and the code."""
    master, slave = os.openpty()
    argv = [sys.executable, "-m", "zwe_vsam", "remove", "-c", str(MINIMAL), "--sandbox", str(box)]
    env = {**os.environ, "TERM": "dumb", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(argv, stdin=slave, stdout=slave, stderr=slave, env=env) as running:
        os.close(slave)
        try:
            seen = _until(master, "[y/N] ")
            # The terminal's lines end between words.
            question = f"Delete {CLUSTER} and all its records on sandbox {box}? [y/N]"
            assert " ".join(seen.split()).endswith(question)
            if isinstance(answer, signal.Signals):
                running.send_signal(answer)
            else:
                os.write(master, answer.encode())
            seen += _until(master, "")
            running.wait(60)
        finally:
            running.kill()
    return seen.replace("\r\n", "\n"), running.returncode


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
def test_only_a_clear_yes_deletes(box: Path, cluster: System, answer: str, code: int) -> None:
    seen, ended = answered(box, answer)
    assert ended == code
    assert seen.count("[y/N]") == 1
    assert cluster.clusters() == ([] if code == 0 else [CLUSTER])
    if code:
        assert "\nError ZWV7011E: The answer was not y or yes" in seen
        assert "ZWECSRVS" not in cluster.members(JCLLIB)


def test_ctrl_c_at_the_question(box: Path, cluster: System) -> None:
    seen, ended = answered(box, signal.SIGINT)
    assert ended == 130
    assert seen.endswith(
        "\nError ZWV1002E: Ctrl-C ended the command.\n    Nothing was changed.\n"
        "  Remedy: Run the same command again.\n"
        "Explanation: zwe-vsam explain ZWV1002E\n"
    )
    assert cluster.clusters() == [CLUSTER]
    assert cluster.members(JCLLIB) == ["ZWECSVSM"]
