"""The validator of all keys in config/key_table.py: each holds a value of its kind.

Sources: Zowe's ``schemas/zowe-yaml-schema.json`` and ``schemas/server-common.json`` (server
installation: types, the values of ``zowe.setup.vsam.mode``, data set names, ports, sections), the
API Mediation Layer's ``schemas/caching-schema.json`` and ``schemas/apiml-schema.json``. Zowe does
not start with a configuration that they refuse. Below ``storage`` they check nothing, as the
schema lists its keys without ``properties``; the start script passes them on as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from zwe_vsam.checks import misplaced_keys
from zwe_vsam.checks.finding import finding, in_digits, quoted
from zwe_vsam.checks.view import ConfigView, dotted, is_off, is_on
from zwe_vsam.config import key_table
from zwe_vsam.config.document import Value
from zwe_vsam.config.key_table import Keys, Path
from zwe_vsam.config.secrets import masked
from zwe_vsam.config.settings import VSAM_MODES
from zwe_vsam.messages import Message

HIGHEST_PORT = 65535
_STORAGE = "storage"
"""The section below which Zowe's schema checks nothing."""
Validator = Callable[[ConfigView, Path], Iterator[Message]]


def kinds(view: ConfigView) -> Iterator[Message]:
    """Report every key with a value that is not of its kind."""
    for path, keys in misplaced_keys.mappings(view):
        for name, word in keys.items():
            key_path = (*path, name)
            if isinstance(word, str):
                # Other rules check LINES, and none checks ANY.
                validator = VALIDATORS.get(word)
                yield from validator(view, key_path) if validator else ()
            else:
                yield from _section(view, key_path, word)
    yield from _instances(view)
    above: list[Path] = [(), *(("haInstances", name) for name in view.keys(("haInstances",)))]
    for path in above:
        yield from _section(view, (*path, "components", "apiml"), key_table.APIML)
        for name, word in key_table.APIML.items():
            yield from VALIDATORS[word](view, (*path, "components", "apiml", name))


def _section(view: ConfigView, path: Path, keys: Keys) -> Iterator[Message]:
    if view.kind(path) in ("list", "scalar"):
        problem = view.not_a_section(path, keys)
        if problem:
            yield problem.message
    elif _STORAGE not in path and _is_null(view, path) and not _is_moved_to(view, path):
        yield _null(view, path, "{} as its value")


def _is_moved_to(view: ConfigView, path: Path) -> bool:
    """Whether keys that belong below ``path`` stand elsewhere, where another rule reports them."""
    return any(misplaced.proper[: len(path)] == path for misplaced in view.misplaced)


def _instances(view: ConfigView) -> Iterator[Message]:
    """Report values in ``haInstances`` that are no sections, and missing keys of instances."""
    path: Path = ("haInstances",)
    if view.kind(path) in ("list", "scalar"):
        problem = view.not_a_section(path, ())
        if problem:
            yield problem.message
    elif _is_null(view, path):
        yield _null(view, path, "an instance below it")
    for name in view.keys(path):
        instance = (*path, name)
        if _is_null(view, instance):
            yield _null(view, instance, "hostname and sysname below it")
        elif view.kind(instance) in ("list", "scalar"):
            problem = view.not_a_section(instance, key_table.INSTANCE)
            if problem:
                yield problem.message
        else:
            yield from _required(view, instance)


def _required(view: ConfigView, instance: Path) -> Iterator[Message]:
    """Report the keys that Zowe's schema requires of an instance and that it does not have."""
    for name in key_table.REQUIRED_OF_AN_INSTANCE:
        if not view.is_there((*instance, name)):
            yield finding(
                "ZWV2241E", instance=dotted(instance), name=name, origin=view.place(instance)
            )


def _is_null(view: ConfigView, path: Path) -> bool:
    """Whether the key is written and holds null."""
    try:
        return view.typed(path) is None
    except KeyError:
        return False


def _null(view: ConfigView, path: Path, contents: str) -> Message:
    return finding("ZWV2230E", key=dotted(path), contents=contents, origin=view.place(path))


def _any_text(view: ConfigView, path: Path) -> Iterator[Message]:
    """Accept any scalar. Reading a list or a mapping adds a problem to ``view.problems``."""
    view.value(path)
    yield from ()


def _text(view: ConfigView, path: Path) -> Iterator[Message]:
    """Report a value that is a number or a boolean to Zowe, which expects text."""
    value = view.value(path)
    try:
        typed = view.typed(path)
    except KeyError:
        return
    if typed is None and value is None:
        yield finding("ZWV2231W", key=dotted(path), origin=view.place(path))
    elif value is not None and isinstance(typed, bool | float):
        from zwe_vsam.config import setting_problems

        kind = "boolean" if isinstance(typed, bool) else "number"
        shown = value.text if isinstance(typed, bool) else f"{typed:.0f}"
        yield finding(
            "ZWV2233E",
            key=value.origin.key,
            type=kind,
            value=shown,
            origin=value.origin,
            remedy=setting_problems.text_remedy(view.configuration, view.written(path), value),
        )


def _data_set(view: ConfigView, path: Path) -> Iterator[Message]:
    """Report a name that is no text in capital letters (server-common.json, ``zoweDataset``)."""
    yield from _text(view, path)
    value = view.value(path)
    is_text = isinstance(_typed(view, path), str)
    if value and is_text and value.text.isascii() and value.text != value.text.upper():
        if "${{" in value.text:
            return
        yield finding(
            "ZWV2234W",
            key=value.origin.key,
            value=quoted(value.text),
            expected=value.text.upper(),
            origin=value.origin,
        )


def _mode(view: ConfigView, path: Path) -> Iterator[Message]:
    """Report a mode in other letters. Reading the settings reports any other word."""
    yield from _text(view, path)
    value = view.value(path)
    if value and value.text not in VSAM_MODES and value.text.upper() in VSAM_MODES:
        yield finding(
            "ZWV2235E",
            key=value.origin.key,
            value=quoted(value.text),
            expected=value.text.upper(),
            origin=value.origin,
        )


def _switch(view: ConfigView, path: Path) -> Iterator[Message]:
    """Report a value that is no boolean of YAML."""
    yield from _any_switch(view, path)
    value = view.value(path)
    if value and isinstance(_typed(view, path), str) and (is_on(value.text) or is_off(value.text)):
        yield finding(
            "ZWV2236E",
            key=value.origin.key,
            value=quoted(value.text),
            expected=value.text.casefold(),
            origin=value.origin,
        )
    elif value is None:
        yield from _no_null(view, path, "true or false")


def _any_switch(view: ConfigView, path: Path) -> Iterator[Message]:
    """Report a value that is not ``true`` or ``false``: ``yes`` and ``on`` are texts to Zowe."""
    value = view.value(path)
    if value and not is_on(value.text) and not is_off(value.text):
        yield finding("ZWV2237E", key=value.origin.key, value=_shown(value), origin=value.origin)


def _port(view: ConfigView, path: Path) -> Iterator[Message]:
    """Report a value that is no number from 1024 on, and no offset to the gateway's port."""
    value = view.value(path)
    if value is None:
        yield from _no_null(view, path, "a port")
    elif offset_of(value) is None:
        yield from port(value, 1024)
        if port_of(value, 1024) and isinstance(_typed(view, path), str):
            yield finding(
                "ZWV2238E",
                key=value.origin.key,
                value=quoted(value.text),
                port=value.text,
                origin=value.origin,
            )


def _any_port(view: ConfigView, path: Path) -> Iterator[Message]:
    """Report a value that is no port. The service gets it as text."""
    yield from port(view.value(path), 1)


def port_of(value: Value | None, lowest: int = 1) -> int | None:
    """The port that a value holds; None for any other value, and without one."""
    return port_number(value.text, lowest) if value else None


def port_number(text: str, lowest: int = 1) -> int | None:
    """The port that ``text`` is; None for any other text."""
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text) if lowest <= int(text) <= HIGHEST_PORT else None
    return None


def offset_of(value: Value) -> int | None:
    """The number of ``+1`` or ``-1``: Zowe adds it to the gateway's port."""
    sign, digits = value.text[:1], value.text[1:]
    if sign in ("+", "-") and digits.isascii() and digits.isdigit() and len(digits) < 6:
        return int(value.text)
    return None


def port(value: Value | None, lowest: int) -> Iterator[Message]:
    """Report a value that is no port from ``lowest`` to 65535."""
    if value and port_of(value, lowest) is None:
        yield finding(
            "ZWV2239E",
            lowest=lowest,
            highest=HIGHEST_PORT,
            key=value.origin.key,
            value=quoted(value.text),
            origin=value.origin,
            remedy=in_digits(value.text),
        )


def _number(unit: str) -> Validator:
    def validator(view: ConfigView, path: Path) -> Iterator[Message]:
        value = view.value(path)
        if value is None:
            return
        text = value.text
        if not (text.isascii() and text.isdigit() and text.strip("0")):
            yield finding(
                "ZWV2240E",
                unit=unit,
                key=value.origin.key,
                value=_shown(value),
                origin=value.origin,
                remedy=in_digits(text),
            )

    return validator


def _shown(value: Value) -> str:
    """The value as messages quote it. A password in its place is masked."""
    return quoted(masked(value.origin.key, value.text))


def _typed(view: ConfigView, path: Path) -> str | float | bool | None:
    try:
        return view.typed(path)
    except KeyError:
        return None


def _no_null(view: ConfigView, path: Path, expected: str) -> Iterator[Message]:
    if _is_null(view, path):
        yield finding("ZWV2232E", key=dotted(path), expected=expected, origin=view.place(path))


VALIDATORS: Mapping[str, Validator] = {
    key_table.TEXT: _text,
    key_table.DATA_SET: _data_set,
    key_table.MODE: _mode,
    key_table.SWITCH: _switch,
    key_table.PORT: _port,
    key_table.ANY_SWITCH: _any_switch,
    key_table.ANY_PORT: _any_port,
    key_table.ANY_TEXT: _any_text,
    key_table.RECORDS: _number("records"),
    key_table.SECONDS: _number("seconds"),
    key_table.MILLISECONDS: _number("milliseconds"),
    key_table.BYTES: _number("bytes"),
}
"""Kind of config/key_table.py -> the check of its values. LINES and ANY have none."""
RULES = (kinds,)
