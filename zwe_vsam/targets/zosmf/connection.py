"""The connection to z/OSMF: the authorities that it trusts, its client certificate, its proxy.

The variables are those that requests and curl read, and mean the same.
"""

from __future__ import annotations

import os
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from zwe_vsam.targets.zosmf.zowe_sdk import is_installed

if TYPE_CHECKING:
    from urllib3 import HTTPConnectionPool, ProxyManager

    from zwe_vsam.targets.zosmf.session import Link


class Route(NamedTuple):
    """How requests come to the server."""

    pool: HTTPConnectionPool
    """Sends them over one connection, which it opens when it sends the first."""
    prefix: str
    """What a request has before ``/zosmf``."""


def route(link: Link) -> Route:
    """Return the route to the server. Opens no connection.

    Raises LocationValueError of urllib3 where the address of the proxy is not valid.
    """
    import urllib3

    # The notices of the target warn of a connection that is not encrypted or not checked.
    urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
    proxy = _proxy(link)
    manager = _proxy_manager(proxy, link) if proxy else urllib3.PoolManager(**_tls(link))
    pool = manager.connection_from_host(link.host.strip("[]"), int(link.port), link.protocol)
    url = urllib3.util.parse_url(link.url + link.base_path)
    if proxy and link.protocol == "http":
        # The proxy reads the request, so the request has the whole address (RFC 9112, 3.2.2).
        return Route(pool, url.url)
    return Route(pool, url.path or "")


def _tls(link: Link) -> dict[str, Any]:
    """Return the arguments of urllib3 for TLS."""
    tls: dict[str, Any] = {"cert_reqs": "CERT_NONE"}
    if link.verify:
        tls = {"cert_reqs": "CERT_REQUIRED", **_authorities()}
    if link.uses_certificate:
        tls |= {"cert_file": link.certificate, "key_file": link.key}
    return tls


def _authorities() -> dict[str, str]:
    """Return the argument for trusted authorities; without one, urllib3 trusts the system's."""
    place = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    if not place and is_installed("certifi"):
        import certifi

        place = certifi.where()
    if not place:
        return {}
    return {"ca_cert_dir" if os.path.isdir(place) else "ca_certs": place}


def _proxy(link: Link) -> str:
    """Return the address of the proxy for the server; empty without one."""
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    proxy = proxies.get(link.protocol) or proxies.get("all", "")
    host = link.host.strip("[]")
    exceptions = proxies.get("no", "")
    if not proxy or _is_within(host, exceptions) or proxy_bypass(host) or proxy_bypass(link.place):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


def _proxy_manager(proxy: str, link: Link) -> ProxyManager:
    """Make the manager, which gives the login in the address to the proxy and to no server."""
    import urllib3

    address = urllib3.util.parse_url(proxy)
    if not address.host:
        raise urllib3.exceptions.LocationValueError("The address of the proxy has no host")
    login = unquote(address.auth or "")
    headers = urllib3.make_headers(proxy_basic_auth=login if ":" in login else None)
    return urllib3.ProxyManager(proxy, proxy_headers=headers, **_tls(link))


def _is_within(host: str, exceptions: str) -> bool:
    """Return whether ``NO_PROXY`` has a network with this address, such as ``10.0.0.0/8``.

    The names in it are the business of ``urllib.request``, which does not know networks.
    """
    for name in exceptions.split(","):
        try:
            if ip_address(host) in ip_network(name.strip(), strict=False):
                return True
        except ValueError:
            continue
    return False
