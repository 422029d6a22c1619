"""One validator: every key of known.py holds what it must hold.

Sources: Zowe's ``schemas/zowe-yaml-schema.json`` and ``schemas/server-common.json`` (server
installation: types, the values of ``zowe.setup.vsam.mode``, data set names, ports, sections), the
API Mediation Layer's ``schemas/caching-schema.json`` and ``schemas/apiml-schema.json``. Zowe does
not start with a configuration that they refuse. Below ``storage`` they check nothing, as the
schema lists its keys without ``properties``; the start script passes them on as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from zwe_vsam.checks import known, moves
from zwe_vsam.checks.finding import Finding, doubtful, in_digits, quoted, wrong
from zwe_vsam.checks.known import Keys, Path
from zwe_vsam.checks.tree import Tree, dotted, is_off, is_on
from zwe_vsam.config import settings
from zwe_vsam.config.document import Value

_HIGHEST_PORT = 65535
_MODES = ("RLS", "NONRLS")
_STORAGE = "storage"
"""The section below which Zowe's schema checks nothing."""
Judge = Callable[[Tree, Path], Iterator[Finding]]


def kinds(tree: Tree) -> Iterator[Finding]:
    """Every key that holds something else than it must."""
    for path, keys in moves.mappings(tree):
        for name, word in keys.items():
            here = (*path, name)
            if isinstance(word, str):
                # Lines are judged where they are read, and ANY is not looked into.
                judge = JUDGES.get(word)
                yield from judge(tree, here) if judge else ()
            else:
                yield from _section(tree, here, word)
    yield from _instances(tree)
    above: list[Path] = [(), *(("haInstances", name) for name in tree.keys(("haInstances",)))]
    for path in above:
        yield from _section(tree, (*path, "components", "apiml"), known.APIML)
        for name, word in known.APIML.items():
            yield from JUDGES[word](tree, (*path, "components", "apiml", name))


def _section(tree: Tree, path: Path, keys: Keys) -> Iterator[Finding]:
    if tree.kind(path) in ("list", "scalar"):
        problem = tree.not_a_section(path, keys)
        if problem:
            yield Finding.of(problem)
    elif _STORAGE not in path and _is_null(tree, path) and not _is_moved_to(tree, path):
        yield _null(tree, path, "Remove it, or write {} in its place.")


def _is_moved_to(tree: Tree, path: Path) -> bool:
    """Whether keys that belong below ``path`` stand elsewhere, which is found there."""
    return any(move.proper[: len(path)] == path for move in tree.moves)


def _instances(tree: Tree) -> Iterator[Finding]:
    """``haInstances`` holds instances by their ids, and each of them keys."""
    path: Path = ("haInstances",)
    if tree.kind(path) in ("list", "scalar"):
        problem = tree.not_a_section(path, ())
        if problem:
            yield Finding.of(problem)
    elif _is_null(tree, path):
        yield _null(tree, path, "Remove it, or write an instance below it.")
    for name in tree.keys(path):
        here = (*path, name)
        if _is_null(tree, here):
            yield _null(tree, here, "Remove it, or write hostname and sysname below it.")
        elif tree.kind(here) in ("list", "scalar"):
            problem = tree.not_a_section(here, known.INSTANCE)
            if problem:
                yield Finding.of(problem)


def _is_null(tree: Tree, path: Path) -> bool:
    """Whether the key is written and holds null."""
    try:
        return tree.typed(path) is None
    except KeyError:
        return False


def _null(tree: Tree, path: Path, remedy: str) -> Finding:
    return wrong(
        f"{dotted(path)} is empty. Zowe takes that for null and does not start: its schema "
        "expects further keys",
        tree.place(path),
        remedy,
    )


def _any_text(tree: Tree, path: Path) -> Iterator[Finding]:
    """Any value, but no list and no keys: that is a problem which reading it brings."""
    tree.value(path)
    yield from ()


def _text(tree: Tree, path: Path) -> Iterator[Finding]:
    """Text: what Zowe takes for a number or a boolean must be quoted."""
    value = tree.value(path)
    try:
        typed = tree.typed(path)
    except KeyError:
        return
    if typed is None and value is None:
        yield doubtful(
            f"{dotted(path)} is empty. Zowe takes that for null since 2.16, and its schema "
            "expects text",
            tree.place(path),
            'Write "" in its place, or remove the key.',
        )
    elif value is not None and isinstance(typed, bool | float):
        kind = "boolean" if isinstance(typed, bool) else "number"
        shown = value.text if isinstance(typed, bool) else f"{typed:.0f}"
        yield wrong(
            f"{value.origin.key} is the {kind} {shown} to Zowe. Zowe does not start: its schema "
            "expects text",
            value.origin,
            settings.as_text(tree.configuration, tree.written(path), value),
        )


def _data_set(tree: Tree, path: Path) -> Iterator[Finding]:
    """Text in capital letters (server-common.json of v3, ``zoweDataset``)."""
    yield from _text(tree, path)
    value = tree.value(path)
    is_text = isinstance(_typed(tree, path), str)
    if value and is_text and value.text.isascii() and value.text != value.text.upper():
        if "${{" in value.text:
            return
        yield doubtful(
            f"{value.origin.key} is {quoted(value.text)}. The schema of Zowe v3 takes capital "
            "letters only, and Zowe does not start",
            value.origin,
            f"Write {value.text.upper()}.",
        )


def _mode(tree: Tree, path: Path) -> Iterator[Finding]:
    """One of two words, in capital letters. Another word is found where settings are read."""
    yield from _text(tree, path)
    value = tree.value(path)
    if value and value.text not in _MODES and value.text.upper() in _MODES:
        yield wrong(
            f"{value.origin.key} is {quoted(value.text)}. Expected RLS or NONRLS in capital "
            "letters: Zowe's schema takes nothing else",
            value.origin,
            f"Write {value.text.upper()}.",
        )


def _switch(tree: Tree, path: Path) -> Iterator[Finding]:
    """A boolean of YAML."""
    yield from _any_switch(tree, path)
    value = tree.value(path)
    if value and isinstance(_typed(tree, path), str) and (is_on(value.text) or is_off(value.text)):
        yield wrong(
            f"{value.origin.key} is the text {quoted(value.text)} to Zowe. Zowe does not start: "
            "its schema expects true or false",
            value.origin,
            f"Write it without quotes, in small letters: {value.text.casefold()}.",
        )
    elif value is None:
        yield from _no_null(tree, path, "true or false")


def _any_switch(tree: Tree, path: Path) -> Iterator[Finding]:
    """``true`` or ``false``: YAML's ``yes`` and ``on`` are texts to Zowe."""
    value = tree.value(path)
    if value and not is_on(value.text) and not is_off(value.text):
        yield wrong(
            f"{value.origin.key} {quoted(value.text)} is not valid: it must be true or false",
            value.origin,
            "Write true or false.",
        )


def _port(tree: Tree, path: Path) -> Iterator[Finding]:
    """A number from 1024 on; an offset to the gateway's port is not judged."""
    value = tree.value(path)
    if value is None:
        yield from _no_null(tree, path, "a port")
    elif offset_of(value) is None:
        yield from port(value, 1024)
        if port_of(value, 1024) and isinstance(_typed(tree, path), str):
            yield wrong(
                f"{value.origin.key} is the text {quoted(value.text)} to Zowe. Zowe does not "
                "start: its schema expects a number",
                value.origin,
                f"Write it without quotes: {value.text}.",
            )


def _any_port(tree: Tree, path: Path) -> Iterator[Finding]:
    """A port that the service gets as text."""
    yield from port(tree.value(path), 1)


def port_of(value: Value | None, lowest: int = 1) -> int | None:
    """The port that a value says; None for anything else."""
    text = value.text if value else ""
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text) if lowest <= int(text) <= _HIGHEST_PORT else None
    return None


def offset_of(value: Value) -> int | None:
    """The number of ``+1`` or ``-1``: Zowe adds it to the gateway's port."""
    sign, digits = value.text[:1], value.text[1:]
    if sign in ("+", "-") and digits.isascii() and digits.isdigit() and len(digits) < 6:
        return int(value.text)
    return None


def port(value: Value | None, lowest: int) -> Iterator[Finding]:
    """A finding unless the value is a port."""
    if value and port_of(value, lowest) is None:
        yield wrong(
            f"{value.origin.key} {quoted(value.text)} is not valid: it must be a port from "
            f"{lowest} to {_HIGHEST_PORT}",
            value.origin,
            in_digits(value.text) or "Write the number of a free port.",
        )


def _number(unit: str) -> Judge:
    def judge(tree: Tree, path: Path) -> Iterator[Finding]:
        value = tree.value(path)
        if value is None:
            return
        text = value.text
        if not (text.isascii() and text.isdigit() and text.strip("0")):
            yield wrong(
                f"{value.origin.key} {quoted(text)} is not valid: it must be a whole number of "
                f"{unit}, at least 1",
                value.origin,
                in_digits(text) or "Write the number without a unit.",
            )

    return judge


def _typed(tree: Tree, path: Path) -> str | float | bool | None:
    try:
        return tree.typed(path)
    except KeyError:
        return None


def _no_null(tree: Tree, path: Path, expected: str) -> Iterator[Finding]:
    if _is_null(tree, path):
        yield wrong(
            f"{dotted(path)} is empty. Zowe takes that for null and does not start: its schema "
            f"expects {expected}",
            tree.place(path),
            "Write a value, or remove the key.",
        )


JUDGES: Mapping[str, Judge] = {
    known.TEXT: _text,
    known.DATA_SET: _data_set,
    known.MODE: _mode,
    known.SWITCH: _switch,
    known.PORT: _port,
    known.ANY_SWITCH: _any_switch,
    known.ANY_PORT: _any_port,
    known.ANY_TEXT: _any_text,
    known.RECORDS: _number("records"),
    known.SECONDS: _number("seconds"),
    known.MILLISECONDS: _number("milliseconds"),
    known.BYTES: _number("bytes"),
}
"""What judges a key, by what known.py says that it holds."""
RULES = (kinds,)
