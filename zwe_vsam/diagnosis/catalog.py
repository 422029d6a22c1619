"""What the catalog says of the name.

Source: z/OS MVS System Messages, Vol 6 (GOS-IEA), IDC3009I and the messages that precede it.
"""

from __future__ import annotations

import re

from zwe_vsam.diagnosis.cause import NAME_KEY, Cause, any_of

_IDC = "z/OS MVS System Messages, Vol 6 (GOS-IEA)"
_IN_USE = "see who has it (operator command D GRS,RES=(*,name)), stop that, the Caching Service "

CAUSES: tuple[Cause, ...] = (
    Cause(
        "duplicate-name",
        "the catalog already has a data set of that name: {data_set}, or one of its components. "
        "Nothing was changed.",
        "see what it is: verify. If it is the Caching Service's cluster as described, all is done; "
        "init --allow-overwrite would make it anew. If it is another data set, set "
        f"{NAME_KEY} to another name.",
        f"{_IDC}, IDC3013I; z/OS MVS System Messages, Vol 8 (IEF-IGD), IGD17101I",
        any_of(
            r"IGD17101I DATA SET (?P<entry>\S{1,44}) NOT DEFINED BECAUSE DUPLICATE NAME",
            "IDC3013I DUPLICATE DATA SET NAME",
            "CATALOG RETURN CODE IS 8 - REASON CODE IS IGG0CLEH-38",
        ),
        key=NAME_KEY,
    ),
    Cause(
        "duplicate-on-volume",
        "the volume already has a data set of that name, which the catalog does not know.",
        "ask the storage administrator to remove the data set that is not cataloged, or set "
        f"{NAME_KEY} to another name.",
        "z/OS DFSMSdfp Diagnosis, SMS reason codes 17001 and 17056",
        any_of("IGD170(?:01|56)I"),
        key=NAME_KEY,
    ),
    Cause(
        "migrated",
        "{data_set} was migrated by the storage manager (DFSMShsm): it is on no disk now, and "
        "could not be brought back.",
        "recall it (TSO command HRECALL), see why if that fails, and run the command again.",
        "z/OS MVS System Messages, Vol 2 (ARC-ASA), ARC1001I; z/OS DFSMShsm Storage "
        "Administration, volume MIGRAT",
        any_of(
            r"ARC1001I (?P<entry>\S{1,44}) \w+ FAILED, RC=",
            r"(?:IDC3009I FOR|IE[CF]\d{3}I .*) MIGRAT\b",
        ),
    ),
    Cause(
        "data-set-in-use",
        "somebody has {data_set} open or allocated, so it was not deleted.",
        _IN_USE + "first of all, and run the command again.",
        f"{_IDC}, IDC3009I, return code 184; z/OS TSO/E Messages, IKJ56225I; z/OS MVS System "
        "Messages, Vol 7 (IEB-IEE), IEC614I",
        any_of(
            r"IKJ56225I DATA SET (?P<entry>\S{1,44}) ALREADY IN USE",
            "CATALOG RETURN CODE IS 184 ",
            r"IEC614I .*IN USE",
        ),
    ),
    Cause(
        "not-expired",
        "{data_set} has an expiration date that has not come, so it was not deleted.",
        "find out who protects it and for how long; a DELETE with PURGE overrides the date.",
        f"{_IDC}, IDC3009I, return code 84; z/OS DFSMSdfp Diagnosis, SMS reason code 17057; z/OS "
        "DFSMS Access Method Services Commands, DELETE, PURGE",
        any_of("CATALOG RETURN CODE IS 84 ", "IGD17057I"),
    ),
    Cause(
        "entry-not-found",
        "the catalog has no entry {data_set}.",
        f"if the cluster was to be deleted, all is done. Otherwise compare {NAME_KEY} with the "
        "name of the cluster.",
        f"{_IDC}, IDC3012I; IDC3009I, return code 8",
        any_of(
            r"\bENTRY (?P<entry>[A-Z$#@][A-Z0-9$#@.-]{0,43}) NOT FOUND",
            "CATALOG RETURN CODE IS 8 - REASON CODE IS IGG0CLEG-42",
        ),
        key=NAME_KEY,
        also=((re.compile(r"(?i)^(?:DELETE|DEL) "), "There was nothing to delete."),),
    ),
)
