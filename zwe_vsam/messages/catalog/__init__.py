"""Every message of the tool, once: one file for each topic.

Ids that start with ``ZWEL`` are those of ``zwe init vsam``. They keep its wording and exit codes,
so that scripts which look for them keep working (source: Zowe's ``zwe`` server command reference,
"Errors" of ``zwe init vsam``). They are in ``zowe.py``.

Ids that start with ``ZWV`` are this tool's own. The first digits name the topic:

- ZWV10: the command line, and the report (``command_line.py``)
- ZWV20 and ZWV21: zowe.yaml: reading it, and its values (``configuration.py``)
- ZWV22 to ZWV27: ``check``: the Caching Service, VSAM, Infinispan, Redis, instances and ports, the
  system (``check_*.py``)
- ZWV30 and ZWV31: templates, members, the JCL header (``members.py``)
- ZWV40: jobs (``jobs.py``)
- ZWV50: the catalog, and the comparison of the cluster (``clusters.py``)
- ZWV60 to ZWV62: all targets, ZOAU, z/OSMF (``targets.py``)
- ZWV70: deletion (``deletion.py``)
- ZWV80: the sandbox (``sandbox.py``)

The last letter is the severity: E error, W warning, I information. An error has one of few exit
codes, which name the class of the failure.
"""

from __future__ import annotations

from zwe_vsam.messages import Entry
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
    jobs,
    legacy,
    members,
    sandbox,
    targets,
    zowe,
)

TOPICS = (
    zowe,
    command_line,
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
    legacy,
)

ENTRIES: dict[str, Entry] = {entry.id: entry for topic in TOPICS for entry in topic.ENTRIES}
"""By id, in the order of the topics."""
