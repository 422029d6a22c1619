"""Every configuration in fixtures/migrate: what is shown, written, found again and restored.

If an expectation differs: ``python -m tests.migration.cases``, and read what changed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.migration import cases
from zwe_vsam.sandbox.system import System

EXPECTED = {name: (cases.FOLDER / name / "expected.txt").read_text() for name in cases.NAMES}
WRITTEN = [name for name in cases.NAMES if "\n--- " in EXPECTED[name]]
REFUSED = [name for name in cases.NAMES if not EXPECTED[name].startswith("exit 0")]
STORAGE = re.compile(r"ZWV2[34]\d\d[EW]|ZWV2[26]0[123]W")
"""Findings of ``check`` on the storage: of VSAM, of Infinispan, of the mode, of inMemory."""


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    cases.put(request.getfixturevalue("name"), tmp_path)
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_there_are_enough() -> None:
    assert len(cases.NAMES) >= 75
    assert len(WRITTEN) >= 45
    assert len(REFUSED) >= 18


@pytest.mark.parametrize("name", cases.NAMES)
def test_shown(name: str, folder: Path) -> None:
    before = content(folder)
    ran = cases.shown(name, folder)
    assert ran.text() == EXPECTED[name]
    assert content(folder) == before
    assert ran.result["changed"] is False
    planned = [action["name"] for action in ran.result["plan"]]  # type: ignore[attr-defined]
    assert planned == re.findall(r"^--- (\S+)$", EXPECTED[name], re.MULTILINE)
    assert all(action["action"] == "edit-config" for action in ran.result["plan"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_of_a_refused_one_is_written(name: str, folder: Path) -> None:
    before = content(folder)
    ran = cases.shown(name, folder, "--write")
    assert ran.code != 0
    assert ran.result["changed"] is False
    assert content(folder) == before


@pytest.mark.parametrize("name", WRITTEN)
def test_written_found_again_and_restored(name: str, folder: Path) -> None:
    before = content(folder)
    ran = cases.shown(name, folder, "--write")
    assert (ran.code, ran.result["changed"]) == (0, True), ran.err
    after = content(folder)
    names = re.findall(r"^--- (\S+)$", EXPECTED[name], re.MULTILINE)
    assert {key for key in after if after[key] != before.get(key)} == {
        *names,
        *(f"{each}.before-migrate" for each in names),
    }
    for each in names:
        assert after[f"{each}.before-migrate"] == before[each]
        assert after[each] == patched(before[each], EXPECTED[name], each)
    # Nothing is left to do, also for check.
    again = cases.shown(name, folder, "--write")
    assert (again.code, again.result["changed"], again.result["plan"]) == (0, False, [])
    assert content(folder) == after
    config, encoding = [*cases.options(name)[:2]], []
    if "IBM-1047" in cases.options(name):
        encoding = ["--encoding", "IBM-1047"]
    checked = cases.run(folder, "check", *config, *encoding)
    ids = {message["id"] for message in checked.result["messages"]}  # type: ignore[attr-defined]
    assert not [each for each in ids if STORAGE.fullmatch(each)], ids
    # The way back.
    back = cases.run(folder, "migrate", "--rollback", *cases.options(name))
    assert (back.code, back.result["changed"]) == (0, True), back.err
    assert content(folder) == before


def patched(data: bytes, expected: str, name: str) -> bytes:
    """What the difference makes of the lines of ``data``. Masked lines keep what they had."""
    is_ebcdic = b"\n" not in data and b"\x15" in data
    text = data.decode("cp1047").replace("\x85", "\n") if is_ebcdic else data.decode()
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").splitlines(keepends=True)
    part = re.search(
        rf"^--- {re.escape(name)}\n\+\+\+ .*\n((?:(?!--- )[ +@\\-].*\n)*)", expected, re.M
    )
    assert part
    made, at = [], 0
    ended = True
    for line in part[1].splitlines():
        hunk = re.match(r"@@ -(\d+)", line)
        if hunk:
            made += lines[at : int(hunk[1]) - 1]
            at = int(hunk[1]) - 1
        elif line.startswith("\\"):
            ended = False
        elif line[0] in " -":
            made += lines[at : at + 1] if line[0] == " " else []
            at += 1
        else:
            made.append(f"{line[1:]}\n")
    result = "".join([*made, *lines[at:]])
    result = result.removesuffix("\n") if not ended else result
    result = result.replace("\n", newline)
    return result.encode("cp1047").replace(b"\x25", b"\x15") if is_ebcdic else result.encode()


def test_a_member_of_parmlib(box: Path, tmp_path: Path) -> None:
    system = System(box)
    system.create_library("IBMUSER.PARMLIB")
    cases.put("instances-3", tmp_path)
    former = (tmp_path / "zowe.yaml").read_text()
    system.write("IBMUSER.PARMLIB", "ZWEYAML", former)
    (tmp_path / "zowe.yaml").unlink()
    argv = ("-c", "PARMLIB(IBMUSER.PARMLIB(ZWEYAML))", "--sandbox", str(box))
    shown = cases.run(tmp_path, "migrate", "--to", "infinispan", *argv)
    # Three hosts with their domain do not fit into a record.
    assert shown.code == 231
    assert "ZWV9122E" in shown.err
    hosts = [word for i in (1, 2, 3) for word in ("--host", f"lpar{i}=lpar{i}")]
    options = ("--jgroups-port", "7600", *hosts)
    written = cases.run(tmp_path, "migrate", "--to", "infinispan", *argv, *options, "--write")
    assert (written.code, written.result["changed"]) == (0, True), written.err
    text = system.read("IBMUSER.PARMLIB", "ZWEYAML").text
    assert "        initialHosts: lpar1[7600],lpar2[7600],lpar3[7600]\n" in text
    backup = tmp_path / "IBMUSER.PARMLIB(ZWEYAML).before-migrate"
    assert backup.read_text() == former
    again = cases.run(tmp_path, "migrate", "--to", "infinispan", *argv, "--write")
    assert (again.code, again.result["changed"]) == (0, False), again.err
    back = cases.run(tmp_path, "migrate", "--rollback", *argv, *options)
    assert (back.code, back.result["changed"]) == (0, True), back.err
    assert system.read("IBMUSER.PARMLIB", "ZWEYAML").text == former
    assert not backup.exists()
