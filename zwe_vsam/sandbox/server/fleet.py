"""Many sandboxes on one server: the first part of a path names the sandbox.

The rest of the path is what a server of that sandbox alone would get, so that
``https://HOST:PORT/NAME`` is to a client what a z/OSMF behind a gateway is: a base path. A name is
looked up in the folder for each request. So a sandbox that is created while the server runs is
served, and one that is removed is not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from zwe_vsam.sandbox import fleet
from zwe_vsam.sandbox.server import errors
from zwe_vsam.sandbox.system import System

if TYPE_CHECKING:
    from pathlib import Path

    import flask


class Fleet:
    """The WSGI application: it passes each request to the application of its sandbox."""

    def __init__(self, folder: Path, build: Callable[[System], flask.Flask]) -> None:
        """``build`` makes the application of one sandbox."""
        self._folder = folder
        self._build = build
        self._apps: dict[str, flask.Flask] = {}
        self._lock = Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request."""
        path = str(environ.get("REQUEST_URI", ""))
        first, slash, remainder = path.partition("?")[0][1:].partition("/")
        name = unquote_to_bytes(first)
        app = self._app(name)
        if app is None:
            return _unknown(name, path, start_response)
        environ["SCRIPT_NAME"] = "/" + name.decode("latin-1")
        environ["REQUEST_URI"] = slash + remainder or "/"
        answer: Iterable[bytes] = app(environ, start_response)
        return answer

    def _app(self, name: bytes) -> flask.Flask | None:
        """Return the application of a sandbox; None without a sandbox of that name."""
        try:
            text = name.decode("utf-8")
            if not fleet.is_member(self._folder, text):
                return None
        except (OSError, UnicodeDecodeError):
            return None
        with self._lock:
            if text not in self._apps:
                self._apps[text] = self._build(System(self._folder / text))
            return self._apps[text]


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
