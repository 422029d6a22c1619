"""A file that is no zowe.yaml: an error that asks whether it is one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

FILES = {
    "a Kubernetes manifest": (
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: zowe}\ndata: {zowe.yaml: x}\n"
    ),
    "a task of a pipeline": "trigger: none\nsteps:\n- script: zwe-vsam check -c zowe.yaml\n",
    "a Zowe team configuration (zowe.config.json)": json.dumps(
        {"profiles": {"z": {"type": "zosmf"}}, "defaults": {}, "autoStore": True}
    ),
    "a pipeline": "stages: [build]\n",
    "a workflow": "on: push\njobs: {check: {runs-on: x}}\n",
    "a compose file": "services: {a: {image: b}}\n",
    "": "name: me\nhosts: [a]\n",
}


@pytest.mark.parametrize("kind", FILES)
def test_it_asks_whether_it_is_one(run: Run, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "zowe.yaml"
    path.write_text(FILES[kind])
    ran = run("check", "-c", path)
    assert ran.code == 231
    evidence = f"    It looks like {kind}.\n" if kind else ""
    assert (
        f"Error ZWV2222E: {path} has no key of a zowe.yaml, such as zowe or components. "
        f"({path}:1)\n{evidence}  Remedy: Name a zowe.yaml with -c.\n"
    ) in ran.out


def test_a_file_without_any_key(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "zowe.yaml"
    path.write_text("{}\n")
    ran = run("check", "-c", path)
    assert ran.code == 231
    assert "has no key of a zowe.yaml" in ran.out


@pytest.mark.parametrize(
    "text",
    ["zowe: {}\n", "components: {}\n", "Zowe: {}\n", "java: {home: /j}\n", "zowe.setup: 1\n"],
)
def test_a_file_with_one_of_the_keys_is_one(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "zowe.yaml"
    path.write_text(text)
    assert "has no key of a zowe.yaml" not in run("check", "-c", path).out
