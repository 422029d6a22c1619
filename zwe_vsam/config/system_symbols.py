"""System symbols such as ``&SYSNAME``, which Zowe does not replace in zowe.yaml."""

from __future__ import annotations

import re

from zwe_vsam.zos.limits import NAME_PATTERN

_SYMBOL = re.compile(rf"&({NAME_PATTERN})\b")


def symbol_of(text: str) -> str:
    """The name of the first system symbol in ``text``, without ``&``; empty without one."""
    symbol = _SYMBOL.search(text)
    return symbol[1] if symbol else ""


def symbol_remedy(text: str) -> str:
    """How to write a value with a system symbol; empty for a text without one."""
    symbol = symbol_of(text)
    if not symbol:
        return ""
    return (
        "Zowe does not replace system symbols. Replace the symbol by its value, or write "
        f"${{{{ zos.resolveSymbol('&{symbol}') }}}} in double quotes."
    )
