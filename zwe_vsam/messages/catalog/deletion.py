"""ZWV70: the deletion of a cluster, and the agreement to it."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES = (
    Entry(
        "ZWV7001W",
        "{cluster} exists. It will be deleted with all its records.",
        "--allow-overwrite or remove was given. The number of records is that of the last close.",
        "Stop every Zowe that uses the cluster first. What the Caching Service keeps is lost.",
    ),
    Entry(
        "ZWV7002E",
        "{cluster} changed while the command ran.",
        "The catalog shows other attributes than a moment ago: somebody else works on the cluster. "
        "Nothing was deleted.",
        "Look at the cluster, and run this again.",
        exit_code=235,
    ),
    Entry(
        "ZWV7003E",
        "{name} is {kind}, not a VSAM cluster, so it is not deleted.",
        "zwe-vsam deletes clusters of the Caching Service only. Nothing was changed.",
        "Name another cluster in zowe.yaml.",
        exit_code=235,
    ),
    Entry(
        "ZWV7004E",
        "{name} is migrated, so it is not deleted.",
        "The catalog shows what a data set is only after it is recalled. Nothing was changed.",
        "Recall it first (HRECALL).",
        exit_code=235,
    ),
    Entry(
        "ZWV7005E",
        "{name} is not deleted.",
        "The details name each reason. No option overrules them. Nothing was changed.",
        "Follow the remedy of each reason.",
        exit_code=235,
    ),
    Entry(
        "ZWV7006E",
        "{name} does not look like a cluster of the Caching Service, so it is not deleted.",
        "The details name each attribute that differs from zowe.yaml. Nothing was changed.",
        "Make sure that the name in zowe.yaml is right. If it is, give --force.",
        exit_code=235,
    ),
    Entry(
        "ZWV7010E",
        "There is no terminal to ask: {question}",
        "The command asks before it deletes a cluster, or ends or releases a job. Nothing was "
        "changed.",
        "Give --yes to agree in advance.",
        exit_code=235,
    ),
    Entry(
        "ZWV7011E",
        "You did not agree: {question}",
        "Only y or yes is taken for agreement. Nothing was changed.",
        "Run this again and answer y, or give --yes.",
        exit_code=235,
    ),
)
