"""ZWV26: ``check``: in-memory storage, instances and ports."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

_HA = "Zowe documentation, Configuring the Caching Service for high availability"
_NETWORK = "Zowe documentation, Addressing network requirements"

ENTRIES: tuple[MessageEntry, ...] = (
    MessageEntry(
        "ZWV2601W",
        "{key} is {mode}, which is only for development and test. The data is lost when the "
        "Caching Service ends.",
        "The mode keeps all data in the memory of the Caching Service.",
        "For production, {change}. Change nothing for a test.",
        source=_HA,
    ),
    MessageEntry(
        "ZWV2602W",
        "{key} is {mode}. With {instances}, each instance has its own data, and users must "
        "log in again after a failover.",
        "Instances do not share the data in their memory.",
        "Run one instance. To run several, {change}, and set storage.infinispan.initialHosts "
        "to all instances.",
        source=_HA,
    ),
    MessageEntry(
        "ZWV2610E",
        "{key} is {value}, but {other_key} is {other_value}. Instances with different stores "
        "share no state.",
        "Each instance of Zowe must use the same storage, so that users stay logged in after "
        "a failover.",
        "Set the value once for all instances, at {shared_key}.",
        exit_code=231,
        source=_HA,
    ),
    MessageEntry(
        "ZWV2611E",
        "{key} and {other_key} name different Redis servers. Instances with different stores "
        "share no state.",
        "Each instance of Zowe must use the same storage. The message does not show the "
        "values, because they can hold passwords.",
        "Set the value once for all instances, at {shared_key}.",
        exit_code=231,
        source=_HA,
    ),
    MessageEntry(
        "ZWV2620E",
        "{key} and {other_key} use the same port, {port}.",
        "Only one program on a system can listen on a port. The component that starts second "
        "fails.",
        "Set {key} to a port that no other component uses.",
        exit_code=231,
        source=_NETWORK,
    ),
    MessageEntry(
        "ZWV2621E",
        "Two instances on {host} use port {port} ({key}): {first} and {second}.",
        "Only one program on a system can listen on a port. The instance that starts second fails.",
        "Set {own_key} to another port.",
        exit_code=231,
        source=_NETWORK,
    ),
    MessageEntry(
        "ZWV2622E",
        "{file} and {other_file} use the same Infinispan port on {host}: {port} ({key}).",
        "All Infinispan clusters of Zowe have the same name. A Zowe with the ports of another "
        "Zowe on the same host joins its cluster, or does not start.",
        "Set {key} to another port in one of the files. If both files describe one Zowe, check "
        "each file alone.",
        exit_code=231,
        source="zowe/api-layer, issue 3883; Caching Service, infinispan.xml",
    ),
)
