"""Fifty systems at once, ten at a time."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import CLUSTER
from tests.fleet.conftest import serving_together
from tests.fleet.fleet import Fleet
from zwe_vsam.sandbox.system import System

COUNT = 50
FAILING = "sys017"


def test_fifty_served_systems(tmp_path: Path) -> None:
    names = [f"sys{number:03}" for number in range(1, COUNT + 1)]
    fleet = Fleet(tmp_path, names[:1])
    fleet.create()
    for name in names[1:]:
        shutil.copytree(tmp_path / names[0], tmp_path / name)
    fleet.names = names
    fleet.host_vars = {name: {} for name in names}
    System(tmp_path / FAILING).inject("space")
    with serving_together(fleet):
        checked = fleet.run("--check", "--forks", "10")
        assert (checked.code, checked.changed) == (0, COUNT), checked.out[-3000:]
        fleet.processes()
        created = fleet.run("--forks", "10")
        assert (created.failed, created.changed) == ([FAILING], COUNT), created.out[-3000:]
        assert len(fleet.processes()) == COUNT
        again = fleet.run("--forks", "10")
        assert (again.code, again.changed) == (0, 1), again.out[-3000:]
        verified = fleet.run("--forks", "10", state="verified")
        assert (verified.code, verified.changed) == (0, 0), verified.out[-3000:]
    assert {tuple(fleet.at(name).clusters()) for name in names} == {(CLUSTER,)}
    assert [len(fleet.at(name).jobs()) for name in names].count(1) == COUNT - 1
