"""Members of partitioned data sets, through z/OSMF: read, written, read back and compared.

Source: IBM z/OSMF Programming Guide, "Retrieve the contents of a z/OS data set or member", "Write
data to a z/OS data set or member", "List the members of a z/OS data set": an ETag on request, 201
for a member that is new and 204 for one that was replaced, 412 where If-Match does not hold.
There is no precondition for "must not exist yet".
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping

from zwe_vsam.errors import (
    InUse,
    LibraryNotFound,
    MemberChanged,
    MemberNotFound,
    NotAuthorised,
    TargetError,
    UnclearAnswer,
    WriteFailed,
    WriteInterrupted,
)
from zwe_vsam.model import ABSENT, Member, MemberText
from zwe_vsam.targets.zosmf.failure import SEE_TRACE, Lost
from zwe_vsam.targets.zosmf.http import Answer, Http, in_path, in_query
from zwe_vsam.targets.zosmf.jobs import fields, items, text
from zwe_vsam.zos import records

RECORDS = {"X-IBM-Data-Type": "record"}
"""Bytes as they are, a length before each record: in text, X'15' would pass for a new record."""
TEXT = {"X-IBM-Data-Type": "text", "X-IBM-Return-Etag": "true"}
"""As it is written, too: whether an ETag is the same for records is nowhere said."""
WRITE = {"X-IBM-Data-Type": "text", "Content-Type": "text/plain; charset=ISO8859-1"}
"""IBM-1047, z/OSMF's default, has the characters of ISO8859-1."""
_NOT_CATALOGED = ("not cataloged", "not found in catalog", "ikj56228i")
"""What z/OSMF says of a missing library: of ISPF (ISRZ002), and of dynamic allocation
("IKJ56228I DATA SET ... NOT IN CATALOG", zowe/data-sets, getContent_noDataSet.json)."""
_OF_GATEWAYS = (502, 503, 504)
"""Status codes of who answers for a server, which may go on."""
_PREFIX = 4
"""Bytes of a record's length."""


class Members:
    """The members of a system."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self.remark: Callable[[str], None] = lambda _: None
        """Told what could not be checked."""
        self._gives_records = True
        """Whether the server knows this form."""

    def exists(self, member: Member) -> bool:
        """Whether the library's directory has the member. Raises LibraryNotFound, TargetError."""
        what = f"whether {member} exists could not be found out"
        answer, document = self._http.get_json(
            f"/restfiles/ds/{in_path(member.library)}/member?pattern={in_query(member.name)}",
            what,
            {"X-IBM-Attributes": "member", "X-IBM-Max-Items": "0"},
        )
        if not answer.ok:
            if self._library_missing(answer, member.library):
                raise LibraryNotFound("ZWV236E", member.library, details=answer.said)
            raise self._http.problem(answer, what)
        service = f"list of members of {member.library}"
        found = items(fields(document, service).get("items"), service)
        return any(text(fields(one, service), "member") == member.name for one in found)

    def read(self, member: Member) -> MemberText:
        """The member and its version. Raises LibraryNotFound, MemberNotFound, TargetError."""
        found = self._read(member)
        return MemberText(found, _version(found))

    def latest(self, member: Member, expected: str | None) -> str:
        """The text as it is now, if it is the one of ``expected``. Raises MemberChanged, too."""
        found = self._read(member)
        if expected is not None and _version(found) != expected:
            raise MemberChanged(
                "ZWEL0161E",
                str(member),
                details=("The member was changed meanwhile.",),
                remedy="Nothing was submitted. Look at the member, and run this again.",
            )
        return found

    def write(self, member: Member, content: str, expected: str | None) -> str:
        """Replace the member. Raises LibraryNotFound, MemberChanged, WriteFailed.

        Sent once. Where the answer is lost, what reads back decides. Nothing is restored: the
        server may still be writing.
        """
        body = _encoded(member, content)
        # The ETag first: whoever changes the member after that is noticed by the server.
        etag = self._etag(member) if expected else ""
        former = self._former(member, expected)
        headers = {**WRITE, "If-Match": etag} if etag else WRITE
        if expected and not etag:
            self.remark(
                f"Whether somebody changed {member} in the moment before it was written could not "
                "be checked: this server gives no ETag."
            )
        try:
            return self._write(member, content, body, headers, former)
        except KeyboardInterrupt as error:
            fate, changed = self._fate(member, content, former, is_over=False)
            raise WriteInterrupted(fate, changed=changed) from error

    def _write(
        self,
        member: Member,
        content: str,
        body: bytes,
        headers: Mapping[str, str],
        former: str | None,
    ) -> str:
        why: tuple[str, ...] = ("What was written reads back different.",)
        answer: Answer | None = None
        problem: TargetError | None = None
        try:
            answer = self._http.put(_path(member), f"{member} cannot be written", headers, body)
        except Lost as lost:
            if not lost.was_sent:
                raise
            why = (lost.facts[-1],)
        if answer is not None:
            if answer.status == 412:
                raise _changed(member)
            if not answer.ok and self._library_missing(answer, member.library):
                raise LibraryNotFound("ZWV236E", member.library, details=answer.said)
            if not answer.ok:
                problem = self._http.problem(answer, f"{member} cannot be written")
                why = (problem.facts[-1], *answer.said)
        back: str | None = None
        with contextlib.suppress(TargetError):
            back = self._read(member)
        if back == content and (answer is None or answer.ok):
            if former is None and answer is not None and answer.status == 204:
                self.remark(
                    f"{member} was replaced, the server says, though it was not there a moment "
                    "before: if somebody else had just made it, what they wrote is lost."
                )
            return _version(back)
        is_over = answer is not None and answer.status not in _OF_GATEWAYS
        fate, changed = self._fate(member, content, former, is_over=is_over)
        remedy = problem.remedy if problem else ""
        if isinstance(problem, NotAuthorised | InUse) and not changed:
            raise type(problem)("ZWEL0160E", str(member), details=(*why, *fate), remedy=remedy)
        failed = WriteFailed("ZWEL0160E", str(member), details=(*why, *fate), remedy=remedy)
        failed.changed = changed
        raise failed

    def _fate(
        self, member: Member, content: str, former: str | None, *, is_over: bool
    ) -> tuple[tuple[str, ...], bool]:
        """What became of a member whose writing failed, and whether it may be another now.

        ``is_over``: the server itself has answered, and does not go on.
        """
        try:
            now: str | None = self._read(member)
        except MemberNotFound:
            now = None
        except TargetError as error:
            told = f"What it holds now is not known: {error.facts[-1]}"
            return (told,), True
        if now == former and not is_over:
            told = "The member is not there" if former is None else "It holds the former content"
            return (f"{told} so far; the server may still be writing.",), True
        if now == former:
            told = "The former content is intact."
            return (told if former is not None else "The member is not there.",), False
        if now == content:
            return ("The member was written in full.",), True
        return ("It holds something else now than before; it was left as it is.",), True

    def _former(self, member: Member, expected: str | None) -> str | None:
        """What the member holds before it is written. Raises MemberChanged."""
        if expected == ABSENT:
            if self.exists(member):
                raise _changed(member)
            return None
        former: str | None = None
        with contextlib.suppress(MemberNotFound):
            former = self._read(member)
        if expected is not None and (former is None or _version(former) != expected):
            raise _changed(member)
        return former

    def _read(self, member: Member) -> str:
        """The records as the interface has them: trimmed, what is no printable character marked."""
        what = f"{member} cannot be read"
        if self._gives_records:
            answer = self._http.get(_path(member), what, RECORDS)
            found = _unframed(answer.body) if answer.ok and not answer.is_page else None
            if found is not None:
                return records.join(map(records.decode_record, found))
            if not answer.ok and answer.status != 400:
                raise self._not_read(answer, member, what)
        answer = self._http.get(_path(member), what, TEXT)
        if not answer.ok:
            raise self._not_read(answer, member, what)
        if answer.is_page:
            raise UnclearAnswer(
                "ZWV233E",
                "zosmf",
                f"{what}: the server answered with a web page instead",
                remedy=SEE_TRACE,
            )
        if self._gives_records:
            self._gives_records = False
            self.remark(
                "Whether the bytes of members are the characters shown could not be checked: this "
                "server gives them as text only."
            )
        return _trimmed(answer.text)

    def _etag(self, member: Member) -> str:
        """The member's ETag; empty where the server gives none, or there is no member.

        An answer that is an error does not say that the server has no ETags. Raises TargetError.
        """
        what = f"{member} cannot be read"
        answer = self._http.get(_path(member), what, TEXT)
        if not answer.ok or answer.is_page:
            problem = self._not_read(answer, member, what)
            if isinstance(problem, MemberNotFound):
                return ""
            raise problem
        return answer.headers.get("ETag", "").strip()

    def _not_read(self, answer: Answer, member: Member, what: str) -> TargetError:
        """Why a member was not read. Raises LibraryNotFound."""
        refusal = self._http.refusal(answer, what)
        if refusal is not None:
            return refusal
        # What the status is for something that is missing, servers do not agree on.
        if answer.status in (400, 404, 500) and not self.exists(member):
            return MemberNotFound("ZWV236E", str(member), details=answer.said)
        return self._http.problem(answer, what)

    def _library_missing(self, answer: Answer, library: str) -> bool:
        """Whether an error means that the library is not cataloged, by the list if need be."""
        if answer.status not in (400, 404, 500) or self._http.refusal(answer, library):
            return False
        said = " ".join(answer.said).lower()
        if any(words in said for words in _NOT_CATALOGED):
            return True
        with contextlib.suppress(TargetError):
            return self.listed(library) is None
        return False

    def listed(self, name: str) -> dict[str, object] | None:
        """The data set as the server's list has it; None where it does not. Raises TargetError."""
        what = f"whether {name} exists could not be found out"
        answer, document = self._http.get_json(
            f"/restfiles/ds?dslevel={in_query(name)}",
            what,
            {"X-IBM-Attributes": "base", "X-IBM-Max-Items": "0"},
        )
        if not answer.ok:
            raise self._http.problem(answer, what)
        service = f"list of data sets {name}"
        for one in items(fields(document, service).get("items"), service):
            entry = dict(fields(one, service))
            if text(entry, "dsname") == name:
                return entry
        return None


def _path(member: Member) -> str:
    return f"/restfiles/ds/{in_path(str(member))}"


def _unframed(body: bytes) -> list[bytes] | None:
    """Records with their lengths in four bytes before each; None for what is not of that form."""
    found, at = [], 0
    while at < len(body):
        length = int.from_bytes(body[at : at + _PREFIX], "big")
        at += _PREFIX + length
        if at > len(body):
            return None
        found.append(body[at - length : at])
    return found


def _trimmed(body: str) -> str:
    lines = records.split(body.replace("\r\n", "\n"))
    return records.join(records.printable(line.rstrip(" ")) for line in lines)


def _encoded(member: Member, content: str) -> bytes:
    try:
        records.encode(records.split(content))
        return content.encode("latin-1")
    except ValueError as error:
        raise WriteFailed(
            "ZWEL0160E", str(member), details=(f"The former content is intact: {error}",)
        ) from error


def _changed(member: Member) -> MemberChanged:
    return MemberChanged("ZWEL0160E", str(member), details=("The member was changed meanwhile.",))


def _version(content: str) -> str:
    """Equal for equal content; never ABSENT."""
    return hashlib.sha256(content.encode()).hexdigest()[:16]
