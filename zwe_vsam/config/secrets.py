"""What of a configuration may be shown: never a password, wherever it stands."""

from __future__ import annotations

import re

MASK = "****"
_SECRET = re.compile(r"pass|pwd|secret|token|credential", re.IGNORECASE)
_ADDRESS = re.compile(r"Ur[il]|UR[IL]|\bur[il]|[Nn]odes|NODES")
_ASSIGNED = re.compile(
    r"((?:pass|pwd|secret|token|credential)[\w.-]*=)(?:\([^)]*\)?|'[^']*'?|\"[^\"]*\"?|[^\s,'\"]+)",
    re.IGNORECASE,
)
"""``PASSWORD=(OLD,NEW)`` of a JOB statement, ``-Dkeystore.password=x`` of Java."""
_SECTION = re.compile(r"\b(?:redis|sentinel|ssl)(?:\[\d+\])*$")
"""Keys that hold passwords further down: a value right below one may be what was meant there."""
_HOST_ONLY = re.compile(
    r"(?:(?:rediss?|https?|ldaps?|tcp|safkeyring\w*)://)?[\w./-]+"
    r"(?::\d{1,5}(?:/\d{0,3})?|\[\d{1,5}\])?"
)


def is_secret(key: str) -> bool:
    """Whether all that stands at or below the dotted ``key`` may be a secret."""
    return bool(_SECRET.search(key))


def may_hold_one(key: str) -> bool:
    """Whether the value of a key, or a part of it, may be a secret."""
    return is_secret(key) or bool(_ADDRESS.search(key))


def unassigned(text: str) -> str:
    """``text`` without what it assigns to a password or a token."""
    return _ASSIGNED.sub(rf"\1{MASK}", text)


def masked(key: str, value: str) -> str:
    """``value`` as it may be shown under the dotted ``key``.

    Nothing of a password, a token or anything below such a key; of an address, such as that of a
    Redis, only what stands behind its last ``@``. An address without one is shown only where it
    is plainly a host: ``user:password`` with the host forgotten is not. Nothing that a text
    assigns to a password.
    """
    if is_secret(key) or _SECTION.search(key):
        return MASK
    value = unassigned(value)
    before, at, host = value.rpartition("@")
    if at and (":" in before or _ADDRESS.search(key)):
        return f"{MASK}@{host}" if _HOST_ONLY.fullmatch(host.strip()) else MASK
    if not at and _ADDRESS.search(key) and not _HOST_ONLY.fullmatch(value.strip()):
        return MASK
    return value
