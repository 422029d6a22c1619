"""A server without TLS whose answers, byte by byte, are a test's."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable

from tests.listening import Listener

EMPTY = (
    b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{"items":[]}'
)

Act = Callable[[socket.socket, bytes], bool]


def received(connection: socket.socket) -> bytes:
    """One request without a body, or whose body comes with its head; empty at the end."""
    head = b""
    while b"\r\n\r\n" not in head:
        part = connection.recv(65536)
        if not part:
            return b""
        head += part
    return head


class Server:
    """Reads requests without TLS; ``close`` ends the connections that clients keep."""

    def __init__(self, act: Act) -> None:
        """``act`` answers a request, and returns whether the connection goes on."""
        self.heads: list[bytes] = []
        self.connections = 0
        self._act = act
        self._open: set[socket.socket] = set()
        self._listener = Listener(self._serve)
        self.port = self._listener.port

    def wait_for_the_end(self) -> None:
        """Wait until no connection is open."""
        end = time.monotonic() + 20
        while self._open and time.monotonic() < end:
            time.sleep(0.001)

    def close(self) -> None:
        for client in tuple(self._open):
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self, client: socket.socket) -> None:
        self.connections += 1
        self._open.add(client)
        with contextlib.suppress(OSError), client:
            while head := received(client):
                self.heads.append(head)
                if not self._act(client, head):
                    break
        self._open.discard(client)


Answering = Callable[[Act], Server]
"""Starts a server that the variables lead to: the fixture ``answering``."""
