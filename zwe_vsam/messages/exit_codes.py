"""What each exit code means. The ids of messages are many, the exit codes few.

The codes 60 to 163 are those of ``zwe init vsam``. A process can exit with 0 to 255 only, so its
316 and 319 reach the shell as 60 and 63.
"""

from __future__ import annotations

EXIT_CODES: dict[int, str] = {
    0: "The command did its work, or there was nothing to do.",
    1: "A defect of zwe-vsam. Nothing that can be foreseen exits with 1.",
    60: "A PARMLIB entry of -c names no member.",
    63: "The JCL library does not exist.",
    102: "The command line is wrong.",
    108: "The option -c is missing.",
    109: "The configuration file does not exist.",
    110: "The log folder, or a page, cannot be written.",
    120: "No target was named, and this is not z/OS.",
    130: "Ctrl-C ended the command.",
    138: "The configuration file was not changed.",
    140: "The configuration cannot be read.",
    143: "The template member is not installed.",
    144: "A line of the JCL header is too long.",
    157: "A value is missing in the configuration.",
    158: "The cluster, or the sandbox, already exists.",
    160: "The member was not written.",
    161: "The job was not submitted, or it is not known whether it was.",
    162: "The end of the job is not known.",
    163: "The job failed, or it left no cluster.",
    231: "A value in the configuration is invalid, or two values contradict each other.",
    232: "A template or a member does not fit.",
    233: "The target cannot be used, or it gave no clear answer.",
    234: "The cluster differs from zowe.yaml, or it does not exist.",
    235: "The command refused to go on: a job is under way, the data set must not be deleted, the "
    "deletion was not confirmed, or migrate must not change a file.",
    236: "A library, a member, a job or a file does not exist.",
    237: "Standard output was lost, or the completion script was not installed.",
    238: "With --strict, check found warnings.",
}
