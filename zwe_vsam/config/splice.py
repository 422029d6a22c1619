"""Applies a change of a text to the bytes of its file."""

from __future__ import annotations

import codecs

from zwe_vsam.config.edit import Change
from zwe_vsam.config.source import ConfigSource


def splice(source: ConfigSource, change: Change) -> bytes:
    """The file's bytes after ``change``. All other bytes stay, with the BOM and the line ends."""
    if source.encoding == "UTF-8":
        bom = len(codecs.BOM_UTF8) if source.data.startswith(codecs.BOM_UTF8) else 0
        start = bom + len(source.text[: change.start].encode())
        end = start + len(source.text[change.start : change.end].encode())
        return source.data[:start] + change.text.encode() + source.data[end:]
    from zwe_vsam.config import encoding

    start, end = (encoding.offset(source.data, at) for at in (change.start, change.end))
    added = encoding.encode(change.text, source.encoding, source.data)
    return source.data[:start] + added + source.data[end:]
