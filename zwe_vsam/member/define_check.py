"""Comparison of a member's DEFINE CLUSTER command with zowe.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zwe_vsam.config.settings import DEFAULT_KEY_LENGTH, DEFAULT_RECORD_LENGTH, Settings
from zwe_vsam.member.difference import Difference, of_other_commands
from zwe_vsam.zos import idcams, jcl, job
from zwe_vsam.zos.operands import words

_EXPECTED = words(
    """NAME VOLUMES STORAGECLASS MANAGEMENTCLASS DATACLASS LOG SHAREOPTIONS INDEXED NONINDEXED
    NUMBERED LINEAR KEYS RECORDSIZE CYLINDERS TRACKS RECORDS KILOBYTES MEGABYTES UNIQUE
    SUBALLOCATION FREESPACE CONTROLINTERVALSIZE BUFFERSPACE SPEED RECOVERY REUSE NOREUSE ERASE
    NOERASE SPANNED NONSPANNED OWNER WRITECHECK NOWRITECHECK"""
)
"""Parameters that are compared below, or that decide only how the cluster is stored."""
_ELSEWHERE = re.compile(r"\b(?:OUTFILE|OFILE|OUTDATASET|ODS)\b")
"""Keywords with which LISTCAT writes to a data set."""


def defines(text: str) -> Iterator[idcams.Define]:
    """Yield the DEFINE CLUSTER commands that a member passes to IDCAMS, as far as it is valid."""
    converted = job.convert(jcl.read(text)).job
    for step in converted.steps if converted else ():
        if step.program == "IDCAMS":
            commands = idcams.parse(step.lines("SYSIN") or ())
            yield from (command for command in commands if isinstance(command, idcams.Define))


def differences(commands: Sequence[idcams.Command], settings: Settings) -> Iterator[Difference]:
    """Yield the differences of ``commands`` from one DEFINE of the cluster in ``settings``."""
    yield from of_other_commands(
        commands, idcams.Define, "DEFINE", "IDCAMS refuses it", _only_lists
    )
    defines = [command for command in commands if isinstance(command, idcams.Define)]
    if len(defines) != 1:
        yield Difference(f"it defines {len(defines) or 'no'} clusters, where one is due")
    for define in defines:
        yield from _values(define, settings)
        yield from _parameters(define, settings)


def _only_lists(command: idcams.Command) -> bool:
    if not isinstance(command, idcams.Listcat):
        return False
    return not any(_ELSEWHERE.search(line.text) for line in command.lines)


def _values(define: idcams.Define, settings: Settings) -> Iterator[Difference]:
    """Compare the values that zowe.yaml decides."""
    key_length, key_offset = define.keys
    storage_class = define.cluster.storage_class or ""
    mode = "RLS" if storage_class else "NONRLS"
    compared = (
        ("cluster name", settings.cluster, define.name, "NAME"),
        ("organisation", "INDEXED", define.organization, define.organization),
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
    for attribute, expected, actual, keyword in compared:
        if expected != actual:
            parameter = define.cluster.get(keyword) if attribute == "cluster name" else None
            parameter = parameter or define.effective(keyword)
            yield Difference(
                f"{attribute}: zowe.yaml says {expected or 'none'},"
                f" the member says {actual or 'none'}",
                parameter.span.line if parameter else define.lines[0].number,
            )


def _parameters(define: idcams.Define, settings: Settings) -> Iterator[Difference]:
    """Compare LOG, component names and volumes, and refuse parameters of no shipped member.

    The Caching Service opens an RLS cluster for update without a transaction, so a recoverable
    one (LOG UNDO or ALL), or one that does not say, cannot be opened (IEC161I).
    """
    if settings.mode == "RLS" and define.cluster.log != "NONE":
        log = define.cluster.get("LOG")
        yield Difference(
            f"RLS needs LOG(NONE), the member says {define.cluster.log or 'none'}",
            log.span.line if log else define.lines[0].number,
        )
    if define.catalog:
        yield Difference(f"it defines in the catalog {define.catalog}", define.lines[0].number)
    for part, level in (("DATA", define.data), ("INDEX", define.index)):
        expected = f"{settings.cluster}.{part}"
        name, volumes = level.get("NAME"), level.get("VOLUMES")
        if name and level.name != expected:
            yield Difference(
                f"{part} component: due is {expected}, the member says {level.name}",
                name.span.line,
            )
        if volumes and level.volumes != (settings.volume,):
            volsers = " ".join(level.volumes or ())
            yield Difference(
                f"volume of {part}: zowe.yaml says {settings.volume or 'none'}, "
                f"the member says {volsers}",
                volumes.span.line,
            )
    for level in (define.cluster, define.data, define.index):
        for parameter in level.parameters:
            if parameter.keyword not in _EXPECTED:
                yield Difference(
                    f"the parameter {parameter.keyword} is not expected", parameter.span.line
                )
