"""A value or a list in the place of a section: refused by every command, which does nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MINIMAL, Run

TEXT = MINIMAL.read_text()
CASES = {
    "zowe": (f"zowe: hello\n{TEXT[TEXT.index('components:') :]}", 1),
    "zowe.environments": (
        TEXT.replace(
            "  setup:", "  environments:\n    CACHING_STORAGE_VSAM_KEYLENGTH=64\n  setup:"
        ),
        2,
    ),
    "zowe.setup": ("zowe:\n  setup: [a]\n" + TEXT[TEXT.index("components:") :], 2),
    "components": (TEXT[: TEXT.index("components:")] + "components:\n- caching-service\n", 9),
    "components.caching-service": (
        TEXT[: TEXT.index("components:")] + "components:\n  caching-service: on\n",
        10,
    ),
    "haInstances": (TEXT + "haInstances:\n- a\n", 15),
    "haInstances.a": (TEXT + "haInstances:\n  a: 5\n", 16),
    "haInstances.a.b": (TEXT + "haInstances:\n  a.b: [5]\n", 16),
    "haInstances.a.components": (TEXT + "haInstances:\n  a: {components: [x]}\n", 16),
    "haInstances.a.components.caching-service": (
        TEXT + "haInstances:\n  a: {components: {caching-service: true}}\n",
        16,
    ),
}
COMMANDS = ("render", "init", "init --dry-run", "verify", "remove --yes", "check", "config")


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("key", CASES)
def test_every_command_refuses(run: Run, tmp_path: Path, key: str, command: str) -> None:
    text, line = CASES[key]
    path = tmp_path / "zowe.yaml"
    path.write_text(text)
    box = tmp_path / "box"
    assert run("init", "-c", MINIMAL, "--sandbox", box, "--security-dry-run").code == 0
    before = _files(box)
    name, *options = command.split()
    target = () if name == "config" else ("--sandbox", box)
    ran = run(name, "-c", path, *target, *options)
    assert ran.code == 231
    told = ran.out if name == "check" else ran.err
    assert f"Error ZWV2004E: {key} holds a " in told
    assert f". Expected further keys. ({path}:{line})" in told
    assert _files(box) == before
