"""The failures of requests to z/OSMF, as errors with a remedy.

Nothing here quotes an exception of urllib3, which may contain headers and proxies with their
passwords. Only texts of the operating system and of OpenSSL are quoted.
"""

from __future__ import annotations

import errno
import socket
import ssl
from typing import TYPE_CHECKING

from zwe_vsam.errors import NotAuthorised, TargetError, Unavailable, UnclearAnswer

if TYPE_CHECKING:
    from urllib3.exceptions import NewConnectionError

    from zwe_vsam.targets.zosmf.session import Link


class Lost(Unavailable):
    """There was no answer, or the answer was cut off."""

    was_sent = True
    """Whether the server may have carried out the request."""
    is_passing = True
    """Whether another attempt can succeed."""


class UnclearReply(Exception):
    """An answer of an unexpected form. The text is a sentence about the server."""

    def __init__(self, reason: str, *, is_page: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_page = is_page
        """Whether the answer is a web page. Any other answer may be better after a repetition."""


def of_exception(error: BaseException, action: str, link: Link) -> Lost:
    """Convert an exception of the request. ``action`` is, for example, ``read A.B(C)``."""
    return (
        _of_certificates(error, action, link)
        or _of_connection(error, action, link)
        or _marked(
            Lost("ZWV6228E", action=action, kind=type(error).__name__),
            was_sent=True,
            is_passing=False,
        )
    )


def redirected(status: int, action: str, link: Link) -> Lost:
    """Make the error for a redirection. Following it would send the login to another place."""
    lost = Lost(
        "ZWV6240E",
        action=action,
        server=link.place,
        status=status,
        url=link.url,
        base_path=link.base_path or "none",
    )
    # "See other" is the answer to what has been done (RFC 9110, 15.4.4).
    return _marked(lost, was_sent=status == 303, is_passing=False)


def not_let_in(
    messages: tuple[str, ...], action: str, link: Link, *, had_worked: bool
) -> NotAuthorised:
    """Make the error for HTTP 401. ``had_worked``: this login was accepted before."""
    user = link.user or ("the certificate" if link.certificate else "the token")
    if had_worked:
        return NotAuthorised(
            "ZWV6242E", action=action, user=user, server=link.place, details=messages
        )
    return NotAuthorised(
        "ZWV6241E",
        action=action,
        user=user,
        server=link.place,
        place=link.source,
        details=messages,
    )


def of_status(status: int, messages: tuple[str, ...], action: str, link: Link) -> TargetError:
    """Make the error for an HTTP status."""
    server = link.place
    if status == 403:
        return not_authorised(status, messages, action, link)
    if status == 404:
        return Unavailable(
            "ZWV6244E",
            action=action,
            server=server,
            url=link.url,
            base_path=link.base_path or "none",
            details=messages,
        )
    if status in (502, 503, 504):
        return Unavailable(
            "ZWV6245E", action=action, server=server, status=status, details=messages
        )
    return Unavailable("ZWV6246E", action=action, server=server, status=status, details=messages)


def not_authorised(
    status: int, messages: tuple[str, ...], action: str, link: Link
) -> NotAuthorised:
    """Make the error for a user who may not do what was asked."""
    return NotAuthorised(
        "ZWV6010E",
        action=action,
        user=link.user or "this user",
        system=link.place,
        answer=f"HTTP {status}",
        details=messages,
    )


def web_page(action: str, link: Link) -> UnclearAnswer:
    """Make the error for a web page, as gateways and login forms send."""
    return UnclearAnswer(
        "ZWV6250E",
        action=action,
        server=link.place,
        url=link.url,
        base_path=link.base_path or "none",
    )


def malformed(action: str, link: Link) -> UnclearAnswer:
    """Make the error for an answer that is no JSON document."""
    return UnclearAnswer(
        "ZWV6251E",
        action=action,
        server=link.place,
        url=link.url,
        base_path=link.base_path or "none",
    )


def _marked(lost: Lost, *, was_sent: bool, is_passing: bool) -> Lost:
    lost.was_sent, lost.is_passing = was_sent, is_passing
    return lost


def _of_connection(error: BaseException, action: str, link: Link) -> Lost | None:
    """Explain a failure of the connection; None for any other failure."""
    from urllib3 import exceptions

    server = link.place
    if isinstance(error, exceptions.ProxyError):
        lost = Lost("ZWV6226E", action=action, server=server)
        return _marked(lost, was_sent=True, is_passing=False)
    if isinstance(error, exceptions.NewConnectionError):
        return _of_no_connection(error, action, link)
    if isinstance(error, exceptions.ConnectTimeoutError):
        lost = Lost("ZWV6221E", action=action, server=server)
        return _marked(lost, was_sent=False, is_passing=True)
    if isinstance(error, (exceptions.ReadTimeoutError, TimeoutError)):
        return Lost("ZWV6223E", action=action, server=server)
    if broken := _of_secure_connection(error, action, link):
        return broken
    if isinstance(error, (exceptions.ProtocolError, exceptions.DecodeError)):
        return Lost("ZWV6225E", action=action, server=server)
    if isinstance(error, exceptions.LocationValueError):
        lost = Lost("ZWV6227E", action=action, server=server)
        return _marked(lost, was_sent=False, is_passing=False)
    return None


def _of_no_connection(error: NewConnectionError, action: str, link: Link) -> Lost:
    """Explain why no connection was established."""
    chain = _chain(error)
    if any(isinstance(each, socket.gaierror) for each in chain):
        lost = Lost("ZWV6220E", action=action, host=link.host)
        return _marked(lost, was_sent=False, is_passing=False)
    if any(isinstance(each, ConnectionRefusedError) for each in chain):
        lost = Lost("ZWV6222E", action=action, server=link.place)
    else:
        lost = Lost("ZWV6224E", action=action, server=link.place)
    return _marked(lost, was_sent=False, is_passing=True)


def _of_certificates(error: BaseException, action: str, link: Link) -> Lost | None:
    """Explain a certificate that is not trusted, or not readable; None for any other failure."""
    from urllib3 import exceptions

    chain = _chain(error)
    for each in chain:
        if isinstance(each, ssl.SSLCertVerificationError):
            lost = Lost(
                "ZWV6230E",
                action=action,
                server=link.place,
                reason=each.verify_message or "it cannot be verified",
            )
            return _marked(lost, was_sent=False, is_passing=False)
    # Without a connection these numbers are the network's, for example of a firewall.
    if not any(isinstance(each, exceptions.NewConnectionError) for each in chain) and any(
        isinstance(each, OSError) and each.errno in (errno.ENOENT, errno.EACCES) for each in chain
    ):
        return _marked(Lost("ZWV6236E", action=action), was_sent=False, is_passing=False)
    return None


def _of_secure_connection(error: BaseException, action: str, link: Link) -> Lost | None:
    """Explain a failure of TLS or of the certificate files; None for any other failure."""
    from urllib3 import exceptions

    messages = " ".join(map(str, _chain(error)))
    if lost := _of_client_certificate(messages, action, link):
        return lost
    if "PEM" in messages or "NO_CERTIFICATE" in messages:
        return _marked(Lost("ZWV6236E", action=action), was_sent=False, is_passing=False)
    if isinstance(error, exceptions.SSLError):
        # The alert that refuses a client certificate may be lost with the connection.
        lost = Lost("ZWV6235E", action=action, server=link.place)
        return _marked(lost, was_sent=True, is_passing=False)
    return None


def _of_client_certificate(messages: str, action: str, link: Link) -> Lost | None:
    """Explain a failure of the certificate files by its text; None for any other failure.

    With TLS 1.3 a server refuses a certificate after the handshake. The request may have been sent
    by then, but the server does not process it (RFC 8446, 4.4.2.4).
    """
    server = link.place
    if "key is encrypted" in messages:
        return _marked(Lost("ZWV6231E", action=action), was_sent=False, is_passing=False)
    if "VALUES_MISMATCH" in messages or "TYPE_MISMATCH" in messages:
        lost = Lost("ZWV6232E", action=action, place=link.source)
        return _marked(lost, was_sent=False, is_passing=False)
    if "CERTIFICATE_REQUIRED" in messages:
        lost = Lost("ZWV6233E", action=action, server=server)
        return _marked(lost, was_sent=True, is_passing=False)
    if link.certificate and any(alert in messages for alert in _REFUSED):
        lost = Lost("ZWV6234E", action=action, server=server, place=link.source)
        return _marked(lost, was_sent=True, is_passing=False)
    return None


_REFUSED = ("ALERT_UNKNOWN_CA", "_CERTIFICATE_EXPIRED", "ALERT_BAD_CERTIFICATE",
            "ALERT_CERTIFICATE_UNKNOWN", "_CERTIFICATE_REVOKED", "ALERT_ACCESS_DENIED")  # fmt: skip
"""Alerts of TLS about the client certificate."""


def _chain(error: BaseException) -> list[BaseException]:
    """Return the exception, its causes and its arguments that are exceptions.

    A context is no reason: it can be an exception that a caller handles meanwhile.
    """
    chain: list[BaseException] = []
    queue: list[object] = [error]
    while queue:
        each = queue.pop()
        if isinstance(each, BaseException) and each not in chain:
            chain.append(each)
            queue += [each.__cause__, *each.args]
    return chain
