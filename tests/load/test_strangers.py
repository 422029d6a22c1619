"""A real server process, and clients on real sockets that have not logged in."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import ssl
import threading
import time

import pytest
import requests

from tests.sandbox.helpers import JCLLIB, Sandbox
from tests.sandbox.server.conftest import CSRF
from tests.sandbox.server.process import Forked, Process
from zwe_vsam.sandbox import server
from zwe_vsam.sandbox.server import turns, wire

WRITE = f"PUT /zosmf/restfiles/ds/{JCLLIB}(A) HTTP/1.1\r\nHost: a\r\n{CSRF}: x\r\n".encode()
INFO = f"GET /zosmf/info HTTP/1.1\r\nHost: a\r\n{CSRF}: x\r\n".encode()


def _all(connection: socket.socket) -> bytes:
    answer = b""
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(65536):
            answer += part
    return answer


HOSTILE = {
    "a body that ends early": (WRITE + b"Content-Length: 1000\r\n\r\nabc", 401),
    "a chunk that ends early": (WRITE + b"Transfer-Encoding: chunked\r\n\r\n50\r\nabc", 401),
    "no chunk at all": (WRITE + b"Transfer-Encoding: chunked\r\n\r\n", 401),
    "an endless size of a chunk": (
        WRITE + b"Transfer-Encoding: chunked\r\n\r\n" + b"1" * 100_000, 401,
    ),
    "a huge chunk": (
        WRITE + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFF\r\nabc", 401,
    ),
    "a larger chunk": (
        WRITE + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFFFFFFFF\r\nabc", 401,
    ),
    "a negative chunk": (WRITE + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nabcde\r\n", 401),
    "a huge length": (WRITE + b"Content-Length: 99999999999999999\r\n\r\nabc", 401),
    "a longer length": (WRITE + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nabc", 400),
    "a negative length": (WRITE + b"Content-Length: -5\r\n\r\nabc", 400),
    "a length with an underscore": (WRITE + b"Content-Length: 1_0\r\n\r\nabc", 400),
    "two framings": (
        WRITE + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
    ),
    "another framing": (WRITE + b"Transfer-Encoding: gzip, chunked\r\n\r\nabc", 501),
    "an address that does not end": (b"GET //[::1 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a version that is none": (b"GET / HTTP/x.y\r\n\r\n", 400),
    "no line end": (b"GET / HTTP/1.1\r\nHost: a\r\nA", 400),
    "no request": (b"\x16\x03\x01\x02\x00\x01", 400),
    # Levels of cheroot differ in what they make of it.
    "no header": (WRITE + b"Content-Length: 0\r\n: x\r\n \r\n\r\n", None),
    "a login that is none": (
        WRITE + b"Authorization: Basic \xff\xfe\r\nContent-Length: 5\r\n\r\n", 401,
    ),
    "a path that is not UTF-8": (b"GET /zosmf/%ff%fe HTTP/1.1\r\nHost: a\r\n\r\n", 403),
    "a host that is none": (INFO.replace(b"Host: a", b"Host: \xff/[:") + b"\r\n", None),
}  # fmt: skip


def test_nothing_that_strangers_send_is_a_traceback(process: Forked) -> None:
    """Each gets an error document, and standard error has not a line of it."""
    for what, (sent, status) in HOSTILE.items():
        with process.connect() as connection:
            # The server may have answered, and closed the connection, before all was sent.
            with contextlib.suppress(OSError):
                connection.sendall(sent)
                connection.shutdown(socket.SHUT_WR)
            head, _, body = _all(connection).partition(b"\r\n\r\n")
        if status is not None:
            assert head.split()[1:2] == [b"%d" % status], (what, head)
            assert json.loads(body)["message"], what
    with process.connect() as connection:
        connection.sendall(WRITE + b"Content-Length: 100\r\n\r\n")
        # Gone, and what the server sends is refused.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    with process.connect() as connection:
        connection.sendall(INFO + b"Connection: close\r\n\r\n")
        assert b"zosmf_version" in _all(connection)
    code, err = process.end()
    assert code == 0
    assert [line.split(":")[0] for line in err.splitlines()] == ["Info ZWV8004I"], err


def test_what_follows_a_body_is_the_next_request(process: Forked) -> None:
    """A body is read to its end, trailers and all, before another request is looked for."""
    chunked = b"Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nTrailer: z\r\n\r\n"
    with process.connect() as connection:
        connection.sendall(WRITE + chunked)
        connection.sendall(WRITE + b"Content-Length: 3\r\n\r\nabc")
        connection.sendall(INFO + b"Connection: close\r\n\r\n")
        answers = _all(connection)
    assert answers.count(b"HTTP/1.1 401") == 2
    assert answers.count(b"HTTP/1.1 200") == 1


def test_a_body_that_is_not_read_ends_the_connection(process: Forked) -> None:
    """What is left of it must not be taken for a request."""
    smuggled = INFO + b"\r\n"
    with process.connect() as connection:
        connection.sendall(WRITE + b"Transfer-Encoding: chunked\r\n\r\n0x5\r\nabcde\r\n" + smuggled)
        answers = _all(connection)
    assert answers.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("tls", [False, True])
def test_slow_connections_do_not_keep_others_out(sandbox: Sandbox, tls: bool) -> None:
    """Silent ones, and more with half a head than a server of ten threads could bear."""
    made = server.serve(sandbox.system, tls=tls)
    made.start()
    with contextlib.ExitStack() as stack:
        stack.callback(made.stop)
        slow = [
            stack.enter_context(socket.create_connection(("127.0.0.1", made.port), 60))
            for _ in range(40)
        ]
        for number, connection in enumerate(slow):
            # With TLS, half of a ClientHello.
            connection.sendall([b"", b"\x16\x03\x01" if tls else b"GET /zos"][number % 2])
        session = stack.enter_context(requests.Session())
        session.trust_env = False
        session.verify = str(made.certificate) if made.certificate else True
        for _ in range(3):
            answer = session.get(f"{made.url}/zosmf/info", headers={CSRF: "x"}, timeout=60)
            assert answer.status_code == 200
            session.close()
        waiting = [each for each in slow if _is_open(each)]
        assert len(waiting) == len(slow), "the others were answered while the slow ones waited"


def _is_open(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return bool(connection.recv(1))
    except (BlockingIOError, ssl.SSLWantReadError):
        return True


@pytest.mark.parametrize("sent", [b"", WRITE + b"Content-Length: 100000\r\n\r\n"])
def test_a_time_for_the_whole_of_it(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    """A head, or a body, that comes a byte at a time, each well within the time for one read."""
    for name in ("HEAD_SECONDS", "BODY_SECONDS", "REST_SECONDS"):
        monkeypatch.setattr(wire, name, 0.5)
    made = server.serve(sandbox.system, tls=False)
    made.start()
    stop = threading.Event()
    try:
        with socket.create_connection(("127.0.0.1", made.port), 60) as connection:
            connection.sendall(sent or b"GET /")

            def drip() -> None:
                with contextlib.suppress(OSError):
                    while not stop.wait(0.05):
                        connection.sendall(b"A")

            dripping = threading.Thread(target=drip)
            dripping.start()
            answer = _all(connection)
            stop.set()
            dripping.join(60)
    finally:
        stop.set()
        made.stop()
    assert answer.startswith(b"HTTP/1.1 401" if sent else b"HTTP/1.1 408")


def test_one_connection_too_many_is_closed(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before there are more than a process may have open."""
    monkeypatch.setattr("zwe_vsam.sandbox.server.server._CONNECTIONS", 5)
    monkeypatch.setattr("zwe_vsam.sandbox.server.server._THREADS", 1)
    # None is closed because it is idle.
    monkeypatch.setattr(turns, "IDLE_SECONDS", 600.0)
    made = server.serve(sandbox.system, tls=False)
    made.start()
    with contextlib.ExitStack() as stack:
        stack.callback(made.stop)
        many = []
        for _ in range(30):
            many.append(stack.enter_context(socket.create_connection(("127.0.0.1", made.port), 60)))
            # The queue before the server has six places. Who finds none tries again a second later.
            time.sleep(0.005)
        deadline = time.monotonic() + 60
        while all(map(_is_open, many)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not all(map(_is_open, many))


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_ending_it_is_no_error(sandbox: Sandbox, ending: signal.Signals) -> None:
    """Ctrl-C is what its own words say ends it."""
    code, err = Process(sandbox.system.folder, "--no-tls").end(ending)
    assert code == 0
    assert err.splitlines()[0].startswith("Info ZWV8004I")
    assert "Error" not in err
