"""The storage management subsystem: classes, and the site's routines that choose them (ACS).

Source: z/OS DFSMSdfp Diagnosis, SMS reason codes: message IGD0nnnnI has reason code nnnn.
"""

from __future__ import annotations

import re

from zwe_vsam.diagnosis.cause import ASK_STORAGE, CLASS_KEY, Cause, any_of

_SMS = "z/OS DFSMSdfp Diagnosis, SMS reason code"
_IGD = "z/OS MVS System Messages, Vol 8 (IEF-IGD)"
_PLACE = "{place_key}"
_REJECTED = r"IGD17279I (?P<count>\d{1,5}) VOLUMES?(?:\(S\))? WERE REJECTED BECAUSE "

VOLUMES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (
            _REJECTED + r".*SUFF(?:ICIENT)? (?:TOTAL )?SPACE",
            "Volumes with too little space: {count}.",
        ),
        (_REJECTED + ".*NOT ONLINE", "Volumes that are not online: {count}."),
        (
            _REJECTED + "THE UCB WAS NOT AVAILABLE",
            "Volumes whose device this system cannot use now (UCB): {count}.",
        ),
        (
            _REJECTED + ".*NOT INITIALIZED",
            "Volumes that are not initialized for SMS: {count}.",
        ),
        (
            _REJECTED + r".*STATUS (?:WAS|IS) ",
            "Volumes that SMS has disabled or quiesced: {count}.",
        ),
        (_REJECTED + ".*DADSM", "Volumes on which the allocation itself failed (DADSM): {count}."),
        (_REJECTED, "Volumes rejected for the reason that the message gives: {count}."),
        (
            r"IGD17290I .*STORAGE GROUPS? (?:WERE|WAS): ?(?P<groups>[A-Z0-9$#@ ]{1,80})",
            "SMS looked in these storage groups: {groups}.",
        ),
        (
            r"IGD17272I .*STORGRPS ?\((?P<groups>[A-Z0-9$#@ ]{1,80}?) *\)",
            "SMS looked in these storage groups: {groups}.",
        ),
    )
)
"""What the messages of volume selection say of the volumes: each reason, with its number."""


def _volumes(name: str, reason: str, meaning: str, remedy: str, key: str = _PLACE) -> Cause:
    """No volume was chosen, and one reason stands before the others."""
    return Cause(
        name,
        meaning,
        remedy,
        f"{_IGD}, IGD17279I",
        any_of(_REJECTED + reason),
        key=key,
        also=VOLUMES,
    )


CAUSES: tuple[Cause, ...] = (
    Cause(
        "storage-class-unknown",
        "this system has no {storage_class}.",
        f"correct {CLASS_KEY}; the storage administrator knows the classes (ISMF lists them).",
        f"{_SMS} 1014",
        any_of(r"IGD01014I .*STORCLAS (?P<class>\S{1,8}) ", r"IGD01014I .*STORCLAS"),
        key=CLASS_KEY,
    ),
    Cause(
        "other-class-unknown",
        "the definition names a data class or management class that this system has not.",
        "look at {member}: the template has no such class, so the site has added it.",
        f"{_SMS} 1014",
        any_of("IGD01014I"),
    ),
    Cause(
        "acs-class-unknown",
        "the site's routines that assign classes (ACS) gave the cluster a class that does not "
        "exist. zowe.yaml is not at fault.",
        f"{ASK_STORAGE} to correct the routines.",
        f"{_SMS} 1011",
        any_of("IGD01011I"),
    ),
    Cause(
        "rejected-by-acs",
        "the site's rules for storage (ACS routines, or an exit) do not allow this cluster: its "
        "name, its class or its volume.",
        f"{ASK_STORAGE} for the rule; the messages may have their own words for it. Then change "
        f"the cluster's name or {{place_keys}}.",
        f"{_SMS}s 1001 and 304",
        any_of(
            "IGD01001I",
            "IGD304I",
            r"IGD\d{3,5}I .*\bACS\b.*\bREJECT|IGD\d{3,5}I .*\bREJECT.*\bACS\b",
        ),
        key="{place_key}",
    ),
    Cause(
        "acs-error",
        "the site's routines that assign classes and storage groups (ACS) failed, or gave the "
        "cluster something that it cannot have. zowe.yaml is not at fault.",
        f"{ASK_STORAGE} to look at the routines, with the number of the message: it is the SMS "
        "reason code.",
        f"{_SMS}s 1012, 1015 to 1019 and 1023 to 1028",
        any_of(r"IGD010(?:12|1[5-9]|2[3-8])I"),
    ),
    Cause(
        "no-storage-group",
        "the site's routines (ACS) assigned no storage group, so there is no volume to choose.",
        f"{ASK_STORAGE} to have one assigned, or set {{place_keys}} to another value that gets "
        "one.",
        f"{_SMS} 1013",
        any_of("IGD01013I"),
        key="{place_key}",
    ),
)

SELECTION: tuple[Cause, ...] = (
    Cause(
        "no-space-sms",
        "no volume that the storage management could choose has the space that the cluster needs.",
        f"{ASK_STORAGE} for space in the storage group, or set {{place_keys}} to where there is "
        "some.",
        f"{_IGD}, IGD17272I and IGD17279I",
        any_of(
            r"IGD17272I .*INSUFFICIENT SPACE",
            r"IGD17279I .*SUFF(?:ICIENT)? (?:TOTAL )?SPACE",
        ),
        key="{place_key}",
        also=VOLUMES,
    ),
    _volumes(
        "volumes-disabled",
        r".*STATUS (?:WAS|IS) ",
        "the storage management could choose no volume: it has volumes or a storage group disabled "
        "or quiesced.",
        f"{ASK_STORAGE} to enable them (operator commands D SMS,STORGRP(name),LISTVOL and V SMS), "
        "or set {place_keys} to another place.",
    ),
    _volumes(
        "volumes-not-initialized",
        ".*NOT INITIALIZED",
        "the storage management could choose no volume: volumes of the storage group are not "
        "initialized for it.",
        f"{ASK_STORAGE} to initialize them (ICKDSF INIT with STORAGEGROUP), or set {{place_keys}} "
        "to another place.",
    ),
    _volumes(
        "volumes-not-online",
        "(?:.*NOT ONLINE|THE UCB WAS NOT AVAILABLE)",
        "the storage management could choose no volume: volumes of the storage group are not "
        "online on this system.",
        f"{ASK_STORAGE} to bring them online (operator command D U,VOL=volser shows one), or set "
        "{place_keys} to another place.",
    ),
    _volumes(
        "volumes-not-allocated",
        ".*DADSM",
        "the storage management chose volumes, and the allocation on them failed (DADSM).",
        f"{ASK_STORAGE}, with the whole message and its number in parentheses.",
        "",
    ),
    _volumes(
        "volumes-rejected",
        "",
        "the storage management could choose no volume, for the reasons that its messages give.",
        f"{ASK_STORAGE}, with the messages, or set {{place_keys}} to another place.",
    ),
    Cause(
        "no-volume-eligible",
        "the storage groups that the cluster may be in have not enough volumes for it.",
        f"{ASK_STORAGE} for a volume there, or set {{place_keys}} to another place.",
        f"{_IGD}, IGD17226I, IGD17273I and IGD17290I",
        any_of("IGD17226I", "IGD17273I"),
        key="{place_key}",
        also=VOLUMES,
    ),
    Cause(
        "class-and-volume",
        "the storage class and the volume do not fit: a volume that SMS manages needs a data set "
        "with a storage class, and another volume one without.",
        f"{ASK_STORAGE} which of them the site's routines (ACS) allow for {{data_set}}, or set "
        "{place_keys} to another place.",
        f"{_SMS}s 301, 302 and 305",
        any_of(r"IGD30[125]I"),
        key="{place_key}",
    ),
    Cause(
        "class-without-sms",
        "the definition gives the cluster a class, and SMS does not manage this data set: its name "
        "or its volume is not among those that SMS manages.",
        f"{ASK_STORAGE} why SMS does not manage {{data_set}}, or set {{place_keys}} to another "
        "place.",
        f"{_SMS}s 303 and 310",
        any_of(r"IGD3(?:03|10)I"),
        key="{place_key}",
    ),
    Cause(
        "space-request-invalid",
        "the definition asks for no space, or for more than a data set may have on a volume.",
        "look at the space in {member}: the template asks for REC(80 20). If it was changed, "
        "correct it; --generate makes the member anew.",
        f"{_SMS}s 17014, 17045 and 17051",
        any_of(r"IGD170(?:14|45|51)I"),
    ),
    Cause(
        "dadsm-error",
        "the part of the system that gives and takes space on volumes (DADSM) met an error. "
        "zowe.yaml is not at fault as far as the message says.",
        f"{ASK_STORAGE}, with the number of the message: it is the SMS reason code.",
        f"{_SMS}s 17003, 17015 to 17018, 17040, 17044, 17046 and 17053 to 17055",
        any_of(r"IGD170(?:03|1[5-8]|40|44|46|5[345])I"),
    ),
)
"""Volume selection: what a person has to do about comes first, and space before all."""

ERRORS: tuple[Cause, ...] = (
    Cause(
        "sms-error",
        "the storage management itself failed while it chose a place for the cluster. zowe.yaml "
        "is not at fault as far as the message says.",
        f"{ASK_STORAGE}, with the return code and the symptoms that the message gives.",
        "z/OS MVS System Messages, Vol 8 (IEF-IGD), IGD306I; z/OS DFSMSdfp Diagnosis, SMS reason "
        "codes 300, 306 and 307",
        any_of("IGD306I UNEXPECTED ERROR", "IGD300I", "IGD307I"),
    ),
)
"""They come with other messages that say more."""
