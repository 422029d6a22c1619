"""What the commands of a member delete, compared with what zowe.yaml says.

Source of the command: z/OS DFSMS Access Method Services Commands, DELETE; TSO/E puts the user's
prefix before a name that is not in apostrophes (TSO/E User's Guide, "Data set naming rules").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zwe_vsam.config.settings import Settings
from zwe_vsam.zos import idcams

_HARMLESS = frozenset(("ERASE", "NOERASE", "NOFORCE", "NOPURGE", "SCRATCH"))
"""Options that neither delete more nor overrule a retention period."""


def differences(
    commands: Iterable[idcams.Command], settings: Settings, *, tso: bool
) -> Iterator[tuple[str, int | None]]:
    """What is not as it should be, and the member's record: one DELETE, of the cluster."""
    deletes: list[idcams.Delete] = []
    for command in commands:
        if isinstance(command, idcams.Delete):
            deletes.append(command)
        elif isinstance(command, idcams.Rejected):
            first = command.messages[0]
            yield f"the command is refused: {first.id} {first.text}", first.line
        elif not isinstance(command, idcams.Null):
            yield "it holds another command than DELETE", command.lines[0].number
    if len(deletes) != 1:
        yield f"it deletes {len(deletes) or 'no'} entries, where one is due", None
    for delete in deletes:
        for what in _delete(delete, settings, tso=tso):
            yield what, delete.lines[0].number


def _delete(delete: idcams.Delete, settings: Settings, *, tso: bool) -> Iterator[str]:
    found = " ".join(name.text for name in delete.names)
    if found != settings.cluster:
        yield f"cluster name: zowe.yaml says {settings.cluster}, the member says {found or 'none'}"
    elif tso and not all(name.quoted for name in delete.names):
        yield "the name is not in apostrophes: TSO would put a prefix before it"
    if delete.entry_type != "CLUSTER":
        kind = delete.entry_type or "whatever it is"
        yield f"it deletes {kind}, where CLUSTER is due"
    if delete.catalog:
        yield f"it deletes from the catalog {delete.catalog}"
    for option in sorted(delete.options - _HARMLESS):
        yield f"the option {option} is not expected"
