"""Members rendered per second of processor time, checks included, and the memory it takes."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

from zwe_vsam.config import settings
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.settings import Settings
from zwe_vsam.member import bundled, renderer, submission_check
from zwe_vsam.member.renderer import Template

FIXTURE = Path(__file__).parent.parent / "fixtures" / "minimal.yaml"
SAMPLES = Path(bundled.__file__).parent.parent / "sandbox" / "samples"
SECONDS = 2.0
GOAL = 2500
"""Members per second, rendered and judged."""


def templates() -> dict[str, Template]:
    """One template of each kind."""
    found = {
        kind: renderer.load((SAMPLES / f"ZWECSVSM.{kind}.jcl").read_text(), kind)
        for kind in ("hash", "brace")
    }
    text = bundled.read("ZWECSVSM").decode()
    return found | {"bundled": renderer.load(text, "bundled", is_jinja=True, is_bundled=True)}


def render(template: Template, wanted: Settings) -> str:
    """What ``init`` does between reading the template and writing the member."""
    text = template.render(wanted)
    submission_check.columns(text, template.name)
    submission_check.require(text, wanted, template.name)
    return text


def report() -> None:
    wanted, _ = settings.read(Configuration.load(str(FIXTURE)))
    print(f"Rendering: members per second of processor time (goal: {GOAL} judged of each kind)")
    for kind, template in templates().items():
        plain, _ = rate(lambda template=template: template.render(wanted))
        checked, growth = rate(lambda template=template: render(template, wanted))
        print(
            f"  {kind:<8} {plain:8.0f} rendered, {checked:6.0f} rendered and judged; "
            f"memory grew by {growth:.0f} bytes a member"
            f"{'; MISSED' if checked < GOAL else ''}"
        )


def rate(call) -> tuple[float, float]:
    """Calls per second of processor time, and bytes still held per call afterwards."""
    call()
    count, start = 0, time.process_time()
    while time.process_time() - start < SECONDS:
        call()
        count += 1
    taken = time.process_time() - start
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(200):
        call()
    growth = (tracemalloc.get_traced_memory()[0] - before) / 200
    tracemalloc.stop()
    return count / taken, growth
