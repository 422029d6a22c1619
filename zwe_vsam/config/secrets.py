"""Masks secrets in keys and values of a configuration before messages show them."""

from __future__ import annotations

import re
from collections.abc import Sequence

MASK = "****"
# Texts and not compiled patterns: few runs need them, and re keeps what it compiled.
_WORDS = "(?:pass|pwd|secret|token|credential)"
_ADDRESS = r"Ur[il]|UR[IL]|\bur[il]|[Nn]odes|NODES"
_ASSIGNED = rf"(?i)({_WORDS}[\w.-]*=)(?:\([^)]*\)?|'[^']*'?|\"[^\"]*\"?|[^\s,'\"]+)"
"""``PASSWORD=(OLD,NEW)`` of a JOB statement, ``-Dkeystore.password=x`` of Java."""
_PASSWORD = "(?i)pass|pwd"
"""Keys that are no sections. A key below one is a value in braces."""
_JOINED = r"(?s)([^:=\s]*[:=\s]).+"
_SECTION = r"\b(?:redis|sentinel|ssl)(?:\[\d+\])*$"
"""Sections with passwords further down. A value in place of the section can be such a password."""
_HOST_ONLY = (
    r"(?:(?:rediss?|https?|ldaps?|tcp|safkeyring\w*)://)?[\w./-]+"
    r"(?::\d{1,5}(?:/\d{0,3})?|\[\d{1,5}\])?"
)


def is_secret(key: str) -> bool:
    """Whether every value at or below the dotted ``key`` can be a secret."""
    return bool(re.search(_WORDS, key, re.IGNORECASE))


def may_hold_one(key: str) -> bool:
    """Whether the value of a key, or a part of it, can be a secret."""
    return is_secret(key) or bool(re.search(_ADDRESS, key))


def shown(path: Sequence[str]) -> str:
    """The dotted key, with its secret parts masked.

    A key can hold a password, too: without the blank that separates its value (``{password:x}``),
    as an address in a key's place, and below a secret.
    """
    key = ".".join(path)
    small = key.lower()
    is_marked = ":" in key or "=" in key or "@" in key or key.split(None, 1) != [key]
    if not (is_marked or "pass" in small or "pwd" in small):
        return key
    parts: list[str] = []
    below = False
    for part in path:
        parts.append(MASK if below or "@" in part[1:] else re.sub(_JOINED, rf"\1{MASK}", part))
        below = below or bool(re.search(_PASSWORD, part))
    return ".".join(parts)


def unassigned(text: str) -> str:
    """``text`` with the values masked that it assigns to passwords and tokens."""
    return re.sub(_ASSIGNED, rf"\1{MASK}", text)


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
    if is_secret(key) or re.search(_SECTION, key):
        return MASK
    value = unassigned(value)
    before, at, host = value.rpartition("@")
    if at and (":" in before or re.search(_ADDRESS, key)):
        return f"{MASK}@{host}" if re.fullmatch(_HOST_ONLY, host.strip()) else MASK
    if not at and re.search(_ADDRESS, key) and not re.fullmatch(_HOST_ONLY, value.strip()):
        return MASK
    return value
