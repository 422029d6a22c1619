"""The storage mode ``inMemory``.

Source: Zowe documentation, "Configuring the Caching Service for high availability", "inMemory":
for a single instance, development and test; nothing is persisted.
"""

from __future__ import annotations

from collections.abc import Iterator

from zwe_vsam.checks import instances, service
from zwe_vsam.checks.finding import finding, instances_of_zowe
from zwe_vsam.checks.view import ConfigView
from zwe_vsam.messages import Message


def not_for_production(view: ConfigView) -> Iterator[Message]:
    """Warn that the data in memory is lost when the address space ends."""
    for _, mode in service.users(view, "inMemory"):
        yield finding(
            "ZWV2601W",
            key=mode.origin.key,
            mode=mode.text,
            change=service.TO_INFINISPAN,
            origin=mode.origin,
        )


def one_instance(view: ConfigView) -> Iterator[Message]:
    """Warn that instances do not share the data in their memory."""
    modes = [mode for _, mode in service.users(view, "inMemory")]
    if modes and instances.are_listed(view):
        yield finding(
            "ZWV2602W",
            key=modes[0].origin.key,
            mode=modes[0].text,
            instances=instances_of_zowe(len(modes)),
            change=service.TO_INFINISPAN,
            origin=modes[0].origin,
        )


RULES = (not_for_production, one_instance)
