"""What the security system refused: RACF (ICH), ACF2 (ACF) or Top Secret (TSS).

Source: z/OS Security Server RACF Messages and Codes, ICH408I; Zowe documentation, Troubleshooting,
for TSS7220E and TSS7221E; Broadcom's knowledge base, KB000045256, for ACF99913; z/OS DFSMS Managing
Catalogs (authority for catalogs; entries without an alias go to the master catalog).
"""

from __future__ import annotations

import re

from zwe_vsam.diagnosis.cause import ASK_SECURITY, CLASS_KEY, NAME_KEY, Cause, any_of

_RACF = "z/OS Security Server RACF Messages and Codes, ICH408I"
_IDC = "z/OS MVS System Messages, Vol 6 (GOS-IEA), IDC3009I"
_TSS = "Zowe documentation, Troubleshooting (TSS7220E, TSS7221E)"
_ACF2 = "Broadcom, KB000045256 (ACF99913)"
_PRODUCTS = f"{_RACF}; {_TSS}; {_ACF2}"
_USER = r"(?P<product>ICH)408I USER\((?P<user>\w{{1,8}}) *\).*?\) "
RACF = (
    _USER + r"(?P<resource>{resource}) CL\(DATASET *\)"
    r".*?INTENT\((?P<intent>{intent}) *\).*?ALLOWED\((?P<allowed>\w+) *\)"
)
"""RACF's message of a refused data set; ``resource`` and ``intent`` are to be filled in."""
TSS = (
    r"(?P<product>TSS)7220E \d+ J=\S+ A=(?P<user>\S{{1,8}}) .*?\bACC=(?P<intent>{intent}) .*?"
    r"\bDSN=(?P<resource>{resource})(?!\S)"
)
"""Top Secret's, likewise."""
ACF2 = (
    r"(?P<product>ACF)99913 ACF2 VIOLATION-\d+,\d+,(?P<user>[^,\s]{{1,8}}),[^,]*,"
    r"(?P<resource>{resource}),"
)
"""ACF2's: it does not name the access in words."""
TSS_DATA_SET = r"(?P<product>TSS)7221E Dataset Not Accessible - (?P<resource>{resource})(?!\S)"
"""What follows it: neither the user nor the access is named."""
_REFUSED = re.compile(r"IDC3018I|RETURN CODE IS 56\b|SECURITY VERIFICATION FAILED")
"""What says that a violation was the end of it: others are logged and do no harm."""
_MASTER = r"[^,\s]*(?:MASTER|MCAT|MSTR)[^,\s]*"
_ANY = r"[^,\s]{1,44}"
_FOR_THAT = "{intent} access to {resource} for {user}"


CAUSES: tuple[Cause, ...] = (
    Cause(
        "no-profile",
        "no security profile covers {resource}, and this system protects every data set that has "
        "none.",
        f"{ASK_SECURITY} for a profile that covers {{resource}}; or set {NAME_KEY} to a name "
        "under a qualifier that has one.",
        _RACF,
        any_of(_USER.format() + r"(?P<resource>\S{1,44}) CL\(DATASET *\).*?PROFILE NOT FOUND"),
        needs=_REFUSED,
        key=NAME_KEY,
    ),
    Cause(
        "alias-missing",
        "{user} may not update {resource}, the catalog that would record {data_set}. If that is "
        "the master catalog, the name's high-level qualifier has no alias in it: a data set whose "
        "qualifier has an alias is recorded in that alias's user catalog.",
        f"ask the storage administrator to define the alias (DEFINE ALIAS), or set {NAME_KEY} to "
        "a name whose high-level qualifier has one.",
        f"{_PRODUCTS}; z/OS DFSMS Managing Catalogs, Using aliases",
        any_of(
            RACF.format(resource=_MASTER, intent="UPDATE"),
            TSS.format(resource=_MASTER, intent="UPDATE|WRITE"),
            ACF2.format(resource=_MASTER),
        ),
        needs=_REFUSED,
        key=NAME_KEY,
    ),
    Cause(
        "catalog-not-authorised",
        "{user} needs {intent} access to {resource}{allowed}: defining or deleting {data_set} "
        "changes the catalog that records it.",
        f"{ASK_SECURITY} for {_FOR_THAT}, or run with a user who has it.{{permit}}",
        f"{_RACF}; {_TSS}; z/OS DFSMS Managing Catalogs, Protecting catalogs",
        any_of(
            RACF.format(resource=_ANY, intent="UPDATE"),
            TSS.format(resource=_ANY, intent="UPDATE|WRITE"),
        ),
        needs=_REFUSED,
    ),
    Cause(
        "cluster-not-authorised",
        (
            "{user} needs {intent} access to {resource}{allowed}: that is what it takes to define "
            "or to delete {data_set}.",
            "{user} may not do to {resource} what it takes to define or to delete {data_set}.",
        ),
        (
            f"{ASK_SECURITY} for {_FOR_THAT}; or set {NAME_KEY} to a name under a qualifier of "
            "yours.{permit}",
            f"{ASK_SECURITY} for access to {{resource}} for {{user}}; or set {NAME_KEY} to a name "
            "under a qualifier of yours.{permit}",
        ),
        f"{_PRODUCTS}; {_IDC}, return code 56",
        any_of(
            RACF.format(resource=_ANY, intent="ALTER|CONTROL|READ"),
            TSS.format(resource=_ANY, intent=r"\w+"),
            ACF2.format(resource=_ANY),
            TSS_DATA_SET.format(resource=_ANY),
        ),
        needs=_REFUSED,
        key=NAME_KEY,
    ),
    Cause(
        "storage-class-not-authorised",
        "{user} may not use {storage_class}.",
        f"{ASK_SECURITY} for READ access to it in class STORCLAS, or set {CLASS_KEY} to one that "
        "you may use.",
        f"{_RACF}; z/OS DFSMSdfp Diagnosis, SMS reason code 1021",
        any_of(_USER.format() + r"(?P<class>\S{1,8}) CL\(STORCLAS *\)", "IGD01021I"),
        key=CLASS_KEY,
    ),
    Cause(
        "submitter-not-authorised",
        (
            "the security system did not let {job} start ({why}); nothing was executed.",
            "the security system did not let {job} start; nothing was executed.",
        ),
        f"{ASK_SECURITY} whether the job's user may run jobs here, and as whom: a USER in the JOB "
        "statement needs authority for it.",
        f"{_RACF} (LOGON/JOB INITIATION); IRR012I to IRR018I",
        any_of(
            r"ICH408I .*?LOGON/JOB INITIATION - (?P<why>[^()]{1,80})",
            r"IRR01[2-8]I (?P<why>[^()]{1,80})",
        ),
    ),
    Cause(
        "security-refused",
        "the security system refused access to {data_set}, or to the catalog that records it.",
        "look in the system log for {violation} at that time: it names the resource. "
        f"{ASK_SECURITY} for the access, or run with a user who has it.",
        f"{_IDC}, return code 56; IDC3018I; z/OS DFSMSdfp Diagnosis, SMS reason code 17012",
        any_of(
            r"IDC3018I",
            r"CATALOG RETURN CODE IS 56\b",
            "SECURITY VERIFICATION FAILED",
            "IGD17012I",
            r"IGD17103I .*\bRETURN CODE IS 56\b",
        ),
    ),
    Cause(
        "class-not-authorised",
        "the job's user may not use the class (SMS) that the definition or the site's ACS routines "
        "give the cluster.",
        f"look in the system log for {{violation}} at that time: it names the class. "
        f"{ASK_SECURITY} for READ access to it.",
        "z/OS DFSMSdfp Diagnosis, SMS reason codes 308, 1020 and 1022",
        any_of(r"IGD308I|IGD0102[02]I"),
    ),
)
