"""Finds keys that stand in a wrong place, and the place where each belongs.

The other rules read the configuration as if each key stood where it belongs. So one mistake gives
one finding, and not one of each rule that misses the key. The keys of a misplaced section are
checked, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from zwe_vsam.checks import misplaced_texts
from zwe_vsam.checks.view import ConfigView, MisplacedKey
from zwe_vsam.config import key_table, spelling
from zwe_vsam.config.key_table import ANY, INSTANCE, LINES, PATHS, ROOT, Keys, Path

_KEYS_OF_OPEN_MAPPINGS = frozenset(
    ("zowe", "components", "haInstances", "setup", "environments", "dataset", "mvs", "vsam", "jcl",
     "prefix", "hlq", "jcllib", "caching-service", "hostname", "enabled", "port", "storage",
     *key_table.ENVIRONMENTS)
)  # fmt: skip
"""Keys of mappings with many other keys. There, only a name near one of these is a slip."""
_SECTION_MARKS = {
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
"""Section of this table -> keys of which it has one. So it is recognized below unrelated keys."""
_SECTIONS = frozenset(path[:-1] for path in PATHS)
"""Keys that hold keys."""
MAXIMUM_KEYS = 1000
"""The most keys of one mapping that rules read; Zowe's largest has some dozens."""
_MAXIMUM_SEARCHED = 2000
"""The most keys below unrelated ones that are searched; a whole zowe.yaml has some hundreds."""
_MAXIMUM_ITEMS = 10
"""The most items of a list that are searched. A stray dash turns a section into a list."""
_MAXIMUM_LEVEL = 20
_SHORTEST_ABBREVIATION = 4
"""The fewest letters that can abbreviate a key: ``master`` for masterInstance."""


def find(view: ConfigView) -> Iterator[MisplacedKey]:
    """Every key that clearly belongs to another place."""
    count = [0]
    for path, keys in mappings(view):
        for name, origin in islice(view.keys(path).items(), MAXIMUM_KEYS):
            key_path = (*path, name)
            kind = keys.get(name)
            if kind is None:
                proper = _proper(view, path, name, keys)
                meant = slip(path, name, keys)
                if proper:
                    yield MisplacedKey(key_path, proper, origin)
                elif meant and view.kind(key_path) == "mapping":
                    yield MisplacedKey(key_path, (*path, meant), origin, is_slip=True)
                if proper or meant:
                    continue
            elif not isinstance(kind, str) or kind == LINES:
                continue
            if view.kind(key_path) in ("mapping", "list"):
                is_port = key_path[-2:] == ("caching-service", "port")
                is_in_table = is_port or kind not in (None, ANY)
                yield from _search(view, key_path, 0, count, is_in_table=is_in_table)


def mappings(view: ConfigView) -> Iterator[tuple[Path, Keys]]:
    """Every mapping of the configuration that the key table describes, with its keys there."""
    from zwe_vsam.checks import instances

    yield from _below(view, (), ROOT)
    for name in islice(view.keys(("haInstances",)), instances.MAXIMUM):
        yield from _below(view, ("haInstances", name), INSTANCE)


def slip(path: Path, name: str, keys: Keys) -> str:
    """The key of the mapping at ``path`` that ``name`` misspells; empty where none is near."""
    candidates = [key for key in keys if is_closed(path) or key in _KEYS_OF_OPEN_MAPPINGS]
    if is_closed(path) and len(name) >= _SHORTEST_ABBREVIATION:
        begun = [key for key in candidates if key.startswith(name)]
        if len(begun) == 1:
            return begun[0]
    return spelling.meant(name, candidates)


def is_closed(path: Path) -> bool:
    """Whether the key table has all keys of the mapping at ``path``."""
    return bool(path) and (path[-1] in key_table.CLOSED or path in key_table.REFUSED)


def _below(view: ConfigView, path: Path, keys: Keys) -> Iterator[tuple[Path, Keys]]:
    if path and view.kind(path) != "mapping":
        return
    yield path, keys
    for name, kind in keys.items():
        if not isinstance(kind, str):
            yield from _below(view, (*path, name), kind)


def _proper(view: ConfigView, path: Path, name: str, keys: Keys) -> Path:
    """The place where an unknown key belongs; empty if unclear, or if it is only misspelled."""
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
    view: ConfigView, path: Path, level: int, count: list[int], *, is_in_table: bool
) -> Iterator[MisplacedKey]:
    """Search for keys of the table below one that has no such keys."""
    if view.kind(path) == "list":
        for index in range(_MAXIMUM_ITEMS):
            if view.kind((*path, str(index))) == "mapping":
                yield from _search(
                    view, (*path, str(index)), level + 1, count, is_in_table=is_in_table
                )
        return
    for name, origin in view.keys(path).items():
        count[0] += 1
        if count[0] > _MAXIMUM_SEARCHED:
            return
        key_path = (*path, name)
        is_section = view.kind(key_path) == "mapping"
        proper: Path = ()
        if is_in_table or _is_unmistakable(view, key_path):
            proper = misplaced_texts.proper_place(path, name, is_section=is_section)
        if proper and not is_in_table and view.kind(proper) != "missing":
            continue
        if proper and (proper in _SECTIONS or not is_section or proper[0] == "haInstances"):
            yield MisplacedKey(key_path, proper, origin, is_nested=True)
        elif is_section and level < _MAXIMUM_LEVEL:
            yield from _search(view, key_path, level + 1, count, is_in_table=is_in_table)


def _is_unmistakable(view: ConfigView, path: Path) -> bool:
    needed = _SECTION_MARKS.get(path[-1])
    return needed is not None and (not needed or any(key in needed for key in view.keys(path)))
