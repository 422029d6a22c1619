"""Many requests: one after the other, several at once, and on connections that stay open."""

from __future__ import annotations

import contextlib
import gc
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.load.test_strangers import INFO
from tests.sandbox.helpers import Sandbox
from tests.sandbox.server.process import Forked
from zwe_vsam.sandbox import server
from zwe_vsam.sandbox.server import turns, wire
from zwe_vsam.sandbox.server.server import _THREADS as THREADS
from zwe_vsam.sandbox.server.server import Server

LAST = INFO + b"Connection: close\r\n\r\n"
READ_AT_ONCE = 8192
"""Bytes that the server reads from a connection at a time."""


def ask(connection: socket.socket, times: int) -> None:
    """Send requests, each when the former one is answered."""
    for _ in range(times):
        connection.sendall(INFO + b"\r\n")
        head, _, body = connection.recv(65536).partition(b"\r\n\r\n")
        length = head.partition(b"Content-Length: ")[2].split(b"\r\n")[0]
        while len(body) < int(length):
            body += connection.recv(65536)


def answers(connection: socket.socket) -> int:
    """The number of answers until the server closes the connection."""
    received = b""
    while part := connection.recv(65536):
        received += part
    return received.count(b"HTTP/1.1 200")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_memory_does_not_grow(process: Forked) -> None:
    def resident() -> int:
        lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))

    with process.connect() as connection:
        ask(connection, 500)
        before = resident()
        ask(connection, 4000)
        assert resident() < 1.03 * before


def test_requests_that_are_sent_before_the_answer(process: Forked) -> None:
    with process.connect() as connection:
        connection.sendall((INFO + b"\r\n") * 50 + LAST)
        assert answers(connection) == 51


def test_a_request_that_tls_has_decrypted_already(sandbox: Sandbox) -> None:
    """Two requests in one record of TLS, of which the first one is all that is read at a time."""
    first = INFO + b"X: \r\n\r\n"
    first = first.replace(b"X: ", b"X: " + b"A" * (READ_AT_ONCE - len(first)))
    made = server.serve(sandbox.system)
    made.start()
    try:
        context = ssl.create_default_context(cafile=str(made.certificate))
        with (
            socket.create_connection(("127.0.0.1", made.port), 5) as plain,
            context.wrap_socket(plain, server_hostname="127.0.0.1") as connection,
        ):
            connection.sendall(first + LAST)
            assert answers(connection) == 2
    finally:
        made.stop()


class Slow:
    """An application whose path ``/slow`` is answered when the test wants it."""

    def __init__(self) -> None:
        self.reached = threading.Semaphore(0)
        self.goes_on = threading.Event()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        if environ["PATH_INFO"] == "/slow":
            self.reached.release()
            assert self.goes_on.wait(60)
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[tuple[Slow, Server]]:
    app = Slow()
    made = Server(app, tmp_path, "127.0.0.1", 0, tls=False)
    made.start()
    yield app, made
    app.goes_on.set()
    made.stop()


def begin(made: Server, path: str) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", made.port), 60)
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    return connection


def test_requests_that_take_long_keep_no_other_out(slow: tuple[Slow, Server]) -> None:
    app, made = slow
    with contextlib.ExitStack() as stack:
        waiting = [stack.enter_context(begin(made, "/slow")) for _ in range(10)]
        for _ in waiting:
            assert app.reached.acquire(timeout=60)
        assert answers(stack.enter_context(begin(made, "/"))) == 1
        app.goes_on.set()
        assert [answers(connection) for connection in waiting] == [1] * 10


def test_a_request_under_way_is_answered_when_the_server_ends(slow: tuple[Slow, Server]) -> None:
    app, made = slow
    with begin(made, "/slow") as connection:
        assert app.reached.acquire(timeout=60)
        ending = threading.Thread(target=made.stop)
        ending.start()
        app.goes_on.set()
        assert answers(connection) == 1
        ending.join(60)
        assert not ending.is_alive()


def test_a_connection_without_a_request_is_closed(
    slow: tuple[Slow, Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "IDLE_SECONDS", 0.1)
    _, made = slow
    with socket.create_connection(("127.0.0.1", made.port), 20) as connection:
        assert answers(connection) == 0
    with begin(made, "/") as connection:
        assert answers(connection) == 1


def test_a_closed_connection_leaves_no_garbage(slow: tuple[Slow, Server]) -> None:
    """It goes with its last user, not when Python looks for circles of references."""
    _, made = slow
    gc.collect()
    gc.disable()
    try:
        # Those of other servers; and each thread of this one may still have its last.
        allowed = _connections() + 2 * THREADS
        for _ in range(allowed + THREADS):
            with begin(made, "/") as connection:
                assert answers(connection) == 1
        # The server closes its ends after the client.
        deadline = time.monotonic() + 20
        while (remaining := _connections()) > allowed and time.monotonic() < deadline:
            time.sleep(0.01)
    finally:
        gc.enable()
    assert remaining <= allowed


def _connections() -> int:
    return sum(isinstance(each, wire.Connection) for each in gc.get_objects())


def test_the_turn_is_passed_on_at_any_moment(
    slow: tuple[Slow, Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also right when a request ends: two threads must not wait for the same connections."""
    monkeypatch.setattr(turns, "PATIENCE", 0.0001)
    _, made = slow

    def many() -> int:
        with socket.create_connection(("127.0.0.1", made.port), 60) as connection:
            for _ in range(300):
                connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                if not connection.recv(65536).endswith(b"ok"):
                    return 0
            return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: many(), range(8))) == 8
