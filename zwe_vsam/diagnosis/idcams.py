"""Commands that access method services (IDCAMS) did not accept.

Source: z/OS MVS System Messages, Vol 6 (GOS-IEA), IDC3nnnI; z/OS DFSMS Access Method Services
Commands.
"""

from __future__ import annotations

import re

from zwe_vsam.diagnosis.cause import MODE_KEY, Cause, any_of

_IDC = "z/OS MVS System Messages, Vol 6 (GOS-IEA)"
_GENERATE = (
    "compare {member} with the template; --generate makes it anew from zowe.yaml. If the "
    "template itself was changed, correct it there."
)

CAUSES: tuple[Cause, ...] = (
    Cause(
        "mode-not-resolved",
        "the DD statement that the mode selects was not found, so the definition broke off where "
        "its mode's parameters belong.",
        f"look at {MODE_KEY} and at {{member}}: its mode must be RLS or NONRLS, and a DD of that "
        "name must stand in the step.",
        "z/OS MVS JCL Reference, DDNAME parameter; z/OS MVS System Messages, IEF686I",
        any_of("IEF686I"),
        needs=re.compile(r"IDC3(?:20|21)\d|IDC3147|IDC3003I"),
        key=MODE_KEY,
    ),
    Cause(
        "keyword-improper",
        (
            "IDCAMS does not know {text} where it stands, and defined nothing.",
            "IDCAMS does not know a keyword where it stands, and defined nothing.",
        ),
        _GENERATE,
        f"{_IDC}, IDC3211I",
        any_of(r"IDC3211I KEYWORD '?(?P<text>[^' ]{1,44})'? IS IMPROPER"),
    ),
    Cause(
        "value-improper",
        "IDCAMS does not accept the value {text}: it is too long, out of range or has a character "
        "that may not be there. Nothing was defined.",
        "find the value in {member} and correct its key in zowe.yaml; " + _GENERATE,
        f"{_IDC}, IDC3203I",
        any_of(r"IDC3203I ITEM '?(?P<text>[^' ]{1,60})'? DOES NOT ADHERE"),
    ),
    Cause(
        "command-unknown",
        "IDCAMS knows no command {text}: most often a continuation mark (-) is missing on the "
        "line above it, or is one too many.",
        _GENERATE,
        f"{_IDC}, IDC3219I",
        any_of(r"IDC3219I VERB NAME '?(?P<text>[^' ]{1,44})'? UNKNOWN"),
    ),
    Cause(
        "parenthesis-missing",
        "a parenthesis is missing in the definition, so IDCAMS defined nothing.",
        _GENERATE,
        f"{_IDC}, IDC3208I and IDC3209I",
        any_of("IDC320[89]I"),
    ),
    Cause(
        "parameters-inconsistent",
        "the parameters of the definition do not fit each other, or one is missing: for instance a "
        "key that is longer than the record, or no space.",
        "look at the lengths in zowe.yaml (zowe.environments.CACHING_STORAGE_VSAM_KEYLENGTH and "
        "…_RECORDLENGTH) and at {member}; " + _GENERATE,
        f"{_IDC}, IDC3213I",
        any_of("IDC3213I", "IDC31467I"),
    ),
    Cause(
        "command-bypassed",
        "IDCAMS did not understand the command and skipped it, so nothing was defined.",
        _GENERATE,
        f"{_IDC}, IDC3202I",
        any_of("IDC3202I"),
    ),
)
