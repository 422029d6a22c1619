"""A listener of the tests: each connection to a free port gets a thread of its own."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable

_WAIT = 10
"""Seconds for which an end is waited for."""


class Listener:
    """Listens on the loopback interface from its construction until ``close``."""

    def __init__(self, serve: Callable[[socket.socket], None]) -> None:
        """``serve`` gets each connection, and closes it."""
        self._serve = serve
        self._socket = socket.create_server(("127.0.0.1", 0))
        # Connections inherit it. With Nagle's algorithm the first answer of a TLS server waits for
        # 40 ms, until the client acknowledges the session tickets (RFC 896; RFC 8446, 4.6.1).
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.port: int = self._socket.getsockname()[1]
        self.stopped = threading.Event()
        """Set when no more connections are served."""
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def stop(self) -> None:
        """Accept no more connections.

        The socket is closed only after the thread that accepts has ended. Before that, the thread
        may be about to call ``accept``, with a number that is not that of a socket anymore.
        """
        self.stopped.set()
        # Closing does not wake a thread that waits in accept; a connection does.
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", self.port), _WAIT),
        ):
            pass
        self._accepting.join(_WAIT)
        self._socket.close()

    def close(self) -> None:
        """Accept no more connections, and wait for the threads of those that are open."""
        self.stop()
        for thread in self._threads:
            thread.join(_WAIT)

    def _accept(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            if self.stopped.is_set():
                connection.close()
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()
