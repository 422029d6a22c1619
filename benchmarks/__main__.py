"""Print every measurement, one after the other."""

from __future__ import annotations

from benchmarks import (
    calls,
    configurations,
    fleet,
    memory,
    polling,
    processes,
    rendering,
    requests,
    sandbox,
    server,
    startup,
)

PARTS = (
    startup, processes, rendering, configurations, memory, polling, calls, requests, sandbox,
    server, fleet,
)  # fmt: skip


def main() -> None:
    for part in PARTS:
        part.report()
        print()


main()
