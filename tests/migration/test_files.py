"""Files that ``migrate --write`` changes: each whole, with its backup, or none."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.migration import cases
from tests.migration.conftest import Migrate, content

BACKUP = "zowe.yaml.before-migrate"


def test_the_backup_has_the_former_content(folder: Path, migrate: Migrate) -> None:
    path = folder / "zowe.yaml"
    path.chmod(0o640)
    before = content(folder)["zowe.yaml"]
    ran = migrate("--write")
    assert (ran.code, ran.result["changed"]) == (0, True)
    assert content(folder)[BACKUP] == before
    assert set(content(folder)) == {"zowe.yaml", BACKUP}
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o640}
    (file,) = ran.result["migration"]["files"]  # type: ignore[index]
    assert (file["changed"], file["backup"]) == (True, BACKUP)


def test_no_backup(folder: Path, migrate: Migrate) -> None:
    ran = migrate("--write", "--no-backup")
    assert ran.code == 0
    assert set(content(folder)) == {"zowe.yaml"}
    assert ran.result["messages"][-1]["id"] == "ZWV9136I"  # type: ignore[index]


def test_no_backup_is_part_of_the_next_command(migrate: Migrate) -> None:
    for options in ((), ("--no-backup",)):
        command = migrate(*options).result["migration"]["next"][0]  # type: ignore[index]
        assert ("--no-backup" in command) == bool(options)


@pytest.mark.parametrize("text", ["other", ""])
def test_a_backup_with_other_content_is_kept(folder: Path, migrate: Migrate, text: str) -> None:
    (folder / BACKUP).write_text(text)
    before = content(folder)
    for options in ((), ("--write",)):
        ran = migrate(*options)
        assert (ran.code, ran.result["changed"]) == (235, False)
        assert f"Error ZWV9132E: The backup {BACKUP} exists already." in ran.err
        assert content(folder) == before
    assert migrate("--write", "--no-backup").code == 0
    assert content(folder)[BACKUP] == text.encode()


def test_a_backup_with_the_same_content_is_used(folder: Path, migrate: Migrate) -> None:
    before = content(folder)["zowe.yaml"]
    (folder / BACKUP).write_bytes(before)
    assert migrate("--write").code == 0
    assert content(folder)[BACKUP] == before


def test_a_file_system_without_hard_links(
    folder: Path, migrate: Migrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    before = content(folder)["zowe.yaml"]
    assert migrate("--write").code == 0
    assert set(content(folder)) == {"zowe.yaml", BACKUP}
    assert content(folder)[BACKUP] == before


def test_a_folder_in_the_place_of_the_backup(folder: Path, migrate: Migrate) -> None:
    (folder / BACKUP).mkdir()
    assert migrate("--write").code == 235


def test_standard_input_is_shown_and_not_changed(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for options, code in (((), 0), (("--write",), 138)):
        with (folder / "zowe.yaml").open() as file:
            monkeypatch.setattr("sys.stdin", file)
            ran = run("migrate", "-c", "-", "--to", "infinispan", *options)
        assert ran.code == code, ran.err
        assert ("ZWV9131E" in ran.err) == bool(code)
        # A command that would be refused is not offered.
        assert "-c -" not in ran.out
        assert ("To write the change, name the file with -c." in ran.out) == (not code)


def test_symbolic_link_is_followed(folder: Path, migrate: Migrate, tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(folder / "zowe.yaml")
    before = content(folder)["zowe.yaml"]
    assert migrate("--write", config=str(tmp_path / "link.yaml")).code == 0
    assert (tmp_path / "link.yaml").is_symlink()
    assert content(folder)[BACKUP] == before
    back = cases.run(folder, "migrate", "--rollback", "-c", str(tmp_path / "link.yaml"))
    assert back.code == 0, back.err
    assert content(folder) == {"zowe.yaml": before}


def test_a_file_with_another_name_is_kept(folder: Path, migrate: Migrate, tmp_path: Path) -> None:
    os.link(folder / "zowe.yaml", tmp_path / "other.yaml")
    before = content(folder)
    ran = migrate("--write")
    assert (ran.code, ran.result["changed"]) == (138, False)
    assert "ZWV9130E" in ran.err
    assert "other names (hard links)" in ran.err
    assert "Remedy: Correct the cause, or choose another file with --into." in ran.err
    assert content(folder) == before


def test_a_read_only_file(folder: Path, migrate: Migrate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert migrate().code == 0
    ran = migrate("--write")
    assert ran.code == 138
    assert "zowe.yaml cannot be replaced: the file or its folder is read-only." in ran.err
    assert "Remedy: Make the file and its folder writable, or choose another " in ran.err


def test_a_file_that_changes_meanwhile(
    folder: Path, migrate: Migrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zwe_vsam.workflow import migration_files

    real = migration_files.config_files.current

    def current(*args: Any, **options: Any) -> Any:
        (folder / "zowe.yaml").write_text("java: {}\n")
        return real(*args, **options)

    monkeypatch.setattr(migration_files.config_files, "current", current)
    ran = migrate("--write")
    assert (ran.code, ran.result["changed"]) == (138, False)
    assert "ZWV9134E" in ran.err
    assert set(content(folder)) == {"zowe.yaml"}


def test_a_file_that_changes_before_it_is_replaced(
    folder: Path, migrate: Migrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.link

    def link(*args: Any) -> None:
        real(*args)
        (folder / "zowe.yaml").write_text("java: {}\n")

    monkeypatch.setattr(os, "link", link)
    ran = migrate("--write")
    assert ran.code == 138
    assert "another program changed the file during the command" in ran.err
    assert content(folder)["zowe.yaml"] == b"java: {}\n"


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_half_way(
    folder: Path, migrate: Migrate, layers: str, monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
) -> None:  # fmt: skip
    """The second of two files cannot be replaced; running it again finishes."""
    before = content(folder)
    real, calls = os.replace, []

    def replace(*args: Any) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise error
        real(*args)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace)
        ran = migrate("--write", config=layers)
    assert ran.result["changed"] is True
    assert ran.code == (130 if isinstance(error, KeyboardInterrupt) else 138)
    assert "    Changed: site.yaml.\n    Not changed: zowe.yaml.\n" in ran.err
    after = content(folder)
    assert after["zowe.yaml"] == before["zowe.yaml"]
    assert after["site.yaml"] != before["site.yaml"]
    again = migrate("--write", config=layers)
    assert (again.code, again.result["changed"]) == (0, True), again.err
    files = again.result["migration"]["files"]  # type: ignore[index]
    assert [file["name"] for file in files] == ["zowe.yaml"]
    for name in ("zowe.yaml", "site.yaml"):
        assert content(folder)[f"{name}.before-migrate"] == before[name]
    assert migrate("--write", config=layers).result["changed"] is False


def test_a_code_page_that_cannot_hold_a_key(folder: Path, migrate: Migrate) -> None:
    """The id of an instance in one file is not in the code page of the other one."""
    text = (folder / "zowe.yaml").read_text()
    main, _, instances = text.partition("haInstances:")
    (folder / "ha.yaml").write_text("haInstances:" + instances.replace("lpar3", "łpar3"))
    image = f"# ü\n{main}".encode("cp1047").replace(b"\x25", b"\x15")
    (folder / "zowe.yaml").write_bytes(image)
    config = "FILE(zowe.yaml):FILE(ha.yaml)"
    options = ("--into", "zowe.yaml", "--host", "łpar3=net3.example.com")
    for more in ((), ("--write",)):
        ran = migrate(*options, *more, config=config)
        assert (ran.code, ran.result["changed"]) == (231, False), ran.err
        assert (
            "The code page IBM-1047 of zowe.yaml does not have the character '\\u0142'." in ran.err
        )
    assert content(folder)["zowe.yaml"] == image


@pytest.fixture
def defaults(folder: Path, tmp_path: Path) -> Path:
    """Zowe's own file of default values, below the runtime directory of the configuration."""
    runtime = tmp_path / "runtime" / "files"
    runtime.mkdir(parents=True)
    path = runtime / "defaults.yaml"
    path.write_text(
        "components:\n  caching-service:\n    storage:\n      mode: VSAM\n"
        "      infinispan:\n        jgroups:\n          port: 7600\n"
    )
    text = (folder / "zowe.yaml").read_text().replace("      mode: VSAM\n", "      size: 10000\n")
    text = text.replace("zowe:\n", f"zowe:\n  runtimeDirectory: {runtime.parent}\n", 1)
    (folder / "zowe.yaml").write_text(text)
    return path


def test_the_file_of_defaults_is_not_changed(
    folder: Path, migrate: Migrate, defaults: Path
) -> None:
    before = defaults.read_bytes()
    refused = migrate("--into", str(defaults))
    assert refused.code == 102
    assert "ZWV9104E" in refused.err
    ran = migrate("--write")
    assert (ran.code, ran.result["changed"]) == (0, True), ran.err
    assert defaults.read_bytes() == before
    text = (folder / "zowe.yaml").read_text()
    assert "      mode: infinispan\n" in text
    assert "          port: 7601\n" in text
    assert migrate("--write").result["changed"] is False


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        ((), 108, "ZWEL0108E"),
        (("-c", "zowe.yaml"), 102, "ZWV9105E"),
        (("-c", "zowe.yaml", "--to", "redis"), 102, ""),
        (("-c", "zowe.yaml", "--to", "infinispan", "--rollback", "--write"), 102, "ZWV1010E"),
        (("-c", "zowe.yaml", "--rollback", "--clean"), 102, "ZWV1010E"),
        (("-c", "zowe.yaml", "--to", "infinispan", "--clean"), 102, "ZWV1010E"),
        (("-c", "zowe.yaml", "--to", "infinispan", "--host", "lpar1"), 102, "ZWV9101E"),
        (("-c", "zowe.yaml", "--to", "infinispan", "--host", "x=y"), 102, "ZWV9102E"),
        (("-c", "zowe.yaml", "--to", "infinispan", "--host", "lpar1=h h"), 102, "ZWV9106E"),
        (("-c", "zowe.yaml", "--to", "infinispan", "--host", "lpar1=h[7600]"), 102, "ZWV9106E"),
        (("-c", "zowe.yaml", "--to", "infinispan", "--host", "lpar1=https://h"), 102, "ZWV9106E"),
        (("-c", "zowe.yaml", "--to", "infinispan", "--jgroups-port", "0"), 102, ""),
        (("-c", "zowe.yaml", "--to", "infinispan", "--jgroups-port", "70000"), 102, ""),
        (("-c", "zowe.yaml", "--to", "infinispan", "--for-version", "4.0"), 102, ""),
        (("-c", "missing.yaml", "--to", "infinispan"), 109, "ZWEL0109E"),
    ],
)  # fmt: skip
def test_command_lines(folder: Path, options: tuple[str, ...], code: int, words: str) -> None:
    before = content(folder)
    ran = cases.run(folder, "migrate", *options)
    assert ran.code == code, ran.err
    assert words in ran.err
    assert content(folder) == before


def test_a_host_without_instances(folder: Path) -> None:
    cases.put("instances-1", folder)
    path = folder / "zowe.yaml"
    path.write_text(path.read_text().partition("haInstances:")[0])
    argv = ("migrate", "-c", "zowe.yaml", "--to", "infinispan", "--host", "lpar1=h")
    ran = cases.run(folder, *argv)
    assert ran.code == 102
    assert "Error ZWV9107E: --host names the instance lpar1" in ran.err


def test_a_host_that_cannot_be_evaluated_is_not_missing(folder: Path, migrate: Migrate) -> None:
    path = folder / "zowe.yaml"
    host = "${{ zos.resolveSymbol('HOST2') }}"
    path.write_text(path.read_text().replace("lpar2.example.com", f'"{host}"'))
    ran = migrate()
    ids = [each["id"] for each in ran.result["messages"]]  # type: ignore[attr-defined]
    assert ids == ["ZWV2154E", "ZWV9116E"]
