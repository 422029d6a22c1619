"""The failures of requests to z/OSMF, as errors with a remedy.

Nothing here quotes an exception of requests or urllib3, which may contain headers and proxies with
their passwords. Only texts of the operating system and of OpenSSL are quoted.
"""

from __future__ import annotations

import errno
import socket
import ssl
from typing import TYPE_CHECKING

from zwe_vsam.errors import NotAuthorised, TargetError, Unavailable

if TYPE_CHECKING:
    from zwe_vsam.targets.zosmf.session import Link


SEE_TRACE = "Run this again with -vv, which shows the requests; the server's log may tell more."
"""Remedy for an answer that has no better one."""


class Lost(Unavailable):
    """There was no answer, or the answer was cut off."""

    was_sent = True
    """Whether the server may have carried out the request."""
    is_passing = True
    """Whether another attempt can succeed."""


class Unclear(Exception):
    """An answer of an unexpected form."""

    def __init__(self, reason: str, *, is_passing: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_passing = is_passing
        """Whether another attempt can succeed."""


def of_exception(error: BaseException, subject: str, link: Link) -> Lost:
    """Convert an exception of the request. ``subject`` is, for example, ``X cannot be read``."""
    reason, remedy, was_sent, is_passing = _read(error, link)
    lost = Lost("ZWV233E", "zosmf", f"{subject}: {reason}", remedy=remedy)
    lost.was_sent, lost.is_passing = was_sent, is_passing
    return lost


def redirected(status: int, subject: str, link: Link) -> Lost:
    """Make the error for a redirection. Following it would send the login to another place."""
    lost = Lost(
        "ZWV233E",
        "zosmf",
        f"{subject}: {link.place} answered with a redirection (HTTP {status})",
        remedy=is_it_zosmf(link),
    )
    # "See other" is the answer to what has been done (RFC 9110, 15.4.4).
    lost.was_sent, lost.is_passing = status == 303, False
    return lost


def not_let_in(
    messages: tuple[str, ...], subject: str, link: Link, *, had_worked: bool
) -> NotAuthorised:
    """Make the error for HTTP 401. ``had_worked``: this login was accepted before."""
    who = link.user or ("the certificate" if link.certificate else "the token")
    if had_worked:
        reason = f"the login of {who} on {link.place} has expired (HTTP 401)"
        remedy = "Log in anew (zowe auth login), or set the variables anew, and go on."
    else:
        reason = f"{link.place} does not let {who} in (HTTP 401)"
        remedy = (
            f"Check user, password or token ({link.source}). It was not tried again, as that could "
            "lock the account."
        )
    return NotAuthorised(
        "ZWV233E", "zosmf", f"{subject}: {reason}", details=messages, remedy=remedy
    )


def of_status(status: int, messages: tuple[str, ...], subject: str, link: Link) -> TargetError:
    """Make the error for an HTTP status."""
    kind: type[TargetError] = Unavailable
    remedy = ""
    if status == 403:
        kind = NotAuthorised
        reason = f"{link.user or 'this user'} may not do that on {link.place} (HTTP 403)"
        remedy = "Ask the security administrator of the system."
    elif status == 404:
        reason = f"{link.place} has nothing there (HTTP 404)"
        remedy = is_it_zosmf(link)
    elif status in (502, 503, 504):
        reason = f"{link.place} is not available (HTTP {status})"
        remedy = "It may be starting, or too busy. Try again later."
    else:
        reason = f"{link.place} answered with an error (HTTP {status})"
        remedy = SEE_TRACE
    return kind("ZWV233E", "zosmf", f"{subject}: {reason}", details=messages, remedy=remedy)


def is_it_zosmf(link: Link) -> str:
    """Return the remedy where the server may not be z/OSMF."""
    path = link.base_path or "none"
    return (
        f"Check that {link.protocol}://{link.place} is z/OSMF, or the API Mediation Layer with the "
        f"base path of z/OSMF (now: {path}). "
    ).rstrip()


def _read(error: BaseException, link: Link) -> tuple[str, str, bool, bool]:
    """Return the reason, the remedy, ``was_sent`` and ``is_passing`` of Lost."""
    from requests import exceptions

    chain = _chain(error)
    place = link.place
    names = {type(each).__name__ for each in chain}
    certificate = next((e for e in chain if isinstance(e, ssl.SSLCertVerificationError)), None)
    if certificate is not None:
        reason = certificate.verify_message or "it cannot be verified"
        return (
            f"the certificate of {place} is not trusted: {reason}",
            "Have REQUESTS_CA_BUNDLE name a PEM file with the certificate of its authority. "
            "--insecure-skip-verify leaves the check out, at your own risk.",
            False,
            False,
        )
    if "ProxyError" in names:
        return f"the proxy on the way to {place} failed", _PROXY, True, False
    if any(isinstance(e, socket.gaierror) for e in chain) or "NameResolutionError" in names:
        return f"the host {link.host} is not known", "Check its name, and the VPN.", False, False
    if isinstance(error, exceptions.ConnectTimeout):
        return f"{place} does not answer", "Check host, port and firewall.", False, True
    if any(isinstance(e, ConnectionRefusedError) for e in chain):
        return f"{place} refuses connections", "Is z/OSMF started, is the port right?", False, True
    if isinstance(error, (exceptions.ReadTimeout, TimeoutError)) or "ReadTimeoutError" in names:
        return f"{place} did not answer in time", "Try again later.", True, True
    broken = _of_client_certificate(" ".join(map(str, chain)), link)
    if broken is not None:
        return broken
    if any(isinstance(e, ssl.SSLError) for e in chain) or isinstance(error, exceptions.SSLError):
        # The alert that refuses a client certificate may be lost with the connection.
        asks = "accept the" if link.certificate else "demand a"
        hint = f"Is it a port for https? Does it {asks} client certificate? Try again later."
        return f"{place} broke off the secure connection", hint, True, False
    if type(error) is OSError or (
        isinstance(error, OSError) and error.errno in (errno.ENOENT, errno.EACCES)
    ):
        return _FILES
    for exception_names, reason, remedy, was_sent, is_passing in _BY_NAME:
        if names & exception_names:
            return f"{place} {reason}", remedy, was_sent, is_passing
    return f"the request failed ({type(error).__name__})", "Try again later.", True, False


def _of_client_certificate(messages: str, link: Link) -> tuple[str, str, bool, bool] | None:
    """Explain a failure of the certificate files by its text; None for any other failure.

    With TLS 1.3 a server refuses a certificate after the handshake. The request may have been sent
    by then, but the server does not process it (RFC 8446, 4.4.2.4).
    """
    if "key is encrypted" in messages:
        return (
            "the key of the client certificate is encrypted",
            "Give it without a passphrase, in a file that only you can read: "
            "umask 077; openssl pkey -in KEY -out NEWKEY.",
            False,
            False,
        )
    if "VALUES_MISMATCH" in messages or "TYPE_MISMATCH" in messages:
        reason = "the client certificate and its key do not belong together"
        return reason, f"Check the two files ({link.source}).", False, False
    if "CERTIFICATE_REQUIRED" in messages:
        reason = f"{link.place} demands a client certificate"
        return reason, "Set ZWE_VSAM_ZOSMF_CERT and ZWE_VSAM_ZOSMF_KEY.", True, False
    if link.certificate and any(alert in messages for alert in _REFUSED):
        reason = f"{link.place} does not accept the client certificate"
        return reason, f"Check whether it is valid and known there ({link.source}).", True, False
    return _FILES if "PEM" in messages else None


_REFUSED = ("ALERT_UNKNOWN_CA", "_CERTIFICATE_EXPIRED", "ALERT_BAD_CERTIFICATE",
            "ALERT_CERTIFICATE_UNKNOWN", "_CERTIFICATE_REVOKED", "ALERT_ACCESS_DENIED")  # fmt: skip
"""Alerts of TLS about the client certificate."""
_PROXY = "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY."
_BY_NAME: tuple[tuple[set[str], str, str, bool, bool], ...] = (
    ({"NewConnectionError"}, "cannot be reached", "Check host, port and network.", False, True),
    (
        {"ChunkedEncodingError", "IncompleteRead", "ProtocolError", "DecodeError"},
        "broke off the connection",
        "Try again later.",
        True,
        True,
    ),
    (
        {"InvalidURL", "InvalidProxyURL", "InvalidSchema", "LocationParseError"},
        "cannot be reached: its name, or the address of a proxy, is none",
        f"Check the host. {_PROXY}",
        False,
        False,
    ),
)
"""Names of exceptions in the chain; then reason, remedy, ``was_sent`` and ``is_passing``."""
_FILES = (
    "a file with certificates cannot be read, or has none",
    "Check the certificate, its key and REQUESTS_CA_BUNDLE.",
    False,
    False,
)


def _chain(error: BaseException) -> list[BaseException]:
    """Return the exception, its causes, its contexts and its arguments that are exceptions."""
    chain: list[BaseException] = []
    queue: list[object] = [error]
    while queue:
        each = queue.pop()
        if isinstance(each, BaseException) and each not in chain:
            chain.append(each)
            queue += [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]
    return chain
