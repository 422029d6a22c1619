"""Jobs that the job entry subsystem, or an exit of the site, did not accept.

Source: z/OS JES2 Messages; z/OS MVS JCL Reference, JOB statement. The words of $HASP110 are those
that IBM APAR OA46199 shows.
"""

from __future__ import annotations

from zwe_vsam.diagnosis.cause import ASK_SECURITY, ASK_SYSTEM, HEADER_KEY, Cause, any_of

_HASP110 = "z/OS JES2 Messages, $HASP110; IBM APAR OA46199"
_JES = r"(?:\$HASP\d{3,4}|IEFC?\d{3}I)"
_WRONG = r"(?:not valid|invalid|illegal|not authorized|not defined|unknown|rejected)"

CAUSES: tuple[Cause, ...] = (
    Cause(
        "accounting-rejected",
        "this site demands accounting information on the JOB statement, and that of {job} is "
        "missing or not valid.",
        f"put it at the beginning of {HEADER_KEY}, such as (ACCT),'ZOWE'; the system programmer "
        "knows what it must look like. Then run the command with --generate.",
        f"{_HASP110}; z/OS MVS JCL Reference, Accounting information parameter",
        any_of(rf"(?i){_JES} .*\baccount", r"(?i)\$HASP110 .*\bacct\b"),
        key=HEADER_KEY,
    ),
    Cause(
        "job-class-rejected",
        "{job} may not run in the class that its JOB statement gives, or that it gets without one.",
        f"set CLASS= in {HEADER_KEY} to a class that you may use, and run the command with "
        "--generate.",
        "z/OS MVS JCL Reference, CLASS parameter; z/OS JES2 Messages",
        any_of(
            rf"(?i){_JES} (?!.*\bmsgclass).{{0,80}}\bclass\b.{{0,80}}\b{_WRONG}",
            rf"(?i){_JES} (?!.*\bmsgclass).{{0,80}}\b{_WRONG}\b.{{0,80}}\bclass\b",
        ),
        key=HEADER_KEY,
    ),
    Cause(
        "job-statement-rejected",
        (
            "JES2 did not accept the JOB statement of {job}: {why}.",
            "JES2 did not accept the JOB statement of {job}.",
        ),
        f"correct {HEADER_KEY}, which the JOB statement is made of, and run the command with "
        "--generate.",
        _HASP110,
        any_of(r"(?i)\$HASP110 .*?illegal job card - (?P<why>.{1,80})", r"\$HASP110"),
        key=HEADER_KEY,
    ),
    Cause(
        "rejected-by-exit",
        "an exit of this site did not let {job} run. The rule is the site's own.",
        f"read the exit's message, and ask the system programmer for the rule: a job name, a "
        f"class, accounting. What concerns the JOB statement is set in {HEADER_KEY}.",
        "z/OS MVS Installation Exits, IEFUJV and IEFUJI; the message is the site's own",
        any_of(
            r"(?i)\b(?:cancell?ed|rejected|failed|flushed|deleted|terminated)\b.{0,40}\bexit\b",
            r"(?i)\bexit\b.{0,40}\b(?:cancell?ed|rejected|failed|flushed|deleted|terminated)\b",
            r"\bIEFU(?:JV|JI|SI)\b",
        ),
        key=HEADER_KEY,
    ),
    Cause(
        "jes2-access-denied",
        "JES2 checked what {job} may do, and the security system refused it.",
        f"look in the system log for {{violation}} at that time: it names the resource. "
        f"{ASK_SECURITY} for the access.",
        "z/OS JES2 Messages, $HASP077",
        any_of(r"\$HASP077 .*ACCESS REQUEST DENIED"),
    ),
    Cause(
        "jes3-interpreter-abend",
        "the part of JES3 that reads JCL (the interpreter) failed on {job}. That is an error of "
        "the system, not of the JCL.",
        f"{ASK_SYSTEM}, with the time: JES3 writes a dump.",
        "z/OS JES3 Messages, IAT4831",
        any_of("IAT4831"),
    ),
)
