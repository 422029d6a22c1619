"""System symbols such as ``&SYSNAME``, which Zowe does not replace in zowe.yaml."""

from __future__ import annotations

import re

from zwe_vsam.zos.limits import NAME_PATTERN

_SYMBOL = re.compile(rf"&({NAME_PATTERN})\b")


def symbol_remedy(text: str) -> str:
    """How to write a value with a system symbol; empty for a text without one."""
    symbol = _SYMBOL.search(text)
    if symbol is None:
        return ""
    return (
        "Zowe does not replace system symbols. Write the value itself, or "
        f"${{{{ zos.resolveSymbol('&{symbol[1]}') }}}} in double quotes."
    )
