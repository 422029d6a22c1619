"""kill -9 at each file operation of ``migrate``: every file whole, and a rerun that finishes."""

from __future__ import annotations

import re
import signal
import time
from pathlib import Path

import pytest

from tests.faults.killed import Ended, Order, Stopper
from tests.migration import cases
from tests.migration.conftest import content

COPY = re.compile(r"\.[\w.-]+\.[a-z0-9_]{8}\.zwe-vsam-new")
"""A copy that a killed run leaves; a later run removes it when it is old."""
LAYERS = "FILE(site.yaml):FILE(zowe.yaml)"


class Scene:
    """A folder that gets its former content again before each run."""

    def __init__(self, folder: Path, stopper: Stopper, *argv: str) -> None:
        self.folder, self.stopper = folder, stopper
        config = (
            LAYERS.replace("(", f"({folder}/")
            if (folder / "site.yaml").exists()
            else (str(folder / "zowe.yaml"))
        )
        self.argv = [*argv, "-c", config]
        self.before = content(folder)
        self.end: dict[str, bytes] = {}
        """The files after a run, which each run after a stopped one leads to."""

    def reset(self) -> None:
        for path in self.folder.iterdir():
            path.unlink()
        for name, data in self.before.items():
            (self.folder / name).write_bytes(data)

    def run(self, kind: str = "", step: int = 0) -> Ended:
        (ended,) = self.stopper.run(Order(self.argv, str(self.folder), kind, step))
        assert "Traceback" not in ended.err, ended.err
        return ended

    def files(self) -> dict[str, bytes]:
        """The files, without the copies that a killed run left."""
        return {name: data for name, data in content(self.folder).items()
                if not COPY.fullmatch(name)}  # fmt: skip

    def stop_everywhere(self, kind: str) -> int:
        """Stop at one step after the other, judge what is left, and run again. The count.

        What is left is often the same after several steps. Then running again is the same, too.
        """
        steps = len(self.run(kind).steps)
        end = self.end = self.files()
        seen: set[tuple[object, ...]] = set()
        for step in range(1, steps + 1):
            self.reset()
            ended = self.run(kind, step)
            assert ended.code == (130 if kind == "int" else -signal.SIGKILL)
            for name, data in self.files().items():
                former = self.before.get(name)
                assert data in (former, end.get(name)), (step, ended.steps, name)
            copies = [data for name, data in content(self.folder).items() if COPY.fullmatch(name)]
            state = (*sorted(self.files().items()), *sorted(copies))
            if state in seen:
                continue
            seen.add(state)
            again = self.run()
            assert again.code in (0, 235), (step, ended.steps, again.err)
            assert self.files() == end, (step, ended.steps, again.out + again.err)
        return steps


@pytest.fixture
def scene_folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    cases.put("instances-3", folder)
    if request.param:
        (folder / "site.yaml").write_text(
            "components:\n  caching-service:\n    storage:\n      infinispan:\n"
            "        initialHosts: lpar1.example.com[7098]\n"
        )
    return folder


both = pytest.mark.parametrize("scene_folder", [False, True], indirect=True, ids=["one", "two"])
kinds = pytest.mark.parametrize("kind", ["kill", "torn", "int"])


@kinds
@both
def test_write(scene_folder: Path, stopper: Stopper, kind: str) -> None:
    scene = Scene(scene_folder, stopper, "migrate", "--to", "infinispan", "--write")
    steps = scene.stop_everywhere(kind)
    assert steps >= 3 * (2 if "site.yaml" in scene.before else 1)


@kinds
@both
def test_rollback(scene_folder: Path, stopper: Stopper, kind: str) -> None:
    former = content(scene_folder)
    config = LAYERS if "site.yaml" in former else "zowe.yaml"
    argv = ("migrate", "-c", config, "--to", "infinispan", "--write")
    assert cases.run(scene_folder, *argv).code == 0
    scene = Scene(scene_folder, stopper, "migrate", "--rollback")
    scene.stop_everywhere(kind)
    assert scene.end == former


def test_copies_of_killed_runs_are_removed(tmp_path: Path, stopper: Stopper) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    cases.put("instances-3", folder)
    copy = folder / ".zowe.yaml.abcdefgh.zwe-vsam-new"
    copy.write_text("half")
    import os

    os.utime(copy, (time.time() - 120,) * 2)
    assert (
        cases.run(folder, "migrate", "-c", "zowe.yaml", "--to", "infinispan", "--write").code == 0
    )
    assert not copy.exists()
