"""What a member really does, compared with what zowe.yaml says.

Both the member that is about to be written and one that was already there are judged: the job
must define exactly the wanted cluster and do nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zwe_vsam.config.settings import (
    DEFAULT_KEY_LENGTH,
    DEFAULT_RECORD_LENGTH,
    Settings,
)
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.template import header
from zwe_vsam.zos import idcams, jcl, job


class Difference(NamedTuple):
    """One way in which the member does not do what it should."""

    what: str
    line: int | None = None
    """1-based record of the member."""


def columns(text: str, name: str) -> None:
    """Raise Problem ZWV232E for the first record that runs past its last column."""
    for finding in jcl.column_findings(text):
        line = text.split("\n")[finding.line - 1]
        raise Problem(
            "ZWV232E",
            f"{name}: {finding.text}",
            origin=Origin(name, finding.line, column=finding.column),
            remedy="Shorten the value or the template's line.",
            details=(line,),
        )


def require(text: str, settings: Settings, name: str, remedy: str) -> None:
    """Raise Problem ZWV232E, with the lines in question, unless ``text`` does what it should."""
    found = differences(text, settings)
    if not found:
        return
    records = text.split("\n")
    details: list[str] = []
    for difference in found:
        where = f"line {difference.line}: " if difference.line else ""
        details.append(where + difference.what)
        if difference.line and difference.line <= len(records):
            details.append(f"  {records[difference.line - 1]}")
    raise Problem(
        "ZWV232E",
        f"{name} does not say what zowe.yaml says",
        origin=Origin(name, found[0].line),
        remedy=remedy,
        details=tuple(details),
    )


def differences(text: str, settings: Settings) -> list[Difference]:
    """Everything that keeps ``text`` from defining the cluster of ``settings``, and only it."""
    deck = jcl.read(text)
    conversion = job.convert(deck)
    found = [
        Difference(f"{finding.id} {finding.text}".strip(), finding.line)
        for finding in (
            *conversion.findings,
            *conversion.unsupported,
            *header.job_does_not_run(conversion),
        )
    ]
    found += [
        Difference("another job begins", statement.line)
        for statement in [s for s in deck.statements if s.operation == "JOB"][1:]
    ]
    if conversion.job is None or found:
        return found or [Difference("it holds no job")]
    commands: list[idcams.Command] = []
    found += _data_set_differences(conversion.job.joblib)
    for step in conversion.job.steps:
        found += _data_set_differences(part for dd in step.dds for part in dd.parts)
        if step.parm:
            found.append(Difference(f"step {step.name} passes PARM={step.parm}", step.line))
        lines = step.lines("SYSIN")
        if step.program != "IDCAMS":
            found.append(Difference(f"step {step.name} runs {step.program}", step.line))
        elif lines is None:
            found.append(Difference("its commands are not in the member", step.line))
        else:
            commands += idcams.parse(lines)
    return found + list(_command_differences(commands, settings))


def _data_set_differences(parts: Iterable[job.Part]) -> Iterator[Difference]:
    """A DD can create, delete or catalog a data set without any command."""
    for part in parts:
        status, *endings = part.disp
        keeps = status in ("SHR", "OLD") and not {"DELETE", "CATLG", "UNCATLG"} & set(endings)
        if part.dsn and not part.dsn.startswith("&") and not keeps:
            yield Difference(f"a DD creates or removes {part.dsn}", part.line)


def _command_differences(
    commands: Iterable[idcams.Command], settings: Settings
) -> Iterator[Difference]:
    defines: list[idcams.Define] = []
    for command in commands:
        if isinstance(command, idcams.Define):
            defines.append(command)
        elif isinstance(command, idcams.Rejected):
            first = command.messages[0]
            yield Difference(f"IDCAMS refuses it: {first.id} {first.text}", first.line)
        elif not isinstance(command, idcams.Listcat | idcams.Null):
            yield Difference("it holds another command than DEFINE", command.lines[0].number)
    if len(defines) != 1:
        yield Difference(f"it defines {len(defines) or 'no'} clusters, where one is due")
    for define in defines:
        yield from _define_differences(define, settings)


def _define_differences(define: idcams.Define, settings: Settings) -> Iterator[Difference]:
    start = define.lines[0].number
    key_length, key_offset = define.keys
    volumes = " ".join(define.volumes)
    storage_class = define.cluster.storage_class or ""
    mode = "RLS" if storage_class else "NONRLS"
    compared = (
        ("cluster name", settings.cluster, define.name, "NAME"),
        ("organisation", "INDEXED", define.organisation, define.organisation),
        ("mode", settings.mode, mode, "STORAGECLASS"),
        ("storage class", settings.storage_class, storage_class, "STORAGECLASS"),
        ("volume", settings.volume, volumes, "VOLUMES"),
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
            yield Difference(
                f"{what}: zowe.yaml says {expected or 'none'}, the member says {found or 'none'}",
                parameter.span.line if parameter else start,
            )
