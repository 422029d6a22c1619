"""The place where a key with a wrong indentation belongs, and the error that reports it.

Some samples in Zowe's documentation indent the Caching Service's keys wrongly ("Configuring the
Caching Service for high availability"; ``keyExchange`` beside ``jgroups`` in "Using Infinispan").
Zowe ignores a key in a place where it has none of that name.
"""

from __future__ import annotations

from zwe_vsam.checks.finding import finding
from zwe_vsam.checks.view import dotted
from zwe_vsam.config.key_table import PATHS, UNMISTAKABLE, Path
from zwe_vsam.errors import Origin
from zwe_vsam.messages import Message


def proper_place(path: Path, name: str, *, is_section: bool = False) -> Path:
    """The path where the key ``name`` below ``path`` belongs; empty if that is unclear.

    A name with several meanings, such as ``port``, belongs to the section that it stands in. A name
    with one meaning belongs to one place from anywhere. ``is_section``: the key holds further keys.
    Below ``components``, such a key is a component of any name.
    """
    instance, inside = _split(path)
    minimum = min(2, len(inside)) or 1
    if is_section and inside == ("components",):
        minimum = 2
    fitting = [
        (_shared(inside, proper), proper)
        for proper in PATHS
        if proper[-1] == name
        and proper[:-1] != inside
        and (name == "hlq" or "mvs" not in proper)
        and (name in UNMISTAKABLE or _shared(inside, proper) >= minimum)
        and not (instance and proper[0] != "components")
    ]
    if not fitting:
        return ()
    best = max(shared for shared, _ in fitting)
    closest = [proper for shared, proper in fitting if shared == best]
    if len(closest) > 1:
        least = min(map(len, closest))
        closest = [proper for proper in closest if len(proper) == least]
    return (*instance, *closest[0]) if len(closest) == 1 else ()


def misplaced_key(path: Path, proper: Path, origin: Origin) -> Message:
    """The error of a key at ``path`` that belongs to ``proper`` and has no effect."""
    above = dotted(proper[:-1])
    place = f"below {above}" if above else "at the left margin"
    return finding(
        "ZWV2210E",
        key=dotted(path),
        name=proper[-1],
        place=place,
        proper=dotted(proper),
        origin=origin,
    )


def _split(path: Path) -> tuple[Path, Path]:
    """The path of the instance that a path is in, or an empty one, and the path within it."""
    if path[:1] == ("haInstances",) and len(path) > 1:
        return path[:2], path[2:]
    return (), path


def _shared(first: Path, second: Path) -> int:
    """The count of keys that two paths have in common at their beginning."""
    count = 0
    for name, other_name in zip(first, second, strict=False):
        if name != other_name:
            break
        count += 1
    return count
