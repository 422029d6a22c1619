"""ZWV30 and ZWV31: templates, members, and the JCL header."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

_MEMBER = 232
"""Exit code of a template or a member that does not fit."""
_UNCHANGED = "Nothing was written or submitted."
_GENERATOR = "Zowe, zwe init vsam: the shell script of v2, the generator of v3, and SZWESAMP"
_JCL = "z/OS MVS JCL Reference (SA23-1385)"
_FORMAT = f"{_JCL}, Format of statements"
_ALLOWED = (
    "Write only JOB operands and their continuations, //* comments, OUTPUT, JCLLIB, //*MAIN, "
    "/*JOBPARM or /*ROUTE."
)

# Reading a template

_READING = (
    MessageEntry(
        "ZWV3001E",
        "The template cannot be read: {reason}.",
        f"The file of --template was not read. {_UNCHANGED}",
        "Name a file with --template that you can read.",
        exit_code=_MEMBER,
    ),
    MessageEntry(
        "ZWV3002E",
        "The template is larger than {maximum} MiB.",
        f"A usual template has a few thousand characters. {_UNCHANGED}",
        "Name a smaller file with --template.",
        exit_code=_MEMBER,
    ),
    MessageEntry(
        "ZWV3003E",
        "The template is not UTF-8.",
        f"zwe-vsam reads files of --template in UTF-8 only. {_UNCHANGED}",
        "Save the template as UTF-8.",
        exit_code=_MEMBER,
    ),
    MessageEntry(
        "ZWV3004E",
        "The first record of {member} does not begin with //. Expected JCL in IBM-1047.",
        "The installed member is not JCL, or it was copied to the system as binary data. "
        f"{_UNCHANGED}",
        "Copy {member} again from your release of Zowe, as text.",
        exit_code=_MEMBER,
    ),
    MessageEntry(
        "ZWV3005E",
        "{template} holds a character on line {line} that JCL does not have.",
        "A record of JCL holds printable characters of one byte. Control characters, and "
        f"characters beyond Latin-1, are not valid in it. {_UNCHANGED}",
        "Remove the character from line {line} of the template.",
        exit_code=_MEMBER,
    ),
    MessageEntry(
        "ZWV3006E",
        "{template} has no JOB statement.",
        f"The system does not accept a job without a JOB statement. {_UNCHANGED}",
        "Add a JOB statement, or use the member {member} of your release of Zowe.",
        exit_code=_MEMBER,
    ),
)

# Templates in Jinja2

_JINJA = (
    MessageEntry(
        "ZWV3007E",
        "{template} is not a valid Jinja2 template: {reason}.",
        f"A template whose name ends with .j2 is written for Jinja2. {_UNCHANGED}",
        "Correct the line that the message names.",
        exit_code=_MEMBER,
    ),
    MessageEntry(
        "ZWV3008E",
        "Jinja2 refuses the template {template}: {reason}.",
        f"Jinja2 runs templates in a sandbox without access to the system. {_UNCHANGED}",
        "Remove the refused expression from the template.",
        exit_code=_MEMBER,
        source="Jinja documentation, Sandbox",
    ),
    MessageEntry(
        "ZWV3009E",
        "{template} cannot be compiled: {reason}.",
        f"An expression of the template is nested too deeply or is too long. {_UNCHANGED}",
        "Write a simpler expression in the template.",
        exit_code=_MEMBER,
    ),
    MessageEntry(
        "ZWV3010E",
        "{template} cannot be rendered: {reason}.",
        f"An expression of the template failed, or the output is too large. {_UNCHANGED}",
        "Correct the expression in the template, or shorten the output.",
        exit_code=_MEMBER,
    ),
)

# Placeholders of Zowe's members

_PLACEHOLDERS = (
    MessageEntry(
        "ZWV3020E",
        "{template} has placeholders in braces and placeholders after #. Expected one form.",
        "Members of Zowe v2 and v3.0 have placeholders such as #dsname. Later members have "
        "placeholders such as zowe.setup.vsam.name in braces. This member has both. "
        f"{_UNCHANGED}",
        "Copy the member {member} from your release of Zowe.",
        exit_code=_MEMBER,
        source=_GENERATOR,
    ),
    MessageEntry(
        "ZWV3021E",
        "{template} has no placeholder for the name of the cluster.",
        f"A template needs #dsname, or zowe.setup.vsam.name in braces, for the name. {_UNCHANGED}",
        "Copy the member {member} from your release of Zowe.",
        exit_code=_MEMBER,
        source=_GENERATOR,
    ),
    MessageEntry(
        "ZWV3022E",
        "{template} has an unknown placeholder: {placeholder}.",
        f"zwe-vsam has no value for this placeholder. A job with a placeholder fails. {_UNCHANGED}",
        "Replace {placeholder} in the template by its value.",
        exit_code=_MEMBER,
        source=_GENERATOR,
    ),
    MessageEntry(
        "ZWV3030E",
        "zowe.yaml sets {key}, but {template} has no {keyword} for this value.",
        "Lengths of zowe.yaml replace the numbers in the DEFINE CLUSTER command of the template. "
        f"{_UNCHANGED}",
        "Add {keyword} to the template, or remove {key} from zowe.yaml.",
        exit_code=_MEMBER,
    ),
)

# Members

_MEMBERS = (
    MessageEntry(
        "ZWV3040E",
        "Line {line} of {name} is too long: {reason}.",
        "A JCL statement ends in column 71 and in-stream data for IDCAMS in column 72. A record "
        f"has 80 columns. {_UNCHANGED}",
        "Shorten the value in zowe.yaml, or shorten the line of the template.",
        exit_code=_MEMBER,
        source=f"{_FORMAT}; z/OS DFSMS Access Method Services Commands (SC23-6846), Commands",
    ),
    MessageEntry(
        "ZWV3050E",
        "{name} does not match zowe.yaml. Expected a job that only {verb}s the cluster.",
        "The member existed before this run. zwe-vsam submits a member only if its job does "
        "exactly what zowe.yaml describes. The details show each difference. Nothing was "
        "submitted.",
        "Use --generate to rewrite the member from the template.",
        exit_code=_MEMBER,
    ),
    MessageEntry(
        "ZWV3051E",
        "The template {name} does not match zowe.yaml. Expected a job that only {verb}s the "
        "cluster.",
        "zwe-vsam writes a member only if its job does exactly what zowe.yaml describes. The "
        f"details show each difference. {_UNCHANGED}",
        "Correct the lines of the template, or use the member of your release of Zowe.",
        exit_code=_MEMBER,
    ),
)

# The JCL header

_HEADER = (
    MessageEntry(
        "ZWV3101E",
        '"{line}" in {key} holds a character that JCL does not have.',
        "A record of JCL holds printable characters of one byte. Control characters, and "
        f"characters beyond Latin-1, are not valid in it. {_UNCHANGED}",
        "Remove the character from this line of {key}.",
        exit_code=_MEMBER,
    ),
    MessageEntry(
        "ZWV3102E",
        '"{line}" in {key} cannot be the first line. Expected operands of the JOB statement.',
        "Zowe puts the first line of the header after JOB, and the other lines below it. "
        f"{_UNCHANGED}",
        "Write JOB operands in the first line, such as (ACCOUNT),CLASS=A.",
        exit_code=_MEMBER,
        source="Zowe reference, zwe init generate",
    ),
    MessageEntry(
        "ZWV3103E",
        '"{line}" in {key} is a control statement of JES3 that a header cannot hold.',
        "//* begins a comment for JES2. JES3 executes some of these lines, and JES2 can be "
        "set to execute them. zwe-vsam accepts only //*MAIN with operands that class, route "
        f"or limit the job. {_UNCHANGED}",
        "Remove the line, or write //*MAIN with operands that class, route or limit the job.",
        exit_code=_MEMBER,
        source=_JCL,
    ),
    MessageEntry(
        "ZWV3104E",
        '"{line}" in {key} begins another statement.',
        f"A header with another statement could start another step. {_UNCHANGED}",
        _ALLOWED,
        exit_code=_MEMBER,
    ),
    MessageEntry(
        "ZWV3105E",
        '"{line}" in {key} is a control statement that a header cannot hold. '
        "Expected /*JOBPARM or /*ROUTE.",
        "Other lines that begin with /* end the input, or send the job to another system. "
        f"{_UNCHANGED}",
        "Remove the line from {key}.",
        exit_code=_MEMBER,
        source=_JCL,
    ),
    MessageEntry(
        "ZWV3106E",
        '"{line}" in {key} ends with a comma, and no operand follows (IEFC621I).',
        "A comma at the end of a line means that the statement continues. The system ends "
        f"such a job with IEFC621I. {_UNCHANGED}",
        "Remove the comma, or write the next operand after it.",
        exit_code=_MEMBER,
        source=f"{_FORMAT}; IEFC621I",
    ),
    MessageEntry(
        "ZWV3107E",
        '"{line}" in {key} begins another statement. Expected a comma at the end of the '
        "previous line.",
        "A statement continues on the next line only after a comma. A header with another "
        f"statement could start another step. {_UNCHANGED}",
        "Write a comma at the end of the previous line, or remove this line.",
        exit_code=_MEMBER,
        source=_FORMAT,
    ),
    MessageEntry(
        "ZWV3108E",
        'JES2 ignores "{line}" in {key} between lines that continue each other.',
        f"A JES2 control statement must be before or after a complete statement. {_UNCHANGED}",
        "Move the line to the end of {key}.",
        exit_code=_MEMBER,
        source=f"{_JCL}, JES2 statements",
    ),
    MessageEntry(
        "ZWV3109E",
        '"{line}" in {key} holds a password. Other users can read the password in the member.',
        f"The header becomes a part of a member of the JCL library. {_UNCHANGED}",
        "Remove PASSWORD from {key}.",
        exit_code=_MEMBER,
    ),
    MessageEntry(
        "ZWV3110E",
        '"{line}" in {key} is not valid JCL: {reason}.',
        f"The system would refuse the job with this message. {_UNCHANGED}",
        "Correct this line of {key}.",
        exit_code=_MEMBER,
        source=_JCL,
    ),
    MessageEntry(
        "ZWV3111E",
        'zwe-vsam does not accept "{line}" in {key} ({reason}).',
        f"The line is valid JCL, but zwe-vsam cannot check its effect on the job. {_UNCHANGED}",
        "Remove this operand or statement from {key}.",
        exit_code=_MEMBER,
    ),
    MessageEntry(
        "ZWV3112E",
        '"{line}" in {key} prevents the execution of the job.',
        f"With TYPRUN=SCAN or TYPRUN=COPY, the system does not execute the job. {_UNCHANGED}",
        "Remove TYPRUN from {key}.",
        exit_code=_MEMBER,
        source=f"{_JCL}, TYPRUN parameter",
    ),
)

ENTRIES: tuple[MessageEntry, ...] = (
    *_READING,
    *_JINJA,
    *_PLACEHOLDERS,
    *_MEMBERS,
    *_HEADER,
)
