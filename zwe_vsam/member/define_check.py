"""What the commands of a member define, compared with what zowe.yaml says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zwe_vsam.config.settings import DEFAULT_KEY_LENGTH, DEFAULT_RECORD_LENGTH, Settings
from zwe_vsam.zos import idcams, jcl, job
from zwe_vsam.zos.operands import words

_KNOWN = words(
    """NAME VOLUMES STORAGECLASS MANAGEMENTCLASS DATACLASS LOG SHAREOPTIONS INDEXED NONINDEXED
    NUMBERED LINEAR KEYS RECORDSIZE CYLINDERS TRACKS RECORDS KILOBYTES MEGABYTES UNIQUE
    SUBALLOCATION FREESPACE CONTROLINTERVALSIZE BUFFERSPACE SPEED RECOVERY REUSE NOREUSE ERASE
    NOERASE SPANNED NONSPANNED OWNER WRITECHECK NOWRITECHECK"""
)
"""Parameters that are compared below, or that decide only how the cluster is kept."""
_ELSEWHERE = re.compile(r"\b(?:OUTFILE|OFILE|OUTDATASET|ODS)\b")
"""Keywords with which LISTCAT writes to a data set."""


def defines(text: str) -> Iterator[idcams.Define]:
    """The DEFINE CLUSTER commands that a member gives to IDCAMS, as far as it can be read."""
    found = job.convert(jcl.read(text)).job
    for step in found.steps if found else ():
        if step.program == "IDCAMS":
            commands = idcams.parse(step.lines("SYSIN") or ())
            yield from (command for command in commands if isinstance(command, idcams.Define))


def differences(
    commands: Iterable[idcams.Command], settings: Settings
) -> Iterator[tuple[str, int | None]]:
    """What is not as it should be, and the member's record: one DEFINE, of the cluster."""
    defines: list[idcams.Define] = []
    for command in commands:
        if isinstance(command, idcams.Define):
            defines.append(command)
        elif isinstance(command, idcams.Rejected):
            first = command.messages[0]
            yield f"IDCAMS refuses it: {first.id} {first.text}", first.line
        elif not isinstance(command, idcams.Null) and not _only_lists(command):
            yield "it holds another command than DEFINE", command.lines[0].number
    if len(defines) != 1:
        yield f"it defines {len(defines) or 'no'} clusters, where one is due", None
    for define in defines:
        yield from _values(define, settings)
        yield from _parameters(define, settings)


def _only_lists(command: idcams.Command) -> bool:
    if not isinstance(command, idcams.Listcat):
        return False
    return not any(_ELSEWHERE.search(line.text) for line in command.lines)


def _values(define: idcams.Define, settings: Settings) -> Iterator[tuple[str, int]]:
    """The values that zowe.yaml decides."""
    key_length, key_offset = define.keys
    storage_class = define.cluster.storage_class or ""
    mode = "RLS" if storage_class else "NONRLS"
    compared = (
        ("cluster name", settings.cluster, define.name, "NAME"),
        ("organisation", "INDEXED", define.organisation, define.organisation),
        ("mode", settings.mode, mode, "STORAGECLASS"),
        ("storage class", settings.storage_class, storage_class, "STORAGECLASS"),
        ("volume", settings.volume, " ".join(define.volumes), "VOLUMES"),
        ("key length", settings.key_length or DEFAULT_KEY_LENGTH, key_length, "KEYS"),
        ("key offset", 0, key_offset, "KEYS"),
        (
            "maximum record length",
            settings.record_length or DEFAULT_RECORD_LENGTH,
            define.record_size[1],
            "RECORDSIZE",
        ),
    )
    for what, expected, found, keyword in compared:
        if expected != found:
            parameter = define.cluster.get(keyword) if what == "cluster name" else None
            parameter = parameter or define.effective(keyword)
            yield (
                f"{what}: zowe.yaml says {expected or 'none'}, the member says {found or 'none'}",
                parameter.span.line if parameter else define.lines[0].number,
            )


def _parameters(define: idcams.Define, settings: Settings) -> Iterator[tuple[str, int]]:
    """LOG, component names and volumes, and parameters that the shipped member has not.

    The Caching Service opens an RLS cluster for update without a transaction, so a recoverable
    one (LOG UNDO or ALL), or one that does not say, cannot be opened (IEC161I).
    """
    if settings.mode == "RLS" and define.cluster.log != "NONE":
        log = define.cluster.get("LOG")
        yield (
            f"RLS needs LOG(NONE), the member says {define.cluster.log or 'none'}",
            log.span.line if log else define.lines[0].number,
        )
    if define.catalog:
        yield f"it defines in the catalog {define.catalog}", define.lines[0].number
    for part, level in (("DATA", define.data), ("INDEX", define.index)):
        due = f"{settings.cluster}.{part}"
        name, volumes = level.get("NAME"), level.get("VOLUMES")
        if name and level.name != due:
            yield f"{part} component: due is {due}, the member says {level.name}", name.span.line
        if volumes and level.volumes != (settings.volume,):
            found = " ".join(level.volumes or ())
            yield (
                f"volume of {part}: zowe.yaml says {settings.volume or 'none'}, "
                f"the member says {found}",
                volumes.span.line,
            )
    for level in (define.cluster, define.data, define.index):
        for parameter in level.parameters:
            if parameter.keyword not in _KNOWN:
                yield f"the parameter {parameter.keyword} is not expected", parameter.span.line
