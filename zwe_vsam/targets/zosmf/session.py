"""The address and the login of z/OSMF, from the Zowe team configuration or from variables.

All credentials come from one source. The password of one user is never sent with the name of
another, which could lock an account.
Source of the properties of a profile: Zowe documentation, "Using team profiles" and the schema of
``zowe.config.json``.
"""

from __future__ import annotations

import os
import re
import warnings
from base64 import b64encode
from collections.abc import Mapping
from typing import NamedTuple

from zwe_vsam.choice import Ask, Choice
from zwe_vsam.errors import Unavailable
from zwe_vsam.targets.zosmf import zowe_sdk

VARIABLES = "ZWE_VSAM_ZOSMF_"
"""Prefix of the names of the variables."""
_NAMES = ("HOST", "PORT", "PROTOCOL", "USER", "PASSWORD", "TOKEN", "CERT", "KEY", "BASE_PATH")
_COOKIE = re.compile(r"(LtpaToken2|jwtToken|apimlAuthenticationToken[\w.-]*)=(.+)", re.DOTALL)
"""A token with its name is sent as a cookie. An LTPA token can only be sent as a cookie."""
_HOST = re.compile(r"\[[0-9A-Fa-f:.]+\]|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+|[A-Za-z0-9._-]+")
_PATH = re.compile(r"(?:/(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)*")
_TEXT = {
    "host": "host", "port": "port", "protocol": "protocol", "user": "user",
    "password": "password", "tokenType": "token_type", "tokenValue": "token",
    "certFile": "certificate", "certKeyFile": "key", "basePath": "base_path",
}  # fmt: skip
"""Property of a profile -> attribute of Link."""


class Link(NamedTuple):
    """A server and the login for it. ``repr`` leaves out the secrets."""

    source: str
    """The profile or the variables that it comes from, for messages."""
    host: str = ""
    port: str = "443"
    protocol: str = "https"
    base_path: str = ""
    """Such as ``/ibmzosmf/api/v1`` for the API Mediation Layer; empty, or begins with a slash."""
    user: str = ""
    password: str = ""
    token: str = ""
    token_type: str = ""
    """Name of the cookie that the token is; empty for a bearer token."""
    certificate: str = ""
    """PEM file."""
    key: str = ""
    """PEM file of the certificate's key."""
    verify: bool = True
    profile: str = ""
    """The profile's name, where the user named one."""

    def __repr__(self) -> str:
        shown = {k: v for k, v in self._asdict().items() if k not in ("password", "token")}
        return f"Link({', '.join(f'{name}={value!r}' for name, value in shown.items())})"

    @property
    def place(self) -> str:
        """``host:port``, for messages."""
        return f"{self.host}:{self.port}"

    @property
    def bare_host(self) -> str:
        """The host without the brackets of an IPv6 address, as TCP and TLS take it."""
        return self.host.strip("[]")

    @property
    def url(self) -> str:
        """The address of the server without a path, for messages."""
        return f"{self.protocol}://{self.place}"

    @property
    def uses_certificate(self) -> bool:
        """Whether the certificate is the login. A password or a token has precedence."""
        return not (self.user and self.password) and not self.token

    @property
    def secrets(self) -> tuple[str, ...]:
        """The texts that no message may contain."""
        return tuple(secret for secret in (self.password, self.token) if secret)


def basic(user: str, password: str) -> str:
    """Return a login as the Basic scheme sends it (RFC 7617). Raises ValueError if it cannot."""
    return b64encode(f"{user}:{password}".encode("latin-1")).decode()


def find(choice: Choice) -> Link:
    """Return the link that the options and the environment name. Asks for a missing password.

    Precedence: the profile that is named, ZWE_VSAM_ZOSMF_HOST, the default profile. Credentials in
    variables replace all credentials of a profile. Raises Unavailable.
    """
    given = _environment()
    if choice.profile or "HOST" not in given:
        link = _of_profile(choice.profile, given)
        link = _credentials(given, link)
    else:
        link = _credentials(given, Link("the ZWE_VSAM_ZOSMF_ variables"))
        link = link._replace(
            host=given["HOST"],
            port=given.get("PORT", link.port),
            protocol=given.get("PROTOCOL", link.protocol).lower(),
            base_path=given.get("BASE_PATH", ""),
        )
    link = _checked(link)
    if not choice.verify:
        link = link._replace(verify=False)
    return link if _has_credentials(link) else ask_password(link, choice.ask)


def ask_password(link: Link, ask: Ask | None, reason: str = "") -> Link:
    """Ask the user for the password, or for a new token without a user, and return the new link.

    Raises Unavailable where nobody can be asked, or the answer is empty.
    """
    is_token = not link.user
    if is_token and not link.token:
        raise Unavailable("ZWV6208E", server=link.place)
    subject = f"Token for {link.place}" if is_token else f"Password of {link.user} on {link.place}"
    answer = ask(f"{reason}{subject}: ").strip("\r\n") if ask else ""
    if not answer:
        raise Unavailable("ZWV6209E", secret="token" if is_token else "password", server=link.place)
    if is_token:
        return _checked(link._replace(token=answer.strip()))
    return _checked(link._replace(password=answer, token=""))


def _environment() -> dict[str, str]:
    values = {name: os.environ.get(VARIABLES + name, "") for name in _NAMES}
    for name in ("HOST", "PORT", "PROTOCOL", "USER", "TOKEN", "BASE_PATH"):
        values[name] = values[name].strip()
    return {name: value for name, value in values.items() if value}


def _credentials(given: Mapping[str, str], link: Link) -> Link:
    """Return the link with the credentials of the variables, if they have any."""
    if not given.keys() & {"USER", "PASSWORD", "TOKEN", "CERT", "KEY"}:
        return link
    ways = [name for name in ("PASSWORD", "TOKEN", "CERT") if name in given]
    if len(ways) > 1:
        raise Unavailable("ZWV6207E", variables=" and ".join(VARIABLES + way for way in ways))
    user = given.get("USER", "" if ways == ["CERT"] else link.user)
    cookie = _COOKIE.fullmatch(given.get("TOKEN", ""))
    return link._replace(
        user=user,
        password=given.get("PASSWORD", ""),
        token=cookie[2] if cookie else given.get("TOKEN", ""),
        token_type=cookie[1] if cookie else "",
        certificate=given.get("CERT", ""),
        key=given.get("KEY", ""),
    )


def _has_credentials(link: Link) -> bool:
    return bool(link.token or link.certificate or (link.user and link.password))


def _of_profile(name: str, given: Mapping[str, str]) -> Link:
    """Return the link of a profile. Raises Unavailable without one, or without a host in it."""
    from zwe_vsam.targets.zosmf import profiles

    manager_type = zowe_sdk.profile_manager()
    with warnings.catch_warnings(record=True) as caught:
        # The manager sets and resets the filters itself. Its warnings are checked below.
        warnings.simplefilter("always")
        try:
            manager = manager_type()
            properties = manager.load(
                profile_name=name or None,
                profile_type=None if name else "zosmf",
                check_missing_props=False,
                validate_schema=False,
            )
        except Exception as error:
            # Not its text, which could quote the file.
            raise Unavailable(
                "ZWV6203E", kind=type(error).__name__, details=profiles.evidence()
            ) from None
    # The text of its warnings has quotation marks around it.
    missing = any(f"Profile {name} not found" in str(warning.message) for warning in caught)
    if name and missing:
        raise Unavailable("ZWV6204E", profile=name, details=profiles.evidence())
    if not properties.get("host"):
        if name:
            raise Unavailable("ZWV6205E", profile=name)
        others = ", ".join(VARIABLES + key for key in given if key != "HOST")
        details = (f"These variables are set, but name no server: {others}.",) if others else ()
        raise Unavailable("ZWV6206E", details=details)
    values: dict[str, object] = {
        attribute: str(properties[key])
        for key, attribute in _TEXT.items()
        if properties.get(key) is not None
    }
    values["profile"] = name
    values["verify"] = properties.get("rejectUnauthorized") is not False
    return Link(f"profile {name}" if name else "the default zosmf profile", **values)  # type: ignore[arg-type]


def _checked(link: Link) -> Link:
    """Return the link with normalized host and path. Raises Unavailable for an invalid value."""
    place = link.source
    if not _HOST.fullmatch(link.host):
        raise Unavailable("ZWV6210E", host=_shown(link.host), place=place)
    if not re.fullmatch(r"[0-9]{1,5}", link.port) or not 0 < int(link.port) < 65536:
        raise Unavailable("ZWV6211E", port=_shown(link.port), place=place)
    if link.protocol not in ("https", "http"):
        raise Unavailable("ZWV6212E", protocol=_shown(link.protocol), place=place)
    path = link.base_path.strip("/")
    path = f"/{path}" if path else ""
    if not _PATH.fullmatch(path):
        raise Unavailable("ZWV6213E", base_path=_shown(link.base_path), place=place)
    for kind, secret in (("password", link.password), ("token", link.token)):
        if not secret.isprintable() or (not secret.isascii() and kind == "token"):
            # The name of the secret, never its value.
            raise Unavailable("ZWV6214E", secret=kind, place=place)
    try:
        f"{link.user}{link.password}".encode("latin-1")
    except UnicodeEncodeError:
        raise Unavailable("ZWV6215E", place=place) from None
    if bool(link.certificate) != bool(link.key) and not link.token and not link.password:
        raise Unavailable("ZWV6216E", place=place)
    for file in filter(None, (link.certificate, link.key)):
        if not os.access(file, os.R_OK):
            raise Unavailable("ZWV6217E", file=file, place=place)
    host = f"[{link.host}]" if ":" in link.host and link.host[0] != "[" else link.host
    return link._replace(host=host, base_path=path)


def _shown(text: str) -> str:
    """Return a value for a message, without the text before an ``@``, which can be a password."""
    return ascii(f"...{text[text.rindex('@') :]}" if "@" in text else text)
