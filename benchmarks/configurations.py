"""Configurations read, checked and rendered per second of processor time, in one process."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import yaml

from zwe_vsam.checks import rules
from zwe_vsam.config import document, settings
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.member import bundled, renderer

FULL = str(Path(__file__).parent.parent / "fixtures" / "full.yaml")
SECONDS = 1.0
ROUNDS = 3


def check() -> None:
    rules.check(Configuration.load(FULL))


def render() -> None:
    configured, _ = settings.read(Configuration.load(FULL))
    template = renderer.load(TEMPLATE, "bundled", is_jinja=True, is_bundled=True)
    template.render(configured)


TEMPLATE = bundled.read("ZWECSVSM").decode()
WORK: dict[str, tuple[Callable[[], None], int]] = {
    "check": (check, 100),
    "read and rendered": (render, 300),
}
"""What is done with full.yaml, and the goal for libyaml: how often each second."""


def report() -> None:
    loader = document._Loader
    print(f"Configurations: full.yaml, times each second of processor time, best of {ROUNDS}")
    for name, kind in (("libyaml", loader), ("pure Python", yaml.SafeLoader)):
        document._Loader = kind
        try:
            for label, (work, goal) in WORK.items():
                count = rate(work)
                has_goal = kind is not yaml.SafeLoader
                verdict = f"   goal {goal}" if has_goal else ""
                verdict += "   MISSED" if has_goal and count < goal else ""
                print(f"  {label}, {name:<12} {count:7.0f}{verdict}")
        finally:
            document._Loader = loader


def rate(work: Callable[[], None]) -> float:
    work()
    best = 0.0
    for _ in range(ROUNDS):
        count, start = 0, time.process_time()
        while time.process_time() - start < SECONDS:
            work()
            count += 1
        best = max(best, count / (time.process_time() - start))
    return best
