"""ZWV10: the command line, dry runs, and the report."""

from __future__ import annotations

from zwe_vsam.messages import Entry

ENTRIES = (
    Entry(
        "ZWV1001E",
        "Internal error: {error}",
        "zwe-vsam has a defect. What the command did before is not undone.",
        "Run the command again with -vv, and report what it prints.",
        exit_code=1,
    ),
    Entry(
        "ZWV1002E",
        "Ctrl-C ended the command.",
        "The message says what was changed, if anything was. Run the same command again to go on.",
        "Run the same command again.",
        exit_code=130,
    ),
    Entry(
        "ZWV1003E",
        "Standard output was lost: {reason}. What the command did is not undone.",
        "Standard output is closed, or its disk is full. A pipe whose reader stops early is no "
        "error.",
        "Send standard output to an open file with enough space.",
        exit_code=237,
    ),
    Entry(
        "ZWV1004E",
        "Standard output cannot show {character}: its encoding is {encoding}.",
        "The member was not printed. What the command did is not undone.",
        "Set PYTHONIOENCODING=utf-8.",
        exit_code=237,
    ),
    Entry(
        "ZWV1010E",
        "{first} and {second} exclude each other.",
        "The two options ask for different things. Nothing was done.",
        "Give only one of them.",
        exit_code=102,
    ),
    Entry(
        "ZWV1011E",
        "--force needs --allow-overwrite.",
        "--force says which clusters may be replaced. Without --allow-overwrite none is replaced. "
        "Nothing was done.",
        "Leave out --force, or add --allow-overwrite.",
        exit_code=102,
    ),
    Entry(
        "ZWV1012E",
        "--insecure-skip-verify needs --target zosmf.",
        "Only z/OSMF has a certificate to check. Nothing was done.",
        "Leave out --insecure-skip-verify, or add --target zosmf.",
        exit_code=102,
    ),
    Entry(
        "ZWV1013E",
        "--target sandbox needs a folder.",
        "Neither --sandbox nor the variable ZWE_VSAM_SANDBOX names one. Nothing was done.",
        "Add --sandbox DIR.",
        exit_code=102,
    ),
    Entry(
        "ZWV1014E",
        "--symbol {text} does not have the form NAME=VALUE.",
        "A system symbol has a name of 1 to 16 characters and a value. Nothing was done.",
        "Write it like this: --symbol SYSNAME=SYS1.",
        exit_code=102,
        source="z/OS MVS Initialization and Tuning Reference, IEASYMxx, SYMDEF",
    ),
    Entry(
        "ZWV1015E",
        "--symbol {name} has two values.",
        "The option was given twice for one symbol, with different values. Nothing was done.",
        "Give only one of them.",
        exit_code=102,
    ),
    Entry(
        "ZWV1016E",
        "--diff needs a system.",
        "It compares the template with the member in the JCL library. Nothing was done.",
        "Name the system: --target, --zosmf-profile or --sandbox.",
        exit_code=102,
    ),
    Entry(
        "ZWV1017E",
        "--no-wait cannot replace {cluster}.",
        "The cluster exists. Its deletion must end before it is defined anew. Nothing was changed.",
        "Leave out --no-wait.",
        exit_code=102,
    ),
    Entry(
        "ZWV1018E",
        "{text} is not a job id.",
        "A job id is JOB with 5 digits, or J with 7. Nothing was done.",
        "Give an id such as JOB01234 or J0001234. init and remove print it in parentheses after "
        "the name of the job. SDSF shows it in the column JobID. For a rehearsal, "
        "zwe-vsam sandbox jobs DIR lists it.",
        exit_code=102,
    ),
    Entry(
        "ZWV1019E",
        "The job id is missing.",
        "The command works on one job. Nothing was done.",
        "Give an id such as JOB01234 or J0001234. init and remove print it in parentheses after "
        "the name of the job. SDSF shows it in the column JobID. For a rehearsal, "
        "zwe-vsam sandbox jobs DIR lists it.",
        exit_code=102,
    ),
    Entry(
        "ZWV1020E",
        "{term} is not an id that zwe-vsam knows.",
        "explain knows the ids of zwe-vsam's messages, the causes of failed jobs, the systems' "
        "messages that these causes are read from, and exit codes.",
        "Give an id such as ZWEL0158E, IDC3013I, S806, duplicate-name, or an exit code such as "
        "163.",
        exit_code=102,
    ),
    Entry(
        "ZWV1021I",
        "{id} is explained.",
        "The fields of the message have the explanation.",
    ),
    Entry(
        "ZWV1022E",
        "{file} cannot be read: {reason}.",
        "job --explain reads messages from this file. Nothing was done.",
        "Name a file that exists and that you may read.",
        exit_code=236,
    ),
    Entry(
        "ZWV1023E",
        "The completion script was not installed: {path}: {reason}.",
        "--install-completion writes the script below your home folder. For bash and zsh, it also "
        "adds a line to the start-up file of the shell.",
        "Set HOME to a folder that you can write. Or print the script with --show-completion, and "
        "load it yourself.",
        exit_code=237,
    ),
    Entry(
        "ZWV1030I",
        "Dry run: there is no system to write to. Nothing was written or submitted.",
        "No target was named, so the member was made from the bundled template.",
    ),
    Entry(
        "ZWV1031I",
        "Dry run: {written}. No job was submitted, and no cluster was created.",
        "The printed member is what a real run submits.",
    ),
    Entry(
        "ZWV1032I",
        "Dry run: {written}. No job was submitted, and no cluster was deleted or created.",
        "The printed members are what a real run submits, in this order.",
    ),
    Entry(
        "ZWV1033I",
        "Dry run: {written}. No job was submitted, and no cluster was deleted.",
        "The printed member is what a real run submits.",
    ),
    Entry(
        "ZWV1034I",
        "The template {member} that comes with zwe-vsam is used.",
        "No system was named, so the installed template cannot be read.",
    ),
    Entry(
        "ZWV1040I",
        "{key} is already {cluster}. Nothing was written.",
        "--update-config had nothing to do.",
    ),
    Entry(
        "ZWV1041I",
        "{key} would be updated. Nothing was written.",
        "The details show the lines that a real run with --update-config changes.",
    ),
    Entry(
        "ZWV1042I",
        "{key} is updated.",
        "The details show the changed lines. The Caching Service reads the cluster's name there.",
    ),
    Entry(
        "ZWV1043I",
        "zowe.yaml was not updated, because the command did not wait for the job.",
        "--update-config writes the name of a cluster only when the cluster exists.",
        "When the job has ended, run the command again with --exist-ok and --update-config.",
    ),
)
