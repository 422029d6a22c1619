"""A real TCP proxy that spoils chosen requests on their way to a z/OSMF server, or their answers.

With TLS it ends the client's connection with the server's own certificate and opens another one
to the server, so both ways are encrypted and a client that trusts the server trusts the proxy.
A request counts wherever its connection stands, and each is taken to the server on a connection
of its own.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import struct
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from urllib.parse import urlsplit

from tests.listening import Listener

KINDS = {
    "drop-before": "the connection is closed; the server never sees the request",
    "drop-after": "the server has done what was asked; the connection is closed without an answer",
    "reset-before": "as drop-before, with a TCP reset",
    "reset-after": "as drop-after, with a TCP reset",
    "delay": "the answer comes late by `seconds`",
    "delay-before": "the request goes to the server late by `seconds`",
    "truncate": "the head of the answer and the first `size` bytes of its body, then the end",
    "truncate-json": "the first `size` bytes of the body as if they were all of it",
    "duplicate": "the server gets the request twice; the client gets the second answer",
    "garbage": "bytes that are no HTTP; the server never sees the request",
    "html": "a page of HTML with `status`; the server never sees the request",
    "html-after": "the server has done what was asked; the answer is a page of HTML",
    "status": "an error document with `status`; the server never sees the request",
    "status-after": "the server has done what was asked; the answer is an error document",
}
_PAGE = b"<!DOCTYPE html><html><head><title>Gateway</title></head><body>Sorry</body></html>"


@dataclass
class Fault:
    """What happens to the ``nth`` request (from 1) that fits, counted from when it was set."""

    kind: str
    nth: int = 1
    method: str = ""
    """Only requests of this method."""
    path: str = ""
    """Only requests with this in their paths."""
    count: int = 1
    """How many in a row, from the nth on."""
    seconds: float = 0.0
    size: int = 10
    status: int = 503
    seen: int = field(default=0, init=False)

    def hits(self, method: str, path: str) -> bool:
        """Count the request if it fits; whether it is one to spoil."""
        if (self.method and method != self.method) or self.path not in path:
            return False
        self.seen += 1
        return self.nth <= self.seen < self.nth + self.count


@dataclass(frozen=True)
class Seen:
    """A request that came to the proxy."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    fault: str
    """What was done to it; empty for nothing."""


class _Cut(Exception):
    """Close the connection; ``args`` says whether with a reset."""


class Proxy:
    """Listens from its construction to ``__exit__`` on a free port of the loopback interface."""

    def __init__(self, server_url: str, certificate: Path | None = None) -> None:
        """``certificate`` is the server's, its ``key.pem`` beside it; None for plain HTTP."""
        parts = urlsplit(server_url)
        assert parts.hostname
        assert parts.port
        self._server = (parts.hostname, parts.port)
        self._scheme = parts.scheme
        self._inward: ssl.SSLContext | None = None
        self._outward: ssl.SSLContext | None = None
        if certificate is not None:
            self._inward = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._inward.load_cert_chain(certificate, certificate.with_name("key.pem"))
            self._outward = ssl.create_default_context(cafile=str(certificate))
        self._faults: list[Fault] = []
        self.requests: list[Seen] = []
        self._lock = threading.Lock()
        self._connections: set[socket.socket] = set()
        self._listener = Listener(self._serve)
        self._stopped = self._listener.stopped
        self.port = self._listener.port
        self.url = f"{self._scheme}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._listener.stop()
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            _shut(connection)
        self._listener.close()

    def spoil(self, kind: str, **chosen: object) -> Fault:
        """Set a fault, one of ``KINDS``; keywords as in Fault. Later ones come after earlier."""
        assert kind in KINDS
        fault = Fault(kind, **chosen)  # type: ignore[arg-type]
        with self._lock:
            self._faults.append(fault)
        return fault

    def clear(self) -> None:
        """Forget the faults and the requests that were seen."""
        with self._lock:
            self._faults.clear()
            self.requests.clear()

    def _serve(self, plain: socket.socket) -> None:
        plain.settimeout(30)
        connection = plain
        try:
            if self._inward is not None:
                connection = self._inward.wrap_socket(
                    plain, server_side=True, do_handshake_on_connect=False
                )
            # Before anything is waited for, so that the end of the test ends the wait.
            with self._lock:
                self._connections.add(connection)
            if isinstance(connection, ssl.SSLSocket):
                connection.do_handshake()
            with connection.makefile("rb") as stream:
                while not self._stopped.is_set() and self._one(connection, stream):
                    pass
        except _Cut as cut:
            if cut.args[0]:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except (OSError, ValueError):
            pass
        finally:
            with self._lock:
                self._connections.discard(connection)
            connection.close()

    def _one(self, connection: socket.socket, stream: BinaryIO) -> bool:
        """Answer one request; whether the connection goes on."""
        line = stream.readline(65536)
        if not line.strip():
            return False
        method, path, _ = line.decode("latin-1").split(" ", 2)
        message = http.client.parse_headers(stream)
        body = _body(message, stream)
        headers = {
            name: value
            for name, value in message.items()
            if name.lower() not in ("connection", "transfer-encoding", "content-length")
        }
        with self._lock:
            # Every fault counts; the first that hits is done.
            hits = [fault for fault in self._faults if fault.hits(method, path)]
            fault = hits[0] if hits else None
            self.requests.append(Seen(method, path, headers, body, fault.kind if fault else ""))
        connection.sendall(self._answer(fault, method, path, headers, body))
        if fault is not None and fault.kind in ("truncate", "garbage"):
            raise _Cut(False)
        return message.get("Connection", "").lower() != "close"

    def _answer(
        self, fault: Fault | None, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> bytes:
        """What the client gets. Raises _Cut."""
        kind = fault.kind if fault else ""
        if kind in ("drop-before", "reset-before"):
            raise _Cut(kind == "reset-before")
        if kind == "garbage":
            return b"\x16\x03\x00 no HTTP \xff\xfe\r\n\r\n"
        if fault and kind in ("html", "status"):
            return _made(fault, method)
        if fault and kind == "delay-before":
            self._stopped.wait(fault.seconds)
        answer = self._forward(method, path, headers, body)
        if kind == "duplicate":
            answer = self._forward(method, path, headers, body)
        if kind in ("drop-after", "reset-after"):
            raise _Cut(kind == "reset-after")
        if fault and kind in ("html-after", "status-after"):
            return _made(fault, method)
        if fault and kind == "delay":
            self._stopped.wait(fault.seconds)
        if fault and kind == "truncate":
            head, blank, content = answer.partition(b"\r\n\r\n")
            return head + blank + content[: fault.size]
        if fault and kind == "truncate-json":
            head, _, content = answer.partition(b"\r\n\r\n")
            kept = [x for x in head.split(b"\r\n") if not x.lower().startswith(b"content-length")]
            cut = content[: fault.size]
            return b"\r\n".join([*kept, b"Content-Length: %d" % len(cut), b"", cut])
        return answer

    def _forward(self, method: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
        host, port = self._server
        upstream: http.client.HTTPConnection
        if self._outward is not None:
            upstream = http.client.HTTPSConnection(host, port, timeout=30, context=self._outward)
        else:
            upstream = http.client.HTTPConnection(host, port, timeout=30)
        try:
            upstream.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                upstream.putheader(name, value)
            if body or method in ("PUT", "POST"):
                upstream.putheader("Content-Length", str(len(body)))
            upstream.putheader("Connection", "close")
            upstream.endheaders(body or None)
            answer = upstream.getresponse()
            content = answer.read()
            lines = [f"HTTP/1.1 {answer.status} {answer.reason}"]
            hidden = ("connection", "transfer-encoding", "keep-alive")
            lines += [f"{k}: {v}" for k, v in answer.getheaders() if k.lower() not in hidden]
            if "content-length" not in {k.lower() for k, _ in answer.getheaders()}:
                lines.append(f"Content-Length: {len(content)}")
            return "\r\n".join([*lines, "", ""]).encode("latin-1") + content
        finally:
            upstream.close()


def _made(fault: Fault, method: str) -> bytes:
    content, media = _PAGE, "text/html"
    if fault.kind.startswith("status"):
        content = b'{"rc":16,"reason":0,"category":7,"message":"Server error occurred"}'
        media = "application/json"
    head = (
        f"HTTP/1.1 {fault.status} {http.client.responses.get(fault.status, 'Unknown')}\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + (b"" if method == "HEAD" else content)


def _body(message: http.client.HTTPMessage, stream: BinaryIO) -> bytes:
    if message.get("Transfer-Encoding", "").lower() != "chunked":
        return stream.read(int(message.get("Content-Length") or 0))
    body = b""
    while size := int(stream.readline(100).split(b";")[0], 16):
        body += stream.read(size)
        stream.readline(10)
    stream.readline(10)
    return body


def _shut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
