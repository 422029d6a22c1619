"""Reading and writing members.

Source: z/OSMF Programming Guide, "Retrieve the contents of a z/OS data set or member" and "Write
data to a z/OS data set or member". A text line that is longer than the records is cut, everything
is written, and the answer is an error all the same: so a real server was seen to do it.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from zwe_vsam.errors import MemberChanged, MemberNotFound
from zwe_vsam.model import ABSENT
from zwe_vsam.sandbox.server import bodies, code_pages, datasets, errors, places
from zwe_vsam.sandbox.server.errors import Failure, files, unsupported
from zwe_vsam.sandbox.store import MemberImage
from zwe_vsam.sandbox.system import System
from zwe_vsam.zos import records
from zwe_vsam.zos.limits import RECORD_LENGTH

_ATTEMPTS = 5
"""How often a write is tried that somebody else keeps getting in the way of."""


class DataType(NamedTuple):
    """X-IBM-Data-Type."""

    kind: str
    """``text``, ``binary`` or ``record``."""
    code_page: str
    """Python's name of the code page of the records, for text."""
    crlf: bool


def blueprint(system: System) -> Blueprint:
    """The services."""
    routes = Blueprint("contents", __name__)

    @routes.get("/zosmf/restfiles/ds/<path:text>")
    def read(text: str) -> Response:
        place = _member(text)
        kind = data_type()
        datasets.partitioned(system, place.library, errors.data_set_not_found)
        member = system.image(place.library, place.member)
        tag = etag(member)
        if tag in tags("If-None-Match"):
            return Response(status=304, headers={"ETag": tag})
        body, media = _outgoing(member.image, kind)
        return Response(body, headers={"ETag": tag, "Content-Type": media})

    @routes.put("/zosmf/restfiles/ds/<path:text>")
    def write(text: str) -> Response:
        if request.mimetype == "application/json":
            raise _utility()
        place = _member(text)
        kind = data_type()
        datasets.partitioned(system, place.library, errors.data_set_not_found)
        image, cut = _incoming(kind)
        written, new = _replace(system, place, image)
        if cut:
            raise Failure(
                500,
                errors.FILES_IO,
                8,
                520,
                "fwrite() error",
                (
                    "EDC5003I Truncation of a record occurred during an I/O operation."
                    " (errno2=0xC0440016)",
                    "__amrc: __last_op=151 __code=0x00000000",
                ),
            )
        return Response(status=201 if new else 204, headers={"ETag": written})

    return routes


def _utility() -> Failure:
    """Why a PUT of JSON is refused: the request that it names.

    Source: z/OSMF Programming Guide, "z/OS data set and member utilities".
    """
    document = bodies.document(request, lambda reason: files(7, reason))
    name = str(document.get("request", "")).lower()
    function = _UTILITIES.get(name)
    if function is None:
        return files(7, f"The request is none of {', '.join(_UTILITIES)}: {name[:20]!r}")
    return unsupported(function)


_UTILITIES = {
    "copy": "COPYING DATA SETS AND MEMBERS (REQUEST copy)",
    "rename": "RENAMING DATA SETS AND MEMBERS (REQUEST rename)",
    "hmigrate": "MIGRATING DATA SETS (REQUEST hmigrate)",
    "hrecall": "RECALLING DATA SETS (REQUEST hrecall)",
    "hdelete": "DELETING MIGRATED DATA SETS (REQUEST hdelete)",
}


def etag(member: MemberImage) -> str:
    """The ETag of a member: of what it holds, not of when it was written."""
    return hashlib.sha256(member.image).hexdigest()[:16].upper()


def tags(header: str) -> list[str]:
    """The ETags of a header, without quotation marks; ``*`` is one, too."""
    text = request.headers.get(header, "")
    return [tag.strip().removeprefix("W/").strip('"') for tag in text.split(",") if tag.strip()]


def data_type() -> DataType:
    """X-IBM-Data-Type of the request. Raises Failure for one that is none."""
    text = request.headers.get("X-IBM-Data-Type", "text")
    kind, *options = (part.strip() for part in text.split(";"))
    kind = kind.lower()
    if kind not in ("text", "binary", "record"):
        raise files(8, f"Header X-IBM-Data-Type is not text, binary or record: {kind[:20]}")
    page, crlf = code_pages.code_page("IBM-1047"), False
    for option in filter(None, options):
        name, _, value = option.partition("=")
        if name.strip().lower() == "fileencoding":
            page = code_pages.code_page(value)
        elif name.strip().lower() == "crlf":
            crlf = value.strip().lower() == "true"
    return DataType(kind, page, crlf)


def _member(text: str) -> places.Place:
    place = places.place(text)
    if not place.member:
        raise unsupported("SEQUENTIAL DATA SETS, AND LIBRARIES READ OR WRITTEN WITHOUT A MEMBER")
    return place


def _replace(system: System, place: places.Place, image: bytes) -> tuple[str, bool]:
    """Write under If-Match: the new ETag, and whether the member is new. Raises Failure."""
    wanted = tags("If-Match")
    for _ in range(_ATTEMPTS):
        try:
            before: MemberImage | None = system.image(place.library, place.member)
        except MemberNotFound:
            before = None
        if wanted and (before is None or not {etag(before), "*"} & set(wanted)):
            raise Failure(412, errors.FILES_SERVICE, 4, 12, "The ETag does not match.")
        expected = before.version if before else ABSENT
        try:
            version = system.write_image(place.library, place.member, image, expected)
        except MemberChanged:
            continue
        return etag(MemberImage(image, version)), before is None
    detail = f"ISRZ002 Data set in use - '{place.library}({place.member})' in use by another user."
    raise Failure(500, errors.FILES_ISPF, 12, 0, "LMOPEN error", (detail,))


def _outgoing(image: bytes, kind: DataType) -> tuple[bytes, str]:
    parts = records.split_fixed(image)
    if kind.kind == "binary":
        return image, "application/octet-stream"
    if kind.kind == "record":
        return b"".join(map(records.framed, parts)), "application/octet-stream"
    end = "\r\n" if kind.crlf else "\n"
    text = "".join(part.decode(kind.code_page, "replace").rstrip(" ") + end for part in parts)
    return text.encode("utf-8", "replace"), "text/plain; charset=UTF-8"


def _incoming(kind: DataType) -> tuple[bytes, bool]:
    """The records of the request's body, and whether one was cut. Raises Failure."""
    if kind.kind == "binary":
        body = bodies.content(request)
        return body.ljust(-(-len(body) // RECORD_LENGTH) * RECORD_LENGTH, b"\0"), False
    if kind.kind == "record":
        return _framed(bodies.content(request)), False
    try:
        text = bodies.text(request)
    except (UnicodeError, LookupError) as error:
        raise files(9, "The text is not in the character set that Content-Type says.") from error
    if kind.crlf:
        text = text.replace("\r\n", "\n")
    lines = records.split(text)
    try:
        rows = [line.encode(kind.code_page) for line in lines]
        blank = " ".encode(kind.code_page)
    except UnicodeError as error:
        raise files(9, f"The text has a character that {kind.code_page} does not have.") from error
    cut = any(len(row) > RECORD_LENGTH for row in rows)
    return b"".join(row[:RECORD_LENGTH].ljust(RECORD_LENGTH, blank) for row in rows), cut


def _framed(body: bytes) -> bytes:
    """Records with their lengths in four bytes before each. Raises Failure."""
    image, at = bytearray(), 0
    while at < len(body):
        length = int.from_bytes(body[at : at + 4], "big")
        part = body[at + 4 : at + 4 + length]
        if length > RECORD_LENGTH or len(part) < length or at + 4 > len(body):
            raise files(13, f"The records do not fit: at byte {at}, length {length}.")
        image += part.ljust(RECORD_LENGTH, b"\0")
        if len(image) > records.MAXIMUM * RECORD_LENGTH:
            raise RequestEntityTooLarge(f"There are more than {records.MAXIMUM:,} records.")
        at += 4 + length
    return bytes(image)
