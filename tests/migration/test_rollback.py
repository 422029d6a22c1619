"""``migrate --rollback``: the old bytes, or nothing and the difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.migration import cases
from tests.migration.conftest import Migrate, content

BACKUP = "zowe.yaml.before-migrate"


def rollback(folder: Path, *options: str, config: str = "zowe.yaml") -> cases.Ran:
    return cases.run(folder, "migrate", "--rollback", "-c", config, *options)


def test_without_a_backup(folder: Path, migrate: Migrate) -> None:
    for options in ((), ("--write", "--no-backup")):
        migrate(*options)
        before = content(folder)
        ran = rollback(folder)
        assert (ran.code, ran.result["changed"]) == (235, False)
        assert f"Error ZWV9140E: {BACKUP} does not exist" in ran.err
        assert content(folder) == before


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("lpar2.example.com\n", "other.example.com\n", "+    hostname: other.example.com"),
        ("          port: 7600\n", "          port: 7700\n", "+          port: 7700"),
        ("mode: infinispan\n", "mode: infinispan # ours\n", "+      mode: infinispan # ours"),
        ("7600]\n", "7600] \n", ""),
        ("      mode: infinispan\n", "      mode: redis\n", "+      mode: redis"),
    ],
)
def test_a_file_that_somebody_changed(
    folder: Path, migrate: Migrate, old: str, new: str, line: str
) -> None:
    migrate("--write")
    path = folder / "zowe.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    before = content(folder)
    ran = rollback(folder)
    assert (ran.code, ran.result["changed"]) == (235, False)
    assert "ZWV9141E" in ran.err
    assert content(folder) == before
    (file,) = ran.result["migration"]["files"]  # type: ignore[index]
    assert line in file["diff"]


def test_line_ends_that_somebody_changed(folder: Path, migrate: Migrate) -> None:
    migrate("--write")
    path = folder / "zowe.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    ran = rollback(folder)
    assert ran.code == 235
    assert "The line ends or the code page differ." in ran.err


def test_the_options_of_the_migration_are_needed(folder: Path, migrate: Migrate) -> None:
    before = content(folder)
    options = ("--jgroups-port", "7700", "--host", "lpar2=net2.example.com")
    written = migrate("--write", *options)
    back = written.result["migration"]["next"][-1]  # type: ignore[index]
    assert back == (
        "zwe-vsam migrate --rollback --host lpar2=net2.example.com --jgroups-port 7700 -c zowe.yaml"
    )
    assert rollback(folder).code == 235
    assert rollback(folder, *options).code == 0
    assert content(folder) == before


def test_both_of_two_files(folder: Path, migrate: Migrate, layers: str) -> None:
    before = content(folder)
    assert migrate("--write", config=layers).code == 0
    ran = rollback(folder, config=layers)
    assert (ran.code, ran.result["changed"]) == (0, True)
    names = [action["name"] for action in ran.result["plan"]]  # type: ignore[attr-defined]
    assert names == ["site.yaml", "zowe.yaml"]
    assert content(folder) == before


def test_one_of_two_files_that_a_killed_run_left(
    folder: Path, migrate: Migrate, layers: str
) -> None:
    before = content(folder)
    assert migrate("--write", config=layers).code == 0
    (folder / "site.yaml.before-migrate").rename(folder / "site.yaml")
    assert rollback(folder, config=layers).code == 0
    assert content(folder) == before


def test_one_of_two_files_that_was_never_changed(
    folder: Path, migrate: Migrate, layers: str
) -> None:
    """A migration that was stopped after its first file."""
    before = content(folder)
    assert migrate("--write", config=layers).code == 0
    (folder / BACKUP).rename(folder / "zowe.yaml")
    assert rollback(folder, config=layers).code == 0
    assert content(folder) == before


def test_a_backup_that_is_no_configuration(folder: Path, migrate: Migrate) -> None:
    migrate("--write")
    (folder / BACKUP).write_text("a: b: c\n")
    before = content(folder)
    assert rollback(folder).code == 140
    assert content(folder) == before
