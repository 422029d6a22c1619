"""The sandbox as a z/OSMF server: the REST services for data sets, members, IDCAMS and jobs.

Needs the extra ``zwe-vsam[sandbox]``. Everything here is in IBM z/OS Management Facility
Programming Guide (SC27-8420), chapters "z/OS data set and file REST interface", "z/OS jobs REST
interface", "z/OSMF information retrieval service" and "z/OSMF authentication services"; what a
real server was seen to do, and what is not verified, is in docs/explanation/decisions.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zwe_vsam.errors import Unavailable

if TYPE_CHECKING:
    from pathlib import Path

    import flask

    from zwe_vsam.sandbox.server.server import Server as Server
    from zwe_vsam.sandbox.system import System

TOKEN_SECONDS = 8 * 3600.0
"""How long a token is valid (z/OSMF's default, LTPA expiration of 8 hours)."""


def app(
    system: System, user: str, password: str, token_seconds: float = TOKEN_SECONDS
) -> flask.Flask:
    """Return the services as a WSGI application. Raises Unavailable without the extra."""
    with _extra():
        from zwe_vsam.sandbox.server import application
        from zwe_vsam.sandbox.server.auth import Authority
    authority = Authority(user, password, token_seconds)
    return application.build(system, authority, authority.user)


def serve(
    system: System,
    host: str = "127.0.0.1",
    port: int = 0,
    tls: bool = True,
    user: str = "ibmuser",
    password: str = "sys1",
    token_seconds: float = TOKEN_SECONDS,
) -> Server:
    """Return a server that listens already and answers after ``start``; port 0 takes a free one.

    Raises Unavailable without the extra, for a port or host that cannot be used, and for a
    certificate that cannot be made.
    """
    services = app(system, user, password, token_seconds)
    with _extra():
        from zwe_vsam.sandbox.server.server import Server
    return Server(services, system.folder / "server", host, port, tls)


def serve_all(
    folder: Path,
    host: str = "127.0.0.1",
    port: int = 0,
    tls: bool = True,
    user: str = "ibmuser",
    password: str = "sys1",
) -> Server:
    """Return a server for each sandbox directly below ``folder``; otherwise as ``serve``."""
    with _extra():
        from zwe_vsam.sandbox.server.fleet import Fleet
        from zwe_vsam.sandbox.server.server import Server
    fleet = Fleet(folder, user, password, TOKEN_SECONDS)
    return Server(fleet, folder / ".server", host, port, tls)


@contextmanager
def _extra() -> Iterator[None]:
    """Import packages of the extra. Raises Unavailable without them."""
    try:
        yield
    except ImportError as error:
        raise Unavailable("ZWV8030E", package=error.name or error) from error
