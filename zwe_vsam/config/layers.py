"""Reads the files and PARMLIB members that the list of ``-c`` names."""

from __future__ import annotations

from collections.abc import Callable

from zwe_vsam.config import source
from zwe_vsam.config.entries import check_standard_input, entries
from zwe_vsam.config.source import MAXIMUM_SIZE, ConfigSource
from zwe_vsam.errors import LibraryNotFound, MemberNotFound, Origin, Problem
from zwe_vsam.model import Member


def read(
    argument: str, encoding: str, read_member: Callable[[Member], str] | None
) -> list[ConfigSource]:
    """Return the texts of all entries of a list, in its order.

    Raises Problem as ``entries`` and ``source.read``, ZWEL0109E for a member that does not exist,
    and ZWEL0140E for one that is too large or has no system to read it from.
    """
    check_standard_input((argument,))
    return [
        source.read(entry.path, encoding)
        if entry.member is None
        else ConfigSource(str(entry.member), _member_text(entry.member, read_member))
        for entry in entries(argument)
    ]


def _member_text(member: Member, read_member: Callable[[Member], str] | None) -> str:
    origin = Origin(str(member))
    if read_member is None:
        raise Problem(
            "ZWEL0140E",
            reason="a PARMLIB member needs a system, and no system is named",
            origin=origin,
            remedy="Name the system with --target, or the rehearsal system with --sandbox DIR.",
        )
    try:
        text = read_member(member)
    except (LibraryNotFound, MemberNotFound) as error:
        raise Problem(
            "ZWEL0109E", origin=origin, remedy="Correct the PARMLIB entry after -c."
        ) from error
    if len(text.encode("utf-8", "surrogatepass")) > MAXIMUM_SIZE:
        raise Problem(
            "ZWEL0140E",
            reason=f"the member is larger than {MAXIMUM_SIZE >> 20} MiB",
            origin=origin,
            remedy="Check that -c names a zowe.yaml.",
        )
    return text
