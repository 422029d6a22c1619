"""kill -9 and Ctrl-C at every step of real processes; what is left, and what comes of a rerun."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clock import SharedTime, Time
from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run, Site
from tests.faults.conftest import THOROUGH
from tests.faults.killed import Ended, Order, Stopper
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.scene import Bench, Snapshot, overlapping
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.sandbox import SandboxTarget

SHARE = 13
"""Each test run tries one step of so many."""
COPY = re.compile(r"\.zowe\.yaml\.[a-z0-9_]{8}\.zwe-vsam-new")
"""A copy that a killed run leaves beside zowe.yaml; a later run removes it."""
NAMES = (
    "init", "init --generate", "init --update-config", "init --security-dry-run",
    "init --allow-overwrite, members there", "remove --generate", "init, job fails",
)  # fmt: skip
KINDS = ("kill", "torn", "int")


@pytest.fixture
def still(box: Path, run: Run, tmp_path: Path) -> Callable[[Scenario], Bench]:
    """A scenario on a sandbox whose jobs take no time, for processes of their own."""

    def make(scenario: Scenario) -> Bench:
        site = Site(("--sandbox", str(box)), System(box), "sandbox", "", SandboxTarget, "")
        return Bench(scenario, site, run, Time(), tmp_path, queued=0.0, active=0.0)

    return make


class Killing:
    """One scenario, stopped at one step after the other."""

    def __init__(self, bench: Bench, stopper: Stopper, root: Path, kind: str) -> None:
        self.bench, self.stopper, self.root = bench, stopper, root
        self.before = bench.reset()
        self.steps = len(self.run(kind).steps)
        bench.reset()
        assert self.run("").code == bench.scenario.code
        self.first = bench.snapshot()
        self.run("", *bench.scenario.finish)
        self.end = bench.snapshot()
        self.seen: set[str] = set()
        """What stopped runs left behind that was run again from already."""

    def run(self, kind: str, *options: str, step: int = 0) -> Ended:
        words = [word.replace("{config}", str(self.bench.config)) for word in self.argv()]
        (ended,) = self.stopper.run(Order([*words, *options], str(self.root), kind, step))
        assert "Traceback" not in ended.err, ended.err
        return ended

    def argv(self) -> list[str]:
        return [*self.bench.scenario.argv, *self.bench.site.args]

    def stop(self, kind: str, step: int) -> None:
        self.bench.reset()
        for name in self.bench.config.parent.iterdir():
            if name != self.bench.config:
                name.unlink()
        ended = self.run(kind, step=step)
        assert len(ended.steps) >= step
        after = self.bench.snapshot()
        self.judge(kind, ended, after)
        files = sorted(path.read_bytes() for path in self.bench.config.parent.iterdir())
        lasting = f"{after.lasting} {files}"
        if lasting in self.seen:
            return
        self.seen.add(lasting)
        for _ in range(3):
            again = self.run("", *self.bench.scenario.finish)
            assert again.code in self.bench.scenario.again, again.err
            if self.bench.snapshot().durable == self.end.durable:
                return
        raise AssertionError("running it again does not lead to the right end")

    def judge(self, kind: str, ended: Ended, after: Snapshot) -> None:
        new = {job_id for job_id in after.jobs if job_id not in self.before.jobs}
        if kind == "int":
            assert ended.code == 130, ended.err
            assert re.search(r"ZWV(1002|400[123])E", ended.err)
            named = all(job_id in ended.out + ended.err for job_id in new)
            assert named or "It is not known whether the job runs" in ended.err, ended.err
            gone = self.before.clusters.keys() - after.clusters.keys()
            assert not gone or "ZWECSRVS(" in ended.out + ended.err, ended.err
        else:
            assert ended.code == -signal.SIGKILL
        wanted = (self.first, self.end)
        for name, text in after.members.items():
            texts = [self.before.members.get(name), *(good.members.get(name) for good in wanted)]
            assert text in texts, f"{name} is half written"
        assert all(text in _texts(*wanted) for i, text in after.jcl.items() if i in new)
        assert len(new) <= self.bench.scenario.jobs
        assert not overlapping(after.jobs)
        assert after.config in (self.before.config, self.first.config)
        beside = {path.name for path in self.bench.config.parent.iterdir()} - {"zowe.yaml"}
        assert all(kind != "int" and COPY.fullmatch(name) for name in beside), beside


def _texts(*snapshots: Snapshot) -> set[str]:
    return {text for snapshot in snapshots for text in snapshot.members.values()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_stopped_at_a_step(
    still: Callable[[Scenario], Bench],
    stopper: Stopper,
    tmp_path: Path,
    name: str,
    kind: str,
    record_property: Callable[..., None],
) -> None:
    (scenario,) = [scenario for scenario in SCENARIOS if scenario.name == name]
    killing = Killing(still(scenario), stopper, tmp_path, kind)
    steps = range(1, killing.steps + 1)
    if not THOROUGH:
        steps = steps[NAMES.index(name) % SHARE :: SHARE]
    for step in steps:
        killing.stop(kind, step)
    record_property(f"processes stopped ({kind})", len(steps))


@pytest.mark.parametrize("kind", KINDS)
def test_stopped_while_the_sandbox_is_made(
    stopper: Stopper,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    record_property: Callable[..., None],
) -> None:
    box = tmp_path / "place" / "box"
    argv = ["init", "-c", str(MINIMAL), "--sandbox", str(box)]
    time = SharedTime(tmp_path / "time")
    time.rule(monkeypatch.setattr)

    def run(kind: str = "", step: int = 0) -> Ended:
        order = Order(argv, str(box.parent), kind, step, str(tmp_path / "time"))
        (ended,) = stopper.run(order)
        assert "Traceback" not in ended.err, ended.err
        return ended

    steps = range(1, len(run(kind).steps) + 1)[:: 1 if THOROUGH else SHARE]
    for step in steps:
        shutil.rmtree(box.parent)
        ended = run(kind, step)
        assert len(ended.steps) >= step
        assert ended.code in (130, -signal.SIGKILL)
        assert not box.exists() or System.open(box).members("IBMUSER.ZWE.SZWESAMP")
        time.pass_by(1.0)  # The job ends.
        assert run().code in (0, 158)
        assert System(box).clusters() == [CLUSTER]
        assert System(box).members(JCLLIB) == ["ZWECSVSM"]
    record_property(f"processes stopped ({kind})", len(steps))


START = """
import os, runpy, signal, sys
step, seen = int(sys.argv[1]), 0
def hook(event, args):
    global seen
    # Before the first of these files it is Python itself that is interrupted, not the program.
    if event == "open" and (seen or "zwe_vsam/cli" in str(args[0])):
        seen += 1
        if seen == step:
            os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(hook)
sys.argv[:2] = ["zwe-vsam"]
runpy.run_module("zwe_vsam", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize("step", range(1, 100, 1 if THOROUGH else 33))
def test_interrupted_while_it_starts(
    box: Path, step: int, record_property: Callable[..., None]
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", START, str(step), "init", "-c", MINIMAL, "--sandbox", box],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 130, ran.stderr
    assert "Traceback" not in ran.stderr, ran.stderr
    assert System(box).members(JCLLIB) == []
    record_property("processes stopped", 1)
