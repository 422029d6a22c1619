"""The files of a release: complete, the same each time, and what they say of themselves."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.release.conftest import NAME

PINS = dict(
    re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "release" / "requirements.txt").read_text(), re.M)
)


@pytest.fixture
def bill(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / f"{NAME}.cdx.json").read_text()))


def test_every_file_has_its_hash(folder: Path) -> None:
    sums = (folder / "SHA256SUMS").read_text().splitlines()
    listed = {line.split("  ")[1]: line.split("  ")[0] for line in sums}
    present = {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    assert set(listed) == present
    assert present == {
        "LICENSES.txt",
        "zwe-vsam.pyz",
        f"{NAME}.cdx.json",
        f"{NAME}-zos.tar",
        f"{NAME}-zowe.pax",
        f"{NAME.replace('zwe-', 'zwe_')}-py3-none-any.whl",
        f"{NAME.replace('zwe-', 'zwe_')}.tar.gz",
    }
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_another_build_gives_identical_files(
    folder: Path, builder: str, bill: dict[str, Any], tmp_path: Path
) -> None:
    """In another folder, by files of another age, with other settings of the user."""
    tree, again = tmp_path / "elsewhere", tmp_path / "again"

    def ignored(folder: str, names: list[str]) -> set[str]:
        others = {"dist", "build", "mutants"} | {name for name in names if name[0] == "."}
        return {"__pycache__"} | (others - {".gitignore"} if Path(folder) == ROOT else set())

    shutil.copytree(ROOT, tree, ignore=ignored, copy_function=shutil.copyfile)
    epoch = datetime.fromisoformat(bill["metadata"]["timestamp"]).timestamp()
    variables = {
        "SOURCE_DATE_EPOCH": str(int(epoch)), "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "20",
        "LC_ALL": "C", "HOME": str(tmp_path), "PATH": os.environ["PATH"],
    }  # fmt: skip
    command = f"umask 077; exec {builder} -m tools.release {again} {ROOT / 'build' / 'wheels'}"
    subprocess.run(["sh", "-c", command], cwd=tree, env=variables, check=True)
    assert (again / "SHA256SUMS").read_text() == (folder / "SHA256SUMS").read_text()


def test_wheels_are_pure(original: Path) -> None:
    wheels = sorted((original / "wheels").iterdir())
    assert len(wheels) == len(PINS) + 1
    for path in wheels:
        assert path.name.endswith("-none-any.whl")
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            assert not [name for name in archive.namelist() if name.endswith((".so", ".c", ".pyd"))]


def test_archive_for_zos(folder: Path, original: Path) -> None:
    with tarfile.open(folder / f"{NAME}-zos.tar") as archive:
        entries = archive.getmembers()
    assert {(entry.uid, entry.gid, entry.uname, entry.gname) for entry in entries} == {
        (0, 0, "", "")
    }
    assert {entry.name for entry in entries if entry.mode & 0o100} == {f"{NAME}/install.sh"}
    assert (original / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    manual = {path.name: path.read_bytes() for path in (original / "man").iterdir()}
    assert manual == {path.name: path.read_bytes() for path in (ROOT / "docs" / "man").iterdir()}
    ran = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=original, check=False
    )
    assert ran.returncode == 0


@pytest.mark.parametrize("name", ["install.sh", "README.txt"])
def test_what_the_shell_of_zos_reads_is_in_its_code_page(original: Path, name: str) -> None:
    content = (original / name).read_bytes()
    text = (ROOT / "release" / "zos" / name).read_text()
    assert content.decode("cp1047") == text
    assert content.count(b"\x15") == text.count("\n")
    assert b"\n" not in content


def test_other_texts_are_ascii(original: Path) -> None:
    """So that the tag that install.sh gives their copies, ISO8859-1, is right."""
    texts = "LICENSE", "requirements.txt", "sbom.cdx.json", "SHA256SUMS"
    for path in (*(original / name for name in texts), *original.glob("man/*")):
        assert path.read_bytes().isascii(), path.name


def test_bill_of_materials_is_valid(folder: Path, builder: str) -> None:
    """By the JSON schema that the CycloneDX project publishes."""
    script = (
        "import sys\n"
        "from cyclonedx.schema import SchemaVersion\n"
        "from cyclonedx.validation.json import JsonStrictValidator\n"
        "error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1]).read())\n"
        "sys.exit(str(error) if error else 0)\n"
    )
    subprocess.run([builder, "-c", script, folder / f"{NAME}.cdx.json"], check=True)


def test_bill_of_materials_is_complete(bill: dict[str, Any], original: Path) -> None:
    components = bill["components"]
    assert {each["name"].lower(): each["version"] for each in components} == PINS
    hashes = {hashlib.sha256(path.read_bytes()).hexdigest() for path in original.glob("wheels/*")}
    project = bill["metadata"]["component"]
    assert {each["hashes"][0]["content"] for each in (project, *components)} == hashes
    changed = {each["name"] for each in components if "pedigree" in each}
    assert changed == {"PyYAML", "MarkupSafe"}
    published = (ROOT / "release" / "requirements.txt").read_text()
    for each in components:
        origin = each["pedigree"]["ancestors"][0] if "pedigree" in each else each
        assert origin["hashes"][0]["content"] in published


def test_bill_of_materials_leads_to_everything(bill: dict[str, Any]) -> None:
    needs = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    reached, waiting = set(), [bill["metadata"]["component"]["bom-ref"]]
    while waiting:
        ref = waiting.pop()
        reached.add(ref)
        waiting += set(needs[ref]) - reached
    assert reached == set(needs)


def test_licenses_are_listed(folder: Path, bill: dict[str, Any]) -> None:
    text = (folder / "LICENSES.txt").read_text()
    table = text.split("\n\n")[1]
    for each in (bill["metadata"]["component"], *bill["components"]):
        (license_,) = each["licenses"][0]["license"].values()
        assert re.search(rf"^{each['name']} {each['version']} +{license_}$", table, re.M)
        assert text.count(f"\n{each['name']} {each['version']}: ") >= 1


def test_no_file_has_an_address_to_install_from(original: Path, folder: Path) -> None:
    for path in (original / "requirements.txt", original / "sbom.cdx.json"):
        assert not re.findall(r"https?://(?!cyclonedx\.org/schema/)", path.read_text())
    assert "://" not in (ROOT / "release" / "build-requirements.txt").read_text()
