"""How tests write values and files down in short."""

from __future__ import annotations

from pathlib import Path

from zwe_vsam.config.document import Value


def shown(value: Value | None) -> str | None:
    """A value with its place."""
    return f"{value.text} {value.origin}" if value else None


def listed(*entries: Path | str) -> str:
    """Files, and entries as they are, as one argument of ``-c``."""
    return ":".join(e if isinstance(e, str) else f"FILE({e})" for e in entries)
