"""Keys that Zowe does not have: misspelt, at the wrong depth, or holding what they cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from zwe_vsam.checks import depth, known, moves, spelling
from zwe_vsam.checks.finding import Finding, doubtful, wrong
from zwe_vsam.checks.known import LINES, Keys, Path
from zwe_vsam.checks.tree import Tree, dotted
from zwe_vsam.errors import Origin
from zwe_vsam.messages import message

_JOINED = re.compile(r"([\w.-]+)[:=]")
"""A key and its value that YAML takes for one word."""


def unknown_keys(tree: Tree) -> Iterator[Finding]:
    """Every key that has no effect, because it is misspelt or in the wrong place."""
    for path, keys in moves.mappings(tree):
        for name, origin in islice(tree.keys(path).items(), moves.MOST):
            if name not in keys:
                yield from _unknown(tree, path, name, origin, keys)
    for move in tree.moves:
        if move.is_deep:
            yield depth.finding(move.path, move.proper, move.origin)


def kinds(tree: Tree) -> Iterator[Finding]:
    """Keys that hold a value where further keys are due. Values are judged where they are read."""
    for path, keys in moves.mappings(tree):
        for name, what in keys.items():
            here = (*path, name)
            kind = tree.kind(here)
            if what == LINES or what == known.ANY:
                continue
            if isinstance(what, str):
                tree.value(here)
            elif kind in ("list", "scalar"):
                yield _no_mapping(tree, here, what, kind)


def merge_keys(tree: Tree) -> Iterator[Finding]:
    """``<<`` is a key like any other to Zowe (zowe-common-c, yaml2json.c: no key is special)."""
    for path, _ in moves.mappings(tree):
        for origin in tree.merges(path):
            yield doubtful(
                f"{dotted(path) or 'the file'} has a merge key (<<): Zowe does not merge it, so to "
                "Zowe the keys that it brings are not there",
                origin,
                "Write the keys themselves; or give the whole section by an alias, key: *name.",
            )


RULES = (unknown_keys, kinds, merge_keys)


def _unknown(tree: Tree, path: Path, name: str, origin: Origin, keys: Keys) -> Iterator[Finding]:
    closed = moves.is_closed(path)
    here = (*path, name)
    slip = moves.slip(path, name, keys)
    proper = tree.proper_place(here)
    joined = _JOINED.match(name)
    if joined and joined[1] in keys:
        yield wrong(
            f"{dotted((*path, joined[1]))} has no effect: after its name a colon and a blank are "
            "needed",
            origin,
            f"Write {joined[1]}: with a blank after the colon, and then the value.",
        )
    elif "." in name:
        yield from _flat(here, origin, keys, proper)
    elif proper:
        yield depth.finding(tree.written(here), proper, origin)
    elif slip and spelling.plain(slip) == spelling.plain(name):
        yield _misspelt(tree, here, slip, origin, is_certain=True)
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


def _flat(path: Path, origin: Origin, keys: Keys, proper: Path) -> Iterator[Finding]:
    """``jgroups.port: 7600``, as samples of Zowe's documentation have it."""
    parts = path[-1].split(".")
    if parts[0] not in keys:
        return
    told = wrong if proper and len(path) == 1 else doubtful
    shown = f"{': { '.join(parts)}: … {'} ' * (len(parts) - 1)}".strip()
    apart = f"{parts[0]}: on a line of its own and {parts[1]}: below it, indented deeper"
    if len(parts) > 2:
        apart = "each part on a line of its own, indented deeper than the one before"
    yield told(
        f"{dotted(path)} is one key with a dot in its name, not {parts[-1]} below {parts[-2]}",
        origin,
        f"Write {apart}; or {shown}.",
    )


def _misspelt(tree: Tree, path: Path, slip: str, origin: Origin, *, is_certain: bool) -> Finding:
    here, proper = dotted(path), (*path[:-1], slip)
    if tree.written(proper) == proper and tree.kind(proper) != "missing":
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
