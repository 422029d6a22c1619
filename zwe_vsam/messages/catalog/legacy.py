"""Messages that are not yet in a range of their own."""
# ruff: noqa: E501

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES = (
    Entry("ZWV001E", "Internal error: {}", "a defect of zwe-vsam", exit_code=1),
    Entry("ZWV130E", "Interrupted{}", "Ctrl-C", exit_code=130),
    Entry(
        "ZWV201I", "{}", "about the rehearsal system, or a connection that is not safe", exit_code=0
    ),
    Entry(
        "ZWV202I",
        "The template bundled with zwe-vsam is used: {}.",
        "there is no installed template to read",
        exit_code=0,
    ),
    Entry(
        "ZWV203I",
        "{} is taken in upper case, as z/OS does: {}.",
        "a name was taken in upper case (`-v`)",
        exit_code=0,
    ),
    Entry("ZWV204I", "Dry run: {}", "end of a dry run", exit_code=0),
    Entry(
        "ZWV205W",
        "The job's code 0 does not prove that the Caching Service can open {} in RLS mode: storage class {} needs a cache set, and the SMSVSAM address space must be active.",
        "RLS: what code 0 does not prove",
        exit_code=0,
    ),
    Entry(
        "ZWV206I",
        "Job {} {}",
        "what is known of a job that was not waited for, or vanished",
        exit_code=0,
    ),
    Entry("ZWV207I", "{}", "`--update-config`: what was, or would be, changed", exit_code=0),
    Entry(
        "ZWV208W",
        "{} exists and is to be deleted, with everything in it.",
        "`remove`, `init --allow-overwrite`: what will be lost",
        exit_code=0,
    ),
    Entry("ZWV209I", "{}", "there was nothing to do, or nothing is concluded", exit_code=0),
    Entry(
        "ZWV210W",
        "The Caching Service is not configured to use VSAM; the cluster may be a former one.",
        "`verify`, `remove`, `job`: another storage mode",
        exit_code=0,
    ),
    Entry(
        "ZWV211W",
        "{} would not define the cluster of zowe.yaml; it is compared with the shipped member.",
        "`verify`: the member in the JCL library says something else",
        exit_code=0,
    ),
    Entry("ZWV212I", "{}", "`job --explain`", exit_code=0),
    Entry(
        "ZWV213W",
        "Whether {} exists could not be checked: {}",
        "`init` on a server without IDCAMS: a cluster that exists makes the job fail and stays as it is",
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
        "ZWV234E",
        "{} is not the cluster that zowe.yaml describes.",
        "`verify`, `init --exist-ok`: the cluster is not there, or differs",
        exit_code=234,
    ),
    Entry(
        "ZWV235E",
        "Refused: {}",
        "refused: a job of ZWECSVSM or ZWECSRVS is under way, the data set is not to be deleted, or nobody confirmed it",
        exit_code=235,
    ),
    Entry("ZWV236E", "{} is not there.", "a library, member or job is not there", exit_code=236),
    Entry(
        "ZWV237E",
        "Standard output was lost: {} What the run did is not undone by that.",
        "standard output cannot be written: it is closed (`>&-`), a full disk, its encoding. A pipe that is read in part is no error",
        exit_code=237,
    ),
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
