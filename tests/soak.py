"""``make soak``: create, verify, remove, over and over, on one sandbox and in one process.

Every round must be right, and the last rounds must cost what the first ones did: in time, memory,
open files, and files of the sandbox. Figures are printed; what must hold is asserted.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import statistics
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import NamedTuple

from tests.conftest import CLUSTER, JCLLIB, MINIMAL
from zwe_vsam.cli import main
from zwe_vsam.sandbox.system import System
from zwe_vsam.zos.job_id import is_batch_job

WARM = 3
"""Rounds until everything is imported and compiled."""
TRACED = 100
"""Rounds at the end in which memory is traced, which takes time; half of them turn over whatever
caches there are, the other half is measured."""


class Figures(NamedTuple):
    """What a soak came to."""

    rounds: int
    seconds: float
    ratio: float
    """Median time of a round in the last tenth, to that in the first; memory not traced."""
    memory: float
    """Bytes that a round left behind in Python's memory."""
    descriptors: int
    """Open files more than at the beginning."""
    jobs: int
    kept: int
    """Jobs whose output is still there."""
    files: int
    """In the sandbox's folder."""
    others: int
    """Of those, files beside the state, the members and the jobs."""


def soak(rounds: int, folder: Path) -> Figures:
    """Run the rounds in ``folder``; raises AssertionError for the first that is not right."""
    box = folder / "box"
    _call("sandbox", "create", str(box), "-c", str(MINIMAL))
    system = System(box)
    system.set_durations(queued=0.0, active=0.0)
    times: list[float] = []
    ids: list[str] = []
    memory = descriptors = 0
    traced = min(TRACED, rounds - WARM)
    start = time.perf_counter()
    for number in range(1, rounds + 1):
        began = time.perf_counter()
        ids += _round(system, box)
        times.append(time.perf_counter() - began)
        if number == WARM:
            descriptors = _descriptors()
        if number == rounds - traced:
            tracemalloc.start()
        if number == rounds - traced // 2:
            gc.collect()
            memory = tracemalloc.get_traced_memory()[0]
    seconds = time.perf_counter() - start
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - memory
    tracemalloc.stop()
    assert len(set(ids)) == len(ids) == 2 * rounds, "each job has a number of its own"
    plain = times[WARM : rounds - traced] or times
    tenth = max(1, len(plain) // 10)
    files = [path for path in box.rglob("*") if path.is_file()]
    known = ("jobs", "datasets", "system.db")
    return Figures(
        rounds=rounds,
        seconds=seconds,
        ratio=statistics.median(plain[-tenth:]) / statistics.median(plain[:tenth]),
        memory=grown / max(1, traced // 2),
        descriptors=_descriptors() - descriptors,
        jobs=len(ids),
        kept=len(list((box / "jobs").iterdir())),
        files=len(files),
        others=sum(path.relative_to(box).parts[0] not in known for path in files),
    )


def _round(system: System, box: Path) -> list[str]:
    """Create, verify, remove; what is there after each; the ids of the jobs."""
    where = ("-c", str(MINIMAL), "--sandbox", str(box))
    created = _call("init", *where)
    assert "VSAM storage is created successfully." in created
    assert system.clusters() == [CLUSTER]
    _call("verify", *where)
    removed = _call("remove", *where, "--yes")
    assert system.clusters() == []
    assert system.members(JCLLIB) == ["ZWECSRVS", "ZWECSVSM"]
    words = f"{created} {removed}".replace("(", " ").replace(")", " ").split()
    return list(dict.fromkeys(word for word in words if is_batch_job(word)))


def _call(*argv: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(argv)
    assert code == 0, (argv, code, out.getvalue(), err.getvalue())
    return out.getvalue()


def _descriptors() -> int:
    return len(os.listdir("/dev/fd"))


def report(rounds: int) -> None:
    """Run and print."""
    with tempfile.TemporaryDirectory() as folder:
        found = soak(rounds, Path(folder))
    sys.stdout.write(
        f"{found.rounds} rounds of create, verify, remove; all right; {found.seconds:.0f} s\n"
        f"  time of a round, last tenth to first: {found.ratio:.2f}\n"
        f"  memory that a round left behind: {found.memory:.0f} bytes\n"
        f"  open files more than at the beginning: {found.descriptors}\n"
        f"  jobs: {found.jobs}, of which the system still has {found.kept}\n"
        f"  files in the sandbox: {found.files}, of which {found.others} are none of its own\n"
    )


if __name__ == "__main__":
    report(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
