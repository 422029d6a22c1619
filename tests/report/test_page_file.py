"""The file of a page, where a write is interrupted or another program interferes."""

from __future__ import annotations

from pathlib import Path

import pytest

from zwe_vsam.config import write_file
from zwe_vsam.report.pages.file import PRIVATE, PageFile


@pytest.mark.parametrize("name", ["_sync_folder", "_keep"])
def test_a_write_that_was_interrupted_can_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Ctrl-C after the replacement of the file, or before it."""
    file = PageFile(str(tmp_path / "page"), "--evidence", mode=PRIVATE)
    file.write(b"first")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(write_file, name, interrupted)
        with pytest.raises(KeyboardInterrupt):
            file.write(b"second")
    assert (tmp_path / "page").read_bytes() == (b"second" if name == "_sync_folder" else b"first")
    file.write(b"third")
    assert (tmp_path / "page").read_bytes() == b"third"
    assert [path.name for path in tmp_path.iterdir()] == ["page"]


def test_what_another_program_wrote_is_kept(tmp_path: Path) -> None:
    file = PageFile(str(tmp_path / "page"), "--evidence", mode=PRIVATE)
    file.write(b"first")
    (tmp_path / "page").write_bytes(b"another")
    with pytest.raises(OSError, match="another program changed the file"):
        file.write(b"second")
    assert (tmp_path / "page").read_bytes() == b"another"
