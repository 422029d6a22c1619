"""Where a member is written and submitted: one file for each kind of system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from zwe_vsam.errors import Problem

if TYPE_CHECKING:
    from zwe_vsam.choice import Choice
    from zwe_vsam.targets.base import Target

CHOICES = ("auto", "zoau", "zosmf", "sandbox")
"""What ``--target`` takes."""


def connect(choice: Choice) -> Target:
    """Return the target that was chosen.

    Imports only what that target needs. ``auto`` is zoau on z/OS and nothing elsewhere. Raises
    Problem: ZWEL0120E for ``auto`` off z/OS, ZWV233E for a target that cannot be used.
    """
    kind = choice.target
    if kind == "auto":
        if sys.platform != "zos":
            raise Problem(
                "ZWEL0120E",
                remedy="Elsewhere, name the system: --target zosmf reaches it from here, "
                "--sandbox DIR rehearses without a mainframe.",
            )
        kind = "zoau"
    if kind == "sandbox":
        from zwe_vsam.targets.sandbox import SandboxTarget

        return SandboxTarget(choice.sandbox)
    if kind == "zoau":
        from zwe_vsam.targets.zoau.target import ZoauTarget

        return ZoauTarget()
    from zwe_vsam.targets.zosmf.target import ZosmfTarget

    return ZosmfTarget.connect(choice)
