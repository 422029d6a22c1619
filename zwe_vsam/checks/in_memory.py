"""The storage mode ``inMemory``.

Source: Zowe documentation, "Configuring the Caching Service for high availability", "inMemory":
for a single instance, development and test; nothing is persisted.
"""

from __future__ import annotations

from collections.abc import Iterator

from zwe_vsam.checks import instances
from zwe_vsam.checks.finding import Finding, doubtful, not_for_several
from zwe_vsam.checks.service import MODE
from zwe_vsam.checks.view import ConfigView

_INSTEAD = (
    "set the mode to infinispan, and storage.infinispan.jgroups.port (7600) and keyExchange.port "
    "(7601)"
)


def not_for_production(view: ConfigView) -> Iterator[Finding]:
    """What is kept in memory is gone with the address space."""
    for one in instances.running(view):
        found = one.value(MODE)
        if found and found.text.upper() == "INMEMORY":
            yield doubtful(
                f"{found.origin.key} is {found.text}: for development and test only, its data is "
                "lost whenever the Caching Service ends",
                found.origin,
                f"For production, {_INSTEAD}; leave it for a test.",
            )


def one_instance(view: ConfigView) -> Iterator[Finding]:
    """Each instance keeps its data for itself."""
    several = [
        value
        for one in instances.running(view)
        if (value := one.value(MODE)) and value.text.upper() == "INMEMORY"
    ]
    if several and instances.are_listed(view):
        yield not_for_several(
            len(several),
            f"{several[0].origin.key} {several[0].text} does not fit: each keeps its data for "
            "itself, so after a failover users have to log in again",
            several[0].origin,
            f"Either {_INSTEAD} there, and storage.infinispan.initialHosts with all instances; or "
            "run one instance.",
        )


RULES = (not_for_production, one_instance)
