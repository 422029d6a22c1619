"""The rules for keys that Zowe does not have: misspelled, misplaced, or merged by ``<<``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from zwe_vsam.checks import misplaced_keys, misplaced_texts
from zwe_vsam.checks.finding import finding
from zwe_vsam.checks.view import ConfigView, dotted
from zwe_vsam.config import key_table, spelling
from zwe_vsam.config.key_table import Keys, Path
from zwe_vsam.errors import Origin
from zwe_vsam.messages import Message

_OTHER_FILES = {
    "a Kubernetes manifest": {"apiVersion", "kind"},
    "a Zowe team configuration (zowe.config.json)": {"profiles", "defaults"},
    "a pipeline": {"stages"},
    "a task of a pipeline": {"steps"},
    "a workflow": {"jobs"},
    "a compose file": {"services"},
}
"""Other kinds of files, and the top-level keys that each has."""
_JOINED = r"([\w.-]+)[:=]"
"""A key and its value without a blank between them, which are one word to YAML."""


def other_files(view: ConfigView) -> Iterator[Message]:
    """Report a file without any key of Zowe: it is no zowe.yaml."""
    names = view.keys(())
    if view.misplaced or any(_is_near_zowe_key(name) for name in names):
        return
    kinds = (kind for kind, marks in _OTHER_FILES.items() if marks <= names.keys())
    likely_kind = next(kinds, "")
    file = view.configuration.documents[0]
    yield finding(
        "ZWV2222E",
        file=file,
        origin=Origin(file, 1),
        details=(f"It looks like {likely_kind}.",) if likely_kind else (),
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
            yield misplaced_texts.misplaced_key(misplaced.path, misplaced.proper, misplaced.origin)


def merge_keys(view: ConfigView) -> Iterator[Message]:
    """Report merge keys. To Zowe ``<<`` is a key like any other (zowe-common-c, yaml2json.c)."""
    for path, keys in misplaced_keys.mappings(view):
        unseen = [name for name in view.merged_keys(path) if name in keys]
        for origin in view.merges(path):
            section = dotted(path) or "the file"
            if unseen:
                names = ", ".join(unseen)
                yield finding("ZWV2220E", section=section, names=names, origin=origin)
            else:
                yield finding("ZWV2221W", section=section, origin=origin)


RULES = (unknown_keys, merge_keys)


def _unknown(
    view: ConfigView, path: Path, name: str, origin: Origin, keys: Keys
) -> Iterator[Message]:
    closed = misplaced_keys.is_closed(path)
    key_path = (*path, name)
    slip = misplaced_keys.slip(path, name, keys)
    proper = view.proper_place(key_path)
    joined = re.match(_JOINED, name)
    if joined and joined[1] in keys:
        key = dotted((*path, joined[1]))
        yield finding("ZWV2211E", key=key, name=joined[1], origin=origin)
    elif "." in name:
        yield from _dotted_key(key_path, origin, keys, proper)
    elif proper:
        yield misplaced_texts.misplaced_key(view.written(key_path), proper, origin)
    elif slip and spelling.plain(slip) == spelling.plain(name):
        yield _misspelled(view, key_path, slip, origin, is_certain=True)
    elif slip:
        # Of all components, only the Caching Service has a storage section.
        is_service = slip == "caching-service" and view.kind((*key_path, "storage")) == "mapping"
        yield _misspelled(view, key_path, slip, origin, is_certain=closed or is_service)
    elif path in key_table.REFUSED:
        yield finding(
            "ZWV2217E",
            key=dotted(key_path),
            section=dotted(path),
            names=", ".join(keys),
            origin=origin,
        )
    elif path in key_table.GROWING:
        yield finding("ZWV2218W", key=dotted(key_path), origin=origin)
    elif closed:
        yield finding(
            "ZWV2219W",
            key=dotted(key_path),
            section=dotted(path),
            names=", ".join(keys),
            origin=origin,
        )


def _dotted_key(path: Path, origin: Origin, keys: Keys, proper: Path) -> Iterator[Message]:
    """Report a dotted key, such as ``jgroups.port: 7600`` in samples of Zowe's documentation."""
    parts = path[-1].split(".")
    if parts[0] not in keys:
        return
    shown = f"{': { '.join(parts)}: … {'} ' * (len(parts) - 1)}".strip()
    apart = f"{parts[0]}: on a line of its own and {parts[1]}: below it, indented deeper"
    if len(parts) > 2:
        apart = "each part on a line of its own, indented deeper than the one before"
    key, name, above = dotted(path), parts[-1], parts[-2]
    if proper and len(path) == 1:
        yield finding(
            "ZWV2212E", key=key, name=name, above=above, lines=apart, flow=shown, origin=origin
        )
    else:
        yield finding(
            "ZWV2213W", key=key, name=name, above=above, lines=apart, flow=shown, origin=origin
        )


def _misspelled(
    view: ConfigView, path: Path, slip: str, origin: Origin, *, is_certain: bool
) -> Message:
    key, proper = dotted(path), (*path[:-1], slip)
    if view.written(proper) == proper and view.kind(proper) != "missing":
        line = view.place(proper).line
        return finding("ZWV2216W", key=key, expected=slip, line=line, origin=origin)
    if is_certain:
        return finding("ZWV2214E", key=key, expected=slip, origin=origin)
    return finding("ZWV2215W", key=key, expected=slip, origin=origin)
