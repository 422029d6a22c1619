"""ZWV70: the deletion of a cluster, and the agreement to it."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

ENTRIES = (
    MessageEntry(
        "ZWV7001W",
        "{cluster} exists. This command deletes the cluster with all its records.",
        "--allow-overwrite or remove was given. The number of records is from the last close "
        "of the cluster.",
        "Stop every Zowe that uses the cluster first. All data of the Caching Service in the "
        "cluster is lost.",
    ),
    MessageEntry(
        "ZWV7002E",
        "{cluster} changed while the command ran.",
        "The attributes in the catalog changed during the command. Another user or job works "
        "on the cluster. Nothing was deleted.",
        "Check the cluster with LISTCAT ENTRIES({cluster}) ALL. Then run this command again.",
        exit_code=235,
    ),
    MessageEntry(
        "ZWV7003E",
        "{name} is {kind}, not a VSAM cluster, so it is not deleted.",
        "zwe-vsam deletes only clusters of the Caching Service. No cluster was deleted.",
        "Name another cluster in zowe.yaml.",
        exit_code=235,
    ),
    MessageEntry(
        "ZWV7004E",
        "{name} is migrated, so it is not deleted.",
        "The catalog shows the attributes of a data set only after its recall. No cluster was "
        "deleted.",
        "Recall the data set (HRECALL), and run this command again.",
        exit_code=235,
    ),
    MessageEntry(
        "ZWV7005E",
        "{name} is not deleted.",
        "The details name each reason. No option overrides these reasons. No cluster was deleted.",
        "Follow the remedy of each reason.",
        exit_code=235,
    ),
    MessageEntry(
        "ZWV7006E",
        "{name} does not look like a cluster of the Caching Service, so it is not deleted.",
        "The details name each attribute that differs from zowe.yaml. No cluster was deleted.",
        "Check the name of the cluster in zowe.yaml. If the name is correct, add --force.",
        exit_code=235,
    ),
    MessageEntry(
        "ZWV7010E",
        "No terminal is available for this question: {question}",
        "The command asks before it deletes a cluster, or cancels or releases a job. Nothing "
        "was changed.",
        "Add --yes to confirm in advance.",
        exit_code=235,
    ),
    MessageEntry(
        "ZWV7011E",
        "The answer was not y or yes: {question}",
        "Only y or yes confirms the action. Nothing was changed.",
        "Run this command again and answer y, or add --yes.",
        exit_code=235,
    ),
)
