"""ZWV60 to ZWV62: all targets, ZOAU, and z/OSMF."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES: tuple[Entry, ...] = ()
