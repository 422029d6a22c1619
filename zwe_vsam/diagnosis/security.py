"""What the security system refused.

Source: z/OS Security Server RACF Messages and Codes, ICH408I; z/OS DFSMS Managing Catalogs
(authority for catalogs; entries without an alias go to the master catalog).
"""

from __future__ import annotations

import re

from zwe_vsam.diagnosis.cause import ASK_SECURITY, CLASS_KEY, NAME_KEY, Cause, any_of

_RACF = "z/OS Security Server RACF Messages and Codes, ICH408I"
_IDC = "z/OS MVS System Messages, Vol 6 (GOS-IEA), IDC3009I"
_USER = r"ICH408I USER\((?P<user>\w{1,8}) *\).*?\) "
_REFUSED = re.compile(r"IDC3018I|RETURN CODE IS 56\b|SECURITY VERIFICATION FAILED")
"""What says that a violation was the end of it: others are logged and do no harm."""


def _violation(resource: str, intent: str) -> str:
    return (
        rf"{_USER}(?P<resource>{resource}) CL\(DATASET *\)"
        rf".*?INTENT\((?P<intent>{intent}) *\).*?ALLOWED\((?P<allowed>\w+) *\)"
    )


CAUSES: tuple[Cause, ...] = (
    Cause(
        "no-profile",
        "no security profile covers {resource}, and this system protects every data set that has "
        "none.",
        f"{ASK_SECURITY} for a profile that covers {{resource}}; or set {NAME_KEY} to a name "
        "under a qualifier that has one.",
        _RACF,
        any_of(_USER + r"(?P<resource>\S{1,44}) CL\(DATASET *\).*?PROFILE NOT FOUND"),
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
        f"{_RACF}; z/OS DFSMS Managing Catalogs, Using aliases",
        any_of(_violation(r"\S*(?:MASTER|MCAT|MSTR)\S*", "UPDATE")),
        needs=_REFUSED,
        key=NAME_KEY,
    ),
    Cause(
        "catalog-not-authorised",
        "{user} needs {intent} access to {resource}{allowed}: defining or deleting {data_set} "
        "changes the catalog that records it.",
        f"{ASK_SECURITY} for {{intent}} access to {{resource}} for {{user}}, or run with a user "
        "who has it.",
        f"{_RACF}; z/OS DFSMS Managing Catalogs, Protecting catalogs",
        any_of(_violation(r"\S{1,44}", "UPDATE")),
        needs=_REFUSED,
    ),
    Cause(
        "cluster-not-authorised",
        "{user} needs {intent} access to {resource}{allowed}: that is what it takes to define or "
        "to delete {data_set}.",
        f"{ASK_SECURITY} for {{intent}} access to {{resource}} for {{user}}; or set {NAME_KEY} "
        "to a name under a qualifier of yours.",
        f"{_RACF}; {_IDC}, return code 56",
        any_of(_violation(r"\S{1,44}", "ALTER|CONTROL|READ")),
        needs=_REFUSED,
        key=NAME_KEY,
    ),
    Cause(
        "storage-class-not-authorised",
        "{user} may not use {storage_class}.",
        f"{ASK_SECURITY} for READ access to it in class STORCLAS, or set {CLASS_KEY} to one that "
        "you may use.",
        f"{_RACF}; z/OS DFSMSdfp Diagnosis, SMS reason code 1021",
        any_of(_USER + r"(?P<class>\S{1,8}) CL\(STORCLAS *\)", "IGD01021I"),
        key=CLASS_KEY,
    ),
    Cause(
        "submitter-not-authorised",
        "the security system did not let {job} start ({why}); nothing was executed.",
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
        f"look in the system log for ICH408I at that time (another security product has other "
        f"messages): it names the resource. {ASK_SECURITY} for the access, or run with a user "
        "who has it.",
        f"{_IDC}, return code 56; IDC3018I; z/OS DFSMSdfp Diagnosis, SMS reason code 17012",
        any_of(
            r"IDC3018I",
            r"CATALOG RETURN CODE IS 56\b",
            "SECURITY VERIFICATION FAILED",
            "IGD17012I",
        ),
    ),
)
