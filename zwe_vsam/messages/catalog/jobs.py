"""ZWV40: jobs: their submission, the wait for their end, and what the end means."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

ENTRIES = (
    MessageEntry(
        "ZWV4001E",
        "Ctrl-C interrupted the submission of {member}. It is not known whether the job runs.",
        "The system may have accepted the job. A second submission can run the job twice.",
        "Search for a job named {name} in SDSF before you run this command again.",
        exit_code=130,
    ),
    MessageEntry(
        "ZWV4002E",
        "Ctrl-C interrupted the wait for job {job}. The job was not canceled.",
        "The job continues without this command. The result of the job is not known.",
        "Continue to wait with zwe-vsam job.",
        exit_code=130,
    ),
    MessageEntry(
        "ZWV4003E",
        "Ctrl-C interrupted the check of job {job}. The result of the job is not confirmed.",
        "The command was reading the result of the job from the system.",
        "Check the result with zwe-vsam job.",
        exit_code=130,
    ),
    MessageEntry(
        "ZWV4010I",
        "Job {job} is submitted. The command did not wait for the job, so the result is not known.",
        "--no-wait was given.",
    ),
    MessageEntry(
        "ZWV4011I",
        "The system no longer lists job {job}, so its code is not known. The catalog has no "
        "{cluster}.",
        "The job was purged, or its output was printed. The catalog shows that the cluster is "
        "deleted.",
    ),
    MessageEntry(
        "ZWV4012I",
        "Job {job} is for another cluster: its output does not name {cluster}.",
        "All Zowe installations on a system use this job name. The code of this job gives no "
        "information about the cluster.",
    ),
    MessageEntry("ZWV4013I", "Job {job} is canceled.", "The job no longer runs."),
    MessageEntry(
        "ZWV4014I",
        "Job {job} is being canceled. It has not ended yet.",
        "The system accepted the request, but still lists the job as not ended.",
    ),
    MessageEntry("ZWV4015I", "Job {job} is released.", "The job can run now."),
    MessageEntry(
        "ZWV4016I", "Job {job} has no output.", "The system lists no spool file of the job."
    ),
    MessageEntry(
        "ZWV4017I",
        "The code of job {job} gives no information about a cluster. {catalog}",
        "zwe-vsam knows the purpose of a job only with the configuration, and only for "
        "ZWECSVSM and ZWECSRVS.",
    ),
    MessageEntry(
        "ZWV4020E",
        "Job {job} of {owner} is still {phase}, {consequence}.",
        "A job of ZWECSVSM or ZWECSRVS has not ended. The catalog can change at any moment, "
        "so the command did not use it.",
        "Wait until the job ends, or cancel it.",
        exit_code=235,
    ),
    MessageEntry(
        "ZWV4030E",
        "Job {job} ended with code 0, but the catalog could not be read. It is not confirmed that "
        "{claim}.",
        "zwe-vsam reports success only after the catalog confirms it.",
        "Run verify when the catalog can be read.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV4031E",
        "Job {job} ended with code 0, but the jobs could not be listed. It is not confirmed that "
        "{claim}.",
        "Another job of ZWECSVSM or ZWECSRVS could change the cluster now.",
        "Run verify when the jobs can be listed.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV4040W",
        "Code 0 does not prove that the Caching Service can open {cluster} in RLS mode.",
        "An open for RLS needs a storage class with a cache set and an active SMSVSAM address "
        "space. The catalog shows neither.",
        "Ask the storage administrator whether storage class {storage_class} has a cache set "
        "(CACHESET). Ask also whether SMSVSAM is active on each system of the service.",
        source="z/OS MVS System Messages, IEC161I",
    ),
    MessageEntry(
        "ZWV4041I",
        "The cause is {cause}.",
        "The fields of the message have the explanation.",
    ),
    MessageEntry(
        "ZWV4042I",
        "zwe-vsam has no explanation for these messages.",
        "zwe-vsam prints the messages without a change. It does not guess.",
    ),
    MessageEntry(
        "ZWV4043I",
        "The text has no message that zwe-vsam can explain.",
        "A message begins with an id such as IDC3013I.",
    ),
)
