"""The rules for keys that Zowe does not have: misspelled, misplaced, or merged by ``<<``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from zwe_vsam.checks import misplaced_keys, misplaced_texts
from zwe_vsam.checks.finding import doubtful, wrong
from zwe_vsam.checks.view import ConfigView, dotted
from zwe_vsam.config import key_table, spelling
from zwe_vsam.config.key_table import Keys, Path
from zwe_vsam.errors import Origin
from zwe_vsam.messages import Message, message

_OTHER_FILES = {
    "a Kubernetes manifest": {"apiVersion", "kind"},
    "a Zowe team configuration (zowe.config.json)": {"profiles", "defaults"},
    "a pipeline": {"stages"},
    "a task of a pipeline": {"steps"},
    "a workflow": {"jobs"},
    "a compose file": {"services"},
}
"""Other kinds of files, and the top-level keys that each has."""
_JOINED = re.compile(r"([\w.-]+)[:=]")
"""A key and its value without a blank between them, which are one word to YAML."""


def other_files(view: ConfigView) -> Iterator[Message]:
    """Report a file without any key of Zowe: it is no zowe.yaml."""
    names = view.keys(())
    if view.misplaced or any(_is_near_zowe_key(name) for name in names):
        return
    kinds = (kind for kind, marks in _OTHER_FILES.items() if marks <= names.keys())
    likely_kind = next(kinds, "")
    yield wrong(
        f"{view.configuration.documents[0]} has no key of a zowe.yaml, such as zowe or components"
        + (f". It looks like {likely_kind}" if likely_kind else ""),
        Origin(view.configuration.documents[0], 1),
        "Is this a zowe.yaml? Name the right file with -c.",
    )


def _is_near_zowe_key(name: str) -> bool:
    """Whether a top-level key is one of Zowe's, or near one."""
    first = name.partition(".")[0]
    return first in key_table.ROOT or bool(spelling.meant(first, tuple(key_table.ROOT)))


def unknown_keys(view: ConfigView) -> Iterator[Message]:
    """Report every key without effect, because it is misspelled or in the wrong place."""
    for path, keys in misplaced_keys.mappings(view):
        for name, origin in islice(view.keys(path).items(), misplaced_keys.MAXIMUM_KEYS):
            if name not in keys:
                yield from _unknown(view, path, name, origin, keys)
    for misplaced in view.misplaced:
        if misplaced.is_nested:
            yield misplaced_texts.finding(misplaced.path, misplaced.proper, misplaced.origin)


def merge_keys(view: ConfigView) -> Iterator[Message]:
    """Report merge keys. To Zowe ``<<`` is a key like any other (zowe-common-c, yaml2json.c)."""
    for path, keys in misplaced_keys.mappings(view):
        unseen = [name for name in view.merged_keys(path) if name in keys]
        for origin in view.merges(path):
            section = dotted(path) or "the file"
            remedy = "Write these keys themselves, or alias the whole section: key: *name."
            if unseen:
                yield wrong(
                    f"{section} has a merge key (<<). Zowe merges no keys, so it does not see "
                    f"{', '.join(unseen)}",
                    origin,
                    remedy,
                )
            else:
                yield doubtful(
                    f"{section} has a merge key (<<), which Zowe does not know",
                    origin,
                    "Remove it. Its keys have no effect.",
                )


RULES = (unknown_keys, merge_keys)


def _unknown(
    view: ConfigView, path: Path, name: str, origin: Origin, keys: Keys
) -> Iterator[Message]:
    closed = misplaced_keys.is_closed(path)
    key_path = (*path, name)
    slip = misplaced_keys.slip(path, name, keys)
    proper = view.proper_place(key_path)
    joined = _JOINED.match(name)
    if joined and joined[1] in keys:
        yield wrong(
            f"{dotted((*path, joined[1]))} has no effect: after its name a colon and a blank are "
            "needed",
            origin,
            f"Write {joined[1]}: with a blank after the colon, and then the value.",
        )
    elif "." in name:
        yield from _dotted_key(key_path, origin, keys, proper)
    elif proper:
        yield misplaced_texts.finding(view.written(key_path), proper, origin)
    elif slip and spelling.plain(slip) == spelling.plain(name):
        yield _misspelled(view, key_path, slip, origin, is_certain=True)
    elif slip:
        # Of all components, only the Caching Service has a storage section.
        is_service = slip == "caching-service" and view.kind((*key_path, "storage")) == "mapping"
        yield _misspelled(view, key_path, slip, origin, is_certain=closed or is_service)
    elif path in key_table.REFUSED:
        yield wrong(
            f"{dotted(key_path)} is a key that Zowe does not have. Its schema refuses it, and Zowe "
            "does not start",
            origin,
            f"Remove it. {dotted(path)} has these: {', '.join(keys)}.",
        )
    elif path in key_table.GROWING:
        yield message(
            "ZWV241W",
            dotted(key_path),
            "no release of Zowe that this tool knows has such a key. Where the schema of "
            "your release does not have it either, Zowe does not start",
            origin=origin,
            remedy="Remove it, or leave it if your release of Zowe has it.",
        )
    elif closed:
        names = ", ".join(keys)
        yield message(
            "ZWV241W",
            dotted(key_path),
            "Zowe has no such key",
            origin=origin,
            remedy=f"Remove it. {dotted(path)} has these: {names}.",
        )


def _dotted_key(path: Path, origin: Origin, keys: Keys, proper: Path) -> Iterator[Message]:
    """Report a dotted key, such as ``jgroups.port: 7600`` in samples of Zowe's documentation."""
    parts = path[-1].split(".")
    if parts[0] not in keys:
        return
    finding = wrong if proper and len(path) == 1 else doubtful
    shown = f"{': { '.join(parts)}: … {'} ' * (len(parts) - 1)}".strip()
    apart = f"{parts[0]}: on a line of its own and {parts[1]}: below it, indented deeper"
    if len(parts) > 2:
        apart = "each part on a line of its own, indented deeper than the one before"
    yield finding(
        f"{dotted(path)} is one key with a dot in its name, not {parts[-1]} below {parts[-2]}",
        origin,
        f"Write {apart}; or {shown}.",
    )


def _misspelled(
    view: ConfigView, path: Path, slip: str, origin: Origin, *, is_certain: bool
) -> Message:
    key, proper = dotted(path), (*path[:-1], slip)
    if view.written(proper) == proper and view.kind(proper) != "missing":
        why = f"Zowe has no such key; {slip} is there too"
        remedy = f"Remove it, or keep its value under {slip} (line {view.place(proper).line})."
    else:
        why = f"Zowe has no such key; did you mean {slip}?"
        remedy = f"Write {slip}."
        if is_certain:
            return wrong(f"{key} has no effect: {why}", origin, remedy)
    return message("ZWV241W", key, why, origin=origin, remedy=remedy)
