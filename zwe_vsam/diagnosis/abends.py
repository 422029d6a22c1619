"""Steps that ended abnormally.

Source: z/OS MVS System Codes, and the messages that come with each code.
"""

from __future__ import annotations

import re

from zwe_vsam.diagnosis.cause import (
    ASK_SECURITY,
    ASK_STORAGE,
    ASK_SYSTEM,
    HEADER_KEY,
    Cause,
    any_of,
)
from zwe_vsam.diagnosis.security import ACF2, RACF, TSS, TSS_DATA_SET

_CODES = "z/OS MVS System Codes"


def abended(code: str) -> str:
    """Pattern of every message that gives the system completion code."""
    return rf"\bABEND[= ]?S?{code}\b|\bSYSTEM(?: COMPLETION CODE)?={code}\b"


def _full(code: str, message: str, why: str) -> Cause:
    return Cause(
        f"abend-s{code.lower()}",
        f"a data set that the step was writing to has no space left: {why}.",
        f"look at the DD that the message names: in {{member}} everything is printed to SYSOUT, so "
        f"another data set comes from a change of the site's own. {ASK_STORAGE} for space, or "
        "print to SYSOUT.",
        f"z/OS MVS System Messages, Vol 7 (IEB-IEE), {message}; {_CODES}, {code}",
        any_of(rf"{message} {code}-\w+,", abended(code)),
    )


CAUSES: tuple[Cause, ...] = (
    Cause(
        "abend-s806",
        (
            "the program {module} was not found in any library that the step can load from, so "
            "nothing was executed.",
            "the program of the step was not found in any library that the step can load from, so "
            "nothing was executed.",
        ),
        "compare the EXEC statement of {member} with the template: it has to say PGM=IDCAMS "
        f"(ZWECSRVS: PGM=IKJEFT01). If it does, {ASK_SYSTEM} why the "
        "program is not in the link list.",
        f"z/OS MVS System Messages, CSV003I; {_CODES}, 806",
        any_of(r"CSV003I REQUESTED MODULE (?P<module>\S{1,8})", abended("806")),
    ),
    Cause(
        "abend-s913",
        (
            "a data set could not be opened because the security system refused it: {user} needs "
            "{intent} access to {resource}{allowed}.",
            "a data set could not be opened because the security system refused it: {user} may "
            "not access {resource} in that way.",
            "a data set could not be opened because the security system refused it. No message "
            "here names the data set.",
        ),
        (
            f"{ASK_SECURITY} for {{intent}} access to {{resource}} for {{user}}, or run with a "
            "user who has it.{permit}",
            f"{ASK_SECURITY} for access to {{resource}} for {{user}}, or run with a user who has "
            "it.{permit}",
            "look in the system log for {violation} at that time: it names the data set and the "
            f"access. {ASK_SECURITY} for that access, or run with a user who has it.",
        ),
        f"z/OS MVS System Messages, Vol 7 (IEB-IEE), IEC150I; {_CODES}, 913; Zowe documentation, "
        "Troubleshooting (TSS7220E); Broadcom, KB000045256 (ACF99913)",
        any_of(
            RACF.format(resource=r"\S{1,44}", intent=r"\w+"),
            TSS.format(resource=r"\S{1,44}", intent=r"\w+"),
            ACF2.format(resource=r"[^,\s]{1,44}"),
            TSS_DATA_SET.format(resource=r"\S{1,44}"),
            r"IEC150I 913-\w+,(?:[^,]*,){5,7} ?(?:\d{3} )?"
            r"(?P<resource>[A-Z$#@][A-Z0-9$#@-]{0,7}(?:\.[A-Z0-9$#@-]{1,8})+)",
            r"IEC150I 913-\w+,",
            abended("913"),
        ),
        needs=re.compile(rf"IEC150I 913-|{abended('913')}"),
    ),
    Cause(
        "abend-s222",
        "an operator, or a person with a tool such as SDSF, canceled {job} while it ran.",
        "find out why it was canceled, see in the catalog what it left, then run the command "
        "again: what is already there is found.",
        f"{_CODES}, 222",
        any_of(abended("222")),
    ),
    Cause(
        "abend-s122",
        "an operator canceled {job} while it ran, and asked for a dump.",
        "find out why it was canceled, see in the catalog what it left, then run the command "
        "again: what is already there is found.",
        f"{_CODES}, 122",
        any_of(abended("122")),
    ),
    Cause(
        "abend-s322",
        "the step used more processor time than it may. A definition takes less than a second of "
        "it, so the limit of the job's class or of its TIME parameter is very low.",
        f"give the job another CLASS or TIME in {HEADER_KEY}.",
        f"{_CODES}, 322",
        any_of(abended("322")),
        key=HEADER_KEY,
    ),
    Cause(
        "abend-s522",
        "the step waited longer than the system allows: for a data set, a volume or a reply.",
        "look in the job log for what it waited for (a mount, an operator's reply, a data set "
        "that another job holds), then run the command again.",
        f"{_CODES}, 522",
        any_of(abended("522")),
    ),
    Cause(
        "abend-s013",
        "a data set of the step could not be opened; most often a member that it names is not "
        "there.",
        "look at the DD that the message names: in {member} all input stands in the job itself, "
        "so another data set comes from a change of the site's own.",
        f"z/OS MVS System Messages, Vol 7 (IEB-IEE), IEC141I; {_CODES}, 013",
        any_of(r"IEC141I 013-\w+,", abended("013")),
    ),
    Cause(
        "region-too-small",
        "there was not enough virtual storage for the step.",
        f"let the job have more: REGION=0M in {HEADER_KEY}. If it has, the site limits it: "
        f"{ASK_SYSTEM} (exit IEFUSI).",
        f"{_CODES}, 80A and 878",
        any_of(abended("(?:80A|878)")),
        key=HEADER_KEY,
    ),
    Cause(
        "abend-s0c4",
        "the program addressed storage that it may not use. That is a defect in a program, or in "
        "an exit that the site has added, not in zowe.yaml.",
        f"{ASK_SYSTEM} to look at the dump and the reason code, and whether IBM has a correction.",
        f"{_CODES}, 0C4",
        any_of(abended("0C4")),
    ),
    Cause(
        "abend-s722",
        "{job} wrote more output than it may: a limit of lines, pages or bytes was reached.",
        f"give the job a higher limit (LINES, PAGES or BYTES) in {HEADER_KEY}, and find out what "
        "wrote so much: a definition prints less than a hundred lines.",
        f"{_CODES}, 722; z/OS MVS JCL Reference, LINES parameter",
        any_of(abended("722")),
        key=HEADER_KEY,
    ),
    Cause(
        "abend-s822",
        "the step asks for more virtual storage than the system can give it, so it did not start.",
        f"ask for less, or for another CLASS: REGION in {HEADER_KEY} and on the EXEC statement of "
        "{member}.",
        f"{_CODES}, 822",
        any_of(abended("822")),
        key=HEADER_KEY,
    ),
    Cause(
        "abend-s047",
        "the program needs authorization by the system (APF), and it ran without it. IDCAMS has "
        "it, unless a STEPLIB or JOBLIB takes it away.",
        "compare {member} with the template: a STEPLIB or JOBLIB that the site has added must "
        f"have authorized libraries only. {ASK_SYSTEM}, if there is none.",
        f"{_CODES}, 047",
        any_of(abended("047")),
    ),
    Cause(
        "abend-u4038",
        "a program met a condition that it does not handle, and Language Environment ended it.",
        "look for messages CEE... in the output: they name the condition and the program. "
        "Compare {member} with the template, which runs IDCAMS (ZWECSRVS: IKJEFT01) alone.",
        "z/OS Language Environment Programming Guide, Abend codes generated by the "
        "ABTERMENC(ABEND) runtime option",
        any_of(r"\bU4038\b", r"\bUSER(?: COMPLETION CODE)?=4038\b"),
    ),
    _full("B37", "IEC030I", "every extent and volume it may have is used"),
    _full("D37", "IEC031I", "its primary space is used and it may not have more"),
    _full("E37", "IEC032I", "its volumes are full, or it has all extents that it may have"),
)
