"""The difference that ``migrate`` shows has no secret of a comment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.harness import bounded
from tests.migration.conftest import Migrate
from zwe_vsam.config import secrets


@pytest.mark.parametrize(
    ("comment", "shown"),
    [
        ("# password: hunter2", "# password: ****"),
        ("# the password is hunter2", "# the password ****"),
        ("# pwd hunter2 of before", "# pwd ****"),
        ("# Passphrase = 'hunter2'", "# Passphrase = ****"),
        ("# apiKey: hunter2", "# apiKey: ****"),
        ("# url: redis://user:hunter2@host:6379", "# url: redis://****@host:6379"),
        ("# old: redis://:hunter2@host", "# old: redis://****@host"),
        ("# user:hunter2@host:6379", "# ****@host:6379"),
        ("# port 7600, see https://host/page", "# port 7600, see https://host/page"),
        ("# it has no password", "# it has no password"),
        ("# ask sysprog@example.com", "# ask sysprog@example.com"),
    ],
)
def test_secrets_in_comments(folder: Path, migrate: Migrate, comment: str, shown: str) -> None:
    path = folder / "zowe.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("    storage:", f"    {comment}\n    storage:")
    path.write_text(text.replace("mode: VSAM", f"mode: VSAM {comment}"), encoding="utf-8")
    ran = migrate()
    assert ran.code == 0, ran.err
    (file,) = ran.result["migration"]["files"]  # type: ignore[index]
    assert "hunter2" not in str(ran.result) + ran.err
    lines = file["diff"].splitlines()
    assert f"     {shown}" in lines
    assert f"-      mode: VSAM {shown}" in lines
    assert f"+      mode: infinispan {shown}" in lines


@pytest.mark.parametrize("part", ["pass", "a:", "://", " ", "user:x@h/"])
def test_a_long_comment_comes_to_an_end(part: str) -> None:
    comment = f"# {part * 100_000}"
    with bounded(part, 2):
        secrets.comment_shown(comment)
