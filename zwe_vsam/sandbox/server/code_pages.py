"""Code pages by the names that z/OS has for them."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from zwe_vsam.sandbox.server.errors import files
from zwe_vsam.zos import records

_SAMPLE = tuple(
    map(
        chr,
        (
            *range(0x500),  # Latin, Greek, Cyrillic
            *range(0x3040, 0x3100),  # kana
            *range(0x4E00, 0x4E80),  # Chinese characters
            *range(0xAC00, 0xAC40),  # hangul
        ),
    )
)
"""Characters of which every code page with more than one byte for some has some."""


def code_page(text: str) -> str:
    """Return Python's name of a code page such as IBM-1047.

    Raises Failure for an unknown one, and for one that is not single-byte: records of 80 bytes
    hold 80 characters.
    """
    records.register_code_pages()
    name = text.strip()
    number = re.fullmatch(r"(?:IBM|CP)-?0*(\d{1,5})", name, re.IGNORECASE | re.ASCII)
    candidates = [f"cp{number[1]}", f"cp{int(number[1]):03}"] if number else [name]
    for candidate in candidates:
        try:
            codec = codecs.lookup(candidate).name
        except (LookupError, ValueError):
            continue
        if is_single_byte(codec):
            return codec
        raise files(9, f"Encoding is not a single-byte code page: {name[:20]}")
    raise files(9, f"Unsupported encoding: {name[:20]}")


@lru_cache(maxsize=64)
def is_single_byte(name: str) -> bool:
    """Whether each character of a code page is one byte; ``name`` is one that Python knows.

    One character at a time: some of Python's codecs take a time that grows with the square.
    """
    # Python has codecs, such as zlib, that do not make text of bytes.
    if not getattr(codecs.lookup(name), "_is_text_encoding", True):
        return False
    lengths = set()
    for character in _SAMPLE:
        try:
            lengths.add(len(character.encode(name)))
        except UnicodeError:
            continue
    return lengths == {1}
