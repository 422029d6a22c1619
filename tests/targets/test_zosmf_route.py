"""The route to the server: proxies, trusted authorities, and that a request is sent once."""

from __future__ import annotations

import base64
import contextlib
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run
from tests.targets.plain_server import EMPTY, Answering, Server
from tests.targets.zosmf_job import JOB
from tests.zosmf_front import Answer, Front
from zwe_vsam import targets
from zwe_vsam.choice import Choice
from zwe_vsam.errors import SubmitUnknown, TargetError, Unavailable
from zwe_vsam.model import Member
from zwe_vsam.targets.zosmf import connection
from zwe_vsam.targets.zosmf.proxy import find
from zwe_vsam.targets.zosmf.session import Link
from zwe_vsam.targets.zosmf.target import ZosmfTarget

MEMBER = Member(JCLLIB, "ZWECSVSM")
VERIFY = ("verify", "-c", MINIMAL, "--target", "zosmf", "-vv")


class Proxy(Server):
    """An HTTP proxy: tunnels to one server, and answers a request that it can read."""

    def __init__(self, port: int) -> None:
        """``port`` is the server's, whatever its name is in a request."""
        super().__init__(self._answer)
        self._server = ("127.0.0.1", port)
        self.status = b"200 OK"

    def _answer(self, client: socket.socket, head: bytes) -> bool:
        if not head.startswith(b"CONNECT"):
            client.sendall(EMPTY)
            return True
        client.sendall(b"HTTP/1.1 " + self.status + b"\r\n\r\n")
        if self.status == b"200 OK":
            self._tunnel(client)
        return False

    def _tunnel(self, client: socket.socket) -> None:
        with socket.create_connection(self._server, 20) as server:
            back = threading.Thread(target=_pump, args=(server, client), daemon=True)
            back.start()
            _pump(client, server)
            back.join(20)


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while part := source.recv(65536):
            sink.sendall(part)
        sink.shutdown(socket.SHUT_WR)


@pytest.fixture
def proxy(zosmf: Front, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    monkeypatch.delenv("NO_PROXY")
    made = Proxy(zosmf.server.port)
    yield made
    made.close()


class TestProxy:
    """Real tunnels and real requests."""

    @pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
    @pytest.mark.parametrize("scheme", ["http://", ""])
    def test_a_tunnel(
        self, proxy: Proxy, zosmf: Front, monkeypatch: pytest.MonkeyPatch, variable: str,
        scheme: str
    ) -> None:  # fmt: skip
        monkeypatch.setenv(variable, f"{scheme}localhost:{proxy.port}")
        target = targets.connect(Choice("zosmf"))
        assert not target.exists(MEMBER)
        assert target.entry(CLUSTER) is None
        # One connection, and the proxy cannot read what is sent over it.
        place = b"127.0.0.1:%d" % zosmf.server.port
        assert [head.split()[:2] for head in proxy.heads] == [[b"CONNECT", place]]
        assert len(zosmf.asked) == 2
        assert b"Authorization" not in proxy.heads[0]

    def test_the_login_is_for_the_proxy_alone(
        self, proxy: Proxy, zosmf: Front, monkeypatch: pytest.MonkeyPatch, run: Run
    ) -> None:
        address = f"us%40er:s3cret%3A%2F%C3%A9@127.0.0.1:{proxy.port}"
        login = base64.b64encode("us@er:s3cret:/é".encode("latin-1"))
        monkeypatch.setenv("HTTPS_PROXY", f"http://{address}")
        ran = run(*VERIFY)
        assert "zosmf: PUT /restfiles/ams: 200" in ran.err
        (head,) = proxy.heads
        assert b"\r\nproxy-authorization: basic " + login.lower() in head.lower()
        assert zosmf.asked
        assert not any("Proxy-Authorization" in asked.headers for asked in zosmf.asked)
        assert "s3cret" not in ran.out + ran.err
        assert login.decode() not in ran.out + ran.err

    def test_a_login_that_the_proxy_refuses(
        self, proxy: Proxy, zosmf: Front, monkeypatch: pytest.MonkeyPatch, run: Run
    ) -> None:
        proxy.status = b"407 Proxy Authentication Required"
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:s3cret@127.0.0.1:{proxy.port}")
        ran = run(*VERIFY)
        assert ran.code == 233
        assert "ZWV6226E" in ran.err
        assert "s3cret" not in ran.out + ran.err
        assert len(proxy.heads) == 1
        assert not zosmf.asked

    def test_a_request_that_the_proxy_reads(
        self, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It has the whole address, and the name of the server, not of the proxy, as its host."""
        for name, value in (("HOST", "zos.example.com"), ("PORT", "80"), ("PROTOCOL", "http"),
                            ("BASE_PATH", "/ibmzosmf/api/v1")):  # fmt: skip
            monkeypatch.setenv(f"ZWE_VSAM_ZOSMF_{name}", value)
        monkeypatch.setenv("HTTP_PROXY", f"http://me:s3cret@127.0.0.1:{proxy.port}")
        assert not targets.connect(Choice("zosmf")).exists(MEMBER)
        (head,) = proxy.heads
        assert head.startswith(b"GET http://zos.example.com:80/ibmzosmf/api/v1/zosmf/restfiles/ds/")
        assert b"\r\nHost: zos.example.com:80\r\n" in head
        assert b"\r\nproxy-authorization: basic " in head.lower()

    def test_an_address_of_version_6(
        self, proxy: Proxy, zosmf: Front, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Some releases of Python put brackets around a host that has brackets already."""
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_HOST", "::1")
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        assert not targets.connect(Choice("zosmf", verify=False)).exists(MEMBER)
        place = f"[::1]:{zosmf.server.port}"
        assert proxy.heads[0].startswith(f"CONNECT {place} ".encode())
        assert zosmf.asked[0].headers["Host"] == place


LINK = Link("", host="zos.example.com", port="7554")


@pytest.mark.parametrize(
    ("host", "exceptions", "is_direct"),
    [
        ("zos.example.com", "zos.example.com", True),
        ("zos.example.com", "a.example, ZOS.example.com , b", True),
        ("zos.example.com", "example.com", True),
        ("zos.example.com", ".example.com", True),
        ("zos.example.com", "zos.example.com:7554", True),
        ("zos.example.com", "zos.example.com:443", False),
        ("zos.example.com", "ple.com", False),
        ("zos.example.com", "*", True),
        ("zos.example.com", "", False),
        ("zos.example.com", "10.0.0.0/8,,/", False),
        ("10.1.2.3", "10.1.2.3", True),
        ("10.1.2.3", "x, 10.0.0.0/8", True),
        ("10.1.2.3", "10.2.0.0/16,fe80::/10", False),
        ("[::1]", "::1", True),
        ("[fe80::1]", "fe80::/10", True),
        ("[fe80::1]", "::1", False),
    ],
)
def test_servers_without_a_proxy(
    monkeypatch: pytest.MonkeyPatch, host: str, exceptions: str, is_direct: bool
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.com:3128")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("NO_PROXY", exceptions)
    assert (find(LINK._replace(host=host)) is None) is is_direct


class TestAuthorities:
    """Who signs the certificates of servers that are trusted."""

    def test_the_variables(
        self, zosmf: Front, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """REQUESTS_CA_BUNDLE, then CURL_CA_BUNDLE; a file, or a folder that OpenSSL made."""
        folder = tmp_path / "authorities"
        folder.mkdir()
        (folder / "one.pem").write_bytes(zosmf.certificate.read_bytes())
        subprocess.run(["openssl", "rehash", str(folder)], check=True, capture_output=True)
        for place in (zosmf.certificate, folder):
            monkeypatch.setenv("CURL_CA_BUNDLE", "/no/such/file")
            monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(place))
            assert not targets.connect(Choice("zosmf")).exists(MEMBER)
            monkeypatch.setenv("CURL_CA_BUNDLE", str(place))
            monkeypatch.setenv("REQUESTS_CA_BUNDLE", "")
            assert not targets.connect(Choice("zosmf")).exists(MEMBER)

    def test_the_list_of_certifi(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import certifi

        monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
        monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
        assert connection._authorities() == (certifi.where(), None)

    def test_those_of_the_system_without_certifi(
        self, zosmf: Front, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("REQUESTS_CA_BUNDLE")
        monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
        monkeypatch.setattr(connection, "is_installed", lambda package: package != "certifi")
        with pytest.raises(Unavailable, match="ZWV6230E"):
            targets.connect(Choice("zosmf")).exists(MEMBER)
        # OpenSSL's own variable.
        monkeypatch.setenv("SSL_CERT_FILE", str(zosmf.certificate))
        assert not targets.connect(Choice("zosmf")).exists(MEMBER)

    @pytest.mark.parametrize("text", ["", "no certificate", "-----BEGIN CERTIFICATE-----\nx\n"])
    def test_a_bundle_without_a_certificate(
        self, zosmf: Front, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str
    ) -> None:
        bundle = tmp_path / "bundle.pem"
        bundle.write_text(text)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
        with pytest.raises(Unavailable, match="ZWV6236E"):
            targets.connect(Choice("zosmf")).exists(MEMBER)
        assert zosmf.asked == []


def submit(meanwhile: Callable[[], None] = lambda: None) -> None:
    """Submit a job after a look, which leaves a connection open."""
    target = targets.connect(Choice("zosmf"))
    assert isinstance(target, ZosmfTarget)
    assert not target.exists(MEMBER)
    meanwhile()
    target.members.latest = lambda *_: JOB  # type: ignore[method-assign]
    target.submit(MEMBER, 0.0)


def puts(server: Server) -> int:
    return sum(head.startswith(b"PUT /zosmf/restjobs/jobs ") for head in server.heads)


class TestOnce:
    """A job must not be submitted twice."""

    def test_a_kept_connection_that_ends_with_the_request(self, answering: Answering) -> None:
        """The server has read the request: whether it did something is not known."""

        def act(client: socket.socket, head: bytes) -> bool:
            if head.startswith(b"PUT"):
                return False
            client.sendall(EMPTY)
            return True

        server = answering(act)
        with pytest.raises(SubmitUnknown):
            submit()
        assert puts(server) == 1
        # The request came on the connection of the look.
        assert server.heads[1].startswith(b"PUT")

    def test_a_kept_connection_that_has_ended(self, answering: Answering) -> None:
        """A request is sent on a new connection, as nothing was sent on the old one."""

        def act(client: socket.socket, head: bytes) -> bool:
            client.sendall(EMPTY)
            return False

        server = answering(act)
        with pytest.raises(TargetError):
            submit(meanwhile=server.wait_for_the_end)
        assert puts(server) == 1
        assert server.heads[1].startswith(b"PUT")
        assert server.connections > 1

    @pytest.mark.parametrize("status", [413, 429, 503])
    def test_a_server_that_asks_for_a_repetition(self, zosmf: Front, status: int) -> None:
        zosmf.rule("PUT", "/restjobs/jobs", Answer(status, b"{}", (("Retry-After", "0"),)))
        with pytest.raises(TargetError):
            submit()
        assert zosmf.paths.count("PUT /zosmf/restjobs/jobs") == 1

    def test_one_connection_stays_open(self, answering: Answering) -> None:
        def act(client: socket.socket, head: bytes) -> bool:
            client.sendall(EMPTY)
            return True

        server = answering(act)
        target = targets.connect(Choice("zosmf"))
        for _ in range(5):
            assert not target.exists(MEMBER)
        assert (server.connections, len(server.heads)) == (1, 5)
