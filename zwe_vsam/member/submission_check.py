"""Comparison of a whole member with zowe.yaml, which allows or prevents its submission.

The check concerns a new member and an existing one alike. Their job must define exactly the cluster
of zowe.yaml, or delete it, and do nothing else. Everything that is not known to be harmless is a
difference: a DD can create, empty or delete a data set without any command, and a library in
STEPLIB can hold a different program IDCAMS.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.member import define_check, delete_check, header
from zwe_vsam.member.difference import Difference
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.zos import idcams, jcl, job, records
from zwe_vsam.zos.limits import JCL_LAST_COLUMN

_ALTERNATIVES = ("RLS", "NONRLS")
"""The two DDs in the shipped member, of which DDNAME chooses one. The other is not read."""
_TSO = "IKJEFT01"
_DDS = {"IDCAMS": ("SYSPRINT", "SYSIN"), _TSO: ("SYSTSPRT", "SYSTSIN")}
"""The DDs of each program for its output and for its commands."""
_PROGRAMS = {Purpose.DEFINE: ("IDCAMS",), Purpose.REMOVE: ("IDCAMS", _TSO)}


def columns(text: str, name: str) -> None:
    """Raise Problem ZWV3040E for the first record that runs past its last column."""
    # In most members no record comes near its last column; then nothing has to be read.
    if max(map(len, records.split(text)), default=0) <= JCL_LAST_COLUMN:
        return
    for finding in jcl.column_findings(text):
        line = records.split(text)[finding.line - 1]
        raise Problem(
            "ZWV3040E",
            name=name,
            line=finding.line,
            reason=finding.text,
            origin=Origin(name, finding.line, column=finding.column),
            details=(line,),
        )


def require(
    text: str,
    settings: Settings,
    name: str,
    *,
    purpose: Purpose = Purpose.DEFINE,
    is_template: bool = False,
) -> None:
    """Raise Problem, with the lines in question, unless ``text`` does what zowe.yaml describes.

    ZWV3051E where the template ``name`` gives the text, ZWV3050E for an existing member.
    """
    unexpected = differences(text, settings, purpose)
    if not unexpected:
        return
    lines = records.split(text)
    details: list[str] = []
    for difference in unexpected:
        place = f"line {difference.line}: " if difference.line else ""
        details.append(place + difference.text)
        if difference.line and difference.line <= len(lines):
            details.append(f"  {lines[difference.line - 1]}")
    raise Problem(
        "ZWV3051E" if is_template else "ZWV3050E",
        name=name,
        verb=purpose.verb,
        origin=Origin(name, unexpected[0].line),
        details=tuple(details),
    )


def differences(
    text: str, settings: Settings, purpose: Purpose = Purpose.DEFINE
) -> list[Difference]:
    """Return every difference between ``text`` and a member for the cluster of ``settings``.

    They are in the order of the member's lines, after those that concern no line.
    """
    return sorted(
        _differences(text, settings, purpose), key=lambda difference: difference.line or 0
    )


def _differences(text: str, settings: Settings, purpose: Purpose) -> list[Difference]:
    """Return the differences, rule by rule."""
    collected = list(_character_differences(text))
    if collected:
        return collected
    deck = jcl.read(text)
    conversion = job.convert(deck)
    collected = [
        Difference(f"{finding.id} {finding.text}".strip(), finding.line)
        for finding in (
            *conversion.findings,
            *header.unfit(conversion),
            *header.job_does_not_run(conversion),
            *deck.columns,
        )
    ]
    collected += _deck_differences(deck)
    if conversion.job is None or collected:
        return collected or [Difference("the member holds no job")]
    collected += [Difference("unexpected JOBLIB", part.line) for part in conversion.job.joblib]
    for step in conversion.job.steps:
        collected += _step_differences(step, purpose)
    collected += _command_differences(conversion.job.steps, settings, purpose)
    return collected


def _command_differences(
    steps: Sequence[job.Step], settings: Settings, purpose: Purpose
) -> Iterator[Difference]:
    commands: list[idcams.Command] = []
    is_tso = False
    for step in steps:
        _, source = _DDS.get(step.program, ("", "SYSIN"))
        lines = step.lines(source) or ()
        is_tso = is_tso or step.program == _TSO
        commands += idcams.parse_tso(lines) if step.program == _TSO else idcams.parse(lines)
    if purpose is Purpose.DEFINE:
        yield from define_check.differences(commands, settings)
    else:
        yield from delete_check.differences(commands, settings, tso=is_tso)


def _character_differences(text: str) -> Iterator[Difference]:
    """Yield a difference for each record with a character that JCL does not have."""
    if records.is_jcl_text(text.replace("\n", "")):
        return
    for number, record in enumerate(records.split(text), 1):
        if not records.is_jcl_text(record):
            unprintable = records.UNPRINTABLE in record or not record.isprintable()
            kind = "byte that is not a character" if unprintable else "character unknown to JCL"
            yield Difference(f"the record holds a {kind}", number)


def _deck_differences(deck: jcl.Deck) -> Iterator[Difference]:
    """Yield a difference for each statement that is ambiguous, or that JES3 reads differently."""
    statements = deck.statements
    jobs = [statement for statement in statements if statement.operation == "JOB"]
    for statement in jobs[1:]:
        yield Difference("a second job begins", statement.line)
    for statement in statements:
        keywords = [operand.keyword for operand in statement.operands]
        if statement.operation == "DD" and (
            "DLM" in keywords or any(o.value == "DATA" for o in statement.values(""))
        ):
            yield Difference("JES2 and JES3 end this data at different records", statement.line)
        if "PASSWORD" in keywords:
            yield Difference("the member holds a password, which others can read", statement.line)


def _step_differences(step: job.Step, purpose: Purpose) -> Iterator[Difference]:
    if step.program not in _PROGRAMS[purpose]:
        expected = " or ".join(_PROGRAMS[purpose])
        yield Difference(
            f"step {step.name}: expected program {expected}, found {step.program}", step.line
        )
        return
    prints, reads = _DDS[step.program]
    if step.parm:
        yield Difference(f"step {step.name}: unexpected PARM={step.parm}", step.line)
    names = [dd.name for dd in step.dds]
    for needed in (prints, reads):
        if names.count(needed) != 1:
            count = names.count(needed)
            yield Difference(
                f"step {step.name}: expected one DD {needed}, found {count}", step.line
            )
    for dd in step.dds:
        kinds = {part.kind for part in dd.parts}
        if dd.name == reads:
            if kinds != {"instream"}:
                yield Difference(f"DD {dd.name}: expected commands in the member", dd.line)
        elif kinds != {"sysout"} and not (kinds == {"instream"} and dd.name in _ALTERNATIVES):
            dsn = next((part.dsn for part in dd.parts if part.dsn), "")
            yield Difference(f"unexpected DD {dd.name}{f' ({dsn})' if dsn else ''}", dd.line)
