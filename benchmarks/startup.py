"""How long commands take to start, against importing the libraries alone, and for what."""

from __future__ import annotations

import compileall
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import zwe_vsam

ROUNDS = 21
FLOOR = "import typer, yaml, jinja2"
PACKAGES = ("zwe_vsam", "typer", "click", "rich", "yaml", "jinja2", "markupsafe")
SCRIPT = str(Path(sys.executable).with_name("zwe-vsam"))
FIXTURES = Path(__file__).parent.parent / "fixtures"
MINIMAL, FULL = str(FIXTURES / "minimal.yaml"), str(FIXTURES / "full.yaml")
PURE = """
import sys
sys.modules["yaml._yaml"] = None  # PyYAML without its C library, as on z/OS
from zwe_vsam.__main__ import run
run()
"""
OPENED_GOAL = 190
_NOT_COUNTED = ("O_DIRECTORY", " = -1 ", ".pth", "_distutils_hack")


class Measured(NamedTuple):
    """A command line, and the most that it may take in terms of the floor."""

    name: str
    words: list[str]
    goal: float


def report() -> None:
    # An installed package has its byte code beside it; a fresh checkout may not.
    compileall.compile_dir(str(Path(zwe_vsam.__file__).parent), quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        box = ["-c", MINIMAL, "--sandbox", f"{folder}/sandbox"]
        subprocess.run([SCRIPT, "init", *box], check=True, capture_output=True)
        measured = [
            Measured("render, minimal.yaml", [SCRIPT, "render", "-c", MINIMAL], 0.80),
            Measured("render, full.yaml", [SCRIPT, "render", "-c", FULL], 0.95),
            Measured("render, full.yaml, without libyaml",
                     [sys.executable, "-c", PURE, "render", "-c", FULL], 1.05),
            Measured("check, minimal.yaml", [SCRIPT, "check", "-c", MINIMAL], 0.80),
            Measured("verify (sandbox)", [SCRIPT, "verify", *box], 1.00),
            Measured("init --security-dry-run (sandbox)",
                     [SCRIPT, "init", "-c", MINIMAL, "--sandbox", f"{folder}/other",
                      "--security-dry-run"], 1.15),
        ]  # fmt: skip
        floor, *times = measure([[sys.executable, "-c", FLOOR], *(each.words for each in measured)])
    print(f"Start-up: processor time, median of {ROUNDS} rounds, the commands taking turns")
    label = f'python -c "{FLOOR}"'
    print(f"  {label:<42} {statistics.median(floor) * 1000:6.1f} ms   ratio 1.00")
    for each, values in zip(measured, times, strict=True):
        ratio = statistics.median(a / b for a, b in zip(values, floor, strict=True))
        verdict = "" if ratio <= each.goal else "   MISSED"
        print(
            f"  {each.name:<42} {statistics.median(values) * 1000:6.1f} ms   ratio {ratio:.2f}"
            f"   goal {each.goal:.2f}{verdict}"
        )
    opened()
    profile([SCRIPT, "render", "-c", MINIMAL])


def opened() -> None:
    """Files that one ``render`` opens, those of Python itself included; folders do not count.

    Not counted, too, is what only an environment for development has: path files, and the hook of
    setuptools.
    """
    if not shutil.which("strace"):
        print("  files opened by render: not measured, as there is no strace")
        return
    with tempfile.NamedTemporaryFile("r") as log:
        command = ["strace", "-f", "-e", "trace=openat", "-o", log.name]
        subprocess.run([*command, SCRIPT, "render", "-c", MINIMAL], check=True, capture_output=True)
        lines = log.read().splitlines()
    count = sum(
        "openat(" in line and not any(word in line for word in _NOT_COUNTED) for line in lines
    )
    verdict = "" if count <= OPENED_GOAL else "   MISSED"
    print(f"  files opened by render (strace): {count}   goal {OPENED_GOAL}{verdict}")


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


def measure(
    commands: list[list[str]], rounds: int = ROUNDS, variables: Mapping[str, str] | None = None
) -> list[list[float]]:
    """Seconds of processor time of each command in each round, after one that is not counted."""
    environment = {**os.environ, **(variables or {})}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    times: list[list[float]] = [[] for _ in commands]
    for number in range(rounds + 1):
        for command, taken in zip(commands, times, strict=True):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=True, capture_output=True, env=environment)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if number:
                taken.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return times
