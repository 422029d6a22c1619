"""ZWV80: the sandbox: its target, its command and its server."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES: tuple[Entry, ...] = ()
