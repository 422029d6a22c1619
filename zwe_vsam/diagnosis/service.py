"""The Caching Service's own side: why it cannot open or use the cluster.

Source: z/OS MVS System Messages, Vol 7 (IEB-IEE), IEC161I, one page for each return code; Zowe
documentation, Troubleshooting, Error Message Codes (ZWECS...).
"""

from __future__ import annotations

import re

from zwe_vsam.diagnosis.cause import (
    ASK_SECURITY,
    ASK_STORAGE,
    ASK_SYSTEM,
    CLASS_KEY,
    MODE_KEY,
    SERVICE_KEY,
    STORAGE_KEY,
    Cause,
    any_of,
)
from zwe_vsam.zos.limits import NAME_PATTERN

_IEC = "z/OS MVS System Messages, Vol 7 (IEB-IEE), IEC161I"
_ZWE = "Zowe documentation, Error Message Codes"
_ANEW = "define it anew (init --allow-overwrite, which deletes what is in it)"


def _opened(code: int, more: str = r"\d") -> tuple[re.Pattern[str], ...]:
    """OPEN's message with a return code; ``more`` is what follows: the PDF code."""
    return any_of(rf"IEC161I 0*{code}(?:\([^)]{{0,60}}\))?-0*{more}")


CAUSES: tuple[Cause, ...] = (
    Cause(
        "rls-log-undefined",
        "the cluster cannot be opened for record-level sharing: its LOG attribute is not set in "
        "the catalog.",
        f"if RLS is wanted, set {MODE_KEY} to RLS and {_ANEW}, or have it altered: "
        "ALTER name LOG(NONE).",
        f"{_IEC}, return code 008",
        _opened(8),
        key=MODE_KEY,
    ),
    Cause(
        "rls-log-recoverable",
        "the cluster has LOG(UNDO) or LOG(ALL), and the Caching Service is no subsystem that can "
        "recover: for record-level sharing it needs LOG(NONE).",
        f"have it altered (ALTER name LOG(NONE)), or {_ANEW} from the template.",
        f"{_IEC}, return code 240",
        _opened(240),
    ),
    Cause(
        "rls-locks-retained",
        "locks of record-level sharing are lost or still held for the cluster, so it cannot be "
        "opened.",
        f"{ASK_SYSTEM} to see to the locks (IDCAMS SHCDS LIST...), or, as it is a cache, {_ANEW}.",
        f"{_IEC}, return code 006",
        _opened(6, r"(?:12[0156]|689|690)\b"),
    ),
    Cause(
        "rls-and-nonrls",
        "one address space has the cluster open with record-level sharing and another without: "
        "that cannot be.",
        f"have all instances use it in the same way ({MODE_KEY}), and stop what else has it open.",
        f"{_IEC}, return code 006",
        _opened(6),
        key=MODE_KEY,
    ),
    Cause(
        "rls-quiesced",
        "the cluster is quiesced: it was closed for record-level sharing and may not be opened "
        "in that way now.",
        f"{ASK_STORAGE} why, and to unquiesce it.",
        f"{_IEC}, return code 242",
        _opened(242),
    ),
    Cause(
        "rls-component",
        "a component (.DATA or .INDEX) was to be opened for record-level sharing; only the "
        "cluster can be.",
        f"correct {SERVICE_KEY}: it has to be the name of the cluster.",
        f"{_IEC}, return code 251",
        _opened(251),
        key=SERVICE_KEY,
    ),
    Cause(
        "rls-server-inactive",
        "record-level sharing needs the address space SMSVSAM, which is not available.",
        f"{ASK_SYSTEM} to start it (V SMS,SMSVSAM,ACTIVE), and why it is down.",
        "z/OS DFSMS Macro Instructions for Data Sets, OPEN return code 16; z/OS DFSMSdfp "
        "Diagnosis, SMSVSAM return codes",
        any_of(
            r"(?i)\bSMSVSAM\b.{0,80}\b(?:not (?:available|active)|unavailable|inactive|has failed)"
        ),
    ),
    Cause(
        "rls-no-cache-set",
        "{storage_class} has no cache set that can be used, and record-level sharing needs one.",
        f"{ASK_STORAGE} for a storage class with a cache set, set {CLASS_KEY} to it, and {_ANEW}.",
        "z/OS DFSMSdfp Storage Administration, cache set name of a storage class",
        any_of(
            rf"(?i)\bSTORAGE CLASS (?P<class>{NAME_PATTERN})\b.*\bCACHE ?SET\b",
            r"(?i)\b(?:no|not|undefined|unavailable|invalid)\b.{0,40}\bCACHE ?SET\b",
            r"(?i)\bCACHE ?SET\b.{0,40}\b(?:not|undefined|unavailable|invalid)\b",
        ),
        key=CLASS_KEY,
    ),
    Cause(
        "open-in-use",
        "another task has the cluster, is loading it, or uses it in a way that excludes this one; "
        "or, which is rare, the catalog marks it as not to be updated (INHIBIT). Without "
        "record-level sharing one Caching Service at a time can use it.",
        f"stop what else has it open. For several instances set {MODE_KEY} to RLS, or use "
        "infinispan.",
        f"{_IEC}, return code 052",
        _opened(52),
        key=MODE_KEY,
    ),
    Cause(
        "open-not-authorised",
        "the Caching Service's user may not open the cluster, or the security system could not "
        "check it.",
        f"{ASK_SECURITY} for UPDATE access to the cluster for the user that the service runs "
        "with (ZWESVUSR, unless it was changed).",
        f"{_IEC}, return code 040",
        _opened(40),
    ),
    Cause(
        "open-internal-error",
        "VSAM failed with an error of its own in record-level sharing.",
        f"{ASK_SYSTEM}, with the message and any dump: IBM needs both. The data set may stay "
        "unusable until SMSVSAM is restarted.",
        f"{_IEC}, return code 011",
        _opened(11),
    ),
    # With 017, 018, 019, 056, 062, 175 and 254 OPEN goes on: they are no failure.
    Cause(
        "open-failed",
        "VSAM could not open the data set. The number after IEC161I is the return code; its page "
        "in IBM's documentation says why.",
        "look up IEC161I with return code {code}, or ask the system programmer to.",
        _IEC,
        any_of(r"IEC161I (?!0*(?:17|18|19|56|62|175|254)[(-])(?P<code>\d{1,3})[(-]"),
    ),
    Cause(
        "cluster-not-extended",
        "the cluster is full, and VSAM could not give it more space.",
        f"{ASK_STORAGE} for space where the cluster is, or {_ANEW} with more: the template's "
        "REC(80 20).",
        "z/OS MVS System Messages, Vol 7 (IEB-IEE), IEC070I, return codes as for IEC161I",
        any_of(r"IEC070I \d"),
    ),
    Cause(
        "service-name-invalid",
        "the Caching Service has no valid name for its cluster.",
        f"set {SERVICE_KEY} to the name of the cluster: the service reads this key.",
        f"{_ZWE}, ZWECS151E; zowe/api-layer issue 3126",
        any_of(r"ZWECS151E .*VSAM Filename must be valid"),
        key=SERVICE_KEY,
    ),
    Cause(
        "service-cannot-open",
        "the Caching Service could not open {file} with a key length of {keys} and a record "
        "length of {records}.{differs} The message does not say why.",
        f"look for IEC161I or {{violation}} at that time in the job log of the service, which say "
        f"it. Compare the name with {SERVICE_KEY}, and the lengths with those in the catalog.",
        f"{_ZWE}, ZWECS151E; zowe/zowe-install-packaging issue 2036",
        any_of(
            r"ZWECS151E .*fileName=//'(?P<file>[A-Z0-9$#@.-]{1,44})', "
            r"keyLength=(?P<keys>\d{1,5}), recordLength=(?P<records>\d{1,5})"
        ),
        key=SERVICE_KEY,
    ),
    Cause(
        "service-storage-failed",
        "the Caching Service could not use its storage; the message does not say why.",
        "look for IEC161I or {violation} at that time in the job log of the service, which say it; "
        "the command check finds what is wrong in zowe.yaml.",
        f"{_ZWE}, ZWECS151E",
        any_of("ZWECS151E"),
    ),
    Cause(
        "service-storage-full",
        "the Caching Service has as many records as it may have.",
        f"{_ANEW} with more records, raise the service's limit "
        "(storage.size), or let it remove the oldest (storage.evictionStrategy: removeOldest).",
        f"{_ZWE}, ZWECS134E",
        any_of("ZWECS134E"),
    ),
    Cause(
        "service-query-failed",
        "the Caching Service could not read its storage.",
        "look for messages of VSAM (IEC...) at that time in the job log of the service.",
        f"{_ZWE}, ZWECS152E",
        any_of("ZWECS152E"),
    ),
    Cause(
        "service-without-jzos",
        "the Caching Service cannot use VSAM where it runs: it is not on z/OS, or its Java has "
        "not the JZOS classes.",
        f"run it with IBM's Java on z/OS, or set {STORAGE_KEY} to infinispan.",
        f"{_ZWE}, ZWECS154E",
        any_of("ZWECS154E"),
        key=STORAGE_KEY,
    ),
)
