"""The methods of texts. Source: ECMAScript, "Properties of the String Prototype Object"."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from zwe_vsam.config.javascript.conversions import to_integer, to_number, to_text
from zwe_vsam.config.javascript.machine import Builtin, Machine
from zwe_vsam.config.javascript.numbers import trimmed, trimmed_end, trimmed_start
from zwe_vsam.config.javascript.regexp import JsRegexp
from zwe_vsam.config.javascript.tokens import characters, units
from zwe_vsam.config.javascript.values import UNDEFINED, FunctionObject, PlainList, Undefined, Value

Method = Callable[[Machine, str, Sequence[Value]], Value]
_TOKEN = re.compile(r"\$(?:([$&`'])|(\d\d?))", re.ASCII)


def argument(arguments: Sequence[Value], index: int) -> Value:
    """An argument, or undefined."""
    return arguments[index] if index < len(arguments) else UNDEFINED


def position(machine: Machine, value: Value, length: int, default: int) -> int:
    """An index in 0…``length``: negative ones are 0; undefined is ``default``."""
    if isinstance(value, Undefined):
        return default
    return int(min(max(to_integer(machine, value), 0), length))


def relative(machine: Machine, value: Value, length: int, default: int) -> int:
    """An index in 0…``length``: negative ones count from the end; undefined is ``default``."""
    if isinstance(value, Undefined):
        return default
    index = to_integer(machine, value)
    return int(max(length + index, 0) if index < 0 else min(index, length))


class MatchList(PlainList):
    """The result of ``match``: a list with the index of the match."""

    def __init__(self, match: re.Match[str]) -> None:
        groups = [match[0], *match.groups()]
        super().__init__([UNDEFINED if group is None else group for group in groups])
        self.match = match

    def get(self, name: str) -> Value:
        """An item, ``index`` or ``input``."""
        if name == "index":
            return float(self.match.start())
        return self.match.string if name == "input" else super().get(name)


def _text(machine: Machine, arguments: Sequence[Value], index: int = 0) -> str:
    return to_text(machine, argument(arguments, index))


def _plain(machine: Machine, arguments: Sequence[Value]) -> str:
    """A text to search for, where a regular expression is an error."""
    if isinstance(argument(arguments, 0), JsRegexp):
        raise machine.type_error("a regular expression is not allowed here")
    return _text(machine, arguments)


def _upper(_machine: Machine, this: str, _arguments: Sequence[Value]) -> Value:
    return units(characters(this).upper())


def _lower(_machine: Machine, this: str, _arguments: Sequence[Value]) -> Value:
    return units(characters(this).lower())


def _char_at(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    index = to_integer(machine, argument(arguments, 0))
    return this[int(index)] if 0 <= index < len(this) else ""


def _char_code_at(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    index = to_integer(machine, argument(arguments, 0))
    return float(ord(this[int(index)])) if 0 <= index < len(this) else math.nan


def _code_point_at(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    index = to_integer(machine, argument(arguments, 0))
    if not 0 <= index < len(this):
        return UNDEFINED
    return float(ord(characters(this[int(index) : int(index) + 2])[0]))


def _concat(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    for value in arguments:
        this = machine.checked(this + to_text(machine, value))
    return this


def _slice(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    start = relative(machine, argument(arguments, 0), len(this), 0)
    return this[start : relative(machine, argument(arguments, 1), len(this), len(this))]


def _substring(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    start = position(machine, argument(arguments, 0), len(this), 0)
    end = position(machine, argument(arguments, 1), len(this), len(this))
    return this[min(start, end) : max(start, end)]


def _substr(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    start = relative(machine, argument(arguments, 0), len(this), 0)
    count = position(machine, argument(arguments, 1), len(this) - start, len(this) - start)
    return this[start : start + count]


def _includes(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    searched = _plain(machine, arguments)
    return searched in this[position(machine, argument(arguments, 1), len(this), 0) :]


def _starts(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    searched = _plain(machine, arguments)
    return this.startswith(searched, position(machine, argument(arguments, 1), len(this), 0))


def _ends(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    searched = _plain(machine, arguments)
    end = position(machine, argument(arguments, 1), len(this), len(this))
    return this[:end].endswith(searched)


def _index_of(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    searched = _text(machine, arguments)
    return float(this.find(searched, position(machine, argument(arguments, 1), len(this), 0)))


def _last_index_of(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    searched = _text(machine, arguments)
    number = to_number(machine, argument(arguments, 1))
    start = len(this) if math.isnan(number) else position(machine, number, len(this), 0)
    return float(this.rfind(searched, 0, start + len(searched)))


def _trim(_machine: Machine, this: str, _arguments: Sequence[Value]) -> Value:
    return trimmed(this)


def _trim_start(_machine: Machine, this: str, _arguments: Sequence[Value]) -> Value:
    return trimmed_start(this)


def _trim_end(_machine: Machine, this: str, _arguments: Sequence[Value]) -> Value:
    return trimmed_end(this)


def _padding(machine: Machine, this: str, arguments: Sequence[Value]) -> str:
    length = to_integer(machine, argument(arguments, 0))
    filler = argument(arguments, 1)
    text = " " if isinstance(filler, Undefined) else to_text(machine, filler)
    if length <= len(this) or not text:
        return ""
    machine.room(int(min(length, 2**53)))
    missing = int(length) - len(this)
    return (text * (missing // len(text) + 1))[:missing]


def _pad_start(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    return _padding(machine, this, arguments) + this


def _pad_end(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    return this + _padding(machine, this, arguments)


def _repeat(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    count = to_integer(machine, argument(arguments, 0))
    if count < 0 or math.isinf(count):
        raise machine.range_error("repeat needs a number of 0 or more")
    machine.room(len(this) * int(count))
    return this * int(count) if this else ""


def _match(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    searched = argument(arguments, 0)
    if not isinstance(searched, JsRegexp):
        pattern = "" if isinstance(searched, Undefined) else to_text(machine, searched)
        searched = JsRegexp(pattern, "", machine.offset)
    if not searched.is_global:
        match = searched.search(machine, this)
        return MatchList(match) if match else None
    texts: list[Value] = [match[0] for match in _matches(machine, searched, this)]
    return PlainList(machine.counted(texts)) if texts else None


def _matches(machine: Machine, pattern: JsRegexp, text: str) -> list[re.Match[str]]:
    """All matches, from left to right. After an empty one, the search skips a character."""
    matches = []
    at = 0
    while at <= len(text):
        match = pattern.search(machine, text, at)
        if match is None:
            break
        matches.append(match)
        at = match.end() if match.end() > match.start() else match.end() + 1
    return matches


def _search(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    searched = argument(arguments, 0)
    if not isinstance(searched, JsRegexp):
        pattern = "" if isinstance(searched, Undefined) else to_text(machine, searched)
        searched = JsRegexp(pattern, "", machine.offset)
    match = searched.search(machine, this)
    return float(match.start()) if match else -1.0


def _replace(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    return _replaced(machine, this, arguments, everywhere=False)


def _replace_all(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    searched = argument(arguments, 0)
    if isinstance(searched, JsRegexp) and not searched.is_global:
        raise machine.type_error("replaceAll needs the flag g")
    return _replaced(machine, this, arguments, everywhere=True)


def _replaced(machine: Machine, this: str, arguments: Sequence[Value], *, everywhere: bool) -> str:
    searched, by = argument(arguments, 0), argument(arguments, 1)
    spans: list[tuple[int, int, tuple[str | None, ...]]]
    if isinstance(searched, JsRegexp):
        # ECMAScript converts the replacement once, before it searches.
        by = by if isinstance(by, FunctionObject) else to_text(machine, by)
        if searched.is_global:
            matches = _matches(machine, searched, this)
        else:
            match = searched.search(machine, this)
            matches = [match] if match else []
        spans = [(match.start(), match.end(), match.groups()) for match in matches]
    else:
        text = to_text(machine, searched)
        by = by if isinstance(by, FunctionObject) else to_text(machine, by)
        spans = [(at, at + len(text), ()) for at in _places(this, text, everywhere=everywhere)]
    parts: list[str] = []
    end = length = 0
    for start, stop, groups in spans:
        if isinstance(by, FunctionObject):
            given = [UNDEFINED if group is None else group for group in groups]
            new = to_text(
                machine,
                machine.call(by, UNDEFINED, [this[start:stop], *given, float(start), this]),
            )
        else:
            assert isinstance(by, str)
            new = _expanded(by, this, start, stop, groups)
        parts += (this[end:start], new)
        length += len(this[end:start]) + len(new)
        machine.room(length)
        end = stop
    return machine.checked("".join(parts) + this[end:])


def _places(text: str, searched: str, *, everywhere: bool) -> list[int]:
    places = []
    at = text.find(searched)
    while at >= 0:
        places.append(at)
        if not everywhere:
            break
        at = text.find(searched, at + max(1, len(searched)))
    return places


def _expanded(by: str, text: str, start: int, stop: int, groups: tuple[str | None, ...]) -> str:
    """ECMAScript GetSubstitution."""

    def token(match: re.Match[str]) -> str:
        marks = {"$": "$", "&": text[start:stop], "`": text[:start], "'": text[stop:]}
        if match[1]:
            return marks[match[1]]
        for digits in (match[2], match[2][0]):
            if 1 <= int(digits) <= len(groups):
                return (groups[int(digits) - 1] or "") + match[2][len(digits) :]
        return match[0]

    return _TOKEN.sub(token, by)


def _split(machine: Machine, this: str, arguments: Sequence[Value]) -> Value:
    separator, limit = argument(arguments, 0), argument(arguments, 1)
    most = 2**32 - 1
    if isinstance(separator, JsRegexp):
        if not isinstance(limit, Undefined):
            most = int(to_integer(machine, limit)) & 0xFFFFFFFF
        parts = _split_by_pattern(machine, this, separator)
    else:
        if not isinstance(limit, Undefined):
            number = to_number(machine, limit)
            most = int(number) & 0xFFFFFFFF if math.isfinite(number) else 0
        text = to_text(machine, separator)
        if isinstance(separator, Undefined):
            parts = [this]
        elif text:
            parts = list(this.split(text))
        else:
            parts = list(this)
    return PlainList(machine.counted(parts[:most]))


def _split_by_pattern(machine: Machine, this: str, pattern: JsRegexp) -> list[Value]:
    if not this:
        return [] if pattern.search(machine, this) else [this]
    parts: list[Value] = []
    start = at = 0
    while at < len(this):
        match = pattern.search(machine, this, at)
        if match is None or match.start() >= len(this):
            break
        at = match.start()
        if match.end() == start:
            at += 1
            continue
        parts.append(this[start:at])
        # QuickJS makes a text of a group that took no part; other engines leave undefined.
        parts += ["undefined" if group is None else group for group in match.groups()]
        start = at = match.end()
    return [*parts, this[start:]]


def _itself(_machine: Machine, this: str, _arguments: Sequence[Value]) -> Value:
    return this


_METHODS: dict[str, Method] = {
    "charAt": _char_at, "charCodeAt": _char_code_at, "codePointAt": _code_point_at,
    "concat": _concat, "endsWith": _ends, "includes": _includes, "indexOf": _index_of,
    "lastIndexOf": _last_index_of, "match": _match, "padEnd": _pad_end, "padStart": _pad_start,
    "repeat": _repeat, "replace": _replace, "replaceAll": _replace_all, "search": _search,
    "slice": _slice, "split": _split, "startsWith": _starts, "substr": _substr,
    "substring": _substring, "toLowerCase": _lower, "toLocaleLowerCase": _lower,
    "toString": _itself, "toLocaleUpperCase": _upper, "toUpperCase": _upper, "trim": _trim,
    "trimEnd": _trim_end, "trimStart": _trim_start, "valueOf": _itself,
}  # fmt: skip


def _method(name: str, method: Method) -> Builtin:
    def run(machine: Machine, this: Value, arguments: Sequence[Value]) -> Value:
        if this is None or isinstance(this, Undefined):
            raise machine.type_error(f"{name} is called on nothing")
        if name in ("toString", "valueOf") and not isinstance(this, str):
            raise machine.type_error(f"{name} is called on another kind of value")
        return method(machine, to_text(machine, this), arguments)

    return Builtin(name, run)


METHODS = {name: _method(name, method) for name, method in _METHODS.items()}
"""The methods of texts by name."""
OTHERS = frozenset(
    ("constructor", "matchAll", "trimRight", "trimLeft", "__quote", "localeCompare", "anchor",
     "big", "blink", "bold", "fixed", "fontcolor", "fontsize", "italics", "link", "small",
     "strike", "sub", "sup", "normalize")
)  # fmt: skip
"""Methods that QuickJS has and this tool refuses."""
