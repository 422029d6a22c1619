"""Very large configurations, and those that hold themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.checks import check
from tests.fuzz.harness import bounded


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"key{number}: 1\n" for number in range(8_000)),
        "haInstances:\n" + "".join(f"  i{number}: {{hostname: h}}\n" for number in range(4_000)),
        "components:\n" + "".join(f"  c{n}: {{enabled: true, port: {n}}}\n" for n in range(2_000)),
        "components: {caching-service: {storage: {mode: infinispan, infinispan: {initialHosts: '"
        + "a," * 100_000 + "'}}}}",
        "a: &a\n  b: *a\n  components: *a\ncomponents: *a\nhaInstances: *a\n",
    ],
    ids=["keys", "instances", "components", "members", "loop"],
)  # fmt: skip
def test_very_large_ones_come_to_an_end(tmp_path: Path, text: str) -> None:
    with bounded(text):
        check(tmp_path, text)
