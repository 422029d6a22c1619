"""Members of partitioned data sets, through ZOAU: read, compared as bytes, written, undone."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.errors import (
    LibraryNotFound,
    MemberChanged,
    MemberNotFound,
    TargetError,
    Unavailable,
    UnclearAnswer,
    WriteFailed,
    WriteInterrupted,
)
from zwe_vsam.model import ABSENT, Member
from zwe_vsam.targets.zoau.api import Native, retried
from zwe_vsam.targets.zoau.failure import CallFailed, release
from zwe_vsam.zos import records

if TYPE_CHECKING:
    from zwe_vsam.zos.listcat import Entry

REUSE_SECONDS = 5.0
"""Seconds for which ZOAU 1.2 does without a look that would be one more process.

That a new member is not there, and that what was just read back is there, is taken as seen; later
levels look again. It is long enough for the steps in between on a slow system.
"""
CHANGED = "The member was changed meanwhile."
CONVERTED = "Or its bytes are not the characters that ZOAU shows."
DIFFERENT = "What was written reads back different."
LENGTH = "With ZOAU 1.2 the library needs 80-byte records (LRECL=80)."
UNREAD = (
    "What it holds now is not known. It was not written again, as that could be somebody else's."
)
FOREIGN = "The member was not there before; what it holds now may be somebody else's."
EDITED = (
    "The member holds neither its former content nor what was to be written: it may be somebody "
    "else's, and was left as it is."
)

_NO_LIBRARY, _NO_MEMBER = 49, 67
"""errno of the C library: EDC5049I, the data set is not there; EDC5067I, the member is not."""


class Image(NamedTuple):
    """A member as it was read."""

    records: list[bytes]
    """IBM-1047, without trailing blanks."""

    @property
    def trimmed(self) -> list[bytes]:
        """The records without trailing nulls, too, which fill a record as blanks do."""
        return [record.rstrip(b"\x40\x00") for record in self.records]

    @property
    def version(self) -> str:
        """Equal for equal content; never ABSENT."""
        return hashlib.sha256(b"\n".join(self.trimmed)).hexdigest()[:16]

    @property
    def text(self) -> str:
        """The records, each ended by a newline."""
        return records.join(map(records.decode_record, self.trimmed))


class WriteResult(NamedTuple):
    """What became of a member that was not written as it should have been."""

    told: tuple[str, ...]
    """For the user, line by line."""
    changed: bool
    """Whether it may hold something else than before, by this run."""


class _Written(NamedTuple):
    """A member that this run has written, as it was read back."""

    member: Member
    image: Image
    at: float
    """Monotonic time."""
    calls: int
    """How many calls there had been."""


class Members:
    """The members of this system."""

    def __init__(self, native: Native, entry: Callable[[str], Entry | None]) -> None:
        """``entry`` says what the catalog has under a name; None for nothing."""
        self.native = native
        self._entry = entry
        self._written: _Written | None = None
        self._absent: dict[Member, float] = {}
        """When each member was last seen not to be there; monotonic time."""

    def exists(self, member: Member) -> bool:
        """Whether the library has the member, by its directory. Raises LibraryNotFound."""
        found = member.name in self._members(member)
        if found:
            self._absent.pop(member, None)
        else:
            self._absent[member] = time.monotonic()
        return found

    def _members(self, member: Member) -> list[str]:
        """Names in the library that match the member's. Raises LibraryNotFound, UnclearAnswer.

        The command behind it ends with 1 for no such data set, with 2 for no such member (ZOAU
        documentation, mls).
        """
        try:
            return retried(lambda: self.native.members(str(member)), final=lambda f: f.rc in (1, 2))
        except CallFailed as failure:
            if failure.rc == 2:
                return []
            raise self._not_listed(member, failure) from failure

    def _not_listed(self, member: Member, failure: CallFailed) -> TargetError:
        """Why a library's directory could not be listed. Raises UnclearAnswer.

        The catalog decides: ZOAU does not list a data set that is migrated unless it is told to
        (its command dls, option -m; ibm_zos_core issue 1136), so "none" of it proves nothing.
        """
        from zwe_vsam.zos.listcat import OtherEntry

        entry = self._entry(member.library)
        if entry is None:
            return LibraryNotFound("ZWV236E", member.library, details=failure.details)
        if isinstance(entry, OtherEntry) and entry.migrated:
            return Unavailable(
                "ZWV233E",
                "zoau",
                f"{member.library} is migrated",
                details=failure.details,
                remedy="Recall it (HRECALL), and run this again.",
            )
        return UnclearAnswer(
            "ZWV233E",
            "zoau",
            f"whether {member} exists could not be found out",
            details=failure.details,
            remedy="Check that you have READ access to the library and that its volume is there.",
        )

    def read(self, member: Member) -> Image:
        """The member. Raises LibraryNotFound, MemberNotFound, Unavailable.

        ZOAU 1.2 has text only, from which the bytes are made.
        """
        return self._read(member, self.native.read)

    def exact(self, member: Member) -> Image:
        """The member in its own bytes, on every level. Raises as ``read`` does."""
        return self._read(member, self.native.image)

    def _read(self, member: Member, call: Callable[[str], list[bytes]]) -> Image:
        place = str(member)
        try:
            image = Image(
                retried(lambda: call(place), final=lambda f: f.errno in (_NO_LIBRARY, _NO_MEMBER))
            )
        except CallFailed as failure:
            raise self._not_read(member, failure) from failure
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
        else reads back, the former content is written again, unless what is there may be somebody
        else's; the message says what became of the member. Ctrl-C is raised as WriteInterrupted,
        when that is done.
        """
        lines = records.split(text)
        try:
            wanted = _split(records.encode(lines))
        except ValueError as error:
            fate = WriteResult((f"The former content is intact: {error}",), changed=False)
            raise _not_written(member, fate) from error
        former = self._former(member, expected)
        try:
            return self._replace(member, lines, wanted, former)
        except TargetError:
            raise
        except BaseException as error:
            # Whether it came in the writing, the reading back or the restoring.
            release(error)
            fate = self._abandoned(member, wanted, former)
            if isinstance(error, KeyboardInterrupt):
                raise WriteInterrupted(fate.told, changed=fate.changed) from error
            error.add_note("\n".join((f"Writing {member} was broken off.", *fate.told)))
            raise

    def _former(self, member: Member, expected: str | None) -> Image | None:
        """What the member holds before it is written; None without it. Raises MemberChanged.

        Read anew on every level: it is what would be restored.
        """
        changed = MemberChanged("ZWEL0160E", str(member), details=self.why_changed)
        if expected == ABSENT and not self.native.reads_in_process:
            # Reading what is not there takes 1.2 four processes and two pauses; listing, one.
            seen = self._absent.get(member)
            is_fresh = seen is not None and time.monotonic() - seen <= REUSE_SECONDS
            if not is_fresh and self.exists(member):
                raise changed
            return None
        former: Image | None = None
        with contextlib.suppress(MemberNotFound):
            former = self.exact(member)
        if expected is not None and (former.version if former else ABSENT) != expected:
            raise changed
        return former

    @property
    def why_changed(self) -> tuple[str, ...]:
        """Why a member does not have the version that it was read with."""
        return (CHANGED,) if self.native.reads_in_process else (CHANGED, CONVERTED)

    @property
    def _why_different(self) -> tuple[str, ...]:
        """Why what was written may read back as something else."""
        return (DIFFERENT,) if self.native.reads_in_process else (DIFFERENT, LENGTH)

    def _replace(
        self, member: Member, lines: list[str], wanted: list[bytes], former: Image | None
    ) -> str:
        failure: CallFailed | None = None
        try:
            self.native.write(str(member), lines)
        except CallFailed as error:
            failure = error
        image, unread = self._after(member)
        if image is not None and _same(image.trimmed, wanted):
            calls = len(self.native.calls)
            self._written = _Written(member, image, time.monotonic(), calls)
            return image.version
        if failure is not None and image is None and not unread and self._is_gone(member.library):
            # ZOAU says FileExistsError of a library that is not there.
            raise LibraryNotFound("ZWV236E", member.library, details=failure.details)
        why = failure.details if failure else self._why_different
        is_ours = image is not None and _is_ours(image, wanted, is_done=failure is None)
        fate = self._undo(member, former, image, unread, is_ours=is_ours)
        raise _not_written(member, fate, *why) from failure

    def _abandoned(self, member: Member, wanted: list[bytes], former: Image | None) -> WriteResult:
        """Restore what the member held after an interruption, and tell what it holds now."""
        try:
            image, unread = self._after(member)
            is_ours = image is not None and _is_ours(image, wanted, is_done=False)
            if former is None and image is not None and _same(image.trimmed, wanted):
                return WriteResult(("The member is new, and was written in full.",), changed=True)
            return self._undo(member, former, image, unread, is_ours=is_ours)
        except KeyboardInterrupt as error:
            release(error)
            told = "Interrupted once more: what the member holds was not found out."
            return WriteResult((told,), changed=True)

    def _after(self, member: Member) -> tuple[Image | None, str]:
        """What reads back: the member, or None and why it could not be read, if it is there."""
        try:
            return self.exact(member), ""
        except (MemberNotFound, LibraryNotFound):
            return None, ""
        except TargetError as error:
            return None, " ".join((*error.facts[-1:], *error.details))

    def _is_gone(self, library: str) -> bool:
        try:
            return self._entry(library) is None
        except UnclearAnswer:
            return False

    def _undo(
        self,
        member: Member,
        former: Image | None,
        image: Image | None,
        unread: str,
        *,
        is_ours: bool,
    ) -> WriteResult:
        """Restore what the member held, unless it may be somebody else's now."""
        if former is None:
            return _of_new(image, unread, is_ours=is_ours)
        if unread:
            return WriteResult((f"It could not be read back: {unread}", UNREAD), changed=True)
        if image is not None:
            if _same(image.records, former.records):
                return WriteResult(("The former content is intact.",), changed=False)
            if not is_ours:
                return WriteResult((EDITED,), changed=False)
        return self._restore(member, former)

    def _restore(self, member: Member, former: Image) -> WriteResult:
        """Write the former content again, and tell how that went."""
        again: tuple[str, ...] = ()
        try:
            # Not former.text, which shows some bytes as what they are not.
            self.native.write(str(member), [record.decode("cp1047") for record in former.records])
        except CallFailed as failure:
            again = failure.details
        restored, unread = self._after(member)
        if restored is not None and _same(restored.records, former.records):
            return WriteResult((*again, "The former content was restored."), changed=False)
        state = "The member is damaged: the former content could not be restored."
        if unread and not again:
            state = "The former content was written again, but it could not be read back."
        return WriteResult((*again, state), changed=True)

    def latest(self, member: Member) -> Image:
        """The member in its own bytes, as it is now; with 1.2, as the last call has read it back.

        Raises as ``read`` does.
        """
        last = self._written
        if (
            last is not None
            and last.member == member
            and last.calls == len(self.native.calls)
            and time.monotonic() - last.at <= REUSE_SECONDS
            and not self.native.reads_in_process
        ):
            return last.image
        return self.exact(member)


def _split(image: bytes) -> list[bytes]:
    """The records of an image, without trailing blanks."""
    return [records.trimmed(record) for record in records.split_fixed(image)]


def _not_written(member: Member, fate: WriteResult, *why: str) -> WriteFailed:
    failed = WriteFailed("ZWEL0160E", str(member), details=(*why, *fate.told))
    failed.changed = fate.changed
    return failed


def _of_new(image: Image | None, unread: str, *, is_ours: bool) -> WriteResult:
    """What became of a member that was not there before; nothing is said of other members."""
    if unread:
        state = "The member is new and may be damaged."
        return WriteResult((f"It could not be read back: {unread}", state), changed=True)
    if image is None:
        return WriteResult(
            ("The member was not there before, and is not there now.",), changed=False
        )
    if not is_ours:
        return WriteResult((FOREIGN,), changed=False)
    return WriteResult(("The member is new and damaged.",), changed=True)


def _is_ours(image: Image, wanted: list[bytes], *, is_done: bool) -> bool:
    """Whether what a member holds can be what this run wrote.

    That is what writing leaves when it ends early, or, where ZOAU says that all was written, as
    many records, in which other characters have arrived.
    """
    found = image.trimmed
    if (found or [b""]) == [b""] or wanted[: len(found)] == found:
        return True
    return is_done and len(found) == len(wanted)


def _same(found: list[bytes], wanted: list[bytes]) -> bool:
    """Whether two members are equal; one blank record is all that ZOAU writes for none."""
    return (found or [b""]) == (wanted or [b""])
