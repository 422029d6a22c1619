"""Keys at the wrong depth.

Zowe's own samples of the Caching Service's configuration are indented wrongly here and there
("Configuring the Caching Service for high availability"; ``keyExchange`` beside ``jgroups`` in
"Using Infinispan"), and Zowe ignores a key that it does not look for.
"""

from __future__ import annotations

from zwe_vsam.checks.finding import Finding, wrong
from zwe_vsam.checks.view import dotted
from zwe_vsam.config.key_table import PATHS, UNMISTAKABLE, Path
from zwe_vsam.errors import Origin


def proper_place(path: Path, name: str, *, is_section: bool = False) -> Path:
    """Where the key ``name``, found below ``path``, belongs; empty where that is not clear.

    A name such as ``port`` is only placed within the section that it was found in; one that can
    mean only one thing is placed from anywhere. With ``is_section`` it holds further keys: below
    ``components`` that makes it a component, whatever it is called.
    """
    instance, inside = _split(path)
    enough = min(2, len(inside)) or 1
    if is_section and inside == ("components",):
        enough = 2
    fitting = [
        (_shared(inside, proper), proper)
        for proper in PATHS
        if proper[-1] == name
        and proper[:-1] != inside
        and (name == "hlq" or "mvs" not in proper)
        and (name in UNMISTAKABLE or _shared(inside, proper) >= enough)
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


def finding(path: Path, proper: Path, origin: Origin) -> Finding:
    """The error that the key at ``path`` belongs to ``proper``: Zowe does not look for it here."""
    above = dotted(proper[:-1])
    where = f"below {above}" if above else "at the left margin"
    return wrong(
        f"{dotted(path)} has no effect here: {proper[-1]} belongs {where}",
        origin,
        f"Indent its lines so that it is {dotted(proper)}.",
    )


def _split(path: Path) -> tuple[Path, Path]:
    """The instance that a path is in, and the path within it."""
    if path[:1] == ("haInstances",) and len(path) > 1:
        return path[:2], path[2:]
    return (), path


def _shared(one: Path, other: Path) -> int:
    """Keys that two paths begin with alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
