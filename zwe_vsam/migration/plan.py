"""The plan of a migration: a pure function from a configuration to edits and refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zwe_vsam.checks import instances
from zwe_vsam.checks.view import ConfigView
from zwe_vsam.config import edit
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.edit import Edit
from zwe_vsam.config.key_table import Path
from zwe_vsam.messages import Message
from zwe_vsam.migration import layers, refusals
from zwe_vsam.migration.model import Choices, KeyEdit, Plan
from zwe_vsam.migration.releases import MODE, key_fact
from zwe_vsam.migration.wanted import Wanted, is_complete, wanted


def plan(configuration: Configuration, choices: Choices, *, on_zos: bool = False) -> Plan:
    """The edits that lead from the configuration to Infinispan, with every reason against them.

    ``on_zos``: the configuration is known to be for z/OS. A configuration that has all that
    Infinispan needs has no edits. ``choices.hosts`` names only instances of the configuration.
    """
    view = ConfigView(configuration, on_zos=on_zos)
    target = wanted(view, choices)
    keys = () if _is_done(view, target, choices) else _keys(view, target, choices)
    planned = Plan(configuration, configuration, _modes(view), keys, members=target.members)
    against = [
        *refusals.of_check(view),
        *refusals.of_the_choice(view, target, choices),
        *refusals.of_the_places(view, keys, choices),
    ]
    return carried_out(view, planned, against)


def carried_out(view: ConfigView, planned: Plan, against: list[Message]) -> Plan:
    """The plan with the edits of its keys; with the refusals where anything stands against it."""
    configuration = planned.before
    if not against:
        edits, against = _edits(configuration, planned.keys)
        after = _after(configuration, edits)
        against = (
            against
            or refusals.of_the_result(after, planned.keys)
            or refusals.of_the_check_after(view, after)
        )
        planned = planned._replace(after=after, edits=edits)
    if not against:
        return planned
    unique = tuple(dict.fromkeys(against))
    return planned._replace(after=configuration, edits={}, refusals=unique)


def _modes(view: ConfigView) -> tuple[str, ...]:
    every = instances.running(view) or instances.everywhere(view)
    return tuple(dict.fromkeys(instance.text(MODE) for instance in every))


def _is_done(view: ConfigView, target: Wanted, choices: Choices) -> bool:
    """Whether the configuration is as it should be, and the user asks for nothing else."""
    chosen = choices.jgroups_port or choices.key_exchange_port or choices.hosts
    return not chosen and is_complete(view, target.members)


def _keys(view: ConfigView, target: Wanted, choices: Choices) -> tuple[KeyEdit, ...]:
    """The keys that do not have the value that is wanted."""
    keys = []
    for path, new in target.values.items():
        value = view.value(path)
        old = value.text if value else None
        if old != str(new):
            rank = layers.rank_of(view.configuration, path, choices.into)
            fact = key_fact(_in_main(path), choices.release)
            keys.append(KeyEdit(path, old, new, rank, fact))
    return tuple(keys)


def _in_main(path: Path) -> Path:
    """The path of the same key in the main sections."""
    return path[2:] if path[0] == "haInstances" else path


def _edits(
    configuration: Configuration, keys: Sequence[KeyEdit]
) -> tuple[dict[int, Edit], list[Message]]:
    """One edit for each document concerned, and why one cannot be made."""
    edits: dict[int, Edit] = {}
    failed: list[Message] = []
    for rank in sorted({key.rank for key in keys}):
        document = configuration.document(rank)
        own = [key for key in keys if key.rank == rank]
        try:
            edits[rank] = edit.plan(document, [key.setting for key in own])
        except edit.Refused as error:
            failed.append(refusals.not_editable(document, own, str(error)))
    return edits, failed


def _after(configuration: Configuration, edits: Mapping[int, Edit]) -> Configuration:
    for rank, planned in edits.items():
        configuration = configuration.replaced(rank, planned.after)
    return configuration
