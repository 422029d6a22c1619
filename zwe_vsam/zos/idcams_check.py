"""What IDCAMS checks in a DEFINE CLUSTER, beyond its syntax, before it goes to the catalog.

Source: z/OS DFSMS Access Method Services Commands, "DEFINE CLUSTER", parameters KEYS,
RECORDSIZE, CONTROLINTERVALSIZE, VOLUMES; "Condition Codes" (12: inconsistent or missing
parameters, or a key or record length that is too small or too large).
"""

from __future__ import annotations

from collections.abc import Iterator

from zwe_vsam.zos.idcams_commands import Define, IdcamsMessage

LONGEST_UNSPANNED = 32_761
"""Bytes: a control interval of 32 768 without its 7 bytes of control information."""
CONTROL_INFORMATION = 7
"""Bytes at the end of a control interval that holds one record."""


def check(define: Define) -> tuple[IdcamsMessage, ...]:
    """Return a message for each inconsistency; the condition code is then 12."""
    return tuple(
        IdcamsMessage(
            "IDC3213I",
            f"PARAMETERS INCLUDING '{keyword}' INCONSISTENT WITH OTHERS",
            _line(define, keyword),
            reason,
        )
        for keyword, reason in _broken(define)
    )


def _line(define: Define, keyword: str) -> int:
    found = define.effective(keyword) or define.cluster.get("NAME")
    return found.span.line if found else 0


def _broken(define: Define) -> Iterator[tuple[str, str]]:
    known = not any(map(define.has, ("MODEL", "DATACLASS")))
    yield from _lengths(define, known=known)
    if known and define.space is None:
        yield "CLUSTER", "an amount of space is required, for the cluster or its data component"
    if known and not define.volumes and not define.has("STORAGECLASS"):
        yield "VOLUMES", "VOLUMES is required, unless the cluster is SMS-managed"
    if define.index.parameters and define.organisation != "INDEXED":
        yield "INDEX", f"a cluster that is {define.organisation} has no index"


def _lengths(define: Define, *, known: bool) -> Iterator[tuple[str, str]]:
    """Compare key and record lengths; a default counts only if no class or model decides it."""
    average, maximum = define.record_size
    length, offset = define.keys
    sized = known or define.has("RECORDSIZE")
    keyed = known or define.has("KEYS")
    if average > maximum:
        yield "RECORDSIZE", f"average record length {average} is above the maximum {maximum}"
    if define.organisation == "INDEXED" and sized and keyed and offset + length > maximum:
        yield (
            "KEYS",
            f"a key of {length} bytes at offset {offset} ends beyond the maximum record"
            f" length {maximum}",
        )
    if define.spanned or define.organisation == "LINEAR" or not sized:
        return
    size = define.data.ci_size or define.cluster.ci_size
    room = size - CONTROL_INFORMATION if size else LONGEST_UNSPANNED
    if maximum > room:
        yield (
            "RECORDSIZE",
            f"an unspanned record of {maximum} bytes does not fit a control interval,"
            f" which has room for {room}",
        )
