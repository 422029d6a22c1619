"""Which of the server's threads waits for the next request, and the connections without one.

Python executes one thread at a time, and threads that are ready to run at the same time cost more
than they gain: with thirty of them, the server answers half as many requests in a second. So one
thread has the turn: it waits for all connections at once, and answers one request after the other.
Another thread gets the turn when this one has to wait: for its client, which ``step_aside`` says,
or for anything else that takes longer than ``PATIENCE``.

This does the work of cheroot's ConnectionManager, whose methods it has, and of the queue between
that manager's thread and the threads that answer.
"""

from __future__ import annotations

import selectors
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket

    from zwe_vsam.sandbox.server.wire import Connection

PATIENCE = 0.02
"""Seconds that a request may take before another thread gets the turn."""
IDLE_SECONDS = 10.0
"""Time that a connection stays open without a request."""
_WAIT = 0.05
"""Seconds of one wait for requests, after which the thread looks whether the server has ended."""
_NEVER = float("inf")


class Turns:
    """The turn, which one thread has or nobody, and the connections that wait for a request."""

    can_add_keepalive_connection = True
    """Whether cheroot keeps a connection after an answer."""

    def __init__(
        self,
        accept: Callable[[], Connection | None],
        order: Callable[[], Any],
        most: int,
    ) -> None:
        """``accept`` returns a new connection, if there is one.

        ``order`` waits for cheroot's order to end a thread. ``most`` is the number of connections
        without a thread; one more is closed.
        """
        self._accept = accept
        self._order = order
        self._most = most
        self._selector = selectors.DefaultSelector()
        self._idle: dict[Connection, float] = {}
        """Connections without a request, the longest idle first, and since when they are."""
        self._expiry = 0.0
        """When the idle connections are looked at again."""
        self._ready: deque[Connection] = deque()
        """Connections with a request."""
        self._free = threading.Semaphore(1)
        self._lock = threading.Lock()
        self._owner = 0
        """Identity of the thread that has the turn; 0 while no thread has it."""
        self._since = _NEVER
        """When the request of that thread began; never while it waits for one."""
        self._stopping = False
        self._stopped = threading.Event()

    def listen(self, listener: socket.socket) -> None:
        """Take connections from ``listener`` from now on."""
        self._selector.register(listener, selectors.EVENT_READ)

    def get(self) -> Any:
        """Return a connection with a request, when this thread has the turn.

        After ``stop`` it is the order to end the thread.
        """
        self._obtain()
        while not self._stopping:
            if self._ready:
                connection = self._ready.popleft()
                self._since = time.monotonic()
                return connection
            self._wait()
        self.step_aside()
        return self._order()

    def _obtain(self) -> None:
        """Wait for the turn. From here to the next request, it is not passed on."""
        own = threading.get_ident()
        with self._lock:
            if self._owner == own:
                self._since = _NEVER
                return
        self._free.acquire()
        self._owner = own

    def _wait(self) -> None:
        """Wait for requests and new connections, and close what has been idle for too long."""
        for key, _ in self._selector.select(_WAIT):
            if key.data is None:
                self._admit()
            else:
                self._take(key.data)
                self._ready.append(key.data)
        now = time.monotonic()
        if now < self._expiry:
            return
        self._expiry = now + 1
        for connection, since in list(self._idle.items()):
            if now - since > IDLE_SECONDS:
                self._take(connection)
                connection.close()

    def _admit(self) -> None:
        """Take the new connections, so that the last one does not wait for the others' requests."""
        for _ in range(self._most):
            connection = self._accept()
            if connection is None:
                return
            if len(self._idle) + len(self._ready) < self._most:
                self.put(connection)
            else:
                connection.close()

    def put(self, connection: Connection) -> None:
        """Have the connection wait for a request, without a thread."""
        with self._lock:
            if self._stopping:
                connection.close()
                return
            self._idle[connection] = time.monotonic()
            self._selector.register(connection.socket, selectors.EVENT_READ, connection)

    def _take(self, connection: Connection) -> None:
        self._selector.unregister(connection.socket)
        del self._idle[connection]

    def step_aside(self) -> None:
        """Give up the turn, if this thread has it."""
        with self._lock:
            if self._owner == threading.get_ident():
                self._give_up()

    def run(self, _interval: float) -> None:
        """Pass the turn on where a request takes long, until ``stop``."""
        while not self._stopped.wait(PATIENCE):
            with self._lock:
                if time.monotonic() - self._since > PATIENCE:
                    self._give_up()

    def _give_up(self) -> None:
        """Let the next thread have the turn. The caller has the lock, and somebody the turn."""
        self._owner = 0
        self._since = _NEVER
        self._free.release()

    def stop(self) -> None:
        """Take no more requests. On return no thread waits for the connections."""
        with self._lock:
            self._stopping = True
        self.step_aside()
        self._free.acquire()
        self._stopped.set()
        self._free.release()

    def close(self) -> None:
        """Close the connections without a thread, after ``stop``."""
        for connection in (*self._idle, *self._ready):
            connection.close()
        self._selector.close()
