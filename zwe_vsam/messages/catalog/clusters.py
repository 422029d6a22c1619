"""ZWV50: the catalog, and the comparison of the cluster with zowe.yaml."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES = (
    Entry(
        "ZWV5001E",
        "{cluster} differs from the cluster that zowe.yaml describes.",
        "The details name each attribute that differs. Nothing was changed.",
        "Follow the remedy of each attribute that differs.",
        exit_code=234,
    ),
    Entry(
        "ZWV5002E",
        "{cluster} does not exist.",
        "The catalog has no entry of that name. The Caching Service cannot start without its "
        "cluster (ZWECS151E). Nothing was changed.",
        "Create the cluster with init.",
        exit_code=234,
    ),
    Entry(
        "ZWV5003E",
        "{cluster} is a data set of another kind: {kind}.",
        "The Caching Service needs a VSAM cluster. Nothing was changed.",
        "Name another cluster in zowe.yaml.",
        exit_code=234,
    ),
    Entry(
        "ZWV5004E",
        "{cluster} is migrated, so its attributes are not known.",
        "The catalog shows the attributes of a data set only after it is recalled. Nothing was "
        "changed.",
        "Recall the data set (HRECALL).",
        exit_code=234,
    ),
    Entry(
        "ZWV5010W",
        "Whether {cluster} exists is not known: {reason}",
        "The command goes on: if the cluster exists, the job fails and the cluster stays as it is.",
        "Look at the cluster with LISTCAT if the job fails.",
    ),
    Entry(
        "ZWV5011W",
        "The attributes of {cluster} are not known: {reason}.",
        "The system shows that the cluster exists, and no more.",
        "Look at the cluster with LISTCAT ENTRIES({cluster}) ALL.",
    ),
    Entry(
        "ZWV5012W",
        "{member} does not define the cluster that zowe.yaml describes.",
        "The cluster is compared with what the shipped member defines.",
        "Make the member again: init --generate --security-dry-run.",
    ),
    Entry(
        "ZWV5013W",
        "{member} is not compared with the template: {reason}",
        "The member is used as it is. It defines the cluster of zowe.yaml.",
        "Correct the template, or leave the member as it is.",
    ),
    Entry(
        "ZWV5014W",
        "The Caching Service does not use VSAM, so the cluster may be left from earlier.",
        "components.caching-service.storage.mode has another value than VSAM.",
        "Check that zowe.yaml is the file of the right Zowe.",
    ),
    Entry(
        "ZWV5015W",
        "{key} has no value. The Caching Service reads the name of the cluster there, and cannot "
        "start without it (ZWECS151E).",
        "zowe.setup.vsam.name has the name, so the cluster is created. zwe init vsam reads both "
        "keys, the service only this one.",
        "Write {key}: {cluster}, or give --update-config.",
        source="zowe/api-layer, issue 3126",
    ),
    Entry(
        "ZWV5016E",
        "There is no cluster to define: {key} {state}.",
        "Only the storage mode VSAM needs a cluster. Nothing was printed.",
        "Set {key} to VSAM.",
        exit_code=231,
    ),
    Entry(
        "ZWV5020I",
        "The catalog has no {cluster}. There is nothing to remove.",
        "Nothing was written or submitted.",
    ),
)
