"""Why a job does not run yet, as far as the system says so.

Sources: z/OS MVS JCL Reference, TYPRUN and CLASS parameters; z/OS JES2 Commands, "Controlling
JES2 initiators" (held classes, DUPL_JOB=DELAY); z/OSMF Programming Guide, reason-not-running.
"""

from __future__ import annotations

from zwe_vsam.diagnosis.cause import HEADER_KEY, Cause, Context, Explanation, any_of
from zwe_vsam.model import JobState, Phase

_NOBODY = Context()
_JES2 = "z/OS JES2 Commands, Controlling JES2 initiators"


WAITS: tuple[Cause, ...] = (
    Cause(
        "held-by-typrun",
        "{job} is held because its JOB statement has TYPRUN=HOLD or TYPRUN=JCLHOLD.",
        f"release it (operator command $A J), or cancel it and take TYPRUN out of {HEADER_KEY}.",
        "z/OS MVS JCL Reference, TYPRUN parameter",
        any_of(r"(?i)\bTYPRUN\b", r"(?i)\bJCLHOLD\b"),
        key=HEADER_KEY,
    ),
    Cause(
        "duplicate-job-name",
        "{job} waits until another job of that name has ended: this system lets only one at a "
        "time run.",
        f"wait, or look at the other job. JOBDEF DUPL_JOB decides it; {HEADER_KEY} cannot.",
        _JES2,
        any_of(r"(?i)\bduplicate\b", r"(?i)\bsame name\b", r"(?i)\bDUPL"),
    ),
    Cause(
        "held-class",
        "{job} waits because its job class is held.",
        f"ask the operator to release the class, or cancel the job and set another CLASS in "
        f"{HEADER_KEY}.",
        f"{_JES2}; z/OS JES2 Initialization and Tuning Reference, JOBCLASS QHELD",
        any_of(r"(?i)\bclass\b.*\b(?:held|hold)\b", r"(?i)\b(?:held|hold)\b.*\bclass\b"),
        key=HEADER_KEY,
    ),
    Cause(
        "class-limit",
        "{job} waits because as many jobs of its class run as may.",
        f"wait, or cancel the job and set another CLASS in {HEADER_KEY}.",
        "z/OS JES2 Initialization and Tuning Reference, JOBCLASS XEQCOUNT",
        any_of(r"(?i)\bclass\b.*\blimit\b", r"(?i)\blimit\b.*\bclass\b"),
        key=HEADER_KEY,
    ),
    Cause(
        "no-initiator",
        "{job} waits because no initiator that takes its class is free, or none is started.",
        f"wait; if it lasts, ask the operator to start one, or cancel the job and set another "
        f"CLASS in {HEADER_KEY}.",
        _JES2,
        any_of(r"(?i)\binitiators?\b", r"(?i)\bINIT\b"),
        key=HEADER_KEY,
    ),
    Cause(
        "held-by-operator",
        "somebody holds {job}: an operator, or a user with a tool such as SDSF.",
        "ask why, then release it (operator command $A J) or cancel it.",
        "z/OS JES2 Commands, $H Job and $A Job",
        any_of(r"(?i)\bheld by\b.*\b(?:operator|user)\b", r"(?i)\boperator\b.*\bhold\b"),
    ),
)
"""Recognised in ``JobState.waiting_for``, the decisive ones first."""

HELD = Cause(
    "held",
    "{job} is held; the system does not say by what: TYPRUN, its class, its queue or an operator.",
    f"release it (operator command $A J) once that is clear, or cancel it; TYPRUN and CLASS are "
    f"set in {HEADER_KEY}.",
    "z/OS JES2 Commands, $H Job and $A Job; z/OS MVS JCL Reference, TYPRUN parameter",
    key=HEADER_KEY,
)


def why(state: JobState, context: Context = _NOBODY) -> Explanation | None:
    """Why a held or queued job does not run; None where the system does not say. Never guesses."""
    if state.phase not in (Phase.HELD, Phase.QUEUED):
        return None
    for cause in WAITS:
        for pattern in cause.patterns:
            found = pattern.search(state.waiting_for)
            if found:
                return cause.explanation(found.groupdict(), context)
    return HELD.explanation({}, context) if state.phase is Phase.HELD else None


def waiting(state: JobState, context: Context = _NOBODY) -> str:
    """Why a job waits and what to do, as text; empty where the system does not say."""
    found = why(state, context)
    return f"{found.meaning} {found.remedy}" if found else ""
