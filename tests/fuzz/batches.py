"""The cases of ``make fuzz``, dealt out in batches, and one batch in a process."""

from __future__ import annotations

import resource
import tempfile
import time
import traceback
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.harness import Stuck, run
from tests.fuzz.kinds import KINDS

BATCH = 500
MEMORY = 2 << 30
"""Bytes of address space of one process; a case that wants more fails."""


class Batch(NamedTuple):
    """A number of cases of one kind."""

    kind: int
    cases: int
    seed: int


class Done(NamedTuple):
    """What became of one."""

    kind: int
    cases: int
    seconds: float
    """Of processor time."""
    resident: int
    """The process's greatest resident size so far, in KiB."""
    failure: str


def deal(cases: int, seed: int) -> list[Batch]:
    """At least ``cases`` cases, by the kinds' shares."""
    whole = sum(kind.share for kind in KINDS)
    batches = []
    for number, kind in enumerate(KINDS):
        due = -(-cases * kind.share // whole)
        for start in range(0, due, BATCH):
            batches.append(Batch(number, min(BATCH, due - start), seed + len(batches)))
    return batches


def work(batch: Batch) -> Done:
    """Run one batch in this process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    start, ran, failure = time.process_time(), 0, ""
    with tempfile.TemporaryDirectory() as folder:
        try:
            ran = run(KINDS[batch.kind], Path(folder), batch.cases, batch.seed)
        except (Exception, Stuck):
            failure = f"seed {batch.seed}, {batch.cases} cases\n{traceback.format_exc()}"
    seconds = time.process_time() - start
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Done(batch.kind, ran, seconds, resident, failure)
