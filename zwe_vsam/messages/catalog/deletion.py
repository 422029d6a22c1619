"""ZWV70: the deletion of a cluster, and the agreement to it."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES: tuple[Entry, ...] = ()
