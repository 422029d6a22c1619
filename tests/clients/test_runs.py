"""Each client's scripted run does what docs/explanation/clients.md says: make test-clients.

With CLIENTS_TABLES naming a folder, the tables are also written there.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clients import runs
from tests.conftest import ROOT, Run
from zwe_vsam.sandbox import server
from zwe_vsam.sandbox.server.server import Server
from zwe_vsam.sandbox.system import System

pytest.importorskip("flask")
NEEDED = ("ZOWE_CLI_BIN", "ZOWE_PYTHON")
pytestmark = pytest.mark.skipif(
    not all(os.environ.get(name) for name in NEEDED), reason="make test-clients sets the clients"
)
PAGE = ROOT / "docs" / "explanation" / "clients.md"


@pytest.fixture
def served(tmp_path: Path, run: Run) -> Iterator[Server]:
    shutil.copy(ROOT / "fixtures" / "minimal.yaml", tmp_path / "zowe.yaml")
    assert run("sandbox", "create", tmp_path / "box", "-c", tmp_path / "zowe.yaml").code == 0
    made = server.serve(System.open(tmp_path / "box"))
    made.start()
    yield made
    made.stop()


@pytest.mark.parametrize("heading", runs.CLIENTS)
def test_run(served: Server, tmp_path: Path, heading: str) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    came = runs.run(runs.CLIENTS[heading], served, folder)
    told = runs.table(came).replace(str(folder), "FOLDER")
    if os.environ.get("CLIENTS_TABLES"):
        (Path(os.environ["CLIENTS_TABLES"]) / runs.CLIENTS[heading]).write_text(told)
    assert len(came) >= runs.LEAST
    assert told in PAGE.read_text()


@pytest.mark.parametrize("heading", runs.CLIENTS)
def test_the_page_says_how_many(heading: str) -> None:
    section = PAGE.read_text().partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    works = sum(row.endswith("| works |") for row in rows)
    counts = re.search(r"(\d+) operations: (\d+) work, (\d+) are refused", section)
    assert counts is not None
    assert [int(count) for count in counts.groups()] == [len(rows), works, len(rows) - works]
