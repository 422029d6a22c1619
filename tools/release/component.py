"""The component package for a Zowe server: it checks zowe.yaml each time that Zowe starts."""

from __future__ import annotations

from pathlib import Path

SOURCES = Path("release/zowe")
_TEXTS = ("manifest.yaml", "schema.json", "README.md", "bin/validate.sh")


def contents(program: bytes) -> dict[str, bytes]:
    """The files of the package, by path; ``program`` is zwe-vsam.pyz.

    The texts are ASCII and have no tags: ``zwe components install`` then converts and tags them
    (zowe-install-packaging, components/install/extract and bin/utils/tag-files.sh). Raises
    UnicodeDecodeError if one of them is not ASCII.
    """
    files = {name: (SOURCES / name).read_text(encoding="ascii").encode() for name in _TEXTS}
    files["LICENSE"] = Path("LICENSE").read_bytes()
    files["lib/zwe-vsam.pyz"] = program
    return files
