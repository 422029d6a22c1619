"""The list that ``-c`` accepts: FILE(path) and PARMLIB(dataset(member)) entries joined by ``:``.

The syntax is that of Zowe's configuration manager (Zowe documentation, "Splitting configuration
into multiple files"); the leftmost entry is the most important.
"""

from __future__ import annotations

import contextlib
import re
import shlex
from collections.abc import Iterable
from typing import NamedTuple

from zwe_vsam.config.secrets import word_shown
from zwe_vsam.errors import Problem
from zwe_vsam.model import Member
from zwe_vsam.zos import names

_SEPARATOR = re.compile(r":(?=(?:FILE|PARMLIB)\()")
_ENTRY = re.compile(r"(FILE|PARMLIB)\((.*)\)", re.DOTALL)
_FORM = "Write a path, or FILE(path) and PARMLIB(dataset(member)) entries joined by ':'."
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
"""The beginning of a path on Windows."""
_ANY_CASE = re.compile(r"(FILE|PARMLIB)\(", re.IGNORECASE)


class ConfigEntry(NamedTuple):
    """One document that ``-c`` names."""

    path: str
    """Of a file; ``-`` is standard input. Empty for a member."""
    member: Member | None = None


def entries(argument: str) -> list[ConfigEntry]:
    """The documents that ``-c`` names, the most important first.

    Raises Problem: ZWEL0102E for an entry that is not valid, ZWEL0316E for a PARMLIB entry that
    names no member. Members can have different names, as in Zowe 3.2 and later; older releases
    require one name for all.
    """
    if not argument.startswith(("FILE(", "PARMLIB(")) and not _SEPARATOR.search(argument):
        return [ConfigEntry(argument)]
    return [_entry(text, argument) for text in _SEPARATOR.split(argument)]


def check_standard_input(arguments: Iterable[str]) -> None:
    """Raise Problem ZWEL0102E if the arguments name standard input twice: one reading empties it.

    An argument that is not valid counts as none. ``entries`` has its problem.
    """
    count = 0
    for argument in arguments:
        with contextlib.suppress(Problem):
            count += sum(entry.path == "-" for entry in entries(argument))
    if count > 1:
        raise Problem(
            "ZWEL0102E",
            parameter="-",
            details=("- is standard input. It is named twice, and it can be read only once.",),
            remedy="Name it once.",
        )


def _entry(text: str, argument: str) -> ConfigEntry:
    match = _ENTRY.fullmatch(text)
    if match is None or "):" in match[2] or not match[2].strip():
        shown = word_shown(text)
        raise Problem("ZWEL0102E", parameter=f"--config {shown}", remedy=remedy(argument))
    if match[1] == "FILE":
        return ConfigEntry(match[2])
    parts = names.place_of_member(match[2])
    library, name = (names.upper(part.strip()) for part in parts or ("", ""))
    broken = names.data_set(library) or names.member(name) if parts else "no member is named"
    if broken:
        raise Problem(
            "ZWEL0316E",
            text=word_shown(text),
            details=(f"{broken[0].upper()}{broken[1:]}.",),
            remedy=_FORM,
        )
    return ConfigEntry("", Member(library, name))


def remedy(argument: str) -> str:
    """The remedy for an ``argument`` that names no file and is no such list.

    Zowe takes FILE and PARMLIB in upper case alone, and no path without one of them in a list
    (zowe-common-c, configmgr.c: ``addPathElement``, ``buildConfigPath``).
    """
    if "://" in argument or word_shown(argument) != argument:
        return "Name a file or a member. zwe-vsam reads no address."
    parts = argument.split(":")
    is_path = len(parts) == 1 and not (_ANY_CASE.match(argument) or names.place_of_member(argument))
    if is_path or _DRIVE.match(argument):
        return "Correct the path after -c."
    written = ":".join(map(_as_entry, parts))
    if not all(parts) or written == argument:
        return _FORM
    return f"Write FILE() or PARMLIB() around each entry: -c {shlex.quote(written)}"


def _as_entry(text: str) -> str:
    """A part of a list with the FILE() or PARMLIB() that Zowe requires."""
    name, _, content = text.partition("(")
    if name.upper() in ("FILE", "PARMLIB"):
        return f"{name.upper()}({content}"
    return f"PARMLIB({text})" if names.place_of_member(text) else f"FILE({text})"
