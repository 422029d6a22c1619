"""The HTTP server below the application: cheroot, with or without TLS, in a thread."""

from __future__ import annotations

import errno
import logging
import socket
import ssl
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cheroot import wsgi

from zwe_vsam.errors import Unavailable
from zwe_vsam.sandbox.server import certificate, wire
from zwe_vsam.sandbox.server.turns import Turns

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_THREADS = 30
"""Requests that are read or answered at the same time."""
_CONNECTIONS = 400
"""Connections without a thread: those without a request, and those that wait for the turn."""
_SHUTDOWN = 1
"""Seconds that requests under way get when the server stops."""

_MAXIMUM_HEAD = 64 << 10
"""Bytes of a request before its body."""

_log = logging.getLogger(__name__)


class _Server(wsgi.Server):
    """cheroot's server, whose threads take turns, and which does not write to standard error."""

    max_request_header_size = _MAXIMUM_HEAD

    def __init__(self, address: tuple[str, int], app: WSGIApplication) -> None:
        super().__init__(
            address,
            app,
            numthreads=_THREADS,
            shutdown_timeout=_SHUTDOWN,
            request_queue_size=_CONNECTIONS,
        )
        self.turns = Turns(self._accepted, self.requests.get, _CONNECTIONS)
        self.requests.get = self.turns.get

    def prepare(self) -> None:
        """Listen, and start the threads. Raises OSError."""
        super().prepare()
        self._connections.close()  # type: ignore[has-type]
        self._connections = self.turns
        self.socket.settimeout(0)

    def _accepted(self) -> wire.Connection | None:
        """Return a new connection, or None where its client has gone."""
        try:
            accepted, address = self.socket.accept()
        except OSError:
            return None
        try:
            accepted.settimeout(self.timeout)
            if self.ssl_adapter is not None:
                accepted, _ = self.ssl_adapter.wrap(accepted)
            connection = wire.Connection(self, accepted)
        except (OSError, ValueError) as error:
            _log.info("Connection of %s: %s", address[0], error)
            accepted.close()
            return None
        connection.remote_addr, connection.remote_port = address[:2]
        return connection

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
        """Log what went wrong outside of the application, such as a broken TLS handshake.

        A traceback is for whoever looks for a defect: standard error never has one.
        """
        _log.log(level, "%s", msg, exc_info=traceback and _log.isEnabledFor(logging.DEBUG))


class Server:
    """Listens from its construction on, and answers from ``start`` to ``stop``."""

    certificate: Path | None = None
    """The certificate that clients have to trust, PEM; None without TLS."""

    def __init__(
        self, app: WSGIApplication, certificates: Path, host: str, port: int, tls: bool
    ) -> None:
        """``certificates``: the folder in which the certificate is made and kept."""
        _check_host(host)
        self.app: Any = app
        self.host = host
        self._server = _Server((host, port), app)
        self._scheme = "https" if tls else "http"
        if tls:
            files = certificate.prepare(certificates, host)
            adapter = wire.Adapter(str(files.public), str(files.private))
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
                raise Unavailable("ZWV8032E", port=port, host=host) from error
            reason = cause.strerror or error
            raise Unavailable("ZWV8033E", port=port, host=host, reason=reason) from error

    @property
    def port(self) -> int:
        """The port on which it listens, also where 0 was requested."""
        return int(self._server.bind_addr[1])

    @property
    def url(self) -> str:
        """The address for clients, without a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self._scheme}://{host}:{self.port}"

    def start(self) -> None:
        """Answer requests, in a thread."""
        self._server.turns.listen(self._server.socket)
        self._thread = threading.Thread(target=self._server.serve, name="zosmf", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Complete the current requests, and stop listening."""
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
    raise Unavailable("ZWV8034E", host=repr(host), reason=reason)
