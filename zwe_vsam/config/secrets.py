"""What of a configuration may be shown: never a password, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

MASK = "****"
_WORDS = "(?:pass|pwd|secret|token|credential)"
_SECRET = re.compile(_WORDS, re.IGNORECASE)
_ADDRESS = re.compile(r"Ur[il]|UR[IL]|\bur[il]|[Nn]odes|NODES")
_ASSIGNED = re.compile(
    rf"({_WORDS}[\w.-]*=)(?:\([^)]*\)?|'[^']*'?|\"[^\"]*\"?|[^\s,'\"]+)",
    re.IGNORECASE,
)
"""``PASSWORD=(OLD,NEW)`` of a JOB statement, ``-Dkeystore.password=x`` of Java."""
_MARK = re.compile(r"[:=@\s]")
_PASSWORD = re.compile(r"pass|pwd", re.IGNORECASE)
"""Keys that hold no keys: what stands below them is a value in braces."""
_JOINED = re.compile(r"(?s)([^:=\s]*[:=\s]).+")
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


def shown(path: Sequence[str]) -> str:
    """The dotted key, as it may be shown.

    A key can be a password, too: one that is written without the blank that makes it a value
    (``{password:x}``), an address in a key's place, and what stands below a secret.
    """
    key = ".".join(path)
    small = key.lower()
    if not (_MARK.search(key) or "pass" in small or "pwd" in small):
        return key
    parts: list[str] = []
    below = False
    for part in path:
        parts.append(MASK if below or "@" in part[1:] else _JOINED.sub(rf"\1{MASK}", part))
        below = below or bool(_PASSWORD.search(part))
    return ".".join(parts)


def unassigned(text: str) -> str:
    """``text`` without what it assigns to a password or a token."""
    return _ASSIGNED.sub(rf"\1{MASK}", text)


def word_shown(word: str) -> str:
    """A word of a command line without what it assigns to a password, or an address holds."""
    word = re.sub(rf"(?is)({_WORDS}[\w.-]*=).+", rf"\1{MASK}", word)
    return re.sub(r"(?s)://[^/]*@", f"://{MASK}@", word)


def masked(key: str, value: str) -> str:
    """``value`` as it may be shown under the dotted ``key``.

    Nothing of a password, a token or anything below such a key; of an address, such as that of a
    Redis, only what stands behind its last ``@``. An address without one is shown only where it
    is plainly a host: ``user:password`` with the host forgotten is not. Nothing that a text
    assigns to a password. An empty value holds nothing, and is shown as it is.
    """
    if not value.strip():
        return value
    if is_secret(key) or _SECTION.search(key):
        return MASK
    value = unassigned(value)
    before, at, host = value.rpartition("@")
    if at and (":" in before or _ADDRESS.search(key)):
        return f"{MASK}@{host}" if _HOST_ONLY.fullmatch(host.strip()) else MASK
    if not at and _ADDRESS.search(key) and not _HOST_ONLY.fullmatch(value.strip()):
        return MASK
    return value
