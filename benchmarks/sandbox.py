"""What operations of the sandbox cost with many clusters and jobs, beside that with one."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from zwe_vsam.sandbox import jes
from zwe_vsam.sandbox.system import System
from zwe_vsam.workflow.sandbox import DEFAULT_SEED
from zwe_vsam.zos import job_id

GOAL = 3.0
"""Ratio that an operation with a goal may reach at GOAL_AT."""
GOAL_AT = 200
MARKS = (1, 100, GOAL_AT, 1_000)
"""Clusters and jobs after which it is measured."""
TIMES = 25
PROCESSES = 7
JCL = "//BENCH{0:03} JOB\n//S EXEC PGM=IEFBR14\n"
DEFINE = " DEFINE CLUSTER(NAME(BENCH.C{0}) VOL(VOL123) TRK(1) IXD KEYS(8 0))"
Operation = Callable[[System], object]
LIVING: dict[str, Operation] = {
    "listcat": lambda system: system.listcat("BENCH.C1"),
    "jobs of a name": lambda system: system.jobs("BENCH001"),
    "look at a job": lambda system: system.job(job_id.of_batch_job(1)),
}
"""On a system that stays open, as a server has it."""
OPENED: dict[str, Operation] = {
    f"{name}, opened": lambda system, call=call: call(System(system.folder))
    for name, call in list(LIVING.items())[:2]
}
"""On a system that is opened for it, as a command does."""
WITH_GOAL = frozenset({"listcat", "jobs of a name", *OPENED})


def seconds(operation: Operation, system: System) -> float:
    """The median of some calls, in processor time, after one that is not counted."""
    operation(system)
    taken = []
    for _ in range(TIMES):
        start = time.process_time()
        operation(system)
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def process(*words: str) -> float:
    """The median of some processes, in seconds."""
    taken = []
    for _ in range(PROCESSES):
        before = os.times()
        subprocess.run(
            [sys.executable, "-m", "zwe_vsam", "sandbox", *words], check=True, capture_output=True
        )
        after = os.times()
        used = after.children_user - before.children_user
        taken.append(used + after.children_system - before.children_system)
    return statistics.median(taken)


def measure() -> dict[int, dict[str, float]]:
    """Processor seconds of each operation after each number of clusters and jobs."""
    figures: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        system, _ = System.create(Path(folder) / "box", DEFAULT_SEED)
        system.add_volume("VOL123", 10 * MARKS[-1])
        system.set_durations(queued=0.0, active=0.0)
        for number in range(1, MARKS[-1] + 1):
            code, printed = system.idcams([DEFINE.format(number)])
            assert code == 0, printed
            start = time.process_time()
            system.submit(JCL.format(number % 1000))
            submitted = time.process_time() - start
            if number in MARKS:
                system.jobs()
                box = str(system.folder)
                figures[number] = {
                    **{name: seconds(call, system) for name, call in (LIVING | OPENED).items()},
                    "define, delete": seconds(_define_and_delete, system),
                    "submit a job": submitted,
                    "process: listcat": process("listcat", box, "BENCH.C1"),
                }
    return figures


def _define_and_delete(system: System) -> None:
    system.idcams([DEFINE.format("X"), " DELETE BENCH.CX"])


def report() -> None:
    figures = measure()
    first = figures[MARKS[0]]
    print(
        f"Sandbox: processor time of an operation with so many clusters and jobs, to that with one"
        f" (it keeps {jes.RETAINED} jobs that have ended)\n"
        f"  goal: ratio <= {GOAL:.0f} with {GOAL_AT} for listcat and the jobs of a name"
    )
    print(f"  {'':<24}{'ms':>8}" + "".join(f"{mark:>9}" for mark in MARKS))
    for name in first:
        ratios = {mark: figures[mark][name] / first[name] for mark in MARKS}
        missed = name in WITH_GOAL and ratios[GOAL_AT] > GOAL
        shown = "".join(f"{ratio:>9.1f}" for ratio in ratios.values())
        print(f"  {name:<24}{first[name] * 1000:>8.2f}{shown}{'   MISSED' if missed else ''}")


if __name__ == "__main__":
    report()
