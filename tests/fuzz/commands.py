"""Any words on the command line, and file names that are hostile themselves."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from hypothesis import strategies as st

from tests.conftest import MINIMAL
from tests.fuzz import screen
from tests.fuzz.harness import Kind
from tests.fuzz.strategies import hostile
from tests.member.samples import HASH
from zwe_vsam.sandbox.system import System

_WORDS = st.sampled_from(
    ["init", "render", "config", "check", "verify", "remove", "job", "sandbox", "create", "list",
     "read", "spool", "submit", "listcat", "reset", "jobs", "inject", "-c", "zowe.yaml", "--help",
     "--version", "--sandbox", "box", "--output", "json", "text", "--target", "zoau", "auto",
     "--timeout", "0", "nan", "-1", "1e9", "-v", "-vv", "-s", "--dry-run", "--yes", "--generate",
     "--template", "member.jcl", "--encoding", "IBM-1047", "--spool", "--explain", "JOB00001",
     "--exist-ok", "--", "-", "", "FILE(zowe.yaml)", "PARMLIB(A.B(C))", "FILE(", "'A.B(C)'"]
)  # fmt: skip


def words(folder: Path, argv: list[str]) -> None:
    """An exit code of the table and an error with its id; nothing raw on the terminal."""
    here = folder / "here"
    shutil.rmtree(here, ignore_errors=True)
    here.mkdir()
    shutil.copy(MINIMAL, here / "zowe.yaml")
    (here / "member.jcl").write_text(HASH)
    with contextlib.chdir(here):
        shown = screen.call(*argv)
        called = next((word for word in argv if word in ("sandbox", "listcat")), "")
        assert not shown.code or called or "Error ZW" in shown.err + shown.out, shown


def file_names(folder: Path, name: str) -> None:
    """A file with that name as zowe.yaml, as template, as output, and as a sandbox."""
    here = folder / "names"
    shutil.rmtree(here, ignore_errors=True)
    here.mkdir()
    name = f"x{name}".replace("/", "").replace("\0", "").encode("utf-8", "replace")[:100].decode(
        "utf-8", "ignore")  # fmt: skip
    path = here / name
    path.write_text("zowe: [1, 2\n")
    screen.call("render", "-c", path)
    screen.call("check", "-c", path)
    screen.call("config", "-c", path, "-vv", "-l", here / f"log{name}")
    path.write_text("no template\n")
    screen.call("render", "-c", MINIMAL, "--template", path)
    screen.call("job", "--explain", path)
    path.unlink()
    screen.call("sandbox", "create", path, "-c", MINIMAL)
    if path.exists():
        System(path).set_durations(0.0, 0.0)
    screen.call("init", "-c", MINIMAL, "--sandbox", path)
    screen.call("verify", "-c", MINIMAL, "--sandbox", path, "-vv", "-l", here / "log")
    screen.call("remove", "-c", MINIMAL, "--sandbox", path, keyboard="n\n")
    for log in here.glob("log*/*.log"):
        assert log.read_text().replace("\n", "").isprintable()


KINDS = (
    Kind("command line: any words", st.lists(_WORDS | hostile, max_size=7), words, 100, 3),
    Kind("command line: file names", hostile | st.text(max_size=20), file_names, 25, 1),
)
