"""How a job ended, where no message says more.

Source: z/OS MVS JCL Reference, TYPRUN parameter; z/OS JES2 Messages; z/OS JES2 Initialization and
Tuning Reference (OUTCLASS); ZOAU documentation, command jls, and z/OSMF Programming Guide, for the
words of the endings.
"""

from __future__ import annotations

from zwe_vsam.diagnosis.cause import ASK_SYSTEM, HEADER_KEY, Cause, any_of
from zwe_vsam.model import Ending

_IEF = "z/OS MVS System Messages, Vol 8 (IEF-IGD)"
_CONDITION = "z/OS DFSMS Access Method Services Commands, Condition codes"
_LOOK = "look at the messages in JESMSGLG and JESYSMSG of the job"


def _bare(code: int, means: str) -> Cause:
    """A condition code that no known message goes with."""
    return Cause(
        f"code-{code}",
        f"{{job}} ended with code {code}. The reason is not known: none of its messages is "
        f"explained here. To IDCAMS, {code} means that {means}.",
        "read the lines of its output, then see with verify what the catalog has.",
        _CONDITION,
        endings=(Ending.COMPLETED,),
        code=code,
    )


CAUSES: tuple[Cause, ...] = (
    Cause(
        "output-purged",
        "the job's output is gone, and its code with it: it was printed or purged as soon as the "
        "job ended. What the job did is not known from it.",
        "look for its messages in the system log. To keep the output, give the job a MSGCLASS in "
        f"{HEADER_KEY} whose output is held; the class that it has now is printed or purged at "
        "once.",
        "z/OS MVS JCL Reference, MSGCLASS parameter; z/OS JES2 Initialization and Tuning "
        "Reference, OUTCLASS(v) OUTDISP",
        endings=(Ending.NO_LONGER_LISTED,),
        key=HEADER_KEY,
    ),
    Cause(
        "typrun-scan",
        "the job was checked and not executed, because its JOB statement has TYPRUN=SCAN or "
        "TYPRUN=COPY, or its class says so.",
        f"take TYPRUN out of {{member}} and of {HEADER_KEY}, or set another CLASS there, and run "
        "the command with --generate.",
        "z/OS MVS JCL Reference, TYPRUN parameter",
        endings=(Ending.NOT_EXECUTED,),
        key=HEADER_KEY,
    ),
    Cause(
        "cancelled",
        "{job} was canceled: by an operator, by somebody with a tool such as SDSF, or by JES2.",
        "find out why (the system log has the command), then run the command again.",
        "z/OS JES2 Commands, $C Job; z/OS JES2 Messages, $HASP106",
        endings=(Ending.CANCELLED,),
    ),
    Cause(
        "security-error",
        "the security system did not let {job} run; nothing was executed.",
        "look in the system log for {violation} at that time, and ask the security administrator.",
        "ZOAU documentation, jls, status SEC",
        endings=(Ending.SECURITY_ERROR,),
    ),
    Cause(
        "security-failure",
        "the security system did not let the job run; nothing was executed. JES2 says so with "
        "SECURITY_FAILURE, SDSF and z/OSMF with SEC ERROR.",
        "look in the system log for {violation} at that time, and ask the security administrator.",
        "zowe/zowe-install-packaging issue 4432; z/OSMF Programming Guide, retcode SEC ERROR",
        any_of(r"\bSECURITY_FAILURE\b", r"\bSEC ERROR\b"),
    ),
    Cause(
        "converter-abend",
        "the program that converts JCL (the converter) failed on {job}. Nothing was executed. "
        "That is an error of the system, not of the JCL.",
        f"{ASK_SYSTEM}, with the time: the system log has its messages.",
        "ZOAU documentation, jls, status CAB",
        endings=(Ending.CONVERTER_ABEND,),
    ),
    Cause(
        "converter-error",
        "the JCL of {job} could not be converted; nothing was executed.",
        f"{_LOOK}; if they say nothing, ask the system programmer with the time.",
        "ZOAU documentation, jls, status CNV",
        endings=(Ending.CONVERTER_ERROR,),
    ),
    Cause(
        "system-failure",
        "the system failed, or was restarted, while {job} was on its way. What it did before is "
        "not known from that.",
        "ask the catalog; then run the command again.",
        "ZOAU documentation, jls, status SYS",
        endings=(Ending.SYSTEM_FAILURE,),
    ),
    Cause(
        "flushed",
        "{job} was flushed: taken out before it ran to its end, so nothing more of it will happen.",
        f"{_LOOK}: an error in an earlier part of the job or a site rule leads to it.",
        "ZOAU documentation, jls, status FLU",
        endings=(Ending.FLUSHED,),
    ),
    Cause(
        "jcl-error-at-execution",
        "a step of {job} could not be started: a data set, a volume or a device that its DD "
        "statements ask for cannot be had.",
        f"{_LOOK}: the line with the step's name says which.",
        f"{_IEF}, IEF453I",
        any_of("IEF453I"),
    ),
    Cause(
        "job-not-run",
        "the JCL of {job} has an error, so it was not executed.",
        f"{_LOOK}: each error is listed with the number of its statement.",
        f"{_IEF}, IEFC452I and IEF452I",
        any_of(r"IEFC?452I"),
    ),
    Cause(
        "jcl-error",
        "the JCL of {job} has an error; the message that says which was not found.",
        f"{_LOOK}.",
        "ZOAU documentation, jls, status JCLERR; z/OSMF Programming Guide, retcode JCL ERROR",
        endings=(Ending.JCL_ERROR,),
    ),
    Cause(
        "deleted-before-execution",
        "{job} was taken away before it could run: JES2 or an operator deleted it.",
        "look in the system log at that time for the reason, then run the command again.",
        "z/OS JES2 Messages, $HASP106",
        any_of(r"\$HASP106"),
    ),
    _bare(4, "a command met a problem and went on; no harm is done by it"),
    _bare(8, "a command was done in part: an entry was not found, or was there already"),
    _bare(12, "a command could not be done: its parameters do not fit, or one is missing"),
    _bare(16, "the rest of the commands was not executed: SYSPRINT cannot be opened, for instance"),
)
