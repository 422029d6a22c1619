"""What the server's certificate can and cannot vouch for, and where its files are."""

from __future__ import annotations

import datetime
import socket
import ssl
import subprocess
import threading
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.conftest import Run
from tests.sandbox.helpers import Sandbox
from tests.sandbox.server.conftest import Client
from zwe_vsam.sandbox.server import certificate

OTHER = "bank.example"


def _signed_by(found: certificate.Certificate, folder: Path) -> tuple[Path, Path]:
    """A certificate for another host, signed by the key of the sandbox, and its key."""
    issuer = x509.load_pem_x509_certificate(found.public.read_bytes())
    signer = serialization.load_pem_private_key(found.private.read_bytes(), None)
    assert isinstance(signer, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.datetime.now(datetime.UTC)
    forged = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, OTHER)]))
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(OTHER)]), critical=False)
        .sign(signer, hashes.SHA256())
    )
    chain, private = folder / "forged.pem", folder / "forged.key"
    chain.write_bytes(forged.public_bytes(serialization.Encoding.PEM) + found.public.read_bytes())
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return chain, private


def test_it_cannot_vouch_for_another_host(sandbox: Sandbox, tmp_path: Path) -> None:
    """A real handshake: a client that trusts the sandbox refuses what its key has signed."""
    found = certificate.prepare(sandbox.system.folder / "server", "127.0.0.1")
    chain, private = _signed_by(found, tmp_path)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(chain, private)
    client = ssl.create_default_context(cafile=str(found.public))
    near, far = socket.socketpair()

    def serve() -> None:
        try:
            server.wrap_socket(far, server_side=True).close()
        except OSError:
            far.close()

    thread = threading.Thread(target=serve)
    thread.start()
    with near, pytest.raises(ssl.SSLCertVerificationError):
        client.wrap_socket(near, server_hostname=OTHER)
    thread.join(20)


def test_a_strict_client_accepts_it(client: Client) -> None:
    """As Python 3.13 and later verify (ssl.VERIFY_X509_STRICT)."""
    host, port = client.url.removeprefix("https://").split(":")
    context = ssl.create_default_context(cafile=str(client.session.verify))
    context.verify_flags |= ssl.VerifyFlags.VERIFY_X509_STRICT
    for name in (host, "localhost"):
        with (
            socket.create_connection((host, int(port)), 20) as plain,
            context.wrap_socket(plain, server_hostname=name) as connection,
        ):
            assert connection.version()


def test_one_that_could_vouch_is_made_anew(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Certificates of earlier versions were authorities."""
    real = x509.KeyUsage

    def signing(**usage: bool) -> x509.KeyUsage:
        return real(**{**usage, "key_cert_sign": True})

    folder = sandbox.system.folder
    monkeypatch.setattr(certificate.x509, "KeyUsage", signing)
    old = certificate.prepare(folder / "server", "127.0.0.1").public.read_bytes()
    monkeypatch.undo()
    new = certificate.prepare(folder / "server", "127.0.0.1").public.read_bytes()
    assert new != old
    made = x509.load_pem_x509_certificate(new)
    assert not made.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert not made.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign


@pytest.mark.parametrize("name", ["", "lock", "key.pem", "certificate.pem"])
def test_no_link_leads_out(sandbox: Sandbox, tmp_path: Path, run: Run, name: str) -> None:
    folder = sandbox.system.folder
    certificate.prepare(folder / "server", "127.0.0.1")
    path = folder / "server" / name if name else folder / "server"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    kept = tmp_path / "elsewhere" / "key.pem" if not name else tmp_path / "elsewhere"
    before = kept.read_bytes()
    ran = run("sandbox", "serve", folder, "--port", 0)
    assert (ran.code, ran.out) == (233, "")
    assert f"the symbolic link {path}, " in ran.err
    assert ran.err.count("\n") == 2
    assert kept.read_bytes() == before


def test_other_programs_accept_it(client: Client) -> None:
    """curl, where this machine has it, verifies with its own rules."""
    try:
        ran = subprocess.run(
            ["curl", "-sS", "--noproxy", "*", "--cacert", str(client.session.verify),
             "-H", "X-CSRF-ZOSMF-HEADER: x", f"{client.url}/zosmf/info"],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("there is no curl")
    assert ran.returncode == 0, ran.stderr
    assert "zosmf_version" in ran.stdout
