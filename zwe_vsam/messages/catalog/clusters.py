"""ZWV50: the catalog, and the comparison of the cluster with zowe.yaml."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

ENTRIES = (
    MessageEntry(
        "ZWV5001E",
        "{cluster} differs from the cluster that zowe.yaml describes.",
        "The details name each attribute that differs. Nothing was changed.",
        "Follow the remedy of each attribute that differs.",
        exit_code=234,
    ),
    MessageEntry(
        "ZWV5002E",
        "{cluster} does not exist.",
        "The catalog has no entry of that name. The Caching Service cannot start without its "
        "cluster (ZWECS151E). Nothing was changed.",
        "Create the cluster with init.",
        exit_code=234,
    ),
    MessageEntry(
        "ZWV5003E",
        "Expected a VSAM cluster with the name {cluster}, found {kind}.",
        "The Caching Service needs a VSAM cluster. Nothing was changed.",
        "Name another cluster in zowe.yaml.",
        exit_code=234,
    ),
    MessageEntry(
        "ZWV5004E",
        "{cluster} is migrated, so its attributes are not known.",
        "The catalog shows the attributes of a data set only after its recall. Nothing was "
        "changed.",
        "Recall the data set (HRECALL), and run this command again.",
        exit_code=234,
    ),
    MessageEntry(
        "ZWV5010W",
        "It is not known whether {cluster} exists: {reason}",
        "The command continues. If the cluster exists, the job fails and does not change the "
        "cluster.",
        "If the job fails, run LISTCAT ENTRIES({cluster}) ALL.",
    ),
    MessageEntry(
        "ZWV5011W",
        "The attributes of {cluster} are not known: {reason}.",
        "The system shows only that the cluster exists.",
        "Run LISTCAT ENTRIES({cluster}) ALL.",
    ),
    MessageEntry(
        "ZWV5012W",
        "{member} does not define the cluster that is described in zowe.yaml.",
        "zwe-vsam compared the cluster with the shipped member.",
        "Rewrite the member: init --generate --security-dry-run.",
    ),
    MessageEntry(
        "ZWV5013W",
        "{member} is not compared with the template: {reason}",
        "zwe-vsam uses the existing member, which defines the cluster of zowe.yaml.",
        "Correct the template, if you need the comparison.",
    ),
    MessageEntry(
        "ZWV5014W",
        "The Caching Service does not use VSAM, so the cluster may be unused.",
        "components.caching-service.storage.mode is not VSAM.",
        "Check that -c names the zowe.yaml of the correct Zowe installation.",
    ),
    MessageEntry(
        "ZWV5015W",
        "{key} has no value. The Caching Service needs the name of the cluster at this key, "
        "and cannot start (ZWECS151E).",
        "zowe.setup.vsam.name has the name, so the cluster is created. zwe init vsam reads "
        "both keys. The service does not read zowe.setup.vsam.name.",
        "Write {key}: {cluster}, or add --update-config.",
        source="zowe/api-layer, issue 3126",
    ),
    MessageEntry(
        "ZWV5016E",
        "The configuration needs no VSAM cluster: {key} {state}.",
        "Only the storage mode VSAM needs a cluster. Nothing was printed.",
        "Set {key} to VSAM.",
        exit_code=231,
    ),
    MessageEntry(
        "ZWV5020I",
        "The catalog has no {cluster}. No deletion is necessary.",
        "Nothing was written or submitted.",
    ),
)
