"""The code page of a configuration file: what the user says, the file's tag, or its content.

On z/OS a zowe.yaml may be IBM-1047, IBM-037 or UTF-8 (Zowe documentation, "Zowe configuration
file"); z/OS UNIX ends an EBCDIC line with X'15'.
"""

from __future__ import annotations

import importlib
import re
import sys

from zwe_vsam.zos import records

IBM_1047, IBM_037, UTF_8 = "IBM-1047", "IBM-037", "UTF-8"
_CODECS = {IBM_1047: "cp1047", IBM_037: "cp037"}
_CCSIDS = {1047: IBM_1047, 37: IBM_037, 1208: UTF_8}
"""Coded character set ids in file tags -> code page. Other tags decide nothing: untagged is 0, and
ISO8859-1 (819) is what many tools call every ASCII file."""
_NEWLINE = re.compile(rb"\x0d?[\x15\x25]")


def of_tag(path: str) -> str:
    """The code page that the file's tag names; empty where there is none, or nobody to tell it.

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
    """The code page that ``data`` looks like it is in; UTF-8 unless it can only be EBCDIC."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if b"\n" in data or data.count(b"\x40") <= data.count(b"\x20"):
            return UTF_8
        # What YAML needs and the two differ in are the brackets.
        brackets_037 = b"\xba" in data or b"\xbb" in data
        brackets_1047 = b"\xad" in data or b"\xbd" in data
        return IBM_037 if brackets_037 and not brackets_1047 else IBM_1047
    return UTF_8


def decode(data: bytes, encoding: str) -> str:
    """The text of ``data``. Raises UnicodeDecodeError for bytes that are not in that code page.

    EBCDIC has a character for every byte, but a text whose lines end as in ASCII is none.
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
    """Where in EBCDIC ``data`` the character at ``index`` of its decoded text is."""
    shift = 0
    for newline in _NEWLINE.finditer(data):
        if newline.start() - shift >= index:
            break
        shift += len(newline[0]) - 1
    return index + shift


def encode(text: str, encoding: str, like: bytes) -> bytes:
    """``text`` in an EBCDIC code page, with the line ends that ``like`` has."""
    records.register_code_pages()
    newline = _NEWLINE.search(like)
    lines = [line.encode(_CODECS[encoding]) for line in text.split("\n")]
    return (newline[0] if newline else b"\x15").join(lines)
