"""Volumes and the space on them.

Source: z/OS MVS System Messages, Vol 6 (GOS-IEA), IDC3009I and IDC3020I; z/OS DFSMSdfp
Diagnosis, SMS reason codes.
"""

from __future__ import annotations

from zwe_vsam.diagnosis.cause import ASK_STORAGE, VOLUME_KEY, Cause, any_of

_IDC = "z/OS MVS System Messages, Vol 6 (GOS-IEA)"

CAUSES: tuple[Cause, ...] = (
    Cause(
        "no-space-on-volume",
        "{place} has not the space that the cluster needs in one request.",
        f"{ASK_STORAGE} to free space there, or set {{place_keys}} to where there is some.",
        f"{_IDC}, IDC3020I; IDC3009I, return code 68",
        any_of("IDC3020I", "CATALOG RETURN CODE IS 68 "),
        key="{place_key}",
    ),
    Cause(
        "volume-not-mounted",
        "{volume} is not there: no such volume is mounted and online on this system.",
        f"correct {VOLUME_KEY}; if it is right, {ASK_STORAGE} to "
        "bring the volume online (operator command D U,VOL=volser shows it).",
        f"{_IDC}, IDC3009I, return code 72",
        any_of(
            r"CATALOG RETURN CODE IS 72 .*?IDC3009I FOR (?P<volser>\S{1,6})",
            "CATALOG RETURN CODE IS 72 ",
        ),
        key=VOLUME_KEY,
    ),
    Cause(
        "vtoc-full",
        "the table of contents of the volume (VTOC) or its index has no room for another data "
        "set, whatever space the volume has.",
        f"{ASK_STORAGE} to enlarge it, or set {{place_keys}} to another place.",
        "z/OS DFSMSdfp Diagnosis, SMS reason code 17002",
        any_of("IGD17002I"),
        key="{place_key}",
    ),
    Cause(
        "allocation-exit",
        "an exit of this site (DADSM pre-processing) does not allow the cluster where it was to "
        "be.",
        f"{ASK_STORAGE} for the rule, and set {{place_keys}} to a place that it allows.",
        "z/OS DFSMSdfp Diagnosis, SMS reason codes 17037 and 17038; z/OS DFSMS Installation Exits, "
        "IEF274I and IEF275I",
        any_of("IGD1703[78]I", "IEF27[45]I"),
        key="{place_key}",
    ),
)
