"""The storage mode ``inMemory``.

Source: Zowe documentation, "Configuring the Caching Service for high availability", "inMemory":
for a single instance, development and test; nothing is persisted.
"""

from __future__ import annotations

from collections.abc import Iterator

from zwe_vsam.checks import instances, service
from zwe_vsam.checks.finding import doubtful, not_for_several
from zwe_vsam.checks.view import ConfigView
from zwe_vsam.messages import Message


def not_for_production(view: ConfigView) -> Iterator[Message]:
    """Warn that the data in memory is lost when the address space ends."""
    for _, mode in service.users(view, "inMemory"):
        yield doubtful(
            f"{mode.origin.key} is {mode.text}: for development and test only, its data is "
            "lost whenever the Caching Service ends",
            mode.origin,
            f"For production, {service.TO_INFINISPAN}; leave it for a test.",
        )


def one_instance(view: ConfigView) -> Iterator[Message]:
    """Warn that instances do not share the data in their memory."""
    modes = [mode for _, mode in service.users(view, "inMemory")]
    if modes and instances.are_listed(view):
        yield not_for_several(
            len(modes),
            f"{modes[0].origin.key} {modes[0].text} does not fit: each keeps its data for "
            "itself, so after a failover users have to log in again",
            modes[0].origin,
            f"Either {service.TO_INFINISPAN} there, and storage.infinispan.initialHosts with all "
            "instances; or run one instance.",
        )


RULES = (not_for_production, one_instance)
