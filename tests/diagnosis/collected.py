"""What the system can say of these jobs, collected from the books, and what is known of it.

Each message stands as it may be printed, in one line (a following message after `` / ``), beside
the id of the cause that explains it; an empty id is a message that is shown and not explained.
The wording after an id is that of the source where one was found, and otherwise stands for it.
"""

from __future__ import annotations

from typing import NamedTuple


class Area(NamedTuple):
    """Messages of one component of the system."""

    title: str
    source: str
    messages: dict[str, str]
    """Message -> id of its cause, or empty."""


_ACS_ERRORS = (1012, 1015, 1016, 1017, 1018, 1019, 1023, 1024, 1025, 1026, 1027, 1028)
_DADSM_ERRORS = (17003, 17015, 17016, 17017, 17018, 17040, 17044, 17046, 17053, 17054, 17055)
_VIOLATION = "ICH408I USER(A ) GROUP(G ) NAME(N ) {name} CL(DATASET ) {words} ACCESS INTENT({intent} ) ACCESS ALLOWED(NONE )"  # noqa: E501
_REFUSED = " / IDC3018I SECURITY VERIFICATION FAILED"
_RC = "IDC3009I ** VSAM CATALOG RETURN CODE IS {code} - REASON CODE IS {reason}"
_SERVICE = {
    "ZWEAT100E Token is expired for URL '/x'": "service-token-expired",
    "ZWEAG130E Token is not valid for URL '/x'": "service-token-invalid",
    "ZWEAG131E No authorization token provided for URL '/x'": "service-token-missing",
    "ZWECS130E Payload 'x' is not valid: 'y'.": "service-payload-invalid",
    "ZWECS131E Key 'x' is not in the cache for service 'y'": "service-key-missing",
    "ZWECS132E No cache key provided.": "service-no-key",
    "ZWECS133E Adding key 'x' resulted in a collision in the cache.": "service-key-exists",
    "ZWECS134E Insufficient storage space limit.": "service-storage-full",
    "ZWECS135E Adding value 'x' resulted in a collision in the cache.": "service-value-exists",
    "ZWECS136E The storage of list items is supported only on Infinispan.": "service-no-lists",
    "ZWECS151E Problem initializing storage of type 'x': 'y'. Exception: 'z'": (
        "service-storage-failed"
    ),
    "ZWECS152E Could not query the cache for 'x' storage: 'y'": "service-query-failed",
    "ZWECS154E The JZOS toolkit implementation isn't available.": "service-without-jzos",
    "ZWECS155W 'VSAM' storage option is deprecated.": "service-storage-deprecated",
    "ZWECS700E Gateway service is not available at URL 'x'. Error returned: 'y'": (
        "service-no-gateway"
    ),
    "ZWECS701W The InMemory configuration is used despite not being supported for production "
    "usage.": "service-in-memory",
    "ZWECS702W Missing header with certificate.": "service-no-certificate",
    "ZWECS703W Cache is not available: x": "service-cache-not-ready",
    "org.infinispan.persistence.spi.PersistenceException: ISPN000279: Failed to read stored "
    "entries from file. Error in file /x at offset 4": "infinispan-old-files",
    "org.infinispan.persistence.spi.PersistenceException: Found an invalid protobuf tag (1) having "
    "a field number smaller than 1": "infinispan-old-files",
    "ISPN000516: the global state": "infinispan-state-damaged",
    "Persistent global state under /w/caching-service/lpar1 looks corrupted, most likely left "
    "behind by a process that was killed": "infinispan-state-damaged",
    "Cannot create socket to remote address: javax.net.ssl.SSLHandshakeException: PKIX path "
    "building failed": "infinispan-not-trusted",
    "Cannot create server socket: java.net.BindException: EDC8115I Address already in use.": (
        "infinispan-port-in-use"
    ),
    "ERROR (apiml-service,bin/validate.sh:15) API ML single service requires caching storage mode "
    "set to infinispan": "single-service-storage",
}
"""The messages of its own catalog, and those of Infinispan that end its start."""

AREAS = (
    Area(
        "DEFINE, DELETE and LISTCAT (IDCAMS, catalog)",
        "z/OS MVS System Messages, Vol 6 (GOS-IEA), IDC messages; z/OS TSO/E Messages",
        {
            "IDC3013I DUPLICATE DATA SET NAME": "duplicate-name",
            _RC.format(code=8, reason="IGG0CLEH-38"): "duplicate-name",
            "IDC3012I ENTRY A.B NOT FOUND": "entry-not-found",
            _RC.format(code=8, reason="IGG0CLEG-42"): "entry-not-found",
            "IDC3018I SECURITY VERIFICATION FAILED": "security-refused",
            _RC.format(code=56, reason="IGG0CLFT-6"): "security-refused",
            "IDC3020I UNABLE TO ALLOCATE SPACE ON USER VOLUME": "no-space-on-volume",
            _RC.format(code=68, reason="IGG0CLEW-20"): "no-space-on-volume",
            _RC.format(code=72, reason="IGG0CLEW-24"): "volume-not-mounted",
            _RC.format(code=84, reason="IGG0CLFC-0"): "not-expired",
            _RC.format(code=184, reason="IGG0CLFC-8"): "data-set-in-use",
            _RC.format(code=50, reason="IGG0CLFF-5"): "",
            _RC.format(code=140, reason="IGG0CLEF-60"): "",
            "IDC3014I CATALOG ERROR": "",
            "IDC3003I FUNCTION TERMINATED. CONDITION CODE IS 12": "",
            "IDC1566I ** A.B NOT LISTED": "",
            "IDC3302I ACTION ERROR ON A.B": "",
            "IDC3901I ERROR QUALIFYING A.B": "",
            "IDC3902I ** DEFAULT SERVICE ROUTINE ERROR CODE 20, LOCATE ERROR CODE 8": "",
            "IDC3202I ABOVE TEXT BYPASSED UNTIL NEXT COMMAND": "command-bypassed",
            "IDC3203I ITEM 'X' DOES NOT ADHERE TO RESTRICTIONS": "value-improper",
            "IDC3208I MISSING LEFT PARENTHESIS": "parenthesis-missing",
            "IDC3209I MISSING RIGHT PARENTHESIS": "parenthesis-missing",
            "IDC3211I KEYWORD 'X' IS IMPROPER": "keyword-improper",
            "IDC3213I INCONSISTENT PARAMETERS": "parameters-inconsistent",
            "IDC3219I VERB NAME 'X' UNKNOWN": "command-unknown",
            "IDC31467I MAXLRECL MUST BE SPECIFIED": "parameters-inconsistent",
            "IKJ56225I DATA SET A.B ALREADY IN USE, TRY LATER": "data-set-in-use",
            "ARC1001I A.B RECALL FAILED, RC=0006": "migrated",
        },
    ),
    Area(
        "SMS: classes and ACS routines",
        "z/OS DFSMSdfp Diagnosis, SMS reason codes of subsystem interface and ACS services",
        {
            "IGD01001I REQUEST REJECTED": "rejected-by-acs",
            "IGD01011I CLASS DOES NOT EXIST": "acs-class-unknown",
            "IGD01013I NO STORAGE GROUP": "no-storage-group",
            "IGD01014I SPECIFIED STORCLAS X DOES NOT EXIST": "storage-class-unknown",
            "IGD01014I SPECIFIED MGMTCLAS X DOES NOT EXIST": "other-class-unknown",
            "IGD01020I MANAGEMENT CLASS": "class-not-authorised",
            "IGD01021I STORAGE CLASS": "storage-class-not-authorised",
            "IGD01022I MANAGEMENT AND STORAGE CLASS": "class-not-authorised",
            **{f"IGD0{number}I ACS": "acs-error" for number in _ACS_ERRORS},
            "IGD300I AN ABEND": "sms-error",
            "IGD301I NOT ELIGIBLE FOR SMS-MANAGED VOLUMES": "class-and-volume",
            "IGD302I STORAGE CLASS AND VOLUME": "class-and-volume",
            "IGD303I MGMTCLAS FOR A NON-SMS DATA SET": "class-without-sms",
            "IGD304I STORAGE GROUP NOT ALLOWED": "rejected-by-acs",
            "IGD305I STORAGE CLASS AND NON-SMS DATA SET": "class-and-volume",
            "IGD306I UNEXPECTED ERROR DURING X PROCESSING": "sms-error",
            "IGD307I ERROR IN AN ACS INSTALLATION EXIT": "sms-error",
            "IGD308I NOT AUTHORIZED TO CLASS": "class-not-authorised",
            "IGD310I NOT ELIGIBLE TO BE MANAGED": "class-without-sms",
        },
    ),
    Area(
        "SMS: volumes and space",
        "z/OS DFSMSdfp Diagnosis, SMS reason codes of VTOC/data set services; z/OS MVS System "
        "Messages, Vol 8 (IEF-IGD), IGD messages",
        {
            "IGD17001I DUPLICATE ON VOLUME": "duplicate-on-volume",
            "IGD17056I DUPLICATE ON VOLUME": "duplicate-on-volume",
            "IGD17002I NO ROOM IN VTOC": "vtoc-full",
            "IGD17012I NOT AUTHORIZED": "security-refused",
            "IGD17037I EXIT": "allocation-exit",
            "IEF274I A S D SPACE REQUEST REJECTED BY INSTALLATION EXIT": "allocation-exit",
            "IEF275I A S D SPACE REQUEST CANNOT BE SATISFIED": "allocation-exit",
            "IGD17038I EXIT": "allocation-exit",
            "IGD17057I NOT EXPIRED": "not-expired",
            **{f"IGD{number}I SPACE": "space-request-invalid" for number in (17014, 17045, 17051)},
            **{f"IGD{number}I DADSM": "dadsm-error" for number in _DADSM_ERRORS},
            "IGD17101I DATA SET A.B NOT DEFINED BECAUSE DUPLICATE NAME EXISTS": "duplicate-name",
            "IGD17103I CATALOG ERROR WHILE DEFINING VSAM DATA SET A.B "
            "RETURN CODE IS 56 REASON CODE IS 6 IGG0CLFT": "security-refused",
            "IGD17103I CATALOG ERROR WHILE DEFINING VSAM DATA SET A.B "
            "RETURN CODE IS 50 REASON CODE IS 5 IGG0CLFF": "",
            "IGD17219I UNABLE TO CONTINUE DEFINE OF DATA SET A.B": "",
            "IGD17226I THERE IS AN INSUFFICIENT NUMBER OF VOLUMES": "no-volume-eligible",
            "IGD17272I VOLUME SELECTION HAS FAILED FOR INSUFFICIENT SPACE": "no-space-sms",
            "IGD17273I ALLOCATION HAS FAILED FOR ALL VOLUMES SELECTED": "no-volume-eligible",
            "IGD17279I 1 VOLUMES WERE REJECTED BECAUSE OF INSUFF TOTAL SPACE": "no-space-sms",
            "IGD17279I 1 VOLUMES WERE REJECTED BECAUSE THEY WERE NOT ONLINE": "volumes-not-online",
            "IGD17279I 1 VOLUMES WERE REJECTED BECAUSE THE UCB WAS NOT AVAILABLE": (
                "volumes-not-online"
            ),
            "IGD17279I 1 VOLUMES WERE REJECTED BECAUSE THEY WERE NOT INITIALIZED": (
                "volumes-not-initialized"
            ),
            "IGD17279I 1 VOLUMES WERE REJECTED BECAUSE THE SMS VOLUME STATUS WAS DISABLED": (
                "volumes-disabled"
            ),
            "IGD17290I THERE WERE 2 CANDIDATE STORAGE GROUPS / "
            "IGD17273I ALLOCATION HAS FAILED": "no-volume-eligible",
        },
    ),
    Area(
        "RACF, ACF2 and Top Secret",
        "z/OS Security Server RACF Messages and Codes; Zowe documentation, Troubleshooting; "
        "Broadcom, KB000045256; z/OS JES2 Messages, $HASP077",
        {
            _VIOLATION.format(name="A.B", words="INSUFFICIENT ACCESS AUTHORITY", intent="ALTER")
            + _REFUSED: "cluster-not-authorised",
            _VIOLATION.format(name="CAT.U", words="INSUFFICIENT ACCESS AUTHORITY", intent="UPDATE")
            + _REFUSED: "catalog-not-authorised",
            _VIOLATION.format(name="CAT.MASTER", words="INSUFFICIENT", intent="UPDATE")
            + _REFUSED: "alias-missing",
            _VIOLATION.format(name="A.B", words="PROFILE NOT FOUND.", intent="ALTER")
            + _REFUSED: "no-profile",
            "ICH408I USER(A ) GROUP(G ) NAME(N ) SC CL(STORCLAS)": "storage-class-not-authorised",
            "ICH408I JOB(A ) STEP(S ) LOGON/JOB INITIATION - USER REVOKED": (
                "submitter-not-authorised"
            ),
            **{f"IRR01{digit}I VERIFICATION FAILED": "submitter-not-authorised"
               for digit in range(2, 9)},
            "TSS7220E 101 J=J A=A VOL=V ACC=READ DSN=A.B / IEC150I 913-38,X": "abend-s913",
            "TSS7220E 101 J=J A=A VOL=V ACC=CREATE DSN=A.B" + _REFUSED: "cluster-not-authorised",
            "TSS7221E Dataset Not Accessible - A.B" + _REFUSED: "cluster-not-authorised",
            "ACF99913 ACF2 VIOLATION-08,06,A,,A.B,N/A / IEC150I 913-38,X": "abend-s913",
            "ACF99913 ACF2 VIOLATION-08,06,A,,A.B,N/A" + _REFUSED: "cluster-not-authorised",
            "ACF04056 ACCESS TO RESOURCE SC TYPE RSTO BY A NOT AUTHORIZED": "",
            "$HASP077 JOB A SUBTASK FAILED-ACCESS REQUEST DENIED DURING X": "jes2-access-denied",
            "IEC161I 040(056,006,IGG0CLFT)-0,X": "open-not-authorised",
        },
    ),
    Area(
        "JES2",
        "z/OS JES2 Messages; IBM APAR OA46199; zowe/zowe-install-packaging issue 4432",
        {
            "$HASP106 JOB DELETED BY JES2 OR CANCELLED BY OPERATOR BEFORE EXECUTION": (
                "deleted-before-execution"
            ),
            "$HASP110 A -- Illegal JOB card - accounting field is missing or not valid": (
                "accounting-rejected"
            ),
            "$HASP110 A -- Illegal JOB card - X": "job-statement-rejected",
            "$HASP890 JOB(A) CC=(SECURITY_FAILURE)": "security-failure",
            "$HASP890 JOB(A) CC=(CANCELED)": "",
            "$HASP395 A ENDED - RC=0012": "",
            "$HASP119 A": "",
        },
    ),
    Area(
        "JES3",
        "z/OS JES3 Messages: interpreter (IAT42nn, IAT4831), main device scheduler (IAT50nn), "
        "input service (IAT61nn)",
        {
            "IAT4831 IATIIST SUBTASK ABEND": "jes3-interpreter-abend",
            "IAT4211 X": "",
            "IAT5020 MDS RESTART UNSUCCESSFUL FOR JOB 1 (A)": "",
            "IAT5050 MDS RESTART UNSUCCESSFUL FOR JOB A (1)": "",
            "IAT6100 X": "",
        },
    ),
    Area(
        "Caching Service and its Infinispan",
        "zowe/api-layer, caching-log-messages.yml; Zowe documentation, Error Message Codes; "
        "zowe/docs-site issues 5078 and 5086",
        _SERVICE,
    ),
)  # fmt: skip


def table() -> str:
    """The section of docs/reference/causes.md."""
    lines = ["| messages of | collected from | collected | explained |", "|---|---|---|---|"]
    collected = explained = 0
    for area in AREAS:
        number = sum(map(bool, area.messages.values()))
        lines.append(f"| {area.title} | {area.source} | {len(area.messages)} | {number} |")
        collected += len(area.messages)
        explained += number
    lines.append(f"| **all** | | **{collected}** | **{explained}** |")
    unknown = [text for area in AREAS for text, cause in area.messages.items() if not cause]
    lines += [
        "",
        "Messages that are quoted and not explained: " + ", ".join(f"`{t}`" for t in unknown),
    ]
    return "\n".join(lines) + ".\n"
