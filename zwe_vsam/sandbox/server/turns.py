"""Which of the server's threads takes the next request.

Python executes one thread at a time, and threads that are ready to run at the same time cost more
than they gain: with thirty of them, the server answers half as many requests in a second. So one
thread takes one request after the other. Another thread gets the turn when this one has to wait:
for its client, which ``step_aside`` says, or for anything else that takes longer than ``PATIENCE``.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

PATIENCE = 0.02
"""Seconds that a request may take before another thread gets the turn."""


class Turns:
    """The turn, which one thread has or nobody."""

    def __init__(self, take: Callable[[], Any], is_end: Callable[[Any], bool]) -> None:
        """``take`` waits for a request; ``is_end`` is whether it is the order to end the thread."""
        self._take = take
        self._is_end = is_end
        self._free = threading.Semaphore(1)
        self._lock = threading.Lock()
        self._owner = 0
        self._since = float("inf")
        self._stopped = threading.Event()

    def get(self) -> Any:
        """Return the next request, when this thread has the turn."""
        if self._owner != threading.get_ident():
            self._free.acquire()
            self._owner = threading.get_ident()
        self._since = float("inf")
        request = self._take()
        self._since = time.monotonic()
        if self._is_end(request):
            self.step_aside()
        return request

    def step_aside(self) -> None:
        """Give up the turn, if this thread has it."""
        self._pass(threading.get_ident())

    def _pass(self, owner: int) -> None:
        with self._lock:
            if owner and self._owner == owner:
                self._owner = 0
                self._free.release()

    def watch(self) -> None:
        """Pass the turn on where a request takes long, until ``stop``."""
        while not self._stopped.wait(PATIENCE):
            owner = self._owner
            if time.monotonic() - self._since > PATIENCE:
                self._pass(owner)

    def stop(self) -> None:
        """End ``watch``."""
        self._stopped.set()
