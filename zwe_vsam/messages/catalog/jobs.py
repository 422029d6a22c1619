"""ZWV40: jobs."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES: tuple[Entry, ...] = ()
