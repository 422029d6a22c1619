"""Applies all rules to a configuration."""

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
from zwe_vsam.checks.finding import ordered
from zwe_vsam.checks.view import ConfigView
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.key_table import Path
from zwe_vsam.config.tree import MergedKey
from zwe_vsam.messages import Message

Rule = Callable[[ConfigView], Iterator[Message]]

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


def check(
    configuration: Configuration, *, on_zos: bool = False, of_modes: bool = True
) -> list[Message]:
    """Return every finding on the configuration, sorted by file and line.

    ``on_zos``: the configuration is known to be for z/OS. ``of_modes``: apply the rules of the
    storage modes in use, too. Reads nothing but the configuration.
    """
    view = ConfigView(configuration, on_zos=on_zos)
    misplaced = [key for key in misplaced_keys.find(view) if not _is_merged(view, key.proper)]
    view.relocate(misplaced)
    not_of_zowe = list(unknown_keys.other_files(view))
    if not_of_zowe:
        return not_of_zowe
    findings = [finding for rule in COMMON for finding in rule(view)]
    for mode in service.modes(view) if of_modes else ():
        findings += [finding for rule in BY_MODE.get(mode, ()) for finding in rule(view)]
    if configuration.defaults_problem:
        findings.append(configuration.defaults_problem.message)
    # The rule for merge keys reports the keys that they bring.
    problems = [problem for problem in view.problems if not isinstance(problem, MergedKey)]
    return ordered([*findings, *(problem.message for problem in problems)])


def _is_merged(view: ConfigView, path: Path) -> bool:
    """Whether a merge key brings the key at ``path``. The rule for merge keys reports it."""
    return path[-1] in view.merged_keys(path[:-1])
