"""The two dialects of placeholders in members, and their substitution.

*hash* (Zowe v2 and v3.0): ``#dsname``, ``#volume``, ``#storclas`` from the statement labelled
``ALLOC`` on, and the ``SET MODE=`` line. *brace* (v3.1 and later): configuration paths such as
``{zowe.setup.vsam.name}``.

Both become names between control characters, which no member can hold. So a value that looks like
a placeholder passes through untouched. Source of the rules: Zowe's ``zwe init vsam``
(v2 shell script and v3 generator) and its SZWESAMP members.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from zwe_vsam.errors import Origin, Problem
from zwe_vsam.member.purpose import Purpose

_START, _END = "\x02", "\x03"
"""Delimiters of a name in the translated text."""
_NAME = re.compile(f"{_START}([a-z_]+){_END}")

_HASH_NAMES = {"#dsname": "cluster", "#volume": "volume", "#storclas": "storage_class"}
_BRACE_NAMES = {
    "zowe.setup.vsam.name": "cluster",
    "components.caching-service.storage.vsam.name": "cluster",
    "zowe.setup.vsam.mode": "mode",
    "zowe.setup.vsam.volume": "volume",
    "zowe.setup.vsam.storageclass": "storage_class",
    "zowe.setup.dataset.prefix": "prefix",
    "zowe.setup.dataset.jcllib": "jcllib",
    "zowe.setup.jcl.header": "header",
    "zowe.environments.jclheader": "header",
}
_HASH = re.compile(r"#[a-z]\w*")
_HASH_KNOWN = re.compile("|".join(_HASH_NAMES))
_BRACE = re.compile(r"\{[A-Za-z][\w-]*(?:\.[\w-]+)+\}")
_FIELDS = re.compile(r"//\S* +\S+ +(?:'[^']*'|[^ '])+")
"""Name, operation and operands of a statement; what follows after a blank is a comment."""
_SET_MODE = re.compile(r"// +SET +MODE=")


def load(text: str, name: str, purpose: Purpose) -> Callable[[Mapping[str, object]], str]:
    """Return the function that puts values, by name, into the places of a member's placeholders.

    ``name`` is the member's name in messages. Raises Problem where the text has no placeholder
    (ZWV3021E), mixes dialects (ZWV3020E), or has an unknown placeholder (ZWV3022E).
    """
    lines = text.split("\n")
    visible = _without_comments(lines)
    braces = any(_BRACE.search(line) for line in visible)
    start = _alloc(lines) if purpose is Purpose.DEFINE else 0
    hashes = any(_HASH.search(line) for line in visible[start:])
    if braces and hashes:
        raise Problem("ZWV3020E", template=name, member=purpose.value, origin=Origin(name))
    if braces:
        lines = _translate_braces(lines, visible, name)
    elif hashes:
        lines = _translate_hashes(lines, visible, start, name)
    else:
        raise Problem("ZWV3021E", template=name, member=purpose.value, origin=Origin(name))
    translated = "\n".join(lines)
    return lambda values: _NAME.sub(lambda match: str(values[match[1]]), translated)


def _translate_hashes(lines: list[str], visible: list[str], start: int, name: str) -> list[str]:
    """Replace from ``//ALLOC`` on, comments included, as the original does."""
    translated = []
    for index, line in enumerate(lines):
        if _SET_MODE.match(line):
            translated.append(f"//         SET  MODE={_START}mode{_END}")
        elif index < start:
            translated.append(line)
        else:
            _refuse_unknown(_HASH, visible[index], _HASH_NAMES, Origin(name, index + 1))
            translated.append(_replace(_HASH_KNOWN, line, line, _HASH_NAMES))
    return translated


def _translate_braces(lines: list[str], visible: list[str], name: str) -> list[str]:
    """Replace outside comments only: a substituted comment could run past its record."""
    translated = []
    for index, (line, visible_part) in enumerate(zip(lines, visible, strict=True)):
        _refuse_unknown(_BRACE, visible_part, _BRACE_NAMES, Origin(name, index + 1))
        translated.append(_replace(_BRACE, line, visible_part, _BRACE_NAMES))
    return translated


def _replace(pattern: re.Pattern[str], line: str, visible_part: str, names: dict[str, str]) -> str:
    """Put names into ``line`` where its visible part has placeholders."""
    result, end = "", 0
    for match in pattern.finditer(visible_part):
        variable = names[_key(match.group())]
        result += f"{line[end : match.start()]}{_START}{variable}{_END}"
        end = match.end()
    return result + line[end:]


def _key(placeholder: str) -> str:
    return placeholder.strip("{}").lower() if placeholder[0] == "{" else placeholder


def _refuse_unknown(
    pattern: re.Pattern[str], visible_part: str, names: dict[str, str], origin: Origin
) -> None:
    for match in pattern.finditer(visible_part):
        if _key(match.group()) not in names:
            raise Problem(
                "ZWV3022E",
                template=origin.file,
                placeholder=match.group(),
                origin=origin._replace(column=match.start() + 1),
            )


def _alloc(lines: list[str]) -> int:
    """Index of the statement labelled ALLOC; past the end where there is none."""
    return next((i for i, line in enumerate(lines) if line.startswith("//ALLOC")), len(lines))


def _without_comments(lines: list[str]) -> list[str]:
    """The lines without comments, JCL's and those in ``/* ... */``, their columns kept."""
    visible = []
    inside = False
    for line in lines:
        if line.startswith(("//", "/*")):
            inside = False
            fields = _FIELDS.match(line)
            visible.append("" if line.startswith("//*") else fields[0] if fields else line)
        else:
            visible_part, inside = _strip_comments(line, inside)
            visible.append(visible_part)
    return visible


def _strip_comments(line: str, inside: bool) -> tuple[str, bool]:
    """Blank the comments of ``line``, and return whether one is open at its end."""
    visible_part, at = "", 0
    while True:
        mark = line.find("*/" if inside else "/*", at)
        if mark < 0:
            return visible_part + ("" if inside else line[at:]), inside
        visible_part += " " * (mark + 2 - at) if inside else line[at:mark]
        at = mark + 2 if inside else mark
        inside = not inside
