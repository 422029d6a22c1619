"""Requests to z/OSMF through one gateway that limits, times, traces and explains each of them.

A read is repeated after a temporary failure. Any other request is sent once. The gateway follows
no redirection, which would send the login to another place. It keeps no cookie: the token in a
cookie would be sent beside the login, and would expire before it.
Source: IBM z/OSMF Programming Guide, "Usage considerations for the z/OSMF REST services".
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from zwe_vsam import __version__
from zwe_vsam.choice import Ask
from zwe_vsam.errors import NotAuthorised, TargetError, Unavailable
from zwe_vsam.targets.zosmf import failure, refusal, session
from zwe_vsam.targets.zosmf.body import DEADLINE, read_body
from zwe_vsam.targets.zosmf.connection import Connection
from zwe_vsam.targets.zosmf.failure import Lost, UnclearReply
from zwe_vsam.targets.zosmf.session import Link

if TYPE_CHECKING:
    from http.client import HTTPMessage

PAUSES = (0.5, 1.5, 4.0)
"""Seconds before each repetition of a read, after a temporary failure."""
PASSING = (429, 502, 503, 504)
"""Status codes of temporary failures: the server or gateway is busy or starting."""
MESSAGE_LENGTH, MESSAGE_LINES = 500, 200
"""Characters of a line, and lines, that are quoted of an error document. IDCAMS prints lines of 121
characters."""
_HEADERS = {
    "User-Agent": f"zwe-vsam/{__version__}",
    "Accept-Encoding": "gzip",
    "Accept": "*/*",
    "Connection": "keep-alive",
}


class Answer(NamedTuple):
    """An answer of the server with any status."""

    status: int
    headers: HTTPMessage
    body: bytes
    messages: tuple[str, ...] = ()
    """Message and details of an error document."""

    @property
    def ok(self) -> bool:
        """Whether the status means success."""
        return 200 <= self.status < 300

    @property
    def is_page(self) -> bool:
        """Whether this is a web page, as gateways and login forms send, and not of z/OSMF."""
        return "html" in self.headers.get("Content-Type", "").lower()

    @property
    def text(self) -> str:
        """The body, decoded by its charset, or as UTF-8, or as ISO8859-1 (IBM's default)."""
        _, parameter, charset = self.headers.get("Content-Type", "").partition("charset=")
        for name in (charset.split(";")[0].strip(" \"'"),) if parameter else ("utf-8",):
            try:
                return self.body.decode(name)
            except (LookupError, ValueError):
                # An unknown name, other bytes, or a name that is no name at all.
                pass
        return self.body.decode("latin-1")

    def document(self) -> object:
        """Parse the JSON document. Raises Unclear for any other body."""
        if self.is_page or self.body.lstrip()[:1] == b"<":
            raise UnclearReply("The server answered with a web page instead of JSON", is_page=True)
        try:
            document: object = json.loads(self.body)
        except (ValueError, RecursionError):
            raise UnclearReply("The server answered with incomplete or invalid JSON") from None
        return document


class Http:
    """A server, and one connection to it that stays open."""

    def __init__(self, link: Link, ask: Ask | None = None) -> None:
        """Opens no connection."""
        self.link = link
        self.trace: Callable[[str], None] = lambda _: None
        """Receives a line about each request when the request has ended."""
        self._ask = ask
        self._was_let_in = False
        """Whether the server has accepted these credentials before."""
        self._refused: NotAuthorised | None = None
        """The refusal of these credentials. Sending them again could lock the account."""
        self._connection: Connection | None = None
        self._take_login()

    def get(self, path: str, action: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Read, and repeat that after a temporary failure.

        ``action`` is for the text of an error, for example ``read A.B(C)``.
        Raises TargetError where there is no answer, a redirection or a refused login.
        """
        return self._read("GET", path, action, headers or {}, None, lambda answer: answer)[0]

    def get_json(
        self, path: str, action: str, headers: Mapping[str, str] | None = None
    ) -> tuple[Answer, object]:
        """Read as ``get``, and parse the document; None where the answer is an error."""
        return self._read("GET", path, action, headers or {}, None, _document)

    def ask_json(self, path: str, action: str, question: object) -> tuple[Answer, object]:
        """Send a question as a PUT that changes nothing. Returns and raises as ``get_json``."""
        headers = {"Content-Type": "application/json"}
        body = json.dumps(question).encode()
        return self._read("PUT", path, action, headers, body, _document)

    def put(self, path: str, action: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send a change once. Raises Lost without an answer; ``was_sent`` says what that means."""
        return self._renewed("PUT", path, action, headers, body)

    def problem(self, answer: Answer, action: str) -> TargetError:
        """Make the error for an answer that is not ok."""
        refusal = self.refusal(answer, action)
        if refusal is not None:
            return refusal
        return failure.of_status(answer.status, answer.messages, action, self.link)

    def refusal(self, answer: Answer, action: str) -> TargetError | None:
        """Make the error for the text of an answer; None where only its status has a meaning."""
        return refusal.of_words(answer.status, answer.messages, action, self.link)

    # One request

    def _read(
        self,
        method: str,
        path: str,
        action: str,
        headers: Mapping[str, str],
        body: bytes | None,
        understand: Callable[[Answer], object],
    ) -> tuple[Answer, object]:
        end = time.monotonic() + DEADLINE
        for pause in (*PAUSES, None):
            last = pause is None or time.monotonic() + pause > end
            try:
                answer = self._renewed(method, path, action, headers, body)
                if answer.status not in PASSING or last:
                    return answer, understand(answer)
            except Lost as lost:
                if last or not lost.is_passing:
                    raise
            except UnclearReply as unclear:
                if unclear.is_page:
                    raise failure.web_page(action, self.link) from None
                if last:
                    raise failure.malformed(action, self.link) from None
            assert pause is not None
            time.sleep(pause)
        raise AssertionError

    def _renewed(
        self, method: str, path: str, action: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        """Send a request; repeat it with new credentials where the login has expired.

        A request without a valid login has no effect, so repeating it is safe.
        """
        if self._refused is not None:
            raise self._refused
        answer = self._once(method, path, action, headers, body)
        if answer.status == 401 and self._was_let_in and self._log_in_anew():
            answer = self._once(method, path, action, headers, body)
        if answer.status == 401:
            self._refused = failure.not_let_in(
                answer.messages, action, self.link, had_worked=self._was_let_in
            )
            raise self._refused
        self._was_let_in = self._was_let_in or answer.ok
        return answer

    def _log_in_anew(self) -> bool:
        """Ask for a password or token; False without an answer."""
        if self._ask is None:
            return False
        try:
            self.link = session.ask_password(self.link, self._ask, "The login has expired. ")
        except Unavailable:
            return False
        self._take_login()
        return True

    def _once(
        self, method: str, path: str, action: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        start = time.monotonic()
        line = f"zosmf: {method} {path}"
        try:
            answer = self._sent(method, path, headers, body)
        except Exception as error:
            lost = failure.of_exception(error, action, self.link)
            self.trace(f"{line}: {lost.reason}, {_ms(start)} ms")
            # Without the cause, which contains the request with its headers.
            raise lost from None
        self.trace(f"{line}: {answer.status}, {_ms(start)} ms")
        if 300 <= answer.status < 400:
            raise failure.redirected(answer.status, action, self.link)
        return answer

    def _sent(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        if self._connection is None:
            self._connection = Connection(self.link)
        try:
            response = self._connection.send(
                method, f"/zosmf{path}", {**_HEADERS, **self._login, **headers}, body
            )
            with response:
                received = read_body(response)
            if received is None:
                self._connection.close()
        except BaseException:
            # The rest of this answer would be the beginning of the next one.
            self._connection.close()
            raise
        received = received or b""
        return Answer(response.status, response.headers, received, self._messages(received))

    def _messages(self, body: bytes) -> tuple[str, ...]:
        """Return message and details of an error document, without the secrets that it quotes."""
        try:
            document: object = json.loads(body)
        except (ValueError, RecursionError):
            return ()
        if not isinstance(document, dict):
            return ()
        details = document.get("details")
        lines = [document.get("message"), *(details if isinstance(details, list) else [details])]
        messages = [part for line in lines if isinstance(line, str) for part in line.splitlines()]
        harmless = dict.fromkeys(self._harmless(line) for line in messages if line.strip())
        return tuple(map(_cut, list(harmless)[:MESSAGE_LINES]))

    def _harmless(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "********")
        return text

    # The connection

    def _take_login(self) -> None:
        """Take the credentials of the link. The next request opens a connection with them."""
        link = self.link
        basic = session.basic(link.user, link.password)
        self._secrets = (*link.secrets, *((basic,) if link.password else ()))
        self._login = {"X-CSRF-ZOSMF-HEADER": "zwe-vsam", **_login(link, basic)}
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _cut(line: str) -> str:
    """Shorten a line that is longer than any line of z/OSMF."""
    return line if len(line) <= MESSAGE_LENGTH else f"{line[: MESSAGE_LENGTH - 3]}..."


def in_path(name: str) -> str:
    """Quote a data set with its member, or a job, for a path."""
    return quote(name, safe="()")


def in_query(value: str) -> str:
    """Quote a value for a query."""
    return quote(value, safe="*")


def _document(answer: Answer) -> object:
    return answer.document() if answer.ok else None


def _login(link: Link, basic: str) -> dict[str, str]:
    """Return the header with the login; none where the certificate is the login."""
    if link.user and link.password:
        return {"Authorization": f"Basic {basic}"}
    if link.token and link.token_type:
        return {"Cookie": f"{link.token_type}={link.token}"}
    return {"Authorization": f"Bearer {link.token}"} if link.token else {}


def _ms(start: float) -> str:
    return f"{(time.monotonic() - start) * 1000:.1f}"
