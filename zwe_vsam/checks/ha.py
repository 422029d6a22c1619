"""The rule for several instances of Zowe: they use the same storage."""

from __future__ import annotations

from collections.abc import Iterator

from zwe_vsam.checks import instances
from zwe_vsam.checks.finding import finding, quoted
from zwe_vsam.checks.view import ConfigView, dotted
from zwe_vsam.config.document import Value
from zwe_vsam.config.key_table import STORAGE_PATH, Path
from zwe_vsam.messages import Message

_SHARED: tuple[Path, ...] = (
    (*STORAGE_PATH, "mode"),
    (*STORAGE_PATH, "vsam", "name"),
    (*STORAGE_PATH, "redis", "masterNodeUri"),
)
"""Keys that identify a store. Instances that share a store have the same values."""
_SECRET = "masterNodeUri"


def same_store(view: ConfigView) -> Iterator[Message]:
    """Report the first value that differs between instances, for each key of a store."""
    for path in _SHARED:
        values = [value for instance in instances.running(view) if (value := instance.value(path))]
        for other in values[1:]:
            if other.text.casefold() != values[0].text.casefold():
                yield _different_stores(values[0], other, path)
                break


def _different_stores(first: Value, other: Value, path: Path) -> Message:
    details = (f"{first.origin}: {first.origin.key}",)
    if path[-1] == _SECRET:
        return finding(
            "ZWV2611E",
            key=other.origin.key,
            other_key=first.origin.key,
            shared_key=dotted(path),
            origin=other.origin,
            details=details,
        )
    return finding(
        "ZWV2610E",
        key=other.origin.key,
        value=quoted(other.text),
        other_key=first.origin.key,
        other_value=quoted(first.text),
        shared_key=dotted(path),
        origin=other.origin,
        details=details,
    )


RULES = (same_store,)
