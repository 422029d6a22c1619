"""What a command need not load. ``make bench`` measures the times."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, ROOT, Run
from tests.zosmf_front import Front
from zwe_vsam.sandbox.system import System

FULL = ROOT / "fixtures" / "full.yaml"
_RUN = """
import sys
import typer, yaml
theirs = set(sys.modules)
from zwe_vsam.cli import main
code = main(sys.argv[1:])
print(*sorted(set(sys.modules) - theirs), file=sys.stderr)
sys.exit(code)
"""
"""Prints the modules that a command loads beyond those of typer and PyYAML."""
NEVER = ("ast", "dis", "inspect", "dataclasses", "jinja2", "markupsafe", "ebcdic", "json", "random")
"""What no command without a system loads, and whatever those modules load."""
HEAVY = ("zwe_vsam.model", "zwe_vsam.targets", "zwe_vsam.zos.jcl", "zwe_vsam.zos.idcams")


def loaded(*argv: object) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", _RUN, *map(str, argv)], capture_output=True, text=True, check=True
    )
    return set(ran.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("command", ["render", "check"])
def test_a_command_without_a_system_loads_little(command: str) -> None:
    modules = loaded(command, "-c", MINIMAL)
    assert not {name for name in modules if name.partition(".")[0] in (*NEVER, "_hashlib")}
    assert not modules.intersection(HEAVY)


def test_check_loads_the_rules_of_the_storage_mode_alone() -> None:
    modules = loaded("check", "-c", MINIMAL)
    assert "zwe_vsam.checks.vsam" in modules
    for mode in ("infinispan", "redis", "in_memory"):
        assert f"zwe_vsam.checks.{mode}" not in modules


def test_a_bundled_template_needs_no_jinja2(tmp_path: Path) -> None:
    modules = loaded("init", "-c", MINIMAL, "--dry-run")
    assert "jinja2" not in modules
    own = tmp_path / "own.j2"
    own.write_text((ROOT / "templates" / "ZWECSVSM.jcl.j2").read_text())
    assert "jinja2.compiler" in loaded("render", "-c", MINIMAL, "--template", own)


def test_verify_of_a_sandbox_loads_only_what_answers_a_look_up(box: Path, run: Run) -> None:
    on = ("-c", MINIMAL, "--sandbox", box)
    assert run("init", *on).code == 0
    modules = loaded("verify", *on)
    assert "zwe_vsam.sandbox.database" in modules
    assert not modules.intersection(("_hashlib", "tempfile", "jinja2"))
    for name in ("initiator", "inventory", "outcomes", "programs", "seeding", "spool"):
        assert f"zwe_vsam.sandbox.{name}" not in modules


def test_an_installed_template_needs_no_jinja2(tmp_path: Path) -> None:
    on = ("-c", MINIMAL, "--sandbox", tmp_path / "box")
    for words in (("init", "--security-dry-run"), ("init", "--generate"), ("verify",)):
        modules = loaded(*words, *on)
        System(tmp_path / "box").set_durations(0.0, 0.0)
        assert not {name for name in modules if name.partition(".")[0] in ("jinja2", "ebcdic")}


def test_a_dry_run_over_zosmf_loads_no_package_nor_what_a_job_needs(zosmf: Front) -> None:
    """The Zowe SDK is for profiles alone, and the authorities are those of a variable."""
    modules = loaded("init", "-c", MINIMAL, "--dry-run", "--target", "zosmf")
    assert zosmf.asked
    assert "http.client" in modules
    packages = {name.partition(".")[0] for name in modules}
    assert not packages & {
        "certifi", "charset_normalizer", "gzip", "jsonschema", "requests", "urllib3", "zowe"
    }  # fmt: skip
    for name in ("cluster.compare", "targets.submission", "workflow.outcome", "workflow.verify"):
        assert f"zwe_vsam.{name}" not in modules
    assert "http.cookiejar" not in modules


_FIND = """
import sys
from zwe_vsam.choice import Choice
from zwe_vsam.targets.zosmf import session, target
assert session.find(Choice("zosmf")).host == "h.example.com"
print(*sys.modules)
"""


def test_variables_that_name_the_server_and_the_login_need_no_profile_reader() -> None:
    variables = {"HOST": "h.example.com", "USER": "ibmuser", "PASSWORD": "sys1"}
    ran = subprocess.run(
        [sys.executable, "-c", _FIND],
        env={**os.environ, **{f"ZWE_VSAM_ZOSMF_{name}": v for name, v in variables.items()}},
        capture_output=True,
        text=True,
        check=True,
    )
    modules = {name.partition(".")[0] for name in ran.stdout.split()}
    assert not modules & {"zowe", "jsonschema", "json5", "commentjson", "keyring"}
