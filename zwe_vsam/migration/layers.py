"""Which document of a configuration gets a change."""

from __future__ import annotations

from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import Document
from zwe_vsam.config.key_table import Path
from zwe_vsam.errors import Problem
from zwe_vsam.migration.releases import MODE


def rank_of(configuration: Configuration, path: Path, into: int | None) -> int:
    """The rank of the document in which the key at ``path`` is to be set.

    It is ``into``, else the document that has the value in effect, else the one that has the
    storage mode of the same sections, else the one with most of the sections that lead to the key.
    It is never Zowe's own defaults.yaml.
    """
    if into is not None:
        return into
    scope = path[:2] if path[0] == "haInstances" else ()
    for key in (path, (*scope, *MODE)):
        rank = standing_rank(configuration, key)
        if rank is not None and rank < configuration.own:
            return rank
    depths = [depth_in(configuration.document(rank), path) for rank in range(configuration.own)]
    return depths.index(max(depths))


def standing_rank(configuration: Configuration, path: Path) -> int | None:
    """The rank of the document that has the value in effect; None without one."""
    try:
        standing = configuration.standing(path)
    except Problem:
        return None
    return standing.rank if standing else None


def depth_in(document: Document, path: Path) -> int:
    """How many parts of the path the document has."""
    node = document.root
    for depth, part in enumerate(path):
        entries = document.entries(node, part)
        if not entries:
            return depth
        node = entries[0][1]  # type: ignore[assignment]
    return len(path)
