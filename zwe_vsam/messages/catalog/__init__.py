"""Every message of the tool, once: one file for each topic.

Ids that start with ``ZWEL`` are those of ``zwe init vsam``. They keep its wording and exit codes,
so that scripts which look for them keep working (source: Zowe's ``zwe`` server command reference,
"Errors" of ``zwe init vsam``). They are in ``zowe.py``.

Ids that start with ``ZWV`` are this tool's own. The first digits name the topic:

- ZWV10: the command line, and the report (``command_line.py``)
- ZWV11: pages: reports and evidence (``pages.py``)
- ZWV20 and ZWV21: zowe.yaml: reading it, and its values (``configuration.py``)
- ZWV22 to ZWV27: ``check``: the Caching Service, VSAM, Infinispan, Redis, instances and ports, the
  system (``check_*.py``)
- ZWV30 and ZWV31: templates, members, the JCL header (``members.py``)
- ZWV40: jobs (``jobs.py``)
- ZWV50: the catalog, and the comparison of the cluster (``clusters.py``)
- ZWV60 to ZWV62: all targets, ZOAU, z/OSMF (``targets.py``)
- ZWV70: deletion (``deletion.py``)
- ZWV80: the sandbox (``sandbox.py``)
- ZWV90: the tests of ``doctor`` (``doctor.py``)
- ZWV91: ``migrate`` (``migration.py``)

The last letter is the severity: E error, W warning, I information. An error has one of few exit
codes, which name the class of the failure.

``every.py`` has all of them. A run that gives one message imports only the file of its topic.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zwe_vsam.messages import MessageEntry

FILES = {
    "ZWEL": "zowe",
    "ZWV10": "command_line",
    "ZWV11": "pages",
    "ZWV20": "configuration",
    "ZWV21": "configuration",
    "ZWV22": "check_service",
    "ZWV23": "check_vsam",
    "ZWV24": "check_infinispan",
    "ZWV25": "check_redis",
    "ZWV26": "check_instances",
    "ZWV27": "check_system",
    "ZWV30": "members",
    "ZWV31": "members",
    "ZWV40": "jobs",
    "ZWV50": "clusters",
    "ZWV60": "targets",
    "ZWV61": "targets",
    "ZWV62": "targets",
    "ZWV70": "deletion",
    "ZWV80": "sandbox",
    "ZWV90": "doctor",
    "ZWV91": "migration",
}
"""Beginning of an id -> the file of its entry."""

_loaded: dict[str, MessageEntry] = {}


def find(message_id: str) -> MessageEntry:
    """The entry of an id. Raises KeyError for an id that the catalog does not have."""
    if message_id not in _loaded:
        length = 4 if message_id.startswith("ZWEL") else 5
        topic = importlib.import_module(f"{__name__}.{FILES[message_id[:length]]}")
        _loaded.update((entry.id, entry) for entry in topic.ENTRIES)
    return _loaded[message_id]
