"""How long ``render`` takes to start, against importing its libraries and nothing else."""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import zwe_vsam

ROUNDS = 21
GOAL = 1.3
FIXTURES = Path(__file__).parent.parent / "fixtures"


def report() -> None:
    # An installed package has its byte code beside it; a fresh checkout may not.
    compileall.compile_dir(str(Path(zwe_vsam.__file__).parent), quiet=1)
    script = str(Path(sys.executable).with_name("zwe-vsam"))
    commands = {
        'python -c "import typer, yaml, jinja2"': [
            sys.executable, "-c", "import typer, yaml, jinja2",
        ],
        "zwe-vsam render -c fixtures/minimal.yaml": [
            script, "render", "-c", str(FIXTURES / "minimal.yaml"),
        ],
        "zwe-vsam render -c fixtures/full.yaml": [
            script, "render", "-c", str(FIXTURES / "full.yaml"),
        ],
    }  # fmt: skip
    times = measure(list(commands.values()))
    base = statistics.median(times[0])
    print(f"Start-up: median of {ROUNDS} rounds, the commands taking turns")
    for name, values in zip(commands, times, strict=True):
        median = statistics.median(values)
        print(f"  {name:<42} {median * 1000:6.1f} ms   ratio {median / base:4.2f}")
    print(f"  goal for fixtures/minimal.yaml: ratio <= {GOAL}")


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
