"""ZWV10: the command line, dry runs, and the report."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

ENTRIES = (
    MessageEntry(
        "ZWV1001E",
        "Internal error: {error}",
        "zwe-vsam has a defect. The command did not undo its earlier changes.",
        "Run this command again with -vv, and report its output to the authors of zwe-vsam.",
        exit_code=1,
    ),
    MessageEntry(
        "ZWV1002E",
        "Ctrl-C ended the command.",
        "The message says whether the command made changes. The same command can continue "
        "the work.",
        "Run the same command again.",
        exit_code=130,
    ),
    MessageEntry(
        "ZWV1003E",
        "Standard output cannot be written: {reason}. Changes that the command made remain.",
        "Standard output is closed, or its disk is full. A pipe whose reader ends early "
        "causes no error.",
        "Send standard output to an open file with enough space.",
        exit_code=237,
    ),
    MessageEntry(
        "ZWV1004E",
        "Standard output cannot show {character}: its encoding is {encoding}.",
        "The member was not printed. Changes that the command made remain.",
        "Set PYTHONIOENCODING=utf-8.",
        exit_code=237,
    ),
    MessageEntry(
        "ZWV1005E",
        "A Python package cannot be loaded: {reason}.",
        "zwe-vsam needs this package. The installation is damaged or not complete.",
        "Install zwe-vsam again, into a new virtual environment. -vv shows which part needs the "
        "package.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV1010E",
        "{first} and {second} cannot be used together.",
        "The two options contradict each other. Nothing was done.",
        "Remove {first} or {second}.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV1011E",
        "--force needs --allow-overwrite.",
        "--force allows the replacement of a cluster with other attributes. Only "
        "--allow-overwrite replaces a cluster. Nothing was done.",
        "Leave out --force, or add --allow-overwrite.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV1012E",
        "--insecure-skip-verify needs --target zosmf.",
        "Only a z/OSMF server has a certificate to check. Nothing was done.",
        "Remove --insecure-skip-verify, or add --target zosmf.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV1013E",
        "--target sandbox needs a folder.",
        "Neither --sandbox nor the variable ZWE_VSAM_SANDBOX names a folder. Nothing was done.",
        "Add --sandbox DIR.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV1014E",
        "--symbol {text} does not have the form NAME=VALUE.",
        "A system symbol has a name of 1 to 16 characters and a value. Nothing was done.",
        "Write --symbol NAME=VALUE, such as --symbol SYSNAME=SYS1.",
        exit_code=102,
        source="z/OS MVS Initialization and Tuning Reference, IEASYMxx, SYMDEF",
    ),
    MessageEntry(
        "ZWV1015E",
        "--symbol {name} has two values.",
        "The option was given twice for one symbol, with different values. Nothing was done.",
        "Give --symbol {name} only once.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV1016E",
        "--diff needs a target system.",
        "--diff compares the template with the member in the JCL library of the system. "
        "Nothing was done.",
        "Name the system with --target, --zosmf-profile or --sandbox.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV1017E",
        "--no-wait cannot replace {cluster}.",
        "The cluster exists. To replace it, zwe-vsam must wait until its deletion ends. "
        "Nothing was changed.",
        "Remove --no-wait.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV1018E",
        "{text} is not a job id.",
        "A job id is JOB with 5 digits, or J with 7 digits. Nothing was done.",
        "Give a job id, such as JOB01234 or J0001234. init and remove print the id in "
        "parentheses after the job name. SDSF shows the id in the column JobID. For a "
        "sandbox, zwe-vsam sandbox jobs DIR lists the ids.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV1019E",
        "The job id is missing.",
        "The command needs the id of one job. Nothing was done.",
        "Give a job id, such as JOB01234 or J0001234. init and remove print the id in "
        "parentheses after the job name. SDSF shows the id in the column JobID. For a "
        "sandbox, zwe-vsam sandbox jobs DIR lists the ids.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV1020E",
        "{term} is not an id that zwe-vsam knows.",
        "explain describes messages of zwe-vsam, causes of failed jobs, messages of z/OS, "
        "and exit codes.",
        "Give an id such as ZWEL0158E, IDC3013I, S806, duplicate-name, or an exit code such as "
        "163.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV1021I",
        "{id} is explained.",
        "The fields of the message have the explanation.",
    ),
    MessageEntry(
        "ZWV1022E",
        "The file {file} cannot be read: {reason}.",
        "job --explain reads messages from this file. Nothing was done.",
        "Name a file that exists and that you may read.",
        exit_code=236,
    ),
    MessageEntry(
        "ZWV1023E",
        "The completion script was not installed: {path}: {reason}.",
        "--install-completion writes the script below your home folder. For bash and zsh, it also "
        "adds a line to the start-up file of the shell.",
        "Set HOME to a folder that you can write. Or print the script with --show-completion, and "
        "load it yourself.",
        exit_code=237,
    ),
    MessageEntry(
        "ZWV1024E",
        "--if-different needs --allow-overwrite.",
        "--if-different limits the replacement of a cluster. Only --allow-overwrite replaces a "
        "cluster. Nothing was done.",
        "Leave out --if-different, or add --allow-overwrite.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV1030I",
        "Dry run: no target system was named. Nothing was written or submitted.",
        "zwe-vsam made the member from its own template.",
    ),
    MessageEntry(
        "ZWV1031I",
        "Dry run: {written}. No job was submitted, and no cluster was created.",
        "The printed member is what a real run submits.",
    ),
    MessageEntry(
        "ZWV1032I",
        "Dry run: {written}. No job was submitted, and no cluster was deleted or created.",
        "The printed members are what a real run submits, in this order.",
    ),
    MessageEntry(
        "ZWV1033I",
        "Dry run: {written}. No job was submitted, and no cluster was deleted.",
        "The printed member is what a real run submits.",
    ),
    MessageEntry(
        "ZWV1034I",
        "zwe-vsam uses its own template {member}.",
        "No target system was named, so zwe-vsam cannot read the installed template.",
    ),
    MessageEntry(
        "ZWV1040I",
        "{key} is already {cluster}. Nothing was written.",
        "--update-config changed nothing, because the key has the correct value.",
    ),
    MessageEntry(
        "ZWV1041I",
        "{key} would be updated. Nothing was written.",
        "The details show the lines that a real run with --update-config changes.",
    ),
    MessageEntry(
        "ZWV1042I",
        "{key} is updated.",
        "The details show the changed lines. The Caching Service reads the name of the "
        "cluster from this key.",
    ),
    MessageEntry(
        "ZWV1043I",
        "zowe.yaml was not updated, because the command did not wait for the job.",
        "--update-config writes the name of a cluster only when the cluster exists.",
        "When the job has ended, run the command again with --exist-ok and --update-config.",
    ),
)
