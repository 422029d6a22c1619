"""The failures of requests to z/OSMF, as errors with a remedy.

Nothing here quotes an exception, which may contain headers with passwords. Only the reason why
OpenSSL does not trust a certificate is quoted.
"""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

from zwe_vsam.errors import NotAuthorised, TargetError, Unavailable, UnclearAnswer
from zwe_vsam.targets.zosmf.body import CUT_OFF, Unreadable
from zwe_vsam.targets.zosmf.connection import EncryptedKey, NotConnected, Stage

if TYPE_CHECKING:
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
    if isinstance(error, NotConnected):
        lost = _of_no_connection(error, action, link)
        lost.was_sent = False
        return lost
    if isinstance(error, ssl.SSLError):
        return _of_tls(error, action, link)
    if isinstance(error, TimeoutError):
        return Lost("ZWV6223E", action=action, server=link.place)
    if isinstance(error, CUT_OFF):
        return Lost("ZWV6225E", action=action, server=link.place)
    if isinstance(error, Unreadable):
        return _permanent(Lost("ZWV6229E", action=action, server=link.place))
    return _permanent(Lost("ZWV6228E", action=action, kind=type(error).__name__))


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
    lost.was_sent = status == 303
    return _permanent(lost)


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


def _permanent(lost: Lost) -> Lost:
    """Mark a failure that another attempt would meet again."""
    lost.is_passing = False
    return lost


def _of_no_connection(error: NotConnected, action: str, link: Link) -> Lost:
    """Explain why there is no connection."""
    cause = error.__cause__
    match error.stage:
        case Stage.FILES:
            return _of_files(cause, action, link)
        case Stage.PROXY_ADDRESS:
            return _permanent(Lost("ZWV6227E", action=action))
        case Stage.PROXY:
            return _permanent(Lost("ZWV6226E", action=action, server=link.place))
    if isinstance(cause, ssl.SSLError):
        return _of_tls(cause, action, link)
    if isinstance(cause, (socket.gaierror, UnicodeError)):
        return _permanent(Lost("ZWV6220E", action=action, host=link.host))
    if isinstance(cause, TimeoutError):
        return Lost("ZWV6221E", action=action, server=link.place)
    if isinstance(cause, ConnectionRefusedError):
        return Lost("ZWV6222E", action=action, server=link.place)
    return Lost("ZWV6224E", action=action, server=link.place)


def _of_files(cause: BaseException | None, action: str, link: Link) -> Lost:
    """Explain why the files with certificates cannot be used."""
    if isinstance(cause, EncryptedKey):
        return _permanent(Lost("ZWV6231E", action=action))
    if isinstance(cause, ssl.SSLError) and "MISMATCH" in (cause.reason or ""):
        return _permanent(Lost("ZWV6232E", action=action, place=link.source))
    return _permanent(Lost("ZWV6236E", action=action))


def _of_tls(error: ssl.SSLError, action: str, link: Link) -> Lost:
    """Explain a failure of TLS: in the handshake, or after it.

    With TLS 1.3 a server refuses a certificate after the handshake. The request may have been sent
    by then, but the server does not process it (RFC 8446, 4.4.2.4).
    """
    server = link.place
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = error.verify_message or "it cannot be verified"
        return _permanent(Lost("ZWV6230E", action=action, server=server, reason=reason))
    alert = error.reason or ""
    if alert.endswith("CERTIFICATE_REQUIRED"):
        return _permanent(Lost("ZWV6233E", action=action, server=server))
    if link.certificate and alert.endswith(_REFUSED):
        return _permanent(Lost("ZWV6234E", action=action, server=server, place=link.source))
    # The alert that refuses a client certificate may be lost with the connection.
    return _permanent(Lost("ZWV6235E", action=action, server=server))


_REFUSED = ("ALERT_UNKNOWN_CA", "_CERTIFICATE_EXPIRED", "ALERT_BAD_CERTIFICATE",
            "ALERT_CERTIFICATE_UNKNOWN", "_CERTIFICATE_REVOKED", "ALERT_ACCESS_DENIED")  # fmt: skip
"""Ends of the names of alerts of TLS about the client certificate."""
