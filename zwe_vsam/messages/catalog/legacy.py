"""Messages that are not yet in a range of their own."""
# ruff: noqa: E501

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES = (
    Entry(
        "ZWEL0102E",
        "Invalid parameter {}.",
        "the command line is wrong: a word, an option, or a value that is not expected",
        exit_code=102,
    ),
    Entry("ZWEL0108E", "Zowe YAML config file is required.", "`-c` is missing", exit_code=108),
    Entry(
        "ZWEL0109E",
        "The Zowe YAML config file specified does not exist.",
        "the configuration file is not there",
        exit_code=109,
    ),
    Entry(
        "ZWEL0110E",
        "Doesn't have write permission on {} directory.",
        "the log folder cannot be written",
        exit_code=110,
    ),
    Entry(
        "ZWEL0120E",
        "This command must run on a z/OS system.",
        "no target was named and this is not z/OS",
        exit_code=120,
    ),
    Entry(
        "ZWEL0138E",
        "Failed to update key {} of file {}.",
        "`--update-config` cannot write",
        exit_code=138,
    ),
    Entry(
        "ZWEL0140E",
        "Failed to translate Zowe configuration ({}).",
        "the configuration cannot be read: not YAML, not text, too large",
        exit_code=140,
    ),
    Entry(
        "ZWEL0143E",
        "Cannot find data set member '{}'. You may need to re-run zwe install.",
        "the template member is not installed",
        exit_code=143,
    ),
    Entry(
        "ZWEL0144E",
        "Cannot generate JCL with a header line greater than 80 characters. Line in error: {}. Please adjust this line in 'zowe.setup.jcl.header'.",
        "a line of the JCL header runs past its column",
        exit_code=144,
    ),
    Entry(
        "ZWEL0157E",
        "{} ({}) is not defined in Zowe YAML configuration file.",
        "a value is missing",
        exit_code=157,
    ),
    Entry(
        "ZWEL0158E",
        "{} already exists.",
        "the cluster (or the sandbox) is already there",
        exit_code=158,
    ),
    Entry(
        "ZWEL0160E",
        "Failed to write to {}. Please check if target data set is opened by others.",
        "the member, or standard output, cannot be written",
        exit_code=160,
    ),
    Entry("ZWEL0161E", "Failed to run JCL {}.", "the job was not submitted", exit_code=161),
    Entry(
        "ZWEL0162E",
        "Failed to find job {} result.",
        "the job did not end in time, or vanished",
        exit_code=162,
    ),
    Entry(
        "ZWEL0163E",
        "Job {} ends {}.",
        "the job failed, or ended with 0 and left no cluster",
        exit_code=163,
    ),
    Entry(
        "ZWEL0316E",
        "Invalid PARMLIB format {}.",
        "a PARMLIB entry of `-c` names no member (the original's 316)",
        exit_code=60,
    ),
    Entry(
        "ZWEL0319E",
        "zowe.setup.dataset.jcllib does not exist, cannot run. {}",
        "the JCL library is not cataloged (the original's 319)",
        exit_code=63,
    ),
    Entry(
        "ZWEL0300W",
        "{} already exists. This data set member will be overwritten during configuration.",
        "a member is rewritten",
        exit_code=0,
    ),
    Entry(
        "ZWEL0301W",
        "{} already exists and will not be overwritten. For upgrades, you must use --allow-overwrite.",
        "a member is kept; the details say how many lines the template has otherwise",
        exit_code=0,
    ),
    Entry(
        "ZWEL0321W",
        "Zowe Caching Service is not configured to use VSAM. Command skipped.",
        "another storage mode: skipped",
        exit_code=0,
    ),
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
