"""The listener of the tests ends its threads before it closes their sockets."""

from __future__ import annotations

import sys
import threading

from tests.proxy import Proxy


def test_ending_leaves_no_thread() -> None:
    """A thread that calls ``accept`` on a closed socket raises, and that is an error here."""
    before = threading.active_count()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(300):
            with Proxy("http://127.0.0.1:9"):
                pass
    finally:
        sys.setswitchinterval(interval)
    assert threading.active_count() == before
