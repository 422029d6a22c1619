"""ZWV22: ``check``: the Caching Service, misplaced and unknown keys."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES: tuple[Entry, ...] = ()
