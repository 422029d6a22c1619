"""Authentication: passwords, tokens, and the header against cross-site requests.

Source: z/OSMF Programming Guide, "z/OSMF authentication services" (POST and DELETE
/zosmf/services/authenticate) and "Cross-site request forgery"; "Enabling JSON Web Token support"
of the z/OSMF Configuration Guide.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import secrets
import time
from threading import Lock
from urllib.parse import quote

from flask import Blueprint, Request, Response, jsonify, request

from zwe_vsam.sandbox.server.errors import Failure
from zwe_vsam.zos import names

CSRF = "X-CSRF-ZOSMF-HEADER"
COOKIES = ("jwtToken", "LtpaToken2")
"""Either holds a token; z/OSMF gives both."""

_HEADER: dict[str, object] = {"typ": "JWT", "alg": "HS256"}
_LOGIN = "/zosmf/services/authenticate"
_NO_AUTHENTICATION = ("/zosmf/info", _LOGIN)


class Authority:
    """The one user, and the valid tokens."""

    def __init__(self, user: str, password: str, seconds: float) -> None:
        self.user = names.upper(user)
        self._password = password
        self.seconds = seconds
        """How long a token is valid from its login on."""
        self._key = secrets.token_bytes(32)
        self._tokens: dict[str, float] = {}
        self._lock = Lock()

    def accepts(self, user: str, password: str) -> bool:
        """Whether these are the user and the password; a user id has no case on z/OS."""
        right = hmac.compare_digest(names.upper(user).encode(), self.user.encode())
        return hmac.compare_digest(password.encode(), self._password.encode()) and right

    def issue(self) -> str:
        """Return a new token: a signed JSON Web Token, of which clients may read the expiry."""
        now = time.time()
        claims: dict[str, object] = {
            "sub": self.user,
            "iss": "zOSMF",
            "iat": int(now),
            "exp": int(now + self.seconds),
            "jti": secrets.token_hex(8),
        }
        signed = ".".join(_packed(part) for part in (_HEADER, claims))
        token = f"{signed}.{_base64(hmac.digest(self._key, signed.encode(), 'sha256'))}"
        with self._lock:
            self._tokens = {key: until for key, until in self._tokens.items() if until > now}
            self._tokens[token] = now + self.seconds
        return token

    def knows(self, token: str) -> bool:
        """Whether the token is valid now."""
        with self._lock:
            return self._tokens.get(token, 0.0) > time.time()

    def revoke(self, token: str) -> None:
        """End a token before its expiry."""
        with self._lock:
            self._tokens.pop(token, None)

    def expire_all(self) -> None:
        """End all tokens, to rehearse an expiry during a run."""
        with self._lock:
            self._tokens.clear()

    def admits(self, asked: Request) -> bool:
        """Whether the request carries the password or a valid token."""
        kind, _, value = asked.headers.get("Authorization", "").strip().partition(" ")
        if kind.lower() == "basic":
            return self._basic(value.strip())
        tokens = [value.strip()] if kind.lower() == "bearer" else []
        tokens += [asked.cookies[name] for name in COOKIES if name in asked.cookies]
        return any(self.knows(token) for token in tokens)

    def _basic(self, value: str) -> bool:
        try:
            user, colon, password = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError, ValueError):
            return False
        return bool(colon) and self.accepts(user, password)


def check(authority: Authority, asked: Request) -> None:
    """Let a request pass, or raise Failure."""
    path = asked.path.rstrip("/")
    if not path.startswith("/zosmf"):
        return
    if CSRF not in asked.headers:
        # The message that z/OSMF gives for a request from a site that it does not permit.
        text = (
            "IZUG846W: An HTTP request for a z/OSMF REST service was received from a remote"
            f" site. The request was rejected: header {CSRF} is missing."
        )
        failure = Failure(403, 3, 4, 0, text)
        failure.extra = {"errorID": "IZUG846W", "errorMsg": text}
        raise failure
    if path not in _NO_AUTHENTICATION and not authority.admits(asked):
        raise Failure(401, 3, 4, 0, "Authentication failed: no valid credentials in the request.")


def blueprint(authority: Authority) -> Blueprint:
    """The authentication service."""
    routes = Blueprint("auth", __name__)

    @routes.post(_LOGIN)
    def login() -> Response:
        if not authority.admits(request):
            # Codes 4 and 0: the credentials are not accepted.
            return _document(401, 4, "Authentication failed: invalid user ID or password.")
        answer = _document(200, 0, "Success.")
        token = authority.issue()
        for name in COOKIES:
            answer.set_cookie(
                name, token, path=_cookie_path(), httponly=True, secure=request.is_secure
            )
        return answer

    @routes.delete(_LOGIN)
    def logout() -> Response:
        if not authority.admits(request):
            return _document(401, 4, "Authentication failed: no valid token in the request.")
        kind, _, value = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() == "bearer":
            authority.revoke(value.strip())
        answer = Response(status=204)
        for name in COOKIES:
            authority.revoke(request.cookies.get(name, ""))
            answer.delete_cookie(name, path="/")
        return answer

    return routes


def _cookie_path() -> str:
    """Return the base path. The token of one sandbox is worth nothing to another one."""
    return quote(request.script_root) or "/"


def _document(status: int, code: int, text: str) -> Response:
    answer = jsonify(returnCode=code, reasonCode=0, message=text)
    answer.status_code = status
    return answer


def _packed(part: dict[str, object]) -> str:
    return _base64(json.dumps(part, separators=(",", ":")).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
