"""Print the pinned wheels of the newest versions: ``python -m tools.release.pins``.

To renew the pins, write what it prints to release/requirements.txt and read the difference.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from pathlib import Path

from tools.release import wheels

_HEADER = """\
# What a release holds: the core's dependencies, each by version and hash.
# To renew it: python -m tools.release.pins > release/requirements.txt
"""
_NEEDED_BY_TYPER_AND_JINJA2 = (
    "annotated-doc", "markdown-it-py", "markupsafe", "mdurl", "pygments", "rich", "shellingham",
)  # fmt: skip


def pins() -> str:
    """The text of release/requirements.txt for the newest versions."""
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        wheels.download(folder, *project["dependencies"], *_NEEDED_BY_TYPER_AND_JINJA2)
        lines = [
            f"{wheel.name.lower()}=={wheel.version} --hash=sha256:{wheels.sha256(wheel.origin)}\n"
            for wheel in wheels.read(folder, folder / "pure", 0)
        ]
    return _HEADER + "".join(sorted(lines))


if __name__ == "__main__":
    sys.stdout.write(pins())
