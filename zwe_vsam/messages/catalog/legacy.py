"""Messages that are not yet in a range of their own."""
# ruff: noqa: E501

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES = (
    Entry(
        "ZWV201I", "{}", "about the rehearsal system, or a connection that is not safe", exit_code=0
    ),
    Entry(
        "ZWV203I",
        "{} is taken in upper case, as z/OS does: {}.",
        "a name was taken in upper case (`-v`)",
        exit_code=0,
    ),
    Entry("ZWV214W", "{}", "`sandbox serve`: others can reach the server", exit_code=0),
    Entry(
        "ZWV215W",
        "{}",
        "through z/OSMF: what could not be checked, or happened on the way",
        exit_code=0,
    ),
    Entry("ZWV231E", "{}", "a value is invalid, or two contradict each other", exit_code=231),
    Entry("ZWV232E", "{}", "a template or member does not fit", exit_code=232),
    Entry(
        "ZWV233E",
        "The {} target cannot be used: {}",
        "the target cannot be used, or gave no clear answer",
        exit_code=233,
    ),
    Entry(
        "ZWV235E",
        "Refused: {}",
        "refused: a job of ZWECSVSM or ZWECSRVS is under way, the data set is not to be deleted, or nobody confirmed it",
        exit_code=235,
    ),
    Entry("ZWV236E", "{} is not there.", "a library, member or job is not there", exit_code=236),
    Entry(
        "ZWV238E",
        "With --strict, warnings are failures: {}.",
        "`check --strict` found warnings, and no error",
        exit_code=238,
    ),
    Entry("ZWV240W", "{}", "`check`: it works, but perhaps not as expected", exit_code=0),
    Entry(
        "ZWV241W",
        "{} has no effect: {}",
        "`check`: a key that Zowe does not have, perhaps misspelt",
        exit_code=0,
    ),
    Entry(
        "ZWV242W", "{} is deprecated: {}", "`check`: something that Zowe will remove", exit_code=0
    ),
    Entry("ZWV243W", "{}, {}", "`check`: what several instances cannot use", exit_code=0),
    Entry("ZWV244I", "{}", "`check` with a target: what is there", exit_code=0),
    Entry("ZWV245I", "Not checked: {}", "`check` with a target: what it cannot tell", exit_code=0),
)
