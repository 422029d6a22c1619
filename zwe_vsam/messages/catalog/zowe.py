"""ZWEL: the messages of ``zwe init vsam``, in its words and with its exit codes."""

from __future__ import annotations

from zwe_vsam.messages import Entry

_ZWE = "Zowe documentation, zwe server command reference, zwe init vsam, Errors"

ENTRIES = (
    Entry(
        "ZWEL0102E",
        "Invalid parameter {parameter}.",
        "The command line has a word, an option or a value that the command does not take. Nothing "
        "was done.",
        "Give the option or value that the message names.",
        exit_code=102,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0108E",
        "Zowe YAML config file is required.",
        "The command needs the configuration of Zowe. Nothing was done.",
        "Name the file: -c zowe.yaml.",
        exit_code=108,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0109E",
        "The Zowe YAML config file specified does not exist.",
        "No file, or no member, has the name that was given with -c. Nothing was done.",
        "Correct the path after -c.",
        exit_code=109,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0110E",
        "Doesn't have write permission on {folder} directory.",
        "The log of --log-dir cannot be written there. Nothing was done.",
        "Name another folder with -l.",
        exit_code=110,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0120E",
        "This command must run on a z/OS system.",
        "No target was named, and this is not z/OS. Nothing was done.",
        "Name the system: --target zosmf, or --sandbox DIR for a rehearsal.",
        exit_code=120,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0138E",
        "Failed to update key {key} of file {file}.",
        "--update-config could not write the name of the cluster. The file is unchanged.",
        "Set {key} yourself.",
        exit_code=138,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0140E",
        "Failed to translate Zowe configuration ({reason}).",
        "The configuration cannot be read: it is not YAML, not text in a known code page, or too "
        "large. Nothing was done.",
        "Correct the line that the message names.",
        exit_code=140,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0143E",
        "Cannot find data set member '{member}'. You may need to re-run zwe install.",
        "The template is a member of the library prefix.SZWESAMP, which zwe install creates. "
        "Nothing was written or submitted.",
        "Check zowe.setup.dataset.prefix.",
        exit_code=143,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0144E",
        "Cannot generate JCL with a header line greater than 80 characters. "
        "Line in error: {line}. Please adjust this line in 'zowe.setup.jcl.header'.",
        "JCL uses columns 1 to 71 of a statement, and a record has 80. Nothing was written or "
        "submitted.",
        "Break the line after a comma, and continue the statement on the next line.",
        exit_code=144,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0157E",
        "{title} ({key}) is not defined in Zowe YAML configuration file.",
        "The command needs this value. Nothing was done.",
        "Write a value for {key}.",
        exit_code=157,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0158E",
        "{name} already exists.",
        "The command creates nothing where something exists. Nothing was changed.",
        "Use what exists, or choose another name.",
        exit_code=158,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0160E",
        "Failed to write to {member}. Please check if target data set is opened by others.",
        "The member was not written, or it could not be read back as it was written. The message "
        "says what the member holds now. Nothing was submitted.",
        "Run the command again when nobody else has the data set open.",
        exit_code=160,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0161E",
        "Failed to run JCL {member}.",
        "The system refused the job, or its answer was lost. The message says whether the job may "
        "run. zwe-vsam never submits a job twice.",
        "Look for the job before you run the command again.",
        exit_code=161,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0162E",
        "Failed to find job {job} result.",
        "The job did not end in time, or the system does not list it any more. Its result is not "
        "known. zwe-vsam left the job as it is.",
        "Look at the job, or go on waiting with the command job.",
        exit_code=162,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0163E",
        "Job {job} ends {ending}.",
        "The job failed, or it ended with code 0 and the catalog does not have what the job was to "
        "create. The message gives the cause where it is known.",
        "Correct the cause that the message gives, and run the command again.",
        exit_code=163,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0316E",
        "Invalid PARMLIB format {text}.",
        "A PARMLIB entry of -c must name a member. The original exits with 316, which a shell "
        "sees as 60. Nothing was done.",
        "Write PARMLIB(DATA.SET.NAME(MEMBER)).",
        exit_code=60,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0319E",
        "zowe.setup.dataset.jcllib does not exist, cannot run. {reason}",
        "The JCL library is created before this step of the installation. The original exits with "
        "319, which a shell sees as 63. Nothing was done.",
        "Allocate the library (RECFM=FB, LRECL=80), or run zwe init generate.",
        exit_code=63,
        source=_ZWE,
    ),
    Entry(
        "ZWEL0300W",
        "{member} already exists. This data set member will be overwritten during configuration.",
        "--generate or --allow-overwrite was given. The member is made from the template again, "
        "and changes that somebody made in it are lost.",
        "Leave out --generate and --allow-overwrite to keep the member.",
        source=_ZWE,
    ),
    Entry(
        "ZWEL0301W",
        "{member} already exists and will not be overwritten. "
        "For upgrades, you must use --allow-overwrite.",
        "The member is used as it is, after a check that it defines the cluster of zowe.yaml. The "
        "message says how many lines differ from what the template gives.",
        "To rewrite the member from the template, use --generate. --allow-overwrite rewrites it, "
        "too, and also deletes the cluster and defines it anew.",
        source=_ZWE,
    ),
    Entry(
        "ZWEL0321W",
        "Zowe Caching Service is not configured to use VSAM. Command skipped.",
        "components.caching-service.storage.mode has another value than VSAM. That store needs no "
        "cluster. Nothing was done.",
        "Set components.caching-service.storage.mode to VSAM if this Zowe is to use VSAM.",
        source=_ZWE,
    ),
)
