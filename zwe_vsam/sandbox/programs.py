"""The programs that a step can execute."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from zwe_vsam.sandbox import ams
from zwe_vsam.zos.job import Step
from zwe_vsam.zos.operands import words
from zwe_vsam.zos.records import Line

_OF_IBM = words(
    """ADRDSSU AMASPZAP ASMA90 BPXBATCH BPXBATSL BPXTCAFF DFSORT GIMSMP HEWL ICEMAN ICEGENER
    ICETOOL ICHUT100 ICKDSF IEBCOMPR IEBCOPY IEBDG IEBEDIT IEBGENER IEBIMAGE IEBPTPCH IEBUPDTE
    IEHINITT IEHLIST IEHMOVE IEHPROGM IEWBLINK IEWL IFASMFDP IGYCRCTL IKJEFT1A IKJEFT1B IRRUT100
    IRXJCL ISRSUPC IXCMIAPU SDSF SORT TRSMAIN"""
)
"""Programs of z/OS that the sandbox does not execute."""

_PRINTS = {"IDCAMS": "SYSPRINT", "IKJEFT01": "SYSTSPRT"}
"""The DD to which each program prints."""


class Ended(NamedTuple):
    """The end of a step, and the output of its program."""

    code: int = 0
    abend: str = ""
    """Such as S806 or U4038; empty when it did not end abnormally."""
    reason: str = "00000000"
    printed: tuple[tuple[str, list[str]], ...] = ()
    """DD name and lines of each SYSOUT data set."""
    console: tuple[tuple[str, ...], ...] = ()
    """Messages for the job log, each of one or more lines."""


class ProgramCall(NamedTuple):
    """The arguments of a program."""

    job: str
    step: Step
    read: Callable[[str], tuple[Line, ...] | None]
    """Reads a DD to its end; None without such a DD."""
    environment: ams.Environment


def refused(step: Step) -> str:
    """Return the message for a step that the sandbox does not support; empty for others.

    The program may be unsupported, or the DD of its output.
    """
    if step.program in _OF_IBM:
        return ams.not_executed(f"PGM={step.program}")
    ddname = _PRINTS.get(step.program, "")
    dd = step.dd(ddname)
    if dd is None:
        # What TSO does without its print file is not known; IDCAMS fails when it opens it.
        missing = step.program == "IKJEFT01"
        return ams.not_executed(f"PGM=IKJEFT01 WITHOUT DD {ddname}") if missing else ""
    if len(dd.parts) > 1 or dd.parts[0].kind not in ("sysout", "dummy", "ddname"):
        return ams.not_executed(f"OUTPUT TO A DD {ddname} THAT IS NEITHER SYSOUT NOR DUMMY")
    return ""


def call(program: str, call_: ProgramCall) -> Ended:
    """Execute a program. An unknown one ends with abend S806."""
    return _PROGRAMS.get(program, _not_found)(call_)


def injected(kind: str, detail: str, call_: ProgramCall) -> Ended:
    """Return the end of a step with an injected abend or condition code."""
    if kind == "code":
        note = f" ZWVS002I CONDITION CODE {detail} WAS INJECTED; NOTHING WAS EXECUTED"
        output = "SYSTSPRT" if call_.step.program == "IKJEFT01" else "SYSPRINT"
        return Ended(int(detail), printed=((output, [note]),))
    if detail == "S806":
        return _not_found(call_)
    step, job = call_.step.name, call_.job
    console: dict[str, tuple[tuple[str, ...], ...]] = {
        "S913": (
            (
                f"ICH408I USER({call_.environment.owner:<8}) GROUP(SYS1    )"
                " NAME(####################)",
                f"{call_.environment.database.system.catalog} CL(DATASET )",
                "INSUFFICIENT ACCESS AUTHORITY",
                "ACCESS INTENT(UPDATE )  ACCESS ALLOWED(READ   )",
            ),
            (f"IEC150I 913-38,IFG0194E,{job},{step},SYSPRINT",),
        ),
        "SB37": ((f"IEC030I B37-04,IFG0554A,{job},{step},SYSPRINT",),),
        "SD37": ((f"IEC031I D37-04,IFG0554P,{job},{step},SYSPRINT",),),
        "SE37": ((f"IEC032I E37-04,IFG0554P,{job},{step},SYSPRINT",),),
    }
    reasons = {"S913": "00000038", "SB37": "00000004", "SD37": "00000004", "SE37": "00000004"}
    reason = reasons.get(detail, "00000000")
    return Ended(abend=detail, reason=reason, console=console.get(detail, ()))


def _not_found(call_: ProgramCall) -> Ended:
    return Ended(
        abend="S806",
        reason="00000004",
        console=(
            (f"CSV003I REQUESTED MODULE {call_.step.program:<8} NOT FOUND",),
            (f"CSV028I ABEND806-04  JOBNAME={call_.job:<8}  STEPNAME={call_.step.name}",),
        ),
    )


def _iefbr14(_: ProgramCall) -> Ended:
    return Ended()


def _idcams(call_: ProgramCall) -> Ended:
    """Execute IDCAMS. Codes without a DD: Access Method Services Commands, Condition Codes."""
    if call_.step.dd("SYSPRINT") is None:
        return Ended(16, console=(("IEC130I SYSPRINT DD STATEMENT MISSING",),))
    lines = call_.read("SYSIN")
    if lines is None:
        return Ended(12, printed=_printed(call_, [" IDC3300I ERROR OPENING SYSIN"]))
    code, printed = ams.run(lines, call_.environment)
    return Ended(code, printed=_printed(call_, printed))


def _tso(call_: ProgramCall) -> Ended:
    lines = call_.read("SYSTSIN") or ()
    code, printed = ams.run_tso(lines, call_.environment)
    return Ended(code, printed=_printed(call_, printed))


def _printed(call_: ProgramCall, lines: list[str]) -> tuple[tuple[str, list[str]], ...]:
    """Return the program's print file; none for a dummy DD."""
    ddname = _PRINTS[call_.step.program]
    dd = call_.step.dd(ddname)
    return ((ddname, lines),) if dd and dd.parts[0].kind == "sysout" else ()


_PROGRAMS: dict[str, Callable[[ProgramCall], Ended]] = {
    "IDCAMS": _idcams,
    "IEFBR14": _iefbr14,
    "IKJEFT01": _tso,
}
