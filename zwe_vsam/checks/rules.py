"""Applies all rules to a configuration."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator

from zwe_vsam.checks import ha, kinds, misplaced_keys, ports, service, unknown_keys
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
BY_MODE = {
    "INMEMORY": ("in_memory",),
    "INFINISPAN": ("infinispan", "infinispan_ha"),
    "REDIS": ("redis",),
    "VSAM": ("vsam",),
}
"""The storage mode in upper case -> the modules of this package with its rules."""


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
        findings += [finding for rule in _of_mode(mode) for finding in rule(view)]
    if configuration.defaults_problem:
        findings.append(configuration.defaults_problem.message)
    # The rule for merge keys reports the keys that they bring.
    problems = [problem for problem in view.problems if not isinstance(problem, MergedKey)]
    return ordered([*findings, *(problem.message for problem in problems)])


def _of_mode(mode: str) -> tuple[Rule, ...]:
    """The rules of a storage mode, in upper case; none for one that Zowe does not have."""
    names = BY_MODE.get(mode, ())
    modules = (importlib.import_module(f"zwe_vsam.checks.{name}") for name in names)
    return tuple(rule for module in modules for rule in module.RULES)


def _is_merged(view: ConfigView, path: Path) -> bool:
    """Whether a merge key brings the key at ``path``. The rule for merge keys reports it."""
    return path[-1] in view.merged_keys(path[:-1])
