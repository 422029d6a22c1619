"""ZWV50: the catalog, and the comparison of the cluster."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES: tuple[Entry, ...] = ()
