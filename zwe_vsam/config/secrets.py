"""Masks secrets in keys and values of a configuration before messages show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

MASK = "****"
# Texts and not compiled patterns: few runs need them, and re keeps what it compiled.
_WORDS = "(?:pass|pwd|secret|token|credential)"
_PASSWORDS = ("password", "passphrase", "passwd")
_WRONG_LETTERS = 2
"""Letters that can be wrong in the misspelled name of a password."""
_ADDRESS = r"Ur[il]|UR[IL]|\bur[il]|[Nn]odes|NODES"
_ASSIGNED = rf"(?i)({_WORDS}[\w.-]{{0,64}}=)(?:\([^)]*\)?|'[^']*'?|\"[^\"]*\"?|[^\s,'\"]+)"
"""``PASSWORD=(OLD,NEW)`` of a JOB statement, ``-Dkeystore.password=x`` of Java.

The name is bounded: a text of a megabyte that repeats its beginning would take minutes.
"""
_PASSWORD = "(?i)pass|pwd"
"""Keys that are no sections. A key below one is a value in braces."""
_JOINED = r"(?s)([^:=\s]*[:=\s]).+"
_SECTION = r"\b(?:redis|sentinel|ssl)(?:\[\d+\])*$"
"""Sections with passwords further down. A value in place of the section can be such a password."""
_OF_REDIS = r"(?i)\bredis\.(?!(?:\w+\.)*(?:masterInstance|(?:key|trust)store)$).+"
"""A key of Redis that holds a number or a switch, or that Zowe does not have.

Such a key stands beside passwords, so any other text there can be a password.
"""
_PLAIN = (
    r"(?i)[-+]?[\d.,_']+ ?(?:ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?)?"
    r"|true|false|yes|no|on|off|y|n|enabled?|disabled?"
)
"""A number, with a unit or without, or a word for a switch."""
_HOST_ONLY = (
    r"(?:(?:rediss?|https?|ldaps?|tcp|safkeyring\w*)://)?[\w./-]+"
    r"(?::\d{1,5}(?:/\d{0,3})?|\[\d{1,5}\])?"
)


def is_secret(key: str) -> bool:
    """Whether every value at or below the dotted ``key`` can be a secret.

    A misspelled ``password`` counts, too.
    """
    return bool(re.search(_WORDS, key, re.IGNORECASE)) or any(map(_is_password, key.split(".")))


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
    """A word of a command line, with passwords and the users of addresses masked."""
    return _addresses_shown(re.sub(rf"(?is)({_WORDS}[\w.-]*[=:]).+", rf"\1{MASK}", word))


def _addresses_shown(text: str) -> str:
    """Mask the users of addresses, in a time that is linear in the length of the text."""
    start, at = text.find("://"), text.rfind("@")
    if 0 <= start < at:
        text = f"{text[: start + 3]}{MASK}{text[at:]}"
    return re.sub(r"[^\s/]+", lambda match: _user_masked(match[0]), text) if at >= 0 else text


def _user_masked(part: str) -> str:
    """``(user:password@host``: masked from the parenthesis to the last ``@``."""
    before, at, host = part.rpartition("@")
    user, colon, _ = before.partition(":")
    return f"{part[: user.rfind('(') + 1]}{MASK}@{host}" if at and colon else part


def comment_shown(comment: str) -> str:
    """A comment of one line. What follows a word such as password is masked: it can be a value.

    The user of an address is masked, too.
    """
    pattern = rf"(?i)((?:{_WORDS}|api[-_ ]?key)[\w.-]{{0,64}}+(?:\s*+[:=])?+\s*+)\S.*"
    return _addresses_shown(re.sub(pattern, rf"\1{MASK}", comment))


def masked(key: str, value: str) -> str:
    """``value`` of the dotted ``key``, with its secret parts masked.

    A password, a token, and every value below such a key is masked as a whole. An address, such as
    that of a Redis, is masked up to its last ``@``. An address without ``@`` is masked unless it
    is clearly a host: ``user:password`` is not. Text in place of a number or a switch of Redis is
    masked. A value that a text assigns to a password is masked. An empty value stays as it is.
    """
    if not value.strip():
        return value
    if is_secret(key) or re.search(_SECTION, key):
        return MASK
    is_address = bool(re.search(_ADDRESS, key))
    if not is_address and re.search(_OF_REDIS, key) and not re.fullmatch(_PLAIN, value.strip()):
        return MASK
    value = unassigned(value)
    before, at, host = value.rpartition("@")
    if at and (":" in before or is_address):
        return f"{MASK}@{host}" if re.fullmatch(_HOST_ONLY, host.strip()) else MASK
    if not at and is_address and not re.fullmatch(_HOST_ONLY, value.strip()):
        return MASK
    return value
