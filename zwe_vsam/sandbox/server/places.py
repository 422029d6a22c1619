"""The names of data sets and members in paths and headers, and patterns of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from zwe_vsam.sandbox.server.errors import Failure, files
from zwe_vsam.zos import names
from zwe_vsam.zos.limits import DATA_SET_NAME_LENGTH, NAME_LENGTH, NATIONAL

_VOLUME = re.compile(r"-\([^()/]*\)/")


class Place(NamedTuple):
    """The data set or member that a path names."""

    library: str
    """The name of a data set, in upper case."""
    member: str
    """Empty for a whole data set."""


def place(text: str) -> Place:
    """Read ``[-(VOLUME)/]NAME[(MEMBER)]``. Raises Failure for another text."""
    volume = _VOLUME.match(text)
    name = text[volume.end() :] if volume else text
    parts = names.place(name)
    if parts is None or not parts.data_set or "/" in name:
        raise files(1, f"The path does not name a data set or a member: {text[:80]}")
    if volume:
        raise files(1, "ZWVS001I THE SANDBOX DOES NOT DO THIS: UNCATALOGED DATA SETS ON A VOLUME")
    return Place(data_set(parts.data_set), _member(parts.member))


def data_set(text: str) -> str:
    """Return the name of a data set in upper case. Raises Failure for an invalid one."""
    name = names.upper(text)
    if len(name) > DATA_SET_NAME_LENGTH:
        raise files(2, "Invalid data set name length.")
    broken = names.data_set(name)
    if broken:
        raise files(3, f"Invalid data set name: {broken}")
    return name


def _member(text: str | None) -> str:
    if text is None:
        return ""
    name = names.upper(text)
    broken = names.member(name)
    if broken:
        raise files(4, f"Invalid member name: {broken}")
    return name


def level(text: str) -> re.Pattern[str]:
    """Return a pattern of data set names as the query parameter ``dslevel`` has it. Raises Failure.

    ``*`` is any part of one qualifier, ``**`` any number of qualifiers, ``%`` one character;
    names that go on after the pattern match, too, as in ISPF's data set list.
    """
    wanted = names.upper(text.strip(" "))
    if not wanted:
        raise files(5, "Query parameter dslevel is required.")
    if len(wanted) > DATA_SET_NAME_LENGTH or not re.fullmatch(rf"[A-Z0-9{NATIONAL}*%.-]+", wanted):
        raise _not_a_level(wanted)
    if wanted.startswith(("*", "%", ".")):
        # The catalog is searched by the first qualifier, which must be there.
        raise _not_a_level(wanted)
    parts = [_qualifier(part) for part in wanted.rstrip(".").split(".")]
    # Never empty before the first dot, so that the joined expression cannot run wild.
    return re.compile(rf"{''.join(parts).removeprefix('[.]')}(?:[.].*)?")


def _not_a_level(wanted: str) -> Failure:
    shown = wanted[:DATA_SET_NAME_LENGTH]
    return files(5, f"Query parameter dslevel is not a pattern of data set names: {shown}")


def _qualifier(part: str) -> str:
    if part == "**":
        return r"(?:[.][^.]+)*"
    return "[.]" + re.sub(r"\*+|%|[^*%]+", _piece, part)


def member_pattern(text: str) -> re.Pattern[str]:
    """Return a pattern of member names: ``*`` is any characters, ``%`` one. Raises Failure."""
    wanted = names.upper(text.strip(" "))
    if len(wanted) > NAME_LENGTH or not re.fullmatch(rf"[A-Z0-9{NATIONAL}*%]*", wanted):
        raise files(6, "Query parameter pattern is not a pattern of member names.")
    return re.compile(re.sub(r"\*+|%|[^*%]+", _piece, wanted or "*"))


def _piece(match: re.Match[str]) -> str:
    text = match[0]
    if text.startswith("*"):
        return "[^.]*"
    return "[^.]" if text == "%" else re.escape(text)
