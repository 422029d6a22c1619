"""Members of partitioned data sets, through ZOAU: read, compared as bytes, written, restored."""

from __future__ import annotations

import contextlib
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
from zwe_vsam.targets import member_rules
from zwe_vsam.targets.zoau.api import Native, retried
from zwe_vsam.targets.zoau.failure import CallFailed, release
from zwe_vsam.zos import records

if TYPE_CHECKING:
    from zwe_vsam.zos.listcat import Entry

UNREAD = (
    "The current content of the member is not known. zwe-vsam did not restore the former content, "
    "because another user may have changed the member."
)
FOREIGN = "The member did not exist before. Another user may have written the current content."
EDITED = (
    "The member holds neither its former content nor the new content. zwe-vsam did not change it "
    "again, because another user may have changed the member."
)

_NO_LIBRARY, _NO_MEMBER = 49, 67
"""errno of the C library: EDC5049I, no such data set; EDC5067I, no such member."""


class Image(NamedTuple):
    """The content of a member."""

    records: list[bytes]
    """IBM-1047, without trailing blanks."""

    @property
    def trimmed(self) -> list[bytes]:
        """The records without trailing blanks and nulls. A null fills a record as a blank does."""
        return [record.rstrip(b"\x40\x00") for record in self.records]

    @property
    def version(self) -> str:
        """The version of this content for ``Target.write``; never ABSENT."""
        return member_rules.version(b"\n".join(self.trimmed))

    @property
    def text(self) -> str:
        """The records, each ended by a newline."""
        return records.join(map(records.decode_record, self.trimmed))


class WriteResult(NamedTuple):
    """The state of a member after a failed write."""

    lines: tuple[str, ...]
    """The state, as lines for the user."""
    changed: bool
    """Whether this run may have changed the content of the member."""


class Members:
    """The members of this system."""

    changed_details: tuple[str, ...] = (member_rules.CHANGED,)
    """Lines for the user about a member that has another version than expected."""
    _different_details: tuple[str, ...] = (member_rules.DIFFERENT,)
    """Lines for the user about a member that reads back as something else than was written."""

    def __init__(self, native: Native, entry: Callable[[str], Entry | None]) -> None:
        """``entry`` returns the catalog entry of a data set name; None without one."""
        self.native = native
        self._entry = entry

    def exists(self, member: Member) -> bool:
        """Return whether the directory of the library has the member. Raises LibraryNotFound."""
        return member.name in self._members(member)

    def _members(self, member: Member) -> list[str]:
        """List the member, if the library has it. Raises LibraryNotFound, UnclearAnswer.

        The command mls ends with 1 for no such data set, with 2 for no such member (ZOAU
        documentation, mls).
        """
        try:
            return retried(lambda: self.native.members(str(member)), final=lambda f: f.rc in (1, 2))
        except CallFailed as failure:
            if failure.rc == 2:
                return []
            raise self._not_listed(member, failure) from failure

    def _not_listed(self, member: Member, failure: CallFailed) -> TargetError:
        """Find out from the catalog why a directory could not be listed. Raises UnclearAnswer.

        ZOAU does not list a migrated data set (command dls without option -m; ibm_zos_core issue
        1136). Its answer "no such data set" therefore proves nothing.
        """
        from zwe_vsam.zos.listcat import OtherEntry

        entry = self._entry(member.library)
        if entry is None:
            return LibraryNotFound("ZWV6001E", library=member.library, details=failure.details)
        if isinstance(entry, OtherEntry) and entry.migrated:
            return Unavailable("ZWV6120E", library=member.library, details=failure.details)
        return UnclearAnswer("ZWV6121E", member=member, details=failure.details)

    def read(self, member: Member) -> Image:
        """Read the member as ZOAU shows it. Raises LibraryNotFound, MemberNotFound, Unavailable."""
        return self._read(member, self.native.read)

    def exact(self, member: Member) -> Image:
        """Read the member in its own bytes. Raises as ``read`` does."""
        return self._read(member, self.native.image)

    def latest(self, member: Member) -> Image:
        """Read the member in its own bytes, before it is submitted. Raises as ``read`` does."""
        return self.exact(member)

    def _read(self, member: Member, call: Callable[[str], list[bytes]]) -> Image:
        place = str(member)
        try:
            return Image(
                retried(lambda: call(place), final=lambda f: f.errno in (_NO_LIBRARY, _NO_MEMBER))
            )
        except CallFailed as failure:
            raise self._not_read(member, failure) from failure

    def _not_read(self, member: Member, failure: CallFailed) -> TargetError:
        """Explain why a member could not be read, by the directory where errno does not say."""
        if failure.errno == _NO_LIBRARY:
            return LibraryNotFound("ZWV6001E", library=member.library, details=failure.details)
        if failure.errno == _NO_MEMBER or member.name not in self._members(member):
            return MemberNotFound("ZWV6002E", member=member, details=failure.details)
        return Unavailable("ZWV6122E", member=member, details=failure.details)

    def write(self, member: Member, text: str, expected: str | None = None) -> str:
        """Replace the member and return its version. Raises MemberChanged, WriteFailed.

        ZOAU empties the member and writes record by record. After a failure, or where different
        content reads back, this method restores the former content. It restores nothing where
        somebody else may have changed the member meanwhile. The error says what the member holds
        now. Ctrl-C raises WriteInterrupted, after that work.
        """
        lines = records.split(text)
        wanted = split_image(member_rules.encode(member, lines))
        former = self._former(member, expected)
        try:
            return self._replace(member, lines, wanted, former).version
        except TargetError:
            raise
        except BaseException as error:
            # While writing, reading back or restoring.
            release(error)
            result = self._abandoned(member, wanted, former)
            if isinstance(error, KeyboardInterrupt):
                raise WriteInterrupted(result.lines, changed=result.changed) from error
            error.add_note("\n".join((f"Writing {member} was interrupted.", *result.lines)))
            raise

    def _former(self, member: Member, expected: str | None) -> Image | None:
        """Read the content to restore after a failure; None without a member.

        Raises MemberChanged where the version is not ``expected``.
        """
        former: Image | None = None
        with contextlib.suppress(MemberNotFound):
            former = self.exact(member)
        if expected is not None and (former.version if former else ABSENT) != expected:
            raise self._changed(member)
        return former

    def _changed(self, member: Member) -> MemberChanged:
        return member_rules.changed(member, self.changed_details)

    def _replace(
        self, member: Member, lines: list[str], wanted: list[bytes], former: Image | None
    ) -> Image:
        """Write ``lines``, read them back, and restore ``former`` where they differ."""
        failure: CallFailed | None = None
        try:
            self.native.write(str(member), lines)
        except CallFailed as error:
            failure = error
        image, unread = self._after(member)
        if image is not None and _same(image.trimmed, wanted):
            return image
        if failure is not None and image is None and not unread and self._is_gone(member.library):
            # ZOAU raises FileExistsError for a library that does not exist.
            raise LibraryNotFound("ZWV6001E", library=member.library, details=failure.details)
        details = failure.details if failure else self._different_details
        is_ours = image is not None and _is_ours(image, wanted, is_done=failure is None)
        result = self._undo(member, former, image, unread, is_ours=is_ours)
        raise _not_written(member, result, *details) from failure

    def _abandoned(self, member: Member, wanted: list[bytes], former: Image | None) -> WriteResult:
        """Restore the member after an interruption, and return its state."""
        try:
            image, unread = self._after(member)
            is_ours = image is not None and _is_ours(image, wanted, is_done=False)
            if former is None and image is not None and _same(image.trimmed, wanted):
                return WriteResult(("The member is new and complete.",), changed=True)
            return self._undo(member, former, image, unread, is_ours=is_ours)
        except KeyboardInterrupt as error:
            release(error)
            line = "After a second Ctrl-C, the content of the member is not known."
            return WriteResult((line,), changed=True)

    def _after(self, member: Member) -> tuple[Image | None, str]:
        """Read the member back: its content, or None and the reason where it is unreadable."""
        try:
            return self.exact(member), ""
        except (MemberNotFound, LibraryNotFound):
            return None, ""
        except TargetError as error:
            return None, " ".join((error.reason, *error.details))

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
        """Restore the former content, unless somebody else may have changed the member."""
        if former is None:
            return _of_new(image, unread, is_ours=is_ours)
        if unread:
            return WriteResult((_not_read_back(unread), UNREAD), changed=True)
        if image is not None:
            if _same(image.records, former.records):
                return WriteResult((member_rules.INTACT,), changed=False)
            if not is_ours:
                return WriteResult((EDITED,), changed=False)
        return self._restore(member, former)

    def _restore(self, member: Member, former: Image) -> WriteResult:
        """Write the former content again, and return the state of the member."""
        again: tuple[str, ...] = ()
        try:
            # Not former.text, which shows unprintable bytes as another character.
            self.native.write(str(member), [record.decode("cp1047") for record in former.records])
        except CallFailed as failure:
            again = failure.details
        restored, unread = self._after(member)
        if restored is not None and _same(restored.records, former.records):
            return WriteResult((*again, "zwe-vsam restored the former content."), changed=False)
        state = "The member is damaged: the former content could not be restored."
        if unread and not again:
            state = "zwe-vsam wrote the former content again, but could not read it back."
        return WriteResult((*again, state), changed=True)


def split_image(image: bytes) -> list[bytes]:
    """Split an image into its records, without trailing blanks."""
    return [records.trimmed(record) for record in records.split_fixed(image)]


def _not_read_back(reason: str) -> str:
    return f"The member could not be read back: {reason}"


def _not_written(member: Member, result: WriteResult, *details: str) -> WriteFailed:
    failed = WriteFailed("ZWEL0160E", member=str(member), details=(*details, *result.lines))
    failed.changed = result.changed
    return failed


def _of_new(image: Image | None, unread: str, *, is_ours: bool) -> WriteResult:
    """Return the state of a member that was not there before the write."""
    if unread:
        state = "The member is new and may be damaged."
        return WriteResult((_not_read_back(unread), state), changed=True)
    if image is None:
        return WriteResult(
            ("The member did not exist before, and does not exist now.",), changed=False
        )
    if not is_ours:
        return WriteResult((FOREIGN,), changed=False)
    return WriteResult(("The member is new and damaged.",), changed=True)


def _is_ours(image: Image, wanted: list[bytes], *, is_done: bool) -> bool:
    """Return whether this run can have written the content of the member.

    A write that ends early leaves no record or the first records. A write that ZOAU reports as
    done leaves the same number of records, possibly with other characters.
    """
    trimmed = image.trimmed
    if (trimmed or [b""]) == [b""] or wanted[: len(trimmed)] == trimmed:
        return True
    return is_done and len(trimmed) == len(wanted)


def _same(actual: list[bytes], wanted: list[bytes]) -> bool:
    """Compare two members. ZOAU writes a member without records as one blank record."""
    return (actual or [b""]) == (wanted or [b""])
