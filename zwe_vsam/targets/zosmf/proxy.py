"""The proxy on the way to z/OSMF, as the environment names it.

The variables are those of urllib, which macOS and Windows add their settings to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from zwe_vsam.targets.zosmf.session import basic

if TYPE_CHECKING:
    from zwe_vsam.targets.zosmf.session import Link


class Proxy(NamedTuple):
    """The address of a proxy, and the login for it."""

    host: str
    port: int
    headers: dict[str, str]
    """The login, for the proxy alone; empty without one."""


def find(link: Link) -> Proxy | None:
    """Return the proxy for the server; None where the way is direct.

    Raises ValueError where the address is not one of HTTP. SOCKS and TLS to the proxy are not
    supported.
    """
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    address = proxies.get(link.protocol) or proxies.get("all", "")
    host = link.bare_host
    if not address or _is_within(host, proxies.get("no", "")):
        return None
    if proxy_bypass(host) or proxy_bypass(link.place):
        return None
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.scheme != "http" or not parts.hostname:
        raise ValueError("not an address of HTTP with a host")
    return Proxy(
        parts.hostname,
        80 if parts.port is None else parts.port,
        _login(parts.username, parts.password),
    )


def _login(user: str | None, password: str | None) -> dict[str, str]:
    """Return the header with the login (RFC 7617); none without a password."""
    if user is None or password is None:
        return {}
    return {"Proxy-Authorization": f"Basic {basic(unquote(user), unquote(password))}"}


def _is_within(host: str, exceptions: str) -> bool:
    """Return whether ``NO_PROXY`` has a network with this address, such as ``10.0.0.0/8``.

    The names in it are the business of ``urllib.request``, which does not know networks.
    """
    from ipaddress import ip_address, ip_network

    for name in exceptions.split(","):
        try:
            if ip_address(host) in ip_network(name.strip(), strict=False):
                return True
        except ValueError:
            continue
    return False
