"""LISTCAT through zoautil_py."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, JCLLIB
from tests.standins import core
from tests.standins.core import Fault, World
from zwe_vsam.errors import UnclearAnswer
from zwe_vsam.targets.base import Target


def test_the_files_of_listcat_are_private_and_go_away(
    target: Target, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    options = []
    original = core.mvscmdauth

    def listcat(pgm: str, dds: dict[str, str]) -> core.Response:
        sysin, _ = core.dd_options(dds["SYSIN"])
        options.append((sysin.parent.stat().st_mode & 0o777, sysin.read_bytes()))
        return original(pgm, dds)

    monkeypatch.setattr(core, "mvscmdauth", listcat)
    before = set(tmp_path.iterdir())
    assert target.entry(CLUSTER) is None
    statement = f" LISTCAT ENTRIES({CLUSTER}) ALL".encode("cp1047") + b"\x15"
    assert options == [(0o700, statement)]
    world.faults.append(Fault("mvscmd.execute_authorized", RuntimeError, 3))
    with pytest.raises(UnclearAnswer):
        target.entry(CLUSTER)
    assert set(tmp_path.iterdir()) == before


def test_a_listing_that_was_converted_to_ascii(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = core.mvscmdauth

    def convert(pgm: str, dds: dict[str, str]) -> core.Response:
        response = original(pgm, dds)
        path, _ = core.dd_options(dds["SYSPRINT"])
        path.write_bytes(path.read_bytes().decode("cp1047").encode("latin-1"))
        return response

    monkeypatch.setattr(core, "mvscmdauth", convert)
    entry = target.entry(JCLLIB)
    assert entry is not None
    assert entry.name == JCLLIB


@pytest.mark.parametrize("end", [b"\x15", b"\x25", b"\x0d\x15", b"\x0d\x25"])
def test_every_end_of_line(target: Target, monkeypatch: pytest.MonkeyPatch, end: bytes) -> None:
    original = core.mvscmdauth

    def other(pgm: str, dds: dict[str, str]) -> core.Response:
        response = original(pgm, dds)
        path, _ = core.dd_options(dds["SYSPRINT"])
        path.write_bytes(path.read_bytes().replace(b"\x15", end))
        return response

    monkeypatch.setattr(core, "mvscmdauth", other)
    entry = target.entry(JCLLIB)
    assert entry is not None
    assert (entry.name, entry.kind) == (JCLLIB, "NONVSAM")


def test_the_command_gets_files_of_lines(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    """The options as mvscmdauth has them; the stand-in refuses others."""
    options: dict[str, str] = {}
    original = core.mvscmdauth
    monkeypatch.setattr(
        core, "mvscmdauth", lambda pgm, dds: options.update(dds) or original(pgm, dds)
    )
    target.entry(CLUSTER)
    assert {name: text.partition(",")[2] for name, text in options.items()} == {
        "SYSIN": "statusgroup=ORDONLY,filedata=TEXT,lrecl=80,blksize=3200,recfm=FB",
        "SYSPRINT": "pathmode=0600,statusgroup=OCREAT,OWRONLY,OTRUNC,filedata=TEXT",
    }


@pytest.mark.parametrize("printed", [b"", " IDC3014I CATALOG ERROR".encode("cp500"), b"\xff\0"])
def test_a_listing_that_does_not_say(
    target: Target, monkeypatch: pytest.MonkeyPatch, printed: bytes
) -> None:
    def other(pgm: str, dds: dict[str, str]) -> core.Response:
        core.dd_options(dds["SYSPRINT"])[0].write_bytes(printed)
        return core.Response(8, "", "BGYSC0001E Not authorised")

    monkeypatch.setattr(core, "mvscmdauth", other)
    with pytest.raises(UnclearAnswer) as caught:
        target.entry(CLUSTER)
    assert caught.value.reason.startswith(
        f"The catalog gives no clear answer: LISTCAT of {CLUSTER} ended with code 8"
    )


def test_no_place_for_temporary_files(
    target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(UnclearAnswer) as caught:
        target.entry(CLUSTER)
    assert "TMPDIR" in caught.value.remedy
