"""Keys that Zowe does not have: misspelt, at the wrong depth, or holding what they cannot."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from zwe_vsam.checks import depth, instances, known, spelling
from zwe_vsam.checks.finding import Finding, doubtful, wrong
from zwe_vsam.checks.known import INSTANCE, LINES, ROOT, Keys, Path
from zwe_vsam.checks.tree import Tree, dotted
from zwe_vsam.errors import Origin
from zwe_vsam.messages import message

_OURS = frozenset(
    ("zowe", "components", "haInstances", "setup", "environments", "dataset", "mvs", "vsam", "jcl",
     "prefix", "hlq", "jcllib", "caching-service", "hostname", "enabled", "port", "storage",
     *known.ENVIRONMENTS)
)  # fmt: skip
"""Keys of mappings that hold much else. Only what looks like one of these is called a slip."""

_MOST = 1000
"""Keys of one mapping that are looked at; Zowe's largest has some dozens."""


def unknown_keys(tree: Tree) -> Iterator[Finding]:
    """Every key that has no effect, because it is misspelt or in the wrong place."""
    for path, keys in _mappings(tree):
        for name, origin in islice(tree.keys(path).items(), _MOST):
            if name not in keys:
                yield from _unknown(tree, path, name, origin, keys)


def kinds(tree: Tree) -> Iterator[Finding]:
    """Keys that hold a value where further keys are due. Values are judged where they are read."""
    for path, keys in _mappings(tree):
        for name, what in keys.items():
            here = (*path, name)
            kind = tree.kind(here)
            if what == LINES or what == known.ANY:
                continue
            if isinstance(what, str):
                tree.value(here)
            elif kind in ("list", "scalar"):
                yield _no_mapping(tree, here, what, kind)


RULES = (unknown_keys, kinds)


def _mappings(tree: Tree) -> Iterator[tuple[Path, Keys]]:
    """Every mapping that is there and of which the keys are known, with its known keys."""
    yield from _below(tree, (), ROOT)
    for name in islice(tree.keys(("haInstances",)), instances.MAXIMUM):
        yield from _below(tree, ("haInstances", name), INSTANCE)


def _below(tree: Tree, path: Path, keys: Keys) -> Iterator[tuple[Path, Keys]]:
    if path and tree.kind(path) != "mapping":
        return
    yield path, keys
    for name, what in keys.items():
        if not isinstance(what, str):
            yield from _below(tree, (*path, name), what)


def _unknown(tree: Tree, path: Path, name: str, origin: Origin, keys: Keys) -> Iterator[Finding]:
    closed = bool(path) and path[-1] in known.CLOSED
    slip = spelling.meant(name, [key for key in keys if closed or key in _OURS])
    here = (*path, name)
    if "." in name:
        yield from _flat(here, origin, keys)
    elif slip and spelling.plain(slip) == spelling.plain(name):
        yield _misspelt(tree, here, slip, origin, is_certain=True)
    elif proper := depth.proper_place(path, name, is_section=tree.kind(here) == "mapping"):
        yield depth.finding(here, proper, origin)
    elif slip:
        yield _misspelt(tree, here, slip, origin, is_certain=closed)
    elif closed:
        names = ", ".join(keys)
        yield Finding(
            message(
                "ZWV241W",
                dotted(here),
                "Zowe has no such key",
                origin=origin,
                remedy=f"Remove it. {dotted(path)} has these: {names}.",
            )
        )


def _flat(path: Path, origin: Origin, keys: Keys) -> Iterator[Finding]:
    """``jgroups.port: 7600``, as samples of Zowe's documentation have it."""
    parts = path[-1].split(".")
    if parts[0] not in keys:
        return
    shown = f"{': { '.join(parts)}: … {'} ' * (len(parts) - 1)}".strip()
    yield doubtful(
        f"{dotted(path)} is one key with a dot in its name, not {parts[-1]} below {parts[-2]}",
        origin,
        f"Write {parts[0]}: on a line of its own and {'.'.join(parts[1:])}: below it, indented "
        f"deeper; or {shown}.",
    )


def _misspelt(tree: Tree, path: Path, slip: str, origin: Origin, *, is_certain: bool) -> Finding:
    here, proper = dotted(path), (*path[:-1], slip)
    if tree.kind(proper) != "missing":
        why = f"Zowe has no such key; {slip} is there too"
        remedy = f"Remove it, or keep its value under {slip} (line {tree.place(proper).line})."
    else:
        why = f"Zowe has no such key; did you mean {slip}?"
        remedy = f"Write {slip}."
        if is_certain:
            return wrong(f"{here} has no effect: {why}", origin, remedy)
    return Finding(message("ZWV241W", here, why, origin=origin, remedy=remedy))


def _no_mapping(tree: Tree, path: Path, keys: Keys, kind: str) -> Finding:
    origin = tree.place(path)
    names = ", ".join(keys)
    if kind == "list":
        return wrong(
            f"{dotted(path)} holds a list where further keys are due",
            origin,
            f"Remove the - before them. It has these keys: {names}.",
        )
    words = tree.text(path).split()
    if words and all(word in keys for word in words):
        bare = ", ".join(f"{word}:" for word in words)
        return wrong(
            f"{dotted(path)} holds text where further keys are due: a colon is missing",
            origin,
            f"Write a colon and a value after each key: {bare}.",
        )
    return wrong(
        f"{dotted(path)} holds a value where further keys are due",
        origin,
        f"Write them below it, indented deeper. It has these keys: {names}.",
    )
