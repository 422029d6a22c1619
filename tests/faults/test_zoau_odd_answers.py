"""Every call of zoautil_py answers something odd in turn, on every command.

The call has its effect first, as a library of another level or a damaged one would.
"""

from __future__ import annotations

import functools
import importlib
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Ran, Run, Zoau
from tests.standins import core
from tests.standins.core import World
from tests.targets.zoau_faults import FORMER
from zwe_vsam.sandbox.system import System

ZOAU = ("--target", "zoau")
CONFIG = ("-c", str(MINIMAL))
SOON = ("--timeout", "0.3")
CALLS = (
    "datasets.list_members",
    "datasets.read",
    "datasets.read_as_bytes",
    "datasets.write",
    "jobs.fetch",
    "jobs.fetch_multiple",
    "jobs.list_dds",
    "jobs.listing",
    "jobs.read_output",
    "jobs.submit",
    "jobs.submit_return_job_id",
    "mvscmd.execute_authorized",
)
SEE_TRACE: tuple[object, ...] = (None, 7, b"\xff odd", [3, None], {"job_id": 5}, True)
LEVELS = ("zoau12", "zoau14")
"""1.3 and 1.4 have the same functions."""
COMMANDS: dict[str, tuple[str, ...]] = {
    "init": ("init", *CONFIG, *SOON),
    "init-exist-ok": ("init", *CONFIG, "--exist-ok", *SOON),
    "init-overwrite": ("init", *CONFIG, "--allow-overwrite", "--yes", *SOON),
    "init-prepare": ("init", *CONFIG, "--security-dry-run"),
    "init-dry-run": ("init", *CONFIG, "--dry-run"),
    "remove": ("remove", *CONFIG, "--yes", *SOON),
    "verify": ("verify", *CONFIG),
    "render": ("render", *CONFIG),
    "check": ("check", *CONFIG),
    "job": ("job", "JOB00001", *CONFIG, *SOON),
    "job-spool": ("job", "JOB00001", "--spool"),
    "job-cancel": ("job", "JOB00001", "--cancel", "--yes"),
}
WITH_CLUSTER = ("init-overwrite", "remove", "verify")


def _spoil(call: str, answer: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a function do its work and answer something else."""
    loaded, original = _function(call)

    @functools.wraps(original)
    def odd(*args: object, **kwargs: object) -> object:
        original(*args, **kwargs)
        return answer

    monkeypatch.setattr(loaded, call.partition(".")[2], odd)


def _watch(call: str, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Note each call of a function."""
    loaded, original = _function(call)

    @functools.wraps(original)
    def watched(*args: object, **kwargs: object) -> object:
        made.append(call)
        return original(*args, **kwargs)

    monkeypatch.setattr(loaded, call.partition(".")[2], watched)


def _function(call: str) -> tuple[ModuleType, Callable[..., object]]:
    module, name = call.split(".")
    loaded = importlib.import_module(f"zoautil_py.{module}")
    return loaded, getattr(loaded, name)


def _arrange(command: str, system: System) -> None:
    system.set_durations(queued=0.0, active=0.0)
    if command in WITH_CLUSTER:
        system.write(JCLLIB, "DEFINE", _DEFINE)
        system.submit_member(JCLLIB, "DEFINE")
    if command.startswith("job"):
        if command == "job-cancel":
            system.set_durations(queued=600.0, active=600.0)
        system.write(JCLLIB, "OTHER", FORMER)
        system.submit_member(JCLLIB, "OTHER")
    system.jobs()


_DEFINE = f"""\
//DEFINE JOB
//S EXEC PGM=IDCAMS
//SYSPRINT DD SYSOUT=*
//SYSIN DD *
 DEFINE CLUSTER(NAME({CLUSTER}) -
   VOLUMES(VOL123) REC(80 20) INDEXED -
   NOREUSE NOERASE SHR(4 4) KEYS(128 0) RECORDSIZE(2048 4096)) -
  DATA(NAME({CLUSTER}.DATA)) -
  INDEX(NAME({CLUSTER}.INDEX))
"""


def _no_false_success(command: str, ran: Ran, system: System, world: World) -> None:
    """What is said after code 0 is so."""
    exists = CLUSTER in system.clusters()
    if ran.code == 0 and command in ("init", "init-exist-ok", "init-overwrite"):
        assert exists
    if ran.code == 0 and command == "remove":
        assert not exists
    if "created successfully" in ran.out:
        assert exists
        assert ran.code == 0
    if command == "job-cancel" and ran.code == 0:
        assert "jcan" in world.commands
    if command == "job-spool" and ran.code == 0:
        assert "JESMSGLG" in ran.out


@pytest.mark.usefixtures("time")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("level", LEVELS)
def test_odd_answers(
    run: Run,
    box: Path,
    zoau: Zoau,
    monkeypatch: pytest.MonkeyPatch,
    level: str,
    command: str,
) -> None:
    monkeypatch.setattr("zwe_vsam.waiting.GRACE", 0.1)
    zoau(level)
    system = System(box)
    _arrange(command, system)
    before = len(system.jobs())
    arranged = box.with_name("arranged")
    shutil.copytree(box, arranged)
    made: list[str] = []
    with monkeypatch.context() as patch:
        for call in filter(_is_there, CALLS):
            _watch(call, made, patch)
        run(*COMMANDS[command], *ZOAU)
    # The other calls are not those of this command.
    tried = [(call, answer) for call in CALLS if call in made for answer in SEE_TRACE]
    assert len(tried) >= len(SEE_TRACE)
    for call, answer in tried:
        shutil.rmtree(box)
        shutil.copytree(arranged, box)
        world = core.reset()
        with monkeypatch.context() as patch:
            _spoil(call, answer, patch)
            ran = run(*COMMANDS[command], *ZOAU)
        evidence = (call, answer, ran.out, ran.err)
        assert ran.code not in (1, -1), evidence
        assert "Traceback" not in ran.err, evidence
        _no_false_success(command, ran, system, world)
        new = [job.id for job in system.jobs()[before:]]
        assert len(new) <= (2 if command == "init-overwrite" else 1), evidence
        if ran.code:
            assert not new or any(job in ran.err for job in new), evidence


def _is_there(call: str) -> bool:
    """Whether this level of ZOAU has the function."""
    module, name = call.split(".")
    return hasattr(importlib.import_module(f"zoautil_py.{module}"), name)
