"""Memory of many configurations in one process, each another one: flat, or not."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

from zwe_vsam.config import settings
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import Document
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.member import bundled, renderer

CONFIGURATIONS = 10_000
TRACED = 1_000
FIXTURE = Path(__file__).parent.parent / "fixtures" / "minimal.yaml"


def one(number: int, text: str) -> str:
    """Read, check and render the configuration of that number."""
    own = text.replace("VOL123", f"V{number:05}").replace("CUST.CACHE", f"C{number:07}.CACHE")
    found, _ = settings.read(Configuration([Document(ConfigSource("zowe.yaml", own))]))
    source = bundled.read("ZWECSVSM").decode()
    return renderer.load(source, "bundled", is_jinja=True, is_bundled=True).render(found)


def resident() -> int:
    """Bytes of this process in memory now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) << 10
    return 0


def report() -> None:
    text = FIXTURE.read_text()
    for number in range(TRACED):
        one(number, text)
    gc.collect()
    before = resident()
    for number in range(TRACED, CONFIGURATIONS):
        one(number, text)
    gc.collect()
    after = resident()
    tracemalloc.start()
    one(0, text)
    gc.collect()
    held = tracemalloc.get_traced_memory()[0]
    for number in range(TRACED):
        one(number, text)
    gc.collect()
    growth = (tracemalloc.get_traced_memory()[0] - held) / TRACED
    tracemalloc.stop()
    print(f"Memory: {CONFIGURATIONS} different configurations read and rendered in one process")
    print(
        f"  resident size after the last to after {TRACED}: ratio {after / before:.3f}; "
        f"held by Python after each: {growth:.0f} bytes"
    )
