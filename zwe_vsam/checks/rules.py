"""All rules, and what applies them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zwe_vsam.checks import (
    ha,
    in_memory,
    infinispan,
    kinds,
    misplaced_keys,
    ports,
    redis,
    service,
    unknown_keys,
    vsam,
)
from zwe_vsam.checks.finding import Finding, ordered
from zwe_vsam.checks.view import ConfigView
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.key_table import Path
from zwe_vsam.config.tree import MergedKey

Rule = Callable[[ConfigView], Iterator[Finding]]

COMMON: tuple[Rule, ...] = (
    *unknown_keys.RULES,
    *kinds.RULES,
    *service.RULES,
    *ha.RULES,
    *ports.RULES,
)
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
    view = ConfigView(configuration, on_zos=on_zos)
    view.move([one for one in misplaced_keys.find(view) if not _is_merged(view, one.proper)])
    other = list(unknown_keys.other_files(view))
    if other:
        return other
    found = [finding for rule in COMMON for finding in rule(view)]
    for mode in service.modes(view):
        found += [finding for rule in BY_MODE.get(mode, ()) for finding in rule(view)]
    if configuration.defaults_problem:
        found.append(Finding.of(configuration.defaults_problem))
    # Keys behind a merge key are found by the rule for merge keys.
    problems = [one for one in view.problems if not isinstance(one, MergedKey)]
    return ordered([*found, *map(Finding.of, problems)])


def _is_merged(view: ConfigView, path: Path) -> bool:
    """Whether a merge key brings the key at ``path``, which is then found at the merge key."""
    return path[-1] in view.merged_keys(path[:-1])
