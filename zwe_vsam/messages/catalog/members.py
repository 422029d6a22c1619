"""ZWV30 and ZWV31: templates, members, and the JCL header."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES: tuple[Entry, ...] = ()
