"""ZWV23: ``check``: VSAM storage, and the JCL header."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

_GENERATOR = "zowe-install-packaging, files/SZWEEXEC/ZWEGEN00"

ENTRIES: tuple[MessageEntry, ...] = (
    MessageEntry(
        "ZWV2301W",
        "{key} is {mode}, which is deprecated. Zowe will remove VSAM storage in a future "
        "release, and infinispan replaces it.",
        "The cluster works only with releases of Zowe that have VSAM storage.",
        "Plan the change: run {command}.",
        source="Zowe documentation, Configuring the Caching Service for high availability, VSAM "
        "(Deprecated); zowe/zowe-install-packaging, issue 3969; zowe/api-layer, issue 4398",
    ),
    MessageEntry(
        "ZWV2302E",
        "{key} has no value. The Caching Service reads this key and not {setup_key}, and "
        "cannot start (ZWECS151E).",
        "zwe init vsam reads the name of the cluster at both keys. The Caching Service reads "
        "only one of them. Its message ZWECS151E says: VSAM Filename must be valid.",
        "Write {key}: {name}.",
        exit_code=231,
        source="zowe/api-layer, issue 3126",
    ),
    MessageEntry(
        "ZWV2303W",
        "{key} has no effect: the start script of Zowe does not pass it to the Caching Service.",
        "The start script passes on the name of the cluster and no lengths. The Caching "
        "Service reads its lengths from the environment.",
        "Set {environment_key} instead of {key}.",
        source="Caching Service, start script",
    ),
    MessageEntry(
        "ZWV2304W",
        "{key} has a line without //. zwe-vsam writes // before it, but the JCL generator of "
        "Zowe v3 does not.",
        "The generator does not change the lines of a list, so its JCL differs from the JCL "
        "of zwe-vsam.",
        "Write // and blanks at the beginning of each line after the first.",
        source=_GENERATOR,
    ),
    MessageEntry(
        "ZWV2305W",
        "{key} is too long for the JCL generator of Zowe v3. Expected an edit command of at "
        "most {maximum} characters, found {length}.",
        "The generator inserts the text with the edit command CHANGE. The generator stops if "
        "the command is too long.",
        "Write the header as a list of lines.",
        source=_GENERATOR,
    ),
    MessageEntry(
        "ZWV2306W",
        "{key} is {mode}. With {instances}, only one instance at a time can update the "
        "cluster. The other instances may read outdated data.",
        "Without record-level sharing, only one address space can write to the cluster. "
        "Readers can see inconsistent data.",
        "Set {key} to RLS and set {storage_class_key}, or use infinispan.",
        source="IBM z/OS DFSMS Using Data Sets, Cross-region share options",
    ),
)
