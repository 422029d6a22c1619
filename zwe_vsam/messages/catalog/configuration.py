"""ZWV20 and ZWV21: zowe.yaml: reading it, and its values."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES: tuple[Entry, ...] = ()
