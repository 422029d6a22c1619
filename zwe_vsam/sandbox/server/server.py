"""The HTTP server below the application: cheroot, with or without TLS, in a thread."""

from __future__ import annotations

import errno
import json
import logging
import socket
import ssl
import threading
from contextlib import suppress
from pathlib import Path

import flask
from cheroot import wsgi
from cheroot.errors import FatalSSLAlert, NoSSLError
from cheroot.makefile import StreamReader, StreamWriter
from cheroot.server import HTTPConnection, HTTPRequest
from cheroot.ssl.builtin import BuiltinSSLAdapter

from zwe_vsam.sandbox.folder import unavailable
from zwe_vsam.sandbox.server import certificate
from zwe_vsam.sandbox.server.auth import Authority
from zwe_vsam.sandbox.server.errors import FILES_UNEXPECTED, Failure
from zwe_vsam.sandbox.system import System

_THREADS = 10
_SHUTDOWN = 1
"""Seconds that requests under way get when the server stops."""

_MAXIMUM_HEAD = 64 << 10
"""Bytes of a request before its body."""

_log = logging.getLogger(__name__)


class _Request(HTTPRequest):
    """A request whose first lines are wrong, too, is answered with an error document."""

    def simple_response(self, status: str | int, msg: str = "") -> None:
        """Answer what never came to the application, and close the connection."""
        code, _, reason = str(status).partition(" ")
        if code == "100":
            super().simple_response(status, msg)
            return
        failure = Failure(int(code), FILES_UNEXPECTED, 4, 0, msg or reason)
        body = json.dumps(failure.document()).encode()
        head = (
            f"HTTP/1.1 {code} {reason}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self.close_connection = True
        with suppress(OSError):
            self.conn.wfile.write(head.encode("latin-1") + body)


class _Writer(StreamWriter):
    """Gives up what a client that has gone did not take.

    Otherwise the collector tries to send it again; from Python 3.13 on that fails aloud.
    """

    def close(self) -> None:
        """Close, sent or not."""
        with suppress(OSError, ValueError):
            super().close()


def _file(sock: socket.socket, mode: str, bufsize: int) -> StreamReader | StreamWriter:
    return StreamReader(sock, mode, bufsize) if "r" in mode else _Writer(sock, mode, bufsize)


class _Connection(HTTPConnection):
    RequestHandlerClass = _Request

    def __init__(self, server: _Server, sock: socket.socket, makefile: object = None) -> None:  # noqa: ARG002 - cheroot's, of either transport
        super().__init__(server, sock, _file)


class _Adapter(BuiltinSSLAdapter):
    """TLS; one who speaks HTTP to it is only disconnected.

    cheroot would answer, but the attempt to begin TLS has closed the socket.
    """

    def wrap(self, sock: socket.socket) -> tuple[ssl.SSLSocket, dict[str, str]]:
        """The encrypted socket, and what the application is told of it."""
        try:
            wrapped: tuple[ssl.SSLSocket, dict[str, str]] = super().wrap(sock)  # type: ignore[no-untyped-call]
        except NoSSLError as error:
            raise FatalSSLAlert(*error.args) from error
        return wrapped


class _Server(wsgi.Server):
    """cheroot's server, which writes to a log and not to standard error."""

    ConnectionClass = _Connection
    max_request_header_size = _MAXIMUM_HEAD
    expiration_interval = 0.05
    """Seconds between two looks whether it has been stopped."""

    @staticmethod
    def bind_socket(
        socket_: socket.socket, bind_addr: tuple[str, int] | tuple[str, int, int, int]
    ) -> socket.socket:
        """Bind, and close the socket where that fails, which cheroot leaves to the collector."""
        try:
            socket_.bind(bind_addr)
        except OSError:
            socket_.close()
            raise
        return socket_

    def error_log(self, msg: str = "", level: int = 20, traceback: bool = False) -> None:
        """Log what went wrong outside of the application, such as a broken TLS handshake."""
        _log.log(level, "%s", msg, exc_info=traceback)


class Server:
    """Listens from its construction on, and answers from ``start`` to ``stop``."""

    certificate: Path | None = None
    """What clients have to trust, PEM; None without TLS."""

    def __init__(self, app: flask.Flask, system: System, host: str, port: int, tls: bool) -> None:
        _check_host(host)
        self.app = app
        self.host = host
        self._server = _Server((host, port), app, numthreads=_THREADS, shutdown_timeout=_SHUTDOWN)
        self._scheme = "https" if tls else "http"
        if tls:
            files = certificate.prepare(system.folder, host)
            adapter = _Adapter(str(files.public), str(files.private))
            adapter.context.minimum_version = ssl.TLSVersion.TLSv1_2
            self._server.ssl_adapter = adapter
            self.certificate = files.public
        self._thread: threading.Thread | None = None
        self._bind(host, port)

    def _bind(self, host: str, port: int) -> None:
        try:
            self._server.prepare()
        except OSError as error:
            # cheroot wraps the error of the system in one without a number.
            cause = error.__context__ if isinstance(error.__context__, OSError) else error
            if errno.EADDRINUSE in (error.errno, cause.errno) or "in use" in str(error):
                reason, remedy = f"port {port} of {host} is in use", "Name another one: --port."
            else:
                reason, remedy = f"{host} port {port} cannot be used: {cause.strerror or error}", ""
            raise unavailable(reason, remedy=remedy) from error

    @property
    def port(self) -> int:
        """Where it listens; the one that was found free where 0 was asked for."""
        return int(self._server.bind_addr[1])

    @property
    def url(self) -> str:
        """The address for clients, without a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self._scheme}://{host}:{self.port}"

    @property
    def authority(self) -> Authority:
        """Who may ask, and which tokens are valid."""
        found = self.app.extensions["authority"]
        assert isinstance(found, Authority)
        return found

    def start(self) -> None:
        """Answer requests, in a thread."""
        self._thread = threading.Thread(target=self._server.serve, name="zosmf", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the requests under way, and listen no more."""
        self._server.stop()
        if self._thread is not None:
            self._thread.join(10 * _SHUTDOWN)
            self._thread = None


def _check_host(host: str) -> None:
    """Raise Unavailable for a host that this machine does not know."""
    try:
        if host:
            socket.getaddrinfo(host, None)
            return
        reason = "it is empty"
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
    raise unavailable(f"the host {host!r} cannot be used: {reason}")
