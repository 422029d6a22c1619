"""Why a request to z/OSMF failed, in words that say what to do.

Nothing here quotes an exception of requests or urllib3, which may hold headers and proxies with
their passwords; only what the operating system and OpenSSL say.
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
"""What to do about an answer of which nothing more is known."""


class Lost(Unavailable):
    """There was no answer, or not a whole one."""

    was_sent = True
    """Whether the server may have done what was asked."""
    is_passing = True
    """Whether trying again can help."""


class Unclear(Exception):
    """An answer that is not of the form it must have."""

    def __init__(self, why: str, *, is_passing: bool = True) -> None:
        super().__init__(why)
        self.why = why
        self.is_passing = is_passing
        """Whether trying again can help."""


def of_exception(error: BaseException, what: str, link: Link) -> Lost:
    """What an exception of the request means."""
    why, remedy, was_sent, is_passing = _read(error, link)
    lost = Lost("ZWV233E", "zosmf", f"{what}: {why}", remedy=remedy)
    lost.was_sent, lost.is_passing = was_sent, is_passing
    return lost


def redirected(status: int, what: str, link: Link) -> Lost:
    """A redirection is followed by nobody: the login would go wherever it leads."""
    lost = Lost(
        "ZWV233E",
        "zosmf",
        f"{what}: {link.place} answered with a redirection (HTTP {status})",
        remedy=is_it_zosmf(link),
    )
    # "See other" is the answer to what has been done (RFC 9110, 15.4.4).
    lost.was_sent, lost.is_passing = status == 303, False
    return lost


def not_let_in(said: tuple[str, ...], what: str, link: Link, *, had_worked: bool) -> NotAuthorised:
    """HTTP 401."""
    who = link.user or ("the certificate" if link.certificate else "the token")
    if had_worked:
        why = f"the login of {who} on {link.place} has expired (HTTP 401)"
        remedy = "Log in anew (zowe auth login), or set the variables anew, and go on."
    else:
        why = f"{link.place} does not let {who} in (HTTP 401)"
        remedy = (
            f"Check user, password or token ({link.source}). It was not tried again, as that could "
            "lock the account."
        )
    return NotAuthorised("ZWV233E", "zosmf", f"{what}: {why}", details=said, remedy=remedy)


def of_status(status: int, said: tuple[str, ...], what: str, link: Link) -> TargetError:
    """An answer that is an error, where nothing more is known of what it means."""
    kind: type[TargetError] = Unavailable
    remedy = ""
    if status == 403:
        kind = NotAuthorised
        why = f"{link.user or 'this user'} may not do that on {link.place} (HTTP 403)"
        remedy = "Ask the security administrator of the system."
    elif status == 404:
        why = f"{link.place} has nothing there (HTTP 404)"
        remedy = is_it_zosmf(link)
    elif status in (502, 503, 504):
        why = f"{link.place} is not available (HTTP {status})"
        remedy = "It may be starting, or too busy. Try again later."
    else:
        why = f"{link.place} answered with an error (HTTP {status})"
        remedy = SEE_TRACE
    return kind("ZWV233E", "zosmf", f"{what}: {why}", details=said, remedy=remedy)


def is_it_zosmf(link: Link) -> str:
    """What to check where the server may be another one."""
    path = link.base_path or "none"
    return (
        f"Check that {link.protocol}://{link.place} is z/OSMF, or the API Mediation Layer with the "
        f"base path of z/OSMF (now: {path}). "
    ).rstrip()


def _read(error: BaseException, link: Link) -> tuple[str, str, bool, bool]:
    """Why, what to do, whether it was sent, whether it can pass."""
    from requests import exceptions

    chain = _chain(error)
    place = link.place
    names = {type(one).__name__ for one in chain}
    certificate = next((e for e in chain if isinstance(e, ssl.SSLCertVerificationError)), None)
    if certificate is not None:
        why = certificate.verify_message or "it cannot be verified"
        return (
            f"the certificate of {place} is not trusted: {why}",
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
        # A refusal of what the client showed may be lost with the connection.
        asks = "accept the" if link.certificate else "demand a"
        hint = f"Is it a port for https? Does it {asks} client certificate? Try again later."
        return f"{place} broke off the secure connection", hint, True, False
    if type(error) is OSError or (
        isinstance(error, OSError) and error.errno in (errno.ENOENT, errno.EACCES)
    ):
        return _FILES
    for known, why, remedy, was_sent, is_passing in _BY_NAME:
        if names & known:
            return f"{place} {why}", remedy, was_sent, is_passing
    return f"the request failed ({type(error).__name__})", "Try again later.", True, False


def _of_client_certificate(said: str, link: Link) -> tuple[str, str, bool, bool] | None:
    """What OpenSSL and urllib3 say of certificate files; None where it is something else.

    With TLS 1.3 a server refuses a certificate after the handshake, when the request may be on its
    way already; it has not looked at it (RFC 8446, 4.4.2.4).
    """
    if "key is encrypted" in said:
        return (
            "the key of the client certificate is encrypted",
            "Give it without a passphrase, in a file that only you can read: "
            "umask 077; openssl pkey -in KEY -out NEWKEY.",
            False,
            False,
        )
    if "VALUES_MISMATCH" in said or "TYPE_MISMATCH" in said:
        why = "the client certificate and its key do not belong together"
        return why, f"Check the two files ({link.source}).", False, False
    if "CERTIFICATE_REQUIRED" in said:
        why = f"{link.place} demands a client certificate"
        return why, "Set ZWE_VSAM_ZOSMF_CERT and ZWE_VSAM_ZOSMF_KEY.", True, False
    if link.certificate and any(alert in said for alert in _REFUSED):
        why = f"{link.place} does not accept the client certificate"
        return why, f"Check whether it is valid and known there ({link.source}).", True, False
    return _FILES if "PEM" in said else None


_REFUSED = ("ALERT_UNKNOWN_CA", "_CERTIFICATE_EXPIRED", "ALERT_BAD_CERTIFICATE",
            "ALERT_CERTIFICATE_UNKNOWN", "_CERTIFICATE_REVOKED", "ALERT_ACCESS_DENIED")  # fmt: skip
"""Alerts of TLS that are about what the client showed."""
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
"""Names of exceptions in the chain, and what they mean."""
_FILES = (
    "a file with certificates cannot be read, or has none",
    "Check the certificate, its key and REQUESTS_CA_BUNDLE.",
    False,
    False,
)


def _chain(error: BaseException) -> list[BaseException]:
    """The exception and all that it holds or comes from."""
    found: list[BaseException] = []
    todo: list[object] = [error]
    while todo:
        one = todo.pop()
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            todo += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return found
