"""Applies the changes of a text to the bytes of its file."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from zwe_vsam.config.edit.model import Change
from zwe_vsam.config.source import ConfigSource


def splice(source: ConfigSource, changes: Sequence[Change]) -> bytes:
    """The file's bytes after ``changes``. All other bytes stay, with the BOM and the line ends.

    Raises UnicodeEncodeError for a character that the code page of the file does not have.
    """
    if source.encoding == "UTF-8":
        bom = len(codecs.BOM_UTF8) if source.data.startswith(codecs.BOM_UTF8) else 0
        offsets = [
            (bom + len(source.text[: change.start].encode()),
             bom + len(source.text[: change.end].encode()))
            for change in changes
        ]  # fmt: skip
        added = [change.text.encode() for change in changes]
    else:
        from zwe_vsam.config import encoding

        data = source.data
        offsets = [
            (encoding.offset(data, change.start), encoding.offset(data, change.end))
            for change in changes
        ]
        added = [encoding.encode(change.text, source.encoding, data) for change in changes]
    parts: list[bytes] = []
    at = 0
    for (start, end), new in zip(offsets, added, strict=True):
        parts += (source.data[at:start], new)
        at = end
    return b"".join((*parts, source.data[at:]))
