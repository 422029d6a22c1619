"""ZWV30 and ZWV31: templates, members, and the JCL header."""

from __future__ import annotations

from zwe_vsam.messages import Entry

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
    Entry(
        "ZWV3001E",
        "The template cannot be read: {reason}.",
        f"The file of --template was not read. {_UNCHANGED}",
        "Name a file with --template that you can read.",
        exit_code=_MEMBER,
    ),
    Entry(
        "ZWV3002E",
        "The template is larger than {maximum} MiB.",
        f"A template has some thousand characters. {_UNCHANGED}",
        "Name the template with --template.",
        exit_code=_MEMBER,
    ),
    Entry(
        "ZWV3003E",
        "The template is not UTF-8.",
        f"zwe-vsam reads files of --template in UTF-8 only. {_UNCHANGED}",
        "Save the template as UTF-8.",
        exit_code=_MEMBER,
    ),
    Entry(
        "ZWV3004E",
        "The first record of {member} does not begin with //. Expected JCL in IBM-1047.",
        "The installed member is not JCL, or it was copied to the system as binary data. "
        f"{_UNCHANGED}",
        "Copy {member} again from your release of Zowe, as text.",
        exit_code=_MEMBER,
    ),
    Entry(
        "ZWV3005E",
        "{template} holds a character on line {line} that JCL does not have.",
        "A record of JCL holds printable characters of one byte. Control characters, and "
        f"characters beyond Latin-1, are not valid in it. {_UNCHANGED}",
        "Remove the character from line {line} of the template.",
        exit_code=_MEMBER,
    ),
    Entry(
        "ZWV3006E",
        "{template} has no JOB statement.",
        f"Without a JOB statement the system does not accept the job. {_UNCHANGED}",
        "Add a JOB statement, or use the member {member} of your release of Zowe.",
        exit_code=_MEMBER,
    ),
)

# Templates in Jinja2

_JINJA = (
    Entry(
        "ZWV3007E",
        "{template} is not valid in the language of Jinja2: {reason}.",
        f"A template whose name ends with .j2 is written for Jinja2. {_UNCHANGED}",
        "Correct this line of the template.",
        exit_code=_MEMBER,
    ),
    Entry(
        "ZWV3008E",
        "Jinja2 refuses the template {template}: {reason}.",
        f"Templates run in the sandbox of Jinja2, away from the system. {_UNCHANGED}",
        "Remove the expression from the template.",
        exit_code=_MEMBER,
        source="Jinja documentation, Sandbox",
    ),
    Entry(
        "ZWV3009E",
        "{template} cannot be compiled: {reason}.",
        f"An expression of the template is nested too deeply or is too long. {_UNCHANGED}",
        "Write a simpler expression in the template.",
        exit_code=_MEMBER,
    ),
    Entry(
        "ZWV3010E",
        "{template} cannot be rendered: {reason}.",
        "The template was compiled, and an expression of it failed, or the output became too "
        f"large. {_UNCHANGED}",
        "Correct the template.",
        exit_code=_MEMBER,
    ),
)

# Placeholders of Zowe's members

_PLACEHOLDERS = (
    Entry(
        "ZWV3020E",
        "{template} has placeholders in braces and placeholders after #. Expected one form.",
        "Members of Zowe v2 and v3.0 have placeholders such as #dsname, later members such as "
        f"zowe.setup.vsam.name in braces. This member has both. {_UNCHANGED}",
        "Use the member {member} of your release of Zowe.",
        exit_code=_MEMBER,
        source=_GENERATOR,
    ),
    Entry(
        "ZWV3021E",
        "{template} has no placeholder for the name of the cluster.",
        "A template has #dsname, or zowe.setup.vsam.name in braces, for the name. Without it, "
        f"the member cannot be made from zowe.yaml. {_UNCHANGED}",
        "Use the member {member} of your release of Zowe.",
        exit_code=_MEMBER,
        source=_GENERATOR,
    ),
    Entry(
        "ZWV3022E",
        "{template} has an unknown placeholder: {placeholder}.",
        "zwe-vsam has no value for this placeholder, and a job with an open placeholder fails. "
        f"{_UNCHANGED}",
        "Replace {placeholder} in the template by its value.",
        exit_code=_MEMBER,
        source=_GENERATOR,
    ),
    Entry(
        "ZWV3030E",
        "zowe.yaml sets {key}, and {template} has no {keyword} for this value.",
        "Lengths of zowe.yaml replace the numbers in the DEFINE CLUSTER command of the template. "
        f"{_UNCHANGED}",
        "Add {keyword} to the template, or remove {key} from zowe.yaml.",
        exit_code=_MEMBER,
    ),
)

# Members

_MEMBERS = (
    Entry(
        "ZWV3040E",
        "Line {line} of {name} is too long: {reason}.",
        "A JCL statement ends in column 71 and in-stream data for IDCAMS in column 72. A record "
        f"has 80 columns. {_UNCHANGED}",
        "Shorten the value in zowe.yaml, or the line of the template.",
        exit_code=_MEMBER,
        source=f"{_FORMAT}; z/OS DFSMS Access Method Services Commands (SC23-6846), Commands",
    ),
    Entry(
        "ZWV3050E",
        "{name} does not match zowe.yaml. Expected a job that only {verb}s the cluster.",
        "The member was there before. zwe-vsam submits it only if it does what zowe.yaml "
        "describes, and nothing else. The details show each difference. Nothing was submitted.",
        "Use --generate to write the member again from zowe.yaml.",
        exit_code=_MEMBER,
    ),
    Entry(
        "ZWV3051E",
        "The template {name} does not match zowe.yaml. Expected a job that only {verb}s the "
        "cluster.",
        "zwe-vsam writes a member only if it does what zowe.yaml describes, and nothing else. The "
        f"details show each difference. {_UNCHANGED}",
        "Correct the lines of the template, or use the member of your release of Zowe.",
        exit_code=_MEMBER,
    ),
)

# The JCL header

_HEADER = (
    Entry(
        "ZWV3101E",
        '"{line}" in {key} holds a character that JCL does not have.',
        "A record of JCL holds printable characters of one byte. Control characters, and "
        f"characters beyond Latin-1, are not valid in it. {_UNCHANGED}",
        "Remove the character from this line.",
        exit_code=_MEMBER,
    ),
    Entry(
        "ZWV3102E",
        '"{line}" in {key} cannot be the first line. Expected operands of the JOB statement.',
        "Zowe puts the first line of the header after JOB, and the other lines below it. "
        f"{_UNCHANGED}",
        "Write JOB operands in the first line, such as (ACCOUNT),CLASS=A.",
        exit_code=_MEMBER,
        source="Zowe reference, zwe init generate",
    ),
    Entry(
        "ZWV3103E",
        '"{line}" in {key} is a control statement of JES3 that a header cannot hold.',
        "//* begins a comment for JES2. JES3 obeys some of these lines, and JES2 can be set to "
        "obey them. zwe-vsam accepts only //*MAIN with operands that class, route or limit the "
        f"job. {_UNCHANGED}",
        "Remove the line, or write //*MAIN with operands that class, route or limit the job.",
        exit_code=_MEMBER,
        source=_JCL,
    ),
    Entry(
        "ZWV3104E",
        '"{line}" in {key} begins another statement.',
        f"A header that begins a statement of its own could start a step of its own. {_UNCHANGED}",
        _ALLOWED,
        exit_code=_MEMBER,
    ),
    Entry(
        "ZWV3105E",
        '"{line}" in {key} is a control statement that a header cannot hold. '
        "Expected /*JOBPARM or /*ROUTE.",
        "Other lines that begin with /* end the input, or send the job to another system. "
        f"{_UNCHANGED}",
        "Remove the line.",
        exit_code=_MEMBER,
        source=_JCL,
    ),
    Entry(
        "ZWV3106E",
        '"{line}" in {key} ends with a comma, and no operand follows (IEFC621I).',
        "A comma at the end of a line announces that the statement continues. The system ends such "
        f"a job with IEFC621I. {_UNCHANGED}",
        "Remove the comma, or write the operand that follows it.",
        exit_code=_MEMBER,
        source=f"{_FORMAT}; IEFC621I",
    ),
    Entry(
        "ZWV3107E",
        '"{line}" in {key} begins another statement. Expected a comma at the end of the line '
        "before it.",
        "A statement continues on the next line only after a comma. A header that begins a "
        f"statement of its own could start a step of its own. {_UNCHANGED}",
        "End the line before it with a comma, or remove this line.",
        exit_code=_MEMBER,
        source=_FORMAT,
    ),
    Entry(
        "ZWV3108E",
        'JES2 ignores "{line}" in {key} between lines that continue each other.',
        f"A control statement of JES2 stands before or after a whole statement. {_UNCHANGED}",
        "Move the line to the end of the header.",
        exit_code=_MEMBER,
        source=f"{_JCL}, JES2 statements",
    ),
    Entry(
        "ZWV3109E",
        '"{line}" in {key} holds a password, which others can read in the member.',
        f"The header becomes a part of a member of the JCL library. {_UNCHANGED}",
        "Remove PASSWORD from the header.",
        exit_code=_MEMBER,
    ),
    Entry(
        "ZWV3110E",
        '"{line}" in {key} is not valid JCL: {reason}.',
        f"The system would refuse the job with this message. {_UNCHANGED}",
        "Correct the line.",
        exit_code=_MEMBER,
        source=_JCL,
    ),
    Entry(
        "ZWV3111E",
        'zwe-vsam does not accept "{line}" in {key} ({reason}).',
        "The line is valid JCL. What it does to the job is more than zwe-vsam checks, so that it "
        f"cannot say what the job does. {_UNCHANGED}",
        "Remove this operand or statement from the header.",
        exit_code=_MEMBER,
    ),
    Entry(
        "ZWV3112E",
        'With "{line}" in {key}, no step of the job runs.',
        "TYPRUN=SCAN and TYPRUN=COPY have the system look at the job without executing it. "
        f"{_UNCHANGED}",
        "Remove TYPRUN from the header.",
        exit_code=_MEMBER,
        source=f"{_JCL}, TYPRUN parameter",
    ),
)

ENTRIES: tuple[Entry, ...] = (
    *_READING,
    *_JINJA,
    *_PLACEHOLDERS,
    *_MEMBERS,
    *_HEADER,
)
