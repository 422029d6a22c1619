"""Ansible's Python on the managed node may be older than the one that runs zwe-vsam."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fleet.fleet import Fleet

OLDEST = ("3.8", "3.9", "3.10")


def _interpreter(version: str) -> str | None:
    """A Python of this version: on the path, or beside the one that runs this."""
    beside = Path(sys.base_prefix).resolve().parent.glob(f"{version}*/bin/python{version}")
    for candidate in (f"python{version}", *map(str, sorted(beside))):
        try:
            subprocess.run([candidate, "--version"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return candidate
    return None


@pytest.mark.parametrize("version", OLDEST)
def test_the_modules_run_on_old_pythons(fleet: Fleet, version: str) -> None:
    interpreter = _interpreter(version)
    if interpreter is None:
        pytest.skip(f"Python {version} is not installed")
    for variables in fleet.host_vars.values():
        variables["ansible_python_interpreter"] = interpreter
    modules = ("zwe_vsam", "zwe_vsam_check", "zwe_vsam_info")
    tasks = [fleet.task(module=f"zowe_community.zwe_vsam.{name}") for name in modules]
    tasks[1]["zowe_community.zwe_vsam.zwe_vsam_check"].pop("sandbox")
    version_task = {"ansible.builtin.setup": {"gather_subset": ["python"]}}
    ran = fleet.play([*tasks, version_task])
    assert ran.code == 0, ran.out
    facts = ran.each("ansible_facts")
    assert {".".join(each["ansible_python_version"].split(".")[:2]) for each in facts} == {version}
