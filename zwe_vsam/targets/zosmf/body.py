"""The body of an answer: whole, in time, decompressed, and not too large."""

from __future__ import annotations

import http.client
import io
import socket
import time
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

DEADLINE = 120.0
"""Seconds for a whole answer."""
LARGEST = 64 * 1024 * 1024
"""Maximum bytes of a body, decompressed."""
CUT_OFF = (OSError, EOFError, http.client.HTTPException, zlib.error)
"""What is raised where an answer is not whole, or is no answer of HTTP."""
_PART = 65536
"""Bytes that are read, or decompressed, at once."""
_GZIP = 31
"""The argument of zlib for the format of gzip."""


class Unreadable(Exception):
    """The body is compressed in a way that was not asked for."""


class TimedResponse(http.client.HTTPResponse):
    """An answer that has to be whole before the deadline, however slowly its bytes arrive."""

    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp.close()
        self.fp = io.BufferedReader(_Arriving(sock))


class _Arriving(io.RawIOBase):
    """The bytes of an answer. Raises TimeoutError after the deadline."""

    def __init__(self, sock: socket.socket) -> None:
        self._source = sock.makefile("rb", buffering=0)
        self._end = time.monotonic() + DEADLINE

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int | None:
        if time.monotonic() > self._end:
            raise TimeoutError
        return self._source.readinto(buffer)

    def close(self) -> None:
        self._source.close()
        super().close()


def read_body(response: http.client.HTTPResponse) -> bytes | None:
    """Read the body. None where it cannot be read, but the status says that the request failed.

    For any other status, raises Unreadable, or one of CUT_OFF.
    """
    try:
        return _whole(response)
    except (Unreadable, *CUT_OFF):
        if 200 <= response.status < 300:
            raise
        return None


def _whole(response: http.client.HTTPResponse) -> bytes:
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise Unreadable
    lengths = ",".join(response.headers.get_all("Content-Length", ())).split(",")
    if len({length.strip() for length in lengths}) > 1:
        # http.client takes the first length. None of them can be trusted (RFC 9112, 6.3).
        raise EOFError
    body = bytearray()
    for part in _unzipped(response) if coding.endswith("gzip") else _parts(response):
        body += part
        if len(body) > LARGEST:
            raise TimeoutError
    if response.length:
        raise EOFError
    return bytes(body)


def _parts(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while part := response.read1(_PART):
        yield part


def _unzipped(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """Yield the content of one file of gzip, or of several in a row (RFC 1952, 2.2)."""
    file = None
    for part in _parts(response):
        rest = part
        while rest := rest if file else rest.lstrip(b"\0"):  # Zeros may fill up the end.
            file = file or zlib.decompressobj(_GZIP)
            yield file.decompress(rest, _PART)
            rest = file.unconsumed_tail
            if file.eof:
                rest, file = file.unused_data, None
    if file:
        raise EOFError
