"""Answers that no good server sends: cut off, damaged, endless, or in another coding."""

from __future__ import annotations

import gzip
import socket
import struct
import threading

import pytest

from tests.conftest import JCLLIB
from tests.targets.plain_server import EMPTY, Act, Answering
from tests.targets.test_zosmf_route import puts, submit
from zwe_vsam import targets
from zwe_vsam.choice import Choice
from zwe_vsam.errors import SubmitFailed, Unavailable
from zwe_vsam.model import Member
from zwe_vsam.targets.zosmf.failure import Lost
from zwe_vsam.targets.zosmf.target import ZosmfTarget

MEMBER = Member(JCLLIB, "ZWECSVSM")
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
LISTED = b'{"items": [{"member": "ZWECSVSM"}]}'


def always(answer: bytes) -> Act:
    """Answer so whatever is asked, and close the connection."""

    def act(client: socket.socket, _head: bytes) -> bool:
        client.sendall(answer)
        return False

    return act


def connected() -> ZosmfTarget:
    target = targets.connect(Choice("zosmf"))
    assert isinstance(target, ZosmfTarget)
    return target


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\n//A JOB\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\nContent-Length: 16\r\n\r\n//A JOB\n//B JOB\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 8, 16\r\n\r\n//A JOB\n//B JOB\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n//A JOB\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"",
    ],
    ids=[
        "cut off",
        "two lengths",
        "two in a line",
        "cut chunks",
        "another answer first",
        "no HTTP",
        "nothing",
    ],
)
def test_a_text_that_is_not_whole_is_no_member(answering: Answering, answer: bytes) -> None:
    answering(always(answer))
    with pytest.raises(Unavailable, match="ZWV6225E"):
        connected().read(MEMBER)


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"x"),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (CHUNKED, b"0"),
        (CHUNKED, b"1\r\n \r\n"),
        (CHUNKED + b"0\r\n", b"X: y\r\n"),
        (OK + b"\r\n", b" "),
        (OK + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"")),
        (OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08" + bytes(6), b"x"),
    ],
    ids=["status", "header", "headers", "continue", "chunk size", "chunks", "trailers", "body",
         "empty files", "name of a file"],
)  # fmt: skip
def test_an_answer_without_end(
    answering: Answering, monkeypatch: pytest.MonkeyPatch, head: bytes, piece: bytes
) -> None:
    """Each piece comes in time for the time-out of one byte; the deadline holds."""
    monkeypatch.setattr("zwe_vsam.targets.zosmf.body.DEADLINE", 0.05)
    monkeypatch.setattr("zwe_vsam.targets.zosmf.http.PAUSES", ())
    ended = threading.Event()

    def trickle(client: socket.socket, _head: bytes) -> bool:
        client.sendall(head)
        # Well below the limit of a test, and long after the deadline.
        for _ in range(1000):
            client.sendall(piece)
            if ended.wait(0.01):
                break
        return False

    answering(trickle)
    try:
        with pytest.raises(Unavailable, match="ZWV6223E"):
            connected().exists(MEMBER)
    finally:
        ended.set()


def test_gzip_that_comes_byte_by_byte(answering: Answering) -> None:
    def act(client: socket.socket, _head: bytes) -> bool:
        client.sendall(OK + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n")
        for number in gzip.compress(LISTED):
            client.sendall(b"1\r\n" + bytes([number]) + b"\r\n")
        client.sendall(b"0\r\n\r\n")
        return True

    server = answering(act)
    target = connected()
    assert target.exists(MEMBER)
    assert target.exists(MEMBER)
    assert server.connections == 1


def coded(coding: str, body: bytes) -> Act:
    """Answer so whatever is asked, with this Content-Encoding."""
    head = f"Content-Encoding: {coding}\r\nContent-Length: {len(body)}\r\n\r\n"
    return always(OK + head.encode("latin-1") + body)


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "x-gzip"])
@pytest.mark.parametrize("cut", [0, 20])
def test_gzip(answering: Answering, coding: str, cut: int) -> None:
    """As one file of gzip, and as two, with zeros at the end (RFC 1952, 2.2)."""
    body = gzip.compress(LISTED[:cut]) + gzip.compress(LISTED[cut:]) + bytes(cut)
    server = answering(coded(coding, body))
    assert connected().exists(MEMBER)
    assert b"\r\nAccept-Encoding: gzip\r\n" in server.heads[0]


@pytest.mark.parametrize(
    "body",
    [gzip.compress(LISTED)[:-1], b"\x1f\x8b", gzip.compress(LISTED) + b"x", LISTED],
    ids=["cut off", "two bytes", "more after it", "no gzip"],
)
def test_gzip_that_is_not_whole(answering: Answering, body: bytes) -> None:
    answering(coded("gzip", body))
    with pytest.raises(Unavailable, match="ZWV6225E"):
        connected().exists(MEMBER)


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "gzip, gzip", "\xff"])
def test_a_coding_that_was_not_asked_for(answering: Answering, coding: str) -> None:
    """Its bytes are taken for no member's text."""
    answering(coded(coding, LISTED))
    with pytest.raises(Unavailable, match="ZWV6229E"):
        connected().exists(MEMBER)


@pytest.mark.parametrize("status", [400, 401, 403])
@pytest.mark.parametrize(
    "rest", [b"Content-Encoding: br\r\n\r\nabc", b"Content-Encoding: gzip\r\n\r\nabc",
             b"Content-Length: 10\r\n\r\nabc"],
    ids=["another coding", "damaged", "cut off"],
)  # fmt: skip
def test_a_refusal_whose_body_cannot_be_read(
    answering: Answering, status: int, rest: bytes
) -> None:
    """The status is enough: nothing was submitted, and a refused login is not sent again."""

    def act(client: socket.socket, head: bytes) -> bool:
        is_submission = head.startswith(b"PUT")
        client.sendall(b"HTTP/1.1 %d No\r\n%s" % (status, rest) if is_submission else EMPTY)
        return not is_submission

    server = answering(act)
    with pytest.raises(SubmitFailed):
        submit()
    assert puts(server) == 1
    assert len(server.heads) == 2


def test_an_answer_before_the_whole_request(answering: Answering) -> None:
    """The server reads no more of a body that is too long."""

    def act(client: socket.socket, _head: bytes) -> bool:
        client.sendall(b"HTTP/1.1 413 Too long\r\nContent-Length: 0\r\n\r\n")
        # Closing resets the connection, so that the client cannot send the rest.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    answering(act)
    answer = connected().http.put("/restfiles/ds/A(B)", "write A(B)", {}, bytes(32 << 20))
    assert answer.status == 413


def test_success_of_a_half_sent_request_is_not_believed(answering: Answering) -> None:
    """The server cannot have the whole job."""

    def act(client: socket.socket, head: bytes) -> bool:
        if not head.startswith(b"PUT"):
            client.sendall(EMPTY)
            return True
        client.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}")
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    answering(act)
    with pytest.raises(Lost) as raised:
        connected().http.put("/restjobs/jobs", "submit A(B)", {}, bytes(32 << 20))
    assert raised.value.was_sent


def test_an_answer_may_take_longer_than_connecting(
    answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zwe_vsam.targets.zosmf.connection.CONNECT_TIMEOUT", 0.1)

    def act(client: socket.socket, _head: bytes) -> bool:
        threading.Event().wait(0.3)
        client.sendall(OK + b"Content-Length: %d\r\n\r\n%s" % (len(LISTED), LISTED))
        return True

    answering(act)
    assert connected().exists(MEMBER)
