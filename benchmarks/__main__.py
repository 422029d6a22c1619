"""Print every measurement, one after the other."""

from __future__ import annotations

from benchmarks import (
    calls,
    configurations,
    memory,
    polling,
    processes,
    rendering,
    requests,
    sandbox,
    startup,
)

PARTS = (startup, processes, rendering, configurations, memory, polling, calls, requests, sandbox)


def main() -> None:
    for part in PARTS:
        part.report()
        print()


main()
