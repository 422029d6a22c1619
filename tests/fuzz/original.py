"""The original's substitution, written anew from its description; nothing of ours is used.

Source: Zowe's ``zwe init vsam``: the v2 shell script for the hash dialect, the v3 generator for the
brace dialect.
"""

from __future__ import annotations

from typing import NamedTuple


class Values(NamedTuple):
    """What a zowe.yaml says."""

    cluster: str
    mode: str
    volume: str
    storage_class: str
    header: list[str]
    """Lines after ``JOB ``; none for none."""


def hash_member(records: list[str], values: Values) -> list[str]:
    """The SET line everywhere; #dsname, #volume and #storclas from ALLOC to the end."""
    made = []
    reached = False
    for record in records:
        reached = reached or record[:7] == "//ALLOC"
        words = record.split()
        if record[:3] == "// " and words[1:2] == ["SET"] and words[2][:5] == "MODE=":
            record = "//         SET  MODE=" + values.mode
        if reached:
            for word, value in (("#dsname", values.cluster), ("#volume", values.volume),
                                ("#storclas", values.storage_class)):  # fmt: skip
                record = value.join(record.split(word))
        made.append(record)
    return made


def brace_member(records: list[str], values: Values) -> list[str]:
    """Each configuration path in braces, in any letter case; the header one line a record."""
    known = {
        "zowe.setup.vsam.name": values.cluster,
        "zowe.setup.vsam.mode": values.mode,
        "zowe.setup.vsam.volume": values.volume,
        "zowe.setup.vsam.storageclass": values.storage_class,
    }
    made = []
    for record in records:
        if record.endswith(" JOB {zowe.setup.jcl.header}"):
            start = record[: record.index("{")]
            first, *others = values.header or [""]
            made += [start + first, *others]
            continue
        done = ""
        while "{" in record:
            before, _, rest = record.partition("{")
            path, _, record = rest.partition("}")
            done += before + known[path.lower()]
        made.append(done + record)
    return made
