"""Fixed 80-byte records in IBM-1047, as the members of a JCL library hold them."""

from __future__ import annotations

import codecs
import importlib
from collections.abc import Iterable
from typing import NamedTuple

LENGTH = 80
"""Bytes in a record of a JCL library (RECFM=FB, LRECL=80)."""

MOST = 100_000
"""Records of a member or job that this program takes. No JCL has as many, and each costs 80 bytes
however short its line is."""

UNPRINTABLE = "\ufffd"
"""Stands for a byte that is no printable character; no code page of z/OS has it."""


class Line(NamedTuple):
    """One record of a member, and where it stands there."""

    number: int
    """1-based number of the record in its member or input stream."""
    text: str
    """The record without its trailing blanks."""


def lines(text: str) -> tuple[Line, ...]:
    """Number the records of ``text`` (newline-separated) and trim their trailing blanks.

    Blanks only: to z/OS any other white space is a character like others.
    """
    records = text.split("\n")
    if records and not records[-1]:
        records.pop()
    return tuple(Line(number, record.rstrip(" ")) for number, record in enumerate(records, 1))


def too_many(text: str) -> str:
    """Return the reason why ``text`` (newline-separated) has too many records; empty if not."""
    return f"there are more than {MOST:,} records" if text.count("\n") > MOST else ""


def encode(records: Iterable[str]) -> bytes:
    """Return ``records`` as padded 80-byte records in IBM-1047.

    Raises ``ValueError`` for a record over 80 characters and ``UnicodeEncodeError`` for a
    character that IBM-1047 does not have.
    """
    register_code_pages()
    image = bytearray()
    for record in records:
        if len(record) > LENGTH:
            raise ValueError(f"record of {len(record)} characters in a library of {LENGTH}")
        image += record.ljust(LENGTH).encode("cp1047")
    return bytes(image)


def decode(image: bytes) -> str:
    """Return the text of an image of 80-byte IBM-1047 records, trimmed, one per line.

    Each record as ``decode_record`` has it.
    """
    starts = range(0, len(image), LENGTH)
    return "".join(f"{decode_record(image[at : at + LENGTH])}\n" for at in starts)


def decode_record(record: bytes) -> str:
    """Return the text of one record in IBM-1047, without its trailing blanks.

    A byte that is no printable character becomes UNPRINTABLE. It could otherwise pass for what
    it is not: X'15' is a newline to Python and an ordinary byte in a record to z/OS.
    """
    register_code_pages()
    text = record.decode("cp1047")
    if not text.isprintable():
        text = "".join(c if c.isprintable() else UNPRINTABLE for c in text)
    return text.rstrip(" ")


def register_code_pages() -> None:
    """Make cp1047 known to Python: z/OS has it built in, elsewhere the ebcdic package adds it."""
    try:
        codecs.lookup("cp1047")
    except LookupError:
        # The package looks for its code pages in its folder, and finds none where it is in a zip.
        page = importlib.import_module("ebcdic.cp1047")
        codecs.register(lambda name: page.getregentry() if name == "cp1047" else None)
