"""The storage management subsystem: classes, and the site's routines that choose them (ACS).

Source: z/OS DFSMSdfp Diagnosis, SMS reason codes: message IGD0nnnnI has reason code nnnn.
"""

from __future__ import annotations

from zwe_vsam.diagnosis.cause import ASK_STORAGE, CLASS_KEY, Cause, any_of

_SMS = "z/OS DFSMSdfp Diagnosis, SMS reason code"

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
        f"{_SMS} 1001",
        any_of("IGD01001I", r"IGD\d{3,5}I .*\bACS\b.*\bREJECT|IGD\d{3,5}I .*\bREJECT.*\bACS\b"),
        key="{place_key}",
    ),
    Cause(
        "no-storage-group",
        "the site's routines (ACS) assigned no storage group, so there is no volume to choose.",
        f"{ASK_STORAGE} which {CLASS_KEY} or name gets one.",
        f"{_SMS} 1013",
        any_of("IGD01013I"),
        key="{place_key}",
    ),
)

ERRORS: tuple[Cause, ...] = (
    Cause(
        "sms-error",
        "the storage management itself failed while it chose a place for the cluster. zowe.yaml "
        "is not at fault as far as the message says.",
        f"{ASK_STORAGE}, with the return code and the symptoms that the message gives.",
        "z/OS MVS System Messages, Vol 8 (IEF-IGD), IGD306I",
        any_of("IGD306I UNEXPECTED ERROR"),
    ),
)
"""They come with other messages that say more."""
