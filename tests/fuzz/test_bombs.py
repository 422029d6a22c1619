"""A small answer that becomes a giant one when it is decompressed, from a real hostile server."""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import subprocess
import sys
import zlib
from functools import cache

import pytest

from tests.conftest import MINIMAL
from tests.listening import Listener

MEMORY = 500 << 20
"""Bytes of address space that a client gets: with what Python needs itself, far below a bomb."""

CLIENT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
from zwe_vsam.cli import main
from zwe_vsam.targets.zosmf import http
http.PAUSES = ()
sys.exit(main(["verify", "-c", sys.argv[2], "--target", "zosmf"]))
"""


PART = 64 << 20
"""Bytes of each part of a bomb: as many as an answer may have."""
BOMBS = {
    "gzip": ("gzip", lambda: zipped() * 16),
    "gzip in gzip": ("gzip, gzip", lambda: gzip.compress(zipped() * 200, 1)),
    "one file of gzip": ("gzip", lambda: one_file(10)),
    "deflate": ("deflate", lambda: deflated(10)),
    "many encodings": (", ".join(["gzip"] * 2000), lambda: b"x"),
}
"""What Content-Encoding says, and what makes the body. Only gzip is decompressed; a coding that was
not asked for is refused before that."""


@cache
def zipped() -> bytes:
    """One part, as a whole file of gzip."""
    return gzip.compress(bytes(PART), 1)


def stream(parts: int, window: int, end: int) -> bytes:
    """Parts in a stream of zlib, flushed so that they are equal, without its last ``end`` bytes."""
    made = zlib.compressobj(1, wbits=window)
    head = made.compress(b"") + made.flush(zlib.Z_FULL_FLUSH)
    block = made.compress(bytes(PART)) + made.flush(zlib.Z_FULL_FLUSH)
    return head + block * parts + made.flush()[:-end]


def one_file(parts: int) -> bytes:
    """Parts in one file of gzip (RFC 1952, 2.3.1)."""
    part, check_sum = bytes(PART), 0
    for _ in range(parts):
        check_sum = zlib.crc32(part, check_sum)
    return stream(parts, 31, 8) + struct.pack("<II", check_sum, parts * PART)


def deflated(parts: int) -> bytes:
    """Parts in one stream of zlib (RFC 1950, 2.2)."""
    part, check_sum = bytes(PART), 1
    for _ in range(parts):
        check_sum = zlib.adler32(part, check_sum)
    return stream(parts, 15, 4) + check_sum.to_bytes(4, "big")


class Hostile:
    """Gives one answer to whatever is asked."""

    def __init__(self, encoding: str, body: bytes, status: str) -> None:
        self.answer = (
            f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nLocation: /zosmf/info\r\n"
            f"Content-Encoding: {encoding}\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode() + body
        self.asked = 0
        self.listener = Listener(self._serve)

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            connection.recv(65536)
            self.asked += 1
            connection.sendall(self.answer)


@pytest.mark.parametrize(
    ("name", "status"), [*((name, "200 OK") for name in BOMBS), ("gzip", "403 Forbidden")]
)
def test_a_compressed_bomb_is_given_up(
    name: str, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoding, body = BOMBS[name]
    hostile = Hostile(encoding, body(), status)
    for key, value in (
        ("HOST", "127.0.0.1"), ("PORT", hostile.listener.port), ("PROTOCOL", "http"), ("USER", "x"),
        ("PASSWORD", "y"),
    ):  # fmt: skip
        monkeypatch.setenv(f"ZWE_VSAM_ZOSMF_{key}", str(value))
    try:
        ran = subprocess.run(
            [sys.executable, "-c", CLIENT, str(MEMORY), str(MINIMAL)],
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
    finally:
        hostile.listener.close()
    assert hostile.asked
    assert ran.returncode == 233, ran.stderr[-2000:]
    assert "MemoryError" not in ran.stderr
    assert len(ran.stderr) < 3000


def test_the_limit_is_real() -> None:
    """What is decompressed whole does not fit."""
    program = f"import resource, gzip, sys; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY},) * 2)"
    ran = subprocess.run(
        [sys.executable, "-c", f"{program}; gzip.decompress(sys.stdin.buffer.read())"],
        input=zipped() * 16, capture_output=True, timeout=300, check=False,
    )  # fmt: skip
    assert b"MemoryError" in ran.stderr
