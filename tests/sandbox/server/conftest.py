"""One server over TLS for all tests of this folder, each test's own sandbox behind it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask
from werkzeug.test import TestResponse

from tests import zosmf_app
from tests.sandbox.helpers import JCLLIB, Sandbox
from tests.sandbox.server.process import Forked
from tests.warm import Warm
from zwe_vsam.sandbox.server.server import Server

CSRF = "X-CSRF-ZOSMF-HEADER"


class Stage:
    """The server, whose application each test replaces."""

    def __init__(self, folder: Path) -> None:
        self.app: Callable[..., Any] | None = None
        self.answers = 0
        self._answered = threading.Condition()
        self.server = Server(self, Sandbox(folder).system.folder / "server", "127.0.0.1", 0, True)

    def __call__(self, environ: Any, start_response: Any) -> Any:
        assert self.app is not None
        try:
            return self.app(environ, start_response)
        finally:
            with self._answered:
                self.answers += 1
                self._answered.notify_all()

    def wait(self, answers: int) -> None:
        """Until that many requests have been answered since the server was started."""
        with self._answered:
            assert self._answered.wait_for(lambda: self.answers >= answers, 20)


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = Stage(tmp_path_factory.mktemp("stage") / "box")
    made.server.start()
    yield made
    made.server.stop()


class Client:
    """A client that is logged on, and what is behind the server."""

    def __init__(self, url: str, certificate: Path | None, sandbox: Sandbox, app: Flask) -> None:
        self.url = url
        self.sandbox = sandbox
        self.app = app
        self.authority = app.extensions["authority"]
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = str(certificate) if certificate else True
        self.session.auth = ("ibmuser", "sys1")
        self.session.headers[CSRF] = "x"

    def __call__(self, method: str, path: str, **more: Any) -> requests.Response:
        return self.session.request(method, f"{self.url}/zosmf{path}", timeout=20, **more)

    def inside(self, method: str, path: str, **more: Any) -> TestResponse:
        """The same without a network; ``path`` is all of it."""
        headers = {CSRF: "x", **more.pop("headers", {})}
        found = self.app.test_client()
        return found.open(path, method=method, headers=headers, auth=("ibmuser", "sys1"), **more)

    def json(self, method: str, path: str, status: int = 200, **more: Any) -> Any:
        answer = self(method, path, **more)
        assert answer.status_code == status, answer.text
        return answer.json()

    def refused(self, method: str, path: str, status: int, **more: Any) -> dict[str, Any]:
        """The error document of a request that must fail."""
        answer = self(method, path, **more)
        assert answer.status_code == status, answer.text
        assert answer.headers["Content-Type"] == "application/json"
        document: dict[str, Any] = answer.json()
        assert {"rc", "reason", "category", "message", "stack"} <= document.keys()
        assert "Traceback" not in answer.text
        return document

    def write(self, member: str, text: str, **headers: str) -> requests.Response:
        path = f"/restfiles/ds/{JCLLIB}({member})"
        return self("PUT", path, data=text.encode(), headers=headers)

    def submit(self, jcl: str, **headers: str) -> Any:
        headers["Content-Type"] = "text/plain"
        return self.json("PUT", "/restjobs/jobs", 201, data=jcl.encode(), headers=headers)


@pytest.fixture
def client(stage: Stage, sandbox: Sandbox) -> Iterator[Client]:
    app = zosmf_app.on(sandbox.system)
    stage.app = app
    made = Client(stage.server.url, stage.server.certificate, sandbox, app)
    yield made
    made.session.close()


@pytest.fixture
def process(sandbox: Sandbox, warm: Warm) -> Iterator[Forked]:
    made = Forked(warm, sandbox.system.folder, "--no-tls")
    yield made
    made.kill()
