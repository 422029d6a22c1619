"""Members of partitioned data sets, through z/OSMF: read, written, read back and compared.

Source: IBM z/OSMF Programming Guide, "Retrieve the contents of a z/OS data set or member", "Write
data to a z/OS data set or member", "List the members of a z/OS data set": an ETag on request, 201
for a member that is new and 204 for one that was replaced, 412 where If-Match does not hold.
z/OSMF has no precondition for a member that must not exist.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping

from zwe_vsam.errors import (
    InUse,
    LibraryNotFound,
    MemberNotFound,
    NotAuthorised,
    TargetError,
    WriteFailed,
    WriteInterrupted,
)
from zwe_vsam.messages import Message, message
from zwe_vsam.model import ABSENT, Member, MemberText
from zwe_vsam.targets import member_rules
from zwe_vsam.targets.zosmf import failure
from zwe_vsam.targets.zosmf.failure import Lost
from zwe_vsam.targets.zosmf.http import Answer, Http, in_path, in_query
from zwe_vsam.targets.zosmf.jobs import fields, items, text
from zwe_vsam.zos import records

RECORDS = {"X-IBM-Data-Type": "record"}
"""Unchanged bytes, with a length before each record. As text, X'15' would end a record."""
TEXT = {"X-IBM-Data-Type": "text", "X-IBM-Return-Etag": "true"}
"""The form in which members are written. IBM does not say that records have the same ETag."""
WRITE = {"X-IBM-Data-Type": "text", "Content-Type": "text/plain; charset=ISO8859-1"}
"""IBM-1047, z/OSMF's default, has the characters of ISO8859-1."""
_NOT_CATALOGED = ("not cataloged", "not found in catalog", "ikj56228i")
"""Texts of z/OSMF for a missing library: from ISPF (ISRZ002), and from dynamic allocation
("IKJ56228I DATA SET ... NOT IN CATALOG", zowe/data-sets, getContent_noDataSet.json)."""
_OF_GATEWAYS = (502, 503, 504)
"""Status codes of a gateway that answers for a server; the server may still be writing."""
_PREFIX = 4
"""Bytes of a record's length."""


class Members:
    """The members of a system."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self.warn: Callable[[Message], None] = lambda _: None
        """Receives a message about each thing that could not be checked."""
        self._gives_records = True
        """Whether the server knows the data type ``record``."""

    def exists(self, member: Member) -> bool:
        """Return whether the directory has the member. Raises LibraryNotFound, TargetError."""
        action = f"find out whether {member} exists"
        answer, document = self._http.get_json(
            f"/restfiles/ds/{in_path(member.library)}/member?pattern={in_query(member.name)}",
            action,
            {"X-IBM-Attributes": "member", "X-IBM-Max-Items": "0"},
        )
        if not answer.ok:
            if self._library_missing(answer, member.library):
                raise LibraryNotFound("ZWV6001E", library=member.library, details=answer.messages)
            raise self._http.problem(answer, action)
        service = f"list of members of {member.library}"
        listed = items(fields(document, service).get("items"), service)
        return any(text(fields(item, service), "member") == member.name for item in listed)

    def read(self, member: Member) -> MemberText:
        """Read the member and its version. Raises LibraryNotFound, MemberNotFound, TargetError."""
        content = self._read(member)
        return MemberText(content, _version(content))

    def latest(self, member: Member, expected: str | None) -> str:
        """Read the member before it is submitted. Raises MemberChanged for another version."""
        content = self._read(member)
        if expected is not None and _version(content) != expected:
            from zwe_vsam.targets import submission

            raise submission.changed(member, (member_rules.CHANGED,))
        return content

    def write(self, member: Member, content: str, expected: str | None) -> str:
        """Replace the member. Raises LibraryNotFound, MemberChanged, WriteFailed.

        The request is sent once. Where its answer is lost, the member is read back to learn its
        content. Nothing is restored, because the server may still be writing.
        """
        body = _encoded(member, content)
        # The ETag first: the server then notices a change after this moment.
        etag = self._etag(member) if expected else ""
        former = self._former(member, expected)
        headers = {**WRITE, "If-Match": etag} if etag else WRITE
        if expected and not etag:
            self.warn(message("ZWV6272W", member=member))
        try:
            return self._write(member, content, body, headers, former)
        except KeyboardInterrupt as error:
            state, changed = self._state(member, content, former, is_over=False)
            raise WriteInterrupted(state, changed=changed) from error

    def _write(
        self,
        member: Member,
        content: str,
        body: bytes,
        headers: Mapping[str, str],
        former: str | None,
    ) -> str:
        details: tuple[str, ...] = (member_rules.DIFFERENT,)
        answer: Answer | None = None
        problem: TargetError | None = None
        try:
            answer = self._http.put(_path(member), f"write {member}", headers, body)
        except Lost as lost:
            if not lost.was_sent:
                raise
            details = (lost.message.text,)
        if answer is not None:
            if answer.status == 412:
                raise member_rules.changed(member)
            if not answer.ok and self._library_missing(answer, member.library):
                raise LibraryNotFound("ZWV6001E", library=member.library, details=answer.messages)
            if not answer.ok:
                problem = self._http.problem(answer, f"write {member}")
                details = (problem.message.text, *answer.messages)
        back: str | None = None
        with contextlib.suppress(TargetError):
            back = self._read(member)
        if back == content and (answer is None or answer.ok):
            if former is None and answer is not None and answer.status == 204:
                self.warn(message("ZWV6274W", member=member))
            return _version(back)
        is_over = answer is not None and answer.status not in _OF_GATEWAYS
        state, changed = self._state(member, content, former, is_over=is_over)
        details = (*details, *state)
        remedy = problem.remedy if problem else ""
        if isinstance(problem, NotAuthorised | InUse) and not changed:
            raise type(problem)("ZWEL0160E", member=str(member), details=details, remedy=remedy)
        failed = WriteFailed("ZWEL0160E", member=str(member), details=details, remedy=remedy)
        failed.changed = changed
        raise failed

    def _state(
        self, member: Member, content: str, former: str | None, *, is_over: bool
    ) -> tuple[tuple[str, ...], bool]:
        """Return the state of a member after a failed write, and whether it may have changed.

        ``is_over``: the server itself has answered, so it does not write any more.
        """
        try:
            current: str | None = self._read(member)
        except MemberNotFound:
            current = None
        except TargetError as error:
            return (f"The current content of the member is not known: {error.reason}.",), True
        if current == former and not is_over:
            line = "The member does not exist yet." if former is None else member_rules.INTACT
            return (f"{line} The server may still be writing it.",), True
        if current == former:
            line = member_rules.INTACT if former is not None else "The member does not exist."
            return (line,), False
        if current == content:
            return ("The member has the complete new content.",), True
        return (
            "The member has other content than before. zwe-vsam did not change it again.",
        ), True

    def _former(self, member: Member, expected: str | None) -> str | None:
        """Read the content before the write; None without a member. Raises MemberChanged."""
        if expected == ABSENT:
            if self.exists(member):
                raise member_rules.changed(member)
            return None
        former: str | None = None
        with contextlib.suppress(MemberNotFound):
            former = self._read(member)
        if expected is not None and (former is None or _version(former) != expected):
            raise member_rules.changed(member)
        return former

    def _read(self, member: Member) -> str:
        """Read the records: trimmed, with a mark in place of each unprintable character."""
        action = f"read {member}"
        if self._gives_records:
            answer = self._http.get(_path(member), action, RECORDS)
            content = _unframed(answer.body) if answer.ok and not answer.is_page else None
            if content is not None:
                return records.join(map(records.decode_record, content))
            if not answer.ok and answer.status != 400:
                raise self._not_read(answer, member, action)
        answer = self._http.get(_path(member), action, TEXT)
        if not answer.ok:
            raise self._not_read(answer, member, action)
        if answer.is_page:
            raise failure.web_page(action, self._http.link)
        if self._gives_records:
            self._gives_records = False
            self.warn(message("ZWV6273W"))
        return _trimmed(answer.text)

    def _etag(self, member: Member) -> str:
        """Return the member's ETag; empty without a member, or on a server without ETags.

        An error does not prove that the server has no ETags. Raises TargetError for an error.
        """
        action = f"read {member}"
        answer = self._http.get(_path(member), action, TEXT)
        if not answer.ok or answer.is_page:
            problem = self._not_read(answer, member, action)
            if isinstance(problem, MemberNotFound):
                return ""
            raise problem
        return answer.headers.get("ETag", "").strip()

    def _not_read(self, answer: Answer, member: Member, action: str) -> TargetError:
        """Make the error for a member that was not read. Raises LibraryNotFound."""
        refusal = self._http.refusal(answer, action)
        if refusal is not None:
            return refusal
        # Servers differ in the status for a missing member.
        if answer.status in (400, 404, 500) and not self.exists(member):
            return MemberNotFound("ZWV6002E", member=member, details=answer.messages)
        return self._http.problem(answer, action)

    def _library_missing(self, answer: Answer, library: str) -> bool:
        """Return whether an error means that the library is not cataloged.

        Where its text does not say so, the list of data sets decides.
        """
        if answer.status not in (400, 404, 500) or self._http.refusal(answer, library):
            return False
        messages = " ".join(answer.messages).lower()
        if any(words in messages for words in _NOT_CATALOGED):
            return True
        with contextlib.suppress(TargetError):
            return self.listed(library) is None
        return False

    def listed(self, name: str) -> dict[str, object] | None:
        """Return a data set's entry in the server's list; None without one. Raises TargetError."""
        action = f"find out whether {name} exists"
        answer, document = self._http.get_json(
            f"/restfiles/ds?dslevel={in_query(name)}",
            action,
            {"X-IBM-Attributes": "base", "X-IBM-Max-Items": "0"},
        )
        if not answer.ok:
            raise self._http.problem(answer, action)
        service = f"list of data sets {name}"
        for item in items(fields(document, service).get("items"), service):
            entry = dict(fields(item, service))
            if text(entry, "dsname") == name:
                return entry
        return None


def _path(member: Member) -> str:
    return f"/restfiles/ds/{in_path(str(member))}"


def _unframed(body: bytes) -> list[bytes] | None:
    """Split a body of records, each after its length in four bytes; None for any other body."""
    content, at = [], 0
    while at < len(body):
        length = int.from_bytes(body[at : at + _PREFIX], "big")
        at += _PREFIX + length
        if at > len(body):
            return None
        content.append(body[at - length : at])
    return content


def _trimmed(body: str) -> str:
    lines = records.split(body.replace("\r\n", "\n"))
    return records.join(records.printable(line.rstrip(" ")) for line in lines)


def _encoded(member: Member, content: str) -> bytes:
    """Encode the text for the request. Raises WriteFailed for what no record can hold."""
    member_rules.encode(member, records.split(content))
    try:
        return content.encode("latin-1")
    except ValueError as error:
        raise member_rules.not_encodable(member, error) from error


def _version(content: str) -> str:
    return member_rules.version(content.encode())
