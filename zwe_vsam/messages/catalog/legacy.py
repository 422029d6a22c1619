"""Messages that are not yet in a range of their own."""
# ruff: noqa: E501

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES = (
    Entry(
        "ZWV201I", "{}", "about the rehearsal system, or a connection that is not safe", exit_code=0
    ),
    Entry("ZWV214W", "{}", "`sandbox serve`: others can reach the server", exit_code=0),
    Entry(
        "ZWV215W",
        "{}",
        "through z/OSMF: what could not be checked, or happened on the way",
        exit_code=0,
    ),
    Entry("ZWV231E", "{}", "a value is invalid, or two contradict each other", exit_code=231),
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
    Entry("ZWV240W", "{}", "`check`: it works, but perhaps not as expected", exit_code=0),
)
