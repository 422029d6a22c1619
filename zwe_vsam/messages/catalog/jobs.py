"""ZWV40: jobs: their submission, the wait for their end, and what the end means."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES = (
    Entry(
        "ZWV4001E",
        "Ctrl-C interrupted the submission of {member}. Whether the job runs is not known.",
        "The system may have taken the job. Submitting it again could run it twice.",
        "Look for a job named {name} before you run this again.",
        exit_code=130,
    ),
    Entry(
        "ZWV4002E",
        "Ctrl-C interrupted the wait for job {job}. The job was left as it is.",
        "The job goes on without this command. Its result is not known yet.",
        "Go on waiting with the command job.",
        exit_code=130,
    ),
    Entry(
        "ZWV4003E",
        "Ctrl-C interrupted the check of job {job}. What the job did is not confirmed.",
        "The command was asking the system about the job's result.",
        "Ask again with the command job.",
        exit_code=130,
    ),
    Entry(
        "ZWV4010I",
        "Job {job} is submitted. The command did not wait for its end, so its result is not known.",
        "--no-wait was given.",
    ),
    Entry(
        "ZWV4011I",
        "Job {job} is not listed any more, so its code is not known. The catalog has no {cluster}.",
        "The job was purged, or its output was printed. The catalog shows that the cluster is "
        "deleted.",
    ),
    Entry(
        "ZWV4012I",
        "Job {job} is for another cluster: its output does not name {cluster}.",
        "Every Zowe on a system has jobs of this name. So the job's code says nothing about this "
        "cluster.",
    ),
    Entry("ZWV4013I", "Job {job} is canceled.", "The job does not run any more."),
    Entry(
        "ZWV4014I",
        "Job {job} is being canceled. It has not ended yet.",
        "The system took the request, and still lists the job as not ended.",
    ),
    Entry("ZWV4015I", "Job {job} is released.", "The job can run now."),
    Entry("ZWV4016I", "Job {job} has no output.", "The system lists no spool file of the job."),
    Entry(
        "ZWV4017I",
        "The code of job {job} proves nothing here. {catalog}",
        "Without the configuration, or for a job that is not one of ZWECSVSM or ZWECSRVS, the "
        "command does not know what the job was to do.",
    ),
    Entry(
        "ZWV4020E",
        "Job {job} of {owner} is still {phase}, {consequence}.",
        "A job of ZWECSVSM or ZWECSRVS has not ended. What the catalog has can change at any "
        "moment, so the command did not rely on it.",
        "Wait until the job ends, or cancel it.",
        exit_code=235,
    ),
    Entry(
        "ZWV4030E",
        "Job {job} ended with code 0, but the catalog could not be read. It is not confirmed that "
        "{claim}.",
        "zwe-vsam reports success only after the catalog confirms it.",
        "Run verify when the catalog can be read.",
        exit_code=233,
    ),
    Entry(
        "ZWV4031E",
        "Job {job} ended with code 0, but the jobs could not be listed. It is not confirmed that "
        "{claim}.",
        "Another job of ZWECSVSM or ZWECSRVS could change the cluster now.",
        "Run verify when the jobs can be listed.",
        exit_code=233,
    ),
    Entry(
        "ZWV4040W",
        "Code 0 does not prove that the Caching Service can open {cluster} in RLS mode.",
        "An open for RLS needs a storage class with a cache set and an active SMSVSAM address "
        "space. The catalog shows neither.",
        "Ask the storage administrator whether storage class {storage_class} has a cache set "
        "(CACHESET), and whether SMSVSAM is active on each system that runs the service.",
        source="z/OS MVS System Messages, IEC161I",
    ),
    Entry(
        "ZWV4041I",
        "The cause is {cause}.",
        "The fields of the message have the explanation.",
    ),
    Entry(
        "ZWV4042I",
        "None of these messages is known, so nothing is explained.",
        "The messages are printed as they are. zwe-vsam does not guess.",
    ),
    Entry(
        "ZWV4043I",
        "The text has no message, so nothing is explained.",
        "Messages of systems begin with an id such as IDC3013I.",
    ),
)
