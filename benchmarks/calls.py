"""How many calls of ZOAU a scenario makes, on stand-ins for each level (tests/standins)."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.standins import core
from zwe_vsam.cli import main
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.zoau import zoau12

ROOT = Path(__file__).parent.parent
FIXTURE = str(ROOT / "fixtures" / "minimal.yaml")
LEVELS = {"1.2": "zoau12", "1.3": "zoau13", "1.4": "zoau14"}
GOAL = 6
INIT = ("init", "-c", FIXTURE, "--target", "zoau")


def nothing(_system: System) -> None:
    """The member and the cluster are not there."""


def prepared(_system: System) -> None:
    """The member is there, and right, as Zowe v3 leaves it."""
    quietly(*INIT, "--security-dry-run")


def outdated(system: System) -> None:
    """The member is there, and says something else."""
    system.write("IBMUSER.ZWE.CUST.JCLLIB", "ZWECSVSM", "//OLD JOB\n")


def created(_system: System) -> None:
    """The cluster is there."""
    quietly(*INIT)


def no_space(system: System) -> None:
    """The job fails."""
    system.inject("space")


SCENARIOS: dict[str, tuple[Callable[[System], None], tuple[str, ...]]] = {
    "init --dry-run": (nothing, (*INIT, "--dry-run")),
    "init, new member": (nothing, INIT),
    "init, member already prepared": (prepared, INIT),
    "init --generate, member rewritten": (outdated, (*INIT, "--generate")),
    "init, cluster already there": (created, INIT),
    "init, the job fails": (no_space, INIT),
    "render": (nothing, ("render", "-c", FIXTURE, "--target", "zoau")),
}


def quietly(*argv: str) -> int:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return main(argv)


def count(level: str, scenario: str) -> core.World:
    """Everything that was called in one scenario."""
    arrange, argv = SCENARIOS[scenario]
    before = list(sys.path), os.environ.get("ZOAU_STANDIN_SANDBOX")
    with tempfile.TemporaryDirectory() as folder:
        box = Path(folder) / "box"
        quietly("sandbox", "create", str(box), "-c", FIXTURE)
        forget()
        sys.path.insert(0, str(ROOT / "tests" / "standins" / LEVELS[level]))
        os.environ["ZOAU_STANDIN_SANDBOX"] = str(box)
        copy, zoau12.run_cp = zoau12.run_cp, core.cp
        try:
            system = System(box)
            system.set_durations(queued=0.0, active=0.0)
            core.reset()
            arrange(system)
            world = core.reset()
            quietly(*argv)
        finally:
            zoau12.run_cp = copy
            sys.path[:] = before[0]
            os.environ.pop("ZOAU_STANDIN_SANDBOX")
            if before[1] is not None:
                os.environ["ZOAU_STANDIN_SANDBOX"] = before[1]
            forget()
    return world


def forget() -> None:
    """Let the next level be imported."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "zoautil_py"]:
        del sys.modules[name]


def report() -> None:
    print(
        f"Calls of ZOAU (goal: at most {GOAL} native ones up to the submission, member new or kept)"
    )
    print("  native calls up to the submission + after it (calls of zoautil_py in all)")
    print(f"  {'':<36}" + "".join(f"{f'ZOAU {level}':>16}" for level in LEVELS))
    for scenario in SCENARIOS:
        cells = []
        for level in LEVELS:
            world = count(level, scenario)
            native = world.commands
            until = native.index("jsub") + 1 if "jsub" in native else len(native)
            cells.append(f"{until} + {len(native) - until} ({len(world.functions)})")
        print(f"  {scenario:<36}" + "".join(f"{cell:>16}" for cell in cells))
