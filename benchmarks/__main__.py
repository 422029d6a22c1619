"""Print every measurement, one after the other."""

from __future__ import annotations

from benchmarks import polling, processes, rendering, startup


def main() -> None:
    for part in (startup, processes, rendering, polling):
        part.report()
        print()


main()
