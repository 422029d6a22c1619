"""Print the oldest versions that pyproject.toml allows, as constraints for pip."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

_BOUND = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?>=([0-9][0-9A-Za-z.]*)")


def constraints(text: str) -> list[str]:
    """``name==version`` for each requirement with a lower bound, extras included."""
    project = tomllib.loads(text)["project"]
    requirements = list(project["dependencies"])
    for extra in project.get("optional-dependencies", {}).values():
        requirements += extra
    found = (_BOUND.match(requirement) for requirement in requirements)
    return sorted({f"{bound[1]}=={bound[2]}" for bound in found if bound})


if __name__ == "__main__":
    sys.stdout.write("\n".join(constraints(Path("pyproject.toml").read_text())) + "\n")
