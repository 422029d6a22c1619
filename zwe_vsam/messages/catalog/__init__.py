"""Every message of the tool, once: one file for each topic.

Ids that start with ``ZWEL`` are those of ``zwe init vsam``. They keep its wording and exit codes,
so that scripts which look for them keep working (source: Zowe's ``zwe`` server command reference,
"Errors" of ``zwe init vsam``). They are in ``zowe.py``.

Ids that start with ``ZWV`` are this tool's own. The first digits name the topic:

- ZWV10: the command line, and the report
- ZWV20 to ZWV21: zowe.yaml: reading it, and its values
- ZWV22 to ZWV27: ``check``: the Caching Service, VSAM, Infinispan, Redis, instances and ports
- ZWV30 to ZWV31: templates, members, the JCL header
- ZWV40: jobs
- ZWV50: the catalog, and the comparison of the cluster
- ZWV60 to ZWV63: targets: all of them, ZOAU, z/OSMF, the sandbox
- ZWV70: deletion
- ZWV80: the sandbox command and its server

The last letter is the severity: E error, W warning, I information. An error has one of few exit
codes, which name the class of the failure.
"""

from __future__ import annotations

from zwe_vsam.messages import Entry
from zwe_vsam.messages.catalog import command_line, legacy

_TOPICS = (command_line, legacy)

ENTRIES: dict[str, Entry] = {entry.id: entry for topic in _TOPICS for entry in topic.ENTRIES}
"""By id, in the order of the topics."""
