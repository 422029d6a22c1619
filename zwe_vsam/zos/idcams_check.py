"""The checks of IDCAMS on a DEFINE CLUSTER after its syntax and before the catalog.

Source: z/OS DFSMS Access Method Services Commands, "DEFINE CLUSTER", parameters KEYS,
RECORDSIZE, CONTROLINTERVALSIZE, VOLUMES; "Condition Codes" (12: inconsistent or missing
parameters, or a key or record length that is too small or too large).
"""

from __future__ import annotations

from collections.abc import Iterator

from zwe_vsam.zos.idcams_commands import Define, IdcamsMessage
from zwe_vsam.zos.limits import CONTROL_INFORMATION, RECORD_SIZE


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
    parameter = define.effective(keyword) or define.cluster.get("NAME")
    return parameter.span.line if parameter else 0


def _broken(define: Define) -> Iterator[tuple[str, str]]:
    is_explicit = not any(map(define.has, ("MODEL", "DATACLASS")))
    yield from _lengths(define, is_explicit=is_explicit)
    if is_explicit and define.space is None:
        yield "CLUSTER", "an amount of space is required, for the cluster or its data component"
    if is_explicit and not define.volumes and not define.has("STORAGECLASS"):
        yield "VOLUMES", "VOLUMES is required, unless the cluster is SMS-managed"
    if define.index.parameters and define.organization != "INDEXED":
        yield "INDEX", f"a cluster that is {define.organization} has no index"


def _lengths(define: Define, *, is_explicit: bool) -> Iterator[tuple[str, str]]:
    """Compare key and record lengths; a default counts only if no class or model decides it."""
    average, maximum = define.record_size
    length, offset = define.keys
    sized = is_explicit or define.has("RECORDSIZE")
    keyed = is_explicit or define.has("KEYS")
    if average > maximum:
        yield "RECORDSIZE", f"average record length {average} is above the maximum {maximum}"
    if define.organization == "INDEXED" and sized and keyed and offset + length > maximum:
        yield (
            "KEYS",
            f"a key of {length} bytes at offset {offset} ends beyond the maximum record"
            f" length {maximum}",
        )
    if define.spanned or define.organization == "LINEAR" or not sized:
        return
    size = define.data.ci_size or define.cluster.ci_size
    room = size - CONTROL_INFORMATION if size else RECORD_SIZE
    if maximum > room:
        yield (
            "RECORDSIZE",
            f"an unspanned record of {maximum} bytes does not fit a control interval,"
            f" which has room for {room}",
        )
