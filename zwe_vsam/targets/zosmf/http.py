"""Requests to z/OSMF, each through one gateway that bounds, times, tells and explains it.

A read is tried again where it failed for a passing reason; anything else is sent once. No
redirection is followed and no cookie is kept: the login would go wherever the one leads, and the
token in the other would be sent beside it and expire before it.
Source: IBM z/OSMF Programming Guide, "Usage considerations for the z/OSMF REST services".
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from zwe_vsam import __version__
from zwe_vsam.choice import Ask
from zwe_vsam.errors import NotAuthorised, TargetError, Unavailable, UnclearAnswer
from zwe_vsam.targets.zosmf import failure, refusal, session
from zwe_vsam.targets.zosmf.failure import Lost, Unclear
from zwe_vsam.targets.zosmf.session import Link
from zwe_vsam.targets.zosmf.zowe_sdk import is_installed, missing

if TYPE_CHECKING:
    from requests import PreparedRequest, Session

CONNECT_TIMEOUT = 10.0
"""Seconds for a connection."""
READ_TIMEOUT = 60.0
"""Seconds without a byte. A first request may have to wait for a TSO/E address space."""
DEADLINE = 120.0
"""Seconds for one answer in all, and after which a read is not tried again."""
PAUSES = (0.5, 1.5, 4.0)
"""Seconds before a read that failed for a passing reason is tried again."""
PASSING = (429, 502, 503, 504)
"""Status codes of servers and gateways that are busy or starting."""
LARGEST = 64 * 1024 * 1024
"""Bytes of an answer."""
SAID_LENGTH, SAID_LINES = 500, 200
"""Characters of a line, and lines, of an error document that are quoted. IDCAMS prints its messages
in lines of 121."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered, whatever it is."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    said: tuple[str, ...] = ()
    """What an error document says, for people: message and details."""

    @property
    def ok(self) -> bool:
        """Whether the request was done."""
        return 200 <= self.status < 300

    @property
    def is_page(self) -> bool:
        """Whether this is a web page, as gateways and logins send, and nothing of z/OSMF."""
        return "html" in self.headers.get("Content-Type", "").lower()

    @property
    def text(self) -> str:
        """The body: as its charset says, or else UTF-8, or else ISO8859-1 (IBM's default)."""
        _, found, charset = self.headers.get("Content-Type", "").partition("charset=")
        for name in (charset.split(";")[0].strip(" \"'"),) if found else ("utf-8",):
            try:
                return self.body.decode(name)
            except (LookupError, UnicodeDecodeError):
                pass
        return self.body.decode("latin-1")

    def document(self) -> object:
        """The JSON document. Raises Unclear for anything else."""
        if self.is_page or self.body.lstrip()[:1] == b"<":
            raise Unclear("it answered with a web page instead of JSON", is_passing=False)
        try:
            found: object = json.loads(self.body)
        except (ValueError, RecursionError):
            raise Unclear("it answered with JSON that is cut off or malformed") from None
        return found


class Http:
    """One server, through one connection that is kept open."""

    def __init__(self, link: Link, ask: Ask | None = None) -> None:
        """Raises Unavailable where the package requests is missing."""
        if not is_installed("requests"):
            raise missing("the package requests is not installed here")
        self.link = link
        self.say: Callable[[str], None] = lambda _: None
        """Told of each request when it has ended."""
        self.requests = 0
        """How many were sent."""
        self._ask = ask
        self._was_let_in = False
        """Whether these credentials have worked before."""
        self._refused: NotAuthorised | None = None
        """Why these credentials do not work; they are not sent again, which could lock the user."""
        self._open()

    def get(self, path: str, what: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Read; try again for a passing reason. ``what`` says for what, as ``X cannot be read``.

        Raises TargetError where there is no answer, or one that no request could get right.
        """
        return self._read("GET", path, what, headers or {}, None, lambda answer: answer)[0]

    def get_json(
        self, path: str, what: str, headers: Mapping[str, str] | None = None
    ) -> tuple[Answer, object]:
        """The same, with the document of an answer that is ok; None of another. Raises alike."""
        return self._read("GET", path, what, headers or {}, None, _document)

    def ask_json(self, path: str, what: str, question: object) -> tuple[Answer, object]:
        """A PUT that changes nothing. Raises as ``get_json``."""
        headers = {"Content-Type": "application/json"}
        body = json.dumps(question).encode()
        return self._read("PUT", path, what, headers, body, _document)

    def put(self, path: str, what: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send once. Raises Lost where whether it took effect is not known, or it did not."""
        return self._renewed("PUT", path, what, headers, body)

    def problem(self, answer: Answer, what: str) -> TargetError:
        """What an answer that is not ok means, for the user."""
        refusal = self.refusal(answer, what)
        if refusal is not None:
            return refusal
        return failure.of_status(answer.status, answer.said, what, self.link)

    def refusal(self, answer: Answer, what: str) -> TargetError | None:
        """The same, where the words of the answer say why; None where only its status does."""
        return refusal.of_words(answer.status, answer.said, what, self.link)

    # One request

    def _read(
        self,
        method: str,
        path: str,
        what: str,
        headers: Mapping[str, str],
        body: bytes | None,
        understand: Callable[[Answer], object],
    ) -> tuple[Answer, object]:
        end = time.monotonic() + DEADLINE
        for pause in (*PAUSES, None):
            last = pause is None or time.monotonic() + pause > end
            try:
                answer = self._renewed(method, path, what, headers, body)
                if answer.status not in PASSING or last:
                    return answer, understand(answer)
            except Lost as lost:
                if last or not lost.is_passing:
                    raise
            except Unclear as unclear:
                if last or not unclear.is_passing:
                    raise UnclearAnswer(
                        "ZWV233E",
                        "zosmf",
                        f"{what}: {unclear.why}",
                        remedy=failure.is_it_zosmf(self.link),
                    ) from None
            assert pause is not None
            time.sleep(pause)
        raise AssertionError

    def _renewed(
        self, method: str, path: str, what: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        """The answer; where credentials have expired and somebody is there, with new ones.

        A request that was not let in did nothing, so it may be sent again.
        """
        if self._refused is not None:
            raise self._refused
        answer = self._once(method, path, what, headers, body)
        if answer.status == 401 and self._was_let_in and self._log_in_anew():
            answer = self._once(method, path, what, headers, body)
        if answer.status == 401:
            self._refused = failure.not_let_in(
                answer.said, what, self.link, had_worked=self._was_let_in
            )
            raise self._refused
        self._was_let_in = self._was_let_in or answer.ok
        return answer

    def _log_in_anew(self) -> bool:
        """Ask for a password or token; False where nobody answers."""
        if self._ask is None:
            return False
        try:
            self.link = session.ask_password(self.link, self._ask, "The login has expired. ")
        except Unavailable:
            return False
        self._open()
        return True

    def _once(
        self, method: str, path: str, what: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        start = time.monotonic()
        self.requests += 1
        told = f"zosmf: {method} {path}"
        try:
            answer = self._sent(method, path, headers, body, start)
        except Exception as error:
            lost = failure.of_exception(error, what, self.link)
            self.say(f"{told}: {lost.facts[-1]}, {_ms(start)} ms")
            # Without the cause: requests and urllib3 keep the request, with its headers, in it.
            raise lost from None
        self.say(f"{told}: {answer.status}, {_ms(start)} ms")
        if 300 <= answer.status < 400:
            raise failure.redirected(answer.status, what, self.link)
        return answer

    def _sent(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None, start: float
    ) -> Answer:
        response = self._session.request(
            method,
            f"{self._url}/zosmf{path}",
            headers={**self._login, **headers},
            data=body,
            auth=_no_other_login,
            allow_redirects=False,
            stream=True,
            timeout=(CONNECT_TIMEOUT, READ_TIMEOUT),
            verify=self.link.verify,
        )
        try:
            read = bytearray()
            # What there is, as it comes: whoever waits for a whole block misses the deadline.
            while part := response.raw.read1(65536, decode_content=True):
                read += part
                if len(read) > LARGEST or time.monotonic() - start > DEADLINE:
                    raise TimeoutError
        finally:
            response.close()
        return Answer(response.status_code, response.headers, bytes(read), self._said(bytes(read)))

    def _said(self, body: bytes) -> tuple[str, ...]:
        """Message and details of an error document, without any secret that it may quote."""
        try:
            found: object = json.loads(body)
        except (ValueError, RecursionError):
            return ()
        if not isinstance(found, dict):
            return ()
        details = found.get("details")
        lines = [found.get("message"), *(details if isinstance(details, list) else [details])]
        said = [part for line in lines if isinstance(line, str) for part in line.splitlines()]
        harmless = dict.fromkeys(self._harmless(line) for line in said if line.strip())
        return tuple(map(_cut, list(harmless)[:SAID_LINES]))

    def _harmless(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "********")
        return text

    # The connection

    def _open(self) -> None:
        """Make a session for the link, which has new credentials."""
        from http.cookiejar import DefaultCookiePolicy

        import requests
        import urllib3

        link = self.link
        self._url = f"{link.protocol}://{link.place}{link.base_path}"
        basic = base64.b64encode(f"{link.user}:{link.password}".encode("latin-1")).decode()
        self._secrets = (*link.secrets, *((basic,) if link.password else ()))
        self._login = {"X-CSRF-ZOSMF-HEADER": "zwe-vsam", **_login(link, basic)}
        self._session: Session = requests.Session()
        self._session.headers["User-Agent"] = f"zwe-vsam/{__version__}"
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        if link.uses_certificate:
            self._session.cert = (link.certificate, link.key)
        if not link.verify:
            # The user has been told once, in our words.
            urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)


def _cut(line: str) -> str:
    """Return the beginning of a line that no server which means well would send."""
    return line if len(line) <= SAID_LENGTH else f"{line[: SAID_LENGTH - 3]}..."


def in_path(name: str) -> str:
    """A data set with its member, or a job, as part of a path."""
    return quote(name, safe="()")


def in_query(value: str) -> str:
    """A value in a query."""
    return quote(value, safe="*")


def _document(answer: Answer) -> object:
    return answer.document() if answer.ok else None


def _no_other_login(request: PreparedRequest) -> PreparedRequest:
    """Keeps requests from putting what ``.netrc`` has in the place of the login."""
    return request


def _login(link: Link, basic: str) -> dict[str, str]:
    """The header that lets the user in; none where the certificate does."""
    if link.user and link.password:
        return {"Authorization": f"Basic {basic}"}
    if link.token and link.token_type:
        return {"Cookie": f"{link.token_type}={link.token}"}
    return {"Authorization": f"Bearer {link.token}"} if link.token else {}


def _ms(start: float) -> str:
    return f"{(time.monotonic() - start) * 1000:.1f}"
