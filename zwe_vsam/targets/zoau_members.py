"""Members of partitioned data sets, through ZOAU: read, compared as bytes, written, undone."""

from __future__ import annotations

import hashlib
import time
from typing import NamedTuple

from zwe_vsam.targets.interface import (
    ABSENT,
    CannotTell,
    LibraryNotFound,
    Member,
    MemberChanged,
    MemberNotFound,
    TargetError,
    Unavailable,
    WriteFailed,
)
from zwe_vsam.targets.zoau_api import CallFailed, Native, retried
from zwe_vsam.zos import records

FRESH = 2.0
"""Seconds for which ZOAU 1.2 takes a member as it was last read; later levels read it again."""
CHANGED = "The member was changed meanwhile."

_NO_LIBRARY, _NO_MEMBER = 49, 67
"""errno of the C library: EDC5049I, the data set is not there; EDC5067I, the member is not."""


class Image(NamedTuple):
    """A member as it was read."""

    records: list[bytes]
    """IBM-1047, without trailing blanks."""
    at: float
    """Monotonic time."""

    @property
    def version(self) -> str:
        """Equal for equal content; never ABSENT."""
        return hashlib.sha256(b"\n".join(self.records)).hexdigest()[:16]

    @property
    def text(self) -> str:
        """The records, each ended by a newline."""
        return "".join(f"{records.decode_record(record)}\n" for record in self.records)


class Members:
    """The members of this system."""

    def __init__(self, native: Native) -> None:
        self.native = native
        self._known: dict[Member, Image] = {}
        self._absent: set[Member] = set()

    def exists(self, member: Member) -> bool:
        """Whether the library has the member, by its directory. Raises LibraryNotFound."""
        found = member.name in self._members(member)
        (self._absent.discard if found else self._absent.add)(member)
        return found

    def _members(self, member: Member) -> list[str]:
        """Names in the library that match the member's. Raises LibraryNotFound, CannotTell.

        The command behind it ends with 1 for no such data set, with 2 for no such member (ZOAU
        documentation, mls). Where no code is given, the catalog is asked.
        """
        try:
            return retried(lambda: self.native.members(str(member)), final=lambda f: f.rc in (1, 2))
        except CallFailed as failure:
            if failure.rc == 2:
                return []
            if failure.rc == 1 or not self._library_exists(member.library):
                raise LibraryNotFound(
                    "ZWV236E", member.library, details=failure.details
                ) from failure
            raise CannotTell(
                "ZWV233E",
                "zoau",
                f"whether {member} exists could not be found out",
                details=failure.details,
            ) from failure

    def _library_exists(self, library: str) -> bool:
        try:
            return self.native.library_exists(library)
        except CallFailed as failure:
            raise CannotTell(
                "ZWV233E",
                "zoau",
                f"whether {library} exists could not be found out",
                details=failure.details,
            ) from failure

    def read(self, member: Member) -> Image:
        """The member. Raises LibraryNotFound, MemberNotFound, Unavailable."""
        place = str(member)
        try:
            image = Image(
                retried(
                    lambda: self.native.read(place),
                    final=lambda f: f.errno in (_NO_LIBRARY, _NO_MEMBER),
                ),
                time.monotonic(),
            )
        except CallFailed as failure:
            raise self._not_read(member, failure) from failure
        self._known[member] = image
        self._absent.discard(member)
        return image

    def _not_read(self, member: Member, failure: CallFailed) -> TargetError:
        """Why a member could not be read; the library's directory is asked where it is unclear."""
        if failure.errno == _NO_LIBRARY:
            return LibraryNotFound("ZWV236E", member.library, details=failure.details)
        if failure.errno == _NO_MEMBER or member.name not in self._members(member):
            return MemberNotFound("ZWV236E", str(member), details=failure.details)
        return Unavailable(
            "ZWV233E",
            "zoau",
            f"{member} cannot be read",
            details=failure.details,
            remedy="Check that nobody holds it exclusively and that you have READ access to it.",
        )

    def write(self, member: Member, text: str, expected: str | None = None) -> str:
        """Replace the member and return its version. Raises MemberChanged, WriteFailed.

        ZOAU empties the member and writes record by record. After a failure, or where something
        else reads back, the former content is written again; where that fails too, the message
        says that the member is damaged.
        """
        place = str(member)
        lines = text.removesuffix("\n").split("\n") if text else []
        try:
            wanted = _split(records.encode(lines))
        except ValueError as error:
            raise self._not_written(member, f"The former content is intact: {error}") from error
        former = self._former(member, expected)
        failure: CallFailed | None = None
        try:
            self.native.write(place, lines)
        except CallFailed as error:
            failure = error
        except KeyboardInterrupt:
            if former is not None:
                self._restore(member, former)
            raise
        image, unread = self._after(member)
        if image is not None and _same(image.records, wanted):
            return image.version
        if failure is not None and image is None and not unread and self._is_gone(member.library):
            # ZOAU says FileExistsError of a library that is not there.
            raise LibraryNotFound("ZWV236E", member.library, details=failure.details)
        raise self._undone(member, former, image, failure, unread) from failure

    def _former(self, member: Member, expected: str | None) -> Image | None:
        """What the member holds before it is written; None without it. Raises MemberChanged."""
        if expected == ABSENT and member in self._absent:
            return None
        try:
            former: Image | None = self.latest(member)
        except MemberNotFound:
            former = None
        found = former.version if former else ABSENT
        if expected is not None and found != expected:
            raise MemberChanged("ZWEL0160E", str(member), details=(CHANGED,))
        return former

    def _after(self, member: Member) -> tuple[Image | None, str]:
        """What reads back: the member, or None and why it could not be read, if it is there."""
        try:
            return self.read(member), ""
        except (MemberNotFound, LibraryNotFound):
            return None, ""
        except TargetError as error:
            return None, " ".join((*error.facts[-1:], *error.details))

    def _is_gone(self, library: str) -> bool:
        try:
            return not self._library_exists(library)
        except CannotTell:
            return False

    def _undone(
        self,
        member: Member,
        former: Image | None,
        image: Image | None,
        failure: CallFailed | None,
        unread: str,
    ) -> WriteFailed:
        """Restore what the member held, and tell how that went."""
        why = failure.details if failure else ("What was written reads back different.",)
        if unread:
            why += (f"It could not be read back: {unread}",)
        if former is None:
            state = "The member is new and damaged; nothing else was changed."
            if image is None:
                state = "The member was not there before, and is not there now."
                if unread:
                    state = "The member is new and may be damaged; nothing else was changed."
            return self._not_written(member, *why, state)
        if image is not None and _same(image.records, former.records):
            return self._not_written(member, *why, "The former content is intact.")
        again = self._restore(member, former)
        restored, unread = self._after(member)
        state = "The member is damaged: the former content could not be restored."
        if restored is not None and _same(restored.records, former.records):
            state = "The former content was restored."
        elif unread and not again:
            state = "The former content was written again, but it could not be read back."
        return self._not_written(member, *why, *again, state)

    def _restore(self, member: Member, former: Image) -> tuple[str, ...]:
        """Write the former content again; return why that failed, if it did."""
        try:
            # Not former.text, which shows some bytes as what they are not.
            self.native.write(str(member), [record.decode("cp1047") for record in former.records])
        except CallFailed as failure:
            return failure.details
        return ()

    def _not_written(self, member: Member, *details: str) -> WriteFailed:
        return WriteFailed("ZWEL0160E", str(member), details=details)

    def latest(self, member: Member) -> Image:
        """The member as it is now, or was a moment ago where each reading starts a process."""
        known = self._known.get(member)
        if known is None or self.native.reads_in_process or time.monotonic() - known.at > FRESH:
            return self.read(member)
        return known


def _split(image: bytes) -> list[bytes]:
    """The records of an image, without trailing blanks."""
    starts = range(0, len(image), records.LENGTH)
    return [image[at : at + records.LENGTH].rstrip(b"\x40") for at in starts]


def _same(found: list[bytes], wanted: list[bytes]) -> bool:
    """Whether two members are equal; one blank record is all that ZOAU writes for none."""
    return (found or [b""]) == (wanted or [b""])
