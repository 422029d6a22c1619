"""The systems on which members are written and jobs run: a folder or a file for each kind.

A new kind of system is a folder here and a row of TARGETS.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from zwe_vsam.errors import Problem

if TYPE_CHECKING:
    from zwe_vsam.choice import Choice
    from zwe_vsam.targets.base import Target

TARGETS = {
    "zoau": "zwe_vsam.targets.zoau.target",
    "zosmf": "zwe_vsam.targets.zosmf.target",
    "sandbox": "zwe_vsam.targets.sandbox",
}
"""Value of ``--target`` -> the module whose ``connect`` takes a Choice and returns the target."""


def connect(choice: Choice) -> Target:
    """Return the target that was chosen. Imports only the module of that target.

    ``auto`` is zoau on z/OS. Raises Problem: ZWEL0120E for ``auto`` on any other system,
    Unavailable for a target that cannot be used.
    """
    kind = choice.target
    if kind == "auto":
        if sys.platform != "zos":
            raise Problem(
                "ZWEL0120E",
                remedy="On any other system, name the target: --target zosmf connects to z/OS, "
                "and --sandbox DIR rehearses without a mainframe.",
            )
        kind = "zoau"
    module = importlib.import_module(TARGETS[kind or "zosmf"])
    connect_to: Callable[[Choice], Target] = module.connect
    return connect_to(choice)
