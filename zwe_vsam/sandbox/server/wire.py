"""Connections, heads and bodies of requests, before any authentication.

Every read has a deadline, and every size a limit, so that a client which is slow, gone or hostile
costs a thread for some seconds and nothing else. Source of the framing rules: RFC 9112, sections
6 and 7.1.
"""

from __future__ import annotations

import io
import json
import logging
import re
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from cheroot.server import HeaderReader, HTTPConnection, HTTPRequest
from cheroot.ssl.builtin import BuiltinSSLAdapter

from zwe_vsam.sandbox.server.errors import FILES_UNEXPECTED, Failure

HEAD_SECONDS = 10.0
"""Time for the TLS handshake and the whole head of a request."""
BODY_SECONDS = 60.0
"""Time for the whole body of a request."""
REST_SECONDS = 10.0
"""Time to read the unread part of a body before the answer is sent."""
REST_BYTES = 64 << 20
"""Bytes of the unread part of a body that are read so that the client reads the answer."""

_PIECE = 64 << 10
"""Bytes of a body that are read at a time, whatever length was announced."""
_TRAILER = 8 << 10
"""Bytes of a chunk's size and of the fields after the last chunk."""
_LENGTH = re.compile(rb"[0-9]{1,18}")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r\n")

_log = logging.getLogger(__name__)


class _Socket(socket.SocketIO):
    """Reads from a socket until a deadline, however slowly the bytes come."""

    deadline = float("inf")
    """Of the monotonic clock."""
    step_aside: Callable[[], None] = staticmethod(lambda: None)
    """Called before it waits for the client."""
    receives = True
    """Whether it reads from the network, and not only what TLS has decrypted already."""

    def readinto(self, buffer: Any) -> int | None:
        """Read the available bytes. Raises TimeoutError after the deadline, and OSError."""
        if not self.receives and not self._has_decrypted():
            return None
        remaining = self.deadline - time.monotonic()
        if remaining <= 0:
            raise TimeoutError("timed out")
        usual = self._sock.gettimeout()  # type: ignore[attr-defined]
        try:
            count = self._read_at_once(buffer)
            if count is None:
                self.step_aside()
                self._sock.settimeout(min(remaining, HEAD_SECONDS))  # type: ignore[attr-defined]
                count = super().readinto(buffer)
            return count
        finally:
            self._sock.settimeout(usual)  # type: ignore[attr-defined]

    def _read_at_once(self, buffer: Any) -> int | None:
        """Read the bytes that have arrived; None where there are none."""
        self._sock.settimeout(0)  # type: ignore[attr-defined]
        try:
            return super().readinto(buffer)
        except ssl.SSLWantReadError:
            return None

    def _has_decrypted(self) -> bool:
        """Whether TLS has decrypted bytes that were not read."""
        return isinstance(self._sock, ssl.SSLSocket) and self._sock.pending() > 0  # type: ignore[attr-defined]


class _Reader(io.BufferedReader):
    """Reads from a socket with a deadline."""

    raw: _Socket

    def has_data(self) -> bool:
        """Whether bytes have been received that were not read."""
        self.raw.receives = False
        try:
            return bool(self.peek(1))
        finally:
            self.raw.receives = True


class _Writer(io.BufferedWriter):
    """Discards the data that a disconnected client has not received.

    Otherwise the collector tries to send it again; from Python 3.13 on that fails aloud.
    """

    def close(self) -> None:
        """Close, sent or not."""
        with suppress(OSError, ValueError):
            super().close()


def _file(sock: socket.socket, mode: str, size: int) -> _Reader | _Writer:
    if "r" in mode:
        return _Reader(_Socket(sock, "rb"), size)
    return _Writer(socket.SocketIO(sock, "wb"), size)


class Body(io.RawIOBase):
    """The body of a request: of a known length, or in chunks.

    A read raises OSError when the body is late, ends early, or is not well formed.
    """

    def __init__(self, stream: Any, length: int | None) -> None:
        """``length`` in bytes; None for chunks."""
        super().__init__()
        self._stream = stream
        self._chunked = length is None
        self._left = length or 0
        self._first = True
        self.is_whole = length == 0
        """Whether everything was read that belongs to the body."""

    def readable(self) -> bool:
        """Return True: the body is readable."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes of the body; 0 at its end. Raises OSError."""
        if not self.is_whole and not self._left:
            self._next_chunk()
        if self.is_whole:
            return 0
        data = self._stream.read(min(len(buffer), self._left, _PIECE))
        if not data:
            raise OSError("The body of the request ends early.")
        self._left -= len(data)
        if not self._left and not self._chunked:
            self.is_whole = True
        buffer[: len(data)] = data
        return len(data)

    def read_rest(self, most: int) -> None:
        """Read the remaining bytes, at most ``most`` of them. Raises OSError."""
        while most > 0 and (part := self.read(min(most, _PIECE))):
            most -= len(part)

    def _next_chunk(self) -> None:
        if not self._first and self._stream.read(2) != b"\r\n":
            raise OSError("A chunk of the request is longer than its size.")
        self._first = False
        match = _CHUNK.fullmatch(self._stream.readline(_TRAILER))
        if match is None:
            raise OSError("A chunk of the request has no size.")
        self._left = int(match[1], 16)
        if not self._left:
            self._skip_trailer()
            self.is_whole = True

    def _skip_trailer(self) -> None:
        remaining = _TRAILER
        while (line := self._stream.readline(remaining)) != b"\r\n":
            remaining -= len(line)
            if remaining <= 0 or not line.endswith(b"\r\n"):
                raise OSError("The request does not end as its chunks say.")


class _Headers(HeaderReader):
    """The headers of a request, of which those that delimit the body have to be in order."""

    def __call__(self, rfile: Any, hdict: dict[bytes, bytes] | None = None) -> dict[bytes, bytes]:
        """Read them. Raises ValueError."""
        headers: dict[bytes, bytes] = super().__call__(rfile, hdict)
        length = headers.get(b"Content-Length")
        if length is not None and not _LENGTH.fullmatch(length):
            raise ValueError("Content-Length is not a number of bytes.")
        if length is not None and b"Transfer-Encoding" in headers:
            raise ValueError("Content-Length and Transfer-Encoding exclude each other.")
        return headers


class _Request(HTTPRequest):
    """A request that is answered with an error document also where its first lines are wrong."""

    header_reader = _Headers()

    def read_request_line(self) -> bool:
        """Read the first line; whether it is one."""
        try:
            return bool(super().read_request_line())  # type: ignore[no-untyped-call]
        except ValueError:
            # Such as an address in square brackets that does not end.
            self.simple_response("400 Bad Request", "Malformed Request-URI")
            return False

    def read_request_headers(self) -> bool:
        """Read the headers, and send what the client waits for before the body."""
        are_read = bool(super().read_request_headers())  # type: ignore[no-untyped-call]
        self.conn.wfile.flush()
        return are_read

    def respond(self) -> None:
        """Have the application answer."""
        length = None if self.chunked_read else int(self.inheaders.get(b"Content-Length", 0))
        self.body = Body(self.conn.rfile, length)
        # An application that asks for so many bytes gets as many, unless there are no more.
        self.rfile = io.BufferedReader(self.body)
        self.conn.wait(BODY_SECONDS)
        self.server.gateway(self).respond()
        if self.ready:
            self.ensure_headers_sent()
        if self.chunked_write:
            self.conn.wfile.write(b"0\r\n\r\n")
        self.conn.wfile.flush()

    def send_headers(self) -> None:
        """Read the unread part of the body, up to a limit, and begin the answer.

        A client that is still sending does not look at an answer, and loses it with the
        connection. What is left after that cannot be told from the next request.
        """
        if not self.body.is_whole:
            self.conn.wait(REST_SECONDS)
            with suppress(OSError):
                self.body.read_rest(REST_BYTES)
        if not self.body.is_whole:
            self.close_connection = True
        super().send_headers()

    def simple_response(self, status: str | int, msg: str = "") -> None:
        """Answer a request that does not reach the application, and close the connection."""
        code, _, reason = str(status).partition(" ")
        failure = Failure(int(code), FILES_UNEXPECTED, 4, 0, msg or reason)
        body = json.dumps(failure.document()).encode()
        head = (
            f"HTTP/1.1 {code} {reason}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self.close_connection = True
        with suppress(OSError):
            self.conn.wfile.write(head.encode("latin-1") + body)
            self.conn.wfile.flush()


class Connection(HTTPConnection):
    """A connection whose client has a limited time for each request."""

    RequestHandlerClass = _Request

    def __init__(self, server: Any, sock: socket.socket) -> None:
        super().__init__(server, sock, _file)
        # Caches of methods that the server does not use. Each refers to the connection, which then
        # stays in memory until the collector looks at all objects.
        del self.get_peer_creds, self.resolve_peer_creds
        self._shakes_hands = isinstance(sock, ssl.SSLSocket)
        self._step_aside = server.turns.step_aside
        self.rfile.raw.step_aside = self._step_aside

    def wait(self, seconds: float) -> None:
        """Set the deadline of the next reads to ``seconds`` from now."""
        self.rfile.raw.deadline = time.monotonic() + seconds

    def close(self) -> None:
        """Close the connection, also one that its client has broken in an unusual way."""
        try:
            super().close()
        except OSError:
            self.socket.close()

    def communicate(self) -> bool:
        """Read requests and answer them; whether the connection stays open."""
        self.wait(HEAD_SECONDS)
        if self._shakes_hands and not self._shake_hands():
            return False
        while super().communicate():  # type: ignore[no-untyped-call]
            if not (self.server.ready and self.rfile.has_data()):
                return True
            self.wait(HEAD_SECONDS)
        return False

    def _shake_hands(self) -> bool:
        self._shakes_hands = False
        self._step_aside()
        try:
            self.socket.do_handshake()
        except (OSError, ValueError) as error:
            _log.info("TLS handshake with %s: %s", self.remote_addr, error)
            return False
        return True


class Adapter(BuiltinSSLAdapter):
    """TLS that is negotiated where a request is read, and not where connections are accepted.

    There a slow client would keep all others out.
    """

    def wrap(self, sock: socket.socket) -> tuple[ssl.SSLSocket, dict[str, str]]:
        """Return the socket, not negotiated yet, and what the application is told of it."""
        wrapped = self.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        return wrapped, {}
