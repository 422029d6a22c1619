"""ZWV26: ``check``: in-memory storage, instances and ports."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES: tuple[Entry, ...] = ()
