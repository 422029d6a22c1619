"""Every message of the catalog."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry
from zwe_vsam.messages.catalog import (
    check_infinispan,
    check_instances,
    check_redis,
    check_service,
    check_system,
    check_vsam,
    clusters,
    command_line,
    configuration,
    deletion,
    doctor,
    jobs,
    members,
    migration,
    pages,
    sandbox,
    targets,
    zowe,
)

TOPICS = (
    zowe,
    command_line,
    pages,
    configuration,
    check_service,
    check_vsam,
    check_infinispan,
    check_redis,
    check_instances,
    check_system,
    members,
    jobs,
    clusters,
    targets,
    deletion,
    sandbox,
    doctor,
    migration,
)

ENTRIES: dict[str, MessageEntry] = {entry.id: entry for topic in TOPICS for entry in topic.ENTRIES}
"""By id, in the order of the topics."""
