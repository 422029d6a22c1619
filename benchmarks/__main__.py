"""Print every measurement, one after the other."""

from __future__ import annotations

from benchmarks import calls, polling, processes, rendering, requests, startup


def main() -> None:
    for part in (startup, processes, rendering, polling, calls, requests):
        part.report()
        print()


main()
