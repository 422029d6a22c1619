"""The server's certificate: self-signed, made once for a sandbox and kept in its folder.

It stays there so that a user has to trust it once. It is worth nothing elsewhere: it names the
loopback addresses and the host that was asked for, and it is no certificate authority. Whoever
gets hold of the key cannot make a certificate for another host that its users would trust
(RFC 5280, sections 4.2.1.3 and 4.2.1.9: CA is false, and keyCertSign is not set).
"""

from __future__ import annotations

import datetime
import ipaddress
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from zwe_vsam.errors import Unavailable
from zwe_vsam.sandbox import folder as places
from zwe_vsam.sandbox import store

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_VALID = datetime.timedelta(days=365)
_RENEWAL = datetime.timedelta(days=7)
"""Made anew when it would be valid for less than that."""


class Certificate(NamedTuple):
    """Where the two files are."""

    public: Path
    """The certificate, PEM, for clients to trust."""
    private: Path
    """The key, PEM, readable by its owner only."""


def prepare(place: Path, host: str) -> Certificate:
    """Return the certificate for ``host`` in the folder ``place``, made if need be.

    Raises Unavailable.
    """
    folder = place.parent
    pair = Certificate(place / "certificate.pem", place / "key.pem")
    try:
        places.make(folder, place, 0o700)
        places.status(place / "lock")
        with store.database_module().locked(place / "lock"):
            if not _fits(folder, pair, host):
                _make(pair, host)
    except OSError as error:
        reason = error.strerror or error
        raise Unavailable("ZWV8031E", folder=place, reason=reason) from error
    return pair


def _fits(folder: Path, pair: Certificate, host: str) -> bool:
    """Whether there is a pair that belongs together, names the host, and is valid long enough.

    Raises Unavailable for a file that is a link.
    """
    try:
        certificate = x509.load_pem_x509_certificate(places.read(folder, pair.public)[0])
        key = serialization.load_pem_private_key(places.read(folder, pair.private)[0], None)
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (OSError, ValueError, TypeError, x509.ExtensionNotFound):
        return False
    now = datetime.datetime.now(datetime.UTC)
    return (
        key.public_key() == certificate.public_key()
        and certificate.not_valid_after_utc - now > _RENEWAL
        and _name(host) in list(names)
        # Earlier versions made certificates that could vouch for any host.
        and not usage.key_cert_sign
    )


def _make(pair: Certificate, host: str) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "zwe-vsam sandbox")])
    now = datetime.datetime.now(datetime.UTC)
    names = [_name(name) for name in dict.fromkeys((*_LOOPBACK, host))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + _VALID)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                key_cert_sign=False,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    places.replace(pair.private, private, 0o600)
    places.replace(pair.public, certificate.public_bytes(serialization.Encoding.PEM), 0o644)


def _name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
