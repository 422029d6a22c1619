"""TLS: handshakes that end early, names in certificates, and what a server may do later."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.listening import Listener
from tests.targets.test_zosmf_connection import EMPTY, MEMBER, Answering, empty, pair
from tests.targets.zosmf_job import JOB
from tests.zosmf_front import Front
from zwe_vsam import targets
from zwe_vsam.choice import Choice
from zwe_vsam.errors import SubmitFailed, Unavailable
from zwe_vsam.targets.zosmf.target import ZosmfTarget


@pytest.mark.parametrize(
    ("ending", "reason"),
    [("reset", "cannot be reached"), ("closed", "closed the secure connection"),
     ("silent", "does not answer")],
)  # fmt: skip
def test_a_handshake_that_ends(
    zosmf: Front, monkeypatch: pytest.MonkeyPatch, ending: str, reason: str
) -> None:
    """It is certain that no job was submitted."""
    if ending == "silent":
        monkeypatch.setattr("zwe_vsam.targets.zosmf.connection.CONNECT_TIMEOUT", 0.2)
    ended, first = threading.Event(), []

    def end(connection: socket.socket) -> None:
        first.append(connection.recv(65536)[:1])
        if ending == "silent":
            ended.wait(20)
        if ending == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    listener = Listener(end)
    monkeypatch.setenv("ZWE_VSAM_ZOSMF_PORT", str(listener.port))
    target = targets.connect(Choice("zosmf"))
    assert isinstance(target, ZosmfTarget)
    target.members.latest = lambda *_: JOB  # type: ignore[method-assign]
    try:
        for _ in range(2):
            with pytest.raises(SubmitFailed) as raised:
                target.submit(MEMBER, 0.0)
            assert reason in str(raised.value.details)
    finally:
        ended.set()
        listener.close()
    # What followed was a handshake (RFC 8446, 5.1), and no request in clear text.
    assert first == [b"\x16"] * 2


Serve = Callable[..., Listener]


class TestServers:
    """Servers of which a client has to know something of TLS."""

    @pytest.fixture
    def serve(
        self, zosmf: Front, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[Serve]:
        """Serve with a certificate for these names; its common name is localhost."""
        made: list[Listener] = []
        kept: list[ssl.SSLSocket] = []

        def start(answer: Answering, *names: str) -> None:
            files = pair(tmp_path, "localhost", names=names)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*files)
            context.load_verify_locations(files[0])
            context.post_handshake_auth = True

            def one(connection: socket.socket) -> None:
                connection.settimeout(20)
                with suppress(OSError), context.wrap_socket(connection, server_side=True) as secure:
                    kept.append(secure)
                    while head := secure.recv(65536):
                        answer(secure, head)

            made.append(Listener(one))
            monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(files[0]))
            monkeypatch.setenv("ZWE_VSAM_ZOSMF_HOST", "localhost")
            monkeypatch.setenv("ZWE_VSAM_ZOSMF_PORT", str(made[-1].port))

        yield start
        for connection in kept:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for listener in made:
            listener.close()

    def test_a_common_name_is_not_the_name_of_a_server(self, serve: Serve) -> None:
        """RFC 9110, 4.3.4."""
        serve(empty)
        with pytest.raises(Unavailable, match="ZWV6230E"):
            targets.connect(Choice("zosmf")).exists(MEMBER)

    def test_a_dot_at_the_end_of_the_name(
        self, serve: Serve, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """For the resolver it ends the name, and is no part of it for TLS (RFC 6066, 3)."""
        serve(empty, "localhost")
        real = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", lambda _, *rest: real("localhost", *rest))
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_HOST", "localhost.")
        assert not targets.connect(Choice("zosmf")).exists(MEMBER)

    def test_a_certificate_that_is_asked_for_after_the_handshake(
        self, serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """As some servers do for a part of their paths (RFC 8446, 4.6.2)."""

        def answer(secure: ssl.SSLSocket, head: bytes) -> None:
            secure.context.verify_mode = ssl.CERT_REQUIRED
            secure.verify_client_post_handshake()
            empty(secure, head)

        serve(answer, "localhost")
        for name, file in (("CERT", "localhost.pem"), ("KEY", "localhost-key.pem")):
            monkeypatch.setenv(f"ZWE_VSAM_ZOSMF_{name}", str(tmp_path / file))
        monkeypatch.delenv("ZWE_VSAM_ZOSMF_PASSWORD")
        assert not targets.connect(Choice("zosmf")).exists(MEMBER)

    def test_more_than_was_asked_for(self, serve: Serve) -> None:
        """What follows an answer, in the same record, is not taken for the next answer."""
        asked = []

        def answer(secure: ssl.SSLSocket, head: bytes) -> None:
            asked.append(head)
            secure.sendall(EMPTY + b"x" * 15_000)

        serve(answer, "localhost")
        target = targets.connect(Choice("zosmf"))
        assert isinstance(target, ZosmfTarget)
        assert not target.exists(MEMBER)
        assert target.http.put("/restjobs/jobs", "submit", {}, b"").ok
        assert len(asked) == 2

    @pytest.mark.parametrize("host", ["a..example", f"{'a' * 64}.example"])
    def test_a_name_that_cannot_be_one(
        self, zosmf: Front, monkeypatch: pytest.MonkeyPatch, host: str
    ) -> None:
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_HOST", host)
        with pytest.raises(Unavailable, match="ZWV6220E"):
            targets.connect(Choice("zosmf")).exists(MEMBER)

    def test_without_the_check_no_authorities_are_read(
        self, zosmf: Front, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/no/such/file")
        assert not targets.connect(Choice("zosmf", verify=False)).exists(MEMBER)
