"""The connection: client certificates in a real handshake, answers that trickle, wrong settings."""

from __future__ import annotations

import datetime
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run
from tests.listening import Listener
from tests.zosmf_front import Front
from zwe_vsam import targets
from zwe_vsam.choice import Choice
from zwe_vsam.errors import Unavailable
from zwe_vsam.model import Member

MEMBER = Member(JCLLIB, "ZWECSVSM")
VERIFY = ("verify", "-c", MINIMAL, "--target", "zosmf")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
EMPTY = HEAD + b'Content-Length: 12\r\n\r\n{"items":[]}'


def pair(
    folder: Path, name: str, passphrase: bytes = b"", names: Sequence[str] = ()
) -> tuple[Path, Path]:
    """A certificate signed by itself, for servers with these names, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    )
    if names:
        others = x509.SubjectAlternativeName([x509.DNSName(each) for each in names])
        builder = builder.add_extension(others, critical=False)
    certificate = builder.sign(key, hashes.SHA256())
    files = folder / f"{name}.pem", folder / f"{name}-key.pem"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(passphrase)
            if passphrase
            else serialization.NoEncryption(),
        )
    )
    return files


Answering = Callable[[ssl.SSLSocket, bytes], None]


class Server:
    """Speaks TLS, demands a client's certificate if told one, and answers each connection once."""

    def __init__(self, front: Front, answer: Answering, trusted: Path | None = None) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(front.certificate, front.certificate.with_name("key.pem"))
        if trusted is not None:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(trusted)
        self._context, self._answer = context, answer
        self.peers: list[str] = []
        """Common names in the certificates of clients."""
        self.heads: list[bytes] = []
        self._listener = Listener(self._serve)
        self.port = str(self._listener.port)
        self.close = self._listener.close

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(20)
        secure = self._context.wrap_socket(
            connection, server_side=True, do_handshake_on_connect=False
        )
        with suppress(OSError), secure:
            try:
                secure.do_handshake()
            except ssl.SSLError:
                # The alert is not lost if what the client has sent meanwhile is read.
                while socket.socket.recv(secure, 65536):
                    pass
                return
            peer = secure.getpeercert() or {}
            self.peers += [value for ((_, value),) in peer.get("subject", ())]  # type: ignore[misc]
            head = secure.recv(65536)
            self.heads.append(head)
            self._answer(secure, head)


Serving = Callable[..., Server]


@pytest.fixture
def serving(zosmf: Front, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    """Start a server that the variables lead to."""
    made: list[Server] = []

    def start(answer: Answering, trusted: Path | None = None) -> Server:
        made.append(Server(zosmf, answer, trusted))
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_PORT", made[-1].port)
        return made[-1]

    yield start
    for server in made:
        server.close()


@pytest.fixture
def present(monkeypatch: pytest.MonkeyPatch) -> Callable[[tuple[Path, Path]], None]:
    """Let the tool have that certificate and no other login."""

    def chosen(files: tuple[Path, Path]) -> None:
        for name in ("USER", "PASSWORD"):
            monkeypatch.delenv(f"ZWE_VSAM_ZOSMF_{name}", raising=False)
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_CERT", str(files[0]))
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_KEY", str(files[1]))

    return chosen


def empty(connection: ssl.SSLSocket, _head: bytes) -> None:
    connection.sendall(EMPTY)


class TestClientCertificate:
    """Shown in the handshake; no other login goes along."""

    def test_accepted(
        self, serving: Serving, present: Callable[[object], None], tmp_path: Path
    ) -> None:
        files = pair(tmp_path, "operator")
        server = serving(empty, files[0])
        present(files)
        assert not targets.connect(Choice("zosmf")).exists(MEMBER)
        assert server.peers == ["operator"]
        assert b"authorization" not in server.heads[0].lower()
        assert b"X-CSRF-ZOSMF-HEADER" in server.heads[0]

    def test_of_an_authority_that_the_server_does_not_trust(
        self, serving: Serving, present: Callable[[object], None], tmp_path: Path, run: Run
    ) -> None:
        server = serving(empty, pair(tmp_path, "operator")[0])
        present(pair(tmp_path, "stranger"))
        ran = run(*VERIFY)
        assert ran.code == 233
        assert server.peers == []
        assert "does not accept the client certificate" in ran.err

    def test_demanded_and_not_given(self, serving: Serving, tmp_path: Path, run: Run) -> None:
        server = serving(empty, pair(tmp_path, "operator")[0])
        ran = run(*VERIFY)
        assert ran.code == 233
        assert server.heads == []
        assert "requires a client certificate" in ran.err
        assert "ZWE_VSAM_ZOSMF_CERT" in ran.err

    def test_key_with_a_passphrase(
        self, zosmf: Front, present: Callable[[object], None], tmp_path: Path, run: Run
    ) -> None:
        """Never asked for by OpenSSL behind our back."""
        present(pair(tmp_path, "operator", b"geheim"))
        ran = run(*VERIFY)
        assert ran.code == 233
        assert "the key of the client certificate is encrypted" in ran.err
        assert "openssl pkey" in ran.err

    def test_key_of_another(
        self, zosmf: Front, present: Callable[[object], None], tmp_path: Path, run: Run
    ) -> None:
        present((pair(tmp_path, "operator")[0], pair(tmp_path, "stranger")[1]))
        ran = run(*VERIFY)
        assert ran.code == 233
        assert "the client certificate and its key do not match" in ran.err


@pytest.mark.parametrize("framing", [b"Content-Length: 100000", b"Transfer-Encoding: chunked"])
def test_an_answer_that_trickles(
    serving: Serving, monkeypatch: pytest.MonkeyPatch, framing: bytes
) -> None:
    """A byte now and then keeps the time-out for reading from its end; the deadline holds."""
    monkeypatch.setattr("zwe_vsam.targets.zosmf.body.DEADLINE", 0.1)
    ended = threading.Event()

    def trickle(connection: ssl.SSLSocket, _head: bytes) -> None:
        connection.sendall(HEAD + framing + b"\r\n\r\n")
        # Well below the limit of a test, and long after the deadline.
        for _ in range(300):
            connection.sendall(b" " if b"Length" in framing else b"1\r\n \r\n")
            if ended.wait(0.02):
                return

    serving(trickle)
    try:
        with pytest.raises(Unavailable) as raised:
            targets.connect(Choice("zosmf")).entry(CLUSTER)
        assert "did not answer in time" in raised.value.reason
    finally:
        ended.set()


class TestSettings:
    """Each with a remedy that fits."""

    @pytest.mark.parametrize(
        "proxy", ["http://u:s3cret@:99999", "http://u:s3cret@pro xy:1", "http://u:s3cret@[h", "socks9://u:s3cret@h:1",
                  "https://u:s3cret@h:1"]
    )  # fmt: skip
    def test_a_proxy_that_cannot_be(
        self, zosmf: Front, run: Run, monkeypatch: pytest.MonkeyPatch, proxy: str
    ) -> None:
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        monkeypatch.setenv("NO_PROXY", "")
        monkeypatch.delenv("no_proxy", raising=False)
        ran = run(*VERIFY, "-vv")
        assert ran.code == 233
        assert "ZWV6227E" in ran.err
        assert "HTTPS_PROXY" in ran.err
        assert "s3cret" not in ran.out + ran.err

    def test_the_wrong_base_path_for_the_catalog(
        self, zosmf: Front, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_BASE_PATH", "/api/v9")
        ran = run(*VERIFY)
        assert ran.code == 233
        assert "The base path is now: /api/v9." in ran.err

    def test_a_catalog_that_may_not_be_asked(self, zosmf: Front, run: Run) -> None:
        from tests.zosmf_front import Answer

        zosmf.rule("PUT", "/restfiles/ams", Answer(403))
        ran = run(*VERIFY)
        assert ran.code == 233
        assert "Ask the security administrator" in ran.err

    @pytest.mark.parametrize("status", [403, 500])
    def test_what_no_server_would_say_is_cut(self, zosmf: Front, run: Run, status: int) -> None:
        """An error document of a hostile server: a line, or lines, without end."""
        from tests.zosmf_front import Answer

        for document in (
            {"message": "A" * 100_000},
            {"message": "no", "details": ["B" * 100_000, *(f"line {n}" for n in range(100_000))]},
        ):
            zosmf.rules.clear()
            zosmf.rule("PUT", "/restfiles/ams", Answer(status, json.dumps(document).encode()))
            ran = run(*VERIFY)
            assert ran.code == 233
            assert len(ran.err) < 10_000
            assert "AAA..." in ran.err or "BBB..." in ran.err
