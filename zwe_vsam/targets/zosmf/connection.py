"""The connection to z/OSMF: TCP, the trusted authorities, the client certificate, the requests.

What went wrong before a request was sent is told apart from what went wrong later: only in the
first case is it certain that the server did nothing.
"""

from __future__ import annotations

import http.client
import os
import selectors
import socket
import ssl
import weakref
from collections.abc import Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING, NoReturn

from zwe_vsam.targets.zosmf import proxy
from zwe_vsam.targets.zosmf.body import TimedResponse
from zwe_vsam.targets.zosmf.zowe_sdk import is_installed

if TYPE_CHECKING:
    from zwe_vsam.targets.zosmf.session import Link

CONNECT_TIMEOUT = 10.0
"""Seconds to connect to an address of the server, and for the TLS handshake."""
READ_TIMEOUT = 60.0
"""Seconds to wait for a byte of an answer. A first request may wait for a TSO/E address space."""
_DEFAULTS = (("https", "443"), ("http", "80"))


class Stage(Enum):
    """What has to succeed before a request is sent."""

    FILES = auto()
    """Reading the trusted authorities and the client certificate."""
    PROXY_ADDRESS = auto()
    """Reading the address of the proxy."""
    PROXY = auto()
    """Connecting to the server through the proxy."""
    NETWORK = auto()
    """Connecting to the server without a proxy."""
    TLS = auto()
    """The handshake with the server."""


class NotConnected(Exception):
    """There is no connection, and no request was sent. The cause is the reason."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.stage = stage


class EncryptedKey(Exception):
    """The key of the client certificate has a passphrase."""


class Connection:
    """One connection, which is opened for the first request and kept for the next ones."""

    def __init__(self, link: Link) -> None:
        """Raises NotConnected where a file, or the address of the proxy, cannot be used."""
        self._server = link.bare_host
        self._context = _context(link) if link.protocol == "https" else None
        try:
            self._proxy = proxy.find(link)
            first = self._proxy or (self._server, int(link.port))
            self._http = http.client.HTTPConnection(first[0], first[1], timeout=CONNECT_TIMEOUT)
        except (ValueError, http.client.InvalidURL) as error:
            raise NotConnected(Stage.PROXY_ADDRESS) from error
        self._http.response_class = TimedResponse
        # By itself http.client would connect without TLS.
        self._http.auto_open = 0
        # Nobody has to close a connection that is not used anymore.
        weakref.finalize(self, self._http.close)
        self._prefix = link.base_path
        is_default = (link.protocol, link.port) in _DEFAULTS
        self._headers = {"Host": link.host if is_default else link.place}
        if self._proxy and self._context:
            headers = {"Host": link.place, **self._proxy.headers}
            self._http.set_tunnel(link.host, int(link.port), headers)
        elif self._proxy:
            # The proxy reads the request, so the request has the whole address (RFC 9112, 3.2.2).
            self._prefix = link.url + link.base_path
            self._headers = {"Host": link.place, **self._proxy.headers}

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> http.client.HTTPResponse:
        """Send a request, once, and return the answer, whose body is still to be read.

        Raises NotConnected where nothing was sent. After any other exception, the server may have
        received the request.
        """
        if not self._is_open():
            self._http.close()
            self._connect()
        cut_off: OSError | None = None
        try:
            self._http.request(method, self._prefix + path, body, {**self._headers, **headers})
        except (BrokenPipeError, ConnectionResetError, ssl.SSLEOFError) as error:
            # A server may refuse a long body, and close the connection, before it has read it all.
            cut_off = error
        answer = self._http.getresponse()
        if cut_off and answer.status < 300:
            # No success: the server does not have the whole request.
            raise cut_off
        if answer.status < 200:
            # The answer itself comes later (RFC 9110, 15.2), and http.client does not wait for it.
            raise http.client.UnknownProtocol(f"status {answer.status}")
        return answer

    def close(self) -> None:
        """Close the connection. The next request opens another one."""
        self._http.close()

    def _is_open(self) -> bool:
        """Return whether the kept connection can take a request.

        It cannot where the server has closed it, or where bytes have arrived meanwhile.
        """
        kept: socket.socket | None = self._http.sock
        if kept is None:
            return False
        if self._context and not (isinstance(kept, ssl.SSLSocket) and not kept.pending()):
            return False
        with selectors.DefaultSelector() as selector:
            selector.register(kept, selectors.EVENT_READ)
            return not selector.select(0)

    def _connect(self) -> None:
        stage = Stage.PROXY if self._proxy else Stage.NETWORK
        try:
            self._http.connect()
            if self._context:
                stage = Stage.TLS
                self._http.sock = secure = self._context.wrap_socket(
                    self._http.sock,
                    # A dot at the end is no part of the name (RFC 6066, 3).
                    server_hostname=self._server.rstrip("."),
                    do_handshake_on_connect=False,
                )
                secure.do_handshake()
        except BaseException as error:
            self._http.close()
            # ValueError: a name that cannot be the name of a host.
            if isinstance(error, (OSError, http.client.HTTPException, ValueError)):
                raise NotConnected(stage) from error
            raise
        self._http.sock.settimeout(READ_TIMEOUT)


def _context(link: Link) -> ssl.SSLContext:
    """Make what a handshake needs. Raises NotConnected where a file cannot be used."""
    try:
        if link.verify:
            file, folder = _authorities()
            context = ssl.create_default_context(cafile=file, capath=folder)
        else:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        if link.uses_certificate:
            context.load_cert_chain(link.certificate, link.key, password=_no_passphrase)
    except (OSError, EncryptedKey) as error:
        raise NotConnected(Stage.FILES) from error
    # The common name is not the name of a server (RFC 9110, 4.3.4).
    context.hostname_checks_common_name = False
    # A server may ask for the client certificate when it has read the path (RFC 8446, 4.6.2).
    context.post_handshake_auth = True
    context.set_alpn_protocols(["http/1.1"])
    return context


def _no_passphrase() -> NoReturn:
    """Raise, where OpenSSL would ask the terminal."""
    raise EncryptedKey


def _authorities() -> tuple[str | None, str | None]:
    """Return the file, or the folder, of the trusted authorities; neither means the system's."""
    place = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    if not place and is_installed("certifi"):
        import certifi

        place = certifi.where()
    if not place:
        return None, None
    return (None, place) if os.path.isdir(place) else (place, None)
