"""Masks secrets in keys and values of a configuration before messages show them."""

from __future__ import annotations

import re
from collections.abc import Sequence

MASK = "****"
_WORDS = "(?:pass|pwd|secret|token|credential)"
_SECRET = re.compile(_WORDS, re.IGNORECASE)
_ADDRESS = re.compile(r"Ur[il]|UR[IL]|\bur[il]|[Nn]odes|NODES")
_ASSIGNED = re.compile(
    rf"({_WORDS}[\w.-]{{0,64}}=)(?:\([^)]*\)?|'[^']*'?|\"[^\"]*\"?|[^\s,'\"]+)",
    re.IGNORECASE,
)
"""``PASSWORD=(OLD,NEW)`` of a JOB statement, ``-Dkeystore.password=x`` of Java.

The name is bounded, as a long text that repeats its beginning would take minutes."""
_MARK = re.compile(r"[:=@\s]")
_PASSWORD = re.compile(r"pass|pwd", re.IGNORECASE)
"""Keys that are no sections. A key below one is a value in braces."""
_JOINED = re.compile(r"(?s)([^:=\s]*[:=\s]).+")
_SECTION = re.compile(r"\b(?:redis|sentinel|ssl)(?:\[\d+\])*$")
"""Sections with passwords further down. A value in place of the section can be such a password."""
_HOST_ONLY = re.compile(
    r"(?:(?:rediss?|https?|ldaps?|tcp|safkeyring\w*)://)?[\w./-]+"
    r"(?::\d{1,5}(?:/\d{0,3})?|\[\d{1,5}\])?"
)


def is_secret(key: str) -> bool:
    """Whether every value at or below the dotted ``key`` can be a secret."""
    return bool(_SECRET.search(key))


def may_hold_one(key: str) -> bool:
    """Whether the value of a key, or a part of it, can be a secret."""
    return is_secret(key) or bool(_ADDRESS.search(key))


def shown(path: Sequence[str]) -> str:
    """The dotted key, with its secret parts masked.

    A key can hold a password, too: without the blank that separates its value (``{password:x}``),
    as an address in a key's place, and below a secret.
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
    """``text`` with the values masked that it assigns to passwords and tokens."""
    return _ASSIGNED.sub(rf"\1{MASK}", text)


def word_shown(word: str) -> str:
    """A word of a command line with assigned passwords and the users of addresses masked."""
    word = re.sub(rf"(?is)({_WORDS}[\w.-]*=).+", rf"\1{MASK}", word)
    return re.sub(r"(?s)://[^/]*@", f"://{MASK}@", word)


def masked(key: str, value: str) -> str:
    """``value`` of the dotted ``key``, with its secret parts masked.

    A password, a token, and every value below such a key is masked as a whole. An address, such as
    that of a Redis, is masked up to its last ``@``. An address without ``@`` is masked unless it
    is clearly a host: ``user:password`` is not. A value that a text assigns to a password is
    masked. An empty value stays as it is.
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
