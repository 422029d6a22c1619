"""Reads the bytes of a configuration file, and decodes them."""

# Annotations are objects here: a named tuple compiles each one that is a text.
import errno
import sys
from typing import NamedTuple

from zwe_vsam import files
from zwe_vsam.errors import Origin, Problem

MAXIMUM_SIZE = 1 << 20
"""Bytes. A zowe.yaml is a few tens of KiB; a larger file is a mistake or an attack."""


class ConfigSource(NamedTuple):
    """One configuration text and its name for messages."""

    name: str
    text: str
    encoding: str = "UTF-8"
    """IBM-1047, IBM-037 or UTF-8."""
    data: bytes = b""
    """The file's bytes; empty for a member."""


def read(argument: str, encoding: str) -> ConfigSource:
    """Read the file that ``-c`` names; ``-`` is standard input.

    ``encoding`` is IBM-1047, IBM-037 or UTF-8. If it is empty, the file's tag or its content
    decides. Bytes of ASCII need no decoding: z/OS may have converted a tagged file.
    Raises Problem: ZWEL0108E without a name, ZWEL0109E for a file that is not there,
    ZWEL0140E for one that cannot be read, is no text, or is over MAXIMUM_SIZE.
    """
    if not argument.strip():
        raise Problem("ZWEL0108E")
    name = "<stdin>" if argument == "-" else argument
    data = _bytes(argument, name)
    if len(data) > MAXIMUM_SIZE:
        raise Problem(
            "ZWEL0140E",
            reason=f"the file is larger than {MAXIMUM_SIZE >> 20} MiB",
            origin=Origin(name),
            remedy="Check that -c names a zowe.yaml.",
        )
    page = _encoding(data, argument, encoding)
    return ConfigSource(name, _text(data, name, page), page, data)


def _bytes(argument: str, name: str) -> bytes:
    """The bytes of the file, at most one more than the maximum: no input fills the memory."""
    try:
        if argument == "-":
            return sys.stdin.buffer.read(MAXIMUM_SIZE + 1) if sys.stdin else b""
        return files.read_limited(argument, MAXIMUM_SIZE + 1)
    except (FileNotFoundError, NotADirectoryError):
        from zwe_vsam.config import entries, secrets

        origin = Origin(secrets.word_shown(name))
        raise Problem("ZWEL0109E", origin=origin, remedy=entries.remedy(argument)) from None
    except OSError as error:
        reason = "it is a directory" if error.errno == errno.EISDIR else str(error.strerror)
        raise Problem(
            "ZWEL0140E",
            reason=f"the file cannot be read: {reason}",
            origin=Origin(name),
            remedy="Name a file that you can read after -c.",
        ) from error
    except ValueError:  # A name that no file can have, as one with X'00' in it.
        raise Problem("ZWEL0109E", origin=Origin(repr(name))) from None


def _encoding(data: bytes, path: str, asked: str) -> str:
    """The code page that the user names, or that the tag or the content indicates.

    Bytes of ASCII are UTF-8: z/OS may have converted a tagged file on reading (_BPXK_AUTOCVT).
    """
    if data.isascii():
        return "UTF-8"
    if asked:
        return asked
    from zwe_vsam.config import encoding

    return (encoding.of_tag(path) if path != "-" else "") or encoding.of_content(data)


def _text(data: bytes, name: str, encoding: str) -> str:
    try:
        if data.isascii():
            return data.decode()
        from zwe_vsam.config.encoding import decode

        return decode(data, encoding)
    except UnicodeDecodeError as error:
        raise _not_text(data, name, encoding, error.start) from None


def _not_text(data: bytes, name: str, encoding: str, at: int) -> Problem:
    """The problem of a byte that is not in the code page, and how to convert the file."""
    from zwe_vsam.config.encoding import UTF_8, other_page

    reason = f"byte X'{data[at]:02X}' is not valid in {encoding}"
    remedy = "Save the file as UTF-8, or name its code page with --encoding."
    page = other_page(data) if encoding == UTF_8 else None
    if page:
        reason += f". The file looks like {page.name}, which Zowe cannot read"
        import shlex

        file = "zowe.yaml" if name == "<stdin>" else shlex.quote(name)
        remedy = f"Convert the file: iconv -f {page.iconv} -t UTF-8 {file} > new.yaml"
    line = data.count(b"\n", 0, at) + 1
    return Problem("ZWEL0140E", reason=reason, origin=Origin(name, line), remedy=remedy)
