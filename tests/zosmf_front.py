"""One z/OSMF server over TLS for all tests of a process; what is behind it changes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from zwe_vsam.sandbox.server.server import Server


class Answer(NamedTuple):
    """What the application answers, or a test in its place."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)


class Asked(NamedTuple):
    """A request."""

    method: str
    path: str
    """With the query."""
    headers: dict[str, str]
    body: bytes
    real: Callable[[], Answer]
    """Gives the request to the application."""


Rule = Callable[[Asked], Answer | None]
"""Answers a request, or leaves it to the next rule and the application at last."""


class Front:
    """Listens from its construction on."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.app: Any = None
        self.rules: list[Rule] = []
        self.asked: list[Asked] = []
        """All that came, in its order."""
        self.server = Server(self, folder / "server", "127.0.0.1", 0, True)
        self.server.start()

    @property
    def certificate(self) -> Path:
        """What clients have to trust."""
        assert self.server.certificate
        return self.server.certificate

    @property
    def paths(self) -> list[str]:
        """``METHOD path`` of all that came, without queries."""
        return [f"{asked.method} {asked.path.partition('?')[0]}" for asked in self.asked]

    def rule(self, method: str, path: str, *answers: Answer) -> None:
        """Answer requests of that method with that in their path: each answer once, the last on."""
        left = list(answers)

        def act(asked: Asked) -> Answer | None:
            if asked.method != method or path not in asked.path:
                return None
            return left.pop(0) if len(left) > 1 else left[0]

        self.rules.append(act)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        query = environ.get("QUERY_STRING", "")
        asked = Asked(
            environ["REQUEST_METHOD"],
            environ["PATH_INFO"] + (f"?{query}" if query else ""),
            {
                key.removeprefix("HTTP_").replace("_", "-").title(): value
                for key, value in environ.items()
                if key.startswith("HTTP_") or key == "CONTENT_TYPE"
            },
            body,
            lambda: self._real(environ, body),
        )
        self.asked.append(asked)
        answer = next((a for rule in self.rules if (a := rule(asked)) is not None), None)
        status, body, headers = answer or asked.real()
        start_response(f"{status} Status", [*headers, ("Content-Length", str(len(body)))])
        return [body]

    def _real(self, environ: dict[str, Any], body: bytes) -> Answer:
        seen: list[Any] = []
        environ = {**environ, "wsgi.input": io.BytesIO(body)}
        content = b"".join(self.app(environ, lambda *head: seen.append(head)))
        status, headers = seen[0]
        kept = tuple((name, value) for name, value in headers if name != "Content-Length")
        return Answer(int(status.split()[0]), content, kept)
