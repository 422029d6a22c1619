"""Print every measurement, one after the other."""

from __future__ import annotations

from benchmarks import calls, memory, polling, processes, rendering, sandbox, startup


def main() -> None:
    for part in (startup, processes, rendering, memory, polling, calls, sandbox):
        part.report()
        print()


main()
