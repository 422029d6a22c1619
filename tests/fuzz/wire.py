"""A z/OSMF server whose answers are spoiled: below HTTP, or over a real connection.

Real are http.client's reading of answers and all of zwe-vsam; behind the server is the sandbox's
own z/OSMF application. Without a connection only the sending is replaced.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import io
import json
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote_to_bytes, urlsplit

import pytest

from tests.clock import Time
from tests.conftest import MINIMAL
from tests.fuzz import screen
from tests.zosmf_front import Answer, Asked
from zwe_vsam import targets
from zwe_vsam.choice import Choice
from zwe_vsam.sandbox import server
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.zosmf.body import TimedResponse
from zwe_vsam.targets.zosmf.connection import Connection
from zwe_vsam.targets.zosmf.target import ZosmfTarget

USER = "ibmuser"
PASSWORD = "Zx9s3cretPw"
BASIC = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
SECRETS = (PASSWORD, BASIC)
PRECIOUS = "IBMUSER.PRECIOUS"
FAILING = "code:12"
_WAIT = 20.0
"""Seconds for a connection of the real server: a bound."""

Spoil = Callable[[int, Asked], Answer]
"""Answers a request, of which this is the number, from 0."""


class Wire:
    """One server and the system behind it; what was asked and answered."""

    def __init__(self, folder: Path, spoil: Spoil) -> None:
        """``folder`` is the sandbox's; it need not be there where nothing is asked of it."""
        self.system = System(folder)
        self._app: Any = None
        self._spoil = spoil
        self.asked: list[Asked] = []
        self.answered: list[Answer] = []

    def answer(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Answer:
        """What the client is to get."""
        asked = Asked(method, url, headers, body, lambda: self._real(method, url, headers, body))
        self.asked.append(asked)
        answer = self._spoil(len(self.asked) - 1, asked)
        self.answered.append(answer)
        return answer

    def _real(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Answer:
        parts, seen = urlsplit(url), []
        self._app = self._app or server.app(self.system, USER, PASSWORD)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
            "QUERY_STRING": parts.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "443",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "CONTENT_LENGTH": str(len(body)),
            **{f"HTTP_{key.upper().replace('-', '_')}": value for key, value in headers.items()},
        }
        environ["CONTENT_TYPE"] = environ.get("HTTP_CONTENT_TYPE", "")
        content = b"".join(self._app(environ, lambda *head: seen.append(head)))
        status, kept = seen[0]
        return Answer(int(status.split()[0]), content, tuple(kept))

    @property
    def submissions(self) -> int:
        """How many there were, whatever became of them."""
        return sum(is_submission(asked) for asked in self.asked)

    def pairs(self) -> Iterator[tuple[Asked, Answer]]:
        """Each request and its answer."""
        return zip(self.asked, self.answered, strict=True)

    def said(self) -> Iterator[dict[str, Any]]:
        """Every JSON object in what was answered, those in others, too; the last first."""
        todo: list[object] = []
        for answer in self.answered:
            with contextlib.suppress(OSError, EOFError, ValueError, RecursionError):
                packed = answer.body.startswith(b"\x1f\x8b")
                todo.append(json.loads(gzip.decompress(answer.body) if packed else answer.body))
        while todo:
            one = todo.pop()
            todo += one if isinstance(one, list) else []
            if isinstance(one, dict):
                yield one
                todo += one.values()


def is_submission(asked: Asked) -> bool:
    """Whether the request submits a job."""
    return asked.method == "PUT" and urlsplit(asked.path).path.endswith("/restjobs/jobs")


def box(folder: Path, outcome: str = "", *, after_init: bool = False) -> Path:
    """A sandbox with a cluster of somebody else's; each sort is made once for each folder."""
    first, made = folder / f"first-{outcome[:4]}-{after_init}", folder / "box"
    if not first.exists():
        screen.call("sandbox", "create", first, "-c", MINIMAL)
        system = System(first)
        system.set_durations(0.0, 0.0)
        system.idcams([f" DEFINE CLUSTER(NAME({PRECIOUS}) INDEXED VOL(VOL123) REC(1 1) "
                       "KEYS(8 0) RECSZ(80 80))"])  # fmt: skip
        if after_init:
            assert screen.call("init", "-c", MINIMAL, "--sandbox", first).code == 0
        if outcome:
            system.inject(outcome, "ZWE*")
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(first, made)
    return made


@contextlib.contextmanager
def below_http(wire: Wire) -> Iterator[ZosmfTarget]:
    """The wire in the place of the connection; time passes only where somebody sleeps."""

    def send(
        _self: Connection, method: str, path: str, headers: dict[str, str], body: bytes | None
    ) -> HTTPResponse:
        answer = wire.answer(method, f"http://127.0.0.1:443{path}", headers, body or b"")
        response = TimedResponse(_Received(_as_bytes(answer)), method=method)  # type: ignore[arg-type]
        response.begin()
        return response

    with _client(443) as (target, patch):
        patch.setattr(Connection, "send", send)
        yield target


class _Received:
    """What http.client uses of a socket, with everything received."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, _mode: str, **_options: int) -> io.BufferedIOBase:
        return io.BytesIO(self._data)


def _as_bytes(answer: Answer) -> bytes:
    head = [f"HTTP/1.1 {answer.status} Status", *(f"{k}: {v}" for k, v in answer.headers)]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + answer.body


@contextlib.contextmanager
def _client(port: int) -> Iterator[tuple[ZosmfTarget, pytest.MonkeyPatch]]:
    with pytest.MonkeyPatch.context() as patch:
        now = Time()
        now.rule(patch.setattr)
        for module in ("http", "submit"):
            patch.setattr(f"zwe_vsam.targets.zosmf.{module}.PAUSES", (0.0, 0.0))
        # Nobody is there to give a password anew, whatever terminal the tests have.
        patch.setattr("zwe_vsam.cli.terminal.password_prompt", lambda: None)
        for name, value in {
            "ZWE_VSAM_ZOSMF_HOST": "127.0.0.1",
            "ZWE_VSAM_ZOSMF_PORT": str(port),
            "ZWE_VSAM_ZOSMF_PROTOCOL": "http",
            "ZWE_VSAM_ZOSMF_USER": USER,
            "ZWE_VSAM_ZOSMF_PASSWORD": PASSWORD,
            "NO_PROXY": "*",
        }.items():
            patch.setenv(name, value)
        target = targets.connect(Choice("zosmf"))
        assert isinstance(target, ZosmfTarget)
        yield target, patch


class Socket:
    """A real server on the loopback interface: bytes are sent as they are, and it hangs up."""

    def __init__(self, wire: Wire, spoil: Callable[[bytes], bytes]) -> None:
        self._wire = wire
        self._spoil = spoil
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._port: int = self._listener.getsockname()[1]
        self._stopped = False
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stopped = True
        # Wakes the thread, which closing the listener does not do everywhere.
        with socket.create_connection(("127.0.0.1", self._port), _WAIT):
            pass
        self._thread.join(_WAIT)
        self._listener.close()

    @contextlib.contextmanager
    def client(self) -> Iterator[ZosmfTarget]:
        """A target that is connected to it."""
        with _client(self._port) as (target, _):
            yield target

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                if self._stopped:
                    return
                connection.settimeout(_WAIT)
                try:
                    self._one(connection)
                except OSError:
                    continue

    def _one(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as stream:
            method, path, _ = stream.readline().decode("latin-1").split(" ", 2)
            headers: dict[str, str] = {}
            while line := stream.readline().decode("latin-1").strip():
                name, _, value = line.partition(":")
                headers[name.title()] = value.strip()
            body = stream.read(int(headers.get("Content-Length", 0)))
        answer = self._wire.answer(method, f"http://127.0.0.1{path}", headers, body)
        connection.sendall(self._spoil(_as_bytes(answer)))
        connection.shutdown(socket.SHUT_WR)
