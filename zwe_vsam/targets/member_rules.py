"""Rules on members that hold for ZOAU and z/OSMF, and the lines about them for the user."""

from __future__ import annotations

from zwe_vsam.errors import MemberChanged, WriteFailed
from zwe_vsam.model import Member
from zwe_vsam.zos import records

CHANGED = "Another user or job changed the member after zwe-vsam read it."
DIFFERENT = "The content that was read back differs from the content that was written."
INTACT = "The member still has its former content."
CHECK = "Check the member, and run this command again."
"""Remedy for a member that another user or job has changed."""


def version(content: bytes) -> str:
    """Return the version of a member's content for ``Target.write``; never ABSENT."""
    # The content itself: two contents cannot share it, and hashlib would load OpenSSL.
    return f"={content.decode('latin-1')}"


def changed(member: Member, details: tuple[str, ...] = (CHANGED,)) -> MemberChanged:
    """Make the error for a member that has another version than the caller expects."""
    return MemberChanged("ZWEL0160E", member=str(member), details=details, remedy=CHECK)


def encode(member: Member, lines: list[str]) -> bytes:
    """Return ``lines`` as IBM-1047 records. Raises WriteFailed for what no record can hold."""
    try:
        return records.encode(lines)
    except ValueError as error:
        raise not_encodable(member, error) from error


def not_encodable(member: Member, error: ValueError) -> WriteFailed:
    """Make the error for a text that no member of 80-byte records can hold."""
    details = (f"The new content does not fit into the library: {error}.", INTACT)
    return WriteFailed("ZWEL0160E", member=str(member), details=details)
