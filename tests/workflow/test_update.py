"""``init --update-config``: the cluster's name in zowe.yaml, and nothing else, or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, MINIMAL, Run, Site
from tests.workflow.conftest import Update
from tests.workflow.zowe_v3 import OLD_KEY, V3
from zwe_vsam.config.settings import CLUSTER as KEY
from zwe_vsam.errors import MemberChanged, WriteFailed
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets import sandbox as sandbox_target

PARMLIB = "IBMUSER.ZWE.PARMLIB"


def test_missing_key_is_added(update: Update, zowe_yaml: Path, box: Path) -> None:
    ran = update(zowe_yaml)
    assert ran.code == 0
    assert zowe_yaml.read_text() == V3 + OLD_KEY
    assert f"Info ZWV1042I: {KEY} is updated. ({zowe_yaml}:14)\n    +       vsam:\n" in ran.err
    assert f"    +         name: {CLUSTER}\n" in ran.err
    assert "created successfully" in ran.out
    assert System(box).clusters() == [CLUSTER]
    assert update(zowe_yaml, "--dry-run").code == 158


def test_other_letter_case_is_changed(update: Update, zowe_yaml: Path) -> None:
    zowe_yaml.write_text(MINIMAL.read_text().replace(CLUSTER, f"'{CLUSTER.lower()}'  # mine"))
    ran = update(zowe_yaml)
    assert ran.code == 0
    assert zowe_yaml.read_text() == MINIMAL.read_text().replace(CLUSTER, f"'{CLUSTER}'  # mine")
    assert f"    -         name: '{CLUSTER.lower()}'  …\n" in ran.err
    assert f"    +         name: '{CLUSTER}'  …\n" in ran.err


@pytest.mark.parametrize(
    "text",
    [
        MINIMAL.read_text(),
        V3 + OLD_KEY.replace(CLUSTER, "${{ zowe.setup.vsam.name }}"),
    ],
    ids=["value", "expression"],
)
def test_value_that_is_right_is_left_alone(update: Update, zowe_yaml: Path, text: str) -> None:
    zowe_yaml.write_text(text)
    before = zowe_yaml.stat()
    ran = update(zowe_yaml)
    assert ran.code == 0
    assert f"ZWV1040I: {KEY} is already {CLUSTER}. Nothing was written." in ran.err
    after = zowe_yaml.stat()
    # Reading may change the time of the last access, and nothing else.
    assert (after.st_ino, after.st_mode, after.st_mtime_ns) == (
        before.st_ino,
        before.st_mode,
        before.st_mtime_ns,
    )
    assert zowe_yaml.read_text() == text


@pytest.mark.parametrize("flag", ["--dry-run", "--security-dry-run"])
def test_dry_run_shows_only(update: Update, zowe_yaml: Path, flag: str) -> None:
    ran = update(zowe_yaml, flag)
    assert ran.code == 0
    assert f"{KEY} would be updated. Nothing was written. ({zowe_yaml}:14)" in ran.err
    assert f"    +         name: {CLUSTER}\n" in ran.err
    assert zowe_yaml.read_text() == V3


def test_dry_run_without_a_system(run: Run, zowe_yaml: Path) -> None:
    ran = run("init", "-c", zowe_yaml, "--dry-run", "--update-config")
    assert ran.code == 0
    assert "would be updated" in ran.err
    assert zowe_yaml.read_text() == V3


def test_without_the_option_nothing_is_written(run: Run, box: Path, zowe_yaml: Path) -> None:
    assert run("init", "-c", zowe_yaml, "--sandbox", box).code == 0
    assert zowe_yaml.read_text() == V3


def test_failed_job_changes_nothing(update: Update, run: Run, box: Path, zowe_yaml: Path) -> None:
    run("sandbox", "inject", box, "code:12")
    ran = update(zowe_yaml)
    assert ran.code == 163
    assert "ZWV207I" not in ran.err
    assert zowe_yaml.read_text() == V3


def test_no_wait_changes_nothing(update: Update, zowe_yaml: Path) -> None:
    ran = update(zowe_yaml, "--no-wait")
    assert ran.code == 0
    assert "was not updated, because the command did not wait for the job" in ran.err
    assert zowe_yaml.read_text() == V3


def test_skipped_run_changes_nothing(update: Update, zowe_yaml: Path) -> None:
    text = V3.replace("mode: VSAM", "mode: redis")
    zowe_yaml.write_text(text)
    assert update(zowe_yaml).code == 0
    assert zowe_yaml.read_text() == text


# Which of several


def _read_only(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    real = os.access
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode: (
            real(path, mode) and not (mode == os.W_OK and str(path) in {str(p) for p in paths})
        ),
    )


def test_leftmost_file_is_written(update: Update, zowe_yaml: Path, tmp_path: Path) -> None:
    first = tmp_path / "first.yaml"
    first.write_text("# mine\nzowe: {}\n")
    assert update(f"FILE({first}):FILE({zowe_yaml})").code == 0
    assert zowe_yaml.read_text() == V3
    assert first.read_text().startswith("# mine\nzowe: {}\ncomponents:\n  caching-service:\n")


def test_leftmost_that_is_writable(
    update: Update, zowe_yaml: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tmp_path / "first.yaml"
    first.write_text("zowe: {}\n")
    _read_only(monkeypatch, first)
    assert update(f"FILE({first}):FILE({zowe_yaml})").code == 0
    assert first.read_text() == "zowe: {}\n"
    assert zowe_yaml.read_text() == V3 + OLD_KEY


def test_a_folder_that_takes_no_new_file(
    update: Update, zowe_yaml: Path, monkeypatch: pytest.MonkeyPatch, box: Path
) -> None:
    _read_only(monkeypatch, zowe_yaml.parent)
    ran = update(zowe_yaml)
    assert ran.code == 138
    assert "No file that was given with -c can be written." in ran.err
    assert (System(box).clusters(), System(box).jobs()) == ([], [])


def test_value_that_a_read_only_file_hides(
    update: Update, zowe_yaml: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tmp_path / "first.yaml"
    first.write_text(
        f"components: {{caching-service: {{storage: {{vsam: {{name: {CLUSTER.lower()}}}}}}}}}\n"
    )
    _read_only(monkeypatch, first)
    ran = update(f"FILE({first}):FILE({zowe_yaml})")
    assert ran.code == 138
    assert f"{first}:1 has another value, which overrides this file." in ran.err
    assert zowe_yaml.read_text() == V3


def test_standard_input_cannot_be_updated(
    update: Update, monkeypatch: pytest.MonkeyPatch, box: Path
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(V3.encode())))
    ran = update("-")
    assert ran.code == 138
    assert f"Failed to update key {KEY} of file <stdin>." in ran.err
    assert (System(box).clusters(), System(box).jobs()) == ([], [])


def test_defaults_are_never_written(
    update: Update, zowe_yaml: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    defaults = tmp_path / "runtime" / "files" / "defaults.yaml"
    defaults.parent.mkdir(parents=True)
    defaults.write_text("components: {}\n")
    zowe_yaml.write_text(
        f"{V3}x: 1\n".replace("zowe:\n", f"zowe:\n  runtimeDirectory: {tmp_path}/runtime\n")
    )
    _read_only(monkeypatch, zowe_yaml)
    assert update(zowe_yaml).code == 138
    assert defaults.read_text() == "components: {}\n"


# PARMLIB


@pytest.fixture
def parmlib(site: Site) -> System:
    site.system.create_library(PARMLIB)
    site.system.write(PARMLIB, "ZWEYAML", V3)
    return site.system


ARGUMENT = f"PARMLIB({PARMLIB}(ZWEYAML))"


def test_parmlib_is_written_through_the_target(run: Run, site: Site, parmlib: System) -> None:
    ran = run("init", "-c", ARGUMENT, *site.args, "--update-config")
    assert ran.code == 0
    assert parmlib.read(PARMLIB, "ZWEYAML").text == V3 + OLD_KEY
    assert f"is updated. ({PARMLIB}(ZWEYAML):14)" in ran.err


def test_parmlib_in_a_dry_run(run: Run, site: Site, parmlib: System) -> None:
    ran = run("init", "-c", ARGUMENT, *site.args, "--update-config", "--security-dry-run")
    assert ran.code == 0
    assert "would be updated" in ran.err
    assert parmlib.read(PARMLIB, "ZWEYAML").text == V3


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (MemberChanged("ZWEL0160E", member="X", details=("It was changed.",)), "It was changed."),
        (WriteFailed("ZWEL0160E", member="X", details=("It is intact.",)), "It is intact."),
    ],
)
def test_parmlib_that_cannot_be_written(
    run: Run, box: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, why: str
) -> None:
    system = System(box)
    system.create_library(PARMLIB)
    system.write(PARMLIB, "ZWEYAML", V3)
    real = sandbox_target.SandboxTarget.write
    versions: list[object] = []

    def write(self: object, member: object, text: str, expected: str | None = None) -> str:
        if str(member).startswith(PARMLIB):
            versions.append(expected)
            raise error
        return real(self, member, text, expected)  # type: ignore[arg-type]

    monkeypatch.setattr(sandbox_target.SandboxTarget, "write", write)
    ran = run("init", "-c", ARGUMENT, "--sandbox", box, "--update-config")
    assert ran.code == 138
    assert f"Failed to update key {KEY} of file {PARMLIB}(ZWEYAML)." in ran.err
    assert why in ran.err
    assert versions == [system.read(PARMLIB, "ZWEYAML").version]


def test_line_longer_than_a_record(run: Run, box: Path) -> None:
    system = System(box)
    system.create_library(PARMLIB)
    comment = "# " + "x" * 48
    text = MINIMAL.read_text().replace(f"name: {CLUSTER}", f"name: ${{{{ n }}}} {comment}")
    text = f"{text}n: {CLUSTER.lower()}\n"
    system.write(PARMLIB, "ZWEYAML", text)
    ran = run("init", "-c", ARGUMENT, "--sandbox", box, "--update-config")
    assert ran.code == 138
    assert "The line would be longer than 80 characters." in ran.err
    assert system.read(PARMLIB, "ZWEYAML").text == text
    assert (System(box).clusters(), System(box).jobs()) == ([], [])
