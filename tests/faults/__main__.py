"""Try every fault and print how many there were: ``python -m tests.faults [pytest options]``."""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


class Counting:
    """Adds up what the tests say about themselves with ``record_property``."""

    def __init__(self) -> None:
        self.cases: dict[str, Counter[str]] = defaultdict(Counter)
        """Site -> kind of fault -> cases."""
        self.scenarios: dict[str, Counter[str]] = defaultdict(Counter)
        """Scenario -> site -> cases."""
        self.codes: dict[str, Counter[int]] = defaultdict(Counter)
        """Scenario -> exit code -> cases."""
        self.others: dict[str, Counter[str]] = defaultdict(Counter)
        """Test -> what it counted."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call":
            return
        properties = dict(report.user_properties)
        name = report.nodeid.rpartition("::")[2]
        if "cases" in properties:
            site, _, scenario = name.partition("[")[2].rstrip("]").partition("-")
            self.cases[site].update(properties["cases"])
            self.scenarios[scenario][site] += sum(properties["cases"].values())
            self.codes[scenario].update({int(code): n for code, n in properties["codes"].items()})
            self.cases[site]["reruns"] += properties["reruns"]
        elif properties:
            self.others[name.partition("[")[0]].update(properties)

    def table(self) -> str:
        sites = sorted(self.cases)
        kinds = sorted({kind for counts in self.cases.values() for kind in counts} - {"reruns"})
        rows = [("kind of fault", *sites), ("---", *(["---:"] * len(sites)))]
        for kind in (*kinds, "reruns"):
            rows.append((kind, *(str(self.cases[site][kind]) for site in sites)))
        totals = [sum(self.cases[site].values()) - self.cases[site]["reruns"] for site in sites]
        rows.append((f"**{sum(totals)} cases**", *map(str, totals)))
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines += ["", f"| command | {' | '.join(sites)} | exit codes |"]
        lines.append(f"|---|{'---:|' * len(sites)}---|")
        for scenario, counts in self.scenarios.items():
            codes = ", ".join(str(code) for code in sorted(self.codes[scenario]))
            cells = " | ".join(str(counts[site]) for site in sites)
            lines.append(f"| {scenario} | {cells} | {codes} |")
        for name, numbers in sorted(self.others.items()):
            counts_text = ", ".join(f"{number} {unit}" for unit, number in numbers.items())
            lines += ["", f"{name.removeprefix('test_').replace('_', ' ')}: {counts_text}"]
        return "\n".join(lines)


def main() -> int:
    os.environ["FAULTS"] = "all"
    counting = Counting()
    code = pytest.main([str(FOLDER), *sys.argv[1:]], plugins=[counting])
    print(counting.table())
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
