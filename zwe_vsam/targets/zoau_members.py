"""Members of partitioned data sets, through ZOAU: read, compared as bytes, written, undone."""

from __future__ import annotations

import contextlib
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
from zwe_vsam.targets.zoau_api import Native, retried
from zwe_vsam.targets.zoau_failure import CallFailed, release
from zwe_vsam.zos import records

FRESH = 2.0
"""Seconds for which ZOAU 1.2 takes a member as it was last seen; later levels look again."""
CHANGED = "The member was changed meanwhile."
FOREIGN = "The member was not there before; what it holds now may be somebody else's."

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


class Interrupted(KeyboardInterrupt):
    """Ctrl-C while a member was written."""

    def __init__(self, details: tuple[str, ...]) -> None:
        super().__init__()
        self.details = details
        """What became of the member, for the user, line by line."""


class Members:
    """The members of this system."""

    def __init__(self, native: Native) -> None:
        self.native = native
        self._known: dict[Member, Image] = {}
        self._absent: dict[Member, float] = {}
        """When each member was last seen not to be there; monotonic time."""

    def exists(self, member: Member) -> bool:
        """Whether the library has the member, by its directory. Raises LibraryNotFound."""
        found = member.name in self._members(member)
        if found:
            self._absent.pop(member, None)
        else:
            self._note_absent(member)
        return found

    def _note_absent(self, member: Member) -> None:
        self._absent[member] = time.monotonic()
        self._known.pop(member, None)

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
            reason = self._not_read(member, failure)
            if isinstance(reason, MemberNotFound):
                self._note_absent(member)
            raise reason from failure
        self._known[member] = image
        self._absent.pop(member, None)
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
        says that the member is damaged. Ctrl-C is raised as Interrupted, when that is done.
        """
        lines = text.removesuffix("\n").split("\n") if text else []
        try:
            wanted = _split(records.encode(lines))
        except ValueError as error:
            raise self._not_written(member, f"The former content is intact: {error}") from error
        former = self._former(member, expected)
        try:
            return self._replace(member, lines, wanted, former)
        except TargetError:
            raise
        except BaseException as error:
            # Whether it came in the writing, the reading back or the restoring.
            release(error)
            details = self._abandoned(member, wanted, former)
            if isinstance(error, KeyboardInterrupt):
                raise Interrupted(details) from error
            error.add_note("\n".join((f"Writing {member} was broken off.", *details)))
            raise

    def _former(self, member: Member, expected: str | None) -> Image | None:
        """What the member holds before it is written; None without it. Raises MemberChanged."""
        changed = MemberChanged("ZWEL0160E", str(member), details=(CHANGED,))
        if expected == ABSENT and not self.native.reads_in_process:
            # Reading what is not there takes 1.2 four processes and two pauses; listing, one.
            seen = self._absent.get(member)
            is_fresh = seen is not None and time.monotonic() - seen <= FRESH
            if not is_fresh and self.exists(member):
                raise changed
            return None
        former: Image | None = None
        with contextlib.suppress(MemberNotFound):
            former = self.latest(member)
        if expected is not None and (former.version if former else ABSENT) != expected:
            raise changed
        return former

    def _replace(
        self, member: Member, lines: list[str], wanted: list[bytes], former: Image | None
    ) -> str:
        failure: CallFailed | None = None
        try:
            self.native.write(str(member), lines)
        except CallFailed as error:
            failure = error
        image, unread = self._after(member)
        if image is not None and _same(image.records, wanted):
            return image.version
        if failure is not None and image is None and not unread and self._is_gone(member.library):
            # ZOAU says FileExistsError of a library that is not there.
            raise LibraryNotFound("ZWV236E", member.library, details=failure.details)
        why = failure.details if failure else ("What was written reads back different.",)
        if former is not None:
            state = self._put_back(member, former, image, unread)
        elif failure and image is not None and not _begins(wanted, image.records):
            # Not even a part of what was to be written.
            state = (FOREIGN,)
        else:
            state = _of_new(image, unread)
        raise self._not_written(member, *why, *state) from failure

    def _abandoned(
        self, member: Member, wanted: list[bytes], former: Image | None
    ) -> tuple[str, ...]:
        """Restore what the member held after an interruption, and tell what it holds now."""
        try:
            image, unread = self._after(member)
            if former is not None:
                return self._put_back(member, former, image, unread)
            if image is None:
                return _of_new(image, unread)
            if _same(image.records, wanted):
                return ("The member is new, and was written in full.",)
            return _of_new(image, unread) if _begins(wanted, image.records) else (FOREIGN,)
        except KeyboardInterrupt as error:
            release(error)
            return ("Interrupted once more: what the member holds was not found out.",)

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

    def _put_back(
        self, member: Member, former: Image, image: Image | None, unread: str
    ) -> tuple[str, ...]:
        """Restore what the member held, unless it still does, and tell how that went."""
        why = (f"It could not be read back: {unread}",) if unread else ()
        if image is not None and _same(image.records, former.records):
            return (*why, "The former content is intact.")
        again = self._restore(member, former)
        restored, unread = self._after(member)
        state = "The member is damaged: the former content could not be restored."
        if restored is not None and _same(restored.records, former.records):
            state = "The former content was restored."
        elif unread and not again:
            state = "The former content was written again, but it could not be read back."
        return (*why, *again, state)

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


def _of_new(image: Image | None, unread: str) -> tuple[str, ...]:
    """What became of a member that was not there before; nothing is said of other members."""
    if unread:
        return (
            f"It could not be read back: {unread}",
            "The member is new and may be damaged.",
        )
    if image is None:
        return ("The member was not there before, and is not there now.",)
    return ("The member is new and damaged.",)


def _begins(wanted: list[bytes], found: list[bytes]) -> bool:
    """Whether what was found is what writing leaves when it ends early."""
    return (found or [b""]) == [b""] or wanted[: len(found)] == found


def _same(found: list[bytes], wanted: list[bytes]) -> bool:
    """Whether two members are equal; one blank record is all that ZOAU writes for none."""
    return (found or [b""]) == (wanted or [b""])
