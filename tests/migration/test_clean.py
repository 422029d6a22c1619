"""``migrate --clean``: the keys of VSAM storage go, once the cluster is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CLUSTER
from tests.migration import cases
from tests.migration.conftest import Migrate, content
from zwe_vsam.sandbox.system import System

BACKUP = "zowe.yaml.before-clean"


def clean(folder: Path, *options: str, config: str = "zowe.yaml") -> cases.Ran:
    return cases.run(folder, "migrate", "--clean", "-c", config, *options)


def test_shown_and_written(folder: Path, migrate: Migrate) -> None:
    migrate("--write")
    before = content(folder)
    shown = clean(folder)
    assert (shown.code, shown.result["changed"]) == (0, False)
    assert f"Warning ZWV9152W: It is not known whether the cluster {CLUSTER} still" in shown.err
    assert shown.result["migration"]["next"] == [  # type: ignore[index]
        "zwe-vsam migrate --clean --write -c zowe.yaml",
        "zwe-vsam check -c zowe.yaml",
    ]
    assert content(folder) == before
    written = clean(folder, "--write")
    assert (written.code, written.result["changed"]) == (0, True)
    after = content(folder)
    assert after[BACKUP] == before["zowe.yaml"]
    text = (folder / "zowe.yaml").read_text()
    assert "VSAM" not in text.upper()
    assert "      mode: infinispan\n      infinispan:\n" in text
    again = clean(folder, "--write")
    assert (again.code, again.result["changed"], again.result["plan"]) == (0, False, [])
    assert content(folder) == after
    assert cases.run(folder, "check", "-c", "zowe.yaml", "--strict").code == 0


def test_refused_while_an_instance_uses_vsam(folder: Path) -> None:
    before = content(folder)
    ran = clean(folder, "--write")
    assert (ran.code, ran.result["changed"]) == (235, False)
    assert "components.caching-service.storage.mode is VSAM." in ran.err
    assert "Migrate first: zwe-vsam migrate --to infinispan -c zowe.yaml" in ran.err
    assert content(folder) == before


@pytest.mark.usefixtures("time")
def test_refused_while_the_cluster_exists(folder: Path, migrate: Migrate, tmp_path: Path) -> None:
    box = ("--sandbox", str(tmp_path / "box"))
    assert cases.run(folder, "init", "-c", "zowe.yaml", *box).code == 0
    migrate("--write")
    before = content(folder)
    ran = clean(folder, "--write", *box)
    assert (ran.code, ran.result["changed"]) == (235, False)
    assert f"Error ZWV9151E: The cluster {CLUSTER} still exists. (zowe.yaml:15)" in ran.err
    assert f"Remove the cluster first: zwe-vsam remove -c zowe.yaml --sandbox {box[1]}" in ran.err
    assert content(folder) == before
    assert cases.run(folder, "remove", "-c", "zowe.yaml", *box, "--yes").code == 0
    assert System(tmp_path / "box").clusters() == []
    written = clean(folder, "--write", *box)
    assert (written.code, written.result["changed"]) == (0, True)
    assert "ZWV9152W" not in written.err


def test_every_file_and_every_instance(folder: Path, migrate: Migrate) -> None:
    site = (
        "zowe:\n  setup:\n    vsam:\n      mode: RLS\n"
        "haInstances:\n  lpar1:\n    components:\n      caching-service:\n        storage:\n"
        f"          vsam: {{name: {CLUSTER}}}\n          size: 1\n"
    )
    (folder / "site.yaml").write_text(site)
    config = "FILE(site.yaml):FILE(zowe.yaml)"
    assert migrate("--write", config=config).code == 0
    ran = clean(folder, "--write", config=config)
    assert ran.code == 0, ran.err
    names = [action["name"] for action in ran.result["plan"]]  # type: ignore[attr-defined]
    assert names == ["site.yaml", "zowe.yaml"]
    text = (folder / "site.yaml").read_text()
    assert text == (
        "haInstances:\n  lpar1:\n    components:\n      caching-service:\n        storage:\n"
        "          size: 1\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "message_id"),
    [
        ("      vsam:\n", "      vsam: &v\n", "ZWV9119E"),
        ("    storage:\n", "    storage: &s\n", ""),
    ],
)
def test_anchors(folder: Path, migrate: Migrate, old: str, new: str, message_id: str) -> None:
    assert migrate("--write").code == 0
    path = folder / "zowe.yaml"
    text = path.read_text().replace(old, new, 1)
    path.write_text(text + ("java: {x: *v}\n" if message_id else ""))
    ran = clean(folder, "--write")
    assert (ran.code, message_id in ran.err) == (231 if message_id else 0, True), ran.err


@pytest.mark.parametrize(
    "option",
    [
        ("--to", "infinispan"),
        ("--into", "zowe.yaml"),
        ("--host", "lpar1=h"),
        ("--jgroups-port", "7700"),
        ("--key-exchange-port", "7701"),
        ("--for-version", "3.1"),
    ],
)
def test_options_of_the_migration_are_refused(folder: Path, option: tuple[str, str]) -> None:
    ran = clean(folder, *option)
    assert ran.code == 102
    assert f"Error ZWV1010E: --clean and {option[0]} cannot be used together." in ran.err


def test_a_needed_anchor_is_explained(folder: Path, migrate: Migrate) -> None:
    path = folder / "zowe.yaml"
    text = path.read_text().replace("      vsam:\n", "      vsam: &v\n")
    path.write_text(f"{text}other: *v\n")
    migrate("--write")
    ran = clean(folder, "--write")
    assert ran.code == 231
    assert "Error ZWV9119E: zowe.yaml cannot be changed: " in ran.err
    assert "Remedy: Change these keys with an editor: components." in ran.err
