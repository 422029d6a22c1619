"""ZWV10: the command line, and the report."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES = (
    Entry(
        "ZWV1020E",
        "{term} is not an id that zwe-vsam knows.",
        "explain knows the ids of zwe-vsam's messages, of the causes of failed jobs, of the "
        "systems' messages that these causes are read from, and exit codes.",
        "Give an id such as ZWEL0158E, IDC3013I, S806, duplicate-name, or an exit code such as "
        "163.",
        exit_code=102,
    ),
    Entry("ZWV1021I", "{id} is explained.", "The explanation is in the fields of the message."),
)
