"""Keys that stand in a wrong place, and where they belong.

The rules read the configuration as if each stood there: one mistake is told once, and not again by
every rule that misses what it looks for; and what is wrong within a misplaced section is told too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from zwe_vsam.checks import misplaced_texts
from zwe_vsam.config import key_table, spelling
from zwe_vsam.config.key_table import ANY, INSTANCE, LINES, PATHS, ROOT, Keys, Move, Path

if TYPE_CHECKING:
    from zwe_vsam.checks.view import ConfigView

_OURS = frozenset(
    ("zowe", "components", "haInstances", "setup", "environments", "dataset", "mvs", "vsam", "jcl",
     "prefix", "hlq", "jcllib", "caching-service", "hostname", "enabled", "port", "storage",
     *key_table.ENVIRONMENTS)
)  # fmt: skip
"""Keys of mappings that hold much else. Only what looks like one of these is called a slip."""
_ELSEWHERE = {
    **dict.fromkeys(
        ("infinispan", "jgroups", "keyExchange", "initialHosts", "masterNodeUri",
         "evictionStrategy", "caching-service", "storageClass", "jcllib", "hlq"),
        frozenset[str](),
    ),
    "components": frozenset(("caching-service",)),
    "storage": frozenset(("mode", "evictionStrategy", "infinispan", "redis")),
    "setup": frozenset(("dataset", "mvs", "vsam")),
    "vsam": frozenset(("volume", "storageClass")),
}  # fmt: skip
"""What is looked for in the sections of others, and the keys of which it must hold one."""
_SECTIONS = frozenset(path[:-1] for path in PATHS)
"""Keys that hold keys."""
MOST = 1000
"""Keys of one mapping that are looked at; Zowe's largest has some dozens."""
_MOST_BELOW = 2000
"""Keys below those of others that are looked at, in all; a whole zowe.yaml has some hundreds."""
_MOST_ITEMS = 10
"""Items of a list that are looked at; our keys get into one by a dash too many."""
_DEEPEST = 20
_BEGINNING = 4
"""Letters from which on the beginning of a key stands for it: ``master`` for masterInstance."""


def find(view: ConfigView) -> Iterator[Move]:
    """Every key that belongs to another place, if it is clear to which."""
    count = [0]
    for path, keys in mappings(view):
        for name, origin in islice(view.keys(path).items(), MOST):
            here = (*path, name)
            what = keys.get(name)
            if what is None:
                proper = _proper(view, path, name, keys)
                meant = slip(path, name, keys)
                if proper:
                    yield Move(here, proper, origin)
                elif meant and view.kind(here) == "mapping":
                    yield Move(here, (*path, meant), origin, is_slip=True)
                if proper or meant:
                    continue
            elif not isinstance(what, str) or what == LINES:
                continue
            if view.kind(here) in ("mapping", "list"):
                is_ours = what not in (None, ANY) or here[-2:] == ("caching-service", "port")
                yield from _search(view, here, 0, count, is_ours=is_ours)


def mappings(view: ConfigView) -> Iterator[tuple[Path, Keys]]:
    """Every mapping that is there and of which the keys are known, with its known keys."""
    from zwe_vsam.checks import instances

    yield from _below(view, (), ROOT)
    for name in islice(view.keys(("haInstances",)), instances.MAXIMUM):
        yield from _below(view, ("haInstances", name), INSTANCE)


def slip(path: Path, name: str, keys: Keys) -> str:
    """Which key of the mapping at ``path`` the unknown ``name`` was meant to be."""
    candidates = [key for key in keys if is_closed(path) or key in _OURS]
    if is_closed(path) and len(name) >= _BEGINNING:
        begun = [key for key in candidates if key.startswith(name)]
        if len(begun) == 1:
            return begun[0]
    return spelling.meant(name, candidates)


def is_closed(path: Path) -> bool:
    """Whether the mapping at ``path`` holds nothing but keys that are known."""
    return bool(path) and (path[-1] in key_table.CLOSED or path in key_table.REFUSED)


def _below(view: ConfigView, path: Path, keys: Keys) -> Iterator[tuple[Path, Keys]]:
    if path and view.kind(path) != "mapping":
        return
    yield path, keys
    for name, what in keys.items():
        if not isinstance(what, str):
            yield from _below(view, (*path, name), what)


def _proper(view: ConfigView, path: Path, name: str, keys: Keys) -> Path:
    """Where an unknown key belongs; empty where that is not clear, or it is only misspelt."""
    if "." in name:
        flat = (*path, *name.split("."))
        within = flat[2:] if flat[:1] == ("haInstances",) else flat
        return flat if within in PATHS else ()
    meant = slip(path, name, keys)
    if meant and spelling.plain(meant) == spelling.plain(name):
        return ()
    return misplaced_texts.proper_place(
        path, name, is_section=view.kind((*path, name)) == "mapping"
    )


def _search(
    view: ConfigView, path: Path, level: int, count: list[int], *, is_ours: bool
) -> Iterator[Move]:
    """Look for our keys below one that should hold none."""
    if view.kind(path) == "list":
        for index in range(_MOST_ITEMS):
            if view.kind((*path, str(index))) == "mapping":
                yield from _search(view, (*path, str(index)), level + 1, count, is_ours=is_ours)
        return
    for name, origin in view.keys(path).items():
        count[0] += 1
        if count[0] > _MOST_BELOW:
            return
        here = (*path, name)
        is_section = view.kind(here) == "mapping"
        proper: Path = ()
        if is_ours or _is_unmistakable(view, here):
            proper = misplaced_texts.proper_place(path, name, is_section=is_section)
        if proper and not is_ours and view.kind(proper) != "missing":
            continue
        if proper and (proper in _SECTIONS or not is_section or proper[0] == "haInstances"):
            yield Move(here, proper, origin, is_deep=True)
        elif is_section and level < _DEEPEST:
            yield from _search(view, here, level + 1, count, is_ours=is_ours)


def _is_unmistakable(view: ConfigView, path: Path) -> bool:
    needed = _ELSEWHERE.get(path[-1])
    return needed is not None and (not needed or any(key in needed for key in view.keys(path)))
