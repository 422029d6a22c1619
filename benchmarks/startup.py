"""How long commands take to start, against importing the libraries alone, and for what."""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import zwe_vsam

ROUNDS = 21
GOAL = 1.3
PACKAGES = ("zwe_vsam", "typer", "click", "rich", "yaml", "jinja2", "markupsafe", "ebcdic")
SCRIPT = str(Path(sys.executable).with_name("zwe-vsam"))
FIXTURES = Path(__file__).parent.parent / "fixtures"


def report() -> None:
    # An installed package has its byte code beside it; a fresh checkout may not.
    compileall.compile_dir(str(Path(zwe_vsam.__file__).parent), quiet=1)
    minimal = str(FIXTURES / "minimal.yaml")
    with tempfile.TemporaryDirectory() as folder:
        lines = {
            "render -c fixtures/minimal.yaml": ["render", "-c", minimal],
            "render -c fixtures/full.yaml": ["render", "-c", str(FIXTURES / "full.yaml")],
            "check -c fixtures/minimal.yaml": ["check", "-c", minimal],
            "init --security-dry-run (sandbox)": [
                "init", "-c", minimal, "--sandbox", f"{folder}/sandbox", "--security-dry-run",
            ],
        }  # fmt: skip
        floor = [sys.executable, "-c", "import typer, yaml, jinja2"]
        times = measure([floor, *([SCRIPT, *line] for line in lines.values())])
    names = ['python -c "import typer, yaml, jinja2"', *(f"zwe-vsam {line}" for line in lines)]
    base = statistics.median(times[0])
    print(f"Start-up: median of {ROUNDS} rounds, the commands taking turns")
    for name, values in zip(names, times, strict=True):
        median = statistics.median(values)
        print(f"  {name:<42} {median * 1000:6.1f} ms   ratio {median / base:4.2f}")
    print(f"  goal for render with fixtures/minimal.yaml: ratio <= {GOAL}")
    profile([SCRIPT, "render", "-c", minimal])


def profile(command: list[str]) -> None:
    """What is imported for ``command``: modules, and their share of the time, by package."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", *command], check=True, capture_output=True, text=True
    )
    modules: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    imported = [line for line in ran.stderr.splitlines() if line.startswith("import time:")]
    for line in imported[1:]:
        own, _, name = line.removeprefix("import time:").split("|")
        package = name.strip().partition(".")[0]
        package = package if package in PACKAGES else "the standard library, and others"
        modules[package] += 1
        taken[package] += int(own)
    print("  imported for it (-X importtime):")
    for package, microseconds in taken.most_common():
        share = microseconds / sum(taken.values())
        print(f"    {package:<34} {modules[package]:4} modules {share:5.0%} of the time")


def measure(commands: list[list[str]]) -> list[list[float]]:
    """Seconds of each command in each round, after one round that is not counted."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    times: list[list[float]] = [[] for _ in commands]
    for number in range(ROUNDS + 1):
        for command, taken in zip(commands, times, strict=True):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=environment)
            if number:
                taken.append(time.perf_counter() - start)
    return times
