"""ZWEL: the messages of ``zwe init vsam``, in its words and with its exit codes."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

_ZWE = "Zowe documentation, zwe server command reference, zwe init vsam, Errors"

ENTRIES = (
    MessageEntry(
        "ZWEL0102E",
        "Invalid parameter {parameter}.",
        "The command line has a word, an option or a value that the command does not accept. "
        "Nothing was done.",
        "Correct or remove the word, option or value. --help lists what the command accepts.",
        exit_code=102,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0108E",
        "Zowe YAML config file is required.",
        "The command needs the configuration of Zowe. Nothing was done.",
        "Name the file with -c, such as -c zowe.yaml.",
        exit_code=108,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0109E",
        "The Zowe YAML config file specified does not exist.",
        "-c names a file or a member that does not exist. Nothing was done.",
        "Correct the path after -c.",
        exit_code=109,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0110E",
        "Doesn't have write permission on {folder} directory.",
        "zwe-vsam cannot create its log (--log-dir) in this folder. Nothing was done.",
        "Name another folder with -l.",
        exit_code=110,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0120E",
        "This command must run on a z/OS system.",
        "No target was named, and this is not z/OS. Nothing was done.",
        "Name the system: --target zosmf, or --sandbox DIR for a rehearsal.",
        exit_code=120,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0138E",
        "Failed to update key {key} of file {file}.",
        "--update-config could not write the name of the cluster. The details give the reason.",
        "Write the name of the cluster at {key} with an editor.",
        exit_code=138,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0140E",
        "Failed to translate Zowe configuration ({reason}).",
        "The file is not YAML, its code page is not known, or it is too large. The command cannot "
        "use it.",
        "Correct the line that the message names.",
        exit_code=140,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0143E",
        "Cannot find data set member '{member}'. You may need to re-run zwe install.",
        "The template is a member of the library prefix.SZWESAMP, which zwe install creates. "
        "Nothing was written or submitted.",
        "Correct zowe.setup.dataset.prefix, or run zwe install.",
        exit_code=143,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0144E",
        "Cannot generate JCL with a header line greater than 80 characters. "
        "Line in error: {line}. Please adjust this line in 'zowe.setup.jcl.header'.",
        "JCL uses columns 1 to 71 of a statement, and a record has 80. Nothing was written or "
        "submitted.",
        "Break the line after a comma, and continue the statement on the next line.",
        exit_code=144,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0157E",
        "{title} ({key}) is not defined in Zowe YAML configuration file.",
        "The command needs this value. Nothing was done.",
        "Write a value for {key}.",
        exit_code=157,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0158E",
        "{name} already exists.",
        "The command does not replace an existing cluster, member or folder. Nothing was changed.",
        "Use the existing object, or choose another name.",
        exit_code=158,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0160E",
        "Failed to write to {member}. Please check if target data set is opened by others.",
        "The member was not written, or its content could not be verified. The message gives "
        "the current content of the member. Nothing was submitted.",
        "Make sure that no other user or job has the data set open. Then run this command again.",
        exit_code=160,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0161E",
        "Failed to run JCL {member}.",
        "The system refused the job, or the answer of the system was lost. The message says "
        "whether the job can run. zwe-vsam never submits a job twice.",
        "Search for the job in SDSF before you run this command again.",
        exit_code=161,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0162E",
        "Failed to find job {job} result.",
        "The job did not end in time, or the system no longer lists the job. The result of "
        "the job is not known. zwe-vsam did not cancel the job.",
        "Check the job in SDSF, or continue to wait with zwe-vsam job.",
        exit_code=162,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0163E",
        "Job {job} ends {ending}.",
        "The job failed. Or the job ended with code 0, but the catalog does not show the "
        "expected result. The message gives the cause if zwe-vsam knows it.",
        "Correct the cause that the message gives. Then run this command again.",
        exit_code=163,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0316E",
        "Invalid PARMLIB format {text}.",
        "A PARMLIB entry of -c must name a member. The original exits with 316, which a shell "
        "sees as 60. Nothing was done.",
        "Write PARMLIB(DATA.SET.NAME(MEMBER)).",
        exit_code=60,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0319E",
        "zowe.setup.dataset.jcllib does not exist, cannot run. {reason}",
        "The JCL library is created before this step of the installation. The original exits with "
        "319, which a shell sees as 63. Nothing was done.",
        "Allocate the library (RECFM=FB, LRECL=80), or run zwe init generate.",
        exit_code=63,
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0300W",
        "{member} already exists. This data set member will be overwritten during configuration.",
        "--generate or --allow-overwrite was given. zwe-vsam rewrites the member from the "
        "template. Earlier changes to the member are lost.",
        "Leave out --generate and --allow-overwrite to keep the member.",
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0301W",
        "{member} already exists and will not be overwritten. "
        "For upgrades, you must use --allow-overwrite.",
        "zwe-vsam checks that the existing member defines the cluster of zowe.yaml, and then "
        "uses the member. The message gives the number of lines that differ from the "
        "template.",
        "To rewrite only the member, use --generate. --allow-overwrite also deletes the "
        "cluster and defines it again.",
        source=_ZWE,
    ),
    MessageEntry(
        "ZWEL0321W",
        "Zowe Caching Service is not configured to use VSAM. Command skipped.",
        "components.caching-service.storage.mode is not VSAM. Other modes need no cluster. "
        "Nothing was done.",
        "To use VSAM, set components.caching-service.storage.mode to VSAM.",
        source=_ZWE,
    ),
)
