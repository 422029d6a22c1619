"""``init`` where the target is the sandbox itself, or none at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, MINIMAL, Run
from zwe_vsam.sandbox.system import System


def test_sandbox_that_does_not_exist_is_created(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    ran = run("init", "-c", MINIMAL, "--sandbox", folder)
    assert ran.code == 0
    assert f"Sandbox {folder} was created to fit zowe.yaml." in ran.err
    assert System(folder).clusters() == [CLUSTER]


def test_dry_run_creates_no_sandbox(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    ran = run("init", "-c", MINIMAL, "--sandbox", folder, "--dry-run")
    assert ran.code == 0
    assert not folder.exists()
    assert "uses its own template" in ran.err
    assert f"NAME({CLUSTER})" in ran.out


@pytest.mark.parametrize("mode", ["infinispan", "inMemory", "redis", ""])
def test_other_storage_mode_is_skipped(run: Run, config, tmp_path: Path, mode: str) -> None:
    path = config(("mode: VSAM", f"mode: {mode}"))
    ran = run("init", "-c", path, "--sandbox", tmp_path / "new")
    assert ran.code == 0
    assert "Warning ZWEL0321W: Zowe Caching Service is not configured to use VSAM." in ran.err
    assert not (tmp_path / "new").exists()


RLS = (("mode: NONRLS", "mode: RLS"), ("volume: VOL123", "storageClass: SCRLS"))


def test_rls_says_that_opening_is_not_proved(run: Run, config, tmp_path: Path) -> None:
    path = config(*RLS)
    ran = run("init", "-c", path, "--sandbox", tmp_path / "new")
    assert ran.code == 0
    assert "Warning ZWV4040W: Code 0 does not prove" in ran.err
    assert "STORAGECLASS" in run("sandbox", "listcat", tmp_path / "new", CLUSTER).out


def test_off_zos_without_a_target(run: Run) -> None:
    ran = run("init", "-c", MINIMAL)
    assert ran.code == 120
    assert "Error ZWEL0120E: This command must run on a z/OS system." in ran.err


WRITES = """\
Error ZWEL0120E: This command must run on a z/OS system.
    --security-dry-run writes the member into the JCL library.
  Remedy: On any other system, name the target: --target zosmf connects to z/OS, and --sandbox DIR \
rehearses without a mainframe. Without a system, --dry-run prints the member.
"""


@pytest.mark.parametrize("command", ["init", "remove"])
def test_security_dry_run_needs_a_system_to_write_to(run: Run, command: str) -> None:
    ran = run(command, "-c", MINIMAL, "--security-dry-run")
    assert ran.code == 120
    assert ran.err == WRITES
    assert "JCL Content" not in ran.out


@pytest.mark.parametrize("command", ["init", "remove"])
def test_one_kind_of_dry_run(run: Run, box: Path, command: str) -> None:
    before = sorted(box.rglob("*"))
    ran = run(command, "-c", MINIMAL, "--sandbox", box, "--dry-run", "--security-dry-run")
    assert ran.code == 102
    assert "Error ZWV1010E: --dry-run and --security-dry-run cannot be used together" in ran.err
    assert sorted(box.rglob("*")) == before


def test_a_dry_run_off_zos_prints_from_the_bundled_template(run: Run) -> None:
    ran = run("init", "-c", MINIMAL, "--dry-run")
    assert ran.code == 0
    assert f"NAME({CLUSTER})" in ran.out
    assert "Nothing was written or submitted" in ran.err
    assert "is prepared" not in ran.out


@pytest.mark.parametrize("target", ["zoau", "zosmf"])
def test_target_that_is_not_there(run: Run, target: str) -> None:
    ran = run("init", "-c", MINIMAL, "--target", target)
    assert ran.code == 233
    assert {"zoau": "Error ZWV6101E", "zosmf": "Error ZWV62"}[target] in ran.err


def test_sandbox_by_environment_only_with_the_target(
    run: Run, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZWE_VSAM_SANDBOX", str(box))
    assert run("init", "-c", MINIMAL).code == 120
    assert System(box).jobs() == []
    assert run("init", "-c", MINIMAL, "--target", "sandbox").code == 0


def test_options_from_the_environment(
    run: Run, box: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in (
        ("CONFIG", str(MINIMAL)),
        ("OUTPUT", "json"),
        ("TIMEOUT", "30"),
        ("LOG_DIR", str(tmp_path / "logs")),
        ("TARGET", "sandbox"),
        ("SANDBOX", str(box)),
        ("VERBOSE", "1"),
        ("SILENT", "1"),
    ):
        monkeypatch.setenv(f"ZWE_VSAM_{name}", value)
    ran = run("init")
    assert ran.code == 0
    assert json.loads(ran.out)["changed"] is True
    assert len(list((tmp_path / "logs").iterdir())) == 1


def test_folder_that_is_no_sandbox(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "precious").write_text("data")
    ran = run("init", "-c", MINIMAL, "--sandbox", tmp_path / "mine")
    assert ran.code == 233
    assert "sandbox create" in ran.err
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["precious"]


def test_header_with_statements_that_route_and_print(run: Run, config, tmp_path: Path) -> None:
    """The system reads them, and the member that is kept is submitted again."""
    header = (
        "    jcl:\n      header:\n"
        '        - "CLASS=A,"\n        - "//  MSGCLASS=H"\n        - "/*JOBPARM S=*"\n'
        '        - "//         JCLLIB ORDER=SITE.PROCLIB"\n'
        '        - "//OUT1 OUTPUT DEFAULT=YES,DEST=LOCAL"\n        - "//*MAIN CLASS=A"\n'
    )
    path = config(("  setup:\n", f"  setup:\n{header}"))
    folder = tmp_path / "new"
    ran = run("init", "-c", path, "--sandbox", folder)
    assert ran.code == 0, ran.err
    assert System(folder).clusters() == [CLUSTER]
    assert run("init", "-c", path, "--sandbox", folder, "--exist-ok").code == 0
