"""ZWV27: ``check`` with a target: what the system has."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES: tuple[Entry, ...] = ()
