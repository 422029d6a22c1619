"""A configuration to migrate, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.migration import cases

Migrate = Callable[..., cases.Ran]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the configuration of three instances, and nothing else."""
    made = tmp_path / "config"
    made.mkdir()
    cases.put("instances-3", made)
    return made


@pytest.fixture
def migrate(folder: Path) -> Migrate:
    """Call ``migrate --to infinispan`` in the folder."""

    def call(*options: str, config: str = "zowe.yaml") -> cases.Ran:
        return cases.run(folder, "migrate", "-c", config, "--to", "infinispan", *options)

    return call


@pytest.fixture
def layers(folder: Path) -> str:
    """Two files that both change, as ``-c`` takes them."""
    site = "components:\n  caching-service:\n    storage:\n      infinispan:\n"
    site += "        initialHosts: lpar1.example.com[7098]\n"
    (folder / "site.yaml").write_text(site)
    return "FILE(site.yaml):FILE(zowe.yaml)"


def content(folder: Path) -> dict[str, bytes]:
    """The files in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
