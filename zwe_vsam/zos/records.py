"""Records: lines of text, and the fixed records in IBM-1047 that members of a JCL library have."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.zos.limits import RECORD_LENGTH

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

MAXIMUM = 100_000
"""Records of a member or job that this program takes. No JCL has as many, and each costs 80 bytes
however short its line is."""

UNPRINTABLE = "\ufffd"
"""Stands for a byte that is no printable character; no code page of z/OS has it."""

_PREFIX = 4
"""Bytes of the length before each record (z/OSMF Programming Guide, X-IBM-Data-Type: record)."""


class Line(NamedTuple):
    """One record of a member, and where it stands there."""

    number: int
    """1-based number of the record in its member or input stream."""
    text: str
    """The record without its trailing blanks."""


def split(text: str) -> list[str]:
    """Return the records of a text in which a newline ends each record, or separates them.

    An empty text has no record.
    """
    return text.removesuffix("\n").split("\n") if text else []


def join(records: Iterable[str]) -> str:
    """Return the text in which a newline ends each record."""
    return "".join(f"{record}\n" for record in records)


def lines(text: str) -> tuple[Line, ...]:
    """Number the records of ``text`` (newline-separated) and trim their trailing blanks.

    Blanks only: to z/OS any other white space is a character like others.
    """
    # Calling Line takes three times as long, and each record of each member comes through here.
    make = tuple.__new__
    return tuple([make(Line, (n, record.rstrip(" "))) for n, record in enumerate(split(text), 1)])


def too_many(text: str) -> str:
    """Return the reason why ``text`` (newline-separated) has too many records; empty if not."""
    return f"there are more than {MAXIMUM:,} records" if text.count("\n") > MAXIMUM else ""


def split_fixed(image: bytes) -> list[bytes]:
    """Return the 80-byte records of an image; the last one is shorter where bytes are missing."""
    starts = range(0, len(image), RECORD_LENGTH)
    return [image[at : at + RECORD_LENGTH] for at in starts]


def trimmed(record: bytes) -> bytes:
    """Return a record in EBCDIC without its trailing blanks."""
    return record.rstrip(b"\x40")


def framed(record: bytes) -> bytes:
    """Return a record behind its length in four bytes, as z/OSMF's records have it."""
    return len(record).to_bytes(_PREFIX, "big") + record


def encode(records: Iterable[str]) -> bytes:
    """Return ``records`` as padded 80-byte records in IBM-1047.

    Raises ``ValueError`` for a record over 80 characters and ``UnicodeEncodeError`` for a
    character that IBM-1047 does not have.
    """
    register_code_pages()
    image = bytearray()
    for record in records:
        if len(record) > RECORD_LENGTH:
            raise ValueError(f"record of {len(record)} characters in a library of {RECORD_LENGTH}")
        image += record.ljust(RECORD_LENGTH).encode("cp1047")
    return bytes(image)


def decode(image: bytes) -> str:
    """Return the text of an image of 80-byte IBM-1047 records, trimmed, one per line.

    Each record as ``decode_record`` has it. A byte is one character, so all are decoded at once.
    """
    text = _decoded(image)
    starts = range(0, len(text), RECORD_LENGTH)
    return join([text[at : at + RECORD_LENGTH].rstrip(" ") for at in starts])


def decode_record(record: bytes) -> str:
    """Return the text of one record in IBM-1047, without its trailing blanks.

    A byte that is no printable character becomes UNPRINTABLE. It could otherwise pass for another
    character: X'15' is a newline to Python and an ordinary byte in a record to z/OS.
    """
    return _decoded(record).rstrip(" ")


def _decoded(image: bytes) -> str:
    register_code_pages()
    return printable(image.decode("cp1047"))


def is_jcl_text(record: str) -> bool:
    """Return whether JCL has each character of ``record``: printable, and one byte in a code page.

    The code pages of z/OS for JCL have the printable characters up to U+00FF.
    """
    return record.isprintable() and (record.isascii() or max(record) <= "\xff")


def printable(text: str) -> str:
    """Return ``text`` with UNPRINTABLE in place of each character that is not printable."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else UNPRINTABLE for character in text)


def register_code_pages() -> None:
    """Make cp1047 known to Python: z/OS has it built in."""
    try:
        codecs.lookup("cp1047")
    except LookupError:
        page = _ibm_1047()
        codecs.register(lambda name: page if name == "cp1047" else None)


_DIFFERENT_FROM_037 = ((0x15, 0x25), (0x5F, 0xB0), (0xAD, 0xBA), (0xBB, 0xBD))
"""Code points whose characters IBM-1047 and IBM-037 exchange: the two ends of a line, ``^`` and the
not sign, ``[`` and Y with acute, ``]`` and the diaeresis (IBM's code pages 01047 and 00037)."""


def _ibm_1047() -> codecs.CodecInfo:
    characters = list(bytes(range(256)).decode("cp037"))
    for one, other in _DIFFERENT_FROM_037:
        characters[one], characters[other] = characters[other], characters[one]
    decoding = "".join(characters)
    encoding = codecs.charmap_build(decoding)

    class Encoder(codecs.IncrementalEncoder):
        def encode(self, text: str, final: bool = False) -> bytes:  # noqa: ARG002 - no state
            return codecs.charmap_encode(text, self.errors, encoding)[0]

    class Decoder(codecs.IncrementalDecoder):
        def decode(self, data: ReadableBuffer, final: bool = False) -> str:  # noqa: ARG002
            return codecs.charmap_decode(data, self.errors, decoding)[0]

    return codecs.CodecInfo(
        name="cp1047",
        encode=lambda text, errors="strict": codecs.charmap_encode(text, errors, encoding),
        decode=lambda data, errors="strict": codecs.charmap_decode(data, errors, decoding),
        incrementalencoder=Encoder,
        incrementaldecoder=Decoder,
    )
