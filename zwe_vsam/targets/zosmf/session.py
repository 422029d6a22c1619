"""How z/OSMF is reached: from the user's Zowe team configuration, or from variables.

Source of the properties of a profile: Zowe documentation, "Using team profiles" and the schema of
``zowe.config.json``. Credentials are of one source: a password of one user is never tried with
the name of another, which could lock an account.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from zwe_vsam.choice import Ask, Choice
from zwe_vsam.errors import Unavailable
from zwe_vsam.targets.zosmf import zowe_sdk

VARIABLES = "ZWE_VSAM_ZOSMF_"
"""What the names of the variables begin with."""
_NAMES = ("HOST", "PORT", "PROTOCOL", "USER", "PASSWORD", "TOKEN", "CERT", "KEY", "BASE_PATH")
_COOKIE = re.compile(r"(LtpaToken2|jwtToken|apimlAuthenticationToken[\w.-]*)=(.+)", re.DOTALL)
"""A token with its name goes as a cookie; LTPA tokens know no other way."""
_HOST = re.compile(r"\[[0-9A-Fa-f:.]+\]|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+|[A-Za-z0-9._-]+")
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
_TEXT = {
    "host": "host", "port": "port", "protocol": "protocol", "user": "user",
    "password": "password", "tokenType": "token_type", "tokenValue": "token",
    "certFile": "certificate", "certKeyFile": "key", "basePath": "base_path",
}  # fmt: skip
"""Property of a profile -> attribute of Link."""


@dataclass(frozen=True, slots=True)
class Link:
    """A server, and who talks to it. Secrets are not shown."""

    source: str
    """Where this is from, for messages."""
    host: str = ""
    port: str = "443"
    protocol: str = "https"
    base_path: str = ""
    """Such as ``/ibmzosmf/api/v1`` for the API Mediation Layer; empty, or begins with a slash."""
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    token_type: str = ""
    """Name of the cookie that the token is; empty for a bearer token."""
    certificate: str = ""
    """PEM file."""
    key: str = ""
    """PEM file of the certificate's key."""
    verify: bool = True
    profile: str = ""
    """The profile's name, where one was named."""

    @property
    def place(self) -> str:
        """``host:port``, for messages."""
        return f"{self.host}:{self.port}"

    @property
    def uses_certificate(self) -> bool:
        """Whether the certificate is the login: a password or a token goes before it."""
        return not (self.user and self.password) and not self.token

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown."""
        return tuple(secret for secret in (self.password, self.token) if secret)


def find(choice: Choice) -> Link:
    """Return the link that the options and the environment name; a password is asked for last.

    A profile that is named wins; then ZWE_VSAM_ZOSMF_HOST; then the default profile. Credentials
    in variables win over those of a profile, all together. Raises Unavailable.
    """
    given = _environment()
    if choice.profile or "HOST" not in given:
        link = _of_profile(choice.profile, given)
        link = _credentials(given, link)
    else:
        link = _credentials(given, Link("the ZWE_VSAM_ZOSMF_ variables"))
        link = replace(
            link,
            host=given["HOST"],
            port=given.get("PORT", link.port),
            protocol=given.get("PROTOCOL", link.protocol).lower(),
            base_path=given.get("BASE_PATH", ""),
        )
    link = _checked(link)
    if not choice.verify:
        link = replace(link, verify=False)
    return link if _has_credentials(link) else ask_password(link, choice.ask)


def ask_password(link: Link, ask: Ask | None, why: str = "") -> Link:
    """The link with what the user is asked for: the password, or without a user a new token.

    Raises Unavailable where there is nobody to ask, or no answer.
    """
    is_token = not link.user
    if is_token and not link.token:
        raise _unusable(
            f"no user is known for {link.place}",
            f"Set {VARIABLES}USER, or {VARIABLES}TOKEN, or name a profile that has one.",
        )
    what = f"Token for {link.place}" if is_token else f"Password of {link.user} on {link.place}"
    answer = ask(f"{why}{what}: ").strip("\r\n") if ask else ""
    if not answer:
        raise _unusable(
            f"no {'token' if is_token else 'password'} is known for {link.place}",
            f"Set {VARIABLES}PASSWORD or {VARIABLES}TOKEN, keep it in the secure store of your "
            "Zowe profile, or run this at a terminal, which asks.",
        )
    if is_token:
        return _checked(replace(link, token=answer.strip()))
    return _checked(replace(link, password=answer, token=""))


def _environment() -> dict[str, str]:
    values = {name: os.environ.get(VARIABLES + name, "") for name in _NAMES}
    for name in ("HOST", "PORT", "PROTOCOL", "USER", "TOKEN", "BASE_PATH"):
        values[name] = values[name].strip()
    return {name: value for name, value in values.items() if value}


def _credentials(given: Mapping[str, str], link: Link) -> Link:
    """The link with the credentials of the variables, if there are any."""
    if not given.keys() & {"USER", "PASSWORD", "TOKEN", "CERT", "KEY"}:
        return link
    ways = [name for name in ("PASSWORD", "TOKEN", "CERT") if name in given]
    if len(ways) > 1:
        both = " and ".join(VARIABLES + way for way in ways)
        raise _unusable(f"{both} are both set", "Leave one of them.")
    user = given.get("USER", "" if ways == ["CERT"] else link.user)
    cookie = _COOKIE.fullmatch(given.get("TOKEN", ""))
    return replace(
        link,
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
    """What the team configuration says. Raises Unavailable where it says nothing."""
    how = (
        f"Set {VARIABLES}HOST, or make a profile with 'zowe config init' and name it with "
        "--zosmf-profile, or use --sandbox DIR."
    )
    from zwe_vsam.targets.zosmf import profiles

    manager_type = zowe_sdk.profile_manager()
    with warnings.catch_warnings(record=True) as told:
        # The manager sets and resets the filters itself; what it warns of is looked at here.
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
            # Not its text: it could quote what stands in the file.
            why = f"the Zowe team configuration cannot be read ({type(error).__name__})"
            raise _unusable(
                why, "Check zowe.config.json with 'zowe config list'.", profiles.evidence()
            ) from None
    # The text of its warnings has quotation marks around it.
    missing = any(f"Profile {name} not found" in str(warning.message) for warning in told)
    if name and missing:
        why = f"there is no profile {name} in the Zowe team configuration"
        raise _unusable(why, how, profiles.evidence())
    if not properties.get("host"):
        if name:
            raise _unusable(f"profile {name} names no host", "Add the property host to it.")
        stray = ", ".join(VARIABLES + key for key in given if key != "HOST")
        known = f"; {stray} do not name it" if stray else ""
        raise _unusable(f"no z/OSMF server is named{known}", how)
    values: dict[str, object] = {
        attribute: str(properties[key])
        for key, attribute in _TEXT.items()
        if properties.get(key) is not None
    }
    values["profile"] = name
    values["verify"] = properties.get("rejectUnauthorized") is not False
    return Link(f"profile {name}" if name else "the default zosmf profile", **values)  # type: ignore[arg-type]


def _checked(link: Link) -> Link:
    """The link in the form that it is used. Raises Unavailable for what cannot be right."""
    where = f" ({link.source})"
    if not _HOST.fullmatch(link.host):
        raise _unusable(
            f"{_shown(link.host)} is no name of a host{where}",
            "Give the name alone; port, protocol and base path have variables of their own.",
        )
    if not re.fullmatch(r"[0-9]{1,5}", link.port) or not 0 < int(link.port) < 65536:
        raise _unusable(f"{_shown(link.port)} is no port{where}", "A port is 1 to 65535.")
    if link.protocol not in ("https", "http"):
        raise _unusable(f"{_shown(link.protocol)} is no protocol{where}", "It is https or http.")
    path = link.base_path.strip("/")
    path = f"/{path}" if path else ""
    if not _PATH.fullmatch(path):
        raise _unusable(
            f"{_shown(link.base_path)} is no base path{where}",
            "It looks like /ibmzosmf/api/v1.",
        )
    for what, secret in (("password", link.password), ("token", link.token)):
        if not secret.isprintable() or (not secret.isascii() and what == "token"):
            raise _unusable(f"the {what} has characters that none has{where}", "Set it anew.")
    try:
        f"{link.user}{link.password}".encode("latin-1")
    except UnicodeEncodeError:
        raise _unusable(
            f"the user or the password has a character that z/OS has not{where}", "Set it anew."
        ) from None
    if bool(link.certificate) != bool(link.key) and not link.token and not link.password:
        raise _unusable(f"a certificate and its key belong together{where}", "Give both files.")
    for file in filter(None, (link.certificate, link.key)):
        if not os.access(file, os.R_OK):
            raise _unusable(f"the file {file} cannot be read{where}", "Check its name and mode.")
    host = f"[{link.host}]" if ":" in link.host and link.host[0] != "[" else link.host
    return replace(link, host=host, base_path=path)


def _shown(text: str) -> str:
    """A value for a message, without what stands before an ``@``: it can be a password."""
    return ascii(f"...{text[text.rindex('@') :]}" if "@" in text else text)


def _unusable(why: str, remedy: str, details: tuple[str, ...] = ()) -> Unavailable:
    return Unavailable("ZWV233E", "zosmf", why, remedy=remedy, details=details)
