"""The configurations in fixtures/migrate: what ``migrate`` shows of each.

A folder has ``zowe.yaml`` and other files of the configuration, or in ``from`` the name of another
fixture. ``options`` are those of the command. ``expected.txt`` has the exit code, the difference of
each file, and the messages. ``python -m tests.migration.cases`` writes it anew, to be read before
it is kept.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shlex
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

import jsonschema

ROOT = Path(__file__).parent.parent.parent / "fixtures"
FOLDER = ROOT / "migrate"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
OPTIONS = ["-c", "zowe.yaml"]
FORM = jsonschema.Draft202012Validator(
    json.loads((ROOT.parent / "docs" / "reference" / "result.schema.json").read_text())
)


class Ran(NamedTuple):
    """What one command did in the folder of a case."""

    code: int
    result: dict[str, object]
    """The JSON object."""
    err: str

    def text(self) -> str:
        """The exit code, the difference of each file, and the errors and warnings."""
        migration = self.result["migration"]
        files = migration["files"] if isinstance(migration, dict) else []
        diffs = "".join(f"{file['diff']}" for file in files)
        return f"exit {self.code}\n{diffs}{self.err}"


def options(name: str) -> list[str]:
    """The options of a case."""
    path = FOLDER / name / "options"
    return shlex.split(path.read_text()) if path.exists() else OPTIONS


def put(name: str, folder: Path) -> None:
    """Put the files of a case into ``folder``, those in EBCDIC in their code page."""
    for path in (FOLDER / name).glob("*.yaml"):
        shutil.copy(path, folder)
    source = FOLDER / name / "from"
    if source.exists():
        shutil.copy(ROOT / source.read_text().strip(), folder / "zowe.yaml")
    if "IBM-1047" in options(name):
        path = folder / "zowe.yaml"
        path.write_bytes(path.read_text().encode("cp1047").replace(b"\x25", b"\x15"))


def run(folder: Path, *argv: str) -> Ran:
    """Run a command in ``folder``."""
    import ebcdic  # noqa: F401 - registers the code page of ``put``

    from zwe_vsam.cli import main

    out, err = io.StringIO(), io.StringIO()
    before = os.getcwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*argv, "--output", "json"])
    finally:
        os.chdir(before)
    result = json.loads(out.getvalue())
    FORM.validate(result)
    return Ran(code, result, err.getvalue())


def shown(name: str, folder: Path, *more: str) -> Ran:
    """Run ``migrate`` with the options of a case."""
    return run(folder, "migrate", "--to", "infinispan", *options(name), *more)


def main() -> None:
    """Write what each case shows."""
    for name in NAMES:
        with tempfile.TemporaryDirectory() as folder:
            import ebcdic  # noqa: F401

            put(name, Path(folder))
            text = shown(name, Path(folder)).text()
            (FOLDER / name / "expected.txt").write_text(text)


if __name__ == "__main__":
    main()
