"""What of a configuration may be shown: never a password, wherever it stands."""

from __future__ import annotations

import re

MASK = "****"
_SECRET = re.compile(r"pass|pwd|secret|token|credential", re.IGNORECASE)
_ADDRESS = re.compile(r"uri|nodes", re.IGNORECASE)
_HOST_ONLY = re.compile(r"(?:\w+://)?[\w./-]+(?::\d{1,5}|\[\d{1,5}\])?")


def masked(key: str, value: str) -> str:
    """``value`` as it may be shown under the dotted ``key``.

    Nothing of a password, a token or anything below such a key; of an address, such as that of a
    Redis, only what stands behind its last ``@``. An address without one is shown only where it
    is plainly a host: ``user:password`` with the host forgotten is not.
    """
    if _SECRET.search(key):
        return MASK
    before, at, host = value.rpartition("@")
    if at and (":" in before or _ADDRESS.search(key)):
        return f"{MASK}@{host}"
    if not at and _ADDRESS.search(key) and not _HOST_ONLY.fullmatch(value.strip()):
        return MASK
    return value
