"""The code page of a configuration file: from the user, the file's tag, or its content.

On z/OS a zowe.yaml may be IBM-1047, IBM-037 or UTF-8 (Zowe documentation, "Zowe configuration
file"); z/OS UNIX ends an EBCDIC line with X'15'.
"""

from __future__ import annotations

import importlib
import re
import sys
from typing import NamedTuple

from zwe_vsam.zos import records

IBM_1047, IBM_037, UTF_8 = "IBM-1047", "IBM-037", "UTF-8"
_CODECS = {IBM_1047: "cp1047", IBM_037: "cp037"}
_CCSIDS = {1047: IBM_1047, 37: IBM_037, 1208: UTF_8}
"""Coded character set id of a file tag -> code page. Other tags are ignored: 0 is no tag, and many
tools tag every ASCII file with ISO8859-1 (819)."""
_NEWLINE = re.compile(rb"\x0d?[\x15\x25]")


def of_tag(path: str) -> str:
    """The code page of the file's tag; empty without a tag, or where it cannot be read.

    IBM's module zos_util reads tags; Python itself does not.
    """
    if sys.platform != "zos":
        return ""
    try:
        answer: object = importlib.import_module("zos_util").get_tag_info(path)
    except (ImportError, AttributeError, OSError, TypeError, ValueError):
        return ""
    ccsid: object = answer[0] if isinstance(answer, tuple) and answer else None
    return _CCSIDS.get(ccsid, "") if isinstance(ccsid, int) else ""


def of_content(data: bytes) -> str:
    """The code page that the bytes indicate: UTF-8, unless they can only be EBCDIC."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if b"\n" in data or data.count(b"\x40") <= data.count(b"\x20"):
            return UTF_8
        # Of the characters that YAML needs, the two pages differ in the brackets.
        brackets_037 = b"\xba" in data or b"\xbb" in data
        brackets_1047 = b"\xad" in data or b"\xbd" in data
        return IBM_037 if brackets_037 and not brackets_1047 else IBM_1047
    return UTF_8


class OtherPage(NamedTuple):
    """A code page that neither this tool nor Zowe reads."""

    name: str
    """Its usual name."""
    iconv: str
    """Its name for the command iconv of this system."""


def other_page(data: bytes) -> OtherPage | None:
    """The code page that bytes other than UTF-8 indicate; None if they can be EBCDIC.

    Latin-1 has no letters from X'80' to X'9F', Windows-1252 has. Names: IBM, z/OS XL C/C++
    Programming Guide, "Code set converters supplied"; GNU iconv knows CP1252 and not IBM-1252.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return OtherPage("UTF-16", "UTF-16")
    if b"\n" not in data:
        return None
    if any(0x80 <= byte <= 0x9F for byte in data):
        return OtherPage("Windows-1252", "IBM-1252" if sys.platform == "zos" else "CP1252")
    return OtherPage("Latin-1 (ISO8859-1)", "ISO8859-1")


def decode(data: bytes, encoding: str) -> str:
    """The text of ``data``. Raises UnicodeDecodeError for bytes that are not in that code page.

    EBCDIC has a character for every byte. But a text with line ends of ASCII is not EBCDIC.
    """
    if encoding == UTF_8:
        return data.decode("utf-8-sig")
    records.register_code_pages()
    lines = _NEWLINE.split(data)
    if len(lines) == 1 and b"\n" in data:
        at = data.index(b"\n")
        raise UnicodeDecodeError(encoding, data, at, at + 1, "line feed of ASCII")
    return "\n".join(line.decode(_CODECS[encoding]) for line in lines)


def offset(data: bytes, index: int) -> int:
    """The position in EBCDIC ``data`` of the character at ``index`` in its decoded text."""
    shift = 0
    for newline in _NEWLINE.finditer(data):
        if newline.start() - shift >= index:
            break
        shift += len(newline[0]) - 1
    return index + shift


def encode(text: str, encoding: str, like: bytes) -> bytes:
    """``text`` in an EBCDIC code page, with the line ends of ``like``."""
    records.register_code_pages()
    newline = _NEWLINE.search(like)
    lines = [line.encode(_CODECS[encoding]) for line in text.split("\n")]
    return (newline[0] if newline else b"\x15").join(lines)
