"""Why a request to z/OSMF failed, in words that say what to do.

Nothing here quotes an exception of requests or urllib3, which may hold headers and proxies with
their passwords; only what the operating system and OpenSSL say.
"""

from __future__ import annotations

import errno
import socket
import ssl
from typing import TYPE_CHECKING

from zwe_vsam.targets.interface import NotAuthorised, TargetError, Unavailable

if TYPE_CHECKING:
    from zwe_vsam.targets.zosmf_session import Link


ODD = "Run this again with -vv, which shows the requests; the server's log may tell more."
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
    lost.was_sent = lost.is_passing = False
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
        remedy = ODD
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
    if "PEM" in " ".join(str(e) for e in chain if isinstance(e, ssl.SSLError)):
        return _FILES
    if any(isinstance(e, ssl.SSLError) for e in chain) or isinstance(error, exceptions.SSLError):
        hint = "Is it a port for https? " if link.protocol == "https" else ""
        return f"{place} broke off the secure connection", f"{hint}Try again later.", True, False
    if type(error) is OSError or (
        isinstance(error, OSError) and error.errno in (errno.ENOENT, errno.EACCES)
    ):
        return _FILES
    if "NewConnectionError" in names:
        return f"{place} cannot be reached", "Check host, port and network.", False, True
    if names & {"ChunkedEncodingError", "IncompleteRead", "ProtocolError", "DecodeError"}:
        return f"{place} broke off the connection", "Try again later.", True, True
    return f"the request failed ({type(error).__name__})", "Try again later.", True, False


_PROXY = "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY."
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
