"""Where a member is written and submitted: one file for each kind of system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from zwe_vsam.errors import Problem

if TYPE_CHECKING:
    from zwe_vsam.targets.interface import Target

CHOICES = ("auto", "zoau", "zosmf", "sandbox")
"""What ``--target`` takes."""


def connect(choice: str, sandbox: str) -> Target:
    """Return the target of that name; ``sandbox`` is the folder of the rehearsal system.

    Imports only what that target needs. ``auto`` is zoau on z/OS and nothing elsewhere. Raises
    Problem: ZWEL0120E for ``auto`` off z/OS, ZWV233E for a target that cannot be used.
    """
    if choice == "auto":
        if sys.platform != "zos":
            raise Problem(
                "ZWEL0120E",
                remedy="Elsewhere, name the system: --sandbox DIR rehearses without a mainframe.",
            )
        choice = "zoau"
    if choice == "sandbox":
        from zwe_vsam.targets.sandbox import SandboxTarget

        return SandboxTarget(sandbox)
    if choice == "zoau":
        from zwe_vsam.targets.zoau import ZoauTarget

        return ZoauTarget()
    raise Problem("ZWV233E", choice, "this version does not have it", remedy="Use --sandbox DIR.")
