"""All rules, and what applies them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zwe_vsam.checks import (
    ha,
    in_memory,
    infinispan,
    keys,
    kinds,
    moves,
    ports,
    redis,
    service,
    vsam,
)
from zwe_vsam.checks.finding import Finding, ordered
from zwe_vsam.checks.known import Path
from zwe_vsam.checks.tree import Tree
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.tree import MergedKey

Rule = Callable[[Tree], Iterator[Finding]]

COMMON: tuple[Rule, ...] = (*keys.RULES, *kinds.RULES, *service.RULES, *ha.RULES, *ports.RULES)
BY_MODE: dict[str, tuple[Rule, ...]] = {
    "INMEMORY": in_memory.RULES,
    "INFINISPAN": infinispan.RULES,
    "REDIS": redis.RULES,
    "VSAM": vsam.RULES,
}
"""By the storage mode in upper case."""


def check(configuration: Configuration, *, on_zos: bool = False) -> list[Finding]:
    """Every problem of the configuration, by file and line; ``on_zos`` if it is for z/OS for sure.

    Reads nothing but the configuration.
    """
    tree = Tree(configuration, on_zos=on_zos)
    tree.move([one for one in moves.find(tree) if not _is_merged(tree, one.proper)])
    other = list(keys.other_files(tree))
    if other:
        return other
    found = [finding for rule in COMMON for finding in rule(tree)]
    for mode in service.modes(tree):
        found += [finding for rule in BY_MODE.get(mode, ()) for finding in rule(tree)]
    if configuration.defaults_problem:
        found.append(Finding.of(configuration.defaults_problem))
    # Keys behind a merge key are found by the rule for merge keys.
    problems = [one for one in tree.problems if not isinstance(one, MergedKey)]
    return ordered([*found, *map(Finding.of, problems)])


def _is_merged(tree: Tree, path: Path) -> bool:
    """Whether a merge key brings the key at ``path``, which is then found at the merge key."""
    return path[-1] in tree.merged_keys(path[:-1])
