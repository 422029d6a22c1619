"""A configuration as Zowe v3 has it, and what ``--update-config`` adds to it."""

from __future__ import annotations

from tests.conftest import CLUSTER, MINIMAL

OLD_KEY = f"      vsam:\n        name: {CLUSTER}\n"
V3 = MINIMAL.read_text().replace(OLD_KEY, "").replace(
    "volume: VOL123", f"volume: VOL123\n      name: {CLUSTER}"
)  # fmt: skip
"""The cluster is named where Zowe v3 has it, and not where the service reads it."""
