"""Many sandboxes on one server: the first part of a path names the sandbox.

The rest of the path is what a server of that sandbox alone would get, so that
``https://HOST:PORT/NAME`` is to a client what a z/OSMF behind a gateway is: a base path. A name is
looked up in the folder for each request. So a sandbox that is created while the server runs is
served, and one that is removed is not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import unquote_to_bytes

from flask import request
from werkzeug.local import LocalProxy

from zwe_vsam.sandbox import fleet
from zwe_vsam.sandbox.server import application, errors
from zwe_vsam.sandbox.server.auth import Authority
from zwe_vsam.sandbox.system import System

if TYPE_CHECKING:
    from pathlib import Path

_MEMBER = "zwe_vsam.member"
"""Key of the environment of a request: the sandbox that the path names."""


class _Member(NamedTuple):
    """One sandbox."""

    system: System
    authority: Authority
    """Its own, as a token is worth nothing to another sandbox."""


class Fleet:
    """The WSGI application: it passes each request to the services, on the sandbox of its path.

    There is one set of services, as it takes longer to make than many requests.
    """

    def __init__(self, folder: Path, user: str, password: str, token_seconds: float) -> None:
        self._folder = folder
        self._login = user, password, token_seconds
        self._members: dict[str, _Member] = {}
        self._lock = Lock()
        self._services = application.build(
            cast(System, LocalProxy(lambda: request.environ[_MEMBER].system)),
            cast(Authority, LocalProxy(lambda: request.environ[_MEMBER].authority)),
            Authority(*self._login).user,
        )

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request."""
        path = str(environ.get("REQUEST_URI", ""))
        first, slash, remainder = path.partition("?")[0][1:].partition("/")
        name = unquote_to_bytes(first)
        member = self._member(name)
        if member is None:
            return _unknown(name, path, start_response)
        environ[_MEMBER] = member
        environ["SCRIPT_NAME"] = "/" + name.decode("latin-1")
        environ["REQUEST_URI"] = slash + remainder or "/"
        answer: Iterable[bytes] = self._services(environ, start_response)
        return answer

    def _member(self, name: bytes) -> _Member | None:
        """Return the sandbox of a name, or None."""
        try:
            text = name.decode("utf-8")
            if not fleet.is_member(self._folder, text):
                return None
        except (OSError, UnicodeDecodeError):
            return None
        with self._lock:
            if text not in self._members:
                self._members[text] = _Member(System(self._folder / text), Authority(*self._login))
            return self._members[text]


def _unknown(name: bytes, path: str, start_response: Any) -> Iterable[bytes]:
    text = f"No sandbox '{name.decode('utf-8', 'replace')}' is served"
    service = path[1:].partition("/")[2]
    make = errors.jobs if errors.is_of_jobs(f"/{service}") else errors.files
    body = json.dumps(make(1, text, status=404).document()).encode()
    start_response(
        "404 Not Found",
        [("Content-Type", "application/json"), ("Content-Length", str(len(body)))],
    )
    return [body]
