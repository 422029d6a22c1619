"""``--clean``: what of VSAM storage is removed from a configuration, once the cluster is gone."""

from __future__ import annotations

from zwe_vsam.checks import instances
from zwe_vsam.checks.view import ConfigView
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.edit import Sharing, shared
from zwe_vsam.config.key_table import STORAGE_PATH, Path
from zwe_vsam.messages import Message, message
from zwe_vsam.migration import refusals
from zwe_vsam.migration.layers import depth_in
from zwe_vsam.migration.model import KeyEdit, Plan
from zwe_vsam.migration.plan import carried_out
from zwe_vsam.migration.releases import MODE, KeyFact

_SETUP: Path = ("zowe", "setup", "vsam")
_VSAM: Path = (*STORAGE_PATH, "vsam")
_FACTS = {
    _SETUP: KeyFact(
        "Only zwe init vsam and zwe-vsam read this section.",
        "Without the section: zwe init vsam has no mode and no volume.",
        "Zowe documentation, zwe init vsam",
    ),
    _VSAM: KeyFact(
        "Only the storage mode VSAM reads this section.",
        "Without the section: the Caching Service has no cluster.",
        "Zowe documentation, Using VSAM as a storage solution through the Caching service",
    ),
}


def plan(configuration: Configuration, command: str, *, on_zos: bool = False) -> Plan:
    """The edits that remove the keys of VSAM storage from every document of the user.

    ``command`` is the migration, for a configuration that still uses VSAM.
    """
    view = ConfigView(configuration, on_zos=on_zos)
    keys = tuple(
        KeyEdit(path, "further keys", None, rank, fact)
        for path, fact in _sections(view)
        for rank in range(configuration.own)
        if depth_in(configuration.document(rank), path) == len(path)
    )
    planned = Plan(configuration, configuration, (), keys)
    against = [*refusals.of_check(view), *_in_use(view, command), *_shared(configuration, keys)]
    return carried_out(view, planned, against)


def _sections(view: ConfigView) -> list[tuple[Path, KeyFact]]:
    own = [each.path(_VSAM) for each in instances.everywhere(view) if each.id]
    return [*((path, _FACTS[_VSAM]) for path in (_VSAM, *own)), (_SETUP, _FACTS[_SETUP])]


def _in_use(view: ConfigView, command: str) -> list[Message]:
    """Refuse while an instance uses VSAM."""
    modes = [instance.value(MODE) for instance in instances.everywhere(view)]
    return [
        message(
            "ZWV9150E", key=mode.origin.key, mode=mode.text, command=command, origin=mode.origin
        )
        for mode in dict.fromkeys(filter(None, modes))
        if mode.text.casefold() == "vsam"
    ]


def _shared(configuration: Configuration, keys: tuple[KeyEdit, ...]) -> list[Message]:
    """Refuse sections of aliases. An anchor below a section that an alias needs is found later."""
    reports = []
    for key in keys:
        document = configuration.document(key.rank)
        place = shared(document, key.path)
        if place and place.sharing is Sharing.ALIAS and place.path != key.path:
            reports.append(refusals.shared_place(document, place))
    return reports
