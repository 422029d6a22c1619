"""The program in one file: ``python3 zwe-vsam.pyz``."""

from __future__ import annotations

from collections.abc import Sequence

from tools.release.archive import Files
from tools.release.wheels import Wheel

# The first lines are read by whatever Python there is: nothing newer than Python 2.7 in them.
_MAIN = b"""\
import sys

if sys.version_info < (3, 11):
    sys.exit("zwe-vsam needs Python 3.11 or later. This is Python %d.%d." % sys.version_info[:2])

from zwe_vsam.__main__ import run

run()
"""
_NOT_NEEDED = ("/RECORD", "/WHEEL", "/entry_points.txt", "/top_level.txt")


def contents(wheels: Sequence[Wheel]) -> Files:
    """What all ``wheels`` hold, with their licenses, and the start of the program.

    Raises ValueError if two wheels have a file of the same name.
    """
    files: dict[str, bytes] = {"__main__.py": _MAIN}
    for wheel in wheels:
        for name, content in wheel.files.items():
            if ".dist-info/" in name and name.endswith(_NOT_NEEDED):
                continue
            if name in files:
                raise ValueError(f"{name}: in two wheels")
            files[name] = content
    return files
