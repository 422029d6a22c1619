"""``make fuzz``: hostile input in numbers, with the counts and the seed.

The cases are dealt out to the kinds by their shares and run in batches, on all processors. Another
run has other cases; the seed that it prints gives the same ones again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import secrets
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed

from tests.fuzz.batches import Done, deal, work
from tests.fuzz.kinds import KINDS


def main() -> int:
    """Run and print; 1 where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9))
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kind", default="", help="only kinds whose name begins so")
    asked = parser.parse_args()
    batches = [
        batch
        for batch in deal(asked.cases, asked.seed)
        if KINDS[batch.kind].name.startswith(asked.kind)
    ]
    print(f"Seed {asked.seed}; again: python -m tests.fuzz --cases {asked.cases} "
          f"--seed {asked.seed}", flush=True)  # fmt: skip
    done: list[Done] = []
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(asked.processes, spawn) as pool:
        for ended in as_completed([pool.submit(work, batch) for batch in batches]):
            one = ended.result()
            done.append(one)
            if one.failure:
                print(f"FAILED {KINDS[one.kind].name}: {one.failure}", file=sys.stderr, flush=True)
    print(f"{'kind':<44}{'cases':>9}{'CPU s':>8}{'failed':>8}")
    for number, kind in enumerate(KINDS):
        mine = [one for one in done if one.kind == number]
        if mine:
            print(f"{kind.name:<44}{sum(one.cases for one in mine):>9}"
                  f"{sum(one.seconds for one in mine):>8.0f}"
                  f"{sum(bool(one.failure) for one in mine):>8}")  # fmt: skip
    print(f"{'in all':<44}{sum(one.cases for one in done):>9}"
          f"{sum(one.seconds for one in done):>8.0f}"
          f"{sum(bool(one.failure) for one in done):>8}")  # fmt: skip
    print(f"greatest resident size of a process: {max(one.resident for one in done) >> 10} MiB")
    return 1 if any(one.failure for one in done) else 0


if __name__ == "__main__":
    sys.exit(main())
