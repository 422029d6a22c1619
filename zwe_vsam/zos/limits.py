"""The limits of z/OS: each number, character set and fixed word once, with its unit and source.

Lengths of names and records are in characters. A character of a record is one byte, as its code
page has one byte for each. Columns are 1-based.

Sources, by their short names below:

- JCL: z/OS MVS JCL Reference (SA23-1385)
- AMS: z/OS DFSMS Access Method Services Commands (SC23-6846)
- Using Data Sets: z/OS DFSMS Using Data Sets (SC23-6855)
"""

from __future__ import annotations

# Characters of names

LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
"""Letters of names. A name has no lower case."""
DIGITS = frozenset("0123456789")
NATIONAL = "$#@"
"""National characters (JCL, "Character sets")."""
NAME_FIRST = LETTERS | frozenset(NATIONAL)
"""Characters with which a name begins."""
NAME_CHARACTERS = NAME_FIRST | DIGITS
"""Alphanumeric and national characters."""
QUALIFIER_CHARACTERS = NAME_CHARACTERS | {"-"}
"""Characters of a data set name's qualifier, and of a volume serial number (JCL, "Data set names"
and "VOLUME parameter")."""

# Lengths of names

NAME_LENGTH = 8
"""Characters of a job, step, DD, program, member, class or user name, of a job id, and of one
qualifier of a data set name (JCL, "Name field" and "Data set names")."""
DATA_SET_NAME_LENGTH = 44
"""Characters of a data set name with its periods (JCL, "Data set names")."""
CLUSTER_NAME_LENGTH = 38
"""Characters of a cluster name to which ``.INDEX`` can be added."""
VOLSER_LENGTH = 6
"""Characters of a volume serial number (JCL, "VOLUME parameter")."""
CORRELATOR_LENGTH = 32
"""Characters of the user portion of a job correlator (JCL, "UJOBCORR parameter")."""

NAME_PATTERN = rf"[A-Z{NATIONAL}][A-Z0-9{NATIONAL}]{{0,{NAME_LENGTH - 1}}}"
"""Regular expression of a name."""
CORRELATOR_PATTERN = rf"[A-Z{NATIONAL}][A-Z0-9{NATIONAL}]{{0,{CORRELATOR_LENGTH - 1}}}"
"""Regular expression of the user portion of a job correlator."""

# Records and columns

RECORD_LENGTH = 80
"""Bytes of a record of a JCL library or an input stream (RECFM=FB, LRECL=80)."""
JCL_LAST_COLUMN = 71
"""Last column of a JCL statement (JCL, "Format of statements")."""
CONTINUATION_COLUMN = 72
"""Column in which a nonblank character announces a continuation of a JCL statement. Columns 73 to
80 are not read (JCL, "Continuing JCL statements")."""
CONTINUED_QUOTE_COLUMN = 16
"""Last column in which continued operands may begin, from column 4 on. A continued apostrophe
string begins in exactly this column (JCL, "Continuing the parameter field")."""
IDCAMS_FIRST_COLUMN = 2
IDCAMS_LAST_COLUMN = 72
"""Margins of access method services commands in a batch job: the first and the last column that
are read (AMS, "Commands")."""

# JCL statements

JOB_STEPS = 255
"""Steps of a job (JCL, "EXEC statement")."""
STEP_DD_STATEMENTS = 3273
"""DD statements of a step, with a task I/O table of 64 KiB, the largest there is (JCL, "DD
statement")."""
SYMBOL_VALUE_LENGTH = 255
"""Characters of a symbol's value (JCL, "Defining and nullifying JCL symbols")."""
PARM_LENGTH = 100
"""Characters that PARM passes to a program (JCL, "PARM parameter")."""
PROGRAMMER_NAME_LENGTH = 20
"""Characters of the programmer's name on a JOB statement (JCL, "Programmer's name parameter")."""

# Clusters

KEY_LENGTH = 255
"""Bytes of a key (AMS, "DEFINE CLUSTER", KEYS)."""
KEY_OFFSET = 32_760
"""Bytes before a key (AMS, "DEFINE CLUSTER", KEYS)."""
CONTROL_INTERVAL_SIZE = 32_768
"""Bytes of a control interval (AMS, "DEFINE CLUSTER", CONTROLINTERVALSIZE)."""
CONTROL_INFORMATION = 7
"""Bytes at the end of a control interval that holds one record (Using Data Sets, "Control
information structure in a control interval")."""
RECORD_SIZE = CONTROL_INTERVAL_SIZE - CONTROL_INFORMATION
"""Bytes of an unspanned record, 32 761: it fills the largest control interval (AMS, "DEFINE
CLUSTER", RECORDSIZE)."""

# Condition codes of access method services (AMS, "Condition Codes")

FAILED = 12
"""Condition code of a command that has an error and is not executed."""
TERMINATED = 16
"""Highest condition code. The rest of the input is not read."""

# Fixed names

SAMPLE_LIBRARY = "SZWESAMP"
"""Last qualifier of the library with Zowe's sample members, after zowe.setup.dataset.prefix (Zowe,
``zwe init vsam``)."""
