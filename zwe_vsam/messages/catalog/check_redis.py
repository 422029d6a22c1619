"""ZWV25: ``check``: Redis storage."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES: tuple[Entry, ...] = ()
