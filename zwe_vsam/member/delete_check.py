"""Comparison of a member's DELETE command with zowe.yaml.

Source of the command: z/OS DFSMS Access Method Services Commands, DELETE; TSO/E puts the user's
prefix before a name that is not in apostrophes (TSO/E User's Guide, "Data set naming rules").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zwe_vsam.config.settings import Settings
from zwe_vsam.member.difference import Difference, of_other_commands
from zwe_vsam.zos import idcams

_HARMLESS = frozenset(("ERASE", "NOERASE", "NOFORCE", "NOPURGE", "SCRATCH"))
"""Options that neither delete more nor overrule a retention period."""


def differences(
    commands: Sequence[idcams.Command], settings: Settings, *, tso: bool
) -> Iterator[Difference]:
    """Yield the differences of ``commands`` from one DELETE of the cluster in ``settings``."""
    yield from of_other_commands(commands, idcams.Delete, "DELETE", "the command is refused")
    deletes = [command for command in commands if isinstance(command, idcams.Delete)]
    if len(deletes) != 1:
        yield Difference(f"it deletes {len(deletes) or 'no'} entries, where one is due")
    for delete in deletes:
        for text in _delete(delete, settings, tso=tso):
            yield Difference(text, delete.lines[0].number)


def _delete(delete: idcams.Delete, settings: Settings, *, tso: bool) -> Iterator[str]:
    entries = " ".join(name.text for name in delete.names)
    if entries != settings.cluster:
        yield (
            f"cluster name: zowe.yaml says {settings.cluster}, the member says {entries or 'none'}"
        )
    elif tso and not all(name.quoted for name in delete.names):
        yield "the name is not in apostrophes: TSO would put a prefix before it"
    if delete.entry_type != "CLUSTER":
        kind = delete.entry_type or "whatever it is"
        yield f"it deletes {kind}, where CLUSTER is due"
    if delete.catalog:
        yield f"it deletes from the catalog {delete.catalog}"
    for option in sorted(delete.options - _HARMLESS):
        yield f"the option {option} is not expected"
