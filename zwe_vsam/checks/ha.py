"""The rule for several instances of Zowe: they use the same storage."""

from __future__ import annotations

from collections.abc import Iterator

from zwe_vsam.checks import instances
from zwe_vsam.checks.finding import quoted, wrong
from zwe_vsam.checks.view import ConfigView, dotted
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
                first, second = (
                    "another one" if path[-1] == _SECRET else quoted(value.text)
                    for value in (values[0], other)
                )
                yield wrong(
                    f"{other.origin.key} is {second}, but {values[0].origin.key} is {first}: "
                    "instances with different stores share no state",
                    other.origin,
                    f"Set it once, at {dotted(path)}, for all instances.",
                    f"{values[0].origin}: {values[0].origin.key}",
                )
                break


RULES = (same_store,)
