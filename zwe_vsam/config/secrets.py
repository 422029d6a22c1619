"""Masks secrets in keys and values of a configuration before messages show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

MASK = "****"
_WORDS = "(?:pass|pwd|secret|token|credential)"
_PASSWORDS = ("password", "passphrase", "passwd")
_WRONG_LETTERS = 2
"""Letters that can be wrong in the misspelled name of a password."""
_SECRET = re.compile(_WORDS, re.IGNORECASE)
_ADDRESS = re.compile(r"Ur[il]|UR[IL]|\bur[il]|[Nn]odes|NODES")
_ASSIGNED = re.compile(
    rf"({_WORDS}[\w.-]*=)(?:\([^)]*\)?|'[^']*'?|\"[^\"]*\"?|[^\s,'\"]+)",
    re.IGNORECASE,
)
"""``PASSWORD=(OLD,NEW)`` of a JOB statement, ``-Dkeystore.password=x`` of Java."""
_MARK = re.compile(r"[:=@\s]")
_PASSWORD = re.compile(r"pass|pwd", re.IGNORECASE)
"""Keys that are no sections. A key below one is a value in braces."""
_JOINED = re.compile(r"(?s)([^:=\s]*[:=\s]).+")
_SECTION = re.compile(r"\b(?:redis|sentinel|ssl)(?:\[\d+\])*$")
"""Sections with passwords further down. A value in place of the section can be such a password."""
_OF_REDIS = re.compile(
    r"\bredis\.(?!(?:\w+\.)*(?:masterInstance|(?:key|trust)store)$).+", re.IGNORECASE
)
"""A key of Redis that holds a number or a switch, or that Zowe does not have.

Such a key stands beside passwords, so any other text there can be a password.
"""
_PLAIN = re.compile(
    r"[-+]?[\d.,_']+ ?(?:ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?)?"
    r"|true|false|yes|no|on|off|y|n|enabled?|disabled?",
    re.IGNORECASE,
)
"""A number, with a unit or without, or a word for a switch."""
_HOST_ONLY = re.compile(
    r"(?:(?:rediss?|https?|ldaps?|tcp|safkeyring\w*)://)?[\w./-]+"
    r"(?::\d{1,5}(?:/\d{0,3})?|\[\d{1,5}\])?"
)


def is_secret(key: str) -> bool:
    """Whether every value at or below the dotted ``key`` can be a secret.

    A misspelled ``password`` counts, too.
    """
    return bool(_SECRET.search(key)) or any(map(_is_password, key.split(".")))


@cache
def _is_password(name: str) -> bool:
    """Whether a name ends like one of _PASSWORDS, with a few wrong letters."""
    letters = name.lower()
    # All of them have these letters. Most names are done here.
    if len(letters) < 5 or not ("s" in letters and "p" in letters):
        return False
    from zwe_vsam.config.spelling import distance

    return any(
        distance(letters[-length:], word) <= _WRONG_LETTERS - (len(word) < 7)
        for word in _PASSWORDS
        for length in range(len(word) - _WRONG_LETTERS, len(word) + 2)
        if length <= len(letters)
    )


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
    """A word of a command line or a comment, with passwords and the users of addresses masked."""
    word = re.sub(rf"(?is)({_WORDS}[\w.-]*[=:]).+", rf"\1{MASK}", word)
    word = re.sub(r"(?s)://.*@", f"://{MASK}@", word)
    return re.sub(r"(?s)[^\s/(:]*:[^\s/]*@", f"{MASK}@", word)


def masked(key: str, value: str) -> str:
    """``value`` of the dotted ``key``, with its secret parts masked.

    A password, a token, and every value below such a key is masked as a whole. An address, such as
    that of a Redis, is masked up to its last ``@``. An address without ``@`` is masked unless it
    is clearly a host: ``user:password`` is not. Text in place of a number or a switch of Redis is
    masked. A value that a text assigns to a password is masked. An empty value stays as it is.
    """
    if not value.strip():
        return value
    if is_secret(key) or _SECTION.search(key):
        return MASK
    is_address = bool(_ADDRESS.search(key))
    if not is_address and _OF_REDIS.search(key) and not _PLAIN.fullmatch(value.strip()):
        return MASK
    value = unassigned(value)
    before, at, host = value.rpartition("@")
    if at and (":" in before or is_address):
        return f"{MASK}@{host}" if _HOST_ONLY.fullmatch(host.strip()) else MASK
    if not at and is_address and not _HOST_ONLY.fullmatch(value.strip()):
        return MASK
    return value
