"""Processor time of the sandbox's operations after many jobs, beside that at the beginning."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from zwe_vsam.sandbox import jes
from zwe_vsam.sandbox.system import System
from zwe_vsam.workflow.sandbox import DEFAULT_SEED
from zwe_vsam.zos import job_id

MARKS = (1, 100, 200, 1_000, 2_000)
"""Jobs after which it is measured."""
TIMES = 25
JCL = "//BENCH JOB\n//S EXEC PGM=IEFBR14\n"
OPERATIONS: dict[str, Callable[[System], object]] = {
    "look at a job": lambda system: system.job(job_id.of_batch_job(1)),
    "jobs of a name": lambda system: system.jobs("ZWECSVSM"),
    "listcat": lambda system: system.listcat(DEFAULT_SEED.jcllib),
}


def seconds(operation: Callable[[System], object], system: System) -> float:
    """The median of some calls."""
    taken = []
    for _ in range(TIMES):
        start = time.process_time()
        operation(system)
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def measure() -> dict[int, dict[str, float]]:
    """Processor seconds of each operation after each number of jobs."""
    found: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        system, _ = System.create(Path(folder) / "box", DEFAULT_SEED)
        system.set_durations(queued=0.0, active=0.0)
        submitted: list[float] = []
        for number in range(1, MARKS[-1] + 1):
            start = time.process_time()
            system.submit(JCL)
            submitted.append(time.process_time() - start)
            if number in MARKS:
                found[number] = {
                    "submit a job": statistics.median(submitted[-TIMES:]),
                    **{name: seconds(call, system) for name, call in OPERATIONS.items()},
                }
    return found


def report() -> None:
    found = measure()
    first = found[MARKS[0]]
    print(f"Sandbox: processor time of an operation after so many jobs, to that after one "
          f"(it keeps {jes.RETAINED} that have ended)")  # fmt: skip
    print(f"  {'':<16}{'ms':>8}" + "".join(f"{mark:>9}" for mark in MARKS))
    for name in first:
        ratios = "".join(f"{found[mark][name] / first[name]:>9.1f}" for mark in MARKS)
        print(f"  {name:<16}{first[name] * 1000:>8.2f}{ratios}")
